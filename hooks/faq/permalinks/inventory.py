"""What readers can have kept of a built tree: its pages, their anchors, its media."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from html import unescape
from html.parser import HTMLParser
from types import MappingProxyType

from faq.addresses import address_of, identifier
from faq.book.overview import OVERVIEW
from faq.frozen import record
from faq.patterns import late
from faq.permalinks.made import NOT_FOUND, is_made

MOVED, GONE = "faq:moved", "faq:gone"
"""Names of the `<meta>` by which a stub, and a page that says that something is gone, are known."""
FOLDER = "faq:folder"
"""The same of a stub at a folder of questions: nobody declared it, and it goes with the folder."""
WHOLE = "faq-whole"
"""The class of the link by which a part of all answers is known: it leads to the page that leads to each."""

# Numbers follow `nav:`: what `#3` means is expected to change, and the page says so by its name.
NUMBER = late(r"[0-9]+(?:\.[0-9]+)*")
# What extensions count through: tabs and lines of code ("__tabbed_1_1"), notes and ways back ("fnref2:1").
# On the page with all answers the question's name stands before it.
COUNTED = late(r"(?:.*--)?(?:__|fn(?:ref[0-9]*)?:).*")
NUMBERED = "faq-number"
"""The class of what shows a question's number."""
LISTED = "faq-list"
"""The class by which an overview is known that was made before it had one of its own."""
MOVED_META = late(f'<meta name="{MOVED}" content="([^"]*)">')
TOLD = late(r'<li data-address="([^"]*)">')
"""An entry in overrides/faq/gone_files.html."""
WHOLE_LINK = late(rf"<a\b[^>]*\b{WHOLE}\b[^>]*>")
HEADING = late(r"h[1-6]")
SHOWN = frozenset({"img", "video", "source"})


@record
class Anchor:
    """One `id`, or the `name` of an `<a>`, that a reader can link to."""

    heading: str | None
    """The text of its heading; None where it is no heading."""
    text: str = ""
    """For a heading, what tells two of one name apart: the text up to the next heading, the names of its
    pictures, and the headings of its subsections."""


@record
class PageContent:
    """One page of a tree."""

    anchors: Mapping[str, Anchor]
    moved: str | None = None
    """Where a stub leads, as written; None for a page."""
    folder: bool = False
    """Whether it stands at a folder of questions, and is no promise."""
    gone: bool = False
    """Whether it says that what was here is gone."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """On the page with all answers: from a number to the anchor of its question, or one inside its answer."""
    title: str = ""
    """The anchor of the page's first level-1 heading; empty where it has none."""
    whole: str | None = None
    """For a part of all answers, where the page is that leads to each, as written: the part's own anchors go
    with the questions from part to part, and are kept there."""
    overview: bool = False
    """Whether it is an overview that nobody wrote: few questions have none, but a folder that leads on."""


@record
class Inventory:
    """Everything of a tree that has an address of its own."""

    pages: Mapping[str, PageContent]
    """By address, such as "faq/hours/"."""
    media: frozenset[str]
    """The files that are no pages, by path, without those that the theme or the build makes."""
    folders: frozenset[str] = frozenset()
    """Folders of questions that lead to the list of all: they answer, and nobody promised them."""
    told: frozenset[str] = frozenset()
    """The files of which the 404 page says why they are gone."""


def inventory(
    tree: Mapping[str, bytes],
    read: dict[bytes, PageContent] | None = None,
    known: Mapping[str, PageContent] = MappingProxyType({}),
) -> Inventory:
    """What a tree holds; `tree` maps paths to contents.

    `read` remembers pages by a digest of their content: two trees share most of theirs.  Pages that are
    `known`, by path, are not read.
    """
    pages, folders = dict[str, PageContent](), set[str]()
    read = {} if read is None else read
    htmls = {path for path in tree if path.lower().endswith(".html")}
    for path in filter(is_page, htmls):
        page = known[path] if path in known else _page(tree[path], read)
        if page.folder:
            folders.add(address_of(path))
        else:
            pages[address_of(path)] = page
    media = frozenset(path for path in tree.keys() - htmls if not is_made(path, pages))
    told = TOLD.findall(tree.get(NOT_FOUND, b"").decode("utf-8", "replace"))
    return Inventory(pages, media, frozenset(folders), frozenset(map(unescape, told)))


def _page(data: bytes, read: dict[bytes, PageContent]) -> PageContent:
    name = blake2b(data).digest()
    if name not in read:
        read[name] = page_content(data.decode("utf-8", "replace"))
    return read[name]


def is_page(path: str) -> bool:
    """Whether a file of a tree is a page with an address of its own."""
    return path.lower().endswith(".html") and path != NOT_FOUND


