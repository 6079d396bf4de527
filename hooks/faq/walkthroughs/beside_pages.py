"""Walkthroughs and the pages that show them: what is wrong, and what a page says of its films."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from faq.kinds import Kind
from faq.model import Problem
from faq.text.page import Page
from faq.walkthroughs.figure import video_object
from faq.walkthroughs.film_links import is_film
from faq.walkthroughs.shelf import IN_DOCS, Shelf


def page_problems(shelf: Shelf, page: Page) -> Iterator[Problem]:
    """Films that a page shows and that are not whole; a wrong storyboard is told of once, where it is."""
    films = [link for link in page.links if link.image and is_film(link.destination)]
    if not films or not shelf.storyboards:
        return
    wrong = {PurePosixPath(p.span.source.path).stem for p in shelf.problems if p.kind is Kind.BAD_STORYBOARD}
    for link in films:
        if PurePosixPath(link.destination).stem not in wrong:
            yield from shelf.broken(link.span, page.source.path, link.destination)


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
