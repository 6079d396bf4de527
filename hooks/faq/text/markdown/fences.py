"""What Python-Markdown takes out of a page before it looks for blocks: fenced code, comments, raw HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from faq.frozen import record
from faq.patterns import late


class Row(NamedTuple):
    """A line of a block, less what its containers took off its front."""

    text: str
    line: int
    """Index into the page's lines."""
    column: int
    """Where the text begins in the line."""


STASH = "\ufffc"
"""Stands for what was taken out: one character that is no part of any word."""
SILENT = "\ufffb"
"""Stands for a comment, which takes a paragraph's place and shows nothing."""

# pymdownx.superfences 13: language, then {attributes} or options, and nothing else.
SUPERFENCE = late(
    r"""(?P<fence>~{3,}|`{3,})(?:[ ]*\.?[\w#.+-]+(?=[ ]|$))?"""
    r"""(?:[ ]*\{[^\n]*\}|(?:[ ]*[a-zA-Z]\w*(?:=(?P<quote>["']).*?(?P=quote))?(?=[ ]|$))+)?[ ]*$"""
)
PREFIX = late(r"[> ]*")
# Python-Markdown's own fenced_code: at the left margin only.
PLAIN_FENCE = late(
    r"""(?P<fence>~{3,}|`{3,})[ ]*"""
    r"""(?:\{[^\n]*\}|\.?[\w#.+-]*[ ]*(?:hl_lines=(?P<quote>["']).*?(?P=quote)[ ]*)?)$"""
)


def blank(row: Row) -> bool:
    """Whether a row is empty but for spaces."""
    return not row.text.strip()


def without_fences(rows: Sequence[Row], nested: bool, opened: list[Row] | None = None) -> list[Row]:
    """The rows with a stand-in for each fenced block; the lines that open them are added to `opened`.

    `nested` follows pymdownx.superfences, which knows fences in lists, quotes and boxes; otherwise
    Python-Markdown's fenced_code, which knows those at the left margin.
    """
    out: list[Row] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        stop, closed = (_superfence if nested else _plain_fence)(rows, index)
        if closed and opened is not None:
            opened.append(row)
        if not closed:
            out += rows[index:stop]
        elif nested:
            prefix = PREFIX.match(row.text)
            out.append(Row((prefix.group() if prefix else "") + STASH, row.line, row.column))
        else:
            out += [Row("", row.line, 0), Row(STASH, row.line, row.column), Row("", row.line, 0)]
        index = stop
    return out


def _plain_fence(rows: Sequence[Row], index: int) -> tuple[int, bool]:
    """Where to go on behind the fence that `index` opens, and whether it is one."""
    m = PLAIN_FENCE.match(rows[index].text)
    if m:
        for end in range(index + 1, len(rows)):
            if rows[end].text.startswith(m["fence"]) and rows[end].text.rstrip(" ") == m["fence"]:
                return end + 1, True
    return index + 1, False


def _superfence(rows: Sequence[Row], index: int) -> tuple[int, bool]:
    """The same for superfences, which looks for no other fence in what it took for the inside of one."""
    text = rows[index].text
    prefix = PREFIX.match(text)
    width = prefix.end() if prefix else 0
    m = SUPERFENCE.match(text, width)
    if not m:
        return index + 1, False
    quotes = text[:width].count(">")
    closing = late(re.escape(m["fence"]) + r"[ ]*$")
    empty = 0
    for end in range(index + 1, len(rows)):
        line = rows[end].text
        lead = PREFIX.match(line[:width])
        own = lead.end() if lead else 0
        content = line[own:]
        level = line[:own].count(">")
        if quotes:
            if level > quotes or (content and own < width) or (content and empty and level < quotes):
                return end + 1, False
            if not content:
                empty += 1
                continue
            empty = 0
        elif level:
            return end + 1, False
        elif not line.strip():
            continue
        elif own != width:
            return end + 1, False
        if closing.match(content):
            return end + 1, True
    return len(rows), False


# HTML that Python-Markdown keeps raw when it begins a line (core.py, block_level_elements).
BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "canvas",
        "center",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "group",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "map",
        "math",
        "menu",
        "nav",
        "noscript",
        "object",
        "ol",
        "option",
        "output",
        "p",
        "pre",
        "progress",
        "script",
        "section",
        "style",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
    ]
)
TEXT_TAGS = frozenset(("script", "style", "textarea"))
TAG = late(
    r"""<!--(?P<comment>.*?)-->|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>`]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^'">])*?)(?P<empty>/?)>|"""
    r"""<[!?](?P<declaration>[^>]*)>""",
    re.S,
)
MARKDOWN = late(r"""(?:^|\s)markdown(?:\s*=\s*["']?(?P<how>\w+)["']?)?(?=\s|$)""", re.I)
# md_in_html: `markdown="1"` in these holds text of one paragraph.
SPAN_TAGS = frozenset(
    ["address", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "li", "p", "summary", "td", "th"]
)
OPENS = late(r" {0,3}<[a-zA-Z!?]")


