"""Boxes and tabs in plain Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.edits import Edit
from faq.machines.boxes import MARK, without_boxes
from faq.text.anchors import anchoring
from faq.text.grammar import NOTHING
from faq.text.markdown.block_tree import TAB, page_rows
from faq.text.markdown.blocks import BlockReader
from faq.text.markdown.fences import without_fences
from faq.text.page import Reading, read_text

EXTENSIONS: dict[str, dict[str, object]] = {
    name: {}
    for name in ("admonition", "pymdownx.details", "pymdownx.tabbed", "pymdownx.superfences", "tables")
}

CASES = {
    "in raw HTML there is none": ("<div>\n!!! note\n</div>", "<div>\n!!! note\n</div>"),
    "a box becomes a quote": (
        '!!! note "Only so"\n\n    One.\n\n    Two.\n\nBehind.',
        "> **Only so**\n>\n> One.\n>\n> Two.\n\nBehind.",
    ),
    "without a title its kind": ("!!! warning\n    Hot.", "> **Warning**\n>\n> Hot."),
    "an empty title is none": ('!!! note ""\n    Plain.', "> Plain."),
    "details": ('??? tip "More"\n    - a\n    - b', "> **More**\n>\n> - a\n> - b"),
    "open details": ("???+ tip\n    Open.", "> **Tip**\n>\n> Open."),
    "tabs": (
        '=== "One"\n\n    1. a\n    2. b\n\n=== "Two"\n    c\n',
        "**One**\n\n1. a\n2. b\n\n**Two**\n\nc\n",
    ),
    "a box in a tab": (
        '=== "One"\n\n    !!! note\n\n        In.\n\n    Out.',
        "**One**\n\n> **Note**\n>\n> In.\n\nOut.",
    ),
    "a tab in a box": ('!!! note\n\n    === "One"\n\n        In.', "> **Note**\n>\n> **One**\n>\n> In."),
    "in a list": (
        "1. a\n\n    !!! note\n\n        In.\n\n2. b",
        "1. a\n\n    > **Note**\n    >\n    > In.\n\n2. b",
    ),
    "behind a line of text": ("Text\n!!! note\n    In.\nBehind.", "Text\n\n> **Note**\n>\n> In.\n\nBehind."),
    "a fence keeps its inside": (
        '```\n!!! note\n    In.\n=== "Tab"\n```',
        '```\n!!! note\n    In.\n=== "Tab"\n```',
    ),
    "a fence in a box": (
        "!!! note\n\n    ```\n    code\n    ```",
        "> **Note**\n>\n> ```\n> code\n> ```",
    ),
    "code that shows a box": ("Text.\n\n    !!! note\n        In.", "Text.\n\n    !!! note\n        In."),
    "an underlined heading": ("Title\n=====\n\nText", "Title\n=====\n\nText"),
    "tabs for spaces": ("!!! note\n\tIn.", "> **Note**\n>\n> In."),
    "in a quote": (
        '> Text\n>\n> !!! note "A"\n>     In.\n>\n>         code\n>\n> Out.',
        "> Text\n>\n> > **A**\n> >\n> > In.\n> >\n> >     code\n>\n> Out.",
    ),
    "a tab in a quote": ('> === "A"\n>\n>     In.', "> **A**\n>\n> In."),
    "a quote's end ends the box": (
        "> !!! note\n>     In.\n\n    code",
        "> > **Note**\n> >\n> > In.\n\n    code",
    ),
}


def copied(text: str, edits: Mapping[str, str] | None = None, extensions: Any = EXTENSIONS) -> str:
    page = read_text(text, "a.md", Reading(NOTHING, extensions, anchoring(extensions)), relative=False)
    made = [Edit(text.index(old), text.index(old) + len(old), new) for old, new in (edits or {}).items()]
    return without_boxes(text, made, [(span.start, tag) for span, tag in page.boxes])


@pytest.mark.parametrize("name", CASES)
def test_boxes_become_plain_markdown(name: str) -> None:
    before, after = CASES[name]
    assert copied(before) == after


@pytest.mark.parametrize("name", CASES)
def test_a_box_is_found_wherever_edits_move_it(name: str) -> None:
    # Lines more and less above it, and in the text itself what marks places.
    before, after = CASES[name]
    above = "Above.\n\nFilm\n\nGone\n\n" + MARK + "\n\n"
    edits = {"Above.": "Up there.", "Film": "One\n\n1. Two", "Gone\n\n": ""}
    assert copied(above + before, edits) == "Up there.\n\nOne\n\n1. Two\n\n" + MARK + "\n\n" + after


def test_what_edits_write_into_a_box_stands_in_it() -> None:
    text = '!!! note "As in question 3"\n\n\tSee question 4.\n'
    edits = {"3": '[3](c.md "C \\"c\\"")', "4": "[4](d.md)"}
    assert copied(text, edits) == (
        '> **As in question [3](c.md "C \\"c\\"")**\n>\n> See question [4](d.md).\n'
    )


def test_what_is_no_box_here_stays() -> None:
    text = '!!! note\n    In.\n\n=== "Tab"\n\tIn.'
    assert copied(text, extensions={"tables": {}}) == text


LINES = (
    *(
        "!!! note",
        '!!! tip "a"',
        '??? note "b"',
        '=== "A"',
        "====",
        "!!! no!",
        "    !!! note",
        "a === b",
        "a",
    ),
    *("", "", "", " ", "    a", "- a", "  b", "1. !!! note", "> !!! note", ": b", "[^1]: c", "    [^1]: d"),
    *("| a |", "|---|", "# A", "---", "\t!!! note", "*[a]: b", "[a]: b", "///", "<div>", "</div>", "```"),
    "<!-- faq: ignore -->",
)


@given(st.lists(st.sampled_from(LINES), max_size=10))
def test_they_stand_in_a_page_where_its_blocks_have_them(lines: list[str]) -> None:
    extensions = {**EXTENSIONS, "def_list": {}, "footnotes": {}, "abbr": {}, "pymdownx.blocks.details": {}}
    text = "\n".join(lines)
    reader = BlockReader(extensions)
    reader.document(without_fences(page_rows(enumerate(text.expandtabs(TAB).split("\n"))), nested=True))
    page = read_text(text, "a.md", Reading(NOTHING, extensions, anchoring(extensions)), relative=False)
    found = []
    for span, tag in page.boxes:
        line, _ = page.source.position(span.start)
        before = text[: span.start].rpartition("\n")[2]
        found.append((tag, line - 1, len(before.expandtabs(TAB))))
    assert found == [(box.tag, box.row.line, box.row.column) for box in reader.out.boxes]
