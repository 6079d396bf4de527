"""What a build says of how far it is: the line, and the terminal in which it stands."""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from faq.commands import progressing as terminal
from faq.commands.progressing import Progressing, progressing
from faq.pages.progress import Progress, Watched, progress_line
from tests.faqs import project, three
from tests.test_build import built, hooked


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress("rendering", "pages", 1000), "step 1 of 3, rendering: 0 of 1,000 pages, 1,000 to go"),
        (
            Progress("rendering", "pages", 1000, 250, 2.0),
            "step 1 of 3, rendering: 250 of 1,000 pages, 750 to go, about 6 s",
        ),
        (
            Progress("building", "pages", 500, 100, 30.4),
            "step 2 of 3, building: 100 of 500 pages, 400 to go, about 2 min 02 s",
        ),
        (
            Progress("finishing", "files", 1000, 999, 20.0),
            "step 3 of 3, finishing: 999 of 1,000 files, 1 to go, about 1 s",
        ),
        (Progress("finishing", "files", 20, 9, 9.0), "step 3 of 3, finishing: 9 of 20 files, 11 to go"),
        (Progress("finishing", "files", 20, 19, 0.9), "step 3 of 3, finishing: 19 of 20 files, 1 to go"),
        (Progress("finishing", "files", 10, 12, 1.0), "step 3 of 3, finishing: 12 of 12 files, 0 to go"),
    ],
)
def test_a_line_counts_and_says_what_remains(progress: Progress, line: str) -> None:
    assert progress_line(progress) == line


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> list[str]:
        """The lines as they stand there."""
        lines = []
        for written in self.getvalue().split("\n"):
            shown: list[str] = []
            at = 0
            for char in written:
                if char in "\r\b":
                    at = 0 if char == "\r" else at - 1
                else:
                    shown[at : at + 1] = [char]
                    at += 1
            lines.append("".join(shown).rstrip())
        return lines


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No workflow's environment, and a terminal of one width."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def ticking(nobody: None) -> Iterator[tuple[Progressing, Terminal, Callable[[float], None]]]:
    """A build of 100 pages, its terminal, and what lets time pass."""
    now = [10.0]
    stream = Terminal()
    told = progressing(stream, lambda: now[0])
    told.begin("rendering", "pages", 100)

    def wait(seconds: float) -> None:
        now[0] += seconds

    yield told, stream, wait
    told.end()


Ticking = tuple[Progressing, Terminal, Callable[[float], None]]


def test_nothing_is_said_of_a_short_build(ticking: Ticking) -> None:
    told, stream, wait = ticking
    for _ in range(19):
        wait(0.1)
        told.tick()
    told.end()
    assert stream.getvalue() == ""


def test_one_line_is_written_anew_and_gone_at_the_end(ticking: Ticking) -> None:
    told, stream, wait = ticking
    wait(2.0)
    told.tick()
    assert stream.screen == ["step 1 of 3, rendering: 1 of 100 pages, 99 to go"]
    wait(0.05)
    told.tick()
    assert stream.screen[0].startswith("step 1 of 3, rendering: 1 of")
    told.begin("building", "pages", 9)
    wait(0.1)
    told.tick()
    assert stream.screen == ["step 2 of 3, building: 1 of 9 pages, 8 to go"]
    told.end()
    assert stream.screen == [""]
    wait(1.0)
    told.tick()
    assert stream.screen == [""]


def test_a_line_is_never_wider_than_the_terminal(ticking: Ticking, monkeypatch: pytest.MonkeyPatch) -> None:
    told, stream, wait = ticking
    monkeypatch.setenv("COLUMNS", "30")
    wait(2.0)
    told.tick()
    assert stream.screen == ["step 1 of 3, rendering: 1 of"]


def test_no_log_line_stands_behind_it_or_is_lost(nobody: None) -> None:
    now = [0.0]
    stream = Terminal()
    logger, handler = logging.getLogger("mkdocs"), logging.StreamHandler(stream)
    logger.addHandler(handler)
    try:
        told = progressing(stream, lambda: now[0])
        told.begin("rendering", "pages", 2)
        now[0] = 3.0
        told.tick()
        logging.getLogger("mkdocs.hooks.faq").warning("a.md: something")
        assert stream.screen == ["a.md: something", ""]
        now[0] = 4.0
        told.tick()
        assert stream.screen == ["a.md: something", "step 1 of 3, rendering: 2 of 2 pages, 0 to go"]
        told.end()
        assert stream.screen == ["a.md: something", ""]
        assert handler.filters == []
    finally:
        logger.removeHandler(handler)


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["a file", "a workflow's terminal"])
def test_where_nobody_looks_nothing_is_said(
    stream: io.StringIO, nobody: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if stream.isatty():
        monkeypatch.setenv("CI", "true")
    now = [0.0]
    told = progressing(stream, lambda: now[0])
    told.begin("rendering", "pages", 1)
    now[0] = 9.0
    told.tick()
    told.end()
    assert stream.getvalue() == ""


def test_the_files_of_a_site_are_read_as_before() -> None:
    read: list[str] = []
    files = {"a.html": b"a", "b.css": b"b"}
    watched = Watched(files, lambda: read.append(""))
    assert "a.html" in watched
    assert (dict(watched), len(watched), len(read)) == (files, 2, 1)


@pytest.fixture
def shown(nobody: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Gives builds a terminal, in which they say each thing at once."""
    monkeypatch.setattr(terminal, "AFTER", 0.0)
    monkeypatch.setattr(terminal, "EVERY", 0.0)

    def show() -> Terminal:
        stream = Terminal()
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    return show


def test_a_build_counts_all_of_its_pages(tmp_path: Path, shown: Callable[[], Terminal]) -> None:
    stream = shown()
    built(hooked(project(tmp_path, three())))
    said = re.findall(r"step \d of 3, (\w+: \d+ of \d+ \w+)", stream.getvalue())
    assert said[:8] == [
        *(f"rendering: {n} of 4 pages" for n in range(1, 5)),
        *(f"building: {n} of 4 pages" for n in range(1, 5)),
    ]
    # Each page is read twice and has a copy; llms.txt and the page of the folder come on top.
    assert (said[8], said[-1]) == ("finishing: 1 of 12 files", "finishing: 15 of 15 files")
    assert stream.screen == [""]


def test_a_build_that_fails_leaves_no_line(tmp_path: Path, shown: Callable[[], Terminal]) -> None:
    config = hooked(project(tmp_path, three()))
    (config.parent / "theme/main.html").write_text("{{ page.nothing.here }}")
    stream, filters = shown(), [list(one.filters) for one in logging.getLogger().handlers]
    with pytest.raises(UndefinedError, match="nothing"):
        built(config)
    assert "rendering: 4 of 4 pages" in stream.getvalue()
    assert stream.screen == [""]
    assert [list(one.filters) for one in logging.getLogger().handlers] == filters
