"""Walkthroughs in a whole project: `faq check` says what is wrong with them, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from faq.cli import main
from tests.sampling import SAMPLE, SOURCE, sampled


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample, to be spoiled."""
    return sampled(tmp_path / "sample").parent


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


def missing(film: str) -> str:
    """How a message about a film begins, where the answer has it now."""
    lines = (SAMPLE / SOURCE).read_text(encoding="utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if f"/{film}.webm" in line)
    return f"{SOURCE}:{line}:5: error missing-film-file: the film "


FILMS = "docs/media/walkthroughs"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda root: None, []),
        (
            edit("walkthroughs/by-app.yml", "Choose New Note.", "Choose New Letter."),
            [
                "walkthroughs/by-app.yml:1:1: error stale-film: storyboard changed, film it again:"
                " make walkthrough ID=by-app"
            ],
        ),
        (
            edit("walkthroughs/drawings/drawing.css", "{", "{ "),
            [
                f"walkthroughs/{name}.yml:1:1: error stale-film: storyboard changed, film it again:"
                f" make walkthrough ID={name}"
                for name in ("at-the-counter", "by-app")
            ],
        ),
        (
            edit("walkthroughs/by-courier.yml", "    poster: true\n", ""),
            ["walkthroughs/by-courier.yml:9:3: error bad-storyboard: no step is the poster"],
        ),
        (
            remove(f"{FILMS}/by-courier.vtt"),
            [missing("by-courier") + "by-courier lacks: captions"],
        ),
        (
            edit(SOURCE, "walkthroughs/by-app.webm", "walkthroughs/by-ap.webm"),
            [missing("by-app") + "by-ap has no storyboard"],
        ),
        (
            remove("walkthroughs/by-app.yml"),
            [missing("by-app") + "by-app has no"],
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
