"""What was found beside what had to be found, told so that a reader sees the line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .command import Problem
from .faqs import expected, source
from .model import Cite, Decoy, Direction, Expected, Faq, Numbering, Page, Relative, Span

READ = ("docs/.", "docs/attic/", "snippets/unused")
"""What is no page of the site: hidden, excluded, included by none."""


def all_expected(faq: Faq, numbering: Numbering, without: Iterable[str] = ()) -> list[Expected]:
    """Every reference of the FAQ but those of some pages."""
    return [one for page in faq.pages if page.path not in set(without) for one in expected(page, numbering)]


def at(folder: Path, one: Expected) -> str:
    """The reference with its line, the number underlined."""
    line = (folder / one.path).read_text(encoding="utf-8-sig").split("\n")[one.line - 1]
    low = max(0, one.column - 70)
    shown = line[low : one.column + 50].replace("\t", " ")
    return (
        f"{one.path}:{one.line}:{one.column}: {one.form} {one.number!r} -> {one.target}\n"
        f"    {shown}\n    {' ' * (one.column - 1 - low)}^"
    )


def _key(one: Expected) -> tuple[object, ...]:
    number = "" if one.form == "relative" else one.number
    return one.path, one.line, one.column, one.end_line, one.end_column, number, one.target, one.form


def unlike(folder: Path, wanted: Iterable[Expected], found: Iterable[Expected], limit: int = 8) -> list[str]:
    """What is missing and what is too much, each with its line."""
    wanted, found = list(wanted), list(found)
    missing = Counter(map(_key, wanted)) - Counter(map(_key, found))
    surplus = Counter(map(_key, found)) - Counter(map(_key, wanted))
    out = [f"{sum(missing.values())} missing, {sum(surplus.values())} too many"] if missing or surplus else []
    out += [f"missing {at(folder, one)}" for one in wanted if _key(one) in missing][:limit]
    out += [f"surplus {at(folder, one)}" for one in found if _key(one) in surplus][:limit]
    return out


def spans(page: Page, numbering: Numbering) -> dict[int, Span]:
    """Where the page's references and direction words lie; a relative phrase to its end."""
    _, found = source(page, numbering)
    out: dict[int, Span] = {}
    for index, span in found.items():
        match page.slots[index]:
            case Relative():
                end = found[index + 1]
                out[index] = Span(span.line, span.column, end.line, end.column)
            case Cite() | Direction():
                out[index] = span
            case _:
                pass
    return out


def count(faq: Faq, what: str, numbering: Numbering) -> int:
    """How many cited numbers of the pages that are read count as `external` or `ignored`."""
    total = 0
    for page in faq.pages:
        if page.path.startswith(READ):
            continue
        _, found = source(page, numbering)
        total += sum(
            isinstance(slot, Decoy) and slot.counted == what and index in found
            for index, slot in enumerate(page.slots)
        )
    return total


def reported(problems: Iterable[Problem], path: str, span: Span) -> bool:
    """Whether a problem lies on this place, or around it."""
    return any(problem.path == path and problem.span.covers(span) for problem in problems)
