"""The text of a paragraph as a reader sees it, each character with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

OPAQUE = "\ufffc"
"""Stands for code, images, addresses and all that is no prose: one character that joins no words."""

ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!~^=|:&<\"'$])")
CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.S)
COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.S)
AUTOLINK = re.compile(r"<((?:[Ff]|[Hh][Tt])[Tt][Pp][Ss]?://[^<>]*|[^<> !]+@[^@<> ]+)>")
TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^<>@\s/]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^'"<>])*)>""", re.S
)
RAW_INSIDE = frozenset(("a", "code", "kbd", "samp", "var", "pre", "script", "style", "textarea", "button"))
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*);")
ATTRIBUTES = re.compile(r"\{:?[ ]*(?:[#.][\w:-]|[\w:-]+[ ]*=)[^{}\n]*\}|\{:[^{}\n]*\}")
URL = re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>]*[^\s<>.,;:!?)\]'\"*_]|\bwww\.[^\s<>]*[^\s<>.,;:!?)\]'\"*_]")
ADDRESS = re.compile(r"(?<![\w.+%/@-])[\w.+%-]+@(?:[\w-]+\.)+[A-Za-z]{2,}(?![\w@-])")
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
TITLE = re.compile(r"""\s+(?:"(?:[^"\\]|\\.|"(?!\s*\)))*"|'(?:[^'\\]|\\.|'(?!\s*\)))*')\s*\)""", re.S)
SPECIAL = re.compile(r"[\\`<&\[!*_{~=^\n]")
SPECIAL_OR_URL = re.compile(r"[\\`<&\[!*_{~=^\n]|(?i:https?://|ftp://|www\.)")
GONE = re.compile(r"<!--\s*faq:\s*gone\s*-->")
NESTING = 8


@dataclass(frozen=True, slots=True)
class Anchor:
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
    links: list[Anchor] = field(default_factory=list)
    addresses: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and text of each email address that no link hides."""
    gone: list[int] = field(default_factory=list)
    """Offsets in the plain text behind which `<!-- faq: gone -->` stands."""
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
    _read(text, 0, len(text), out, references, "attr_list" in extensions, 0)
    out.places.append(len(text))
    return out


def _read(
    text: str, at: int, end: int, out: Plain, refs: Mapping[str, str], attributes: bool, depth: int
) -> None:
    special = SPECIAL_OR_URL if "://" in text or "www." in text.lower() else SPECIAL
    while at < end:
        m = special.search(text, at, end)
        stop = m.start() if m else end
        if stop > at:
            out.put(text[at:stop], at)
            at = stop
        if m is None:
            return
        at = _special(text, at, end, out, refs, attributes, depth)


def _special(
    text: str, at: int, end: int, out: Plain, refs: Mapping[str, str], attributes: bool, depth: int
) -> int:
    """Read the construct that begins at `at`; the offset behind it."""
    char = text[at]
    stop: int | None = None
    if char in "[!":
        stop = _bracket(text, at, end, out, refs, attributes, depth)
    elif char == "{":
        m = ATTRIBUTES.match(text, at, end) if attributes else None
        stop = m.end() if m else None
    elif char in SIMPLE:
        stop = SIMPLE[char](text, at, end, out)
    elif m := URL.match(text, at, end):
        out.stand_in(at)
        stop = m.end()
    if stop is None:
        out.put(char, at)
        return at + 1
    return stop


def _line_end(_text: str, at: int, _end: int, out: Plain) -> int:
    out.stand_in(at, "\n")
    return at + 1


def _escape(text: str, at: int, end: int, out: Plain) -> int | None:
    m = ESCAPE.match(text, at, end)
    if m is None:
        return None
    out.stand_in(at + 1, m.group(1))
    return m.end()


def _code(text: str, at: int, end: int, out: Plain) -> int | None:
    m = CODE.match(text, at, end)
    if m is None:
        return None
    if out.keep_code:
        out.put(m.group(2).strip(), m.start(2))
    else:
        out.stand_in(at)
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
        if GONE.fullmatch(m.group()):
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
        closing = re.compile(rf"</{re.escape(name)}\s*>", re.I).search(text, m.end(), end)
        if closing:
            out.stand_in(at)
            return closing.end()
    if name == "br":
        out.stand_in(at, "\n")
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
    single = char in "=^" and stop - at < 2
    if within or alone or single:
        out.put(text[at:stop], at)
    return stop


SIMPLE: Mapping[str, Callable[[str, int, int, Plain], int | None]] = {
    "\n": _line_end,
    "\\": _escape,
    "`": _code,
    "<": _angle,
    "&": _entity,
    **dict.fromkeys("*_~=^", _emphasis),
}
"""What begins with each character; None from one of these says that the character is itself."""


def _bracket(
    text: str, at: int, end: int, out: Plain, refs: Mapping[str, str], attributes: bool, depth: int
) -> int | None:
    """A link, an image or a footnote's mark that begins at `at`; the offset behind it, None for neither."""
    image = text[at] == "!"
    opening = at + image
    if opening >= end or text[opening] != "[":
        return None
    if m := FOOTNOTE.match(text, opening, end):
        out.stand_in(at)
        return m.end()
    close = _matching(text, opening, end)
    if close is None:
        return None
    found = _destination(text, opening, close, end, refs)
    if found is None:
        return None
    destination, stop, to = found
    begin = len(out.chars)
    if image:
        out.stand_in(at)
    elif depth < NESTING:
        _read(text, opening + 1, close, out, refs, attributes, depth + 1)
    else:
        out.put(text[opening + 1 : close], opening + 1)
    out.links.append(Anchor(at, stop, destination, image, begin, len(out.chars), to=to))
    return stop


