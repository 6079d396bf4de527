"""Text that readers see where no link can stand: raw HTML, the text of images, the titles of links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faq.patterns import late
from faq.text.tags import attributes

COMMENT = late(r"<!--.*?-->", re.S)
UNREAD = late(r"<(script|style|pre|code|textarea|kbd|samp)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
"""What holds no prose."""
ELSEWHERE = late(r"""<a\b[^>]*\bhref\s*=\s*["']?[a-z][a-z0-9+.-]*:.*?(?:</a\s*>|\Z)""", re.I | re.S)
"""A link to another site, whose text names what is there."""
TAG = late(r"""</?(?P<name>[a-zA-Z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>""")
WITHIN = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small"),
        *("span", "strong", "sub", "sup", "u", "var"),
    }
)
"""Elements that do not end a sentence."""
CLOSED = frozenset(
    {
        *("a", "audio", "button", "canvas", "iframe", "label", "math", "object", "option", "select", "svg"),
        *("title", "video"),
    }
)
"""Elements in which no link can stand, or would not be one (HTML Living Standard, content models)."""
SHOWN = frozenset(
    {"alt", "aria-description", "aria-label", "data-toc-label", "label", "placeholder", "title"}
)
"""Attributes whose value is read, or read out."""
LINK = late(r"""(?P<tag><a\b(?:"[^"]*"|'[^']*'|[^'">])*>).*?(?:</a\s*>|\Z)""", re.I | re.S)
ALT = late(r"!\[(?P<text>[^\[\]]*)\]")
TITLE = late(r"""\s(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')\s*\)\Z""")


def text_of_html(html: str) -> str:
    """The text of raw HTML, every character at its place, and spaces or line ends where tags stand."""

    def blank(m: re.Match[str]) -> str:
        return "\ufffc" * len(m.group())

    def tag(m: re.Match[str]) -> str:
        if m["name"].lower() in WITHIN:
            return " " * len(m.group())
        return "\n\n" + " " * (len(m.group()) - 2)

    for pattern in (COMMENT, UNREAD, ELSEWHERE):
        html = pattern.sub(blank, html)
    return TAG.sub(tag, html)


def closed_stretches(html: str) -> list[tuple[int, int]]:
    """Where no link can stand in raw HTML."""
    out: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for m in TAG.finditer(html):
        name = m["name"].lower()
        if name not in CLOSED:
            continue
        if not m.group().startswith("</"):
            open_.append((name, m.start()))
        elif any(name == other for other, _ in open_):
            while open_ and open_[-1][0] != name:
                open_.pop()
            out.append((open_.pop()[1], m.end()))
    return out + [(start, len(html)) for _, start in open_]


def links_of_html(html: str) -> list[tuple[int, int, str]]:
    """The links of raw HTML, each with where it leads."""
    out: list[tuple[int, int, str]] = []
    for m in LINK.finditer(html):
        to = next((found.value for found in attributes(m["tag"]) if found.name == "href"), None)
        if to is not None:
            out.append((m.start(), m.end(), to))
    return out


def shown_beside(markup: str) -> Iterator[tuple[int, str]]:
    """What the markup of a link or an image shows beside a link's text, each with its offset."""
    if m := ALT.match(markup):
        yield m.start("text"), m["text"]
    if m := TITLE.search(markup):
        name = "double" if m["double"] is not None else "single"
        yield m.start(name), m[name]
