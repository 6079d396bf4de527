"""The Atom feed of what changed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from faq.answers.changes import Change
from faq.frozen import record
from faq.patterns import late

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""As many entries as the feed holds: who reads feeds asks for them often."""
NO_XML = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (production 2, Char) cannot hold: what it can takes ten times as long to compile."""


@record
class Feed:
    """What a feed says of itself; its addresses are absolute, being its names as well (RFC 4287, 4.2.6)."""

    url: str
    page: str
    """The page that says the same."""
    title: str
    author: str
    language: str


def atom(feed: Feed, found: Sequence[Change], url: Callable[[str], str]) -> str:
    """The feed (RFC 4287): an entry an answer, the newest first.  `url` gives an answer's absolute address.

    The same changes give the same bytes.  There must be at least one: a feed says when it was updated.
    """
    newest = sorted(found, key=lambda change: change.time, reverse=True)[:NEWEST]
    root = Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _text(root, "id", feed.page)
    _text(root, "title", feed.title)
    _text(root, "updated", _time(newest[0].time))
    _text(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for change in newest:
        address = url(change.question.src)
        entry = SubElement(root, "entry")
        _text(entry, "id", address)
        _text(entry, "title", change.question.title)
        _text(entry, "updated", _time(change.time))
        SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = NO_XML.sub("", text)


def _time(time: datetime) -> str:
    """RFC 3339, in UTC and to the second, as RFC 4287 (3.3) asks."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
