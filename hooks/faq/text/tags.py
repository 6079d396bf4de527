"""What raw HTML in a page says: where it leads, what it loads, and which anchors it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from faq.frozen import record
from faq.patterns import late
from faq.text.markdown.fences import TAG, TEXT_TAGS

ATTRIBUTE = late(
    r"""(?<![^\s"'/])(?P<name>[^\s"'<>/=]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'=<>`]+))"""
)
ELSEWHERE = late(r"""(?i)\bhref\s*=\s*["']?(?:[a-z][a-z0-9+.-]*:|//)""")
LOADS = frozenset(
    {
        *(("a", "href"), ("area", "href"), ("audio", "src"), ("embed", "src"), ("iframe", "src")),
        *(("img", "src"), ("object", "data"), ("source", "src"), ("track", "src"), ("video", "src")),
        ("video", "poster"),
    }
)
"""The tags, and their attributes, that lead to a page or a file (HTML Living Standard, Attributes)."""


@record
class Attribute:
    """An attribute of a start tag that has a value."""

    tag: str
    name: str
    value: str
    """With entities resolved."""
    start: int
    """Offset of the value as it is written."""
    end: int
    elsewhere: bool = False
    """Whether it is said of a link to another site."""

    @property
    def leads(self) -> bool:
        """Whether it names a page or a file."""
        return (self.tag, self.name) in LOADS

    @property
    def anchors(self) -> bool:
        """Whether a link can lead to it."""
        return self.name == "id" or (self.name == "name" and self.tag == "a")


def _attributes(tag: str, text: str, begin: int, elsewhere: bool) -> Iterator[Attribute]:
    for found in ATTRIBUTE.finditer(text):
        group = next(name for name in "abc" if found[name] is not None)
        start, end = found.span(group)
        value = unescape(found[group])
        yield Attribute(tag, found["name"].lower(), value, begin + start, begin + end, elsewhere)


def listed_attributes(braces: str, elsewhere: bool) -> Iterator[Attribute]:
    """The attributes of a list in braces (attr_list): `{: title="..."}`.

    `elsewhere` says that it stands behind a link to another site.
    """
    begin = 2 if braces.startswith("{:") else 1
    return _attributes("", braces[begin:-1], begin, elsewhere)


def attributes(html: str) -> Iterator[Attribute]:
    """The attributes of every start tag; comments, declarations, scripts and styles have none."""
    at = 0
    while m := TAG.search(html, at):
        at = m.end()
        if not m["name"] or m["close"]:
            continue
        tag = m["name"].lower()
        there = tag == "a" and ELSEWHERE.search(m["rest"]) is not None
        yield from _attributes(tag, m["rest"], m.start("rest"), there)
        if tag in TEXT_TAGS and (closing := late(rf"</{tag}\s*>", re.I).search(html, at)):
            at = closing.end()
