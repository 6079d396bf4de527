"""Walkthroughs in a whole project: `faq check` says what is wrong with them, and where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from faq.cli import main
from tests.conftest import PROJECT


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what this project's check reads, to be spoiled."""
    for name in ("docs", "walkthroughs", "snippets"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    return tmp_path


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace text in a file."""

    def change(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new, 1))

    return change


def remove(path: str) -> Callable[[Path], None]:
    """Delete a file."""
    return lambda root: (root / path).unlink()


ANSWER = "docs/faq/report-misclassified-email.md"


def missing(film: str) -> str:
    """How a message about a film begins, where the answer has it now: whoever edits that changes no test."""
    lines = (PROJECT / ANSWER).read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if f"/{film}.webm" in line)
    return f"{ANSWER}:{line}:5: error missing-film-file: the film "


FILMS = "docs/media/walkthroughs"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda root: None, []),
        (
            edit("walkthroughs/outlook.yml", "Choose New Email.", "Choose New Mail."),
            [
                "walkthroughs/outlook.yml:1:1: error stale-film: storyboard changed, film it again:"
                " make walkthrough ID=outlook"
            ],
        ),
        (
            edit("walkthroughs/drawings/drawing.css", "{", "{ "),
            [
                f"walkthroughs/{name}.yml:1:1: error stale-film: storyboard changed, film it again:"
                f" make walkthrough ID={name}"
                for name in ("outlook-express", "outlook")
            ],
        ),
        (
            edit("walkthroughs/thunderbird.yml", "    poster: true\n", ""),
            ["walkthroughs/thunderbird.yml:10:3: error bad-storyboard: no step is the poster"],
        ),
        (
            remove(f"{FILMS}/thunderbird.vtt"),
            [missing("thunderbird") + "thunderbird lacks: captions"],
        ),
        (
            edit(ANSWER, "walkthroughs/outlook.webm", "walkthroughs/outlok.webm"),
            [missing("outlook") + "outlok has no storyboard"],
        ),
        (
            remove("walkthroughs/outlook.yml"),
            [missing("outlook") + "outlook has no"],
        ),
    ],
    ids=["sound", "step", "drawing", "poster", "captions", "name", "storyboard"],
)
def test_the_check_names_file_and_line(
    project: Path, spoil: Callable[[Path], None], says: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project)
    code = main(["check", "-f", str(project / "mkdocs.yml")])
    errors = [line for line in capsys.readouterr().out.splitlines() if ": error " in line]
    assert code == (1 if says else 0)
    for expected in says:
        assert any(error.startswith(expected) for error in errors), errors
