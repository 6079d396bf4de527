"""One page read: its references, links, headings and addresses, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from faq.model import Citation, Doubt, Form, FrontMatter, Heading, Link, Phrase, Problem, Source, Span, Status
from faq.text.anchors import Anchoring, Anchors, WrittenHeading, anchors
from faq.text.asides import shown_beside, text_of_html
from faq.text.frontmatter import read_front_matter
from faq.text.gone_marks import GoneMarks, beside, in_front, without_marks
from faq.text.markdown.block_tree import Blocks, Region, page_rows
from faq.text.markdown.blocks import BlockReader
from faq.text.markdown.fences import SILENT, STASH, Row, without_fences
from faq.text.markdown.inline import InlineLink, Plain, bare_addresses, plain_text
from faq.text.markdown.lines import Include, Line, page_lines
from faq.text.offsets import Mark, RegionOffsets
from faq.text.phrases import Found, Vocabulary, find_phrases
from faq.text.tags import attributes

IGNORE = re.compile(r"<!--\s*faq:\s*ignore\s*-->")
IGNORE_LINE = re.compile(r"[\s>]*<!--\s*faq:\s*ignore\s*-->\s*$")
CODE_SPAN = re.compile(r"(`+).+?\1")
SIMPLE_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<to>[^\s()<>]+)\)")
PLAIN_ONLY = str.maketrans("", "", "`<\\!&{@")
"""Characters that may begin something else than a link."""
TELLING = re.compile(r"[@\[]|<[a-zA-Z][^<>]*=")
"""What links, addresses and tags with attributes have."""
SEEN_IN_FRONT = ("title", "subtitle", "description")
"""What of the front matter readers see, or machines show them."""
EXTERNAL = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the rules ask of a page."""

    source: Source
    front: FrontMatter
    lines: tuple[Line, ...]
    phrases: tuple[Phrase, ...]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    html_links: tuple[Link, ...]
    """Where raw HTML leads, and what it loads: addresses of the built page, which nobody rewrites."""
    headings: tuple[Heading, ...]
    addresses: tuple[tuple[Span, str], ...]
    code_references: tuple[Span, ...]
    doubts: tuple[tuple[Span, Doubt], ...]
    """What looks like a reference and is taken for none, with the reason."""
    ignores: tuple[tuple[Span, bool], ...]
    """Each ignore comment, and whether it exempts anything."""
    dropped: tuple[int, ...]
    """Lines that hold an ignore comment alone; the renderer must not see them."""
    anchors: Anchors
    answered: bool
    """Whether anything but headings stands in the page."""
    problems: tuple[Problem, ...]

    @property
    def title(self) -> str | None:
        """The level-1 heading's text."""
        return next((h.title for h in self.headings if h.level == 1), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """How pages are read: the same for a whole project."""

    words: Vocabulary
    extensions: Mapping[str, Mapping[str, Any]]
    anchoring: Anchoring
    include: Include | None = None


def read_page(source: Source, reading: Reading, relative: bool) -> Page:
    """Read a page.  `relative` says whether "the next question" means anything on it."""
    front, problems = read_front_matter(source)
    lines, more = page_lines(source, front.end, reading.include)
    return _PageReader(source, front, lines, reading, relative).read([*problems, *more])


def read_text(text: str, path: str, reading: Reading, relative: bool) -> Page:
    """Read a page's text that has neither front matter nor snippets left."""
    source = Source(path, text)
    lines, _ = page_lines(source, 0, None)
    return _PageReader(source, FrontMatter(), lines, reading, relative).read([])


class _PageReader:
    """Gathers what the regions of one page hold."""

    def __init__(
        self, source: Source, front: FrontMatter, lines: Sequence[Line], reading: Reading, relative: bool
    ) -> None:
        self.source, self.front, self.lines = source, front, lines
        self.reading, self.relative = reading, relative
        self.phrases: list[Phrase] = []
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.html_links: list[Link] = []
        self.headings: list[tuple[Region, str, Span]] = []
        self.addresses: list[tuple[Span, str]] = []
        self.code: list[Span] = []
        self.doubts: list[tuple[Span, Doubt]] = []
        self.named: set[str] = set()
        self.labels = False
        self.exempt: dict[int, Span] = {}
        self.used: set[int] = set()
        self.dropped: list[int] = []
        self.blocks = Blocks()
        self.refs: dict[str, str] = {}

    def read(self, problems: list[Problem]) -> Page:
        extensions = self.reading.extensions
        nested = "pymdownx.superfences" in extensions
        whole = "\n".join(line.text for line in self.lines)
        rows = page_rows((i, line.text) for i, line in enumerate(self.lines))
        if "```" in whole or "~~~" in whole:
            rows = without_fences(rows, nested)
        if "faq:" in whole:
            rows = self._without_ignores(rows)
        reader = BlockReader(extensions)
        reader.document(rows, "<" in whole)
        self.blocks = reader.out
        self.refs = {name: found[0] for name, found in self.blocks.definitions.items()}
        for region in self.blocks.regions:
            self._region(region)
        for destination, row, column in self.blocks.definitions.values():
            span = self._row_span(row, column, column + len(destination))
            self.links.append(Link(destination, span, False, "", True, span))
        for raw in self.blocks.html:
            region = Region("code", raw)
            self._html(region, 0, None)
            text = "\n".join(row.text for row in raw)
            if self.reading.words.may_cite(text):
                self._aside(text, RegionOffsets(self.lines, region), html=True)
        self._front_texts()
        made = self._anchors(whole)
        return Page(
            source=self.source,
            front=self.front,
            lines=tuple(self.lines),
            phrases=tuple(self.phrases),
            marks=tuple(self.marks),
            links=tuple(self.links),
            html_links=tuple(self.html_links),
            headings=tuple(
                Heading(region.level if region.top else 7, title, anchor, span)
                for (region, title, span), anchor in zip(self.headings, made.headings, strict=True)
            ),
            addresses=tuple(self.addresses),
            code_references=tuple(self.code),
            doubts=tuple(self.doubts),
            ignores=tuple((span, line in self.used) for line, span in self.exempt.items()),
            dropped=tuple(self.dropped),
            anchors=made,
            answered=any(map(_says_something, self.blocks.regions)),
            problems=tuple(problems),
        )

    def _anchors(self, text: str) -> Anchors:
        written = [
            WrittenHeading("\n".join(row.text for row in region.rows), title, region.top)
            for region, title, _ in self.headings
        ]
        return anchors(self.reading.anchoring, written, self.named, text, self.labels)

    def _without_ignores(self, rows: Sequence[Row]) -> list[Row]:
        out = []
        for row in rows:
            m = None
            if "faq:" in row.text:
                m = IGNORE.search(CODE_SPAN.sub(lambda code: STASH * len(code.group()), row.text))
            if m:
                self.exempt[row.line + 1] = self._row_span(row, m.start(), m.end())
            if m and IGNORE_LINE.match(row.text):
                self.dropped.append(row.line)
            else:
                out.append(row)
        return out

    # -- regions

    def _region(self, region: Region) -> None:
        if region.kind == "heading":
            self._heading(region)
            return
        text = "\n".join(row.text for row in region.rows)
        words = self.reading.words.may_cite(text)
        if region.kind == "code":
            if words:
                self._code(region, text)
        elif region.kind == "label":
            self.labels = True
            self._aside(text, RegionOffsets(self.lines, region))
        elif words or (TELLING.search(text) and not self._simple_links(region, text)):
            self._prose(region, text, words)

    def _heading(self, region: Region) -> None:
        text = "\n".join(row.text for row in region.rows)
        plain = plain_text(text, self.refs, self.reading.extensions, keep_code=True)
        title = re.sub(r"\s+", " ", plain.text.replace(STASH, "")).strip()
        row = region.rows[0]
        lead = len(row.text) - len(row.text.lstrip())
        span = self._row_span(row, lead, max(lead + 1, len(row.text.rstrip())))
        self.headings.append((region, title, span))
        place = RegionOffsets(self.lines, region)
        self.links += [place.link(a, plain) for a in plain.links]
        self._inline_html(region, plain)
        if self.reading.words.may_cite(text):
            gone = GoneMarks(plain.gone)
            for found in find_phrases(plain.text, self.reading.words, (), self.relative):
                self._seen(found, lambda start, end: place.plain_span(plain, start, end), row.line, gone)

    def _front_texts(self) -> None:
        """What front matter says to readers."""
        for name in SEEN_IN_FRONT:
            span = self.front.spans.get(name)
            if span is not None and self.reading.words.may_cite(span.text):
                source, start, gone = span.source, span.start, in_front(self.source, self.front, name)
                for found in find_phrases(span.text, self.reading.words, (), self.relative):
                    self._seen(found, lambda a, b: Span(source, start + a, start + b), None, gone)  # noqa: B023

    def _aside(self, text: str, place: RegionOffsets, html: bool = False) -> None:
        """Read all the text of a region, which readers see where no link can stand."""
        if not self.reading.words.may_cite(text):
            return
        bare, places, behind = without_marks(text)
        bare, gone = text_of_html(bare) if html else bare, GoneMarks(behind)
        for found in find_phrases(bare, self.reading.words, (), self.relative):
            line = place.at(places[found.start])[1]
            self._seen(found, lambda start, end: place.span(places[start], places[end - 1] + 1), line, gone)

    def _beside(self, text: str, link: InlineLink, place: RegionOffsets) -> None:
        """Read what an image or a link shows beside a link's text; `text` holds its markup."""
        foreign = not link.image and EXTERNAL.match(link.destination) is not None
        end, named = beside(text, link.end)
        at = place.span(end - 1, end)
        gone = GoneMarks((), named, Span(at.source, at.end, at.end), "<!-- faq: gone {} -->")
        for offset, shown in shown_beside(text[link.start : link.end]):
            start = link.start + offset
            for found in find_phrases(shown, self.reading.words, (), self.relative):
                line = place.at(start + found.start)[1]
                told = replace(found, external=True) if foreign and not found.doubt else found
                self._seen(told, lambda a, b: place.span(start + a, start + b), line, gone)  # noqa: B023

    def _seen(
        self, found: Found, span_of: Callable[[int, int], Span], line: int | None, gone: GoneMarks
    ) -> None:
        """Take a phrase that is checked and mended as any other, and never linked."""
        ignored = line is not None and line in self.exempt
        if ignored and line is not None:
            self.used.add(line)
        if found.doubt:
            if not ignored:
                self.doubts.append((span_of(found.start, found.end), found.doubt))
            return
        index = len(self.phrases)
        cited = []
        for n, (number, start, end) in enumerate(found.numbers):
            span = span_of(start, end)
            shown = span_of(found.start, end) if n == 0 else span
            marked, mark = gone.marks(number, end), gone.insertion(number, span)
            cited.append(
                Citation(number, span, shown, "unlinked", index, None, marked, found.neighbour, mark)
            )
        status: Status = "external" if found.external else "ignored" if ignored else "own"
        direction = span_of(*found.direction) if found.direction else None
        self.phrases.append(Phrase(tuple(cited), found.joins, status, direction, found.side, found.turn))

    def _code(self, region: Region, text: str) -> None:
        place = RegionOffsets(self.lines, region)
        for found in find_phrases(text, self.reading.words, (), False):
            if found.doubt:
                continue
            line = region.rows[place.row(found.start)].line
            if line in self.exempt:
                self.used.add(line)
            else:
                self.code.append(place.span(found.start, found.end))

    def _prose(self, region: Region, text: str, words: bool) -> None:
        plain = plain_text(text, self.refs, self.reading.extensions)
        place = RegionOffsets(self.lines, region)
        self.links += [place.link(a, plain) for a in plain.links]
        self._inline_html(region, plain)
        reader_text = plain.text
        if "@" in text:
            self._addresses(plain, reader_text, place)
        if not words:
            return
        for link in plain.links:
            self._beside(text, link, place)
        links = [a for a in plain.links if not a.image]
        foreign = [(a.text_start, a.text_end) for a in links if EXTERNAL.match(a.destination)]
        for found in find_phrases(reader_text, self.reading.words, foreign, self.relative):
            if found.doubt:
                self._doubt(found, found.doubt, plain, place)
            else:
                self._phrase(found, plain, links, place)

    def _inline_html(self, region: Region, plain: Plain) -> None:
        for start, end in plain.html:
            self._html(region, start, end)

    def _html(self, region: Region, start: int, end: int | None) -> None:
        """Take what a stretch of raw HTML, in the region's joined rows, leads to."""
        text = "\n".join(row.text for row in region.rows)[start:end]
        if "=" not in text:
            return
        place = RegionOffsets(self.lines, region)
        for found in attributes(text):
            if found.leads:
                span = place.span(start + found.start, start + found.end)
                self.html_links.append(Link(found.value, span, found.name != "href", "", raw=True, to=span))
            elif found.anchors:
                self.named.add(found.value)

    def _simple_links(self, region: Region, text: str) -> bool:
        """Take the links of a text that holds nothing else; false where a closer look is needed."""
        found = list(SIMPLE_LINK.finditer(text))
        if len(found) != text.count("[") or text.translate(PLAIN_ONLY) != text:
            return False
        place = RegionOffsets(self.lines, region)
        for m in found:
            span = place.span(m.start(), m.end())
            to = place.span(m.start("to"), m.end("to"))
            self.links.append(Link(m["to"], span, False, m["text"], to=to))
        return True

    def _addresses(self, plain: Plain, text: str, place: RegionOffsets) -> None:
        # An address that a link shows and leads to is checked once, where it leads.
        hidden = {(a.start, a.end, _mailto(a.destination)) for a in plain.links}
        found = [*plain.addresses, *bare_addresses(plain, text)]
        for start, end, address in sorted(found):
            line = place.region.rows[place.row(start)].line
            if line in self.exempt:
                self.used.add(line)
            elif not any(a <= start < b and address.lower() == to for a, b, to in hidden):
                self.addresses.append((place.span(start, end), address))
        for link in plain.links:
            if to := _mailto(link.destination):
                line = place.region.rows[place.row(link.start)].line
                if line in self.exempt:
                    self.used.add(line)
                else:
                    self.addresses.append((place.span(link.start, link.end), to))

    def _doubt(self, found: Found, why: Doubt, plain: Plain, place: RegionOffsets) -> None:
        lines = {place.plain_line(plain, at) for at in (found.start, found.end - 1)}
        if lines & self.exempt.keys():
            self.used |= lines & self.exempt.keys()
        else:
            self.doubts.append((place.plain_span(plain, found.start, found.end), why))

    def _phrase(self, found: Found, plain: Plain, links: Sequence[InlineLink], place: RegionOffsets) -> None:
        index = len(self.phrases)
        cited, lines, marks, gone = [], set(), [], GoneMarks(plain.gone)
        for n, (number, start, end) in enumerate(found.numbers):
            span = place.plain_span(plain, start, end)
            shown = place.plain_span(plain, found.start, end) if n == 0 else span
            link = next((a.destination for a in links if a.text_start <= start and end <= a.text_end), None)
            form: Form = "link" if link is not None else "relative" if found.relative else "text"
            shown = shown if shown.end > shown.start else span
            marked, mark = gone.marks(number, end), gone.insertion(number, span)
            cited.append(Citation(number, span, shown, form, index, link, marked, found.neighbour, mark))
            if self.exempt:
                lines |= {place.plain_line(plain, at) for at in (found.start if n == 0 else start, start)}
            if link is None:
                marks += place.marks(plain, start, end, index, n)
        status: Status = "external" if found.external else "own"
        if not found.external and lines & self.exempt.keys():
            status = "ignored"
            self.used |= lines & self.exempt.keys()
        direction = place.plain_span(plain, *found.direction) if found.direction else None
        self.phrases.append(Phrase(tuple(cited), found.joins, status, direction, found.side, found.turn))
        if status == "own":
            self.marks += marks

    def _row_span(self, row: Row, start: int, end: int) -> Span:
        line = self.lines[row.line]
        return Span(line.source, line.offset(row.column + start), line.offset(row.column + end))


def _mailto(destination: str) -> str | None:
    """The address that a link writes to (RFC 6068), in small letters."""
    if not destination.lower().startswith("mailto:"):
        return None
    return unquote(destination[7:].split("?")[0]).lower()


def _says_something(region: Region) -> bool:
    """Whether a region is part of an answer: a heading is none, nor is a comment."""
    shown = region.kind in ("prose", "code")
    return shown and any(row.text.strip() not in ("", SILENT) for row in region.rows)
