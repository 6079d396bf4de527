"""The rules: everything that is wrong with a project, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from faq.answers.changes import changes_problems
from faq.answers.contact import contact_problems
from faq.answers.related import related_problems
from faq.answers.reviewed import review_problems
from faq.frontmatter import NUMBER
from faq.keys import front_matter_problems, settings_problems
from faq.kinds import NOTICES
from faq.linking import link_problems, question_of
from faq.model import Citation, Phrase, Problem, Question, Reference, Report, Span
from faq.numbering import Key, Meant, Numbering, Which, key
from faq.page import Page
from faq.project import Project
from faq.publishing.declared import declared
from faq.search.keywords import keyword_problems

# RFC 2606 and RFC 6761: names that belong to nobody, for examples.
EXAMPLE_DOMAINS = re.compile(r"(?i)(?:^|\.)(?:example\.(?:com|net|org)|example|test|invalid|localhost)$")


PLACEHOLDER = "Write the answer here."
"""What `faq new` puts where an answer is to come."""


class Before(Protocol):
    """The numbering at an earlier commit, and which citations stood there already."""

    @property
    def numbering(self) -> Numbering:
        """What each number meant there."""

    def stood(self, span: Span) -> bool:
        """Whether what the span covers stood there, with the same number."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation with what it means."""

    citation: Citation
    meant: tuple[Meant, ...]
    """More than one where the number is ambiguous."""
    linked: Question | None = None
    """Where the handwritten link around it leads."""
    loose: bool = False
    """A number in a link that leads to another of the link's numbers: it counts as plain text."""

    @property
    def question(self) -> Question | None:
        """The one question that is meant; None where there is none, or more than one."""
        if self.linked is not None:
            return self.linked
        return self.meant[0].question if len(self.meant) == 1 and not self.citation.gone else None


@dataclass
class _Found:
    references: dict[tuple[str, int, int], Reference] = field(default_factory=dict)
    problems: dict[tuple[str, int, int, str], Problem] = field(default_factory=dict)
    external: set[tuple[str, int, int]] = field(default_factory=set)
    ignored: set[tuple[str, int, int]] = field(default_factory=set)

    def report(self, problem: Problem) -> None:
        self.problems.setdefault((*problem.span.key, problem.code), problem)


def check(project: Project, before: Before | None = None, today: date | None = None) -> Report:
    """Check a project.  With `before`, what stood at that commit keeps the meaning that it had there.

    `today` is the day in UTC by which days of review are judged; without it they are only read.
    """
    found = _Found()
    for problem in (*project.problems, *declared(project).problems, *settings_problems(project.settings)):
        found.report(problem)
    numbering = project.numbering
    ignores: dict[tuple[str, int, int], tuple[Span, bool]] = {}
    for src, page in project.pages.items():
        for problem in (*page.problems, *_of_page(project, src, page)):
            found.report(problem)
        for span in page.code_references:
            found.report(_code_reference(span))
        for span, used in page.ignores:
            ignores[span.key] = (span, used or ignores.get(span.key, (span, False))[1])
        for phrase in page.phrases:
            _phrase(project, src, phrase, resolve(project, src, phrase, before), found)
    for span, used in ignores.values():
        if not used:
            message = "this comment exempts nothing on the line below it"
            found.report(Problem("unused-ignore", span, message, "take the comment out"))
    for problem in (*_questions(project, numbering), *_beside(project, today)):
        found.report(problem)
    references = sorted(found.references.values(), key=lambda r: r.citation.span.key)
    findings = sorted(found.problems.values(), key=lambda p: p.key)
    return Report(
        project.questions,
        tuple(references),
        tuple(p for p in findings if p.code not in NOTICES),
        len(found.external),
        len(found.ignored),
        tuple(
            f'{q.path} still says "{PLACEHOLDER}"'
            for q in project.questions
            if PLACEHOLDER in project.pages[q.src].source.text
        ),
        tuple(p for p in findings if p.code in NOTICES),
    )


def _beside(project: Project, today: date | None) -> Iterator[Problem]:
    yield from related_problems(project)
    yield from review_problems(project, today)
    yield from contact_problems(project)
    yield from changes_problems(project)


def _of_page(project: Project, src: str, page: Page) -> Iterator[Problem]:
    yield from link_problems(project, src, page)
    yield from _addresses(project, page)
    yield from keyword_problems(page.front)
    yield from front_matter_problems(page.front)


