"""Admonitions, details and tabs in the Markdown that every reader of Markdown knows.

Their content is indented by four columns, which is code to CommonMark: a copy that kept it would show steps
as a grey block.  So a box becomes a quote that begins with its title, and a tab its label in bold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from faq.patterns import late
from faq.text.markdown.block_tree import TAB, Box, page_rows
from faq.text.markdown.blocks import BOX_TAGS, BOXES, BlockReader
from faq.text.markdown.fences import Row, without_fences

MARKS = ("!!!", "???", "===")
ELSEWHERE = late(r"(?:!!!|\?{3}|===)(?<!\n...)|<|`{3}|~{3}")
"""A box's mark that is not at the left edge, or what it might stand in."""
KIND = late(r"[!?]{3}\+? ?(?P<kind>[\w-]+)")


def without_boxes(text: str, extensions: Mapping[str, Mapping[str, Any]]) -> str:
    """A page's Markdown, its snippets put in, with plain Markdown in place of boxes and tabs.

    `extensions` are the project's Markdown extensions with their options: they say what is a box."""
    if not any(mark in text for mark in MARKS):
        return text
    text = text.expandtabs(TAB)
    lines = text.split("\n")
    alone = not ELSEWHERE.search("\n" + text)
    boxes = (_plain_boxes if alone else _read_boxes)(lines, extensions)
    # From the last to the first: a box inside another is done when the outer one moves it.
    for box in sorted(boxes, key=lambda box: box.row.line, reverse=True):
        _replace(lines, box)
    return "\n".join(lines)


def _plain_boxes(lines: list[str], extensions: Mapping[str, Mapping[str, Any]]) -> Sequence[Box]:
    """The boxes where all are at the left edge: there nothing around them says whether they are."""
    return [
        Box(BOX_TAGS[name], Row(line, at, 0), m["title"])
        for at, line in enumerate(lines)
        if line.startswith(MARKS)
        for name, pattern in BOXES.items()
        if name in extensions and (m := pattern.match(line))
    ]


def _read_boxes(lines: list[str], extensions: Mapping[str, Mapping[str, Any]]) -> Sequence[Box]:
    """Those of any page."""
    rows = page_rows(enumerate(lines))
    text = "\n".join(lines)
    if "```" in text or "~~~" in text:
        rows = without_fences(rows, "pymdownx.superfences" in extensions)
    reader = BlockReader(extensions)
    reader.document(rows, "<" in text)
    return reader.out.boxes


def _replace(lines: list[str], box: Box) -> None:
    """Write a box, and what it holds, in plain Markdown; lines below it may move down."""
    at, column = box.row.line, box.row.column
    before = lines[at][:column]
    if before.strip(" >"):
        return  # behind a list's mark on the same line: there is no other way to write it
    content: list[str] = []
    for line in lines[at + 1 :]:
        inside = _inside(line, before)
        if inside is None:
            break
        content.append(inside)
    while content and not content[-1].strip():
        content.pop()
    end = at + 1 + len(content)
    while content and not content[0].strip():
        content.pop(0)
    prefix = before if box.tag == "tabs" else before + "> "
    title = _title(box)
    made = [f"{prefix}**{title}**", *([prefix.rstrip()] if content else [])] if title else []
    made += [(prefix + line).rstrip() for line in content]
    if at and lines[at - 1].strip(" >"):
        made.insert(0, before.rstrip())
    if end < len(lines) and lines[end].strip(" >"):
        made.append(before.rstrip())
    lines[at:end] = made


def _inside(line: str, before: str) -> str | None:
    """A line of a box's content, less the quote marks and the indent around the box and the box's own four
    columns; None for a line that does not belong to it."""
    at = 0
    for char in before:
        while char == ">" and line[at : at + 1] == " ":
            at += 1
        if line[at : at + 1] == char:
            at += 1
        elif char == ">" or line[at:].strip():
            return None
    rest = line[at:]
    if rest.strip() and not rest.startswith(" " * TAB):
        return None
    return rest[TAB:]


def _title(box: Box) -> str:
    """As Python-Markdown shows it: without a title a box is named by its kind, with an empty one not."""
    if box.title is not None:
        return box.title.strip()
    m = KIND.match(box.row.text)
    return m["kind"].capitalize() if m else ""
