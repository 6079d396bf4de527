"""A tag alone is read as a parser reads it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from faq.policy.scan import Scan, _TagParser, scan

BITS = (
    *("<a", "<p", "<script", "<style", "<textarea", "<h1", ">", "/>", " />", "x", "</a>", "\n", "<", '"'),
    *(
        ' href="a"',
        " hidden",
        ' href="b&amp;c"',
        " href='d'",
        ' HREF="e"',
        ' data-a="f"',
        ' a = "g"',
        ' x:y="h"',
    ),
)


@given(st.lists(st.sampled_from(BITS), max_size=6).map("".join))
@example('<a class="x" href="https://o.example/?a&amp;b" href="other">')
@example('<p title="a > b">')
@example("<p>x")
def test_a_tag_alone_is_read_as_a_parser_reads_it(html: str) -> None:
    parser = _TagParser(html)
    parser.feed(html)
    parser.close()
    assert scan(html) == Scan(html, tuple(parser.tags), tuple(parser.scripts), tuple(parser.styles))
