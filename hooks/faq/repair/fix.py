"""Make numbers follow `nav:` again: front matter, references, link texts, lists and ranges.

Pure: it takes a project and gives edits.  Every byte that is no part of an edit is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from faq.book.meaning import Before, Resolved, in_order, resolve, written_by
from faq.book.project import Project
from faq.book.sections import holds
from faq.frozen import record
from faq.model import Phrase, Problem, Question, Source, Span, Thing
from faq.repair.mending import Mending, agreed, mended
from faq.rules.references import phrase_problems
from faq.text.agreement import fitted
from faq.text.neighbours import numbered, turned
from faq.text.page import Page
from faq.text.scheme import DEFAULT, Key

Taken = tuple[Thing, Key | None]
"""A number that something has now."""


ATTRIBUTES = re.compile(r"\{(?P<inside>:?[^{}\n]*?)[ ]*\}[ ]*#*$")
"""What stands behind a heading's words (attr_list)."""


@record
class Plan:
    """What a fix would do."""

    mendings: tuple[Mending, ...]
    refused: str = ""
    """Why nothing can be written; empty where all can."""
    notes: tuple[str, ...] = ()
    """What a writer should look at, though it is right."""
    left: tuple[Problem, ...] = ()
    """What is wrong by the numbers as they were, and nobody but a writer can mend."""

    @property
    def texts(self) -> dict[str, str]:
        """The new text of every file that changes, by path."""
        return mended(self.mendings)


@dataclass
class _Gathered:
    mendings: list[Mending] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    contested: dict[Key, Resolved] = field(default_factory=dict)
    """Cited numbers that two questions claim, each with one of its references."""


def plan(project: Project, before: Before | None = None) -> Plan:
    """The edits that bring numbers and references back to `nav:`."""
    read = (*project.problems, *(p for page in project.pages.values() for p in page.problems))
    if broken := [p for p in read if p.kind.first == "writer"]:
        p = broken[0]
        line, column = p.span.source.position(p.span.start)
        return Plan((), f"{p.span.source.path}:{line}:{column}: {p.message}; {p.fix}")
    taken = set(_taken(project))
    found = _Gathered()
    wanted: dict[str, list[Mending]] = {}
    for src, page in project.pages.items():
        found.mendings = wanted.setdefault(src, [])
        for phrase in page.phrases:
            if phrase.status == "own":
                resolved = resolve(project, src, phrase, before)
                _fix_phrase(project, src, phrase, resolved, taken, found)
                was = written_by(project, phrase, before).numbers.get(src)
                _fix_direction(project, src, phrase, resolved, was, found)
    shared = agreed(project, wanted)
    found.mendings, found.notes = list(shared.mendings), [*found.notes, *shared.notes]
    for page in project.pages.values():
        found.mendings = _with_kept_anchors(project, page, found)
    left = list(_elsewhere(project, before, taken, found))
    for question in project.questions:
        contested = found.contested.get(project.key(question.number) or ())
        if question.place is None or (contested and _claims(contested, question)):
            continue  # to move one of the two would be to guess
        if other := found.contested.get(project.key(question.place) or ()):
            return Plan((), f"{question.path} would become question {question.place}; {_undecided(other)}")
        found.mendings += _number_edit(project, question)
    return Plan(tuple(found.mendings), "", tuple(dict.fromkeys(found.notes)), tuple(left))


def _elsewhere(
    project: Project, before: Before | None, taken: set[Taken], found: _Gathered
) -> Iterator[Problem]:
    """Mend what stands in no page; what is wrong where nobody may."""
    for phrase in (phrase for one in project.elsewhere for phrase in one.phrases if phrase.status == "own"):
        resolved = resolve(project, "", phrase, before)
        if project.mends(phrase.span):
            _fix_phrase(project, "", phrase, resolved, taken, found)
        else:
            yield from phrase_problems(project, "", phrase, resolved, None)


def _taken(project: Project) -> Iterator[Taken]:
    """Numbers that pass from one to another; one that was never given was meant for its question."""
    for question in project.questions:
        if question.place and _stated(project, question):
            yield "question", project.key(question.place)
            yield from (("section", project.key(number)) for number in question.section_numbers)


def _stated(project: Project, question: Question) -> bool:
    """Whether front matter gives a number, as numbers are written now or were before they had letters."""
    return project.settings.numbers.spells(question.number) or DEFAULT.spells(question.number)


