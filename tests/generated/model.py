"""What a generated FAQ is made of: pages with slots, a navigation, and the numbers that follow from it.

A page is a template. Wherever a number, a direction or a phrase depends on the order of the questions,
the template has a slot, so one page can be written under any numbering: as it stands, as it must stand
after the navigation was edited, or with numbers that say which slot they came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

OPEN, CLOSE = "\ue000", "\ue001"
"""Around a slot's index in a template: private-use characters, which no page has otherwise."""
BREAK = "\ue002"
"""A space at which a line may end."""
SLOT = re.compile(f"{OPEN}(\\d+){CLOSE}")

Form = Literal["text", "link", "relative", "unlinked"]


@dataclass(frozen=True, slots=True)
class Cite:
    """A cited number."""

    target: str
    """The question that is meant: its path under `docs/`."""
    form: Form


@dataclass(frozen=True, slots=True)
class Decoy:
    """A number that cites no question of this FAQ."""

    text: str
    hidden: bool
    """Whether Markdown keeps it out of prose: code, comments, attributes, text not included."""
    counted: Literal["external", "ignored", ""] = ""
    """What it counts as, though it is no reference."""


@dataclass(frozen=True, slots=True)
class Direction:
    """`above` or `below`, whichever is true of all these questions, seen from the page."""

    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """The start of `the previous question` (-1) or `the next question` (+1); the next slot is its end."""

    step: int


@dataclass(frozen=True, slots=True)
class End:
    """Where a relative phrase ends."""


@dataclass(frozen=True, slots=True)
class Own:
    """The page's own number, in its front matter."""


Slot = Cite | Decoy | Direction | Relative | End | Own


@dataclass(frozen=True, slots=True)
class Group:
    """Cited numbers that belong together: `list` (kept in order), `loose` (in either order), or `range`."""

    kind: Literal["list", "loose", "range"]
    members: tuple[int, ...]
    """The slots, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of source: 1-based lines and columns (code points), its end after the last."""

    line: int
    column: int
    end_line: int
    end_column: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within."""
        return (self.line, self.column) <= (other.line, other.column) and (
            (other.end_line, other.end_column) <= (self.end_line, self.end_column)
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """A reference as `faq check --format json` has to list it."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    number: str
    target: str | None
    form: Form


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file."""

    path: str
    """Relative to the folder of `mkdocs.yml`."""
    template: str
    slots: tuple[Slot, ...]
    groups: tuple[Group, ...]
    phrases: tuple[str, ...]
    """Templates of what a reader has to see: each phrase and visible decoy, without its markup."""
    includes: frozenset[str] = frozenset()
    """The snippets that the page shows, by path."""
    newline: Literal["\n", "\r\n", "mixed"] = "\n"
    byte_order_mark: bool = False

    @property
    def question(self) -> str | None:
        """The path under `docs/` if the page is a question."""
        inside = self.path.removeprefix("docs/")
        return inside if any(isinstance(slot, Own) for slot in self.slots) else None

    def group_of(self, index: int) -> Group | None:
        """The group a slot is in, if any."""
        return next((group for group in self.groups if index in group.members), None)

    def encode(self, text: str) -> bytes:
        """The file's bytes, line ends and byte order mark as this page has them."""
        if self.newline == "mixed":
            lines = text.split("\n")
            ends = ["\r\n" if place % 3 == 0 else "\n" for place in range(len(lines) - 1)] + [""]
            text = "".join(line + end for line, end in zip(lines, ends, strict=True))
        else:
            text = text.replace("\n", self.newline)
        return (b"\xef\xbb\xbf" if self.byte_order_mark else b"") + text.encode()


def render(page: Page, fill: Callable[[int, Slot], str]) -> tuple[str, dict[int, Span]]:
    """The page's text with every slot filled, and where each slot came to lie."""
    out: list[str] = []
    spans: dict[int, Span] = {}
    line = column = 1
    for place, piece in enumerate(SLOT.split(page.template)):
        if place % 2:
            index = int(piece)
            text = fill(index, page.slots[index])
            spans[index] = Span(line, column, line, column + len(text))
            column += len(text)
        else:
            text = piece
            line += text.count("\n")
            column = len(text) - text.rfind("\n") if "\n" in text else column + len(text)
        out.append(text)
    return "".join(out), spans


@dataclass(frozen=True, slots=True)
class Entry:
    """A page or a link in the navigation."""

    label: str
    path: str
    number: bool
    """Whether it is a question."""


@dataclass(frozen=True, slots=True)
class Section:
    """A title in the navigation, and what stands under it."""

    label: str
    children: tuple[Entry | Section, ...]


Nav = tuple[Entry | Section, ...]


def questions(nav: Sequence[Entry | Section]) -> Iterator[str]:
    """The paths of the questions, in order."""
    for node in nav:
        if isinstance(node, Section):
            yield from questions(node.children)
        elif node.number:
            yield node.path


def _numbered(nav: Sequence[Entry | Section], prefix: str) -> Iterator[tuple[str, str]]:
    place = 0
    for node in nav:
        if isinstance(node, Section):
            if any(questions([node])):
                place += 1
                yield from _numbered(node.children, f"{prefix}{place}.")
        elif node.number:
            place += 1
            yield node.path, f"{prefix}{place}"


@dataclass(frozen=True)
class Numbering:
    """The order of a navigation's questions and the numbers that follow from it."""

    numbers: Mapping[str, str]
    """From path to number, in order."""

    @classmethod
    def of(cls, nav: Nav) -> Numbering:
        """1, 2, 3 in one list; 2.3 under titles. A title over all the questions does not count."""
        level: Sequence[Entry | Section] = nav
        while True:
            inside = [node for node in level if any(questions([node]))]
            if len(inside) != 1 or not isinstance(inside[0], Section):
                return cls(dict(_numbered(inside, "")))
            level = inside[0].children

    @cached_property
    def place(self) -> dict[str, int]:
        """From path to place in the order, from 0."""
        return {path: place for place, path in enumerate(self.numbers)}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The paths in order."""
        return tuple(self.numbers)

    def neighbour(self, path: str, step: int) -> str | None:
        """The question before (-1) or after (+1), or None at the ends and for what is not numbered."""
        if path not in self.place or not 0 <= self.place[path] + step < len(self.order):
            return None
        return self.order[self.place[path] + step]

    def direction(self, here: str, targets: Sequence[str]) -> str | None:
        """`above` or `below` if it is true of all the targets, else None."""
        if any(path not in self.place for path in (here, *targets)):
            return None
        sides = {"above" if self.place[path] < self.place[here] else "below" for path in targets}
        return sides.pop() if len(sides) == 1 else None

    def family(self, path: str) -> str:
        """What the number begins with: equal for questions of one section."""
        return self.numbers[path].rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Faq:
    """A whole FAQ."""

    nav: Nav
    pages: tuple[Page, ...]
    """Every Markdown file there is, the snippets included."""
    titles: Mapping[str, str]
    """From a question's path to its heading as plain text."""
    config: str
    """`mkdocs.yml` up to `nav:`."""
    wrapper: str = field(default="")

    def page(self, path: str) -> Page:
        """The page at a path relative to the folder of `mkdocs.yml`."""
        return next(page for page in self.pages if page.path == path)
