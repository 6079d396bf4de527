"""One page read: its references, links, headings and addresses, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from faq.frozen import record
from faq.model import Doubt, FrontMatter, Heading, Link, Phrase, Problem, Source, Span
from faq.text.anchors import Anchoring, Anchors, anchors
from faq.text.asides import SHOWN, shown_beside
from faq.text.front_matter_keys import EXEMPT
from faq.text.frontmatter import read_front_matter
from faq.text.gone_marks import ABOVE, beside, without_marks
from faq.text.markdown.block_tree import Blocks, Region, page_rows
from faq.text.markdown.blocks import BlockReader
from faq.text.markdown.fences import SILENT, STASH, Row, without_fences
from faq.text.markdown.inline import InlineLink, Plain, bare_addresses, plain_text
from faq.text.markdown.lines import Include, Line, Made, page_lines
from faq.text.offsets import Mark, RegionOffsets
from faq.text.passages import Aside, AsWritten, Citations, PlainText, Said, Value, raw_html, said_above
from faq.text.phrases import Vocabulary, find_phrases
from faq.text.tags import Attribute, attributes, listed_attributes

IGNORE = re.compile(r"<!--\s*faq:\s*ignore\s*-->")
CODE_SPAN = re.compile(r"(`+).+?\1")
SIMPLE_LINK = re.compile(r"\[(?P<text>[^\[\]]+)\]\((?P<to>[^\s()<>]+)\)")
PLAIN_ONLY = str.maketrans("", "", "`<\\!&{@")
"""Characters that may begin something else than a link."""
TELLING = re.compile(r"[@\[<](?:(?<!<)|[a-zA-Z][^<>]*=)")
"""What links, addresses and tags with attributes have."""
FENCE_TITLE = re.compile(r"""[\s{]title=(?P<quote>["'])(?P<title>.+?)(?P=quote)""")
"""What stands above a block of code (pymdownx.highlight)."""
SEEN_IN_FRONT = ("title", "subtitle", "description")
"""What of the front matter readers see, or machines show them."""
EXTERNAL = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")


@record
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
    boxes: tuple[tuple[Span, str], ...]
    """The lines that open admonitions, details and tabs, from the mark on, each with its tag (`Box`)."""
    code_references: tuple[Span, ...]
    doubts: tuple[tuple[Span, Doubt], ...]
    """What looks like a reference and is taken for none, with the reason."""
    exempted: tuple[Span, ...]
    """The same where somebody has said that it is none."""
    ignores: tuple[tuple[Span, bool], ...]
    """Whatever exempts a line or the page, and whether it exempts anything."""
    dropped: tuple[int, ...]
    """Lines that hold a comment for the check alone; the renderer must not see them."""
    anchoring: Anchoring
    named: frozenset[str]
    """The anchors that raw HTML names."""
    labels: bool
    """Whether there are tabs, which have anchors of their own."""
    answered: bool
    """Whether anything but headings stands in the page."""
    problems: tuple[Problem, ...]

    @cached_property
    def anchors(self) -> Anchors:
        """The anchors of the page as built, made once somebody asks: of most pages nobody does."""
        text = "\n".join(line.text for line in self.lines)
        return anchors(self.anchoring, self.headings, self.named, text, self.labels)

    @property
    def title(self) -> str | None:
        """The level-1 heading's text."""
        return next((h.title for h in self.headings if h.level == 1), None)


@record
class Reading:
    """How pages are read: the same for a whole project."""

    words: Vocabulary
    extensions: Mapping[str, Mapping[str, Any]]
    anchoring: Anchoring
    include: Include | None = None
    made: Made | None = None


def read_page(source: Source, reading: Reading, relative: bool) -> Page:
    """Read a page.  `relative` says whether "the next question" means anything on it."""
    front, problems = read_front_matter(source)
    lines, more = page_lines(source, front.end, reading.include, reading.made)
    return PageReader(source, front, lines, reading, relative).read([*problems, *more])


def read_text(text: str, path: str, reading: Reading, relative: bool) -> Page:
    """Read a page's text that has neither front matter nor snippets left."""
    source = Source(path, text)
    return PageReader(source, FrontMatter(), page_lines(source, 0, None)[0], reading, relative).read([])


class PageReader:
    """Gathers what the regions of one page hold."""

    def __init__(
        self, source: Source, front: FrontMatter, lines: Sequence[Line], reading: Reading, relative: bool
    ) -> None:
        self.source, self.front, self.lines, self.reading = source, front, lines, reading
        self.exempt = front.values.get(EXEMPT.name) == "ignore"
        self.cited = Citations(reading.words, relative, self.exempt)
        self.links: list[Link] = []
        self.html_links: list[Link] = []
        self.headings: list[tuple[Region, str, Span]] = []
        self.addresses: list[tuple[Span, str]] = []
        self.code: list[Span] = []
        self.named: set[str] = set()
        self.labels = False
        self.dropped: list[int] = []
        self.in_front: list[tuple[Span, bool]] = []
        self.blocks = Blocks()
        self.refs: dict[str, str] = {}

    def read(self, problems: list[Problem]) -> Page:
        extensions = self.reading.extensions
        whole = "\n".join(line.text for line in self.lines)
        reader = BlockReader(extensions)
        reader.document(self._rows(whole), "<" in whole)
        self.blocks = reader.out
        self.refs = {name: found[0] for name, found in self.blocks.definitions.items()}
        for region in self.blocks.regions:
            self._region(region)
        for destination, row, column in self.blocks.definitions.values():
            span = self._row_span(row, column, column + len(destination))
            self.links.append(Link(destination, span, False, "", True, span))
        for leads, row in self.blocks.asides:
            elsewhere = EXTERNAL.match(leads.strip("<")) is not None
            self._aside(row.text, self._place(Region("code", (row,))), 0, elsewhere)
        for raw in self.blocks.html:
            self._raw(Region("code", raw))
        self._front_texts()
        return Page(
            source=self.source,
            front=self.front,
            lines=tuple(self.lines),
            phrases=tuple(self.cited.phrases),
            marks=tuple(self.cited.marks),
            links=tuple(self.links),
            html_links=tuple(self.html_links),
            headings=tuple(
                Heading(region.level if region.top else 7, title, region.text, span)
                for region, title, span in self.headings
            ),
            addresses=tuple(self.addresses),
            boxes=tuple((self._row_span(row, 0, len(row.text)), tag) for tag, row in self.blocks.boxes),
            code_references=tuple(self.code),
            doubts=tuple(self.cited.doubts),
            exempted=tuple(self.cited.exempted),
            ignores=tuple(self._ignores()),
            dropped=tuple(self.dropped),
            anchoring=self.reading.anchoring,
            named=frozenset(self.named),
            labels=self.labels,
            answered=any(map(_says_something, self.blocks.regions)),
            problems=tuple(problems),
        )

    def _ignores(self) -> Iterator[tuple[Span, bool]]:
        """What exempts a line or the whole page, and whether it exempts anything."""
        said = self.cited.said
        yield from ((span, line in said.used) for line, span in said.ignored.items())
        yield from self.in_front
        if self.exempt:
            cited = self.cited
            used = cited.exempted or any(p.status == "ignored" for p in cited.phrases)
            yield self.front.spans[EXEMPT.name], bool(used)

    # -- the page's rows

    def _rows(self, whole: str) -> list[Row]:
        """What blocks are made of; fences and comments for the check alone are out."""
        nested = "pymdownx.superfences" in self.reading.extensions
        rows = page_rows((i, line.text) for i, line in enumerate(self.lines))
        opened: list[Row] = []
        if "```" in whole or "~~~" in whole:
            rows = without_fences(rows, nested, opened)
        if "faq:" in whole:
            rows = self._without_comments(rows)
        for row in opened:
            if nested and (m := FENCE_TITLE.search(row.text)):
                self._aside(m["title"], self._place(Region("code", (row,))), m.start("title"))
        return rows

    def _without_comments(self, rows: Sequence[Row]) -> list[Row]:
        said, out = self.cited.said, list[Row]()
        waiting: list[tuple[Row, re.Match[str]]] = []
        for row in rows:
            m = ABOVE.match(row.text) if "faq:" in row.text else None
            if m:
                waiting.append((row, m))
                self.dropped.append(row.line)
                continue
            for above, found in waiting:
                self._say(above, found, row.line)
            waiting = []
            m = IGNORE.search(_without_code(row.text)) if "faq:" in row.text else None
            if m:
                said.ignored[row.line + 1] = self._row_span(row, m.start(), m.end())
            out.append(row)
        for above, found in waiting:
            self._say(above, found, above.line + 1)
        return out

    def _say(self, row: Row, found: re.Match[str], line: int) -> None:
        """Take what a comment on a line of its own says of the next line that is none."""
        said = self.cited.said
        if found["gone"]:
            said.gone[line] = said.gone.get(line, frozenset()) | {found["gone"]}
        else:
            text = row.text
            said.ignored[line] = self._row_span(row, text.index("<!--"), text.rindex("-->") + 3)

    # -- regions

    def _region(self, region: Region) -> None:
        text = region.text
        words = self.reading.words.may_cite(text)
        if region.kind == "heading":
            self._heading(region, text, words)
        elif region.kind == "code":
            if words:
                self._code(region, text)
        elif region.kind == "label":
            self.labels = True
            if words:
                bare = without_marks(text)
                self.cited.read(AsWritten(bare.text, bare, self._place(region)))
        elif words or (TELLING.search(text) and not self._simple_links(region, text)):
            self._prose(region, text, plain_text(text, self.refs, self.reading.extensions), words)

    def _heading(self, region: Region, text: str, words: bool) -> None:
        plain = plain_text(text, self.refs, self.reading.extensions, keep_code=True)
        title = re.sub(r"\s+", " ", plain.text.replace(STASH, "")).strip()
        row = region.rows[0]
        lead = len(row.text) - len(row.text.lstrip())
        span = self._row_span(row, lead, max(lead + 1, len(row.text.rstrip())))
        self.headings.append((region, title, span))
        if words:
            plain = plain_text(text, self.refs, self.reading.extensions)
        # Where `toc` makes a link of the whole heading, none can stand in it.
        linked = not self.reading.extensions.get("toc", {}).get("anchorlink")
        self._prose(region, text, plain, words, linked)

    def _prose(self, region: Region, text: str, plain: Plain, words: bool, linked: bool = True) -> None:
        place = self._place(region)
        self.links += [place.link(a, plain) for a in plain.links]
        for start, end in plain.html:
            self._html(region, start, end)
        if "@" in text and region.kind == "prose":
            self._addresses(plain, plain.text, place)
        if not words:
            return
        for link in plain.links:
            self._beside(text, link, place)
        for start, end in plain.html:
            self._inside(text[start:end], place, start)
        links = [a for a in plain.links if not a.image]
        behind = {a.end for a in links if EXTERNAL.match(a.destination)}
        for start, end in plain.attributes:
            for found in listed_attributes(text[start:end], start in behind):
                self._attribute(found, text, place, start)
        foreign = [(a.text_start, a.text_end) for a in links if EXTERNAL.match(a.destination)]
        self.cited.read(PlainText(plain, place, linked, links), foreign)

    def _beside(self, text: str, link: InlineLink, place: RegionOffsets) -> None:
        """Read what an image or a link shows beside a link's text; `text` holds its markup."""
        foreign = not link.image and EXTERNAL.match(link.destination) is not None
        end, named = beside(text, link.end)
        at = place.span(end - 1, end)
        for offset, shown in shown_beside(text[link.start : link.end]):
            aside = Aside(shown, place, link.start + offset, Span(at.source, at.end, at.end), named)
            self.cited.read(aside, elsewhere=foreign)

    def _inside(self, html: str, place: RegionOffsets, at: int) -> None:
        """Take the text of an element in prose that the renderer makes no links in: a link, a button."""
        if html.count("<") > 1 and self.reading.words.may_cite(html):
            self.cited.read(raw_html(html, place, at, linked=False))

    def _front_texts(self) -> None:
        """What front matter says to readers."""
        for name in SEEN_IN_FRONT:
            span = self.front.spans.get(name)
            if span is None or not self.reading.words.may_cite(span.text):
                continue
            key = self.front.keys.get(name, span)
            line, said = self.source.position(key.start)[0] - 1, Said()
            said_above(self.source, line, said)
            self.cited.read(Value(span, line, self.front.inner is not None), said=said)
            self.in_front += [(one, line in said.used) for one in said.ignored.values()]

    def _aside(self, text: str, place: RegionOffsets, at: int, elsewhere: bool = False) -> None:
        """Read a text that readers see where no link can stand; it begins at an offset in the joined rows."""
        if self.reading.words.may_cite(text):
            self.cited.read(Aside(text, place, at), elsewhere=elsewhere)

    def _attribute(self, found: Attribute, text: str, place: RegionOffsets, at: int) -> None:
        """Read an attribute that readers see; its offsets count from `at` in the joined rows."""
        if found.name in SHOWN:
            begin = at + found.start
            self._aside(text[begin : at + found.end], place, begin, found.elsewhere)

    def _raw(self, region: Region) -> None:
        """Read raw HTML that begins a line."""
        self._html(region, 0, None)
        if self.reading.words.may_cite(region.text):
            self.cited.read(raw_html(region.text, self._place(region)))

    def _code(self, region: Region, text: str) -> None:
        place, said = self._place(region), self.cited.said
        for found in find_phrases(text, self.reading.words, (), False):
            if found.doubt:
                continue
            if said.exempts({region.rows[place.row(found.start)].line}) or found.exempt or self.exempt:
                self.cited.exempted.append(place.span(found.start, found.end))
            else:
                self.code.append(place.span(found.start, found.end))

    def _html(self, region: Region, start: int, end: int | None) -> None:
        """Take what a stretch of raw HTML, in the region's joined rows, leads to, and what it shows."""
        whole, text = region.text, region.text[start:end]
        if "=" not in text:
            return
        place = self._place(region)
        for found in attributes(text):
            self._attribute(found, whole, place, start)
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
        place = self._place(region)
        for m in found:
            span = place.span(m.start(), m.end())
            to = place.destination(m.start("to"), m.end("to"))
            self.links.append(Link(m["to"], span, False, m["text"], to=to))
        return True

    def _addresses(self, plain: Plain, text: str, place: RegionOffsets) -> None:
        # An address that a link shows and leads to is checked once, where it leads.
        hidden = {(a.start, a.end, _mailto(a.destination)) for a in plain.links}
        found = [*plain.addresses, *bare_addresses(plain, text)]
        for start, end, address in sorted(found):
            line = place.region.rows[place.row(start)].line
            there = any(a <= start < b and address.lower() == to for a, b, to in hidden)
            if not (self.cited.said.exempts({line}) or there):
                self.addresses.append((place.span(start, end), address))
        for link in plain.links:
            to, line = _mailto(link.destination), place.region.rows[place.row(link.start)].line
            if to and not self.cited.said.exempts({line}):
                self.addresses.append((place.span(link.start, link.end), to))

    def _place(self, region: Region) -> RegionOffsets:
        return RegionOffsets(self.lines, region)

    def _row_span(self, row: Row, start: int, end: int) -> Span:
        line = self.lines[row.line]
        return Span(line.source, line.offset(row.column + start), line.offset(row.column + end))


def _without_code(text: str) -> str:
    """A line with something else in the place of code, as long as it was."""
    return CODE_SPAN.sub(lambda code: STASH * len(code.group()), text)


def _mailto(destination: str) -> str | None:
    """The address that a link writes to (RFC 6068), in small letters."""
    scheme, _, to = destination.partition(":")
    return unquote(to.split("?")[0]).lower() if scheme.lower() == "mailto" else None


def _says_something(region: Region) -> bool:
    """Whether a region is part of an answer: a heading is none, nor is a comment."""
    shown = region.kind in ("prose", "code")
    return shown and any(row.text.strip() not in ("", SILENT) for row in region.rows)
