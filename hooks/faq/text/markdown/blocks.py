"""The blocks of a page, by the rules of Python-Markdown's block processors.

Each rule below is one processor; the comment beside it is its priority.  A rule looks at the first block
that is left, takes it, and gives back the rows that are prose, a heading or code.  What it must know of the
tree is the parent's tag and the last child: that is all a `Node` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from faq.text.markdown.fences import Markdown, Part, Raw, Row, blank, without_html

TAB = 4
INDENT = " " * TAB


class Region(NamedTuple):
    """Rows that Python-Markdown renders as one piece of text, or as one block of code."""

    kind: Literal["prose", "heading", "label", "code"]
    rows: tuple[Row, ...]
    level: int = 0
    """Of a heading: 1 to 6."""
    top: bool = False
    """Whether the region stands in the page itself and not in a list, quote or box."""


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
    title: str | None
    """What it is called there; None where the line does not say."""


@dataclass
class Blocks:
    """What one page's blocks are."""

    regions: list[Region] = field(default_factory=list)
    definitions: dict[str, tuple[str, Row, int]] = field(default_factory=dict)
    """Link definitions: lower-case name to destination, its row, and its column in the row's text."""
    boxes: list[Box] = field(default_factory=list)
    """The outer ones first."""
    html: list[Raw] = field(default_factory=list)
    """The raw HTML between them."""


# What each rule looks for at the beginning of a row.
ADMONITION = re.compile(r'!!! ?[\w\-]+(?: +[\w\-]+)*(?: +"(?P<title>.*?)")? *$')
DETAILS = re.compile(
    r'\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +"(?P<title>.*?)")|[\w\-]+(?: +[\w\-]+)*?) *$'
)
TABS = re.compile(r'={3}(?:\+!|!\+|\+|!)? +"(?P<title>.*?)" *$')
SETEXT = re.compile(r"(?:=+|-+)[ ]*$")
RULE = re.compile(r"[ ]{0,3}(?>(?:-+[ ]{0,2}){3,}|(?:_+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,})[ ]*$")
RULE_CHARS = re.compile(r"[ ]{0,3}[-_*][-_* ]*$")
ORDERED = re.compile(r"[ ]{0,3}\d+\.[ ]+")
BULLET = re.compile(r"[ ]{0,3}[*+-][ ]+")
ITEM = re.compile(r"[ ]{0,3}(?:\d+\.|[*+-])[ ]+")
NESTED_ITEM = re.compile(r"[ ]{4,7}(?:\d+\.|[*+-])[ ]+")
QUOTE = re.compile(r"[ ]{0,3}>[ ]?")
DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}")
FOOTNOTE = re.compile(r"[ ]{0,3}\[\^(?P<name>[^\]]*)\]:[ ]*")
ABBREVIATION = re.compile(r"[*]\[[^\]]*\][ ]?:")
REFERENCE = re.compile(
    r"""[ ]{0,3}\[(?P<name>[^\[\]]*)\]:[ ]*(?P<url><[^>]*>|[^\s]+)[ ]*"""
    r"""(?:(?:"[^"]*"|'[^']*'|\([^)]*\))[ ]*)?$"""
)
REFERENCE_NAME = re.compile(r"[ ]{0,3}\[(?P<name>[^\[\]]*)\]:[ ]*$")
CLOSING = re.compile(r"(?<!\\)#+$")
END_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|$")
FENCED_BLOCK = re.compile(r"[ ]*/{3,}(?!/)(?:[ ].*)?$")

LISTS = frozenset(("ol", "ul"))
ITEMS = frozenset(("li",))
BOXES = {"admonition": ADMONITION, "pymdownx.details": DETAILS, "pymdownx.tabbed": TABS}
BOX_TAGS = {"admonition": "admonition", "pymdownx.details": "details", "pymdownx.tabbed": "tabs"}

Blk = list[Row]


