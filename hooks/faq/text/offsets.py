"""Where the text of a region stands in the sources: offsets in its rows, or in its plain text, as spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from faq.frozen import record
from faq.model import Link, Span
from faq.text.markdown.block_tree import Region
from faq.text.markdown.inline import ENTITY, InlineLink, Plain
from faq.text.markdown.lines import Line


@record
class Mark:
    """Where the build puts a link: a stretch of the page's lines as the renderer gets them."""

    line: int
    start: int
    end_line: int
    end: int
    phrase: int
    citation: int
    raw: bool = False
    """Whether it stands in raw HTML, which the renderer hands on as it is."""


class RegionOffsets:
    """Translates offsets in a region's joined rows, or in its plain text, into spans of the source."""

    def __init__(self, lines: Sequence[Line], region: Region) -> None:
        self.region = region
        self.lines = lines
        self.starts: list[int] = []
        at = 0
        for row in region.rows:
            self.starts.append(at)
            at += len(row.text) + 1

    def row(self, offset: int) -> int:
        """The index of the row that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def at(self, offset: int) -> tuple[Line, int, int]:
        """The line of an offset, its index, and the column in the line."""
        index = self.row(offset)
        row = self.region.rows[index]
        return self.lines[row.line], row.line, row.column + offset - self.starts[index]

    def span(self, start: int, end: int) -> Span:
        """The span of a stretch of the joined rows."""
        first, _, column = self.at(start)
        end = max(start, end - 1)
        if len(self.starts) == 1:  # most regions have one row
            last, last_column = first, column + end - start
        else:
            last, _, last_column = self.at(end)
        begin, stop = first.offset(column), last.offset(last_column) + 1
        if first.source is not last.source:
            return Span(last.source, last.offset(last_column), stop)
        return Span(first.source, begin, max(begin, stop))

    def own(self, start: int, end: int) -> bool:
        """Whether a stretch of the joined rows is the source's own, and nothing in it was put around that."""
        if self.at(start)[0].put is None:
            return True
        places = [(line, column) for line, _, column in map(self.at, range(start, end))]
        return all(
            line.source.text[line.offset(column)] in (line.text[column], "\t")
            for line, column in places
            if column < len(line.text)
        )

    def takes_marks(self, at: int) -> bool:
        """Whether a comment can be written where a character of the joined rows stands."""
        return self.at(at)[0].takes_marks

    def destination(self, start: int, end: int) -> Span | None:
        """Where a stretch of the joined rows can be written anew; None where no file says it."""
        return self.span(start, end) if self.own(start, end) else None

    def plain_span(self, plain: Plain, start: int, end: int) -> Span:
        """The span of a stretch of plain text; an entity or escape at its end counts whole."""
        last = plain.places[end - 1]
        follower = plain.places[end] if end < len(plain.places) else last + 1
        stop = last + 1 if plain.chars[end - 1].isalnum() else max(last + 1, min(follower, last + 1))
        return self.span(plain.places[start], stop)

    def plain_line(self, plain: Plain, index: int) -> int:
        """The index of the line that holds a character of the plain text."""
        return self.at(plain.places[index])[1]

    def marks(self, plain: Plain, start: int, end: int, phrase: int, citation: int) -> list[Mark]:
        """The stretches that the build links: one, or more where marks of emphasis divide it."""
        at, last = plain.places[start], plain.places[end - 1]
        line, number, column = self.at(at)
        as_it_is = line.columns is None and column >= line.indent and self.row(at) == self.row(last)
        if as_it_is and plain.places[start:end] == list(range(at, last + 1)):
            return [Mark(number, column, number, column + end - start, phrase, citation)]
        out: list[Mark] = []
        wrapped = apart = False
        for index in range(start, end):
            apart = apart or (index > start and not self._goes_on(plain, index))
            if plain.chars[index] == "\n":
                wrapped = True
                continue
            line, number, column = self.at(plain.places[index])
            raw = line.raw_column(column)
            if out and not apart:
                if not (wrapped and plain.chars[index].isspace()):
                    out[-1] = Mark(out[-1].line, out[-1].start, number, raw + 1, phrase, citation)
            else:
                out.append(Mark(number, raw, number, raw + 1, phrase, citation))
                apart = False
            wrapped = wrapped and plain.chars[index].isspace()
        return out

    def _goes_on(self, plain: Plain, index: int) -> bool:
        """Whether nothing but space, or an entity, stands between the last character and this one.

        "question&nbsp;3" is of one piece; "question **3**" is not, on two lines neither.
        """
        last, here = plain.places[index - 1 : index + 1]
        text = self.region.text
        return not text[last + 1 : here].strip() or ENTITY.fullmatch(text, last, here) is not None

    def link(self, anchor: InlineLink, plain: Plain) -> Link:
        """A link of the plain text with its places."""
        text = "".join(plain.chars[anchor.text_start : anchor.text_end])
        span, to = self.span(anchor.start, anchor.end), None
        if anchor.to is not None and anchor.destination:
            to = self.destination(anchor.to, anchor.to + len(anchor.destination))
        return Link(anchor.destination, span, anchor.image, text, to=to)
