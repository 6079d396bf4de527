"""Walkthroughs and the pages that show them: what is wrong, and what a page says of its films."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.text.page import Page
from faq.walkthroughs.figure import video_object
from faq.walkthroughs.finding import Finding
from faq.walkthroughs.references import is_film
from faq.walkthroughs.shelf import MEDIA, Shelf

IN_DOCS = PurePosixPath(*MEDIA.parts[1:])


def shelf_problems(shelf: Shelf, text_of: Callable[[str], str]) -> Iterator[Problem]:
    """Every finding about storyboards and films; `text_of` gives the text of a file of the project."""
    for finding in shelf.findings:
        source = Source(finding.path, text_of(finding.path))
        line = min(max(finding.line, 1), len(source.lines)) - 1
        text = source.lines[line] if finding.line else ""
        start = source.starts[line] + len(text) - len(text.lstrip())
        yield _problem(finding, Span(source, start, source.starts[line] + max(1, len(text.rstrip()))))


def page_problems(shelf: Shelf, page: Page) -> Iterator[Problem]:
    """Films that a page shows and that are not whole; a wrong storyboard is told of once, where it is."""
    wrong = {PurePosixPath(f.path).stem for f in shelf.findings if f.kind is Kind.BAD_STORYBOARD}
    for link in page.links:
        known = PurePosixPath(link.destination).stem not in wrong and bool(shelf.storyboards)
        if link.image and is_film(link.destination) and known:
            line = link.span.source.position(link.span.start)[0]
            for finding in shelf.broken(page.source.path, line, link.destination):
                yield _problem(finding, link.span)


def structured_data(
    shelf: Shelf, page: Page, url_of: Callable[[str], str], here: str
) -> list[dict[str, Any]]:
    """A VideoObject for each film of a page.

    `url_of` gives the URL of a file, by its path in the docs folder; `here` is the URL of the page.
    """
    out = []
    for link in page.links:
        exhibit = shelf.exhibits.get(PurePosixPath(link.destination).stem) if link.image else None
        if exhibit is not None and is_film(link.destination):
            film = IN_DOCS / exhibit.storyboard.id
            out.append(video_object(exhibit, lambda kind, film=film: url_of(f"{film}.{kind}"), here))  # type: ignore[misc]
    return out


def _problem(finding: Finding, span: Span) -> Problem:
    step = f"step {finding.step}: " if finding.step else ""
    message = f"{step}{finding.message}".rstrip(".")
    if message.endswith(":"):
        message += f" {finding.fix}"  # "storyboard changed, film it again: make walkthrough ID=outlook"
    return Problem(finding.kind, span, message, finding.fix.rstrip("."))
