"""Which answers are to be read again: by age, and by what changed for readers since their day was noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from faq.answers.citing import cited_by, citing
from faq.answers.commits import last_changes
from faq.answers.dating import films_on, made_of, said_to_readers
from faq.answers.reviewed import reviewed
from faq.book.project import Project, decode
from faq.clients.trials import cells, overdue
from faq.frozen import record
from faq.model import Question
from faq.text.frontmatter import read_front_matter


@record
class Due:
    """An answer to be read again, and why: one sentence a reason."""

    question: Question
    reasons: tuple[str, ...]


def due(project: Project, today: date) -> list[Due]:
    """The answers that are due, in their order, as what is committed tells it.

    What changed counts from the commit that wrote the day, not from the day: an answer may be read on Monday,
    and its day come with the change of Friday.  Without a history only age counts.  Raises GitError.
    """
    settings, films = project.settings, _films_made_from(project)
    files = {src: tuple(dict.fromkeys((*own, *films[src]))) for src, own in made_of(project).items()}
    pages = {project.pages[question.src].source.path for question in project.numbered}
    written = last_changes(settings.root, settings.docs_dir, pages, _noted)
    paths = {path for own in files.values() for path in own}
    filmed, said = {path for each in films.values() for path in each}, said_to_readers(project)
    changed = last_changes(
        settings.root,
        settings.docs_dir,
        paths,
        lambda path, data: data if path in filmed else said(path, data),
    )
    cites = cited_by(project, citing(project))
    out = []
    for question in project.numbered:
        path = project.pages[question.src].source.path
        beside = [(one.title, project.pages[one.src].source.path) for one in cites.get(question.src, ())]
        reasons = [*_by_age(project, question, today), *_by_trial(project, question, today)]
        if path in written and reviewed(project.pages[question.src].front) is not None:
            reasons += _by_change(written[path], changed, files[question.src], beside)
        if reasons:
            out.append(Due(question, tuple(reasons)))
    return out


def _films_made_from(project: Project) -> dict[str, tuple[str, ...]]:
    """By source path of a page: all that its films are made from, where `dating` counts storyboards alone."""
    known = project.shelf.made_from if project.shelf else {}
    return {
        src: tuple(path for film in films_on(page) for path in known.get(film, ()))
        for src, page in project.pages.items()
    }


def _noted(path: str, data: bytes) -> str:
    """The day that a page's front matter notes, as it is written."""
    return str(read_front_matter(decode(path, data)[0])[0].values.get("reviewed"))


def _by_age(project: Project, question: Question, today: date) -> Iterator[str]:
    age, day = project.settings.review_after_days, reviewed(project.pages[question.src].front)
    if age and day is None:
        yield "nobody has noted when it was reviewed"
    elif age and day is not None and (today - day).days > age:
        yield f"last reviewed {(today - day).days} days ago, on {day}"


def _by_trial(project: Project, question: Question, today: date) -> Iterator[str]:
    """The steps of mail programs that it has, where they were tried too long ago."""
    clients, age = project.clients.get(question.src), project.settings.review_after_days
    for where, platform, case in cells(clients) if clients else ():
        tried = platform.cells[case].tried if case in platform.cells else None
        if tried and (ago := overdue(tried, today, age)):
            yield f"{where}: last tried {ago} days ago, on {tried.day}"


def _by_change(
    since: datetime, changed: Mapping[str, datetime], own: tuple[str, ...], beside: list[tuple[str, str]]
) -> Iterator[str]:
    def later(path: str) -> bool:
        return path in changed and changed[path] > since

    page, *more = own
    if later(page):
        yield f"the answer changed on {changed[page].date()}, after its review"
    yield from (f"{path} changed on {changed[path].date()}" for path in more if later(path))
    for title, path in beside:
        if later(path):
            yield f'"{title}", which it cites, changed on {changed[path].date()}'
