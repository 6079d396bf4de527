"""The tags of an answer, found without a parser where nothing can be read in two ways."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from faq.pages.moving import HEADINGS, AnswerTag, _Parser, tags
from faq.policy.scan import PLAIN

BITS = (
    *("<p>", "</p>", "words &amp; more", "a < b", ">", "\n", "<h1>", '<h2 id="a">', "</h2>", "<hr />"),
    *('<a href="?a&amp;b=1">', "</a>", '<img src="a.png" alt="">', "<input disabled>", "<A HREF='x'>"),
    *('<td colspan="2">', '<svg xlink:href="#a">', "<!-- <p id=x> -->", "<script>", "</script>", "<br/>"),
    *('<i title="a > b">', '<p id="a" id="b">', "</a >", "<a-b c>", '<h7 id="a">', '<a id="x"class="y">'),
    *("<textarea>", "<p\nid=a>", "&#x41;"),
)


def of_parser(html: str) -> list[AnswerTag]:
    parser = _Parser(html)
    parser.feed(html)
    parser.close()
    return parser.tags


def may_change(tag: AnswerTag) -> bool:
    return tag.name in HEADINGS or (tag.name == "a" if tag.attributes is None else bool(tag.attributes))


@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join))
@example('<h1 id="a">What<a class="headerlink" href="#a">&para;</a></h1><p>It is.</p>')
def test_tags_are_those_that_a_parser_finds(html: str) -> None:
    assert list(filter(may_change, tags(html))) == list(filter(may_change, of_parser(html)))


def test_what_markdown_becomes_is_plain() -> None:
    assert PLAIN.fullmatch(
        '<h1 id="a">What &amp; <code>x</code></h1>\n<p>It is <img alt="" src="a.png" /><br />.</p>'
    )
    assert not PLAIN.fullmatch("<p><!-- <p id=x> --></p>")