class BlockReader:
    """Reads one page; made anew for each."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        self.out = Blocks()
        self.boxes = [(BOX_TAGS[name], BOXES[name]) for name in BOXES if name in extensions]
        self.marks = tuple(
            mark
            for name, mark in (("admonition", "!!!"), ("pymdownx.details", "???"), ("pymdownx.tabbed", "==="))
            if name in extensions
        )
        self.tables = "tables" in extensions
        self.footnotes = "footnotes" in extensions
        self.def_list = "def_list" in extensions
        self.abbr = "abbr" in extensions
        self.in_html = "md_in_html" in extensions
        self.sane = "sane_lists" in extensions
        self.fenced = any(name.startswith("pymdownx.blocks.") for name in extensions)
        self.items = ITEMS | {"dd"} if self.def_list else ITEMS
        self.lists = LISTS | {"dl"} if self.def_list else LISTS
        self.states: list[str] = []
        self.depth = 0
        self.in_footnote = False

    def document(self, rows: Sequence[Row], html: bool = True) -> None:
        """Read a whole page, or the inside of an HTML element; `html` says whether there may be any."""
        parts: Sequence[Part] = rows
        if html:
            parts, raw = without_html(rows, self.in_html)
            self.out.html += raw
        root = Node("div")
        pending: list[Row] = []
        for part in parts:
            if isinstance(part, Markdown):
                self.chunk(root, pending)
                pending = []
                self._html(part)
                root = Node("div")
            else:
                pending.append(part)
        self.chunk(root, pending)

    def _html(self, part: Markdown) -> None:
        if part.inline:
            self._prose([row for row in part.rows if not blank(row)])
            return
        states, self.states = self.states, []
        self.depth += 1
        self.document(part.rows)
        self.depth -= 1
        self.states = states

    def chunk(self, parent: Node, rows: Iterable[Row]) -> None:
        """Split rows at blank lines and read the blocks between them."""
        blocks: list[Blk] = []
        block: Blk = []
        fenced = False
        gap = 0
        for row in rows:
            if self.fenced and FENCED_BLOCK.match(row.text):
                fenced, row = True, Row("", row.line, row.column)
            elif fenced and row.text.startswith(INDENT):
                continue  # the options of a pymdownx block
            else:
                fenced = False
            if row.text and not row.text.isspace():
                if gap > 1 and blocks:
                    blocks.append([Row("", row.line, 0)])  # more than one empty line ends a footnote
                gap = 0
                block.append(row)
                continue
            gap += 1
            if block:
                blocks.append(block)
                block = []
        if block:
            blocks.append(block)
        self.blocks(parent, blocks)

    def blocks(self, parent: Node, blocks: list[Blk]) -> None:
        """Read blocks one after the other, each by the first rule that wants it."""
        top = parent.tag == "div"
        self.depth += not top
        while blocks:
            self._block(parent, blocks)
        self.depth -= not top

    def _block(self, parent: Node, blocks: list[Blk]) -> None:
        block = blocks[0]
        first = block[0].text
        if not first:
            blocks.pop(0)  # 100
            return
        if all(row.text[0].isalpha() for row in block):
            self._paragraph(
                parent, blocks
            )  # every other rule wants a mark or an indent at some row's beginning
            return
        indented = first.startswith(INDENT)
        _ = (
            (self.boxes and self._box(parent, blocks, indented))  # 105
            or (indented and self._list_indent(parent, blocks))  # 90, and 85 for definition lists
            or (indented and self._code(parent, blocks))  # 80
            or (self.tables and self._table(parent, blocks))  # 75
            or self._heading(parent, blocks)  # 70
            or self._setext(parent, blocks)  # 60
            or self._rule(parent, blocks)  # 50
            or self._list(parent, blocks, "ol", ORDERED)  # 40
            or self._list(parent, blocks, "ul", BULLET)  # 30
            or (self.def_list and self._definition(parent, blocks))  # 25
            or self._quote(parent, blocks)  # 20
            or (self.footnotes and self._footnote(parent, blocks))  # 17
            or (self.abbr and self._abbreviation(blocks))  # 16
            or self._reference(blocks)  # 15
            or self._paragraph(parent, blocks)  # 10
        )

    # -- boxes: admonitions, details, tabs

    def _box(self, parent: Node, blocks: list[Blk], indented: bool) -> bool:
        block = blocks[0]
        starts = [index for index, row in enumerate(block) if row.text.startswith(self.marks)]
        if not starts and not indented:
            return False
        for tag, pattern in self.boxes:
            for index in starts:
                if m := pattern.match(block[index].text):
                    self._open_box(parent, blocks, index, tag, m)
                    return True
            if indented and parent.last is not None and parent.last.tag == tag:
                found = _box_content(parent.last, block[0].text)
                if found:
                    node, indent = found
                    content, rest = _detab(blocks.pop(0), indent)
                    self._keep(rest, blocks)
                    self.chunk(node, content)
                    return True
        return False

    def _open_box(self, parent: Node, blocks: list[Blk], index: int, tag: str, m: re.Match[str]) -> None:
        block = blocks.pop(0)
        if index:
            self.blocks(parent, [block[:index]])
        content, rest = _detab(block[index + 1 :], TAB)
        self._keep(rest, blocks)
        box = parent.add(tag)
        row = block[index]
        self.out.boxes.append(Box(tag, row, m["title"]))
        if m["title"]:
            title = Row(m["title"], row.line, row.column + m.start("title"))
            self.out.regions.append(Region("label" if tag == "tabs" else "prose", (title,)))
        inner = box.add("tab") if tag == "tabs" else box
        self.chunk(inner, content)

    @staticmethod
    def _keep(rest: Blk, blocks: list[Blk]) -> None:
        """Rows behind a box that are no part of it become the next block, once the box is read."""
        if rest:
            blocks.insert(0, rest)

    # -- lists

    def _state(self) -> str:
        return self.states[-1] if self.states else ""

    def _within(self, state: str, parent: Node, blocks: list[Blk]) -> None:
        self.states.append(state)
        self.blocks(parent, blocks)
        self.states.pop()

    def _list_indent(self, parent: Node, blocks: list[Blk]) -> bool:
        last = parent.last
        inside = parent.tag in self.items or (last is not None and last.tag in self.lists)
        if not inside or self._state() == "detabbed":
            return False
        block = blocks.pop(0)
        level, sibling = self._level(parent, block[0].text)
        block = _loose_detab(block, level)
        self.states.append("detabbed")
        if parent.tag in self.items:
            inner = parent.last if parent.last is not None and parent.last.tag in self.lists else parent
            self.blocks(inner, [block])
        elif sibling.tag in self.items:
            self.blocks(sibling, [block])
        elif sibling.last is not None and sibling.last.tag in self.items:
            self.chunk(sibling.last, block)
        else:
            self.blocks(sibling.add("dd" if sibling.tag == "dl" else "li"), [block])
        self.states.pop()
        return True

    def _level(self, parent: Node, text: str) -> tuple[int, Node]:
        wanted = (len(text) - len(text.lstrip(" "))) // TAB
        level = 1 if self._state() == "list" else 0
        while wanted > level:
            child = parent.last
            if child is None or child.tag not in self.lists | self.items:
                break
            if child.tag in self.lists:
                level += 1
            parent = child
        return level, parent

    def _list(self, parent: Node, blocks: list[Blk], tag: str, pattern: re.Pattern[str]) -> bool:
        if not pattern.match(blocks[0][0].text):
            return False
        child = pattern if self.sane else ITEM
        items = _items(blocks.pop(0), child)
        sibling = parent.last
        same = (tag,) if self.sane else ("ol", "ul")
        if sibling is not None and sibling.tag in same:
            node = sibling
            self._within("looselist", node.add("li"), [items.pop(0)])
        elif parent.tag in LISTS:
            node = parent
        else:
            node = parent.add(tag)
        self.states.append("list")
        for item in items:
            if item[0].text.startswith(INDENT):
                self.blocks(node.last or node.add("li"), [item])
            else:
                self.blocks(node.add("li"), [item])
        self.states.pop()
        return True

    def _definition(self, parent: Node, blocks: list[Blk]) -> bool:
        block = blocks[0]
        index = next((i for i, row in enumerate(block) if DEFINITION.match(row.text)), None)
        if index is None or (index == 0 and parent.last is None):
            return False
        blocks.pop(0)
        for row in block[:index]:
            self._prose([row])
        if parent.last is not None and parent.last.tag == "p" and not index:
            parent.last = None
            state = "looselist"
        else:
            state = "list"
        m = DEFINITION.match(block[index].text)
        head = _shift(block[index], m.end() if m else 0)
        after = block[index + 1 :]
        if after and re.match(r"[ ]{0,3}[^ :]", after[0].text):
            content, rest = after, list[Row]()
        else:
            content, rest = _detab(after, TAB)
        node = parent.last if parent.last is not None and parent.last.tag == "dl" else parent.add("dl")
        self._within(state, node.add("dd"), [[head, *content]])
        self._keep(rest, blocks)
        return True

    # -- leaves

    def _code(self, parent: Node, blocks: list[Blk]) -> bool:
        content, rest = _detab(blocks.pop(0), TAB)
        self._keep(rest, blocks)
        self.out.regions.append(Region("code", tuple(content), top=self._top()))
        parent.add("pre")
        return True

    def _table(self, parent: Node, blocks: list[Blk]) -> bool:
        block = blocks[0]
        if len(block) < 2 or "|" not in block[0].text or "-" not in block[1].text:
            return False
        head, rule = block[0].text.strip(" "), block[1].text.strip(" ")
        border = head.startswith("|"), bool(END_PIPE.search(head))
        columns = len(_cells(head, border))
        single = columns == 1 and any(border) and all(_bordered(row.text.strip(" ")) for row in block[1:])
        if columns < 2 and not single:
            return False
        rules = _cells(rule, border)
        if len(rules) != columns or set("".join(rule[a:b] for a, b in rules)) - set("|:- "):
            return False
        blocks.pop(0)
        for row in (block[0], *block[2:]):
            text = row.text.strip(" ")
            lead = len(row.text) - len(row.text.lstrip(" "))
            for start, end in _cells(text, border)[:columns]:
                self._prose([Row(text[start:end], row.line, row.column + lead + start)])
        parent.add("table")
        return True

    def _heading(self, parent: Node, blocks: list[Blk]) -> bool:
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
            blocks.insert(0, _loose_detab(after, 1) if self._state() == "looselist" else after)
        return True

    def _setext(self, parent: Node, blocks: list[Blk]) -> bool:
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

    def _rule(self, parent: Node, blocks: list[Blk]) -> bool:
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

    def _quote(self, parent: Node, blocks: list[Blk]) -> bool:
        block = blocks[0]
        index = next((i for i, row in enumerate(block) if QUOTE.match(row.text)), None)
        if index is None:
            return False
        blocks.pop(0)
        if index:
            self.blocks(parent, [block[:index]])
        rows = []
        for row in block[index:]:
            m = QUOTE.match(row.text)
            rows.append(_shift(row, m.end()) if m else row)
        quote = parent.last if parent.last is not None and parent.last.tag == "quote" else parent.add("quote")
        self.states.append("blockquote")
        self.chunk(quote, rows)
        self.states.pop()
        return True

    def _footnote(self, parent: Node, blocks: list[Blk]) -> bool:
        block = blocks[0]
        index = next((i for i, row in enumerate(block) if FOOTNOTE.match(row.text)), None)
        if index is None:
            return False
        blocks.pop(0)
        m = FOOTNOTE.match(block[index].text)
        rows = [_shift(block[index], m.end() if m else 0)]
        after = block[index + 1 :]
        following = next((i for i, row in enumerate(after) if FOOTNOTE.match(row.text)), None)
        rows += _footnote_detab(after[:following])
        if following is not None:
            blocks.insert(0, after[following:])
        else:
            while blocks and blocks[0][0].text.startswith(INDENT):
                more = blocks.pop(0)
                following = next((i for i, row in enumerate(more) if FOOTNOTE.match(row.text)), None)
                rows.append(Row("", more[0].line, 0))
                rows += _footnote_detab(more[:following])
                if following is not None:
                    blocks.insert(0, more[following:])
                    break
        if block[:index]:
            blocks.insert(0, block[:index])
        if self.in_footnote:
            return True  # Python-Markdown shows no footnote of a footnote
        states, self.states, self.in_footnote = self.states, [], True
        self.depth += 1
        self.chunk(Node("footnote"), rows)
        self.depth -= 1
        self.states, self.in_footnote = states, False
        return True

    def _abbreviation(self, blocks: list[Blk]) -> bool:
        index = next((i for i, row in enumerate(blocks[0]) if ABBREVIATION.match(row.text)), None)
        if index is None:
            return False
        _split_out(blocks, index, index + 1)
        return True

    def _reference(self, blocks: list[Blk]) -> bool:
        block = blocks[0]
        for index, row in enumerate(block):
            if "]:" not in row.text:
                continue
            if m := REFERENCE.match(row.text):
                end = index + 1
                if end < len(block) and re.match(
                    r"""[ ]*(?:"[^"]*"|'[^']*'|\([^)]*\))[ ]*$""", block[end].text
                ):
                    end += 1
                self._define(m["name"], m["url"], row, m.start("url"))
                _split_out(blocks, index, end)
                return True
            if index + 1 < len(block) and (m := REFERENCE_NAME.match(row.text)):
                url = block[index + 1].text.strip()
                if url and " " not in url:
                    at = block[index + 1]
                    self._define(m["name"], url, at, len(at.text) - len(at.text.lstrip()))
                    _split_out(blocks, index, index + 2)
                    return True
        return False

    def _define(self, name: str, url: str, row: Row, column: int) -> None:
        lead = url.startswith("<")
        self.out.definitions[name.strip().lower()] = (url.lstrip("<").rstrip(">"), row, column + lead)

    def _paragraph(self, parent: Node, blocks: list[Blk]) -> bool:
        self._prose(blocks.pop(0))
        if self._state() != "list":
            parent.add("p")
        return True

    def _top(self) -> bool:
        return self.depth == 0

    def _prose(self, rows: Sequence[Row]) -> None:
        if rows and any(row.text.strip() for row in rows):
            self.out.regions.append(Region("prose", tuple(rows), top=self._top()))


