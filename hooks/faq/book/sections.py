"""What "section 2" means: the section in which most of the questions are now that had numbers in it."""

from __future__ import annotations

from collections import Counter

from faq.book.numbering import Meant, Numbering
from faq.book.project import Project
from faq.model import Question


def section_meant(project: Project, book: Numbering, number: str) -> tuple[Meant, ...]:
    """The section that a number means by a numbering: one, or none.

    It stands as a question would: where its first question is, with its own title, number and place.
    """
    key = project.key(number)
    if key is None or key in book.claims:
        return ()
    depth = len(key)
    inside = (project.by_src.get(src) for src, own in book.numbers.items() if own[:depth] == key)
    now = Counter(one.section_numbers[depth - 1] for one in inside if one and len(one.section) >= depth)
    if not now:
        return ()
    # Of two with as many, the one that has kept its number.
    place = max(now, key=lambda one: (now[one], project.key(one) == key))
    first = next(one for one in project.numbered if place in one.section_numbers[depth - 1 : depth])
    title = first.section[depth - 1]
    above = first.section[: depth - 1], first.section_numbers[: depth - 1]
    section = Question(first.path, first.src, title, title, number, place, "", *above)
    return (Meant(key, title, section),)


def holds(section: Question, question: Question | None) -> bool:
    """Whether a question stands in a section."""
    return question is not None and section.place in question.section_numbers
