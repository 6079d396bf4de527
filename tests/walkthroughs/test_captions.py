"""WebVTT, written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.walkthroughs.captions import Cue, read, write

WRITTEN = """\
WEBVTT

NOTE A film

1
00:00:00.000 --> 00:00:03.960
Choose <b> & "Send".

2
00:00:03.960 --> 01:02:03.004
Done.
"""


def test_writes_webvtt() -> None:
    cues = [Cue(0, 3.96, 'Choose <b> & "Send".'), Cue(3.96, 3723.004, "Done.")]
    expected = WRITTEN.replace("<b> &", "&lt;b&gt; &amp;")
    assert write(cues, "A film") == expected


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5_000_000),
            st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
        )
    )
)
def test_reads_what_it_wrote(made: list[tuple[int, str]]) -> None:
    cues = tuple(Cue(start / 1000, (start + 40) / 1000, text) for start, text in made)
    assert read(write(cues, "note")) == cues


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: a caption file begins with WEBVTT"),
        ("WEBVTT and more", "line 1: a caption file begins with WEBVTT"),
        ("WEBVTT\n\n1\n0:1 --> 0:2\nx", "line 4: this is no timing: 0:1 --> 0:2"),
    ],
)
def test_refuses_what_is_no_webvtt(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(text)


def test_reads_windows_line_ends_and_short_times() -> None:
    assert read("\ufeffWEBVTT\r\n\r\n00:01.500 --> 00:02.000 line:0\r\nx\r\n") == (Cue(1.5, 2, "x"),)
