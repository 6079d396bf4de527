"""The numbers of a FAQ's headings, as far as they hold: of most questions, in one scheme, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from faq.frozen import record
from faq.importing.numbers import Headed, above, common_form, headed
from faq.importing.records import HeadedPart, OldQuestion


@record
class OldNumbers:
    """What stands before the words of headings."""

    heads: Sequence[Headed]
    """By part; a number that does not hold is left in its title."""
    form: str
    """As the setting `numbers:` says it; empty for digits and dots."""
    sections: Mapping[str, int]
    """The sections that have numbers, each with its part's place."""
    odd: tuple[str, ...]


def numbering(found: Sequence[HeadedPart], asked: set[int]) -> OldNumbers:
    """The numbers of these parts, of which some are questions."""
    heads = [headed(part.heading) for part in found]
    numbered = [place for place in sorted(asked) if heads[place].number]
    most = 2 * len(numbered) >= len(asked)
    form = common_form({heads[place].number for place in numbered}) if most and numbered else ""
    odd, held, seen = [], list[int](), set[str]()
    if form is None:
        odd.append(
            "the numbers are of several forms, which one setting `numbers:` cannot have: they stay in titles"
        )
    for place in numbered if most and form is not None else ():
        number = heads[place].number
        if number in seen:
            odd.append(f'number {number} stands twice, and stays in the title "{found[place].plain}"')
        else:
            held.append(place)
            seen.add(number)
    over = {one for number in seen for one in _all_above(number)}
    sections = {
        heads[place].number: place
        for place, part in enumerate(found)
        if place not in asked and part.level and heads[place].number in over
    }
    kept = {*held, *sections.values()}
    whole = [
        head if place in kept or (place in asked and not head.number) else Headed("", "", part.heading)
        for place, (head, part) in enumerate(zip(heads, found, strict=True))
    ]
    return OldNumbers(whole, form or "", sections, tuple(odd))


def counted(
    asked: Sequence[OldQuestion], found: OldNumbers
) -> tuple[tuple[OldQuestion, ...], tuple[str, ...]]:
    """Questions that have no numbers, counted through, as readers cite them; and what is to be said of it.

    Where any has a number, or had one that does not hold, all stay as they are.
    """
    if any(headed(one.heading).number for one in asked) or any(one.number for one in asked):
        return tuple(asked), found.odd
    numbered = tuple(replace(one, number=str(place)) for place, one in enumerate(asked, 1))
    return numbered, (
        *found.odd,
        "the questions have no numbers: whoever cites question 2 means the second of all",
    )


def _all_above(number: str) -> Iterator[str]:
    while number := above(number):
        yield number
