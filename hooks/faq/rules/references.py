"""Rules on references: what is cited is there, is meant, and stands where the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath

from faq.book.linking import page_at
from faq.book.meaning import Had, Past, Resolved, agrees
from faq.book.numbering import Meant
from faq.book.project import Project
from faq.book.sections import holds
from faq.kinds import Kind
from faq.model import Citation, Doubt, Phrase, Problem, Question, Span, Thing
from faq.text.neighbours import numbered
from faq.text.scheme import Key
from faq.walkthroughs.manifest import again
from faq.walkthroughs.shelf import STORYBOARDS

NUMBER = re.compile(r"(?:[A-Za-z]+\.)?[0-9][A-Za-z0-9.]*")
"""A number alone, however numbers are written."""


def phrase_problems(
    project: Project, src: str, phrase: Phrase, resolved: Sequence[Resolved], past: Past | None = None
) -> Iterator[Problem]:
    """What is wrong with the citations of one phrase, which stands on the page `src`.

    `past` knows whether a number that no question has was ever one's.
    """
    here = project.by_src.get(src)
    for one in resolved:
        yield from _citation(project, src, one, past)
    yield from _ranges(project, phrase, resolved)
    yield from _direction(project, here, phrase, resolved)


def _citation(project: Project, src: str, one: Resolved, past: Past | None) -> Iterator[Problem]:
    citation, here = one.citation, project.by_src.get(src)
    if citation.number in ("previous", "next"):
        yield from _relative(project, here, one, past)
        return
    if citation.cites == "section":
        yield from _section(project, one)
        return
    if one.linked is not None and not agrees(project, one):
        yield _mismatch(one)
        return
    if citation.link and one.linked is None and not one.loose:
        yield from _no_question_linked(project, src, one)
        return
    if citation.gone or not one.meant:
        yield _no_such(project, one, past)
    elif len(one.meant) > 1 and one.linked is None:
        yield _ambiguous(one)
    elif one.question is None or one.question.place is None:
        yield _left(project, one)
    elif not _says(project, citation, one.question):
        yield _stale(project, one, one.question)
    elif here is not None and one.question.src == here.src:
        message = f"{_quoted(citation.shown)} cites the question that it answers"
        yield Problem(
            Kind.SELF_REFERENCE, citation.shown, message, 'write "this question", or the number that you mean'
        )


def _section(project: Project, one: Resolved) -> Iterator[Problem]:
    """What is wrong with "section 2"; a link around it may lead wherever the section is shown."""
    if one.citation.gone or not one.meant:
        yield _no_such(project, one, None)
    elif one.question is not None and not _says(project, one.citation, one.question):
        yield _stale(project, one, one.question)


def _relative(project: Project, here: Question | None, one: Resolved, past: Past | None) -> Iterator[Problem]:
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
        yield _no_such(project, one, past)
    elif one.meant and one.question is not None and (now is None or one.question.src != now.src):
        yield _stale(project, one, one.question)
    elif now is None:
        message = f"there is no {citation.number} question: this is the {end} one"
        yield Problem(Kind.NO_NEIGHBOUR, citation.shown, message, "name the question by its number")


def _quoted(span: Span, noun: Thing = "question") -> str:
    """What is written there on one line, without marks; a number alone gets its word back."""
    text = _flat(span.text)
    return f"{noun} {text}" if NUMBER.fullmatch(text) else f'"{text}"'


def _flat(text: str) -> str:
    return re.sub(r"[\[\]*`]|(?<!\w)_|_(?!\w)", "", re.sub(r"(?:\s|&nbsp;)+(?:>\s*)*", " ", text))


def _quoted_title(question: Question) -> str:
    return f'"{question.title}"'


def _says(project: Project, citation: Citation, question: Question) -> bool:
    """Whether a citation shows the number that a question has, as numbers are written."""
    numbers = project.settings.numbers
    return numbers.reads(citation.number) and numbers.key(citation.number) == numbers.key(question.place)


def _stale(project: Project, one: Resolved, question: Question) -> Problem:
    citation = one.citation
    same = project.key(question.place) == project.key(citation.number)
    wrong = "is not how its number is written" if same else "has moved"
    now = f"now {citation.cites} {question.place}" if question.place else "now in no nav:"
    word = "write " + _rewritten(citation, question.place or "")
    return Problem(
        Kind.STALE_REFERENCE,
        citation.shown,
        f"{_quoted(citation.shown, citation.cites)} {wrong}",
        f"{word}{_by_whom(project, citation.span)}",
        (f"meant: {_quoted_title(question)}, {now}",),
    )


def _by_whom(project: Project, span: Span) -> str:
    """Who writes it: `fix`, but not where a film hangs on the text, or another project may."""
    if project.mends(span):
        return " (make fix does it for every reference)"
    film = PurePosixPath(span.source.path)
    return f", and film it again: {again(film.stem)}" if film.parent == STORYBOARDS else ""


def _rewritten(citation: Citation, place: str) -> str:
    if citation.neighbour is not None:
        written = citation.span.text
        return f'"{_flat(numbered(written[:1].lower() + written[1:], citation.neighbour, place))}"'
    shown = _flat(citation.shown.text)
    head = shown[: len(shown) - len(citation.number)] if shown.endswith(citation.number) else ""
    return f'"{head}{place}"'


def _no_such(project: Project, one: Resolved, past: Past | None) -> Problem:
    citation = one.citation
    quoted, thing = _quoted(citation.shown, citation.cites), citation.cites
    relative = citation.number in ("previous", "next")
    notes = [] if relative else [*_had(citation.number, past), *_nearest(project, citation)]
    if thing == "section":
        notes = list(_sections(project))
    if citation.gone:
        mark = citation.mark.text.strip() if citation.mark else ""
        where = "above" if citation.mark and citation.mark.span.start < citation.span.start else "behind"
        message = f"{quoted} cites no {thing}, as the comment {where} it says"
        fix = f"reword the sentence, then take the comment {mark} out"
    elif relative:
        message = f"{quoted} {_missing(project, one.meant[0])}"
        fix = "name the question that you mean by its number"
    else:
        message = f"{quoted} does not exist"
        fix = f"write the number of the {thing} that you mean"
    kind = Kind.NO_SUCH_SECTION if thing == "section" else Kind.NO_SUCH_QUESTION
    return Problem(kind, citation.shown, message, fix, tuple(notes))


def _sections(project: Project) -> Iterator[str]:
    """What sections there are."""
    each = (zip(q.section_numbers, q.section, strict=True) for q in project.numbered)
    found = dict.fromkeys(f'{number} "{title}"' for levels in each for number, title in levels)
    yield f"there are the sections {', '.join(found)}" if found else "nav: has no sections"


def _missing(project: Project, neighbour: Meant) -> str:
    """What has become of a neighbour that is no question now: a gap in the numbers need not have been one."""
    if neighbour.question is not None:
        return "is in no nav:"
    number = project.settings.numbers.written(neighbour.key)
    return "was deleted" if neighbour.title else f"does not exist: no question has the number {number}"


def _had(number: str, past: Past | None) -> Iterator[str]:
    """Whether a number that no question has was ever one's."""
    had = past.had(number) if past is not None else True
    if had is False:
        yield "no question ever had that number"
    elif isinstance(had, Had):
        yield f"{had.path} had that number last ({had.commit}, {had.day})"