# -- what a phrase means


def resolve(project: Project, src: str, phrase: Phrase, before: Before | None) -> list[Resolved]:
    """What each citation of a phrase means on the page where it stands."""
    book = written_by(project, phrase, before)
    if book is not project.numbering:
        then = _resolved(project, src, phrase, book)
        if not _same_numbers(then):
            return then
    return _resolved(project, src, phrase, project.numbering)


def written_by(project: Project, phrase: Phrase, before: Before | None) -> Numbering:
    """The numbering that a phrase was written by: the earlier one where it stood there already."""
    stood = before is not None and all(before.stood(c.span) for c in phrase.citations)
    return before.numbering if before is not None and stood else project.numbering


def _same_numbers(resolved: list[Resolved]) -> bool:
    """Whether a list shows the numbers that its questions have now, if in another order.

    "Questions 1 and 3" stays true when the two change places: what is cited is a set.
    """
    wanted = [key(one.question.place) if one.question else None for one in resolved]
    shown = [key(one.citation.number) for one in resolved]
    plain = not any(one.citation.link for one in resolved)
    return (
        len(resolved) > 1
        and plain
        and None not in wanted
        and sorted(map(str, wanted)) == sorted(map(str, shown))
    )


def _resolved(project: Project, src: str, phrase: Phrase, book: Numbering) -> list[Resolved]:
    """What each citation means by one numbering."""
    here = project.by_src.get(src)
    out = []
    for citation in phrase.citations:
        if citation.form == "relative" or citation.number in ("previous", "next"):
            meant: tuple[Meant, ...] = _neighbours(project, book, here, _which(citation)) if here else ()
        else:
            meant = book.meant(citation.number)
        linked = question_of(project, src, citation.link) if citation.link else None
        out.append(Resolved(citation, meant, linked))
    return [_loosened(r, out) for r in out]


def _loosened(resolved: Resolved, others: list[Resolved]) -> Resolved:
    """In `[questions 3 and 4](three.md)` the 4 leads nowhere by itself and counts as text."""
    same = [r for r in others if r.citation.link == resolved.citation.link and r is not resolved]
    if resolved.linked is None or not same or agrees(resolved) or not any(agrees(r) for r in same):
        return resolved
    return Resolved(resolved.citation, resolved.meant, None, True)


def agrees(resolved: Resolved) -> bool:
    """Whether a link's text names its target: by the number that it states, or by the place that it has."""
    if resolved.linked is None:
        return False
    if any(m.question is not None and m.question.src == resolved.linked.src for m in resolved.meant):
        return True
    written = key(resolved.citation.number)
    return written is not None and written in (key(resolved.linked.number), key(resolved.linked.place))


def _neighbours(project: Project, book: Numbering, here: Question, which: Which) -> tuple[Meant, ...]:
    """What "the next question" means.

    Of two that claim the number, the one that stands there, if its place has another number by now: so it
    stood there before.  One whose number is its place may be new, and not what the writer meant.
    """
    found = book.neighbours(here, which)
    now = project.neighbours(here)[which == "next"]
    if len(found) < 2 or now is None:
        return found
    there = [m for m in found if m.question is not None and m.question.src == now.src]
    return tuple(m for m in there if m.key != key(now.place)) or found


def _which(citation: Citation) -> Which:
    return "next" if citation.number == "next" else "previous"


def _phrase(project: Project, src: str, phrase: Phrase, resolved: list[Resolved], found: _Found) -> None:
    keys = {c.span.key for c in phrase.citations}
    if phrase.status == "external":
        found.external |= keys
        return
    if phrase.status == "ignored":
        found.ignored |= keys
        return
    here = project.by_src.get(src)
    for one in resolved:
        found.references.setdefault(one.citation.span.key, Reference(one.citation, one.question))
        for problem in _citation(project, here, one):
            found.report(problem)
    for problem in (*_ranges(phrase, resolved), *_direction(project, here, phrase, resolved)):
        found.report(problem)


