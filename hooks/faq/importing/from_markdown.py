"""A page of Markdown: questions that are no headings become headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import dedent

from faq.importing.numbers import headed
from faq.importing.records import OldPage
from faq.importing.sheet import MARK, read_page
from faq.importing.shown import text_of_markdown
from faq.importing.which_ask import asks

FENCE = re.compile(
    r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ ]{0,3}\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
HEADING = re.compile(r"^(#{1,6})[ \t]", re.MULTILINE)
DETAILS = re.compile(
    r"^<details[^>]*>\s*<summary[^>]*>(?P<asked>.*?)</summary>(?P<answer>.*?)</details>",
    re.MULTILINE | re.DOTALL,
)
TERM = re.compile(
    r"^(?P<asked>(?![ \t#>:*+-]|[0-9]+[.)]\s)\S[^\n]*)\n\n?"
    r"(?P<answer>:[ \t]+[^\n]*(?:\n+(?:[ \t]+|:[ \t])[^\n]*|\n(?![\s:])[^\n]+(?!\n\n?:))*)",
    re.MULTILINE,
)
"""A term and what is said of it (def_list)."""
BOLD = re.compile(r"^(?:\*\*|__)(?P<asked>[^\n]+?)(?:\*\*|__)[ \t]*(?=\n|\Z)(?P<answer>)", re.MULTILINE)
TAG = re.compile(r"<[^>]*>")


def from_markdown(text: str) -> OldPage:
    """A page of Markdown as a sheet."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = text_of_markdown(text)
    for pattern in (DETAILS, TERM):
        text = _as_headings(text, pattern)
    if not any(asks(heading.title) for heading in read_page(text).headings):
        text = _as_headings(text, BOLD)
    return OldPage(text, shown=shown)


def _as_headings(text: str, pattern: re.Pattern[str]) -> str:
    """The text with each question of a form as a heading, one level below the heading above it."""
    code = [m.span() for m in FENCE.finditer(text)]
    out, at, level = [], 0, 1
    for m in pattern.finditer(text):
        if not _question(m["asked"]) or any(start <= m.start() < end for start, end in code):
            continue
        for mark in HEADING.findall(text, at, m.start())[-1:]:
            level = len(mark)
        out += [
            text[at : m.start()],
            f"{'#' * min(6, level + 1)} {_one_line(m['asked'])} {{.{MARK}}}\n\n{_answer(m['answer'])}\n",
        ]
        at = m.end()
    return "".join([*out, text[at:]])


def _question(asked: str) -> bool:
    plain = TAG.sub("", asked)
    return asks(plain) or bool(headed(plain.strip()).number)


def _one_line(asked: str) -> str:
    return " ".join(re.sub(r"</?(?:b|strong|p|h[1-6])\b[^>]*>", "", asked).split())


def _answer(written: str) -> str:
    """What is said of a term: each paragraph without the colon and the spaces before it."""
    if not written.lstrip().startswith(":"):
        return dedent(written).strip("\n")
    lines: Sequence[str] = re.sub(r"^:([ \t]+)", lambda m: " " + m[1], written, flags=re.MULTILINE).split(
        "\n"
    )
    return re.sub(r"^(?:[ ]{1,4}|\t)", "", "\n".join(lines), flags=re.MULTILINE)
