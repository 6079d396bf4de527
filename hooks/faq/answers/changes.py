"""What changed, for those who come again: a list by day, and an Atom feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Problem, Question
from faq.texts import date_text

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
"""As many entries as the feed holds: who reads feeds asks for them often."""
FREE = ("changes.md", "what-changed.md", "the-page-of-changes.md")
"""What the page may be called."""
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (production 2, Char) cannot hold."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer and when it last changed."""

    question: Question
    time: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself; its addresses are absolute, being its names as well (RFC 4287, 4.2.6)."""

    url: str
    page: str
    """The page that says the same."""
    title: str
    author: str
    language: str


def changes(questions: Sequence[Question], times: Mapping[str, datetime]) -> tuple[Change, ...]:
    """The questions whose last change is known, the newest first, those of one day in their own order.

    `times` says by source path when each page last changed; one that was never committed has no time.
    """
    known = [Change(q, times[q.src].astimezone(UTC)) for q in questions if q.src in times]
    return tuple(sorted(known, key=lambda change: change.time.date(), reverse=True))


def changes_problems(project: Project) -> Iterator[Problem]:
    """A page of changes that could not be made, because a file has its path."""
    src = project.settings.changes
    if src is None or src not in project.files:
        return
    free = next((name for name in FREE if name not in project.files), FREE[0])
    message = f"changes: {project.path(src)} is there already, and the page of changes is one that is made"
    fix = f"write a path that no file has, such as {free}, or take the file away"
    yield Problem(Kind.BAD_CHANGES, project.settings.place("extra", "faq", "changes"), message, fix)


def changes_html(
    found: Sequence[Change], texts: Mapping[str, str], url: Callable[[str], str], feed: str | None
) -> str:
    """The page's content below its heading.

    `url` gives a question's address, as the page must write it; `feed` that of the feed, if there is one.

    The days have no anchors: a day goes when its answers change again, and readers' bookmarks would break.
    """
    if not found:
        return f"<p>{escape(texts['changes_unknown'])}</p>\n"
    parts = [f"<p>{escape(texts['changes_lead'])}</p>\n"]
    if feed is not None:
        link = f'<a href="{escape(feed)}" type="application/atom+xml">{escape(texts["feed"])}</a>'
        parts.append(f"<p>{link}</p>\n")
    for day, group in groupby(found, key=lambda change: change.time.date()):
        parts.append(f'<h2>{time_tag(texts, day)}</h2>\n<ul class="faq-numbered">\n')
        parts += [_item(change.question, url(change.question.src)) for change in group]
        parts.append("</ul>\n")
    return "".join(parts)


def time_tag(texts: Mapping[str, str], day: date) -> str:
    """A day as HTML, for readers and for machines."""
    return f'<time datetime="{day.isoformat()}">{escape(date_text(texts, day))}</time>'


def _item(question: Question, url: str) -> str:
    number = f'<span class="faq-number">{escape(question.place or "")}</span>'
    return f'<li>{number} <a href="{escape(url)}">{escape(question.title)}</a></li>\n'


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
