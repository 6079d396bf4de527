"""What was measured, as a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from tests.bench.aims import Judged, judged
from tests.bench.figures import SUBJECTS, Quantity, Report, Spread, ratio, value

COLUMNS: tuple[tuple[str, Quantity, float, str], ...] = (
    ("CPU s", "cpu", 1, ".2f"),
    ("wall s", "wall", 1, ".2f"),
    ("peak MB", "peak", 1, ".0f"),
    ("output MB", "output", 1e6, ".1f"),
    ("answer KB", "page", 1e3, ".2f"),
)
"""A heading, what stands below it, in which unit of its own, and how it is written."""


class Measured(Protocol):
    """What a run of any bench says of itself."""

    @property
    def day(self) -> str: ...
    @property
    def machine(self) -> str: ...
    @property
    def load(self) -> float: ...
    @property
    def versions(self) -> Mapping[str, str]: ...


BASE = "plain-none"
"""What all else is divided by in the last column."""
MET = {True: "met", False: "NOT MET", None: "not measured"}


def table(report: Report) -> str:
    """All of a report, in lines of some 100 characters."""
    return "\n".join(_lines(report)) + "\n"


def heading(report: Report) -> str:
    """Where and when it was measured."""
    rounds = f"{report.rounds} round{'' if report.rounds == 1 else 's'}"
    return place_and_day(report, report.faq, rounds)


def place_and_day(run: Measured, *more: str) -> str:
    """The day and the machine of a run, and of what it was; more stands before the versions."""
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    return " · ".join((run.day, run.machine, f"load {run.load:.1f} when it began", *more, versions))


def _lines(report: Report) -> Iterator[str]:
    yield heading(report)
    for size in report.sizes:
        yield ""
        headings = [*(name for name, *_ in COLUMNS), "CPU, times plain in none"]
        yield _row(f"{size:,} questions", headings)
        for what, title in SUBJECTS.items():
            if any(run.what == what and run.questions == size for run in report.runs):
                yield _row(
                    title, [*_cells(report, what, size), _spread(ratio(report, (what, size), (BASE, size)))]
                )
    if len(report.sizes) > 1:
        yield from _growth(report)
    yield from ("", *aims_table(judged(report)))
    if report.left_out:
        yield from ("", "Not measured:", *(f"  {sentence}" for sentence in report.left_out))


def aims_table(aims: Iterable[Judged]) -> Iterator[str]:
    """A line of headings, and one for each aim."""
    yield _row("Aims", ["measured", "between", "at most", ""])
    yield from map(_aim, aims)


def _growth(report: Report) -> Iterator[str]:
    steps = list(pairwise(report.sizes))
    yield ""
    yield _row("Growth of CPU", [f"{after:,} / {before:,}" for before, after in steps])
    for what, title in SUBJECTS.items():
        found = [ratio(report, (what, after), (what, before)) for before, after in steps]
        if any(found):
            yield _row(title, [f"{one.middle:.2f}" if one else "-" for one in found])


def _cells(report: Report, what: str, size: int) -> Iterator[str]:
    for _, quantity, unit, form in COLUMNS:
        found = value(report, what, size, quantity)
        yield format(found.middle / unit, form) if found else "-"


def _aim(one: Judged) -> str:
    most = f"{one.most:g}"
    if one.found is None:
        return _row(one.what, ["-", "-", most, MET[one.met]])
    between = f"{short(one.found.low)}-{short(one.found.high)}"
    return _row(one.what, [short(one.found.middle), between, most, MET[one.met]])


def _spread(found: Spread | None) -> str:
    return f"{found.middle:.2f} ({found.low:.2f}-{found.high:.2f})" if found else "-"


def short(number: float) -> str:
    """Three digits of a figure."""
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def _row(title: str, cells: Sequence[str]) -> str:
    return (
        f"{title:48}" + "".join(f"{cell:>11}" if len(cell) < 11 else f"  {cell}" for cell in cells)
    ).rstrip()
