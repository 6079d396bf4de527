"""The walls of the house: each room of `faq` imports only what stands below it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).parents[1] / "hooks"

# From the ground up; what stands on one line shares a storey, and knows nothing of its neighbours.
STOREYS = """
frozen
git kinds texts verbatim addresses edits programs shapes patterns sparing
model
text policy theme reports
walkthroughs search clients
book
machines reporting explaining
permalinks
answers
rules
repair pages changeset
publishing mkdocs_objects starting
seams importing
filming auditing querying commands
events
plugin
cli
"""
LEVELS = {room: level for level, line in enumerate(STOREYS.split("\n")) for room in line.split()}
ONLY = {
    "mkdocs": {"events", "plugin", "mkdocs_objects", "seams"},
    "faq.mkdocs_objects": {"events", "plugin", "seams"},
    "faq.seams": {"events"},
    "faq.events": {"shell", "plugin"},
    "faq.plugin": set(),
    "mike": {"publishing"},
    "subprocess": {"git", "programs", "publishing", "filming", "auditing", "querying", "commands"},
}
"""Who may import what speaks the language of others, or runs programs."""


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "faq":
            # `from faq import programs` imports a room, not the package.
            yield from (f"faq.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def room(file: Path) -> str:
    """The room that a file belongs to."""
    path = file.relative_to(HOOKS)
    return (path.parts[1] if path.parts[0] == "faq" else path.name).removesuffix(".py")


def climbs(file: Path) -> Iterator[str]:
    """What a file imports that does not stand below it, or is none of its business."""
    own = room(file)
    for name in imports(file):
        parts = name.split(".")
        top = ".".join(parts[:2]) if parts[0] == "faq" else parts[0]
        inside = parts[0] == "faq" and parts[1] != own and own in LEVELS
        if (inside and LEVELS[parts[1]] >= LEVELS[own]) or own not in ONLY.get(top, {own}):
            yield f"{file.relative_to(HOOKS)} ({own}) imports {name}"


def runs_git(file: Path) -> bool:
    """Whether a file names the program, as only `faq.git` does."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return any(isinstance(node, ast.Constant) and node.value == "git" for node in nodes)


FILES = [path for path in sorted(HOOKS.rglob("*.py")) if path != HOOKS / "faq" / "__init__.py"]


def test_every_room_imports_only_what_stands_below_it() -> None:
    assert [climb for file in FILES for climb in climbs(file)] == []


def test_every_room_has_its_storey() -> None:
    assert {room(file) for file in FILES} == {*LEVELS, "shell"}


def test_one_module_runs_git() -> None:
    assert [file.relative_to(HOOKS).as_posix() for file in FILES if runs_git(file)] == ["faq/git.py"]


def test_frozen_records_are_written_in_one_way() -> None:
    """Those of `dataclasses` take a fifth of a small build, for each is compiled as it is imported."""
    written = re.compile(r"^ *@dataclass\((?=.*frozen=True)", re.M)
    others = {path.name for path in FILES if written.search(path.read_text(encoding="utf-8"))}
    assert others == set(), "write @record, of faq.frozen"


def test_a_climb_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.HOOKS", tmp_path)
    low = tmp_path / "faq" / "book" / "nav.py"
    low.parent.mkdir(parents=True)
    low.write_text(
        "from faq.model import Span\ndef f():\n    from faq.rules import check\n    import mkdocs.config\n"
    )
    assert [climb.split(" imports ")[1] for climb in climbs(low)] == ["faq.rules", "mkdocs.config"]


def lengths(file: Path) -> Iterator[tuple[str, int]]:
    """The lines of each function of a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{file.relative_to(HOOKS)}: {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_module_is_longer_than_400_lines_and_no_function_than_50() -> None:
    modules = {str(file.relative_to(HOOKS)): file.read_text(encoding="utf-8").count("\n") for file in FILES}
    assert {name: count for name, count in modules.items() if count > 400} == {}
    assert {name: count for file in FILES for name, count in lengths(file) if count > 50} == {}
