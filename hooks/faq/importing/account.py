"""What an import says: what it made, every citation, and what is for a person to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from faq.importing.making import Made
from faq.reporting import mentions_text, problem_text


def told(made: Made) -> str:
    """The whole report; its last line has the words that were read and that are there."""
    return "\n".join(
        [*_questions(made), "", *_citations(made), *_left_out(made), *_for_a_person(made), _words(made)]
    )


def _questions(made: Made) -> Iterator[str]:
    old = [one.number for one in made.gathered.asked]
    for question, number in zip(made.project.numbered, old, strict=True):
        was = f" (was {number})" if number and number != question.place else ""
        yield f"{question.place}{was}: {question.title}\n    {question.path}"
    if made.suggested:
        yield f"\nwords that cite, found and written into mkdocs.yml: {', '.join(made.suggested)}"


def _citations(made: Made) -> Iterator[str]:
    yield "every citation, with its sentence and what it means now:"
    yield mentions_text(made.mentions) + "\n"


def _left_out(made: Made) -> Iterator[str]:
    counts = Counter(one.strip() for one in made.gathered.dropped if one.strip())
    if counts:
        yield "made anew, and so not taken over as it stood:"
        yield from (f'  "{text}"{f", {count} times" if count > 1 else ""}' for text, count in counts.items())
        yield ""


def _for_a_person(made: Made) -> Iterator[str]:
    """What was not understood, and what the check says of the project."""
    if made.odd or made.report.problems:
        yield "for a person:"
        yield from (f"  {one}" for one in dict.fromkeys(made.odd))
        yield ""
        yield from (problem_text(one) + "\n" for one in made.report.problems)


def _words(made: Made) -> str:
    counts = made.counts
    said = f"words: {counts.read} in, {counts.written} out, {counts.anew} made anew"
    if not counts.lost:
        return f"{said}; none is lost"
    lost = (f'"{word}"{f", {count} times" if count > 1 else ""}' for word, count in counts.lost.items())
    return f"{said}; lost: {'; '.join(lost)}"
