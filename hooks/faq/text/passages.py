"""Texts that readers see, each with its places in the source, and the citations that they hold.

A passage is prose, where numbers become links, or a text where no link can stand: a label, a title, an
attribute, a value in YAML.  All are read, judged and mended alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from faq.frozen import record
from faq.model import Citation, Doubt, Form, Insertion, Phrase, Source, Span, Status
from faq.text.asides import closed_stretches, links_of_html, text_of_html
from faq.text.gone_marks import IN_YAML, Bare, above, behind_markup, behind_number, without_marks
from faq.text.markdown.inline import InlineLink, Plain
from faq.text.offsets import Mark, RegionOffsets
from faq.text.phrases import Found, Vocabulary, find_phrases


class Passage(Protocol):
    """A text with the places of its characters; offsets count in the text."""

    @property
    def text(self) -> str:
        """What readers read."""
        ...

    @property
    def linked(self) -> bool:
        """Whether a link can stand there."""
        ...

    @property
    def raw(self) -> bool:
        """Whether its links are raw HTML."""
        ...

    def span(self, start: int, end: int) -> Span:
        """Where a stretch stands."""
        ...

    def own(self, start: int, end: int) -> bool:
        """Whether a stretch is the source's own: what was put around it stands in no file."""
        ...

    def line(self, at: int) -> int:
        """The line by which a comment above exempts a character."""
        ...

    def link(self, start: int, end: int) -> str | None:
        """Where the handwritten link leads that holds a stretch."""
        ...

    def gone(self, number: str, end: int) -> bool:
        """Whether a mark says of a number that ends there that its question is gone."""
        ...

    def mark(self, number: str, start: int, span: Span) -> Insertion | None:
        """The mark that would say so of a number that begins there, at a span; None where none can stand."""
        ...

    def marks(self, start: int, end: int, phrase: int, citation: int) -> list[Mark]:
        """What the build is to link."""
        ...


@record
class PlainText:
    """A paragraph, a heading, a cell: text that the renderer reads as we do."""

    plain: Plain
    place: RegionOffsets
    linked: bool = True
    links: Sequence[InlineLink] = ()
    raw: bool = False

    @property
    def text(self) -> str:
        return self.plain.text

    def span(self, start: int, end: int) -> Span:
        return self.place.plain_span(self.plain, start, end)

    def own(self, start: int, end: int) -> bool:
        return self.place.own(self.plain.places[start], self.plain.places[end - 1] + 1)

    def line(self, at: int) -> int:
        return self.place.plain_line(self.plain, at)

    def link(self, start: int, end: int) -> str | None:
        held = (a.destination for a in self.links if a.text_start <= start and end <= a.text_end)
        return next(held, None)

    def gone(self, number: str, end: int) -> bool:
        return end in self.plain.gone

    def mark(self, number: str, start: int, span: Span) -> Insertion | None:
        return behind_number(span) if self.place.takes_marks(self.plain.places[start]) else None

    def marks(self, start: int, end: int, phrase: int, citation: int) -> list[Mark]:
        return self.place.marks(self.plain, start, end, phrase, citation)


@record
class AsWritten:
    """A label, or raw HTML: what is read as it is written but for the marks in it."""

    text: str
    """What readers read: of HTML with something else in the place of tags (faq.text.asides.text_of_html)."""
    bare: Bare
    place: RegionOffsets
    closed: Sequence[tuple[int, int]] | None = None
    """Stretches in which no link can stand; None where that is everywhere."""
    links: Sequence[tuple[int, int, str]] = ()
    """Each link in raw HTML, with where it leads."""
    raw: bool = True

    @property
    def linked(self) -> bool:
        return self.closed is not None

    def span(self, start: int, end: int) -> Span:
        return self.place.span(self.bare.places[start], self.bare.places[end - 1] + 1)

    def own(self, start: int, end: int) -> bool:
        return self.place.own(self.bare.places[start], self.bare.places[end - 1] + 1)

    def line(self, at: int) -> int:
        return self.place.at(self.bare.places[at])[1]

    def link(self, start: int, end: int) -> str | None:
        return next((to for first, last, to in self.links if first <= start and end <= last), None)

    def gone(self, number: str, end: int) -> bool:
        return end in self.bare.marked

    def mark(self, number: str, start: int, span: Span) -> Insertion | None:
        return behind_number(span) if self.place.takes_marks(self.bare.places[start]) else None

    def marks(self, start: int, end: int, phrase: int, citation: int) -> list[Mark]:
        closed = any(first < end and start < last for first, last in self.closed or ())
        if closed or "<" in self.bare.text[start:end]:
            return []
        first, last = (self.place.at(self.bare.places[at]) for at in (start, end - 1))
        column, behind = first[0].raw_column(first[2]), last[0].raw_column(last[2]) + 1
        return [Mark(first[1], column, last[1], behind, phrase, citation, raw=True)]


