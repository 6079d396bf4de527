"""A folder a case: a small project, what `faq check` says of it, and what `faq fix` makes of it.

`pytest tests/test_cases.py --accept` writes what is expected anew; read the difference before you keep it.
"""

from __future__ import annotations

import difflib
import os
import shutil
from pathlib import Path

import pytest

from faq.cli import main

CASES = Path(__file__).parent / "cases"
TODAY = "1795392000"  # 2026-11-23, 00:00 UTC
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def compare(expected: Path, got: str, accept: bool) -> None:
    """The expected file must say what came out; with `accept` it is made to."""
    if accept:
        expected.write_text(got, encoding="utf-8", newline="")
    assert got == expected.read_bytes().decode("utf-8"), f"{expected}: see --accept"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day by which reviews are judged."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the case's project that a command may change."""
    name = str(request.param)
    shutil.copytree(CASES / name, tmp_path / name)
    return tmp_path / name


@pytest.mark.parametrize("name", NAMES)
def test_check_says(
    name: str, accept: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    code = main(["check", "-f", str(CASES / name / "mkdocs.yml")])
    out = capsys.readouterr().out
    assert code == (0 if ", 0 problems" in out else 2 if " error not-there: " in out else 1)
    compare(CASES / name / "expected.txt", out, accept)


@pytest.mark.parametrize(("project", "name"), [(name, name) for name in NAMES], indirect=["project"])
def test_fix_makes(project: Path, name: str, accept: bool, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(project)
    code = main(["fix", "-f", str(project / "mkdocs.yml")])
    said = capsys.readouterr()
    after = contents(project)
    compare(CASES / name / "expected-fix.txt", changes(before, after) + f"exit {code}\n" + said.err, accept)
    assert main(["fix", "-f", str(project / "mkdocs.yml")]) == code
    assert contents(project) == after, "a second run changes nothing"


def contents(project: Path) -> dict[str, bytes]:
    """Every file of a project that a command may change."""
    files = [p for p in sorted(project.rglob("*")) if p.is_file() and not p.name.startswith("expected")]
    return {p.relative_to(project).as_posix(): p.read_bytes() for p in files}


def changes(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """What changed, line by line, line ends made visible."""
    lines: list[str] = []
    assert before.keys() == after.keys()
    for path in before:
        old, new = (side[path].decode("utf-8", "backslashreplace") for side in (before, after))
        a, b = (text.replace("\r", "␍").splitlines() for text in (old, new))
        lines += difflib.unified_diff(a, b, path, path, lineterm="", n=0)
    return "".join(f"{line}{os.linesep}" for line in lines)
