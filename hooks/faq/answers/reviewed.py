"""`reviewed:` in front matter: the day on which somebody last read an answer and found it right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import FrontMatter, Problem, Question, Span, Today
from faq.text.page import Page

KEY = "reviewed"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""ISO 8601, the extended form: the one that no two countries read differently."""
SOMEWHERE = timedelta(days=1)
"""Time zones reach to UTC+14: where it is evening in UTC, others write tomorrow's date."""


def reviewed(front: FrontMatter) -> date | None:
    """The day that front matter names; None where it names none."""
    written = front.values.get(KEY)
    if not isinstance(written, str) or not DAY.fullmatch(written.strip()):
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def review_problems(project: Project, today: Today | None) -> Iterator[Problem]:
    """Days that are none or are yet to come, and answers whose review is due or was never noted.

    Without `today` no day is in the future, and no review is due.
    """
    for question in project.questions:
        page = project.pages[question.src]
        if KEY in page.front.values:
            yield from _problem(project, question, page.front, today)
        elif project.settings.review_after_days and not _unread(page):
            # Front matter that cannot be read may well say the day.
            top = Span(page.source, 0, len(page.source.lines[0]))
            fix = "read the answer; once it is right, write the day: reviewed: year-month-day"
            yield Problem(Kind.REVIEW_MISSING, top, "nobody has noted when this answer was reviewed", fix)


def _unread(page: Page) -> bool:
    return any(problem.kind is Kind.BAD_FRONT_MATTER for problem in page.problems)


def _problem(
    project: Project, question: Question, front: FrontMatter, today: Today | None
) -> Iterator[Problem]:
    source = project.pages[question.src].source
    span = front.spans.get(KEY, Span(source, 0, len(source.lines[0])))
    day = reviewed(front)
    if KEY in front.twice:
        yield Problem(Kind.BAD_REVIEWED, span, "reviewed: is written twice", "keep the later day")
    elif day is None:
        told = " ".join(span.text.split()) or "nothing"
        message = f"reviewed: must be a day such as 2026-03-12, not {told}"
        yield Problem(Kind.BAD_REVIEWED, span, message, "write year-month-day, or take the line out")
    elif today is not None and day > today.latest + SOMEWHERE:
        message = f"{day} is yet to come"
        yield Problem(Kind.BAD_REVIEWED, span, message, "write the day on which somebody read the answer")
    elif (age := project.settings.review_after_days) and today is not None and (today.day - day).days > age:
        ago = (today.day - day).days
        message = f"last reviewed {ago} days ago; answers are to be reviewed every {age} days"
        fix = f"read the answer; once it is right, write reviewed: {today.day}"
        yield Problem(Kind.REVIEW_DUE, span, message, fix)
