"""A file of queries, such as a team's log: one a line, with the number of the question it should find."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from faq.frozen import record

NOTHING = "-"
"""Stands in the place of a number behind a query that no question answers, such as "weather"."""


@record
class Query:
    """What a reader typed."""

    text: str
    expected: str | None = None
    """The number of the question that should come first; NOTHING where none fits, None where nobody said."""


@record
class Hit:
    """A page that was found."""

    number: str | None
    """The question's number; None for a page that answers none."""
    title: str


def read_queries(text: str, path: str, numbers: Set[str]) -> tuple[tuple[Query, ...], tuple[str, ...]]:
    """The queries in a file and what is wrong with it, line by line.

    A line is a query, or a query, a tab and a number, or NOTHING; `numbers` are those that there are.  Empty
    lines and lines that begin with "# " say nothing.
    """
    queries: list[Query] = []
    wrong: list[str] = []
    for at, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        typed, *more = (part.strip() for part in line.split("\t"))
        if not typed or len(more) > 1:
            wrong.append(f"{path}:{at}: write a query, or a query, one tab and a question's number")
        elif more and more[0] != NOTHING and more[0] not in numbers:
            known = ", ".join(sorted(numbers, key=_natural))
            none = f'or "{NOTHING}" where nothing should be found'
            wrong.append(f'{path}:{at}: "{more[0]}" is no question\'s number; there are {known}, {none}')
        else:
            queries.append(Query(typed, more[0] if more else None))
    return tuple(queries), tuple(wrong)


def verdict(query: Query, hits: Sequence[Hit]) -> str:
    """How well a query was answered: first, in three, missed, nothing; found where nobody expected any.

    Where nothing should be found it is right, or noise.
    """
    numbers = [hit.number for hit in hits[:3]]
    if query.expected == NOTHING:
        return "noise" if hits else "right"
    if query.expected is None:
        return "found" if hits else "nothing"
    if numbers[:1] == [query.expected]:
        return "first"
    return "in three" if query.expected in numbers else "missed" if hits else "nothing"


def report(answers: Sequence[tuple[Query, Sequence[Hit]]], width: int = 100) -> str:
    """What each query found, the first three, and a line that counts; `width` in characters."""
    lines = []
    for query, hits in answers:
        wanted = "nothing" if query.expected == NOTHING else query.expected
        expected = f"  ({wanted} expected)" if wanted else ""
        lines.append(f"{verdict(query, hits):9}{query.text}{expected}")
        lines += [_clipped(f"{' ' * 9}{hit.number or '-':>4}  {hit.title}", width) for hit in hits[:3]]
    return "\n".join([*lines, summary(answers)])


def summary(answers: Sequence[tuple[Query, Sequence[Hit]]]) -> str:
    """How many queries were answered how well, in one line."""
    empty = sum(not hits for _, hits in answers)
    beside = [verdict(query, hits) for query, hits in answers if query.expected == NOTHING]
    judged = [verdict(query, hits) for query, hits in answers if query.expected not in (None, NOTHING)]
    said = f"{len(answers)} {'query' if len(answers) == 1 else 'queries'}"
    if judged:
        first, three = judged.count("first"), judged.count("first") + judged.count("in three")
        said += f", {len(judged)} with an expected question: {_share(first, len(judged))} first"
        said += f", {_share(three, len(judged))} in the first three"
    if beside:
        said += (
            f", {len(beside)} about something else: {_share(beside.count('right'), len(beside))} find nothing"
        )
    return f"{said}; {empty} without any result"


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)"


def _clipped(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - 2].rstrip() + " …"


def _natural(number: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdecimal() else 0, part) for part in re.findall(r"[0-9]+|[^0-9.]+", number)]
