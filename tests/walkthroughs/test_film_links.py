"""Films that pages refer to."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from faq.kinds import Kind
from faq.model import Source
from faq.walkthroughs.film_links import broken, target
from faq.walkthroughs.manifest import KINDS

FOLDER = PurePosixPath("docs/media/walkthroughs")
PAGE = "docs/faq/report.md"


def test_a_path_is_relative_to_its_page() -> None:
    assert target(PAGE, "../media/walkthroughs/one.webm") == FOLDER / "one.webm"


@pytest.mark.parametrize(
    ("path", "lacking", "message"),
    [
        ("../media/walkthroughs/one.webm", (), None),
        (
            "../media/one.webm",
            (),
            "../media/one.webm is not in docs/media/walkthroughs, where the films are",
        ),
        ("../media/walkthroughs/two.webm", (), "the film two has no storyboard"),
        (
            "../media/walkthroughs/one.webm",
            ("vtt",),
            "the film one lacks: captions (docs/media/walkthroughs/one.vtt)",
        ),
        (
            "../media/walkthroughs/one.webm",
            ("mp4", "png"),
            "the film one lacks: MP4 film (docs/media/walkthroughs/one.mp4),"
            " poster (docs/media/walkthroughs/one.png)",
        ),
    ],
)
def test_says_what_is_missing_with_file_and_line(
    path: str, lacking: tuple[str, ...], message: str | None
) -> None:
    present = {"one": frozenset(KINDS) - frozenset(lacking)}
    span = Source(PAGE, "![One](one.webm)").whole
    problems = broken(span, span.source.path, path, {"one"}, present, FOLDER)
    assert [problem.message for problem in problems] == ([message] if message else [])
    assert {(problem.kind, problem.span) for problem in problems} <= {(Kind.MISSING_FILM_FILE, span)}
