"""What was measured, as records and as JSON; medians and ratios of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any, Literal

Quantity = Literal["cpu", "wall", "peak", "output", "page"]

SUBJECTS: Mapping[str, str] = {
    "cold": "everything, cold",
    "warm": "everything, warm",
    "edit": "one edit in a preview",
    "check": "faq check",
    "without-hooks": "the same site without our hooks",
    "plain-all": "plain Material, all in the navigation",
    "plain-none": "plain Material, in no navigation",
    "zensical": "Zensical, all in the navigation",
    "hugo": "Hugo, a bare theme",
    "eleventy": "Eleventy, a bare theme",
}
"""What is measured, by its name in the JSON, as tables and charts call it."""
QUADRATIC = frozenset({"without-hooks", "plain-all", "zensical"})
"""Those that name every question on every page."""
PEERS = frozenset({"zensical", "hugo", "eleventy"})
"""Those that are no MkDocs."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one process cost."""

    what: str
    """One of SUBJECTS."""
    questions: int
    round: int
    """From 1; what is compared ran in the same round."""
    cpu: float
    """Seconds, user and system, of the process and of those that it waited for."""
    wall: float
    """Seconds."""
    peak: float
    """The most memory that it held, in MB (a million bytes)."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a build wrote."""

    what: str
    questions: int
    output: int
    """Bytes of all files."""
    page: int
    """Bytes of an answer's page, compressed: the median of some answers."""


@dataclass(frozen=True, slots=True)
class Report:
    """A run of the bench."""

    day: str
    """Year-month-day."""
    machine: str
    """Processor, cores, memory."""
    load: float
    """The load average when it began, so that a busy machine shows."""
    versions: Mapping[str, str]
    """Of what was measured, by name."""
    faq: str = "one list"
    """How the questions stand, and in which language where it is not English."""
    runs: tuple[Run, ...] = ()
    outputs: tuple[Output, ...] = ()
    left_out: tuple[str, ...] = ()
    """What was not measured, and why, in sentences."""

    @property
    def sizes(self) -> list[int]:
        """How many questions there were, from few to many."""
        return sorted({run.questions for run in self.runs})

    @property
    def rounds(self) -> int:
        """How many rounds there were."""
        return max((run.round for run in self.runs), default=0)

    def with_run(self, run: Run) -> Report:
        """The same with one process more."""
        return replace(self, runs=(*self.runs, run))

    def with_output(self, output: Output) -> Report:
        """The same with what one build wrote."""
        return replace(self, outputs=(*self.outputs, output))

    def without(self, sentence: str) -> Report:
        """The same with one thing more that was not measured; nothing is said twice."""
        return self if sentence in self.left_out else replace(self, left_out=(*self.left_out, sentence))


@dataclass(frozen=True, slots=True)
class Spread:
    """A median, and what it lies between."""

    middle: float
    low: float
    high: float


def dumped(report: Report) -> str:
    """A report as JSON."""
    return json.dumps(asdict(report), indent=1, ensure_ascii=False) + "\n"


def loaded(text: str) -> Report:
    """A report out of JSON; `ValueError` where the text holds none."""
    try:
        found: dict[str, Any] = json.loads(text)
        runs, outputs = found.pop("runs"), found.pop("outputs")
        left_out = tuple(found.pop("left_out"))
        return Report(**found, runs=_all(Run, runs), outputs=_all(Output, outputs), left_out=left_out)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(
            f"these are no figures of this bench ({error}): make them anew with make bench"
        ) from error


def digest(figures: str) -> str:
    """A name for figures in JSON, which a chart of them bears."""
    return hashlib.blake2b(figures.encode(), digest_size=8).hexdigest()


def _all(record: Callable[..., Any], rows: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
    return tuple(record(**row) for row in rows)


def by_round(report: Report, what: str, questions: int, quantity: Quantity) -> dict[int, float]:
    """The values by round; what a build wrote is the same in each, and stands under 0."""
    if quantity in ("output", "page"):
        written = [one for one in report.outputs if (one.what, one.questions) == (what, questions)]
        return {0: float(getattr(written[0], quantity))} if written else {}
    mine = [run for run in report.runs if (run.what, run.questions) == (what, questions)]
    return {run.round: float(getattr(run, quantity)) for run in mine}


def value(report: Report, what: str, questions: int, quantity: Quantity) -> Spread | None:
    """The median over the rounds; None where it was not measured."""
    return spread(by_round(report, what, questions, quantity).values())


def lines(report: Report, quantity: Quantity) -> dict[str, list[tuple[int, float]]]:
    """The medians of each that was measured, by how many questions there were."""
    found = {
        what: [(size, one.middle) for size in report.sizes if (one := value(report, what, size, quantity))]
        for what in SUBJECTS
    }
    return {what: points for what, points in found.items() if points}


def ratio(
    report: Report, over: tuple[str, int], under: tuple[str, int], quantity: Quantity = "cpu"
) -> Spread | None:
    """The median of the ratios within each round, since a machine has moods; None where a part is missing."""
    above, below = by_round(report, *over, quantity), by_round(report, *under, quantity)
    return spread(above[place] / below[place] for place in above if below.get(place))


def spread(values: Iterable[float]) -> Spread | None:
    """The median of values and what it lies between; None where there is none."""
    found = list(values)
    return Spread(median(found), min(found), max(found)) if found else None
