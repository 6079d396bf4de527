"""What a citation means: the question that its number stands for, now or by what stood at a commit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from faq.book.linking import question_at, question_of
from faq.book.numbering import Meant, Numbering, Which
from faq.book.project import Project
from faq.book.sections import section_meant
from faq.frozen import record
from faq.model import Citation, Phrase, Question


class Before(Protocol):
    """What stood at an earlier commit."""

    def wrote(self, phrase: Phrase) -> Numbering | None:
        """The numbering that a phrase was written by; None where it did not stand there."""


@record
class Had:
    """A question that had a number once."""

    path: str
    commit: str
    """The last commit that gave it the number or took it."""
    day: str
    """Of that commit: 2026-03-12."""


class Past(Protocol):
    """All that was committed."""

    def had(self, number: str) -> Had | bool:
        """The question that had a number last; False where none ever had, True where that cannot be known."""


@record
class Befores:
    """Several earlier commits: the first in which a phrase stood says what it means."""

    each: Sequence[Before]

    def wrote(self, phrase: Phrase) -> Numbering | None:
        """The numbering of the first commit that held the phrase."""
        return next((book for one in self.each if (book := one.wrote(phrase)) is not None), None)


@record
class Resolved:
    """A citation with what it means."""

    citation: Citation
    meant: tuple[Meant, ...]
    """More than one where the number is ambiguous."""
    linked: Question | None = None
    """Where the handwritten link around it leads."""
    loose: bool = False
    """A number in a link that leads to another of the link's numbers: it counts as plain text."""

    @property
    def question(self) -> Question | None:
        """The one question that is meant; None where there is none, or more than one."""
        if self.linked is not None:
            return self.linked
        return self.meant[0].question if len(self.meant) == 1 and not self.citation.gone else None


def resolve(project: Project, src: str, phrase: Phrase, before: Before | None) -> list[Resolved]:
    """What each citation of a phrase means on the page where it stands."""
    book = written_by(project, phrase, before)
    if book is not project.numbering:
        then = _resolved(project, src, phrase, book)
        if not _says_it_still(project, phrase, then):
            return then
    return _resolved(project, src, phrase, project.numbering)


def written_by(project: Project, phrase: Phrase, before: Before | None) -> Numbering:
    """The numbering that a phrase was written by: the earlier one where it stood there already."""
    book = before.wrote(phrase) if before is not None else None
    return book if book is not None else project.numbering


def _says_it_still(project: Project, phrase: Phrase, resolved: Sequence[Resolved]) -> bool:
    """Whether a list shows what it has to show now, though its questions have other numbers.

    "Questions 1 and 3" stays true when the two change places: what is cited is a set.  In "question 3, and
    maybe 1" each has a part of its own.
    """
    if len(resolved) < 2 or any(one.citation.link for one in resolved):
        return False
    wanted = [one.question.place for one in resolved if one.question and one.question.place]
    if len(wanted) < len(resolved):
        return False
    shown = [project.key(one.citation.number) for one in resolved]
    return [project.key(number) for number in in_order(project, phrase, wanted)] == shown


def in_order(project: Project, phrase: Phrase, numbers: list[str], unknown: Sequence[bool] = ()) -> list[str]:
    """Put a list or range in order again that was in order before.

    `numbers` are what its citations must show, one for each; `unknown` says of which that is not certain.
    """
    old = [project.key(c.number) for c in phrase.citations]
    if any(unknown) or any(k is None for k in old):
        return numbers
    keys = [k for k in old if k is not None]
    if any(b <= a for a, b in pairwise(keys)):
        return numbers
    units: list[list[str]] = [[numbers[0]]]
    for join, number in zip(phrase.joins, numbers[1:], strict=True):
        if join == "range":
            units[-1].append(number)
        else:
            units.append([number])
    for unit in units:
        if len({(project.key(n) or ())[:-1] for n in unit}) == 1:
            unit.sort(key=lambda n: project.key(n) or ())
    shapes = [len(unit) for unit in units]
    ordered = sorted(units, key=lambda unit: project.key(unit[0]) or ())
    if [len(unit) for unit in ordered] != shapes:
        ordered = units  # "3 to 5 and 2" cannot change places without changing words
    return [number for unit in ordered for number in unit]


def _resolved(project: Project, src: str, phrase: Phrase, book: Numbering) -> list[Resolved]:
    """What each citation means by one numbering."""
    here = project.by_src.get(src)
    out = []
    for citation in phrase.citations:
        if citation.form == "relative" or citation.number in ("previous", "next"):
            meant: tuple[Meant, ...] = _neighbours(project, book, here, _which(citation)) if here else ()
        elif citation.cites == "section":
            out.append(Resolved(citation, section_meant(project, book, citation.number)))
            continue
        else:
            meant = book.meant(citation.number)
        lead = question_at if citation.raw else question_of
        linked = lead(project, src, citation.link) if citation.link else None
        out.append(Resolved(citation, meant, linked))
    return [_loosened(project, r, out) for r in out]


def _loosened(project: Project, resolved: Resolved, others: list[Resolved]) -> Resolved:
    """In `[questions 3 and 4](three.md)` the 4 leads nowhere by itself and counts as text."""
    same = [r for r in others if r.citation.link == resolved.citation.link and r is not resolved]
    if resolved.linked is None or agrees(project, resolved) or not any(agrees(project, r) for r in same):
        return resolved
    return Resolved(resolved.citation, resolved.meant, None, True)


def agrees(project: Project, resolved: Resolved) -> bool:
    """Whether a link's text names its target: by the number that it states, or by the place that it has."""
    if resolved.linked is None:
        return False
    if any(m.question is not None and m.question.src == resolved.linked.src for m in resolved.meant):
        return True
    written = project.key(resolved.citation.number)
    return written is not None and written in (
        project.key(resolved.linked.number),
        project.key(resolved.linked.place),
    )


def _neighbours(project: Project, book: Numbering, here: Question, which: Which) -> tuple[Meant, ...]:
    """What "the next question" means.

    Of two that claim the number, the one that stands there, if its place has another number by now: so it
    stood there before.  One whose number is its place may be new, and not what the writer meant.
    """
    found = book.neighbours(here, which)
    now = project.neighbours(here)[which == "next"]
    if len(found) < 2 or now is None:
        return found
    there = [m for m in found if m.question is not None and m.question.src == now.src]
    return tuple(m for m in there if m.key != project.key(now.place)) or found


def _which(citation: Citation) -> Which:
    return "next" if citation.number == "next" else "previous"
