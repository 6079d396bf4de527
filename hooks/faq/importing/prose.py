"""Paragraphs of plain text as Markdown: lists and quotes stay such, and what is laid out is kept as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import dedent

from faq.importing.escaping import with_links

ITEM = re.compile(r"(?P<space>[ ]*)(?P<mark>[-*+o•]|[0-9]{1,3}[.)])[ ]+(?=\S)")
HEADERS = re.compile(r"[A-Z][\w-]*: \S.*")
LAID_OUT = re.compile(r"\S[ ]{3,}\S|[|+]-{2,}")
SENTENCE = re.compile(r"[A-Z\"'(].*[.!?:][\"')]?\s*\Z", re.DOTALL)
RULE = re.compile(r"\s*([-=~*_#+.])\1{2,}\s*")


def prose(lines: Sequence[str]) -> str:
    """A stretch of text, blank lines between its paragraphs, as Markdown."""
    block = dedent("\n".join("" if RULE.fullmatch(line) else line for line in lines)).split("\n")
    out: list[tuple[str, str]] = []
    last: int | None = None
    for blank, group in groupby(block, key=lambda line: not line.strip()):
        if blank:
            continue
        paragraph = list(group)
        numbers = _numbers(paragraph)
        # A list takes up the numbers of the one before it, whatever its own are.
        kind, text = _paragraph(paragraph, listed=not numbers or last is None or numbers[0] == last + 1)
        last = numbers[-1] if kind == "list" and numbers else None
        if kind == "code" and out and out[-1][0] == "code":
            out[-1] = kind, f"{out[-1][1]}\n\n{text}"
        else:
            out.append((kind, text))
    return "\n\n".join(_fenced(text) if kind == "code" else text for kind, text in out)


def _numbers(lines: Sequence[str]) -> list[int]:
    """The numbers of a list's items."""
    found = (ITEM.match(line) for line in lines)
    return [int(m["mark"][:-1]) for m in found if m and m["mark"][0].isdigit()]


def _counted(numbers: Sequence[int]) -> bool:
    return list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _paragraph(lines: list[str], listed: bool) -> tuple[str, str]:
    """Its kind, and its Markdown; of code the lines.  `listed`: whether its numbers let it be a list."""
    text, indent = "\n".join(lines), min(len(line) - len(line.lstrip()) for line in lines)
    if ITEM.match(lines[0]) and indent < 8 and listed and _counted(_numbers(lines)):
        return "list", "\n".join(_items(lines))
    if all(line.lstrip().startswith(">") for line in lines):
        return "quote", "\n".join(f"> {with_links(line.lstrip()[1:].lstrip())}" for line in lines)
    laid_out = sum(bool(LAID_OUT.search(line.strip())) for line in lines) > len(lines) / 2
    if laid_out or (len(lines) > 1 and all(HEADERS.match(line) for line in lines)):
        return "code", text
    if indent >= 4:
        said = dedent(text)
        return ("quote", _quoted(said)) if SENTENCE.match(said) else ("code", text)
    return "text", with_links("\n".join(line.strip() for line in lines))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line.strip()}" for line in with_links(text).split("\n"))


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a list; what goes on an item stands below its words."""
    for line in lines:
        m = ITEM.match(line)
        if m is None:
            yield f"    {with_links(line.strip())}"
            continue
        mark = "-" if m["mark"] in "-*+o•" else f"{m['mark'][:-1]}."
        yield f"{mark:<4}{with_links(line[m.end() :].strip())}"


def _fenced(text: str) -> str:
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{ticks}text\n{dedent(text)}\n{ticks}"
