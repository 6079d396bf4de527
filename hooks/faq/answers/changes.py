"""What changed, for those who come again: a list by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from html import escape
from itertools import groupby

from faq.book.catalogue import numbered_item
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Question
from faq.texts import date_text

FREE = ("changes.md", "what-changed.md", "the-page-of-changes.md")
"""What the page may be called."""


@record
class Change:
    """An answer and when it last changed."""

    question: Question
    time: datetime


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
        questions = (change.question for change in group)
        parts += [numbered_item(one.place or "", url(one.src), one.title) for one in questions]
        parts.append("</ul>\n")
    return "".join(parts)


def time_tag(texts: Mapping[str, str], day: date) -> str:
    """A day as HTML, for readers and for machines."""
    return f'<time datetime="{day.isoformat()}">{escape(date_text(texts, day))}</time>'