def raw_html(html: str, place: RegionOffsets, begin: int = 0, linked: bool = True) -> AsWritten:
    """The passage of raw HTML that begins at an offset in the joined rows of its region.

    `linked` says whether the build makes links in it, but where none can stand.
    """
    bare = without_marks(html, begin)
    closed = closed_stretches(bare.text) if linked else None
    return AsWritten(text_of_html(bare.text), bare, place, closed, links_of_html(bare.text))


@record
class Aside:
    """A text in which no Markdown is read: the text of an image, a title, an attribute."""

    text: str
    place: RegionOffsets
    begin: int
    """Where it begins in the joined rows of its region."""
    behind: Span | None = None
    """The place behind its markup where a mark can stand; None where none can."""
    named: Collection[str] = ()
    """The numbers that marks there name."""
    linked: bool = False
    raw: bool = False

    def span(self, start: int, end: int) -> Span:
        return self.place.span(self.begin + start, self.begin + end)

    def own(self, start: int, end: int) -> bool:
        return self.place.own(self.begin + start, self.begin + end)

    def line(self, at: int) -> int:
        return self.place.at(self.begin + at)[1]

    def link(self, start: int, end: int) -> str | None:
        return None

    def gone(self, number: str, end: int) -> bool:
        return number in self.named

    def mark(self, number: str, start: int, span: Span) -> Insertion | None:
        if not self.place.takes_marks(self.begin + start):
            return None
        if self.behind is not None:
            return behind_markup(self.behind, number)
        line = self.place.at(self.begin + start)[0]
        return above(line.source, line.number, number)

    def marks(self, start: int, end: int, phrase: int, citation: int) -> list[Mark]:
        return []


@record
class Value:
    """A value in YAML; its line is that of the key, counted from 0 in the source."""

    where: Span
    key: int
    markable: bool = True
    """Whether a comment can stand above it."""
    linked: bool = False
    raw: bool = False

    @property
    def text(self) -> str:
        return self.where.text

    def span(self, start: int, end: int) -> Span:
        return Span(self.where.source, self.where.start + start, self.where.start + end)

    def own(self, start: int, end: int) -> bool:
        return True

    def line(self, at: int) -> int:
        return self.key

    def link(self, start: int, end: int) -> str | None:
        return None

    def gone(self, number: str, end: int) -> bool:
        return False

    def mark(self, number: str, start: int, span: Span) -> Insertion | None:
        return above(self.where.source, self.key, number, yaml=True) if self.markable else None

    def marks(self, start: int, end: int, phrase: int, citation: int) -> list[Mark]:
        return []


@dataclass
class Said:
    """What comments on lines of their own say of the lines below them."""

    ignored: dict[int, Span] = field(default_factory=dict)
    """The comments that exempt a line, by its index."""
    used: set[int] = field(default_factory=set)
    """Lines of which something was exempt."""
    gone: dict[int, frozenset[str]] = field(default_factory=dict)
    """The numbers on a line whose questions were deleted."""

    def exempts(self, lines: set[int]) -> bool:
        """Whether one of the lines is exempt; it is remembered."""
        found = lines & self.ignored.keys()
        self.used |= found
        return bool(found)


def said_above(source: Source, line: int, said: Said) -> None:
    """Note what YAML comments right above a line, counted from 0, say of it."""
    above = line - 1
    while above >= 0 and (m := IN_YAML.fullmatch(source.lines[above])):
        if m["gone"]:
            said.gone[line] = said.gone.get(line, frozenset()) | {m["gone"]}
        else:
            said.ignored[line] = source.line(above + 1)
        above -= 1