def _citation(project: Project, here: Question | None, one: Resolved) -> Iterator[Problem]:
    citation = one.citation
    if citation.number in ("previous", "next"):
        yield from _relative(project, here, one)
        return
    if one.linked is not None and not agrees(one):
        yield _mismatch(one)
        return
    if citation.link and one.linked is None and not one.loose:
        yield from _no_question_linked(project, one)
        return
    if citation.gone or not one.meant:
        yield _no_such(project, one)
    elif len(one.meant) > 1 and one.linked is None:
        yield _ambiguous(one)
    elif one.question is None or one.question.place is None:
        yield _left(project, one)
    elif key(one.question.place) != key(citation.number):
        yield _stale(one, one.question)
    elif here is not None and one.question.src == here.src:
        message = f"{_quoted(citation.shown)} cites the question that it answers"
        yield Problem(
            "self-reference", citation.shown, message, 'write "this question", or the number that you mean'
        )


def _relative(project: Project, here: Question | None, one: Resolved) -> Iterator[Problem]:
    citation = one.citation
    if here is None or here.place is None:
        return
    previous, following = project.neighbours(here)
    now = previous if citation.number == "previous" else following
    end = "first" if citation.number == "previous" else "last"
    if one.linked is not None:
        if now is None or one.linked.src != now.src:
            yield _mismatch(one)
    elif len(one.meant) > 1:
        yield _ambiguous(one)
    elif one.meant and (
        citation.gone or one.meant[0].question is None or one.meant[0].question.place is None
    ):
        yield _no_such(project, one)
    elif one.meant and one.question is not None and (now is None or one.question.src != now.src):
        yield _stale(one, one.question)
    elif now is None:
        message = f"there is no {citation.number} question: this is the {end} one"
        yield Problem("no-neighbour", citation.shown, message, "name the question by its number")


# -- the problems, one function a kind


def _quoted(span: Span) -> str:
    """What is written there on one line, without marks; a number alone gets its word back."""
    text = _flat(span.text)
    return f"question {text}" if key(text) else f'"{text}"'


def _flat(text: str) -> str:
    return re.sub(r"[\[\]*`]|(?<!\w)_|_(?!\w)", "", re.sub(r"(?:\s|&nbsp;)+(?:>\s*)*", " ", text))


def _told(question: Question) -> str:
    return f'"{question.title}"'


def _stale(one: Resolved, question: Question) -> Problem:
    citation = one.citation
    now = f"now question {question.place}" if question.place else "now in no nav:"
    word = "write " + _rewritten(citation, question.place or "")
    return Problem(
        "stale-reference",
        citation.shown,
        f"{_quoted(citation.shown)} has moved",
        f"{word} (make fix does it for every reference)",
        (f"meant: {_told(question)}, {now}",),
    )


def _rewritten(citation: Citation, place: str) -> str:
    if citation.number in ("previous", "next"):
        return f'"question {place}"'
    shown = _flat(citation.shown.text)
    head = shown[: len(shown) - len(citation.number)] if shown.endswith(citation.number) else ""
    return f'"{head}{place}"'


def _no_such(project: Project, one: Resolved) -> Problem:
    citation = one.citation
    notes = list(_nearest(project, citation))
    if citation.gone:
        message = f"{_quoted(citation.shown)} cites a question that was deleted"
        fix = "reword the sentence, then take the comment <!-- faq: gone --> out"
        return Problem("no-such-question", citation.shown, message, fix, tuple(notes))
    if citation.number in ("previous", "next"):
        left = one.meant[0].question
        message = f"{_quoted(citation.shown)} " + ("is in no nav: any more" if left else "was deleted")
        return Problem(
            "no-such-question", citation.shown, message, "name the question that you mean by its number"
        )
    message = f"{_quoted(citation.shown)} does not exist"
    return Problem(
        "no-such-question",
        citation.shown,
        message,
        "write the number of the question that you mean",
        tuple(notes),
    )


def _nearest(project: Project, citation: Citation) -> Iterator[str]:
    numbered = [(k, q) for q in project.questions if q.place and (k := key(q.place))]
    if not numbered:
        yield "there are no questions"
        return
    yield f"questions go from {numbered[0][1].place} to {numbered[-1][1].place}"
    wanted = key(citation.number)
    if wanted is None:
        return
    _, question = min(numbered, key=lambda pair: _distance(pair[0], wanted))
    yield f"nearest by number: question {question.place}, {_told(question)}"
    source = citation.span.source
    line = source.lines[source.position(citation.span.start)[0] - 1]
    titles = {q.title.lower(): q for _, q in numbered}
    if near := get_close_matches(line.lower(), titles, 1, 0.5):
        other = titles[near[0]]
        if other is not question:
            yield f"nearest by title: question {other.place}, {_told(other)}"


