"""The cells of a table, as Python-Markdown's `tables` divides them."""

from __future__ import annotations

from faq.patterns import late

END_PIPE = late(r"(?<!\\)(?:\\\\)*\|$")


def borders(head: str) -> tuple[bool, bool]:
    """Whether a table's first row begins with a pipe, and whether it ends with one."""
    return head.startswith("|"), bool(END_PIPE.search(head))


def bordered(row: str) -> bool:
    """Whether a row begins or ends with a pipe."""
    return any(borders(row))


def cells(row: str, border: tuple[bool, bool]) -> list[tuple[int, int]]:
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
            close = late(rf"(?<!`)`{{{ticks}}}(?!`)").search(row, index + ticks, end)
            index = close.end() if close else index + ticks
            continue
        if char == "|":
            cells.append((at, index))
            at = index + 1
        index += 1
    cells.append((at, end))
    return cells
