"""`related:` in front matter: the questions that a writer names beside an answer."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from faq.addresses import page_address
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Question, Span
from faq.permalinks.declared import declared
from faq.text.front_matter_keys import RELATED, entries, form_problems
from faq.text.page import Page


@record
class Named:
    """One entry of `related:`: what is written, where, and what it means."""

    text: str
    span: Span
    questions: tuple[Question, ...]
    """None where the name is nobody's, two where it is ambiguous."""


def related(project: Project, question: Question) -> tuple[Question, ...]:
    """The questions that a question's front matter names, in its order; what is wrong is left out."""
    page = project.pages[question.src]
    found = [one.questions[0] for one in _named(project, page) if len(one.questions) == 1]
    return tuple(dict.fromkeys(q for q in found if q.place and q != question))


def related_problems(project: Project) -> Iterator[Problem]:
    """What is wrong with `related:` in the questions' front matter."""
    for question in project.questions:
        page = project.pages[question.src]
        yield from form_problems(page.front, RELATED)
        if RELATED.name not in page.front.twice:
            yield from _wrong(project, question, _named(project, page))


def _named(project: Project, page: Page) -> list[Named]:
    """The entries of `related:`."""
    return [
        Named(name, span, project.named.get(name.strip().removesuffix(".md"), ()))
        for name, span in entries(page.front, RELATED)
    ]


def _wrong(project: Project, here: Question, named: list[Named]) -> Iterator[Problem]:
    seen: set[str] = set()
    for one in named:
        if len(one.questions) != 1:
            yield _unknown(project, one)
            continue
        (question,) = one.questions
        if question.place is None:
            message = f'"{one.text}" is in no nav:'
            yield Problem(Kind.RELATED_MISSING, one.span, message, "put it into nav:, or take the name out")
        elif question == here:
            message = f'"{one.text}" is the question itself'
            yield Problem(Kind.RELATED_SELF, one.span, message, "take it out")
        elif question.src in seen:
            message = f'"{one.text}" is listed twice'
            yield Problem(Kind.RELATED_TWICE, one.span, message, "keep one of the two")
        seen.add(question.src)


def _unknown(project: Project, one: Named) -> Problem:
    if one.questions:
        paths = " or ".join(q.src for q in one.questions)
        return Problem(
            Kind.RELATED_AMBIGUOUS, one.span, f'"{one.text}" may be {paths}', "write the whole path of one"
        )
    if project.key(one.text):
        right = next((q for q in project.numbered if project.key(q.place) == project.key(one.text)), None)
        message = f'"{one.text}" is a number, which would have to follow nav:'
        fix = f"write {right.slug}" if right else "write the name of a question's file, without .md"
        return Problem(Kind.RELATED_MISSING, one.span, message, fix)
    asked = one.text.removesuffix(".md").rpartition("/")[2]
    if draft := next((src for src in project.drafts if src.endswith(f"/{asked}.md")), None):
        message = f'"{project.path(draft)}" is a draft, which readers do not get'
        fix = "take the name out, or draft: true out of that page"
        return Problem(Kind.RELATED_MISSING, one.span, message, fix)
    message = f'there is no question "{one.text}"'
    return Problem(Kind.RELATED_MISSING, one.span, message, f"write {_meant(project, one.text)}")


def _meant(project: Project, name: str) -> str:
    """The name that is likely meant: the page that has the old address now, or what looks like it."""
    old = page_address(f"{project.settings.folder}/{name.removesuffix('.md')}.md".lstrip("/"))
    renamed = project.by_src.get(declared(project).aliases.get(old, ""))
    if renamed is not None:
        return f"{renamed.slug}, which has the address {old} now"
    near = get_close_matches(name, [q.slug for q in project.numbered], 1, 0.5)
    return near[0] if near else "one of: " + ", ".join(q.slug for q in project.numbered)
