"""Admonitions, details and tabs in the Markdown that every reader of Markdown knows.

Their content is indented by four columns, which is code to CommonMark: a copy that kept it would show steps
as a grey block.  So a box becomes a quote that begins with its title, and a tab its label in bold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from faq.edits import Edit, edited
from faq.patterns import late
from faq.text.markdown.block_tree import TAB
from faq.text.markdown.blocks import BOX_TAGS, BOXES

KIND = late(r"[!?]{3}\+? ?(?P<kind>[\w-]+)")
OPENS = {BOX_TAGS[name]: pattern for name, pattern in BOXES.items()}
MARK = "\x02"
"""What no page shows: Python-Markdown takes it away."""


def without_boxes(text: str, edits: Iterable[Edit], boxes: Sequence[tuple[int, str]]) -> str:
    """A page's Markdown with edits made, and with plain Markdown in the place of its boxes and tabs.

    `boxes` says where in the text each begins, and its tag (`faq.text.markdown.block_tree.Box`).
    """
    if not boxes:
        return edited(text, edits)
    mark = MARK
    while mark in text:
        mark += MARK
    lines = edited(text, [*edits, *(Edit(at, at, mark) for at, _ in boxes)]).split("\n")
    tags = (tag for _, tag in sorted(boxes))
    opened: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        if mark not in line:
            lines[number] = line.expandtabs(TAB)
            continue
        before, *behind = line.split(mark)
        lines[number] = "".join([before, *behind]).expandtabs(TAB)
        opened += [(number, len(before.expandtabs(TAB)), tag) for tag in islice(tags, len(behind))][:1]
    # From the last to the first: a box inside another is done when the outer one moves it.
    for at, column, tag in reversed(opened):
        _replace(lines, at, column, tag)
    return "\n".join(lines)


def _replace(lines: list[str], at: int, column: int, tag: str) -> None:
    """Write a box, and what it holds, in plain Markdown; lines below it may move down."""
    before, opening = lines[at][:column], lines[at][column:]
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
    prefix = before if tag == "tabs" else before + "> "
    title = _title(tag, opening)
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


def _title(tag: str, opening: str) -> str:
    """As Python-Markdown shows it: without a title a box is named by its kind, with an empty one not."""
    if (opens := OPENS[tag].match(opening)) and opens["title"] is not None:
        return opens["title"].strip()
    m = KIND.match(opening)
    return m["kind"].capitalize() if m else ""
