"""Which headings of a page are its questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from faq.importing.numbers import Headed, above
from faq.importing.records import HeadedPart

ASKS = re.compile(r"[?？؟;]\s*[*_`\"'”’»)\]]*\Z")
"""How a question ends, the Greek mark among them."""


def asks(plain: str) -> bool:
    """Whether a heading ends as a question does."""
    return bool(ASKS.search(plain))


def questions(parts: Sequence[HeadedPart], heads: Sequence[Headed]) -> set[int]:
    """The places of the parts that are questions; none where one heading is there, which asks nothing.

    What is marked is one.  So are all headings of the level on which most ask; where nothing is marked and
    none asks, of the level with most numbers, and where there are none, of the one with most headings.  Those
    further down whose number continues the question's, 3.1.1 below 3.1, are questions below it.
    """
    marked = {place for place, part in enumerate(parts) if part.marked}
    free = [place for place, part in enumerate(parts) if part.level and not part.marked]
    ways = [[place for place in free if asks(parts[place].plain)]]
    if not marked:
        ways += [[place for place in free if heads[place].number], free if len(free) > 1 else []]
    told = Counter(parts[place].level for place in next(filter(None, ways), []))
    if not told:
        return marked
    level = min(told, key=lambda level: (-told[level], level))
    found = {place for place in free if parts[place].level == level and not _title(parts, place)}
    found -= {place for place in found if _holds_marked(parts, place)}
    return marked | found | _continued(parts, heads, found)


def _holds_marked(parts: Sequence[HeadedPart], place: int) -> bool:
    """Whether a heading that asks nothing is a section of marked questions."""
    below = takewhile(lambda part: part.level > parts[place].level, parts[place + 1 :])
    return not asks(parts[place].plain) and any(part.marked for part in below)


def _title(parts: Sequence[HeadedPart], place: int) -> bool:
    """Whether a part is the page's title: the first heading, alone on its level, asking nothing."""
    if place != 1 or asks(parts[place].plain) or len(parts) <= 2:
        return False
    return sum(part.level == parts[place].level for part in parts) == 1


def _continued(parts: Sequence[HeadedPart], heads: Sequence[Headed], found: set[int]) -> set[int]:
    out: set[int] = set()
    current: int | None = None
    for place, part in enumerate(parts):
        if place in found:
            current = place
        elif current is not None and part.level > parts[current].level:
            number = heads[place].number
            if number and heads[current].number and above(number) == heads[current].number:
                out.add(place)
        else:
            current = None
    return out
