"""A folder a case: a small project, a command in it, and what that says and writes.

`command.txt` is what is typed, one line; `expected.txt` is what `--dry-run` shows of it.
`pytest tests/writing/test_cases.py --accept` writes what is expected anew; read the difference first.
"""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest

from faq.cli import main
from tests.faqs import commit_all, git

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir())
Capture = pytest.CaptureFixture[str]


def files(root: Path) -> dict[str, str]:
    """Every file of a project, by path."""
    found = (p for p in sorted(root.rglob("*")) if p.is_file() and ".git" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_bytes().decode() for p in found}


def found(root: Path, capsys: Capture, *options: str) -> list[tuple[str, str, int]]:
    """What a check finds: the kind of each problem, its file and its line."""
    main(["check", "-f", str(root / "mkdocs.yml"), "--format", "json", *options])
    said = json.loads(capsys.readouterr().out)
    return [(one["code"], one["path"], one["line"]) for one in said["problems"]]


@pytest.mark.parametrize("name", NAMES)
def test_a_command(name: str, accept: bool, tmp_path: Path, capsys: Capture) -> None:
    root = tmp_path / name
    shutil.copytree(CASES / name, root, ignore=shutil.ignore_patterns("*.txt"))
    expected = CASES / name / "expected.txt"
    command = [*shlex.split((CASES / name / "command.txt").read_text()), "-f", str(root / "mkdocs.yml")]
    commit_all(root)
    before = files(root)
    assert found(root, capsys) == []

    code = main([*command, "--dry-run"])
    out, err = capsys.readouterr()
    got = f"{out}{err}exit {code}\n"
    if accept:
        expected.write_text(got, encoding="utf-8", newline="")
    assert got == expected.read_bytes().decode(), f"{expected}: see --accept"
    assert files(root) == before, "a dry run writes nothing"

    assert main(command) == code
    told = capsys.readouterr()
    assert told.err == err
    assert told.out.splitlines()[-1:] == out.splitlines()[-1:]
    if err:
        assert files(root) == before, "all or nothing"
        return
    # What is shown is what is written: git applies the one, and finds the other.
    after = files(root)
    git(root, "stash", "-q", "-u")
    diff = root.parent / "shown.diff"
    diff.write_bytes(_diff(out).encode())
    git(root, "apply", "--whitespace=nowarn", str(diff))
    assert files(root) == after
    # The commit knows the file by its old name, and the check by the new one.
    assert found(root, capsys, "--since", "HEAD") == found(root, capsys)
    assert all(f"{path}:{line}:" in out for _, path, line in found(root, capsys)), "the command has told it"


def _diff(out: str) -> str:
    """The part of what was printed that is a diff."""
    lines = out.splitlines(keepends=True)
    kept, inside = [], False
    left = 0
    for line in lines:
        if line.startswith(("diff --git", "rename ", "--- ", "+++ ")) and not left:
            kept.append(line)
        elif line.startswith("@@"):
            inside, left = True, _hunk(line)
            kept.append(line)
        elif inside and (left or line.startswith("\\")):
            kept.append(line)
            left -= {" ": 2, "+": 1, "-": 1}.get(line[0], 0)
    return "".join(kept)


def _hunk(line: str) -> int:
    """How many lines a hunk takes on both sides together."""
    sides = (side.partition(",")[2] or "1" for side in line.split()[1:3])
    return sum(map(int, sides))