def _nearest(project: Project, citation: Citation) -> Iterator[str]:
    numbered = [(k, q) for q in project.questions if q.place and (k := project.key(q.place))]
    if not numbered:
        yield "there are no questions"
        return
    yield f"questions go from {numbered[0][1].place} to {numbered[-1][1].place}"
    wanted = project.key(citation.number)
    if wanted is None:
        return
    _, question = min(numbered, key=lambda pair: _distance(pair[0], wanted))
    yield f"nearest by number: question {question.place}, {_quoted_title(question)}"
    source = citation.span.source
    line = source.lines[source.position(citation.span.start)[0] - 1]
    titles = {q.title.lower(): q for _, q in numbered}
    if near := get_close_matches(line.lower(), titles, 1, 0.5):
        other = titles[near[0]]
        if other is not question:
            yield f"nearest by title: question {other.place}, {_quoted_title(other)}"


def _distance(a: Key, b: Key) -> tuple[int, ...]:
    width = max(len(a), len(b))
    pad = [(*k, *([0] * (width - len(k)))) for k in (a, b)]
    return tuple(abs(x - y) for x, y in zip(*pad, strict=True))


def _left(project: Project, one: Resolved) -> Problem:
    title = one.question.title if one.question else one.meant[0].title
    gone = "is in no nav:" if one.question else "was deleted"
    return Problem(
        Kind.NO_SUCH_QUESTION,
        one.citation.shown,
        f"{_quoted(one.citation.shown)} {gone}",
        "reword the sentence, or write the number of another question",
        (f'meant: "{title}"', *_nearest(project, one.citation)),
    )


