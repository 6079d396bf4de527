"""What a page says of itself in its head: Open Graph, and its place in the site as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from faq.book.project import Project
from faq.frozen import record
from faq.machines.places import Places


@record
class Picture:
    """The picture that a link to the page shows: its absolute address, what is on it, its size in pixels."""

    url: str
    alt: str
    width: int
    height: int


@record
class Head:
    """What `overrides/faq/head.html` knows as `head`."""

    title: str
    description: str
    kind: str
    """og:type (https://ogp.me/): "website" for the home page, "article" for all others."""
    url: str
    """Absolute; empty where the site has no address, and then there is no picture either."""
    picture: Picture | None
    copy: str
    """The Markdown copy's address, relative to the page; empty where there is none."""
    breadcrumbs: dict[str, Any] | None
    """A BreadcrumbList for JSON-LD."""


def breadcrumbs(
    project: Project, src: str, home: tuple[str, str] | None, places: Places
) -> dict[str, Any] | None:
    """The way from the home page to a question; None for another page, and without absolute addresses.

    `home` is the home page's name and path in the docs folder.  A section leads to its
    first question, as it does in the theme's own path (Material 9.8, navigation.path).
    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb asks for name and position
    of each, and for an item of all but the last.
    """
    question = project.by_src.get(src)
    if question is None or not question.place or not places.site_url:
        return None
    trail = [(home[0], places.page(home[1]))] if home else []
    trail += [
        (title, places.page(_section_page(project, src, depth)))
        for depth, title in enumerate(question.section, 1)
    ]
    trail.append((question.title, places.page(src)))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": _items(trail),
    }


def _items(trail: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(trail, 1)
    ]


def _section_page(project: Project, src: str, depth: int) -> str:
    """The page of the section around a question: the first question with the same number so far."""
    numbers = project.by_src[src].section_numbers[:depth]
    return next(q.src for q in project.numbered if q.section_numbers[:depth] == numbers)