def _shift(row: Row, width: int) -> Row:
    return Row(row.text[width:], row.line, row.column + width)


def _detab(rows: Sequence[Row], width: int) -> tuple[Blk, Blk]:
    """The indented rows less their indent, and those from the first that is not indented on."""
    indent = " " * width
    for index, row in enumerate(rows):
        if not row.text.startswith(indent):
            return [_shift(r, width) for r in rows[:index]], list(rows[index:])
    return [_shift(r, width) for r in rows], []


def _loose_detab(rows: Sequence[Row], level: int) -> Blk:
    indent = INDENT * level
    return [_shift(row, len(indent)) if row.text.startswith(indent) else row for row in rows]


def _footnote_detab(rows: Sequence[Row]) -> Blk:
    return [_shift(row, TAB) if row.text.startswith(INDENT) else row for row in rows]


def _split_out(blocks: list[Blk], start: int, end: int) -> None:
    """Take rows out of the first block; what stands before and behind become blocks of their own."""
    block = blocks.pop(0)
    if block[end:]:
        blocks.insert(0, block[end:])
    if block[:start]:
        blocks.insert(0, block[:start])


def _items(block: Blk, child: re.Pattern[str]) -> list[Blk]:
    """The items of a list; a row that begins none belongs to the item before it."""
    items: list[Blk] = []
    for row in block:
        if m := child.match(row.text):
            items.append([_shift(row, m.end())])
        elif NESTED_ITEM.match(row.text) and not items[-1][0].text.startswith(INDENT):
            items.append([row])
        else:
            items[-1].append(row)
    return items


