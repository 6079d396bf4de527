"""What the overview holds, the page that names all questions where these are too many to stand on every page.

A list of everything on every page grows with the square of the questions, in the work of a build and in what
readers fetch.  So a page names what is near it, and one page names everything (`Project.overview`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from faq.model import Question

OVERVIEW = "faq-overview"
"""The class of what an overview consists of that nobody wrote, by which it is known once it is built."""
Section = tuple[str, ...]
"""Titles, the outermost first."""
Some = TypeVar("Some")


def near(all_of_them: Sequence[Some], at: int | None, most: int) -> Sequence[Some]:
    """As many neighbours of the one at a place as may stand together; the first of them where it is none."""
    if len(all_of_them) <= most:
        return all_of_them
    first = min(max((at or 0) - most // 2, 0), len(all_of_them) - most)
    return all_of_them[first : first + most]


def sections(questions: Sequence[Question]) -> Iterator[tuple[Section, tuple[Question, ...]]]:
    """The sections in order, each with its questions; a flat list is one without a title."""
    for section, inside in groupby(questions, key=lambda question: question.section):
        yield section, tuple(inside)


def section_anchors(questions: Sequence[Question]) -> Mapping[Section, str]:
    """The anchor of each section in the overview: its titles, so that it stays where sections move.

    It begins with "__", as all that no reader's bookmark is to name: a section may be called otherwise.
    """
    from markdown.extensions.toc import slugify_unicode  # which a check does without

    out: dict[Section, str] = {}
    for section, _ in sections(questions):
        for depth in range(1, len(section) + 1):
            titles = section[:depth]
            slug = "__" + "--".join(slugify_unicode(title, "-") for title in titles)
            if titles not in out:
                out[titles] = f"{slug}--{len(out) + 1}" if slug in {"__", *out.values()} else slug
    return out
