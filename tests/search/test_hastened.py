"""What Material's search reads of a page is the same without a parser."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from material.plugins.search import plugin  # type: ignore[import-untyped]

from faq.search.hastening import INDEXER, hasten_search

HASTENED = ("Parser", "Element", "re")
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


def read(html: str) -> list[tuple[str | None, list[str], list[str], bool]]:
    """What the plugin's parser reads, as it is in its module now."""
    parser = plugin.Parser()
    try:
        parser.feed(html)
    # It knows no end of what it has not seen begin.
    except (AttributeError, IndexError, ValueError) as error:
        return [(type(error).__name__, [], [], False)]
    parser.close()
    return [(one.id, one.title, one.text, one.is_excluded()) for one in parser.data]


@pytest.fixture(scope="module")
def plain() -> Iterator[dict[str, Any]]:
    """The plugin's module as it is by itself: a build before these tests may have hastened it."""
    before = dict(vars(plugin))
    importlib.reload(plugin)
    yield {name: vars(plugin)[name] for name in HASTENED}
    vars(plugin).update(before)


@given(html=st.lists(st.sampled_from(BITS), max_size=14).map("".join))
@example(html='<h1 id="a">What<a class="headerlink" href="#a">&para;</a></h1>\n<p>It <code>is</code>.</p>')
def test_what_is_read_is_the_same(plain: dict[str, Any], html: str) -> None:
    vars(plugin).update(plain)
    alone = read(html)
    hasten_search()
    assert read(html) == alone


def test_each_is_hastened_once(plain: dict[str, Any]) -> None:
    vars(plugin).update(plain)
    hasten_search()
    made = {name: vars(plugin)[name] for name in HASTENED}
    assert [name for name in HASTENED if made[name] is plain[name]] == []
    hasten_search()
    assert {name: vars(plugin)[name] for name in HASTENED} == made


@pytest.mark.parametrize("name", HASTENED)
def test_what_is_not_there_stays_so(plain: dict[str, Any], name: str) -> None:
    vars(plugin).update(plain)
    vars(plugin)[name] = None
    hasten_search()
    assert vars(plugin)[name] is None


@pytest.mark.parametrize(
    "html", ['<p data-search-boost="2">a</p>', "<p>a</p>", '<p\ndata-search-a="b" id="c">']
)
def test_what_says_something_to_the_search_is_taken_out_of_a_page(plain: dict[str, Any], html: str) -> None:
    def content() -> str:
        page = SimpleNamespace(content=html, meta={}, toc=[], url="", title="A")
        one = plugin.SearchPlugin()
        one.load_config({})
        one.search_index = plugin.SearchIndex()
        one.on_page_context({}, page=page, config=None, nav=None)
        return str(page.content)

    vars(plugin).update(plain)
    alone = content()
    hasten_search()
    assert content() == alone


def test_where_the_theme_does_not_search_nothing_is_hastened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, INDEXER)
    hasten_search()