def _with_kept_anchors(project: Project, page: Page, found: _Gathered) -> list[Mending]:
    """The mendings, and for each heading among them the anchor that it had, which readers have kept.

    Without attribute lists a heading cannot say it; then its writer is told.
    """
    out = list(found.mendings)
    lists = "attr_list" in project.settings.extensions
    for heading, anchor in zip(page.headings, page.anchors.headings, strict=True):
        span = heading.span
        listed = ATTRIBUTES.search(span.text) if lists else None
        behind = span.start + (listed.start() if listed else len(re.sub(r"\s*#*$", "", span.text)))
        if not any(
            m.span.source is span.source and span.start <= m.span.start < m.span.end <= behind
            for m in found.mendings
        ):
            continue
        if not lists:
            line = span.source.position(span.start)[0]
            told = f"{span.source.path}:{line}: the heading's number has changed, and its anchor with it"
            found.notes.append(f"{told}; write under anchors: where #{anchor} leads now")
        elif listed is None:
            out.append(Mending(Span(span.source, behind, behind), f" {{#{anchor}}}"))
        elif "#" not in listed.group("inside"):
            end = span.start + listed.end("inside")
            out.append(Mending(Span(span.source, end, end), f" #{anchor}"))
    return out


def _line_end(source: Source) -> str:
    return next((e for e in ("\r\n", "\n", "\r") if e in source.text), "\n")


def _unmarked(one: Resolved) -> str:
    """That a number must be looked at now: no comment can stand there to say that it is no question's."""
    source = one.citation.span.source
    line = source.position(one.citation.span.start)[0]
    deleted = any(meant.title for meant in one.meant)
    why = "was deleted" if deleted else "is none, and its number becomes another's"
    named = f"{one.citation.cites} {one.citation.number}"
    return f"{source.path}:{line}: {named} {why}; reword the text that cites it now"


def _claims(one: Resolved, question: Question) -> bool:
    return any(m.question is not None and m.question.src == question.src for m in one.meant)


def _undecided(one: Resolved) -> str:
    source = one.citation.span.source
    line, column = source.position(one.citation.shown.start)
    files = " and ".join(m.question.path for m in one.meant if m.question)
    return (
        f"{source.path}:{line}:{column} cites that number, which {files} both claim; set the number of "
        "one of the two by hand, or say with --since at which commit the numbers were right"
    )


# -- front matter


def _number_edit(project: Project, question: Question) -> Iterator[Mending]:
    page = project.pages[question.src]
    front, source, place = page.front, page.source, question.place or ""
    numbers = project.settings.numbers
    if "number" in front.twice:
        return
    if numbers.spells(question.number) and numbers.key(question.number) == numbers.key(place):
        return
    span = front.spans.get("number")
    if span is not None:
        quote = span.text[:1] if span.text[:1] in ("'", '"') else ""
        if not re.search(r"[\n\r&*]", span.text):
            lead = "" if span.end > span.start else " "
            yield Mending(span, f"{lead}{quote}{place}{quote}")
        return
    end = _line_end(source)
    if "number" in front.values:
        return
    if front.inner is not None:
        yield Mending(Span(source, front.inner[0], front.inner[0]), f"number: {place}{end}")
    elif not front.values:
        yield Mending(Span(source, 0, 0), f"---{end}number: {place}{end}---{end}{end}")
    else:
        yield Mending(Span(source, 0, 0), f"number: {place}{end}")


# -- references


def _fix_phrase(
    project: Project,
    src: str,
    phrase: Phrase,
    resolved: Sequence[Resolved],
    taken: set[Taken],
    found: _Gathered,
) -> None:
    if len(resolved) == 1 and resolved[0].citation.number in ("previous", "next"):
        _fix_relative(project, src, resolved[0], taken, found)
        return
    wanted: list[str | None] = []
    for one in resolved:
        if len(one.meant) > 1 and one.linked is None and not one.citation.gone:
            found.contested.setdefault(one.meant[0].key, one)
        wanted.append(_wanted(one))
        if wanted[-1] is None and _must_mark(project, one, taken):
            _mark(one, found)
    numbers = [new or one.citation.number for new, one in zip(wanted, resolved, strict=True)]
    moved = any(
        new is not None and new != one.citation.number for new, one in zip(wanted, resolved, strict=True)
    )
    if moved and not any(one.citation.link for one in resolved):
        numbers = in_order(project, phrase, numbers, [new is None for new in wanted])
    for one, number in zip(resolved, numbers, strict=True):
        padded = _padded(number, one.citation.number)
        if padded != one.citation.number:
            found.mendings += _replaced(project, one.citation.span, padded, padded)
    if moved:
        found.notes += _range_notes(project, phrase, resolved, numbers)


