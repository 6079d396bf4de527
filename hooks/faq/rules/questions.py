"""Rules on the questions themselves: each has one number, one heading and an answer."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from difflib import get_close_matches

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Problem, Question, Span
from faq.text.page import Page

PLACEHOLDER = "Write the answer here."
"""What `faq new` puts where an answer is to come."""


def question_problems(project: Project) -> Iterator[Problem]:
    """Numbers, headings and answers of every question."""
    for question in project.questions:
        page = project.pages[question.src]
        yield from _number(project, page, question)
        yield from _headings(page)
        yield from _placeholder(page)
    if not project.questions and not project.settings.off:
        yield _none(project)


def _has(project: Project, folder: str) -> bool:
    return any(path.startswith(f"{folder}/") for path in project.files)


def _none(project: Project) -> Problem:
    """Where nothing was read, nothing was checked."""
    settings = project.settings
    folder = f"{settings.docs_dir}/{settings.folder}".rstrip("/")
    if settings.folder and settings.says("extra", "faq", "folder") and not _has(project, settings.folder):
        folders = sorted({posixpath.dirname(src) for src in project.pages} - {""})
        near = get_close_matches(settings.folder, folders, 1, 0.5) or folders[:1]
        message = f"folder: there is no folder {folder}/ with anything in it, so nothing was checked"
        fix = f"write {near[0]}" if near else "write the questions' folder, as seen from the docs folder"
        return Problem(Kind.NOT_THERE, settings.place("extra", "faq", "folder"), message, fix)
    message = f"there is no question in {folder}/, so nothing was checked"
    fix = "name their folder under extra: faq: folder:, or write folder: false where there are none"
    return Problem(Kind.NO_QUESTIONS, settings.place("extra", "faq", "folder"), message, fix)


def _placeholder(page: Page) -> Iterator[Problem]:
    at = page.source.text.find(PLACEHOLDER)
    if at >= 0:
        span = Span(page.source, at, at + len(PLACEHOLDER))
        yield Problem(Kind.PLACEHOLDER_ANSWER, span, "the answer is still to be written", "write it here")


def _number(project: Project, page: Page, question: Question) -> Iterator[Problem]:
    top, numbers = Span(page.source, 0, len(page.source.lines[0])), project.settings.numbers
    if question.place is None:
        message = f'"{question.title}" stands in no nav:'
        yield Problem(
            Kind.NOT_IN_NAV, top, message, f"add {question.src} to nav: in mkdocs.yml, or move the file away"
        )
        return
    span = page.front.spans.get("number", top)
    write = f'write "number: {question.place}" (make fix does it)'
    broken = any(p.kind is Kind.BAD_FRONT_MATTER for p in page.problems)
    if "number" not in page.front.values:
        if not broken:
            message = f"the front matter has no number; nav: makes this question {question.place}"
            yield Problem(Kind.NUMBER_MISSING, span, message, write)
    elif "number" in page.front.twice:
        yield Problem(Kind.NUMBER_MALFORMED, span, "number: is written twice", "take one of the two out")
    elif question.number is None or not numbers.spells(question.number):
        alias = span.text.startswith("*")
        text = "a reference to another value" if alias else " ".join(span.text.split())
        such = "3 or 2.3" if numbers.plain else numbers.examples(3)[0]
        message = f"number: must be a number such as {such}, not {text}"
        mendable = not re.search(r"[\n\r&*]", span.text)
        alone = f'write "number: {question.place}" on one line'
        yield Problem(Kind.NUMBER_MALFORMED, span, message, write if mendable else alone)
    elif numbers.key(question.number) != numbers.key(question.place):
        message = f"the front matter says {question.number}, nav: makes this question {question.place}"
        yield Problem(Kind.NUMBER_MISMATCH, span, message, write)
    others = [
        m.question
        for m in project.numbering.meant(question.number or "")
        if m.question and m.question is not question
    ]
    if others:
        names = ", ".join(q.path for q in others)
        right = numbers.key(question.number) == numbers.key(question.place)
        moves = ", ".join(f"{q.path} is question {q.place} by nav:" for q in others)
        fix = f"leave it; {moves}" if right else write
        yield Problem(Kind.NUMBER_TWICE, span, f"number {question.number} is also claimed by {names}", fix)


def _headings(page: Page) -> Iterator[Problem]:
    first = [h for h in page.headings if h.level == 1]
    start = page.front.end
    end = start + len(page.source.text[start:].split("\n", 1)[0].rstrip("\r"))
    if any(p.kind is Kind.BAD_FRONT_MATTER for p in page.problems):
        return
    if not first:
        message = "the question has no level-1 heading"
        yield Problem(
            Kind.HEADING_MISSING, Span(page.source, start, end), message, 'write "# " and the question'
        )
    for heading in first[1:]:
        message = f'a second level-1 heading, "{heading.title}"'
        fix = 'write "## " for a heading inside the answer'
        yield Problem(Kind.HEADING_TWICE, heading.span, message, fix)
    if not page.answered:
        span = first[0].span if first else Span(page.source, start, end)
        fix = "write the answer below the heading"
        yield Problem(Kind.NO_ANSWER, span, "the question has no answer", fix)
