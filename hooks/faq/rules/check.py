"""Who calls whom: every rule on a project, in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from faq.answers.changes import changes_problems
from faq.answers.contact import contact_problems
from faq.answers.related import related_problems
from faq.answers.reviewed import review_problems
from faq.book.elsewhere import Elsewhere
from faq.book.meaning import Before, Past, Resolved, resolve
from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Phrase, Problem, Reference, Report, Span, Today
from faq.permalinks.declared import Declared, addresses, declared
from faq.rules.alike import alike_problems
from faq.rules.clients import client_problems
from faq.rules.configuration import configuration_problems
from faq.rules.keys import front_matter_problems, settings_problems
from faq.rules.links import html_link_problems, link_problems
from faq.rules.mail_addresses import address_problems
from faq.rules.nameless import nameless_problems
from faq.rules.questions import question_problems
from faq.rules.references import code_reference, doubtful, phrase_problems, unused_ignore
from faq.rules.snippets import including, with_pages
from faq.search.keywords import keyword_problems
from faq.text.page import Page
from faq.walkthroughs.beside_pages import page_problems


@dataclass
class _Tally:
    past: Past | None
    references: dict[tuple[str, int, int], Reference] = field(default_factory=dict)
    problems: dict[tuple[str, int, int, Kind, str], Problem] = field(default_factory=dict)
    in_snippets: dict[Problem, list[str]] = field(default_factory=dict)
    """What is wrong in a text that pages include, with the paths of those on which it is."""
    external: set[tuple[str, int, int]] = field(default_factory=set)
    ignored: set[tuple[str, int, int]] = field(default_factory=set)

    def report(self, problem: Problem, page: Page | None = None) -> None:
        if page is None or problem.span.source is page.source:
            self.problems.setdefault((*problem.span.key, problem.kind, problem.message), problem)
        elif page.source.path not in (on := self.in_snippets.setdefault(problem, [])):
            on.append(page.source.path)

    def report_everywhere(self, problem: Problem, pages: Sequence[Page]) -> None:
        """Report what is wrong with a file as a whole, on all pages that include it, if any do."""
        if not pages:
            self.report(problem)
        for page in pages:
            self.report(problem, page)


def check(
    project: Project, before: Before | None = None, today: Today | None = None, past: Past | None = None
) -> Report:
    """Check a project.  With `before`, what stood at that commit keeps the meaning that it had there.

    `today` is what days of review are judged by; without it they are only read.  `past` is asked whether a
    number that no question has was ever one's.
    """
    found = _Tally(past)
    old = declared(project)
    for problem in (*project.problems, *old.problems, *_of_configuration(project)):
        found.report_everywhere(problem, including(problem.span.source, project.pages.values()))
    live = _live(project, old) if any(page.html_links for page in project.pages.values()) else {}
    ignores: dict[tuple[str, int, int], tuple[Span, bool]] = {}
    for src, page in project.pages.items():
        for problem in (*page.problems, *_of_page(project, src, page, live)):
            found.report(problem, page)
        for span, used in page.ignores:
            ignores[span.key] = (span, used or ignores.get(span.key, (span, False))[1])
        for phrase in page.phrases:
            _phrase(project, src, phrase, resolve(project, src, phrase, before), found)
    for beside in project.elsewhere:
        _elsewhere(project, beside, before, found)
        ignores.update((span.key, (span, used)) for span, used in beside.ignores)
    for span in (span for span, used in ignores.values() if not used):
        found.report(unused_ignore(span))
    for problem in (*question_problems(project), *_beside(project, today)):
        found.report(problem)
    references = sorted(found.references.values(), key=lambda r: r.citation.span.key)
    shared = with_pages(found.in_snippets, project.pages.values())
    findings = sorted((*found.problems.values(), *shared), key=lambda p: p.key)
    return Report(
        project.questions,
        tuple(references),
        tuple(p for p in findings if p.kind.level != "notice"),
        len(found.external),
        len(found.ignored),
        _how_numbered(project),
        tuple(p for p in findings if p.kind.level == "notice"),
    )


def _how_numbered(project: Project) -> tuple[str, ...]:
    """What a reader of the report must know where nobody wrote the order down."""
    if project.settings.nav is not None or not project.numbered:
        return ()
    return (f"{project.settings.config.path} has no nav:, so questions are numbered by their files' names",)


def _beside(project: Project, today: Today | None) -> Iterator[Problem]:
    yield from related_problems(project)
    yield from review_problems(project, today)
    yield from client_problems(project, today)
    yield from contact_problems(project)
    yield from changes_problems(project)
    yield from alike_problems(project)


def _of_configuration(project: Project) -> Iterator[Problem]:
    yield from settings_problems(project.settings)
    yield from configuration_problems(project)


def _live(project: Project, old: Declared) -> dict[str, str]:
    """Every address at which the built site has something, with its source; old ones are their own."""
    gone = {one.at.address: one.at.address for one in old.gone if not one.at.anchor}
    return {**gone, **{address: address for address in old.aliases}, **addresses(project)}


def _of_page(project: Project, src: str, page: Page, live: Mapping[str, str]) -> Iterator[Problem]:
    yield from link_problems(project, src, page)
    yield from html_link_problems(project, src, page, live)
    yield from nameless_problems(page)
    yield from address_problems(project, page)
    yield from keyword_problems(page.front)
    yield from front_matter_problems(page.front)
    yield from map(code_reference, page.code_references)
    yield from page_problems(project.shelf, page) if project.shelf is not None else ()
    yield from (doubtful(project, span, why) for span, why in page.doubts)


def _elsewhere(project: Project, beside: Elsewhere, before: Before | None, found: _Tally) -> None:
    for phrase in beside.phrases:
        _phrase(project, "", phrase, resolve(project, "", phrase, before), found)
    for span, why in beside.doubts:
        found.report(doubtful(project, span, why))


def _phrase(project: Project, src: str, phrase: Phrase, resolved: list[Resolved], found: _Tally) -> None:
    keys = {c.span.key for c in phrase.citations}
    if phrase.status == "external":
        found.external |= keys
    elif phrase.status == "ignored":
        found.ignored |= keys
    else:
        for one in resolved:
            found.references.setdefault(one.citation.span.key, Reference(one.citation, one.question))
        for problem in phrase_problems(project, src, phrase, resolved, found.past):
            found.report(problem, project.pages.get(src))
