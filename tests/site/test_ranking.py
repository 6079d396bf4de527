"""Queries typed into the real search box: each must find its question.

Behind the tab stands the question's file without .md: a question that moves, or gets another name and its
old one under `aliases:`, keeps its queries; those of one that is listed under `gone:` are left out.
"-" stands behind what this site has no answer to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from faq.book.project import Project
from faq.querying import numbers
from faq.search.queries import NOTHING, Hit, read_queries, report, verdict
from tests.browser.conftest import Reader
from tests.site.facts import found, is_gone

FILES = sorted((Path(__file__).parent / "queries").glob("*.tsv"))
FIRST, IN_THREE, BESIDE = 0.87, 0.98, 0.7

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
def box(browser: Browser, own_url: str) -> Iterator[Page]:
    """A page whose search is open."""
    reader = Reader(browser, own_url)
    with reader.visit() as page:
        page.locator(".md-search__input").click()
        expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
        yield page
    assert reader.problems == []


def with_number(line: str, project: Project) -> str:
    """A line of a file with the number that its question has now; empty where there is no such question."""
    query, tab, name = line.partition("\t")
    if not tab or name == NOTHING:
        return line
    question = found(name, project)
    if question is not None:
        return f"{query}\t{question.place}"
    assert is_gone(name, project), (
        f"there is no question {name}: rename it in tests/site/queries/, or take it out"
    )
    return ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_readers_find_their_question(path: Path, box: Page, own: Project, own_site: Path) -> None:
    """The shares that are asked for; what was missed is printed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 60
    text = "\n".join(line for line in (with_number(line, own) for line in lines) if line)
    queries, wrong = read_queries(text, path.name, numbers(own_site))
    assert wrong == ()
    index = json.loads((own_site / "search/search_index.json").read_text(encoding="utf-8"))
    known = {f"/{doc['location']}": doc.get("number") for doc in index["docs"]}
    answers = []
    for query in queries:
        items = asked(box, query.text)
        assert all(len(links) == 1 for links in items), f"{query.text}: one link a question"
        answers.append((query, [Hit(known.get(links[0][0]), links[0][1]) for links in items]))
    how = [verdict(query, hits) for query, hits in answers if query.expected != NOTHING]
    beside = [verdict(query, hits) for query, hits in answers if query.expected == NOTHING]
    print(report([a for a in answers if verdict(*a) not in ("first", "right")]))
    told = f"{path.name}: {how.count('first')} of {len(how)} first, {how.count('in three')} more in three"
    print(told)
    assert how.count("nothing") == 0, told
    assert how.count("first") >= FIRST * len(how), told
    assert how.count("first") + how.count("in three") >= IN_THREE * len(how), told
    assert beside.count("right") >= BESIDE * len(beside), told
