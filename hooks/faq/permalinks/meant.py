"""What somebody has looked at of the permalinks that a new tree breaks, and means."""

from __future__ import annotations

from faq.addresses import Permalink
from faq.frozen import record


@record
class Reviewed:
    """What somebody has looked at, and means."""

    gone: frozenset[Permalink] = frozenset()
    """The addresses, anchors and files that `gone:` lists."""
    reworded: frozenset[Permalink] = frozenset()
    """The anchors whose headings have other words, and mean what they meant."""
    turned: frozenset[tuple[str, str]] = frozenset()
    """Old addresses that lead elsewhere than they did, each with the address that it led to."""
    folder: str = ""
    """The folder of the questions: by their addresses in it they are named on the page with all answers."""
    written: frozenset[str] | None = None
    """The addresses of the pages that have front matter; None where that is not known."""

    made: frozenset[str] = frozenset()
    """The addresses of the pages that the build makes."""

    def has_front_matter(self, address: str) -> bool:
        """Whether a writer can declare something in the page at an address."""
        return self.written is None or address in self.written


NOTHING = Reviewed()
