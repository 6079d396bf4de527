"""Range requests, by RFC 9110, 14."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.walkthroughs.ranges import Part, RangeAnswer, Unsatisfiable, Whole, requested


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        (None, Whole()),
        ("", Whole()),
        ("bytes=0-", Part(0, 10, 10)),
        ("bytes=0-0", Part(0, 1, 10)),
        ("bytes=3-5", Part(3, 6, 10)),
        ("Bytes = 3-5", Part(3, 6, 10)),
        ("bytes=3-99", Part(3, 10, 10)),
        ("bytes=-4", Part(6, 10, 10)),
        ("bytes=-40", Part(0, 10, 10)),
        ("bytes=9-", Part(9, 10, 10)),
        ("bytes=10-", Unsatisfiable(10)),
        ("bytes=-0", Unsatisfiable(10)),
        ("bytes=5-3", Whole()),
        ("bytes=-", Whole()),
        ("bytes=a-b", Whole()),
        ("bytes=0-1,3-4", Whole()),
        ("lines=0-1", Whole()),
        ("0-1", Whole()),
    ],
)
def test_what_is_asked_for(header: str | None, answer: RangeAnswer) -> None:
    assert requested(header, 10) == answer


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-1"])
def test_nothing_can_be_asked_of_an_empty_file(header: str) -> None:
    assert requested(header, 0) == Unsatisfiable(0)


def test_says_which_part_it_is() -> None:
    assert Part(3, 6, 10).content_range == "bytes 3-5/10"
    assert Unsatisfiable(10).content_range == "bytes */10"


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 40))
def test_a_part_is_what_python_slices(first: int, last: int, size: int) -> None:
    content = bytes(range(size))
    answer = requested(f"bytes={first}-{last}", size)
    if first > last:
        assert answer == Whole()
    elif first >= size:
        assert answer == Unsatisfiable(size)
    else:
        assert isinstance(answer, Part)
        assert content[answer.start : answer.stop] == content[first : last + 1]
