"""A page of Markdown: questions that are no headings become headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
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
LIST = re.compile(
    r"^<dl\b[^>]*>(?P<items>(?:(?!<dl\b).)*?)</dl>[ \t]*$", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
"""A list of terms in HTML that holds no other."""
PART = re.compile(r"(?:</d[dt]>)?\s*<(d[dt])\b([^>]*)>", re.IGNORECASE)
LAST = re.compile(r"</d[dt]>\s*\Z", re.IGNORECASE)
NAMED = re.compile(r"""\bid=(["']?)(?P<name>[^"'\s>]+)\1""")
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
    for pattern, asked_in in ((DETAILS, _one), (LIST, _listed), (TERM, _one)):
        text = _as_headings(text, pattern, asked_in)
    if not any(asks(heading.title) for heading in read_page(text).headings):
        text = _as_headings(text, BOLD, _one)
    return OldPage(text, shown=shown)


Asked = list[tuple[str, str]]
"""Questions, each with its answer."""


def _as_headings(text: str, pattern: re.Pattern[str], asked_in: Callable[[re.Match[str]], Asked]) -> str:
    """The text with each question of a form as a heading, one level below the heading above it."""
    code = [m.span() for m in FENCE.finditer(text)]
    starts = [start for start, _ in code]
    out, at, level = [], 0, 1
    for m in pattern.finditer(text):
        fence = bisect_right(starts, m.start()) - 1
        if (fence >= 0 and m.start() < code[fence][1]) or not (found := asked_in(m)):
            continue
        for mark in HEADING.findall(text, at, m.start())[-1:]:
            level = len(mark)
        out.append(text[at : m.start()])
        out += [
            f"{'#' * min(6, level + 1)} {_one_line(asked)} {{.{MARK}}}\n\n{answer}\n"
            for asked, answer in found
        ]
        at = m.end()
    return "".join([*out, text[at:]])


def _one(found: re.Match[str]) -> Asked:
    """The question of a form that holds one."""
    return [(found["asked"], _answer(found["answer"]))] if _question(found["asked"]) else []


def _listed(found: re.Match[str]) -> Asked:
    """The terms of a list in HTML; none where most ask nothing, as in a glossary."""
    parts = PART.split(LAST.sub("", found["items"]))
    terms: Asked = []
    for tag, attributes, inside in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        said = inside.strip() if "<pre" in inside else re.sub(r"(?m)^[ \t]+", "", inside).strip()
        if tag.lower() == "dt":
            anchor = NAMED.search(attributes)
            terms.append((f'<a id="{anchor["name"]}"></a>{said}' if anchor else said, ""))
        elif terms:
            asked, before = terms[-1]
            terms[-1] = (asked, f"{before}\n\n{said}".strip())
    asking = sum(_question(asked) for asked, _ in terms)
    return terms if parts[0].strip() == "" and asking and 2 * asking >= len(terms) else []


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
