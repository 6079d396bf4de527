"""The blocks of a page, by the rules of Python-Markdown's block processors.

Each rule below is one processor; the comment beside it is its priority.  A rule looks at the first block
that is left, takes it, and gives back the rows that are prose, a heading or code.  What it must know of the
tree is the parent's tag and the last child: that is all a `Node` keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from faq.patterns import late
from faq.text.markdown.block_tree import (
    INDENT,
    TAB,
    Blk,
    Box,
    Node,
    Region,
    dedented,
    footnote_dedented,
    items_of,
    loosely_dedented,
    shifted,
)
from faq.text.markdown.fences import Markdown, Part, Row, blank, without_html
from faq.text.markdown.leaves import Leaves

# What each rule looks for at the beginning of a row.
ADMONITION = late(r'!!! ?[\w\-]+(?: +[\w\-]+)*(?: +"(?P<title>.*?)")? *$')
DETAILS = late(r'\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +"(?P<title>.*?)")|[\w\-]+(?: +[\w\-]+)*?) *$')
TABS = late(r'={3}(?:\+!|!\+|\+|!)? +"(?P<title>.*?)" *$')
ORDERED = late(r"[ ]{0,3}\d+\.[ ]+")
BULLET = late(r"[ ]{0,3}[*+-][ ]+")
ITEM = late(r"[ ]{0,3}(?:\d+\.|[*+-])[ ]+")
QUOTE = late(r"[ ]{0,3}>[ ]?")
DEFINITION = late(r"[ ]{0,3}:[ ]{1,3}")
FOOTNOTE = late(r"[ ]{0,3}\[\^(?P<name>[^\]]*)\]:[ ]*")
FENCED_BLOCK = late(r"[ ]*/{3,}(?!/)(?:[ ].*)?$")
FENCED_TITLE = late(r"[ ]*/{3,}[ ]*(?P<name>[\w-]+)[ ]*\|[ ]*(?P<title>.*?)[ ]*$")

LISTS = frozenset(("ol", "ul"))
ITEMS = frozenset(("li",))
BOXES = {"admonition": ADMONITION, "pymdownx.details": DETAILS, "pymdownx.tabbed": TABS}
BOX_TAGS = {"admonition": "admonition", "pymdownx.details": "details", "pymdownx.tabbed": "tabs"}


class BlockReader(Leaves):
    """Reads one page; made anew for each."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(extensions)
        self.boxes = [(BOX_TAGS[name], BOXES[name]) for name in BOXES if name in extensions]
        self.marks = tuple(
            mark
            for name, mark in (("admonition", "!!!"), ("pymdownx.details", "???"), ("pymdownx.tabbed", "==="))
            if name in extensions
        )
        self.footnotes = "footnotes" in extensions
        self.def_list = "def_list" in extensions
        self.in_html = "md_in_html" in extensions
        self.sane = "sane_lists" in extensions
        self.fenced = any(name.startswith("pymdownx.blocks.") for name in extensions)
        self.items = ITEMS | {"dd"} if self.def_list else ITEMS
        self.lists = LISTS | {"dl"} if self.def_list else LISTS
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
            self.prose([row for row in part.rows if not blank(row)])
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
                self._fenced_title(row)
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

    def _fenced_title(self, row: Row) -> None:
        """`/// note | Title`; what stands there behind "html" is a tag."""
        m = FENCED_TITLE.match(row.text)
        if m and m["title"] and m["name"] != "html":
            title = Row(m["title"], row.line, row.column + m.start("title"))
            self.out.regions.append(Region("label" if m["name"] == "tab" else "prose", (title,)))

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
        if first[0].isalpha() and (len(block) == 1 or all(row.text[0].isalpha() for row in block)):
            self.paragraph(
                parent, blocks
            )  # every other rule wants a mark or an indent at some row's beginning
            return
        indented = first.startswith(INDENT)
        _ = (
            (self.boxes and self._box(parent, blocks, indented))  # 105
            or (indented and self._list_indent(parent, blocks))  # 90, and 85 for definition lists
            or (indented and self.code(parent, blocks))  # 80
            or (self.tables and self.table(parent, blocks))  # 75
            or self.heading(parent, blocks)  # 70
            or self.setext(parent, blocks)  # 60
            or self.rule(parent, blocks)  # 50
            or self._list(parent, blocks, "ol", ORDERED)  # 40
            or self._list(parent, blocks, "ul", BULLET)  # 30
            or (self.def_list and self._definition(parent, blocks))  # 25
            or self._quote(parent, blocks)  # 20
            or (self.footnotes and self._footnote(parent, blocks))  # 17
            or (self.abbr and self.abbreviation(blocks))  # 16
            or self.reference(blocks)  # 15
            or self.paragraph(parent, blocks)  # 10
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
                    content, rest = dedented(blocks.pop(0), indent)
                    self.keep(rest, blocks)
                    self.chunk(node, content)
                    return True
        return False

    def _open_box(self, parent: Node, blocks: list[Blk], index: int, tag: str, m: re.Match[str]) -> None:
        block = blocks.pop(0)
        if index:
            self.blocks(parent, [block[:index]])
        content, rest = dedented(block[index + 1 :], TAB)
        self.keep(rest, blocks)
        box = parent.add(tag)
        row = block[index]
        self.out.boxes.append(Box(tag, row))
        if m["title"]:
            title = Row(m["title"], row.line, row.column + m.start("title"))
            self.out.regions.append(Region("label" if tag == "tabs" else "prose", (title,)))
        inner = box.add("tab") if tag == "tabs" else box
        self.chunk(inner, content)

    # -- lists

    def _within(self, state: str, parent: Node, blocks: list[Blk]) -> None:
        self.states.append(state)
        self.blocks(parent, blocks)
        self.states.pop()

    def _list_indent(self, parent: Node, blocks: list[Blk]) -> bool:
        last = parent.last
        inside = parent.tag in self.items or (last is not None and last.tag in self.lists)
        if not inside or self.state() == "detabbed":
            return False
        block = blocks.pop(0)
        level, sibling = self._level(parent, block[0].text)
        block = loosely_dedented(block, level)
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
        level = 1 if self.state() == "list" else 0
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
        items = items_of(blocks.pop(0), child)
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
            self.prose([row])
        if parent.last is not None and parent.last.tag == "p" and not index:
            parent.last = None
            state = "looselist"
        else:
            state = "list"
        m = DEFINITION.match(block[index].text)
        head = shifted(block[index], m.end() if m else 0)
        after = block[index + 1 :]
        if after and re.match(r"[ ]{0,3}[^ :]", after[0].text):
            content, rest = after, list[Row]()
        else:
            content, rest = dedented(after, TAB)
        node = parent.last if parent.last is not None and parent.last.tag == "dl" else parent.add("dl")
        self._within(state, node.add("dd"), [[head, *content]])
        self.keep(rest, blocks)
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
            rows.append(shifted(row, m.end()) if m else row)
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
        rows = [shifted(block[index], m.end() if m else 0)]
        after = block[index + 1 :]
        following = next((i for i, row in enumerate(after) if FOOTNOTE.match(row.text)), None)
        rows += footnote_dedented(after[:following])
        if following is not None:
            blocks.insert(0, after[following:])
        else:
            while blocks and blocks[0][0].text.startswith(INDENT):
                more = blocks.pop(0)
                following = next((i for i, row in enumerate(more) if FOOTNOTE.match(row.text)), None)
                rows.append(Row("", more[0].line, 0))
                rows += footnote_dedented(more[:following])
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
