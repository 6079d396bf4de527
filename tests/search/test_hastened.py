"""What Material's search reads of a page is the same without a parser."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]

from faq.seams import hastened

BITS = (
    *(
        "<p>",
        "</p>",
        "words &amp; more",
        "a < b",
        "\n",
        " ",
        "<h1>",
        '<h2 id="a">',
        "</h2>",
        "<hr />",
        "<br/>",
    ),
    *("<pre>", "</pre>", "<code>", "</code>", "<li>", "</li>", "<div data-search-exclude>", "</div>", "<ol>"),
    *(
        '<a class="headerlink" href="#a">',
        "</a>",
        '<img src="a.png" alt="x">',
        "<!-- <p> -->",
        "<script>",
        "&lt;",
    ),
    *(
        '<table class="linenodiv">',
        "<sup>",
        "</sup>",
        "<object>",
        "</object>",
        "&#33;",
        "&nosuch",
        '<i title="a>b">',
    ),
)


def read(kind: type, html: str) -> list[tuple[str | None, list[str], list[str]]]:
    parser = kind()
    try:
        parser.feed(html)
    # It knows no end of what it has not seen begin.
    except (AttributeError, IndexError, ValueError) as error:
        return [(type(error).__name__, [], [])]
    parser.close()
    return [(one.id, one.title, one.text) for one in parser.data]


@given(st.lists(st.sampled_from(BITS), max_size=14).map("".join))
@example(
    '<h1 id="a">What<a class="headerlink" href="#a">&para;</a></h1>\n<p>It <code>is</code>.</p><h2 id="b">B'
)
def test_what_is_read_is_the_same(html: str) -> None:
    quick = hastened(Parser)
    assert hastened(quick) is quick
    assert read(quick, html) == read(Parser, html)