def _distance(a: Key, b: Key) -> tuple[int, ...]:
    width = max(len(a), len(b))
    pad = [(*k, *([0] * (width - len(k)))) for k in (a, b)]
    return tuple(abs(x - y) for x, y in zip(*pad, strict=True))


def _left(project: Project, one: Resolved) -> Problem:
    title = one.question.title if one.question else one.meant[0].title
    gone = "is in no nav: any more" if one.question else "was deleted"
    return Problem(
        "no-such-question",
        one.citation.shown,
        f"{_quoted(one.citation.shown)} {gone}",
        "reword the sentence, or write the number of another question",
        (f'meant: "{title}"', *_nearest(project, one.citation)),
    )


def _ambiguous(one: Resolved) -> Problem:
    files = [m.question.path for m in one.meant if m.question]
    return Problem(
        "ambiguous-reference",
        one.citation.shown,
        f"{_quoted(one.citation.shown)} may mean {' or '.join(files)}",
        "set the number of one of the two in its front matter, or name the page by a link",
        tuple(f'{m.question.path}: "{m.title}"' for m in one.meant if m.question),
    )


def _mismatch(one: Resolved) -> Problem:
    linked = one.linked
    citation = one.citation
    number = linked.number or linked.place if linked else None
    path = linked.path if linked else ""
    says = f"{_quoted(citation.shown)} leads to {path}, which is question {number or '?'}"
    notes = [f"the link leads to: {_told(linked)}"] if linked else []
    notes += [f'the text names: "{m.title}"' for m in one.meant if m.title]
    fix = f'write "question {number}", or let the link lead to the question that you mean'
    return Problem("link-mismatch", citation.shown, says, fix, tuple(notes))


def _no_question_linked(project: Project, one: Resolved) -> Iterator[Problem]:
    """A link that names a question and leads to something else; a broken one is reported as such."""
    destination = one.citation.link or ""
    path = destination.split("#")[0]
    name = path.rsplit("/", 1)[-1]
    if path and not any(src.rsplit("/", 1)[-1] == name for src in (*project.pages, *project.files)):
        return
    message = f'{_quoted(one.citation.shown)} leads to "{destination}", which is no question'
    notes = tuple(f'the text names: "{m.title}", {m.question.path}' for m in one.meant if m.question)
    yield Problem(
        "link-mismatch", one.citation.shown, message, "let the link lead to the question's page", notes
    )


def _code_reference(span: Span) -> Problem:
    return Problem(
        "reference-in-code",
        span,
        f"{_quoted(span)} stands in an indented block, which is shown as code",
        "take out spaces at the line's beginning, or put code between ``` lines",
    )


def _ranges(phrase: Phrase, resolved: list[Resolved]) -> Iterator[Problem]:
    for index, join in enumerate(phrase.joins):
        if join != "range":
            continue
        first, last = phrase.citations[index : index + 2]
        a, b = key(first.number), key(last.number)
        if a is None or b is None:
            continue
        span = first.span
        if first.span.source is last.span.source:
            span = Span(first.span.source, first.span.start, last.span.end)
        told = f"{first.number} to {last.number}"
        missing = [r.citation.number for r in resolved[index : index + 2] if not r.meant and r.linked is None]
        if a[:-1] != b[:-1]:
            message = f"the range {told} runs from one section into another"
            yield Problem("bad-range", span, message, "write one range for each section")
        elif a >= b:
            message = f"the range {told} runs backwards" if a > b else f"the range {told} holds one question"
            fix = f'write "{last.number} to {first.number}"' if a > b else f'write "question {first.number}"'
            yield Problem("bad-range", span, message, fix)
        elif missing:
            message = f"the range {told} lacks its end {' and '.join(missing)}"
            yield Problem("bad-range", span, message, "write a range whose two ends exist")


def _direction(
    project: Project, here: Question | None, phrase: Phrase, resolved: list[Resolved]
) -> Iterator[Problem]:
    if phrase.direction is None or here is None or here.place is None:
        return
    order = project.order
    said = phrase.direction.text.lower()
    for one in resolved:
        question = one.question
        if question is None or question.place is None or question.src == here.src:
            continue
        true = "above" if order[question.src] < order[here.src] else "below"
        if true != said:
            shown = Span(phrase.direction.source, phrase.direction.start, phrase.direction.end)
            message = f"question {question.place} stands {true} this one, not {said}"
            yield Problem(
                "wrong-direction", shown, message, f'write "{true}"', (f"meant: {_told(question)}",)
            )
            return


