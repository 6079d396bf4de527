"""What building may cost at most, as ratios of what ran in the same round, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.figures import Quantity, Report, Spread, ratio, value

Part = tuple[str, int]
"""A subject and how many questions it has."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure, and what it is to stay under."""

    what: str
    """In the words of a table's row."""
    most: float
    """What it may be at most: a ratio, seconds, or MB."""
    over: Part
    under: Part | None = None
    """What it is divided by; None for a figure on its own."""
    quantity: Quantity = "cpu"


AIMS = (
    Aim("1,000, cold / plain in no navigation", 2.0, ("cold", 1000), ("plain-none", 1000)),
    Aim("1,000, warm / plain in no navigation", 1.3, ("warm", 1000), ("plain-none", 1000)),
    Aim("1,000, cold / Zensical", 0.5, ("cold", 1000), ("zensical", 1000)),
    Aim("5,000 / 1,000, cold", 5.2, ("cold", 5000), ("cold", 1000)),
    Aim("7, warm / plain, all in the navigation", 1.0, ("warm", 7), ("plain-all", 7)),
    Aim("1,000, faq check / plain in no navigation", 0.25, ("check", 1000), ("plain-none", 1000)),
    Aim("1,000, one edit / cold build", 0.15, ("edit", 1000), ("cold", 1000)),
    Aim("1,000, one edit: seconds until it is served", 1.2, ("edit", 1000), quantity="wall"),
    Aim("1,000, cold: peak memory in MB", 180, ("cold", 1000), quantity="peak"),
    Aim("5,000, cold: peak memory in MB", 450, ("cold", 5000), quantity="peak"),
    Aim("an answer's page, compressed, at 1,000 / at 7", 1.1, ("cold", 1000), ("cold", 7), "page"),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """An aim, and what was measured of it."""

    what: str
    most: float
    found: Spread | None
    """None where a part of it was not measured."""

    @property
    def met(self) -> bool | None:
        """Whether it is met; None where that is not known."""
        return None if self.found is None else self.found.middle <= self.most


def judged(report: Report) -> Iterator[Judged]:
    """Every aim, in the order of the table."""
    for aim in AIMS:
        if aim.under is None:
            yield Judged(aim.what, aim.most, value(report, *aim.over, aim.quantity))
        else:
            yield Judged(aim.what, aim.most, ratio(report, aim.over, aim.under, aim.quantity))
