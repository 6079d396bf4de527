"""`reviewed:` in front matter: the day on which somebody last read an answer and found it right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import FrontMatter, Problem, Question, Span, Today
from faq.shapes import Misfit
from faq.text.front_matter_keys import OWNER, REVIEWED, form_problems
from faq.text.page import Page

SOMEWHERE = timedelta(days=1)
"""Time zones reach to UTC+14: where it is evening in UTC, others write tomorrow's date."""


def reviewed(front: FrontMatter) -> date | None:
    """The day that front matter names; None where it names none."""
    try:
        return REVIEWED.shape.read(front.values.get(REVIEWED.name))
    except Misfit:
        return None


def owner(front: FrontMatter) -> str | None:
    """Whom front matter names as the one to ask; None where it names nobody."""
    try:
        return OWNER.shape.read(front.values.get(OWNER.name))
    except Misfit:
        return None


def review_problems(project: Project, today: Today | None) -> Iterator[Problem]:
    """Days that are none or are yet to come, and answers whose review is due or was never noted.

    Without `today` no day is in the future, and no review is due.
    """
    for question in project.questions:
        page = project.pages[question.src]
        yield from form_problems(page.front, OWNER)
        if REVIEWED.name in page.front.values:
            yield from _problem(project, question, page.front, today)
        elif project.settings.review_after_days and not _unread(page):
            # Front matter that cannot be read may well say the day.
            top = Span(page.source, 0, len(page.source.lines[0]))
            fix = "read the answer; once it is right, write the day: reviewed: year-month-day" + _asked(
                page.front
            )
            yield Problem(Kind.REVIEW_MISSING, top, "nobody has noted when this answer was reviewed", fix)


def _unread(page: Page) -> bool:
    return any(problem.kind is Kind.BAD_FRONT_MATTER for problem in page.problems)


def _problem(
    project: Project, question: Question, front: FrontMatter, today: Today | None
) -> Iterator[Problem]:
    span, day = front.spans[REVIEWED.name], reviewed(front)
    if wrong := form_problems(front, REVIEWED):
        yield from wrong
    elif day is None:
        return
    elif today is not None and day > today.latest + SOMEWHERE:
        message = f"{day} is yet to come"
        yield Problem(Kind.BAD_REVIEWED, span, message, "write the day on which somebody read the answer")
    elif (age := project.settings.review_after_days) and today is not None and (today.day - day).days > age:
        ago = (today.day - day).days
        message = f"last reviewed {ago} days ago; answers are to be reviewed every {age} days"
        fix = f"read the answer; once it is right, write reviewed: {today.day}{_asked(front)}"
        yield Problem(Kind.REVIEW_DUE, span, message, fix)


def _asked(front: FrontMatter) -> str:
    return f" (owner: {name})" if (name := owner(front)) else ""