def standing(html: str) -> PageContent:
    """Whether a page is a stub, or says that something is gone; its anchors are not read."""
    moved = MOVED_META.search(html)
    folder, gone = f'<meta name="{FOLDER}"' in html, f'<meta name="{GONE}"' in html
    return PageContent({}, unescape(moved[1]) if moved else None, folder, gone)


def page_content(html: str) -> PageContent:
    """The anchors of one page: those of its article, where it has one."""
    head, article = _parts(html)
    reader = _AnchorParser(bool(article))
    if WHOLE in (shown := article or head):
        # A part of all answers may hold a hundred of them, and promises none of their anchors.
        reader.feed("".join(WHOLE_LINK.findall(shown)))
        if reader.whole is not None:
            return PageContent({}, whole=reader.whole)
        reader = _AnchorParser(bool(article))
    reader.feed(head)
    if article:
        # A page's frame is many times its article, and holds nothing that a reader keeps.
        reader.reset()
        reader.feed(article)
    reader.close()
    title = next((one.anchor for one in reader.found if one.tag == "h1"), "")
    moved, folder, gone = reader.meta.get(MOVED), FOLDER in reader.meta, GONE in reader.meta
    return PageContent(reader.anchors(), moved, folder, gone, reader.numbers, title, overview=reader.overview)


def _parts(html: str) -> tuple[str, str]:
    """A page's head and its article; the whole page and nothing where it has none."""
    head = max(html.find("</head>"), 0)
    start, end = html.find("<article", head), html.rfind("</article>")
    return (html[:head], html[start : end if end > start else None]) if start >= 0 else (html, "")


@dataclass(slots=True)
class _Open:
    anchor: str
    tag: str | None
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _is_number(tag: str, anchor: str, attributes: Mapping[str, str]) -> bool:
    """Whether an anchor is a question's number: a link that is written as one, or what shows one."""
    shows = NUMBERED in attributes.get("class", "").split()
    return shows or (tag == "a" and bool(NUMBER.fullmatch(anchor)))


class _AnchorParser(HTMLParser):
    """Notes every anchor with its heading and the text that follows."""

    def __init__(self, has_article: bool) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.found: list[_Open] = []
        self.numbers: dict[str, str] = {}
        self.whole: str | None = None
        self.overview = False
        self.sections: list[_Open] = []
        """The section that is open, behind those that it is part of."""
        self.inside = not has_article
        self.has_article = has_article
        self.heading: str | None = None
        self.skipped: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note_page(tag, values)
        if tag == "article" and self.has_article:
            self.inside = True
        if not self.inside:
            return
        anchor = identifier(values.get("id") or (values.get("name", "") if tag == "a" else ""))
        classes = values.get("class", "").split()
        if HEADING.fullmatch(tag):
            self.heading = tag
            self.sections = [above for above in self.sections if (above.tag or "") < tag]
            self.sections.append(_Open(anchor, tag))
            if anchor and not COUNTED.fullmatch(anchor):
                self.found.append(self.sections[-1])
        elif anchor and not COUNTED.fullmatch(anchor) and not _is_number(tag, anchor, values):
            self.found.append(_Open(anchor, None))
        elif anchor and self.found and (self.heading or NUMBERED in classes):
            self.numbers[anchor] = self.found[-1].anchor
        if tag in SHOWN and self.sections and not self.heading:
            self.sections[-1].text.append(f" {posixpath.basename(values.get('src', ''))} ")
        if tag in ("script", "style") or (tag == "a" and {"headerlink", NUMBERED} & set(classes)):
            self.skipped = tag

    def _note_page(self, tag: str, values: Mapping[str, str]) -> None:
        """What says which sort of page it is."""
        if tag == "meta" and "name" in values:
            self.meta[values["name"]] = values.get("content", "")
        elif tag == "a" and WHOLE in values.get("class", "").split():
            self.whole = values.get("href", "")
        elif tag == "div" and {OVERVIEW, LISTED} & set(values.get("class", "").split()):
            self.overview = True

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipped:
            self.skipped = None
        if tag == self.heading:
            self.heading = None
        if tag == "article" and self.has_article:
            self.inside = False

    def handle_data(self, data: str) -> None:
        if not self.sections or not self.inside or self.skipped is not None:
            return
        *above, section = self.sections
        (section.heading if self.heading else section.text).append(data)
        if self.heading:
            for one in above:
                one.text.append(f" {data} ")

    def anchors(self) -> dict[str, Anchor]:
        """By id; the first of two counts, as in a browser."""
        out: dict[str, Anchor] = {}
        for one in self.found:
            heading = _flat(one.heading) if one.tag else None
            out.setdefault(one.anchor, Anchor(heading, _flat(one.text)))
        return out


def _flat(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
