"""The rules for blocks that hold no others: code, tables, headings, definitions of links, paragraphs."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from faq.patterns import late
from faq.text.markdown.block_tree import (
    TAB,
    Blk,
    Blocks,
    Node,
    Region,
    dedented,
    loosely_dedented,
    shifted,
    split_out,
)
from faq.text.markdown.fences import Row
from faq.text.markdown.tables import bordered, borders, cells

SETEXT = late(r"(?:=+|-+)[ ]*$")
RULE = late(r"[ ]{0,3}(?>(?:-+[ ]{0,2}){3,}|(?:_+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,})[ ]*$")
RULE_CHARS = late(r"[ ]{0,3}[-_*][-_* ]*$")
ABBREVIATION = late(r"[*]\[[^\]]*\][ ]?:[ ]*")
REFERENCE = late(
    r"""[ ]{0,3}\[(?P<name>[^\[\]]*)\]:[ ]*(?P<url><[^>]*>|[^\s]+)[ ]*"""
    r"""(?:(?P<title>"[^"]*"|'[^']*'|\([^)]*\))[ ]*)?$"""
)
TITLE = late(r"""[ ]*(?P<title>"[^"]*"|'[^']*'|\([^)]*\))[ ]*$""")
REFERENCE_NAME = late(r"[ ]{0,3}\[(?P<name>[^\[\]]*)\]:[ ]*$")
CLOSING = late(r"(?<!\\)#+$")


