"""Edits of a text: all are made, and every other character is kept."""

from __future__ import annotations

import pytest

from faq.edits import Edit, edited, line_starts


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        ([], "abcdef"),
        ([Edit(2, 3, "X"), Edit(0, 1, "")], "bXdef"),
        ([Edit(6, 6, "X"), Edit(0, 0, "Y")], "YabcdefX"),
        ([Edit(3, 3, "X"), Edit(3, 3, "Y")], "abcXYdef"),
        ([Edit(3, 5, ""), Edit(3, 3, "X")], "abcXf"),
        ([Edit(1, 3, "X"), Edit(3, 4, "Y")], "aXYef"),
        ([Edit(1, 4, "X"), Edit(2, 3, "Y")], "aXYef"),
        ([Edit(1, 3, "X"), Edit(2, 4, "Y")], "aXYef"),
    ],
)
def test_edits_are_counted_in_the_text_as_it_was(edits: list[Edit], text: str) -> None:
    assert edited("abcdef", edits) == text


@pytest.mark.parametrize(
    ("text", "starts"), [("", [0]), ("a", [0]), ("a\n", [0, 2]), ("\n\nb", [0, 1, 2]), ("a\r\nb", [0, 3])]
)
def test_lines_begin_behind_line_feeds(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts
