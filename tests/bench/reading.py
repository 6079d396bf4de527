"""What reading costs, as records, as JSON and as a text: first visits, and the first result of a search."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from faq.auditing.first_visit import MOST_BYTES, MOST_RATIO, FirstVisit
from faq.auditing.first_visit import table as visits_table
from tests.bench.aims import Judged
from tests.bench.figures import spread
from tests.bench.table import aims_table, place_and_day

MOST_GROWTH = 1.05
"""Bytes of a first visit of the largest FAQ, divided by those of the smallest."""
MOST_SECONDS = 2.5
"""From the first key to the first result, on a slow phone."""


@dataclass(frozen=True, slots=True)
class Weight:
    """A first visit to one page of a generated FAQ."""

    page: str
    """What it is, in words."""
    questions: int
    bytes: int
    """On the wire, headers included."""


@dataclass(frozen=True, slots=True)
class Search:
    """The first results of searches in a generated FAQ, each by a reader with nothing in the cache."""

    questions: int
    bytes: int
    """Of the index, or of its first part: what the first result waits for, on the wire."""
    seconds: tuple[float, ...]
    """From the first key to the first result, as a slow phone has it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A run of the bench for readers."""

    day: str
    """Year-month-day."""
    machine: str
    load: float
    """The load average when it began, so that a busy machine shows."""
    versions: Mapping[str, str]
    """Of what measured, by name."""
    visits: tuple[FirstVisit, ...] = ()
    weights: tuple[Weight, ...] = ()
    searches: tuple[Search, ...] = ()


def dumped(reading: Reading) -> str:
    """A run as JSON."""
    return json.dumps(asdict(reading), indent=1, ensure_ascii=False) + "\n"


def loaded(text: str) -> Reading:
    """A run out of JSON; `ValueError` where the text holds none."""
    try:
        found: dict[str, Any] = json.loads(text)
        visits = [one | {"paints": tuple(map(tuple, one["paints"]))} for one in found.pop("visits")]
        weights = tuple(Weight(**one) for one in found.pop("weights"))
        searches = [one | {"seconds": tuple(one["seconds"])} for one in found.pop("searches")]
        visited = tuple(FirstVisit(**one) for one in visits)
        return Reading(
            **found, visits=visited, weights=weights, searches=tuple(Search(**s) for s in searches)
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(
            f"these are no figures of readers ({error}): make them anew with make bench-reader"
        ) from error


def judged(reading: Reading) -> Iterator[Judged]:
    """Every aim, in the order of the table."""
    for visit in reading.visits:
        name = visit.page or "/"
        yield Judged(f"{name}: KB of a first visit", MOST_BYTES / 1024, spread([visit.bytes / 1024]))
        paints = [paint / floor for paint, floor in visit.paints]
        yield Judged(f"{name}: largest paint / a bare page's", MOST_RATIO, spread(paints))
    for page in dict.fromkeys(one.page for one in reading.weights):
        sizes = {one.questions: one.bytes for one in reading.weights if one.page == page}
        few, many = min(sizes), max(sizes)
        if few < many:
            what = f"{page}: first visit at {many:,} / at {few:,}"
            yield Judged(what, MOST_GROWTH, spread([sizes[many] / sizes[few]]))
    for one in reading.searches:
        yield Judged(f"{one.questions:,}: seconds to the first result", MOST_SECONDS, spread(one.seconds))


def heading(reading: Reading) -> str:
    """Where and when it was measured."""
    return f"{place_and_day(reading)} · Lighthouse as a phone, nginx on loopback, gzip"


def table(reading: Reading) -> str:
    """All of a run, in lines of some 100 characters."""
    lines = [heading(reading), "", visits_table(reading.visits), ""]
    lines += [f"{one.page} of {one.questions:,} questions: {one.bytes:,} bytes" for one in reading.weights]
    for one in reading.searches:
        after = ", ".join(f"{second:.2f}" for second in one.seconds)
        index = f"{one.bytes:,} bytes of index"
        lines.append(f"search in {one.questions:,} questions: {index}, first result after {after} s")
    return "\n".join([*lines, "", *aims_table(judged(reading))]) + "\n"