@record
class Markdown:
    """The inside of an HTML element that asks for Markdown."""

    rows: tuple[Row, ...]
    inline: bool
    """Whether it is one paragraph's text rather than blocks."""


Part = Row | Markdown
Raw = tuple[Row, ...]
"""What Python-Markdown hands on as it is: an element with all that it holds, or a tag."""


def without_html(rows: Sequence[Row], in_html: bool) -> tuple[list[Part], list[Raw]]:
    """The rows with a stand-in for each comment and each piece of raw HTML that begins a line, and that HTML.

    What stands behind a closing tag on its line is prose again.  With `in_html` (md_in_html) the inside of
    an element with a `markdown` attribute comes as a part of its own.
    """
    if not any("<" in row.text and OPENS.match(row.text) for row in rows):
        return list(rows), []
    text = "\n".join(row.text for row in rows)
    starts = [0, *accumulate(len(row.text) + 1 for row in rows)]
    out: list[Part] = []
    raw: list[Raw] = []
    index = taken = 0  # how much of the row is behind us: what follows an element on its line is a row again
    while index < len(rows):
        row = _shifted(rows[index], taken)
        begin = starts[index] + taken + len(row.text) - len(row.text.lstrip())
        element = _element(text, begin, in_html) if OPENS.match(row.text) else None
        if element is None:
            out.append(row)
            index, taken = index + 1, 0
            continue
        end, inside = element
        out.append(Row("", row.line, 0))
        if inside is not None:
            out.append(Markdown(tuple(_cut(rows, starts, inside[0], inside[1])), inside[2]))
            raw.append(tuple(_cut(rows, starts, begin, inside[0])))
        elif text.startswith("<!--", begin):
            out.append(Row(SILENT, row.line, row.column))
        else:
            out.append(Row(STASH, row.line, row.column))
            raw.append(tuple(_cut(rows, starts, begin, end)))
        out.append(Row("", row.line, 0))
        index = bisect_right(starts, end) - 1
        taken = end - starts[index]
    return out, raw


def _shifted(row: Row, taken: int) -> Row:
    return Row(row.text[taken:], row.line, row.column + taken) if taken else row


def _cut(rows: Sequence[Row], starts: Sequence[int], start: int, end: int) -> list[Row]:
    """The part of the rows between two offsets of their joined text; `starts` says where each begins."""
    out = []
    for index in range(bisect_right(starts, start) - 1, len(rows)):
        row, at = rows[index], starts[index]
        if at > end:
            break
        begin = max(0, start - at)
        out.append(Row(row.text[begin : max(begin, end - at)], row.line, row.column + begin))
    return out


def _element(text: str, start: int, in_html: bool) -> tuple[int, tuple[int, int, bool] | None] | None:
    """Where the raw HTML that begins at `start` ends, and the inside that is Markdown."""
    m = TAG.match(text, start)
    if not m:
        return None
    if not m["name"]:
        return m.end(), None
    name = m["name"].lower()
    if m["close"] or name not in BLOCK_TAGS:
        return None
    if name == "hr" or m["empty"]:
        return m.end(), None
    wanted = MARKDOWN.search(m["rest"]) if in_html else None
    close = _closing(text, m.end(), name)
    if wanted and (wanted["how"] or "1") != "0":
        how = (wanted["how"] or "1").lower()
        inline = how == "span" or (how != "block" and name in SPAN_TAGS)
        return close[1], (m.end(), close[0], inline)
    return close[1], None


def _closing(text: str, at: int, name: str) -> tuple[int, int]:
    """Start and end of the tag that closes an element; the end of the text where none does."""
    stack = [name]
    while True:
        if stack[-1] in TEXT_TAGS:
            m = late(rf"</{stack[-1]}\s*>", re.I).search(text, at)
            if not m:
                return len(text), len(text)
            tag, closes, empty = stack[-1], True, False
        else:
            m = TAG.search(text, at)
            if not m:
                return len(text), len(text)
            tag, closes, empty = (m["name"] or "").lower(), bool(m["close"]), bool(m["empty"])
        at = m.end()
        if closes and tag in stack:
            while stack and stack.pop() != tag:
                pass
            if not stack:
                return m.start(), m.end()
        elif tag and not closes and not empty and tag not in VOID_TAGS:
            stack.append(tag)


VOID_TAGS = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
