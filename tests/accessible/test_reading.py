"""What a screen reader says of a page, and what is there without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessible.conftest import DESKTOP, PHONE, Window, html_pages
from tests.accessible.test_axe import SCREENS, search_for
from tests.sampling import ANSWER

LANDMARK = re.compile(
    r'^ *- \'?(banner|main|navigation|search|complementary|contentinfo|region)(?: "([^"]*)")?', re.M
)


def landmarks(page: Page) -> list[tuple[str, str]]:
    """The landmarks that a screen reader offers, each with its name."""
    return LANDMARK.findall(page.locator("body").aria_snapshot())


def headings(page: Page) -> list[str]:
    """The names of the headings, each with its level in front."""
    snapshot = page.locator("body").aria_snapshot()
    return [f"{level} {name}" for name, level in re.findall(r'- \'?heading "(.*)" \[level=(\d)\]', snapshot)]


def test_landmarks_and_headings_of_an_answer(window: Window) -> None:
    with window.open(ANSWER) as page:
        assert landmarks(page) == [
            ("banner", ""),
            ("search", "Search"),
            ("navigation", "Navigation"),
            ("navigation", "Table of contents"),
            ("main", ""),
            ("region", "Can this be investigated?"),
            ("navigation", "More questions"),
        ]
        assert headings(page)[:3] == [
            "1 How do I send a parcel back to Pigeon Post?",
            "2 Steps",
            "2 Watch how it is done",
        ]


def test_every_page_has_one_h1_one_main_and_clean_names(window: Window, built_site: Path) -> None:
    with window.open() as page:
        for path in html_pages(built_site):
            page.goto(window.site + path)
            assert [heading[0] for heading in headings(page)].count("1") == 1, path
            assert not [heading for heading in headings(page) if "¶" in heading], path
            found = landmarks(page)
            assert [kind for kind, _ in found].count("main") == 1, path
            assert all(name for kind, name in found if kind == "navigation"), path
            assert len(set(found)) == len(found), path


@SCREENS
@pytest.mark.parametrize("path", [ANSWER, "404.html"])
def test_the_header_names_the_page_or_the_site_once_it_is_scrolled(
    window: Window, size: tuple[int, int], path: str
) -> None:
    with window.open(path, (size[0], 400)) as page:
        page.mouse.move(5, 5, steps=2)  # nobody scrolls without a sign of life
        page.get_by_role("article").get_by_role("link").last.scroll_into_view_if_needed()
        expect(page.locator(".md-header__title--active")).to_be_attached()
        shown = page.locator(".md-header__topic").filter(has_text=re.compile(r"\w"))
        said = shown.evaluate_all("all => all.filter(one => getComputedStyle(one).opacity === '1').length")
        assert said == 1


def test_the_banner_of_an_old_version_leads_to_the_place_that_is_read(old_version: Window) -> None:
    with old_version.open(ANSWER + "#steps") as page:
        onward = page.locator(".faq-old a")
        expect(onward).to_have_attribute("href", re.compile(r"/latest/faq/send-it-back/#steps$|#steps$"))
        page.get_by_role("link", name="Other ways").last.click()
        expect(onward).to_have_attribute("href", re.compile("#other-ways$"))


def test_a_stock_site_is_not_read_like_that(stock: Window) -> None:
    with stock.open(ANSWER) as page:
        assert [heading for heading in headings(page) if "¶" in heading]
        assert ("navigation", "Header") in landmarks(page)
        assert page.locator("[aria-current=page]").count() == 0


@SCREENS
@pytest.mark.parametrize("path", ["", ANSWER, "contact/"])
def test_the_navigation_says_which_page_this_is(window: Window, size: tuple[int, int], path: str) -> None:
    with window.open(path, size) as page:
        current = page.locator("[aria-current=page]")
        expect(current).to_have_count(1)
        assert current.evaluate("link => link.href") == window.site + path


@SCREENS
def test_the_count_of_results_is_told_and_results_are_no_headings(
    window: Window, size: tuple[int, int]
) -> None:
    with window.open("", size) as page:
        search_for(page, "misdirected")
        count = page.get_by_role("status").filter(visible=True).filter(has_text=re.compile("[0-9]"))
        expect(count).to_have_count(1)
        # What begins like a word that is known is taken for a slip of it, and found all the same.
        page.locator(".md-search__input").fill("qqqqqqq")
        expect(count).to_have_count(0)
        expect(page.get_by_role("status").filter(has_text="No matching")).to_be_visible()
        assert [heading[0] for heading in headings(page)].count("1") == 1


@SCREENS
def test_without_javascript_every_page_is_reached_and_read(
    window: Window, built_site: Path, size: tuple[int, int]
) -> None:
    """By the keyboard, on a small screen by the checkbox that opens the drawer."""
    with window.open("", size, java_script_enabled=False) as page:
        if size == PHONE:
            expect(page.get_by_role("link", name="Contact", exact=True)).to_be_hidden()
            page.keyboard.press("Tab")
            expect(page.get_by_role("checkbox", name="Menu")).to_be_focused()
            page.keyboard.press("Space")
        links = page.get_by_role("navigation", name="Navigation").get_by_role("link").filter(visible=True)
        reached = {str(link.evaluate("link => link.href")) for link in links.all()}
        reached |= {
            str(link.evaluate("link => link.href"))
            for link in page.get_by_role("main").get_by_role("link").all()
        }
        for path in set(html_pages(built_site)) - {"404.html"}:
            assert window.site + path in reached
            page.goto(window.site + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            shown = page.get_by_role("main").inner_text()
            assert len(shown.split()) > 20, path


def test_without_javascript_the_drawer_closes_again(window: Window) -> None:
    with window.open("", PHONE, java_script_enabled=False) as page:
        page.locator("label.md-header__button[for=__drawer]").click()
        link = page.get_by_role("link", name="Contact", exact=True)
        expect(link).to_be_visible()
        page.locator("label.faq-close").click()
        expect(link).to_be_hidden()


def test_on_a_large_screen_nothing_is_hidden_from_the_start(window: Window) -> None:
    with window.open("", DESKTOP, java_script_enabled=False) as page:
        expect(page.get_by_role("checkbox")).to_have_count(0)