class Leaves(ABC):
    """Reads them; what holds others is read by `faq.text.markdown.blocks.BlockReader`."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        self.out = Blocks()
        self.tables = "tables" in extensions
        self.abbr = "abbr" in extensions
        self.states: list[str] = []
        self.depth = 0

    @abstractmethod
    def blocks(self, parent: Node, blocks: list[Blk]) -> None:
        """Read blocks one after the other, each by the first rule that wants it."""

    def state(self) -> str:
        """The list, quote or box that is being read; empty outside."""
        return self.states[-1] if self.states else ""

    def code(self, parent: Node, blocks: list[Blk]) -> bool:
        """Indented code (80)."""
        content, rest = dedented(blocks.pop(0), TAB)
        self.keep(rest, blocks)
        self.out.regions.append(Region("code", tuple(content), top=self._top()))
        parent.add("pre")
        return True

    def table(self, parent: Node, blocks: list[Blk]) -> bool:
        """A table (75): each cell is prose of its own."""
        block = blocks[0]
        if len(block) < 2 or "|" not in block[0].text or "-" not in block[1].text:
            return False
        head, rule = block[0].text.strip(" "), block[1].text.strip(" ")
        border = borders(head)
        columns = len(cells(head, border))
        single = columns == 1 and any(border) and all(bordered(row.text.strip(" ")) for row in block[1:])
        if columns < 2 and not single:
            return False
        rules = cells(rule, border)
        if len(rules) != columns or set("".join(rule[a:b] for a, b in rules)) - set("|:- "):
            return False
        blocks.pop(0)
        for row in (block[0], *block[2:]):
            text = row.text.strip(" ")
            lead = len(row.text) - len(row.text.lstrip(" "))
            for start, end in cells(text, border)[:columns]:
                self.prose([Row(text[start:end], row.line, row.column + lead + start)])
        parent.add("table")
        return True

    def heading(self, parent: Node, blocks: list[Blk]) -> bool:
        """`# Heading` (70)."""
        block = blocks[0]
        index = next((i for i, row in enumerate(block) if row.text.startswith("#")), None)
        if index is None:
            return False
        blocks.pop(0)
        if index:
            self.blocks(parent, [block[:index]])
        row = block[index]
        level = len(row.text) - len(row.text.lstrip("#"))
        level = min(level, 6)
        text = CLOSING.sub("", row.text[level:].rstrip(" "))
        self.out.regions.append(
            Region("heading", (Row(text, row.line, row.column + level),), level, self._top())
        )
        parent.add(f"h{level}")
        after = block[index + 1 :]
        if after:
            blocks.insert(0, loosely_dedented(after, 1) if self.state() == "looselist" else after)
        return True

    def setext(self, parent: Node, blocks: list[Blk]) -> bool:
        """A heading that is underlined (60)."""
        block = blocks[0]
        if len(block) < 2 or block[1].text[0] not in "=-" or not SETEXT.match(block[1].text):
            return False
        blocks.pop(0)
        level = 1 if block[1].text.startswith("=") else 2
        self.out.regions.append(Region("heading", (block[0],), level, self._top()))
        parent.add(f"h{level}")
        if block[2:]:
            blocks.insert(0, block[2:])
        return True

    def rule(self, parent: Node, blocks: list[Blk]) -> bool:
        """A rule across the page (50)."""
        block = blocks[0]
        index = next(
            (i for i, r in enumerate(block) if RULE_CHARS.match(r.text) and RULE.match(r.text)), None
        )
        if index is None:
            return False
        blocks.pop(0)
        if index:
            self.blocks(parent, [block[:index]])
        parent.add("hr")
        if block[index + 1 :]:
            blocks.insert(0, block[index + 1 :])
        return True

    def abbreviation(self, blocks: list[Blk]) -> bool:
        """`*[SMTP]: ...` (16)."""
        index = next((i for i, row in enumerate(blocks[0]) if ABBREVIATION.match(row.text)), None)
        if index is None:
            return False
        row, end = blocks[0][index], index + 1
        m = ABBREVIATION.match(row.text)
        said = shifted(row, m.end() if m else 0)
        if not said.text and end < len(blocks[0]):
            said, end = blocks[0][end], end + 1  # it may stand on the next line
        self.out.asides.append(("", said))
        split_out(blocks, index, end)
        return True

    def reference(self, blocks: list[Blk]) -> bool:
        """`[name]: address` (15)."""
        block = blocks[0]
        for index, row in enumerate(block):
            if "]:" not in row.text:
                continue
            if m := REFERENCE.match(row.text):
                end = index + 1
                self._titled(m["url"], row, m)
                if end < len(block) and (more := TITLE.match(block[end].text)):
                    self._titled(m["url"], block[end], more)
                    end += 1
                self._define(m["name"], m["url"], row, m.start("url"))
                split_out(blocks, index, end)
                return True
            if index + 1 < len(block) and (m := REFERENCE_NAME.match(row.text)):
                url = block[index + 1].text.strip()
                if url and " " not in url:
                    at = block[index + 1]
                    self._define(m["name"], url, at, len(at.text) - len(at.text.lstrip()))
                    split_out(blocks, index, index + 2)
                    return True
        return False

    def _titled(self, url: str, row: Row, m: re.Match[str]) -> None:
        if m["title"]:
            start, end = m.span("title")
            self.out.asides.append(
                (url, Row(row.text[start + 1 : end - 1], row.line, row.column + start + 1))
            )

    def _define(self, name: str, url: str, row: Row, column: int) -> None:
        lead = url.startswith("<")
        self.out.definitions[name.strip().lower()] = (url.lstrip("<").rstrip(">"), row, column + lead)

    def paragraph(self, parent: Node, blocks: list[Blk]) -> bool:
        """What no other rule wants (10)."""
        self.prose(blocks.pop(0))
        if self.state() != "list":
            parent.add("p")
        return True

    def _top(self) -> bool:
        return self.depth == 0

    def prose(self, rows: Sequence[Row]) -> None:
        """Rows that are one piece of text, unless they are empty."""
        if rows and (rows[0].text.strip() or any(row.text.strip() for row in rows)):
            self.out.regions.append(Region("prose", tuple(rows), top=self._top()))

    @staticmethod
    def keep(rest: Blk, blocks: list[Blk]) -> None:
        """Rows behind a box that are no part of it become the next block, once the box is read."""
        if rest:
            blocks.insert(0, rest)
