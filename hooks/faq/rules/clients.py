"""What `clients.yml` leaves open, and what was tried too long ago: by the age of a review of an answer."""

from __future__ import annotations

from collections.abc import Iterator

from faq.answers.reviewed import SOMEWHERE
from faq.book.project import Project
from faq.clients.client_lines import HEADING
from faq.clients.client_reading import EXAMPLE
from faq.clients.matrix import Clients, Platform, Tried
from faq.clients.trials import cells, overdue
from faq.kinds import Kind
from faq.model import Problem, Today
from faq.text.page import Page


def client_problems(project: Project, today: Today | None) -> Iterator[Problem]:
    """Cells that are blank, days that are yet to come, steps to be tried again, and headings within steps.

    Without `today` no day is in the future, and nothing is due.
    """
    for src, clients in project.clients.items():
        yield from _headings(project.pages[src], clients)
    for clients in {clients.source.path: clients for clients in project.clients.values()}.values():
        for where, platform, case in cells(clients):
            yield from _cell(where, platform, case, today, project.settings.review_after_days)


def _headings(page: Page, clients: Clients) -> Iterator[Problem]:
    """Headings that would end a program's section, for they are no deeper than the program's own."""
    own = {client.name.span.start for client in clients.clients}
    for heading in page.headings:
        span = heading.span
        if span.source is clients.source and heading.level <= len(HEADING) and span.start not in own:
            message = f'the steps hold a heading, "{heading.title}", which ends the section of their program'
            yield Problem(Kind.BAD_CLIENTS, span, message, f"write **{heading.title}**, or a deeper heading")
    if sum(
        heading.span.source is clients.source for heading in page.headings if heading.span.start in own
    ) > len(own):
        message = f"the page takes {clients.source.path} twice, and one anchor has one place"
        yield Problem(Kind.BAD_CLIENTS, page.source.whole, message, "take one of the two lines out")


def _cell(
    where: str, platform: Platform, case: str, today: Today | None, age: int | None
) -> Iterator[Problem]:
    cell = platform.cells.get(case)
    if cell is None:
        if case not in platform.wrong:
            fix = f"write {case}: and below it steps: with tried:, or not possible: and what to do instead"
            message = f"{where}: nobody has said what to do"
            yield Problem(Kind.CLIENT_MISSING, platform.name.span, message, fix)
    elif cell.tried is not None:
        yield from _trial(where, cell.tried, today, age)
    elif platform.saying(cell).instead is None:
        message = f"{where}: nobody has said whether the steps were tried"
        yield Problem(Kind.CLIENT_MISSING, cell.span, message, EXAMPLE)


def _trial(where: str, tried: Tried, today: Today | None, age: int | None) -> Iterator[Problem]:
    if tried.day is None or today is None:
        return
    if tried.day > today.latest + SOMEWHERE:
        fix = "write the day on which somebody followed the steps"
        yield Problem(Kind.BAD_CLIENTS, tried.span, f"{tried.day} is yet to come", fix)
    elif ago := overdue(tried, today.day, age):
        message = f"{where}: last tried {ago} days ago; steps are to be tried every {age} days"
        fix = f"follow them; where they are right, write tried: {today.day} with the program's version"
        yield Problem(Kind.CLIENT_DUE, tried.span, message, fix)
