"""A tab that was opened before a release searches after it, whatever of the search it had fetched by then."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from faq.publishing.leaving import Root
from faq.publishing.opening import opened
from faq.publishing.release import Release, publish
from faq.search.index import beginning
from tests.browser.conftest import Reader
from tests.publishing.site import PERSON, Site, make_site
from tests.sampling import ANSWER
from tests.serving import serve

INDEX = "search/search_index.json"
BEFORE, AFTER = "zygomorph", "quincunx"
"""A word of the answer before the release, and the one in its place."""
Published = Callable[[str, str, str], None]
"""Publishes a version, whose files have a hash, with a word."""


def tree(built: Path, to: Path, hashed: str, word: str) -> Path:
    """A build whose finder has another hash, and whose index has its texts apart, with a word more."""
    shutil.copytree(built, to)
    (finder,) = (to / "assets/javascripts").glob("finder.*.min.js")
    name = f"finder.{hashed}.min.js"
    finder.rename(finder.with_name(name))
    for page in to.rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(finder.name, name), encoding="utf-8")
    index = json.loads((to / INDEX).read_text(encoding="utf-8"))
    texts = [doc["text"] for doc in index["docs"]]
    at = next(n for n, doc in enumerate(index["docs"]) if doc["location"] == ANSWER)
    texts[at] += f" <p>{word}</p>"
    for doc, text in zip(index["docs"], texts, strict=True):
        doc["text"] = beginning(text)
    (to / INDEX).write_text(json.dumps({**index, "rest": [f"rest.{hashed}.json"]}), encoding="utf-8")
    (to / f"search/rest.{hashed}.json").write_text(json.dumps({"texts": texts}), encoding="utf-8")
    return to


def released(site: Site, version: str, built: Path, served: Path) -> None:
    """Publish a build, and let readers have the branch as it is then."""
    with opened(site.clone, "origin", "gh-pages") as (store, _):
        store.fetch()
        made = Release(version, store.taken_in(built), Root("https://faq.example/"), "0" * 40, latest=True)
        publish(store, made, lambda _: None)
    folder = served.with_name(version)
    folder.mkdir()
    archive = subprocess.run(["git", "archive", "gh-pages"], cwd=site.remote, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    served.unlink(missing_ok=True)
    served.symlink_to(folder)


@pytest.fixture
def release(built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Published:
    for name, value in PERSON.items():
        monkeypatch.setenv(name, value)
    site = make_site(tmp_path)

    def release(version: str, hashed: str, word: str) -> None:
        released(site, version, tree(built_site, tmp_path / hashed, hashed, word), tmp_path / "served")

    return release


@pytest.fixture
def reader(browser: Browser, release: Published, tmp_path: Path) -> Iterator[Reader]:
    """One who reads what was published first; whatever goes wrong in the tab fails the test."""
    release("1.0", "00000001", BEFORE)
    with serve(tmp_path / "served") as address:
        reader = Reader(browser, address)
        yield reader
        assert reader.problems == []


def test_who_had_fetched_nothing_searches_what_is_published(reader: Reader, release: Published) -> None:
    asked: list[str] = []
    with reader.visit("latest/contact/") as page:
        page.on("request", lambda request: asked.append(request.url))
        release("1.1", "00000002", AFTER)
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.type(AFTER)
        expect(page.locator(".md-search-result__list a").first).to_have_attribute("href", re.compile(ANSWER))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/latest/{ANSWER}**")
    # Its own finder, which was kept, and the index of now with its texts.
    assert any("finder.00000001.min.js" in url for url in asked)
    assert any("rest.00000002.json" in url for url in asked)


def test_who_had_fetched_the_index_gets_its_texts(reader: Reader, release: Published) -> None:
    def late(route: Route) -> None:
        release("1.1", "00000002", AFTER)
        route.continue_()

    with reader.visit("latest/contact/") as page:
        page.route("**/rest.*.json", late)
        page.get_by_role("textbox", name="Search").click()
        page.keyboard.type(BEFORE)
        expect(page.locator(".md-search-result__list a").first).to_have_attribute("href", re.compile(ANSWER))
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/latest/{ANSWER}**")
