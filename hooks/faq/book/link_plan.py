"""What a page links: each citation that it makes, with the question that it leads to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from faq.book.meaning import Before, resolve
from faq.book.project import Project, is_question
from faq.frozen import record
from faq.model import Phrase, Report
from faq.text.markdown.lines import joined
from faq.text.offsets import Mark
from faq.text.page import Page, read_text


@record
class Target:
    """What a marked number becomes."""

    path: str | None
    """The question's source path; None where the reference is broken and only shown as such."""
    title: str
    """The question, or what is wrong."""


@record
class LinkPlan:
    """What to mark in one page."""

    text: str
    """The page as the preprocessor must get it for the marks to fit."""
    marks: tuple[tuple[Mark, Target], ...]
    dropped: frozenset[int]
    unchecked: tuple[str, ...] = ()
    """References that something added after the sources were read: nothing checked them, they stay text."""


def page_plan(
    project: Project, src: str, page: Page, report: Report, before: Before | None, mark_broken: bool
) -> LinkPlan:
    """What to link in a page.

    `report` says which citations are wrong; they are marked for a writer with `mark_broken`, and otherwise
    linked to the question that they mean, where there is one.
    """
    wrong = {p.span.start: p.message for p in report.problems if p.span.source.path == page.source.path}
    targets: dict[tuple[int, int], Target] = {}
    for index, phrase in enumerate(page.phrases):
        for n, one in enumerate(resolve(project, src, phrase, before)):
            message = wrong.get(one.citation.shown.start) or wrong.get(one.citation.span.start)
            if message and mark_broken:
                targets[index, n] = Target(None, message)
            elif one.question is not None:
                targets[index, n] = Target(one.question.src, one.question.title)
    lines = list(page.lines)
    lead = 0
    while lead < len(lines) and not lines[lead].raw:
        lead += 1  # MkDocs takes empty lines off a page's beginning
    marks = tuple(
        (
            Mark(m.line - lead, m.start, m.end_line - lead, m.end, m.phrase, m.citation, m.raw),
            targets[m.phrase, m.citation],
        )
        for m in page.marks
        if (m.phrase, m.citation) in targets
    )
    return LinkPlan(joined(lines[lead:]), marks, frozenset(n - lead for n in page.dropped))


def replan(
    project: Project, src: str, text: str, report: Report, before: Before | None, mark_broken: bool
) -> LinkPlan:
    """The plan for a page whose text is not what the check read, because something rewrote it first.

    Only what the check read is linked: what a hook or a macro adds would lead to the question that has the
    number now, which need not be the one that was meant.
    """
    page = read_text(text, project.path(src), project.reading, is_question(project.settings, src))
    checked = project.pages.get(src)
    known = Counter(map(_wording, checked.phrases if checked else ()))
    added: set[int] = set()
    for index, phrase in enumerate(page.phrases):
        words = _wording(phrase)
        if known[words]:
            known[words] -= 1
        elif phrase.status == "own" and any(citation.link is None for citation in phrase.citations):
            added.add(index)
    plan = page_plan(project, src, page, report, before, mark_broken)
    marks = tuple((mark, target) for mark, target in plan.marks if mark.phrase not in added)
    unchecked = tuple(" ".join(_wording(page.phrases[index])) for index in sorted(added))
    return replace(plan, marks=marks, unchecked=unchecked)


def _wording(phrase: Phrase) -> tuple[str, ...]:
    """What a phrase says, however its lines are broken."""
    return tuple(" ".join(citation.shown.text.split()) for citation in phrase.citations)
