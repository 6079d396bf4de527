"""What `clients.yml` says: mail programs, on their platforms, and for each sort of report a cell."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from datetime import date

from faq.frozen import record
from faq.model import Source, Span
from faq.text.markdown.lines import Line

NAME = "clients.yml"
FOLDED = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")


@record
class Worded:
    """A value in words, and where it stands."""

    text: str
    span: Span

    @property
    def places(self) -> tuple[int, ...]:
        """Where each of its characters stands; none where something else stands for some of them.

        Between two words YAML takes the end of a line for a space.
        """
        written, at, out = self.span.source.text, self.span.start, list[int]()
        for char in self.text:
            folded = FOLDED.match(written, at) if char == " " else None
            if folded is None and written[at : at + 1] != char:
                return ()
            out.append(at)
            at = folded.end() if folded else at + 1
        return tuple(out)


@record
class Tried:
    """When somebody followed the steps to the end, and with what; `day` is None where nobody did."""

    day: date | None
    version: Worded | None
    span: Span


@record
class Cell:
    """What one program on one platform can do about one sort of report.

    One of three: steps, in Markdown; what to do instead; the sort of which the same holds (`like`).
    """

    steps: tuple[Line, ...]
    like: str
    instead: Worded | None
    tried: Tried | None
    """None where nothing is said, and where there is nothing to be tried."""
    span: Span
    """The key."""


@record
class Platform:
    """Where a program runs, with a cell for each sort of report; those that are not written are missing."""

    name: Worded
    cells: Mapping[str, Cell]
    wrong: Collection[str]
    """The sorts whose cells are written and cannot be read, which is told already."""

    def saying(self, cell: Cell) -> Cell:
        """The cell that says what to do for one: itself, or the one whose steps serve."""
        return self.cells.get(cell.like, cell)


@record
class Client:
    """A mail program, or a device that has one of its own."""

    name: Worded
    anchor: str
    """What leads to its steps, behind the `#` of a link."""
    film: Worded | None
    platforms: tuple[Platform, ...]


@record
class Clients:
    """The whole file."""

    source: Source
    cases: Mapping[str, Worded]
    """The sorts of report, in their order: the name that cells have for each, and what readers read."""
    clients: tuple[Client, ...]


def is_clients(path: str) -> bool:
    """Whether a file that a page takes says what mail programs can do."""
    return posixpath.basename(path) == NAME