def _box_content(box: Node, first: str) -> tuple[Node, int] | None:
    """The element that an indented block behind a box belongs to, and its indent; None where to none."""
    node = box.last if box.tag == "tabs" and box.last is not None else box
    indent = 0
    last = node.last
    while last is not None and last.tag in ("ul", "ol", "dl") and first.startswith(" " * (indent + 2 * TAB)):
        if last.last is None:
            break
        node = last.last
        last = node.last
        indent += TAB
    if not first.startswith(" " * (indent + TAB)):
        return None
    return node, indent + TAB


def _bordered(row: str) -> bool:
    return row.startswith("|") or bool(END_PIPE.search(row))


def _cells(row: str, border: tuple[bool, bool]) -> list[tuple[int, int]]:
    """Where the cells of a table's row stand; a pipe in a code span or behind a backslash divides none."""
    start, end = 0, len(row)
    if any(border):
        start += row.startswith("|")
        if END_PIPE.search(row):
            end -= 1
    cells = []
    at = start
    index = start
    while index < end:
        char = row[index]
        if char == "\\":
            index += 2
            continue
        if char == "`":
            ticks = len(row) - index - len(row[index:].lstrip("`"))
            close = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(row, index + ticks, end)
            index = close.end() if close else index + ticks
            continue
        if char == "|":
            cells.append((at, index))
            at = index + 1
        index += 1
    cells.append((at, end))
    return cells


def page_rows(texts: Iterable[tuple[int, str]]) -> list[Row]:
    """Lines as rows; a line of nothing but spaces is empty, as Python-Markdown makes it."""
    return [Row(text if text.strip() else "", index, 0) for index, text in texts]