def _replaced(project: Project, span: Span, text: str, number: str) -> Iterator[Mending]:
    """A text that ends with a number in place of another, and what behind it has to agree with it."""
    yield Mending(span, text)
    if fit := fitted(span.source.text, span.end, number, project.settings.speech):
        end, word = fit
        yield Mending(Span(span.source, span.end, end), word)


def _wanted(one: Resolved) -> str | None:
    """The number that a citation must show; None where nobody can know."""
    question = one.question
    if one.linked is not None:
        named = any(m.question is not None and m.question.src == one.linked.src for m in one.meant)
        return one.linked.place if named else None
    return question.place if question is not None else None


def _must_mark(project: Project, one: Resolved, taken: set[Taken]) -> bool:
    """Whether a reference without question would come to mean another one once numbers have moved."""
    if one.citation.gone or one.citation.link or len(one.meant) > 1:
        return False
    return (one.citation.cites, project.key(one.citation.number)) in taken


def _mark(one: Resolved, found: _Gathered) -> None:
    """Say of a citation that its question is gone, or tell that nothing there can say so."""
    mark = one.citation.mark
    if mark is None:
        found.notes.append(_unmarked(one))
    else:
        found.mendings.append(Mending(mark.span, mark.text))


def _padded(number: str, old: str) -> str:
    """ "Q0007" becomes "Q0008": a number keeps its width."""
    if number == old or not old.startswith("0"):
        return number
    return number.zfill(len(old))


def _range_notes(
    project: Project, phrase: Phrase, resolved: Sequence[Resolved], numbers: Sequence[str]
) -> Iterator[str]:
    for index, join in enumerate(phrase.joins):
        ends = resolved[index : index + 2]
        if join != "range" or any(one.question is None for one in ends):
            continue
        thing = ends[0].citation.cites
        first, last = numbers[index : index + 2]
        old = _members(project, [q.number for q in project.questions], *(r.citation.number for r in ends))
        new = _members(project, [q.place for q in project.questions], first, last)
        if old != new or thing == "section":
            line = phrase.span.source.position(phrase.span.start)[0]
            told = f"{phrase.span.source.path}:{line}: {thing}s {first} to {last}"
            yield f"{told} now hold other {thing}s than before; read the sentence once more"


def _members(project: Project, numbers: Sequence[str | None], first: str, last: str) -> set[int]:
    a, b = project.key(first) or (), project.key(last) or ()
    low, high = min(a, b), max(a, b)
    return {
        i for i, n in enumerate(numbers) if (k := project.key(n)) and k[:-1] == a[:-1] and low <= k <= high
    }


def _fix_direction(
    project: Project,
    src: str,
    phrase: Phrase,
    resolved: Sequence[Resolved],
    was: Key | None,
    found: _Gathered,
) -> None:
    """Turn "above" into "below" where it was true by the old numbers and all of them changed sides.

    `was` is the page's own number when the phrase was written.
    """
    here = project.by_src.get(src)
    if phrase.direction is None or here is None or here.place is None:
        return
    order = project.order
    said = phrase.side
    moved = []
    for one in resolved:
        question, old = one.question, project.key(one.citation.number)
        if question is None or question.place is None or question.src == here.src:
            return
        if one.citation.cites == "section" and holds(question, here):
            return
        now = "above" if order[question.src] < order[here.src] else "below"
        before = None if was is None or old is None else "above" if old < was else "below"
        moved.append(now != said and (before == said or before is None))
    if moved and all(moved):
        written = phrase.direction.text
        other = phrase.turn.other if phrase.turn else "below" if said == "above" else "above"
        text = other.upper() if written.isupper() else other.capitalize() if written[:1].isupper() else other
        found.mendings.append(Mending(phrase.direction, text))


def _fix_relative(project: Project, src: str, one: Resolved, taken: set[Taken], found: _Gathered) -> None:
    """ "The previous question" keeps its question: it turns into "next", or into a number."""
    here = project.by_src.get(src)
    citation = one.citation
    if len(one.meant) > 1 and one.linked is None and not citation.gone:
        found.contested.setdefault(one.meant[0].key, one)
    if here is None or here.place is None or len(one.meant) != 1 or citation.link or citation.gone:
        return
    question = one.meant[0].question
    if question is None or question.place is None:
        _mark(one, found)
        return
    distance = project.order[question.src] - project.order[here.src]
    if distance == (1 if citation.number == "next" else -1):
        return
    neighbour = citation.neighbour
    if neighbour is None:
        return
    old = citation.span.text
    if abs(distance) == 1:
        found.mendings.append(Mending(citation.span, turned(old, neighbour)))
    else:
        text = numbered(old, neighbour, question.place)
        found.mendings += _replaced(project, citation.span, text, question.place)
