"""The text of a paragraph as a reader sees it, each character with its place in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from faq.frozen import record
from faq.patterns import late
from faq.text.gone_marks import BEHIND

OPAQUE = "\ufffc"
"""Stands for code, images, addresses and all that is no prose: one character that joins no words."""

ESCAPE = late(r"\\([\\`*_{}\[\]()>#+\-.!~^=|:&<\"'$])")
TICKS = late(r"`+")
PAIRED = late(r"[\\`\[\]]")
"""What decides which bracket closes which."""
NAMED = late(r"[ ]?\n?[ ]*\[([^\]]*)\]")
END_OF_LINK = late(r"\s*\)")
SPACES = late(r"\s+")
COMMENT = late(r"<!--(?:(?!<!--|-->).)*-->", re.S)
AUTOLINK = late(r"<((?:[Ff]|[Hh][Tt])[Tt][Pp][Ss]?://[^<>]*|[^<> !]+@[^@<> ]+)>")
TAG = late(r"""<(?P<close>/?)(?P<name>[a-zA-Z][^<>@\s/]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^'"<>])*)>""", re.S)
RAW_INSIDE = frozenset(("a", "code", "kbd", "samp", "var", "pre", "script", "style", "textarea", "button"))
ENTITY = late(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);")
ATTRIBUTES = late(r"\{:?[ ]*(?:[#.][\w:-]|[\w:-]+[ ]*=)[^{}\n]*\}|\{:[^{}\n]*\}")
URL = late(r"(?i)\b(?:https?|ftp)://[^\s<>]*[^\s<>.,;:!?)\]'\"*_]|\bwww\.[^\s<>]*[^\s<>.,;:!?)\]'\"*_]")
ADDRESS = late(r"(?<![\w.+%/@-])[\w.+%-]+@(?:[\w-]+\.)+[A-Za-z]{2,}(?![\w@-])")
FOOTNOTE = late(r"\[\^[^\]\s]+\]")
TITLE = late(r"""\s+(?:"(?:[^"\\]|\\.|"(?!\s*\)))*"|'(?:[^'\\]|\\.|'(?!\s*\)))*')\s*\)""", re.S)
END_OF_TITLE = late(r"""["']\s*\)""")
SPECIAL = late(r"[\\`<&\[!*_{~=^\n]")
SPECIAL_OR_URL = late(r"[\\`<&\[!*_{~=^\n]|(?i:https?://|ftp://|www\.)")
NESTING = 8


@record
class InlineLink:
    """A link or image in a paragraph; offsets count in the paragraph's joined rows."""

    start: int
    end: int
    destination: str
    image: bool
    text_start: int
    """First character of the link's text, in the plain text."""
    text_end: int
    raw: bool = False
    to: int | None = None
    """Where the destination begins; None where a definition has it."""


@dataclass
class Plain:
    """What a reader reads, and where each of its characters stands."""

    chars: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """For each character the offset in the joined rows; one more for the end."""
    links: list[InlineLink] = field(default_factory=list)
    addresses: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and text of each email address that no link hides."""
    gone: list[int] = field(default_factory=list)
    """Offsets in the plain text behind which `<!-- faq: gone -->` stands."""
    html: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of each tag, or element, that is handed on as it is."""
    attributes: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of each attribute list: `{title="..."}`."""
    keep_code: bool = False

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(self.chars)

    def put(self, text: str, at: int) -> None:
        """Text that stands in the source as it is."""
        self.chars.extend(text)
        self.places.extend(range(at, at + len(text)))

    def stand_in(self, at: int, char: str = OPAQUE) -> None:
        """One character for something else."""
        self.chars.append(char)
        self.places.append(at)


def plain_text(
    text: str, references: Mapping[str, str], extensions: Mapping[str, object], keep_code: bool = False
) -> Plain:
    """Read the joined rows of one paragraph.

    `references` maps the lower-case names of link definitions to their destinations.  Of two readings the
    order of Python-Markdown's inline patterns decides: code, escapes, links, tags, entities, emphasis.
    With `keep_code` the text of code is kept, as a heading's name has it.
    """
    out = Plain(keep_code=keep_code)
    _Paragraph(text, references, "attr_list" in extensions, out).read(0, len(text), 0)
    out.places.append(len(text))
    return out


class _Paragraph:
    """Reads one paragraph.  What one search for an end learns spares the next: pages grow, time must not."""

    def __init__(self, text: str, refs: Mapping[str, str], attributes: bool, out: Plain) -> None:
        self.text, self.refs, self.attributes, self.out = text, refs, attributes, out
        self.special = SPECIAL_OR_URL if "://" in text or "www." in text.lower() else SPECIAL
        self.closing: dict[int, int | None] = {}
        """For each opening bracket that was passed, the one that closes it."""

    def read(self, at: int, end: int, depth: int) -> None:
        """Read a stretch of the text; `depth` counts the links around it."""
        text, out = self.text, self.out
        while at < end:
            m = self.special.search(text, at, end)
            stop = m.start() if m else end
            if stop > at:
                out.put(text[at:stop], at)
                at = stop
            if m is None:
                return
            at = self._special(at, end, depth)

    def _special(self, at: int, end: int, depth: int) -> int:
        """Read the construct that begins at `at`; the offset behind it."""
        text, out = self.text, self.out
        char = text[at]
        stop: int | None = None
        if char in "[!":
            stop = self._bracket(at, end, depth)
        elif char == "`":
            stop = self._code(at, end)
        elif char == "{":
            m = ATTRIBUTES.match(text, at, end) if self.attributes else None
            if m:
                out.attributes.append(m.span())
                stop = m.end()
        elif char in SIMPLE:
            stop = SIMPLE[char](text, at, end, out)
        elif m := URL.match(text, at, end):
            out.stand_in(at)
            stop = m.end()
        if stop is None:
            out.put(char, at)
            return at + 1
        return stop

    # -- code

    @cached_property
    def ticks(self) -> Mapping[int, Sequence[int]]:
        """Where the runs of so many backticks begin."""
        runs: dict[int, list[int]] = {}
        for m in TICKS.finditer(self.text):
            runs.setdefault(len(m.group()), []).append(m.start())
        return runs

    def code_span(self, at: int, end: int) -> tuple[int, int]:
        """How many backticks open code at `at`, and where those begin that close it; 0 where it is none.

        Python-Markdown's rule: as many of the run as some later run has in all, the longest such run first.
        """
        behind = self._run(at)
        for width in range(behind - at, 0, -1):
            starts = self.ticks.get(width, ())
            place = bisect_left(starts, behind)
            if place < len(starts) and starts[place] + width <= end:
                return width, starts[place]
        return 0, at

    def _run(self, at: int) -> int:
        """The offset behind the backticks at `at`."""
        m = TICKS.match(self.text, at)
        return m.end() if m else at

    def _code(self, at: int, end: int) -> int:
        width, close = self.code_span(at, end)
        if not width:
            behind = self._run(at)
            self.out.put(self.text[at:behind], at)
            return behind
        if self.out.keep_code:
            self.out.put(self.text[at + width : close].strip(), at + width)
        else:
            self.out.stand_in(at)
        return close + width

    # -- links

    def _bracket(self, at: int, end: int, depth: int) -> int | None:
        """A link, an image or a footnote's mark at `at`; the offset behind it, None for neither."""
        text, out = self.text, self.out
        image = text[at] == "!"
        opening = at + image
        if opening >= end or text[opening] != "[":
            return None
        if m := FOOTNOTE.match(text, opening, end):
            out.stand_in(at)
            return m.end()
        close = self._closing(opening, end)
        if close is None:
            return None
        found = self._destination(opening, close, end)
        if found is None:
            return None
        destination, stop, to = found
        begin = len(out.chars)
        if image:
            out.stand_in(at)
        elif depth < NESTING:
            self.read(opening + 1, close, depth + 1)
        else:
            out.put(text[opening + 1 : close], opening + 1)
        out.links.append(InlineLink(at, stop, destination, image, begin, len(out.chars), to=to))
        return stop

    def _closing(self, opening: int, end: int) -> int | None:
        """The bracket that closes the one at `opening`; brackets in code do not count."""
        if opening not in self.closing:
            self._pair(opening, end)
        close = self.closing[opening]
        return close if close is not None and close < end else None

    def _pair(self, opening: int, end: int) -> None:
        """Note which bracket closes which, from `opening` until it is closed itself."""
        text = self.text
        waiting: list[int] = []
        at = opening
        while m := PAIRED.search(text, at, end):
            at = m.end()
            char = m.group()
            if char == "\\":
                at += 1
            elif char == "`":
                width, close = self.code_span(m.start(), end)
                at = close + width if width else self._run(at)
            elif char == "[":
                waiting.append(m.start())
            elif waiting:
                self.closing[waiting.pop()] = m.start()
                if not waiting:
                    return
        self.closing.update(dict.fromkeys(waiting))

    def _destination(self, opening: int, close: int, end: int) -> tuple[str, int, int | None] | None:
        """Where the link whose text ends at `close` leads, the offset behind it, where that is written."""
        text, refs = self.text, self.refs
        after = close + 1
        if after < end and text[after] == "(":
            found = self._inline_destination(after, end)
            if found:
                return found
        if not refs:
            return None
        own = _name(text[opening + 1 : close])
        if m := NAMED.match(text, after, end):
            name = _name(m.group(1)) if m.group(1) else own
            if name in refs:
                return refs[name], m.end(), None
        return (refs[own], after, None) if own in refs else None

    def _inline_destination(self, opening: int, end: int) -> tuple[str, int, int] | None:
        """`(destination "title")`: parentheses may nest, and `<...>` may hold spaces."""
        text = self.text
        if text.find(")", opening, end) < 0:
            return None
        found = _address(text, opening + 1, end)
        if found is None:
            return None
        destination, begin, at = found
        if m := END_OF_LINK.match(text, at, end):
            return destination, m.end(), begin
        if self.last_title >= at and (m := TITLE.match(text, at, end)):
            return destination, m.end(), begin
        return None

    @cached_property
    def last_title(self) -> int:
        """Where the last quotation mark stands that may end a link's title; -1 where there is none."""
        return max((m.start() for m in END_OF_TITLE.finditer(self.text)), default=-1)


def _address(text: str, at: int, end: int) -> tuple[str, int, int] | None:
    """What stands behind a link's opening parenthesis, where it begins, and the offset behind it."""
    while at < end and text[at] in " \n":
        at += 1
    if at < end and text[at] == "<":
        close = text.find(">", at, end)
        return (text[at + 1 : close], at + 1, close + 1) if close >= 0 else None
    level, begin = 0, at
    while at < end and not text[at].isspace():
        if text[at] == "(":
            level += 1
        elif text[at] == ")":
            if not level:
                break
            level -= 1
        at += 1
    return text[begin:at], begin, at


def _name(written: str) -> str:
    """The name of a link definition, as names are compared."""
    return SPACES.sub(" ", written.strip().lower())


def _line_end(_text: str, at: int, _end: int, out: Plain) -> int:
    out.stand_in(at, "\n")
    return at + 1


def _escape(text: str, at: int, end: int, out: Plain) -> int | None:
    m = ESCAPE.match(text, at, end)
    if m is None:
        return None
    out.stand_in(at + 1, m.group(1))
    return m.end()


def _entity(text: str, at: int, end: int, out: Plain) -> int | None:
    m = ENTITY.match(text, at, end)
    if m is None:
        return None
    for decoded in unescape(m.group()):
        out.stand_in(at, decoded)
    return m.end()


def _angle(text: str, at: int, end: int, out: Plain) -> int | None:
    if m := COMMENT.match(text, at, end):
        if BEHIND.fullmatch(m.group()):
            out.gone.append(len(out.chars))
        return m.end()
    if m := AUTOLINK.match(text, at, end):
        target = m.group(1)
        if "@" in target and "://" not in target:
            address = target.removeprefix("mailto:")
            out.addresses.append((at + 1 + len(target) - len(address), m.end() - 1, address))
        out.stand_in(at)
        return m.end()
    m = TAG.match(text, at, end)
    if not m:
        return None
    name = m["name"].lower()
    if name in RAW_INSIDE and not m["close"] and not m["rest"].endswith("/"):
        closing = late(rf"</{re.escape(name)}\s*>", re.I).search(text, m.end(), end)
        if closing:
            out.stand_in(at)
            out.html.append((at, closing.end()))
            return closing.end()
    if name == "br":
        out.stand_in(at, "\n")
    out.html.append((at, m.end()))
    return m.end()


def _emphasis(text: str, at: int, end: int, out: Plain) -> int:
    """Marks of emphasis vanish; an underscore inside a word, or a mark between spaces, is itself."""
    char = text[at]
    stop = at
    while stop < end and text[stop] == char:
        stop += 1
    before = text[at - 1] if at else " "
    after = text[stop] if stop < len(text) else " "
    within = char == "_" and before.isalnum() and after.isalnum()
    alone = before.isspace() and after.isspace()
    single = char in "=^~" and stop - at < 2  # "questions 3~5"
    if within or alone or single:
        out.put(text[at:stop], at)
    return stop


SIMPLE: Mapping[str, Callable[[str, int, int, Plain], int | None]] = {
    "\n": _line_end,
    "\\": _escape,
    "<": _angle,
    "&": _entity,
    **dict.fromkeys("*_~=^", _emphasis),
}
"""What begins with each character; None from one of these says that the character is itself."""


def bare_addresses(plain: Plain, text: str) -> Iterator[tuple[int, int, str]]:
    """Email addresses that stand in the plain text: start, end (in the joined rows) and address."""
    if "@" not in text:
        return
    for m in ADDRESS.finditer(text):
        yield plain.places[m.start()], plain.places[m.end() - 1] + 1, m.group()
