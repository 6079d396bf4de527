"""What Python-Markdown makes of a generated FAQ: is each phrase prose, and each trap what it says it is.

Every number is written as one that occurs nowhere else, the pages are rendered with the extensions of
their own `mkdocs.yml`, and each number is looked for in the HTML.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from .model import SLOT, Cite, Decoy, Direction, End, Faq, Numbering, Own, Page, Relative, Slot, render

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
NO_PROSE = frozenset(["code", "pre", "script", "style", "title", "svg"])
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "code",
        "del",
        "em",
        "i",
        "img",
        "input",
        "kbd",
        "label",
        "mark",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
TOKEN = re.compile(r"9\d{6}")
STARTS = {-1: "previous", 1: "next"}


@dataclass(frozen=True, slots=True)
class Block:
    """The prose of one block, and the numbers found in its links."""

    text: str
    links: tuple[tuple[str, str], ...]
    """The target and the text of each link."""


class Prose(HTMLParser):
    """Collects the prose of a page, block by block, and what readers see where no link can stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.beside: list[str] = []
        """The texts of images, and titles."""
        self._open: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._links: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._flush()
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("href") or ""))
        if tag == "a":
            self._links.append((dict(attrs).get("href") or "", ""))
        self.beside += [value for name, value in attrs if name in ("alt", "title") and value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self._flush()
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self._open]
        if NO_PROSE.intersection(names):
            self._text.append("\ufffc")
            return
        self._text.append(data)
        if "a" in names and self._links:
            href, text = self._links[-1]
            self._links[-1] = (href, text + data)

    def _flush(self) -> None:
        text = flat("".join(self._text))
        if text:
            self.blocks.append(Block(text, tuple(self._links)))
        self._text, self._links = [], []

    def close(self) -> None:
        """Take what is left, and end."""
        super().close()
        self._flush()


def flat(text: str) -> str:
    """The text with every run of white space, no-break spaces too, as one space."""
    return " ".join(text.replace("\u00a0", " ").split())


@dataclass(frozen=True, slots=True)
class Seen:
    """What readers see of a page."""

    blocks: list[Block]
    beside: list[str]
    """What they see where no link can stand, the page's description among it."""


def seen(source: str, description: str) -> Seen:
    """What readers see of a page, by its HTML and the description that its front matter has."""
    parser = Prose()
    parser.feed(source)
    parser.close()
    return Seen(parser.blocks, [*parser.beside, description])


@dataclass(slots=True)
class Marked:
    """A FAQ whose numbers say which slot they come from."""

    numbers: dict[tuple[str, int], str] = field(default_factory=dict)
    """From a page's path and a slot to the number written there."""
    places: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The way back."""

    def fill(self, page: Page, numbering: Numbering, index: int, slot: Slot) -> str:
        """What to write into a slot."""
        match slot:
            case Cite() | Decoy():
                token = str(9_000_000 + len(self.numbers))
                self.numbers[page.path, index] = token
                self.places[token] = (page.path, index)
                dots = next(iter(numbering.numbers.values())).count(".") if isinstance(slot, Cite) else 0
                return token + ".1" * dots
            case Own():
                return numbering.numbers[page.question or ""]
            case Direction(targets):
                return numbering.direction(page.question or "", targets) or ""
            case _:
                return ""


def mark(faq: Faq, folder: Path) -> Marked:
    """Write the FAQ's pages over those in the folder, every number its own."""
    numbering = Numbering.of(faq.nav)
    marked = Marked()
    for page in faq.pages:
        text, _ = render(page, lambda index, slot, page=page: marked.fill(page, numbering, index, slot))  # type: ignore[misc]
        (folder / page.path).write_bytes(page.encode(text))
    return marked


def rendered(faq: Faq, folder: Path) -> dict[str, Seen]:
    """What readers see of each page of the site, by its path, made as MkDocs makes it."""
    config = load_config(str(folder / "mkdocs.yml"))
    md = markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    out: dict[str, Seen] = {}
    for page in faq.pages:
        if page.path.startswith("docs/") and not page.path.startswith(("docs/.", "docs/attic/")):
            text, front = get_data((folder / page.path).read_text(encoding="utf-8-sig"))
            out[page.path] = seen(md.reset().convert(text), str(front.get("description", "")))
    return out


def mistakes(faq: Faq, folder: Path) -> Iterator[str]:
    """Where the generator says other than Python-Markdown, the FAQ being written in the folder."""
    marked = mark(faq, folder)
    numbering = Numbering.of(faq.nav)
    pages = rendered(faq, folder)
    readers = {page.path: [page.path] if page.path in pages else [] for page in faq.pages}
    for page in faq.pages:
        for snippet in page.includes:
            readers[snippet].append(page.path)
    for page in faq.pages:
        for reader in readers[page.path]:
            yield from _slots(page, reader, pages[reader], marked, numbering)
            yield from _phrases(page, reader, pages[reader].blocks, marked)
        if not readers[page.path] and any(isinstance(slot, Cite) for slot in page.slots):
            yield f"{page.path}: cites, but nobody reads it"


def _slots(page: Page, reader: str, seen: Seen, marked: Marked, numbering: Numbering) -> Iterator[str]:
    for index, slot in enumerate(page.slots):
        if not isinstance(slot, Cite | Decoy) or (page.path, index) not in marked.numbers:
            continue
        token = marked.numbers[page.path, index]
        found = [block for block in seen.blocks if token in block.text]
        beside = [text for text in seen.beside if token in text]
        if isinstance(slot, Decoy):
            if len(found) == 1 if slot.hidden else not (found or beside):
                yield f"{page.path}: {token} in {reader}: {'' if slot.hidden else 'no '}prose, {found}"
        elif slot.form == "unlinked":
            if (len(found), len(beside)) != (0, 1):
                times = f"{len(found)} times in the prose of {reader}, {len(beside)} times beside it"
                yield f"{page.path}: {token} is {times}"
        elif len(found) != 1:
            yield f"{page.path}: {token} is {len(found)} times in the prose of {reader}"
        else:
            yield from _links(
                page, slot, token, [href for href, text in found[0].links if token in text], reader
            )


def _links(page: Page, slot: Cite, token: str, links: list[str], reader: str) -> Iterator[str]:
    wanted = posixpath.relpath(f"docs/{slot.target}", posixpath.dirname(reader))
    if slot.form == "link" and links != [wanted]:
        yield f"{page.path}: {token} should link to {wanted}, not {links}"
    if slot.form == "text" and links:
        yield f"{page.path}: {token} is in a link"


def _phrases(page: Page, reader: str, blocks: list[Block], marked: Marked) -> Iterator[str]:
    for phrase in page.phrases:

        def fill(found: re.Match[str], page: Page = page) -> str:
            slot = page.slots[int(found[1])]
            match slot:
                case Cite() | Decoy():
                    return marked.numbers[page.path, int(found[1])] + "~"
                case Direction():
                    return "(above|below)"
                case Relative() | End():
                    return ""
            raise AssertionError(slot)

        pieces = re.split(
            r"(\(above\|below\)|~)", flat(html.unescape(SLOT.sub(fill, phrase.replace("\ue002", " "))))
        )
        pattern = "".join(
            {"~": r"(\.1)*", "(above|below)": "(above|below)"}.get(piece, re.escape(piece))
            for piece in pieces
        )
        if not any(re.search(pattern, block.text) for block in blocks):
            yield f"{page.path}: nobody reads {pattern!r} in {reader}"