def _matching(text: str, opening: int, end: int) -> int | None:
    """The bracket that closes the one at `opening`; brackets in code do not count."""
    level = 0
    at = opening
    while at < end:
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char == "`" and (m := CODE.match(text, at, end)):
            at = m.end()
            continue
        if char == "[":
            level += 1
        elif char == "]":
            level -= 1
            if not level:
                return at
        at += 1
    return None


def _destination(
    text: str, opening: int, close: int, end: int, refs: Mapping[str, str]
) -> tuple[str, int, int | None] | None:
    """Where the link whose text ends at `close` leads, the offset behind it, and where that is written."""
    after = close + 1
    if after < end and text[after] == "(":
        found = _inline_destination(text, after, end)
        if found:
            return found
    m = re.compile(r"[ ]?\n?[ ]*\[([^\]]*)\]").match(text, after, end)
    if m:
        name = (m.group(1) or text[opening + 1 : close]).strip().lower()
        name = re.sub(r"\s+", " ", name)
        if name in refs:
            return refs[name], m.end(), None
    name = re.sub(r"\s+", " ", text[opening + 1 : close].strip().lower())
    return (refs[name], after, None) if name in refs else None


def _inline_destination(text: str, opening: int, end: int) -> tuple[str, int, int] | None:
    """`(destination "title")`: parentheses may nest, and `<...>` may hold spaces."""
    at = opening + 1
    while at < end and text[at] in " \n":
        at += 1
    if at < end and text[at] == "<":
        close = text.find(">", at, end)
        if close < 0:
            return None
        begin = at + 1
        destination, at = text[begin:close], close + 1
    else:
        level, begin = 0, at
        while at < end and not text[at].isspace():
            if text[at] == "(":
                level += 1
            elif text[at] == ")":
                if not level:
                    break
                level -= 1
            at += 1
        destination = text[begin:at]
    if m := re.compile(r"\s*\)").match(text, at, end):
        return destination, m.end(), begin
    if m := TITLE.match(text, at, end):
        return destination, m.end(), begin
    return None


def bare_addresses(plain: Plain, text: str) -> Iterator[tuple[int, int, str]]:
    """Email addresses that stand in the plain text: start, end (in the joined rows) and address."""
    if "@" not in text:
        return
    for m in ADDRESS.finditer(text):
        yield plain.places[m.start()], plain.places[m.end() - 1] + 1, m.group()
