"""Boxes and tabs in plain Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.machines import boxes
from faq.machines.boxes import without_boxes

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


@pytest.mark.parametrize("name", CASES)
def test_boxes_become_plain_markdown(name: str) -> None:
    before, after = CASES[name]
    assert without_boxes(before, EXTENSIONS) == after


def test_what_is_no_box_here_stays() -> None:
    text = '!!! note\n    In.\n\n=== "Tab"\n    In.'
    assert without_boxes(text, {"tables": {}}) == text


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
)


@given(st.lists(st.sampled_from(LINES), max_size=10).map("\n".join))
def test_boxes_at_the_left_edge_are_found_without_reading(text: str) -> None:
    extensions = {**EXTENSIONS, "def_list": {}, "footnotes": {}, "abbr": {}, "pymdownx.blocks.details": {}}
    plain = without_boxes(text, extensions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boxes, "ELSEWHERE", re.compile(""))
        assert without_boxes(text, extensions) == plain
