"""What CONTRIBUTING.md tells writers to do, done to a copy of this project, whatever it says by then.

`python -m tests.site.edits [pytest's arguments]` makes all of the edits in a copy and runs the tests there.
Where it fails, a test outside of `tests/site/` has come to depend on what this site says.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import copy2

from faq.book.project import Project
from faq.book.settings import read_settings
from faq.book.workspace import load
from tests.faqs import commit_all, git
from tests.site.facts import NAME, Facts, found, read_facts

ROOT = Path(__file__).parents[2]
ASKED = "How do I feed a pigeon?"
WAITING = re.compile(r"^.*Write the answer here\..*$", re.M)


def copied(to: Path, root: Path = ROOT) -> Path:
    """A copy of the project as it is now, changes that nobody has committed included; a repository."""
    for name in git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if name and (root / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            copy2(root / name, to / name)
    if (root / "node_modules").is_dir():
        (to / "node_modules").symlink_to(root / "node_modules")
    commit_all(to)
    return to


def add_a_question(project: Path) -> None:
    """Ask something behind the first question, and answer it: every number behind it changes."""
    first = _read(project).numbered[0].slug
    _faq(project, "new", ASKED, "--after", first)
    [page] = (path for path in (project / "docs").rglob("*.md") if ASKED in path.read_text(encoding="utf-8"))
    text, count = WAITING.subn("Out of your hand, see the next question.", page.read_text(encoding="utf-8"))
    assert count == 1
    page.write_text(text, encoding="utf-8")


def move_a_question(project: Path) -> None:
    """Put the last question first."""
    _faq(project, "move", _read(project).numbered[-1].slug, "--first")


def change_a_fact(project: Path) -> tuple[Path, str, str]:
    """Say something else in one sentence; the answer, what it said, and what it says now."""
    read = _read(project)
    page, old = _facts_in_sources(project, read, facts_of(project))[0]
    new = old.replace(" ", " once more ", 1)
    _replace(page, old, new)
    return page, old, new


def change_what_is_expected(project: Path, old: str, new: str) -> None:
    """Write the new fact into facts.yml, as the test's message says."""
    _replace(project / NAME, old, new)


def facts_of(project: Path) -> Facts:
    """What is expected of a copy."""
    return read_facts((project / NAME).read_text(encoding="utf-8"))


def check(project: Path) -> subprocess.CompletedProcess[str]:
    """The first of what `make check` runs for writers."""
    return _run(project, "faq.cli", "check", "--since", "HEAD")


def judged(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a copy, with what it says kept."""
    return _run(project, "pytest", "-q", "-p", "no:cacheprovider", *arguments)


def _facts_in_sources(project: Path, read: Project, facts: Facts) -> list[tuple[Path, str]]:
    found_ones = []
    for name, expected in facts.answers.items():
        question = found(name, read)
        page = project / question.path if question else project / "none"
        text = page.read_text(encoding="utf-8") if question else ""
        found_ones += [(page, words) for words in expected.says if " " in words and text.count(words) == 1]
    return found_ones


def _read(project: Path) -> Project:
    return load(read_settings(project / "mkdocs.yml"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _faq(project: Path, *arguments: str) -> None:
    done = _run(project, "faq.cli", *arguments)
    assert done.returncode == 0, done.stderr


def _run(project: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=project, capture_output=True, text=True, check=False
    )


def main(arguments: Sequence[str]) -> int:
    """Make all edits in a copy, then run the tests there; pytest's exit code."""
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder))
        add_a_question(project)
        move_a_question(project)
        _, old, new = change_a_fact(project)
        change_what_is_expected(project, old, new)
        commit_all(project)
        return subprocess.run(
            [sys.executable, "-m", "pytest", *arguments], cwd=project, check=False
        ).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
