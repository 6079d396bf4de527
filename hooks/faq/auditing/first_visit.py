"""What a first visit costs a reader, beside a bare page of the same text: `make bench-reader`; pure."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from faq.auditing.weight import columns
from faq.frozen import record

MOST_BYTES = 40 * 1024
"""Bytes on the wire that a first visit is to have, headers included."""
MOST_RATIO = 1.4
"""How much later than that of a bare page the largest content is to be painted, as a phone has it."""


@record
class FirstVisit:
    """One page, visited with nothing in the cache, and the bare page of the same text."""

    page: str
    requests: int
    bytes: int
    bare_bytes: int
    paints: tuple[tuple[float, float], ...]
    """When the largest content was painted (LCP), in milliseconds: a pair for the page and the bare one."""

    @property
    def lcp(self) -> float:
        """The median of the page's, in milliseconds."""
        return median(paint for paint, _ in self.paints)

    @property
    def bare_lcp(self) -> float:
        """The median of the bare page's, in milliseconds."""
        return median(paint for _, paint in self.paints)

    @property
    def ratio(self) -> float:
        """The median of the pairs: what happens on the machine meanwhile happens to both of a pair."""
        return median(paint / floor for paint, floor in self.paints)


def table(visits: Sequence[FirstVisit]) -> str:
    """A line a page, and one of what is aimed at."""
    rows = [["first visit", "requests", "bytes", "bare", "LCP ms", "bare", "ratio"]]
    rows += [
        [
            one.page or "/",
            str(one.requests),
            f"{one.bytes:,}",
            f"{one.bare_bytes:,}",
            f"{one.lcp:.0f}",
            f"{one.bare_lcp:.0f}",
            f"{one.ratio:.2f}",
        ]
        for one in visits
    ]
    rows.append(["aim: at most", "", f"{MOST_BYTES:,}", "", "", "", f"{MOST_RATIO:.2f}"])
    return columns(rows)
