"""What the rules of `blocks` work on: rows, what they become, and what a rule must know of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from faq.patterns import late
from faq.text.markdown.fences import Raw, Row

TAB = 4
INDENT = " " * TAB
NESTED_ITEM = late(r"[ ]{4,7}(?:\d+\.|[*+-])[ ]+")

Blk = list[Row]
"""Rows with no empty one between."""


class Region(NamedTuple):
    """Rows that Python-Markdown renders as one piece of text, or as one block of code."""

    kind: Literal["prose", "heading", "label", "code"]
    rows: tuple[Row, ...]
    level: int = 0
    """Of a heading: 1 to 6."""
    top: bool = False
    """Whether the region stands in the page itself and not in a list, quote or box."""

    @property
    def text(self) -> str:
        """Its rows, joined."""
        return self.rows[0].text if len(self.rows) == 1 else "\n".join([row.text for row in self.rows])


@dataclass(slots=True)
class Node:
    """What a rule must know of an element: its tag and its last child."""

    tag: str
    last: Node | None = None

    def add(self, tag: str) -> Node:
        """A new last child."""
        self.last = Node(tag)
        return self.last


class Box(NamedTuple):
    """Where an admonition, a details or a tab begins; what it holds is indented by four columns more."""

    tag: str
    """ "admonition", "details" or "tabs"."""
    row: Row
    """The line that opens it, less what its containers took off its front."""


@dataclass
class Blocks:
    """What one page's blocks are."""

    regions: list[Region] = field(default_factory=list)
    definitions: dict[str, tuple[str, Row, int]] = field(default_factory=dict)
    """Link definitions: lower-case name to destination, its row, and its column in the row's text."""
    boxes: list[Box] = field(default_factory=list)
    """The outer ones first."""
    asides: list[tuple[str, Row]] = field(default_factory=list)
    """What shows where a pointer rests: the title of a link definition, with where that leads; what an
    abbreviation stands for, which leads nowhere."""
    html: list[Raw] = field(default_factory=list)
    """The raw HTML between them."""


def shifted(row: Row, width: int) -> Row:
    """A row less the characters at its front."""
    return Row(row.text[width:], row.line, row.column + width)


def dedented(rows: Sequence[Row], width: int) -> tuple[Blk, Blk]:
    """The indented rows less their indent, and those from the first that is not indented on."""
    indent = " " * width
    for index, row in enumerate(rows):
        if not row.text.startswith(indent):
            return [shifted(r, width) for r in rows[:index]], list(rows[index:])
    return [shifted(r, width) for r in rows], []


def loosely_dedented(rows: Sequence[Row], level: int) -> Blk:
    """The rows less the indent of a level, where they have it."""
    indent = INDENT * level
    return [shifted(row, len(indent)) if row.text.startswith(indent) else row for row in rows]


def footnote_dedented(rows: Sequence[Row]) -> Blk:
    """The rows of a footnote less their indent, where they have it."""
    return [shifted(row, TAB) if row.text.startswith(INDENT) else row for row in rows]


def split_out(blocks: list[Blk], start: int, end: int) -> None:
    """Take rows out of the first block; what stands before and behind become blocks of their own."""
    block = blocks.pop(0)
    if block[end:]:
        blocks.insert(0, block[end:])
    if block[:start]:
        blocks.insert(0, block[:start])


def items_of(block: Blk, child: re.Pattern[str]) -> list[Blk]:
    """The items of a list; a row that begins none belongs to the item before it."""
    items: list[Blk] = []
    for row in block:
        if m := child.match(row.text):
            items.append([shifted(row, m.end())])
        elif NESTED_ITEM.match(row.text) and not items[-1][0].text.startswith(INDENT):
            items.append([row])
        else:
            items[-1].append(row)
    return items


def page_rows(texts: Iterable[tuple[int, str]]) -> list[Row]:
    """Lines as rows; a line of nothing but spaces is empty, as Python-Markdown makes it."""
    return [Row(text if text.strip() else "", index, 0) for index, text in texts]
