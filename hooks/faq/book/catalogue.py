"""The questions as readers see them: the list on an index, neighbours, numbers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from faq.book.project import Project
from faq.model import Question

LIST = re.compile(r"(?m)^[ \t]*<!--\s*faq:\s*questions\s*-->[ \t]*$")
"""Stands in a page where the list of all questions comes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question as a template shows it."""

    number: str
    title: str
    label: str
    url: str
    """From the site's root; templates pass it through the `url` filter."""
    slug: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a template knows as `faq`."""

    questions: tuple[Entry, ...]
    question: Entry | None
    """The one that the page answers; None on other pages."""
    previous: Entry | None
    next: Entry | None
    one_page: str | None
    """URL of the page with all answers."""
    place: str = ""
    """Where the question stands, in words (place_of)."""


def entries(project: Project, url: Callable[[str], str]) -> tuple[Entry, ...]:
    """Every question for templates, in order; `url` maps a source path to its address."""
    return tuple(
        Entry(q.place or "", q.title, q.label, url(q.src), q.slug, q.section) for q in project.numbered
    )


def catalogue(project: Project, made: tuple[Entry, ...], src: str, one_page: str | None) -> Catalogue:
    """The catalogue as one page sees it; `made` are the entries, the same for every page."""
    at = project.order.get(src)
    if at is None:
        return Catalogue(made, None, None, None, one_page)
    before, after = made[at - 1] if at else None, (*made[at + 1 : at + 2], None)[0]
    return Catalogue(made, made[at], before, after, one_page, place_of(project, project.by_src.get(src)))


def place_of(project: Project, question: Question | None) -> str:
    """ "Question 3 of 7", in sections "Question 2.3 in Billing"; empty for what is no question."""
    if question is None or not question.place:
        return ""
    texts = project.settings.texts
    if question.section:
        section = " – ".join(question.section)
        return texts["place_in_section"].format(number=question.place, section=section)
    return texts["place"].format(number=question.place, count=len(project.numbered))


def with_list(text: str, src: str, questions: Sequence[Question]) -> str:
    """A page's Markdown with the list of questions where `<!-- faq: questions -->` stands."""
    if "faq:" not in text or not LIST.search(text):
        return text
    made = question_list(src, questions)
    return LIST.sub(lambda _: made, text)


def question_list(src: str, questions: Sequence[Question]) -> str:
    """All questions as Markdown: a numbered list, or one list under each section's title."""
    lines: list[str] = []
    section: tuple[str, ...] = ()
    for position, question in enumerate(questions, 1):
        path = posixpath.relpath(question.src, posixpath.dirname(src) or ".")
        link = f"[{_escaped(question.title)}]({path.replace(' ', '%20')})"
        if not question.section:
            lines.append(f"{position}. {link}")
            continue
        if question.section != section:
            section = question.section
            number = (question.place or "").rsplit(".", 1)[0]
            lines += ["", f"**{number} {_escaped(' – '.join(section))}**", ""]
        lines.append(f"- {question.place} {link}")
    return "\n".join(lines).strip("\n")


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
