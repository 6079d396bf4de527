"""One pass over a page: its tags with their places, and what stands in its scripts and styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import unescape
from html.parser import HTMLParser

from faq.edits import line_starts
from faq.frozen import record
from faq.patterns import late

# Types whose scripts run; `importmap` and `speculationrules` are judged by script-src as well.  Every other
# type makes a data block, which needs no leave (HTML Living Standard, 4.12.1.1; CSP 3, 6.7.3).
RUNS = late(
    r"|module|importmap|speculationrules"
    r"|(?:application|text)/(?:x-)?(?:java|ecma)script|text/(?:javascript1\.[0-5]|jscript|livescript)"
)

OF_TEXT = "iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp"
"""Elements whose text is none of HTML."""
START = rf"<(?!(?:{OF_TEXT})\b)([a-z][a-z0-9]*+)((?:\ [a-z][a-z-]*+(?:=\"[^\"<>]*+\")?+)*+)"
PLAIN = late(rf"(?:[^<]++|</[a-z][a-z0-9]*+>|{START}(?:\ ?/)?+>)*+")
"""HTML as Markdown becomes it, whose tags are found without a parser."""
TOKEN = late(r"<(/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)")
"""A tag or a text of it."""
ALONE = late(f"{START}>")
"""A start tag, and nothing else, that no parser is needed for."""
ATTRIBUTE = late(r' ([a-z-]+)(?:="([^"]*)")?')
Attributes = list[tuple[str, str | None]]
"""In order, entities resolved; None for one without a value."""


@record
class Tag:
    """A start tag."""

    name: str
    attributes: Mapping[str, str]
    """By name in small letters, entities resolved; of two of one name the first counts, as in browsers."""
    start: int
    end: int
    """Offset behind its `>`."""


@record
class Scan:
    """A page as the policy sees it."""

    html: str
    """The page itself; offsets are into it."""
    tags: tuple[Tag, ...]
    scripts: tuple[str, ...]
    """Each script that stands in the page and runs."""
    styles: tuple[str, ...]
    """The content of each `<style>`."""


def scan(html: str) -> Scan:
    """What stands in a page, or in a stretch of one."""
    if alone := ALONE.fullmatch(html):
        return Scan(html, (Tag(alone[1], _by_name(attributes(alone[2])), 0, len(html)),), (), ())
    reader = _TagParser(html)
    reader.feed(html)
    reader.close()
    return Scan(html, tuple(reader.tags), tuple(reader.scripts), tuple(reader.styles))


def tell(parser: HTMLParser, plain: str, enough: Callable[[], bool] = bool) -> None:
    """Tell a parser of what stands in plain HTML, as its `feed` and `close` would, in a fraction of the time.

    `enough` says whether it need not hear of the rest; `get_starttag_text` and `getpos` have nothing to say.
    """
    for ends, name, said, text in TOKEN.findall(plain):
        if text:
            parser.handle_data(unescape(text))
            if enough():
                return
        elif ends:
            parser.handle_endtag(name)
        elif said.endswith("/"):
            parser.handle_startendtag(name, attributes(said))
        else:
            parser.handle_starttag(name, attributes(said) if said else [])


def attributes(said: str) -> Attributes:
    """The attributes of a tag in plain HTML; `said` is what stands behind its name."""
    return [(one[1], one[2] and unescape(one[2])) for one in ATTRIBUTE.finditer(said)]


def _by_name(told: Attributes) -> dict[str, str]:
    return {name: value or "" for name, value in reversed(told)}


def runs(tag: Tag) -> bool:
    """Whether a `<script>` is a script that stands in the page and runs, no file and no data block."""
    kind = tag.attributes.get("type", "").strip().lower()
    return "src" not in tag.attributes and RUNS.fullmatch(kind) is not None


class PlacingParser(HTMLParser):
    """One that says where in a text it is; it gets the text at once."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = line_starts(html)

    def place(self) -> int:
        """Where what it tells of begins."""
        line, column = self.getpos()
        return self._lines[line - 1] + column


class _TagParser(PlacingParser):
    def __init__(self, html: str) -> None:
        super().__init__(html)
        self.tags: list[Tag] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._inside: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        start = self.place()
        found = Tag(tag, _by_name(attrs), start, start + len(self.get_starttag_text() or ""))
        self.tags.append(found)
        if tag == "style" or (tag == "script" and runs(found)):
            self._inside = []

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._inside is not None and tag in ("script", "style"):
            (self.scripts if tag == "script" else self.styles).append("".join(self._inside))
            self._inside = None
