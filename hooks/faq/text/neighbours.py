"""How "the previous question" is said otherwise: with the other word, or with a number."""

from __future__ import annotations

import re

from faq.model import Neighbour


def turned(written: str, neighbour: Neighbour) -> str:
    """The phrase with the word for the other side: "the next question"."""
    at, end = _word(written, neighbour)
    other = neighbour.turn.other
    cased = other.capitalize() if written[at].isupper() else other
    return written[:at] + cased + written[end:]


def numbered(written: str, neighbour: Neighbour, number: str) -> str:
    """The phrase as a number says it: "question 7", "la question 7"."""
    if neighbour.behind:
        at, end = _word(written, neighbour)
        return written[:at] + number + written[end:]
    noun = neighbour.noun
    noun = noun.capitalize() if written[0].isupper() else noun
    if neighbour.glued:
        return noun + number
    # A line end between the words stays, with the marks of a quote behind it.
    gaps = re.findall(r"\s+(?:>\s*)*", written)
    gap = next((g for g in gaps if "\n" in g or "\r" in g), " ")
    return f"{noun}{gap}{number}"


def _word(written: str, neighbour: Neighbour) -> tuple[int, int]:
    """Where the word for previous or next stands, whose parts a line end may divide."""
    parts = map(re.escape, neighbour.turn.word.split())
    m = re.search(r"\s+(?:>\s*)*".join(parts), written, re.I)
    return m.span() if m else (0, len(written))
