"""The pages that hold all answers where these are too many for one: one a section, or one for so many."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from itertools import groupby

from faq.frozen import record
from faq.model import Question

INDEX = ("index", "README")


@record
class Portion:
    """Some of the answers, in order, on a page of their own."""

    src: str
    """Its path in the docs folder; no file holds it."""
    title: str
    """What it holds: "2 Billing", "201–400", "2 Billing, 2.1–2.200"."""
    questions: tuple[Question, ...]


def parts(questions: Sequence[Question], one_page: str, most: int) -> Iterator[Portion]:
    """The parts of all answers: the outermost sections, and of what is longer than `most`, pieces.

    They are counted, and so is their address: a section that gets another title, or another place, leaves
    as many of them as there were.  `one_page` is the source path of the page that leads to them.
    """
    count = 0
    for (section, _), group in groupby(questions, _outermost):
        inside = tuple(group)
        for first in range(0, len(inside), most):
            count += 1
            piece = inside[first : first + most]
            yield Portion(_src(one_page, count), _title(section, piece, whole=len(inside) <= most), piece)


def _outermost(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The outermost section around a question, with its number: titles alone may occur twice."""
    return question.section[:1], question.section_numbers[:1]


def _src(one_page: str, count: int) -> str:
    """all.md -> all/1.md; all/index.md -> all/1.md."""
    folder, name = posixpath.split(one_page)
    stem = posixpath.splitext(name)[0]
    return posixpath.join(folder, *(() if stem in INDEX else (stem,)), f"{count}.md")


def _title(section: tuple[str, ...], questions: Sequence[Question], *, whole: bool) -> str:
    first, last = questions[0].place or "", questions[-1].place or ""
    run = first if first == last else f"{first}–{last}"
    if not section:
        return run
    name = f"{questions[0].section_numbers[0]} {section[0]}"
    return name if whole else f"{name}, {run}"
