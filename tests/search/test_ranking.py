"""Queries typed into the real search box: each must find its question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from faq.querying import numbers
from faq.search.queries import Hit, read_queries, report, verdict
from tests.browser.conftest import Reader

FILES = sorted((Path(__file__).parent / "queries").glob("*.tsv"))
FIRST, IN_THREE = 0.85, 0.97

HEARD = Path(__file__).with_name("heard.js").read_text(encoding="utf-8")


def asked(page: Page, query: str) -> list[list[list[str]]]:
    """Type a query into the search box, and read what the page shows."""
    field = page.locator(".md-search__input")
    page.evaluate(HEARD)
    field.fill(query)
    field.press("End")  # the theme hears keys, not what a field holds
    found: list[list[list[str]]] = page.evaluate("heard")
    return found


@pytest.fixture(scope="module")
def box(browser: Browser, site_url: str) -> Iterator[Page]:
    """A page whose search is open."""
    reader = Reader(browser, site_url)
    with reader.visit() as page:
        page.locator(".md-search__input").click()
        expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
        yield page
    assert reader.problems == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_readers_find_their_question(path: Path, box: Page, built_site: Path) -> None:
    """The shares that are asked for; what was missed is printed."""
    queries, wrong = read_queries(path.read_text(encoding="utf-8"), path.name, numbers(built_site))
    assert wrong == ()
    assert len(queries) >= 60
    index = json.loads((built_site / "search/search_index.json").read_text(encoding="utf-8"))
    known = {f"/{doc['location']}": doc.get("number") for doc in index["docs"]}
    answers = []
    for query in queries:
        items = asked(box, query.text)
        assert all(len(links) == 1 for links in items), f"{query.text}: one link a question"
        answers.append((query, [Hit(known.get(links[0][0]), links[0][1]) for links in items]))
    how = [verdict(query, hits) for query, hits in answers]
    print(report([a for a in answers if verdict(*a) != "first"]))
    told = f"{path.name}: {how.count('first')} of {len(how)} first, {how.count('in three')} more in three"
    print(told)
    assert how.count("nothing") == 0, told
    assert how.count("first") >= FIRST * len(how), told
    assert how.count("first") + how.count("in three") >= IN_THREE * len(how), told
