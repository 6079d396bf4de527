"""A reader without a mouse, on a large screen and on a small one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessible.conftest import DESKTOP, PHONE, Window
from tests.accessible.keyboard import unseen, walk
from tests.accessible.test_axe import SCREENS, search_for
from tests.sampling import ANSWER
from tests.searching import expect_answered, listen

SHORTCUTS = ["f", "s", "/", "n", "p", ",", "."]
FAINT = Path(__file__).with_name("faint.js").read_text(encoding="utf-8")
HELD = """
() => navigation.addEventListener('navigate', event => { window.left = true; event.preventDefault() })
"""


@SCREENS
@pytest.mark.parametrize(
    ("path", "key", "dark"),
    [
        ("", "Tab", False),
        ("404.html", "Shift+Tab", True),
        ("all/", "Tab", False),
        (ANSWER, "Tab", True),
        (ANSWER, "Shift+Tab", False),
    ],
)
def test_every_stop_is_seen_and_the_walk_ends(
    window: Window, size: tuple[int, int], path: str, key: str, dark: bool
) -> None:
    with window.open(path, size, dark=dark) as page:
        assert unseen(page, key) == []


@SCREENS
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_ring_that_is_hardly_seen_is_found(window: Window, size: tuple[int, int], dark: bool) -> None:
    with window.open("contact/", size, dark=dark) as page:
        page.evaluate(FAINT, "#3a3a3a" if dark else "#f4f4f4")
        assert any(wrong.startswith("faint ring") for wrong in unseen(page))


@SCREENS
def test_the_stops_of_an_old_version(old_version: Window, size: tuple[int, int]) -> None:
    with old_version.open("", size) as page:
        expect(page.locator(".md-version__current")).to_have_attribute("aria-expanded", "false")
        assert unseen(page) == []


def test_a_stock_site_has_stops_that_nobody_sees(stock: Window) -> None:
    with stock.open("", PHONE) as page:
        assert len([wrong for wrong in unseen(page) if wrong.startswith("hidden")]) >= 9


@SCREENS
def test_from_the_address_bar_to_an_answer(
    old_version: Window, window: Window, size: tuple[int, int]
) -> None:
    for site in (window, old_version):
        with site.open("", size) as page:
            assert _presses(page) <= 9  # the site's name among them, which leads home
        with site.open("", size) as page:
            page.keyboard.press("Tab")
            expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
            page.keyboard.press("Enter")
            assert 1 + _presses(page) <= 4


def _presses(page: Page) -> int:
    """How often Tab is pressed until a link to an answer has the focus."""
    return next(count for count, stop in enumerate(walk(page), 1) if "/faq/" in stop.href)


@pytest.mark.parametrize("path", ["404.html", "all/", ANSWER])
def test_the_skip_link_leads_into_the_content(window: Window, path: str) -> None:
    with window.open(path) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert next(walk(page)).content


@pytest.mark.parametrize("opened", ["Menu", "Search"])
def test_a_panel_on_a_phone_takes_the_focus_and_gives_it_back(window: Window, opened: str) -> None:
    with window.open(ANSWER, PHONE) as page:
        listen(page)
        button = page.get_by_role("button", name=opened, exact=True)
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        if opened == "Search":
            expect(page.get_by_role("dialog", name="Search")).to_have_attribute("aria-modal", "true")
            page.keyboard.type("parcel")
            # Results that give way to others would take the focus with them.
            expect_answered(page, "parcel")
            expect(page.locator(".md-search-result__item").first).to_be_visible()
        stops = list(walk(page))
        assert len(stops) > (4 if opened == "Search" else 5)
        assert [stop for stop in stops if stop.content or not (stop.visible and stop.ring)] == []
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        # The theme lets the page scroll again a moment after its search has closed.
        expect(page.locator("body[data-md-scrolllock]")).to_have_count(0)
        assert unseen(page) == []


def test_what_closes_a_panel_with_a_finger_gives_the_focus_back(window: Window) -> None:
    with window.open("", PHONE, has_touch=True) as page:
        for opened, closed in [("Menu", "Close the menu"), ("Search", "Close the search")]:
            page.get_by_role("button", name=opened, exact=True).tap()
            page.get_by_role("button", name=closed).tap()
            expect(page.get_by_role("button", name=opened, exact=True)).to_be_focused()


@SCREENS
def test_results_are_reached_with_tab_and_with_arrows(window: Window, size: tuple[int, int]) -> None:
    with window.open("", size) as page:
        search_for(page, "misdirected")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Clear")).to_be_focused()
        page.keyboard.press("Tab")
        first = page.locator(".md-search-result__link").first
        expect(first).to_be_focused()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("ArrowDown")
        expect(first).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/faq/**")


def test_search_on_a_desktop_closes_and_opens_again(window: Window) -> None:
    with window.open("") as page:
        search_for(page, "misdirected")
        field = page.locator(".md-search__input")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(field).to_be_focused()
        expect(page.locator(".md-search-result__item").first).to_be_hidden()
        page.keyboard.type(" parcel")
        expect_answered(page, "misdirected parcel")
        expect(page.locator(".md-search-result__item").first).to_be_visible()
        for _ in range(40):
            page.keyboard.press("Tab")
            if not page.evaluate("document.querySelector('.md-search').contains(document.activeElement)"):
                break
        expect(page.locator(".md-search-result__item").first).to_be_hidden()
        assert next(walk(page)).visible


def test_the_list_of_versions_opens_and_closes(old_version: Window) -> None:
    with old_version.open() as page:
        button = page.get_by_role("button", name="Select version: 1.0")
        button.focus()
        page.keyboard.press("Enter")
        current = page.locator(".md-version [aria-current=true]")
        expect(current).to_have_text("1.0")
        expect(current).to_have_css("font-weight", "700")
        expect(page.get_by_role("link", name="2.0")).to_have_css("font-weight", "400")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="2.0")).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(page.get_by_role("link", name="2.0")).to_be_hidden()


@SCREENS
def test_light_and_dark_are_one_button(window: Window, size: tuple[int, int]) -> None:
    with window.open("", size) as page:
        page.get_by_role("button", name="Switch to dark mode").focus()
        for scheme, key, name in [("slate", "Enter", "light"), ("default", "Space", "dark")]:
            page.keyboard.press(key)
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
            expect(page.get_by_role("button", name=f"Switch to {name} mode")).to_be_focused()
        expect(page.get_by_role("radio")).to_have_count(0)


def test_no_letter_does_anything_by_itself(window: Window) -> None:
    with window.open(ANSWER) as page:
        assert [key for key in SHORTCUTS if _acts(page, key)] == []
        page.locator(".md-search__input").focus()
        page.keyboard.type("".join(SHORTCUTS))
        expect(page.locator(".md-search__input")).to_have_value("".join(SHORTCUTS))


def test_on_a_stock_site_every_one_of_these_letters_acts(stock: Window) -> None:
    acted = []
    for key in SHORTCUTS:
        with stock.open(ANSWER) as page:
            acted += [key] if _acts(page, key) else []
    assert acted == SHORTCUTS


def _acts(page: Page, key: str) -> bool:
    """Whether a key leads to another page, which is held up here, or moves the focus."""
    page.evaluate(HELD)
    page.keyboard.press(key)
    # A link is followed in the key's own task: the page knows before it answers.
    return bool(page.evaluate("Boolean(window.left) || document.activeElement !== document.body"))


@SCREENS
def test_enlarged_four_times_the_keyboard_still_finds_everything(
    window: Window, size: tuple[int, int]
) -> None:
    with window.open(ANSWER, (size[0] // 4, 256) if size == DESKTOP else (320, 480)) as page:
        assert unseen(page) == []