class Citations:
    """Gathers the citations of a page's passages, or of a file's beside them."""

    def __init__(self, words: Vocabulary, relative: bool, exempt: bool = False) -> None:
        self.words, self.relative, self.exempt = words, relative, exempt
        self.said = Said()
        self.phrases: list[Phrase] = []
        self.marks: list[Mark] = []
        self.doubts: list[tuple[Span, Doubt]] = []
        self.exempted: list[Span] = []

    def read(
        self,
        passage: Passage,
        foreign: Sequence[tuple[int, int]] = (),
        elsewhere: bool = False,
        said: Said | None = None,
    ) -> None:
        """Take what a passage cites.

        `foreign` are its stretches that lead to another site; `elsewhere` says that all of it is about one.
        `said` holds the comments that count for it, where those are not the page's own.
        """
        for found in find_phrases(passage.text, self.words, foreign, self.relative):
            if found.doubt:
                self._doubt(found, found.doubt, passage, said or self.said)
            else:
                self._phrase(found, passage, elsewhere or found.external, said or self.said)

    def _doubt(self, found: Found, why: Doubt, passage: Passage, said: Said) -> None:
        span = passage.span(found.start, found.end)
        lines = {passage.line(found.start), passage.line(found.end - 1)}
        if said.exempts(lines) or found.exempt or self.exempt:
            self.exempted.append(span)
        else:
            self.doubts.append((span, why))

    def _phrase(self, found: Found, passage: Passage, external: bool, said: Said) -> None:
        index = len(self.phrases)
        cited, marks = list[Citation](), list[Mark]()
        # Most pages have no comment for the check, and need no lines.
        lines = self._lines(found, passage) if said.ignored or said.gone else ()
        for n, (number, start, end) in enumerate(found.numbers):
            span = passage.span(start, end)
            shown = passage.span(found.start, end) if n == 0 else span
            link = passage.link(start, end)
            here = _linked(found, passage, index, n) if link is None and passage.linked else []
            form: Form = "relative" if found.relative else "text"
            gone = passage.gone(number, end) or (lines and number in said.gone.get(lines[n], ()))
            cited.append(
                Citation(
                    number,
                    span,
                    shown if shown.end > shown.start else span,
                    "link" if link is not None else form if here else "unlinked",
                    index,
                    link,
                    passage.raw,
                    bool(gone),
                    found.neighbour,
                    passage.mark(number, start, span),
                    found.cites,
                )
            )
            marks += here
        ignored = found.exempt or (not external and (said.exempts(set(lines)) or self.exempt))
        # What a text of the interface cites is judged, and mended, where the configuration says it.
        ignored = ignored or not passage.own(found.start, max(end for _, _, end in found.numbers))
        status: Status = "ignored" if ignored else "external" if external else "own"
        direction = passage.span(*found.direction) if found.direction and not external else None
        self.phrases.append(Phrase(tuple(cited), found.joins, status, direction, found.side, found.turn))
        if status == "own":
            self.marks += marks

    @staticmethod
    def _lines(found: Found, passage: Passage) -> tuple[int, ...]:
        """The lines of a phrase's numbers, and the one on which it begins."""
        return (*(passage.line(start) for _, start, _ in found.numbers), passage.line(found.start))


def _linked(found: Found, passage: Passage, phrase: int, n: int) -> list[Mark]:
    """What the build links of a number: the first with the word before it, the last with the word behind.

    "question 3", "questions 3" and "4", "1st" and "2nd question", "第3問".  Where more than a space parts
    the two (marks of emphasis, a link, a tag), it is the number alone.
    """
    _, start, end = found.numbers[n]
    last = len(found.numbers) - 1
    left, right = (start, end) if found.relative else found.cited[n].row
    whole = found.start if n == 0 else left, found.end if n == last else right
    marks = passage.marks(*whole, phrase, n)
    return marks if len(marks) == 1 or found.relative else passage.marks(start, end, phrase, n)
