"""What a number means: the question whose front matter says it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from faq.frozen import record
from faq.model import Question
from faq.text.scheme import Key, Scheme

Which = Literal["previous", "next"]


@record
class Meant:
    """What a number stood for."""

    key: Key
    title: str
    question: Question | None
    """None where the question was deleted since."""


@record
class Numbering:
    """Which question each number means."""

    claims: Mapping[Key, tuple[Meant, ...]]
    scheme: Scheme

    def meant(self, number: str) -> tuple[Meant, ...]:
        """All questions that claim a number: none, one, or several where two branches were merged."""
        wanted = self.scheme.key(number)
        return self.claims.get(wanted, ()) if wanted else ()

    @cached_property
    def order(self) -> list[Key]:
        """All numbers, ascending."""
        return sorted(self.claims)

    @cached_property
    def numbers(self) -> Mapping[str, Key]:
        """The number of each question, by source path."""
        return {m.question.src: k for k, claim in self.claims.items() for m in claim if m.question}

    def neighbours(self, question: Question, which: Which) -> tuple[Meant, ...]:
        """The question before or behind another.

        None at either end, several where the number is contested, one without a question in a gap.
        """
        own = self.numbers.get(question.src)
        if own is None:
            return ()
        step = 1 if which == "next" else -1
        at = bisect_left(self.order, own) + step
        expected = (*own[:-1], own[-1] + step)
        if not 0 <= at < len(self.order):
            return (Meant(expected, "", None),) if expected[-1] > 0 and which == "previous" else ()
        found = self.order[at]
        # Where two claim a number, the next one is not missing: one of the two has its place.
        contested = len(self.claims[own]) > 1 or len(self.claims[found]) > 1
        if found[:-1] == own[:-1] and found != expected and not contested:
            return (Meant(expected, "", None),)
        return self.claims[found]


def stated(questions: Iterable[Question], scheme: Scheme) -> Numbering:
    """The numbering that the front matter states now.

    A question in no `nav:` counts only where no other claims its number: it has left the list.
    """
    claims: dict[Key, tuple[Meant, ...]] = {}
    everyone = list(questions)
    for question in [q for q in everyone if q.place] + [q for q in everyone if not q.place]:
        number = scheme.key(question.number)
        if number is None or (not question.place and number in claims):
            continue
        claims[number] = (*claims.get(number, ()), Meant(number, question.title, question))
    return Numbering(claims, scheme)
