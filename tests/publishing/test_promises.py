"""The table "promise, tried": each line of CONTRIBUTING's part about publishing has tests that try it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT
from tests.promising import held, promises

PARTS = ("Publish", "Files at the root", "Take over a site with a past", "When the guard stops a publication")


def flat(text: str) -> str:
    return " ".join(text.split())


def lines() -> list[str]:
    """The paragraphs, rows and listings of the part; not the heads of tables."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    parts = dict(part.partition("\n")[::2] for part in re.split(r"(?m)^## ", text))
    found: list[str] = []
    for name in PARTS:
        for block in re.split(r"\n\n+", parts[name].strip()):
            rows = [row for row in block.split("\n") if row.startswith("| ")]
            found += rows[1:] if rows else [flat(block)]
    return [one for one in found if not re.fullmatch(r"```sh git tag.*", one)]


def test_each_line_about_publishing_has_a_row() -> None:
    said = [promise for promise, _ in promises()]
    assert [one for one in lines() if not any(promise in one for promise in said)] == []


def test_each_row_is_a_line_about_publishing() -> None:
    assert [said for said, _ in promises() if not any(said in one for one in lines())] == []


def test_each_promise_is_tried_by_tests_that_are_there() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "tests").rglob("test_*.py")}
    known = {name for text in files.values() for name in re.findall(r"def (test_\w+)", text)} | files.keys()
    assert [name for _, tests in promises() for name in tests if name not in known] == []
    assert all(tests for _, tests in promises())


def test_a_promise_held_where_all_its_tests_passed() -> None:
    outcomes = {"test_a": {"passed"}, "test_b.py": {"passed", "failed"}, "test_c": {"skipped"}}
    assert held(["test_a"], outcomes) == "yes"
    assert held(["test_a", "test_b.py", "test_d"], outcomes) == "no: test_b.py"
    assert held(["test_a", "test_c", "test_d"], outcomes) == "not tried: test_c, test_d"


def test_the_run_itself_writes_which_held(tmp_path: Path) -> None:
    file, tests = tmp_path / "promises.md", PROJECT / "tests/publishing/test_versions.py"
    tried = "schemes_have_one_order or scheme_says_what or pre_release_is_current"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2", str(tests)]
    command += ["-k", tried, f"--promises={file}"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    rows = file.read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(promises()) + 2
    (row,) = [row for row in rows if row.endswith("| yes |")]
    assert row.startswith("| they come before their release")
