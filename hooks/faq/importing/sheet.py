"""A page of Markdown in parts: each heading with what stands below it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from faq.importing.records import HeadedPart, OldPage
from faq.text.anchors import anchoring
from faq.text.grammar import NOTHING
from faq.text.page import Page, Reading, read_text

EXTENSIONS = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables")
"""What an imported project switches on."""
MARK = "faq-asks"
"""The class of a heading whose form says that it is a question."""
ATTRIBUTES = re.compile(r"\s*\{:?[ ]*(?P<inside>[^{}\n]*[#.][^{}\n]*)\}[ ]*#*\s*$")
TARGET = re.compile(r"""<a\s+(?:id|name)=(["'])(?P<name>[^"'<>]+)\1\s*(?:/>|>\s*</a>)""")
BEFORE = re.compile(r"""(?:<a\s+(?:id|name)=["'][^"'<>]+["']\s*(?:/>|>\s*</a>)\s*)+\Z""")
"""Targets at the end of a text."""
ATX = re.compile(r"[ ]*#")
RULE = re.compile(r"\n[ ]{0,3}(?:=+|-+)[ \t]*(?=\n|\Z)")


@cache
def reading() -> Reading:
    """How pages are read here: nothing in them cites anything yet."""
    extensions: dict[str, dict[str, Any]] = {name: {} for name in ("toc", "fenced_code", *EXTENSIONS)}
    return Reading(NOTHING, extensions, anchoring(extensions), None)


def read_page(text: str) -> Page:
    """A page of Markdown, with the places of its headings and links."""
    return read_text(text, "", reading(), False)


def parts(sheet: OldPage) -> list[HeadedPart]:
    """A page's parts in order; the first has what stands before the first heading."""
    page = read_page(sheet.text)
    text = page.source.text
    out: list[HeadedPart] = []
    start, head = 0, HeadedPart(0, "", "", "")
    every = zip(page.headings, page.anchors.headings, strict=True)
    found = [one for one in every if one[0].level <= 6 and one[0].title.strip()]
    for heading, anchor in found:
        line = text.rfind("\n", 0, heading.span.start) + 1
        body, before = _targets_at_end(text[start:line])
        out.append(_with_body(head, body))
        own = (anchor,) if sheet.own_anchors else ()
        head = _head(heading.level, heading.written, heading.title, (*before, *own))
        start = _line_end(text, heading.span.end, setext=not ATX.match(text, line))
    return [*out, _with_body(head, text[start:])]


def _with_body(head: HeadedPart, body: str) -> HeadedPart:
    return HeadedPart(head.level, head.heading, head.plain, body.strip("\n"), head.anchors, head.marked)


def _head(level: int, written: str, plain: str, anchors: tuple[str, ...]) -> HeadedPart:
    """A part without its body: what stands in the heading's attribute list and its targets is taken out."""
    listed = ATTRIBUTES.search(written)
    inside = listed["inside"].split() if listed else []
    own = [one[1:] for one in inside if one.startswith("#")]
    own += [m["name"] for m in TARGET.finditer(written)]
    bare = TARGET.sub("", written[: listed.start()] if listed else written).strip().rstrip("#").strip()
    every = tuple(dict.fromkeys((*own, *anchors)))
    return HeadedPart(level, bare, " ".join(plain.split()), "", every, f".{MARK}" in inside)


def _targets_at_end(body: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a heading, and the targets at its end, which are the heading's."""
    at = BEFORE.search(body)
    if at is None:
        return body, ()
    return body[: at.start()], tuple(m["name"] for m in TARGET.finditer(body, at.start()))


def _line_end(text: str, at: int, setext: bool) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    rule = RULE.match(text, end) if setext else None
    return rule.end() if rule else end


def body_of(sheet: OldPage) -> str:
    """A page's text without the heading on level 1 that it begins with."""
    found = parts(sheet)
    if len(found) < 2 or found[1].level != 1:
        return sheet.text.strip("\n")
    page = read_page(sheet.text)
    first = next(one for one in page.headings if one.level <= 6 and one.title.strip())
    text = page.source.text
    line = text.rfind("\n", 0, first.span.start) + 1
    end = _line_end(text, first.span.end, setext=not ATX.match(text, line))
    return f"{text[:line]}{text[end:]}".strip("\n")
