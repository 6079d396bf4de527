"""`<div markdown>` in copies: it arranges things in a browser, and is noise to those who read Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from faq.patterns import late

FENCE = late(r"[ >]*(?P<fence>`{3,}|~{3,})")
# A tag alone on its line, at the left margin, as md_in_html takes it.  Details stay: readers open them.
TAG = late(r" {0,3}<(?P<end>/?)(?P<name>(?!details\b|summary\b)[a-z]+)(?P<more>\b[^<>]*)>\s*", re.I)
OPENS = late(r"""\smarkdown(?:\s|$|=["']?(?:1|block|span)\b)""", re.I)


def without_wrappers(text: str, extensions: Mapping[str, Mapping[str, Any]]) -> str:
    """A page's Markdown without the tags, alone on their lines, of elements that hold Markdown.

    `extensions` are the project's Markdown extensions: without `md_in_html` there are no such elements.
    """
    if "md_in_html" not in extensions or "markdown" not in text:
        return text
    out: list[str] = []
    fence, cut = "", False
    open_tags: list[tuple[str, bool]] = []
    for line in text.split("\n"):
        fence = _fence(line, fence)
        if not fence and (m := TAG.fullmatch(line)) and _is_wrapper(m, open_tags):
            cut = True
            continue
        # Where a tag stood between two empty lines, one is enough.
        if cut and not line.strip() and out and not out[-1].strip():
            continue
        cut = False
        out.append(line)
    return "\n".join(out)


def _fence(line: str, fence: str) -> str:
    """The marks that opened the block of code which goes on behind a line; empty outside of code."""
    m = FENCE.match(line)
    if not m:
        return fence
    if not fence:
        return m["fence"]
    closes = m["fence"].startswith(fence) and not line[m.end() :].strip()
    return "" if closes else fence


def _is_wrapper(tag: re.Match[str], open_tags: list[tuple[str, bool]]) -> bool:
    """Whether a tag begins or ends an element that holds Markdown; `open_tags` is brought up to date."""
    name = tag["name"].lower()
    if not tag["end"]:
        open_tags.append((name, OPENS.search(tag["more"]) is not None))
        return open_tags[-1][1]
    while open_tags:
        opened, wraps = open_tags.pop()
        if opened == name:
            return wraps
    return False
