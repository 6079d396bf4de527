"""axe-core finds nothing on any page, in any state, on any screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessible.axe import findings
from tests.accessible.conftest import DESKTOP, PHONE, Window, html_pages
from tests.playing import slowly
from tests.reports.choosing import FILES, choose
from tests.reports.samples import ORIGINAL
from tests.sampling import ANSWER
from tests.searching import expect_answered, listen

SCREENS = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCHEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@SCREENS
@SCHEMES
def test_every_page(window: Window, built_site: Path, size: tuple[int, int], dark: bool) -> None:
    with window.open("404.html", size, dark=dark) as page:
        assert wrong(page, window.site, html_pages(built_site)) == {}


@SCREENS
@SCHEMES
def test_an_old_version(
    old_version: Window, old_version_root: Path, size: tuple[int, int], dark: bool
) -> None:
    """With the banner and the selector; the pages at old addresses, where they stand still."""
    with old_version.open(ANSWER, size, dark=dark) as page:
        expect(page.get_by_role("complementary", name="Version")).to_be_visible()
        selector = page.get_by_role("button", name="Select version")
        expect(selector).to_have_attribute("aria-expanded", "false")
        selector.click()
        expect(page.get_by_role("link", name="2.0")).to_be_visible()
        assert findings(page) == []
        # What leads on stands still without its script.
        moved = (old_version_root / "1.0/moved.html").read_text(encoding="utf-8")
        still = re.sub(r"<script>.*?</script>", "", moved)
        page.route("**/moved.html", lambda route: route.fulfill(body=still, content_type="text/html"))
        for path in ("moved.html", "gone.html"):
            page.goto(old_version.site + path)
            # They are judged as readers see them: with their style, which is in a file.
            expect(page.locator("body")).to_have_css("max-width", re.compile("px"))
        assert wrong(page, old_version.site, ["", "all/", "moved.html", "gone.html"]) == {}


@SCREENS
@SCHEMES
def test_search_with_results(window: Window, size: tuple[int, int], dark: bool) -> None:
    with window.open(ANSWER, size, dark=dark) as page:
        search_for(page, "misdirected parcel")
        assert findings(page, "search") == []


@SCREENS
@SCHEMES
def test_search_without_results(window: Window, size: tuple[int, int], dark: bool) -> None:
    with window.open(ANSWER, size, dark=dark) as page:
        open_search(page)
        page.keyboard.type("xyzzy")
        expect(page.locator(".faq-nothing-found a").last).to_be_visible()
        assert findings(page, "search") == []


@SCHEMES
@pytest.mark.parametrize("path", ["", ANSWER], ids=["index", "answer"])
def test_the_open_drawer(window: Window, path: str, dark: bool) -> None:
    with window.open(path, PHONE, dark=dark) as page:
        page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("button", name="Close the menu")).to_be_focused()
        assert findings(page, "drawer") == []


@SCREENS
@SCHEMES
def test_a_walkthrough_that_plays(window: Window, size: tuple[int, int], dark: bool) -> None:
    with window.open(ANSWER, size, dark=dark) as page:
        slowly(page.locator("video"))
        steps = page.locator("figure.walkthrough:visible .walkthrough-steps > li")
        steps.nth(1).scroll_into_view_if_needed()
        steps.nth(1).get_by_role("button").click()
        expect(steps.nth(1)).to_have_attribute("aria-current", "step")
        assert findings(page, "scrolled") == []


@SCREENS
@SCHEMES
def test_what_is_said_of_mail_files(window: Window, size: tuple[int, int], dark: bool) -> None:
    with window.open(ANSWER, size, dark=dark) as page:
        choose(page, ("yes.eml", ORIGINAL), ("no.eml", b"none"))
        expect(page.locator(".faq-report__file")).to_have_count(2)
        page.locator(FILES).scroll_into_view_if_needed()
        assert findings(page, "scrolled") == []


def test_a_stock_site_has_faults_on_every_page_and_in_every_state(stock: Window) -> None:
    """So these tests can fail."""
    with stock.open() as page:
        assert len(wrong(page, stock.site, ["", ANSWER, "404.html"])) == 3
        page.locator(".md-search__input").click()
        page.keyboard.type("misdirected")
        expect(page.locator(".md-search-result__item").first).to_be_attached()
        assert findings(page, "search")
    with stock.open("", PHONE, dark=True) as page:
        page.locator("label.md-header__button[for=__drawer]").click()
        assert findings(page, "drawer")


def open_search(page: Page) -> None:
    """As a reader does: by the field, or by the button where there is no field."""
    listen(page)
    if page.get_by_role("button", name="Search", exact=True).is_visible():
        page.get_by_role("button", name="Search", exact=True).click()
    else:
        page.locator(".md-search__input").click()


def search_for(page: Page, words: str) -> None:
    """Type into the search as a reader does, and wait for what it finds."""
    open_search(page)
    page.keyboard.type(words)
    expect_answered(page, words)
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def wrong(page: Page, site: str, paths: list[str]) -> dict[str, list[str]]:
    """What is wrong with each page that something is wrong with."""
    found = {}
    for path in paths:
        page.goto(site + path)
        found[path] = findings(page)
    return {path: wrong for path, wrong in found.items() if wrong}
