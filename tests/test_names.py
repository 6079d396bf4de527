"""Names: what stands in two places under one name is taken for one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.conftest import PROJECT

FILES = sorted((PROJECT / "hooks").rglob("*.py"))


def classes(file: Path) -> Iterator[str]:
    """The classes of a file, wherever in it; a class that is the module's own may not have another's name."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name.removeprefix("_")


def shared(named: Iterable[tuple[str, Path]]) -> dict[str, list[str]]:
    """The names that more than one file has, and those files."""
    files: dict[str, list[str]] = defaultdict(list)
    for name, file in named:
        files[name].append(file.relative_to(PROJECT).as_posix())
    return {name: found for name, found in files.items() if len(found) > 1}


def test_no_two_classes_have_one_name() -> None:
    assert shared((name, file) for file in FILES for name in classes(file)) == {}


def test_no_two_modules_have_one_name() -> None:
    assert shared((file.stem, file) for file in FILES if not file.stem.startswith("__")) == {}


def test_a_name_that_two_files_have_is_seen() -> None:
    here, there = PROJECT / "a.py", PROJECT / "b.py"
    assert shared([("Found", here), ("Found", there), ("Lost", here)]) == {"Found": ["a.py", "b.py"]}
