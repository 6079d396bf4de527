"""What raw HTML in a page says: where it leads, what it loads, and which anchors it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from faq.text.markdown.fences import TAG, TEXT_TAGS

ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])(?P<name>[^\s"'<>/=]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'=<>`]+))"""
)
LOADS = frozenset(
    {
        *(("a", "href"), ("area", "href"), ("audio", "src"), ("embed", "src"), ("iframe", "src")),
        *(("img", "src"), ("object", "data"), ("source", "src"), ("track", "src"), ("video", "src")),
        ("video", "poster"),
    }
)
"""The tags, and their attributes, that lead to a page or a file (HTML Living Standard, Attributes)."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a start tag that has a value."""

    tag: str
    name: str
    value: str
    """With entities resolved."""
    start: int
    """Offset of the value as it is written."""
    end: int

    @property
    def leads(self) -> bool:
        """Whether it names a page or a file."""
        return (self.tag, self.name) in LOADS

    @property
    def anchors(self) -> bool:
        """Whether a link can lead to it."""
        return self.name == "id" or (self.name == "name" and self.tag == "a")


def attributes(html: str) -> Iterator[Attribute]:
    """The attributes of every start tag; comments, declarations, scripts and styles have none."""
    at = 0
    while m := TAG.search(html, at):
        at = m.end()
        if not m["name"] or m["close"]:
            continue
        tag = m["name"].lower()
        begin = m.start("rest")
        for found in ATTRIBUTE.finditer(m["rest"]):
            group = next(name for name in "abc" if found[name] is not None)
            start, end = found.span(group)
            yield Attribute(tag, found["name"].lower(), unescape(found[group]), begin + start, begin + end)
        if tag in TEXT_TAGS and (closing := re.compile(rf"</{tag}\s*>", re.I).search(html, at)):
            at = closing.end()