def _ambiguous(one: Resolved) -> Problem:
    files = [m.question.path for m in one.meant if m.question]
    return Problem(
        Kind.AMBIGUOUS_REFERENCE,
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
    notes = [f"the link leads to: {_quoted_title(linked)}"] if linked else []
    notes += [f'the text names: "{m.title}"' for m in one.meant if m.title]
    fix = f'write "question {number}", or let the link lead to the question that you mean'
    return Problem(Kind.LINK_MISMATCH, citation.shown, says, fix, tuple(notes))


def _no_question_linked(project: Project, src: str, one: Resolved) -> Iterator[Problem]:
    """A link that names a question and leads to something else; a broken one is reported as such."""
    destination = one.citation.link or ""
    path = destination.split("#")[0]
    name = path.rsplit("/", 1)[-1]
    if one.citation.raw:
        if page_at(project, src, destination) is None:
            return
    elif path and not any(src.rsplit("/", 1)[-1] == name for src in (*project.pages, *project.files)):
        return
    message = f'{_quoted(one.citation.shown)} leads to "{destination}", which is no question'
    notes = tuple(f'the text names: "{m.title}", {m.question.path}' for m in one.meant if m.question)
    yield Problem(
        Kind.LINK_MISMATCH, one.citation.shown, message, "let the link lead to the question's page", notes
    )


def code_reference(span: Span) -> Problem:
    """A reference that stands where readers see code."""
    return Problem(
        Kind.REFERENCE_IN_CODE,
        span,
        f"{_quoted(span)} stands in an indented block, which is shown as code",
        "take out spaces at the line's beginning, or put code between ``` lines",
    )


def _ranges(project: Project, phrase: Phrase, resolved: Sequence[Resolved]) -> Iterator[Problem]:
    for index, join in enumerate(phrase.joins):
        if join != "range":
            continue
        first, last = phrase.citations[index : index + 2]
        a, b = project.key(first.number), project.key(last.number)
        if a is None or b is None:
            continue
        span = first.span
        if first.span.source is last.span.source:
            span = Span(first.span.source, first.span.start, last.span.end)
        told = f"{first.number} to {last.number}"
        missing = [r.citation.number for r in resolved[index : index + 2] if not r.meant and r.linked is None]
        if a[:-1] != b[:-1]:
            message = f"the range {told} runs from one section into another"
            yield Problem(Kind.BAD_RANGE, span, message, "write one range for each section")
        elif a >= b:
            message = (
                f"the range {told} runs backwards" if a > b else f"the range {told} holds one {first.cites}"
            )
            fix = (
                f'write "{last.number} to {first.number}"'
                if a > b
                else f'write "{first.cites} {first.number}"'
            )
            yield Problem(Kind.BAD_RANGE, span, message, fix)
        elif missing:
            message = f"the range {told} lacks its end {' and '.join(missing)}"
            yield Problem(Kind.BAD_RANGE, span, message, "write a range whose two ends exist")


def _direction(
    project: Project, here: Question | None, phrase: Phrase, resolved: Sequence[Resolved]
) -> Iterator[Problem]:
    if phrase.direction is None or here is None or here.place is None:
        return
    order = project.order
    said = phrase.side
    for one in resolved:
        question = one.question
        if question is None or question.place is None or question.src == here.src:
            continue
        if one.citation.cites == "section" and holds(question, here):
            continue
        true = "above" if order[question.src] < order[here.src] else "below"
        if true != said:
            word = phrase.turn.other if phrase.turn else true
            message = f"{one.citation.cites} {question.place} stands {true} this one, not {said}"
            yield Problem(
                Kind.WRONG_DIRECTION,
                phrase.direction,
                message,
                f'write "{word}"',
                (f"meant: {_quoted_title(question)}",),
            )
            return


def doubtful(project: Project, span: Span, why: Doubt) -> Problem:
    """What looks like a reference, and is neither checked nor linked until its writer says what it is."""
    text = _flat(span.text)
    ignore = "put <!-- faq: ignore --> on a line of its own above"
    numbers = project.settings.numbers.examples(3, 4, 6)
    one, three, ours = (project.settings.speech.cited(which, numbers) for which in range(3))
    section = _section_word(project, text)
    if why == "undecided":
        message = f'"{text}" may be a {"section" if section else "question"} of another document'
        fix = f'write "{ours}", or whose it is; if it is none of ours, {ignore}'
        return Problem(Kind.UNCLEAR_REFERENCE, span, message, fix)
    message = f'"{text}" looks like a reference and cannot be read'
    way = f'"{section} {project.settings.numbers.written((3,))}"' if section else f'"{one}" or "{three}"'
    return Problem(Kind.UNREAD_REFERENCE, span, message, f"write it as {way}; if it is none, {ignore}")


def _section_word(project: Project, text: str) -> str:
    """The word for a section with which a text begins; empty where it begins with another."""
    words = (each.partition("/")[0] for each in project.settings.section_words)
    return next((word for word in words if text.lower().startswith(word.lower())), "")


def unused_ignore(span: Span) -> Problem:
    """A comment that exempts nothing, or a line of front matter."""
    if span.text == "ignore":
        message = "faq: ignore exempts nothing in this page"
        return Problem(Kind.UNUSED_IGNORE, span, message, "take the line out")
    message = "this comment exempts nothing on the line below it"
    return Problem(Kind.UNUSED_IGNORE, span, message, "take the comment out")