def _addresses(project: Project, page: Page) -> Iterator[Problem]:
    declared = {a.lower(): a for a in project.settings.addresses}
    if not declared:
        return
    for span, address in page.addresses:
        domain = address.rpartition("@")[2]
        if address.lower() in declared or EXAMPLE_DOMAINS.search(domain):
            continue
        near = get_close_matches(address.lower(), declared, 1, 0.5)
        notes = (f"declared: {', '.join(declared.values())}",)
        fix = (
            f"write {declared[near[0]]}" if near else "declare it in mkdocs.yml under extra: faq: addresses:"
        )
        yield Problem(
            "undeclared-address", span, f"{address} is no address that the site declares", fix, notes
        )


# -- the questions themselves


def _questions(project: Project, numbering: Numbering) -> Iterator[Problem]:
    for question in project.questions:
        page = project.pages[question.src]
        yield from _number(page, question, numbering)
        yield from _headings(page)


def _number(page: Page, question: Question, numbering: Numbering) -> Iterator[Problem]:
    top = Span(page.source, 0, len(page.source.lines[0]))
    if question.place is None:
        message = f'"{question.title}" stands in no nav:'
        yield Problem(
            "not-in-nav", top, message, f"add {question.src} to nav: in mkdocs.yml, or move the file away"
        )
        return
    span = page.front.spans.get("number", top)
    write = f'write "number: {question.place}" (make fix does it)'
    broken = any(p.code == "bad-front-matter" for p in page.problems)
    if "number" not in page.front.values:
        if not broken:
            message = f"the front matter has no number; nav: makes this question {question.place}"
            yield Problem("number-missing", span, message, write)
    elif "number" in page.front.twice:
        yield Problem("number-malformed", span, "number: is written twice", "take one of the two out")
    elif question.number is None or not NUMBER.fullmatch(question.number):
        text = " ".join(span.text.split()) if span is not top else "a reference to another value"
        message = f"number: must be a number such as 3 or 2.3, not {text}"
        mendable = span is not top and not re.search(r"[\n\r&*]", span.text)
        alone = f'write "number: {question.place}" on one line'
        yield Problem("number-malformed", span, message, write if mendable else alone)
    elif key(question.number) != key(question.place):
        message = f"the front matter says {question.number}, nav: makes this question {question.place}"
        yield Problem("number-mismatch", span, message, write)
    others = [
        m.question
        for m in numbering.meant(question.number or "")
        if m.question and m.question is not question
    ]
    if others:
        names = ", ".join(q.path for q in others)
        right = key(question.number) == key(question.place)
        moves = ", ".join(f"{q.path} is question {q.place} by nav:" for q in others)
        fix = f"leave it; {moves}" if right else write
        yield Problem("number-twice", span, f"number {question.number} is also claimed by {names}", fix)


def _headings(page: Page) -> Iterator[Problem]:
    first = [h for h in page.headings if h.level == 1]
    start = page.front.end
    end = start + len(page.source.text[start:].split("\n", 1)[0].rstrip("\r"))
    if any(p.code == "bad-front-matter" for p in page.problems):
        return
    if not first:
        message = "the question has no level-1 heading"
        yield Problem(
            "heading-missing", Span(page.source, start, end), message, 'write "# " and the question'
        )
    for heading in first[1:]:
        message = f'a second level-1 heading, "{heading.title}"'
        yield Problem("heading-twice", heading.span, message, 'write "## " for a heading inside the answer')
    if not page.answered:
        span = first[0].span if first else Span(page.source, start, end)
        yield Problem("no-answer", span, "the question has no answer", "write the answer below the heading")


def counts_line(report: Report) -> str:
    """The last line of a report: what was read, so that "none found" shows."""
    c = report.counts
    names: Mapping[str, tuple[str, str]] = {
        "questions": ("question", "questions"),
        "references": ("reference checked", "references checked"),
        "external": ("external", "external"),
        "ignored": ("ignored", "ignored"),
        "problems": ("problem", "problems"),
    }
    return ", ".join(f"{c[name]} {words[c[name] != 1]}" for name, words in names.items())
