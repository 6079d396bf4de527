"""Enlarged, spaced out, in forced colours, without motion: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessible.axe import findings
from tests.accessible.conftest import DESKTOP, PHONE, Window, html_pages
from tests.accessible.test_axe import SCHEMES, search_for
from tests.sampling import ANSWER

SPACED = Path(__file__).with_name("spaced.js").read_text(encoding="utf-8")
CUT_OFF = Path(__file__).with_name("cut_off.js").read_text(encoding="utf-8")
MOVING = """
() => document.getAnimations().length
"""
# A transition is over after a quarter of a second, which may be before anybody looks; that it began is told.
TELL = """
() => document.addEventListener('transitionrun', () => { document.documentElement.dataset.moved = '' })
"""
MOVED = "html[data-moved]"
# What began before the first of two frames has been told before the second.
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
ICONS = Path(__file__).with_name("unseen_icons.js").read_text(encoding="utf-8")
RAISED = Path(__file__).with_name("raised.js").read_text(encoding="utf-8")


def too_wide(page: Page) -> bool:
    """Whether a reader would have to scroll sideways (1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("size", [(640, 512), (320, 256)], ids=["200 %", "400 %"])
def test_enlarged(window: Window, built_site: Path, size: tuple[int, int]) -> None:
    """A window of 1280 x 1024 px: no page scrolls sideways, and no words are cut off."""
    with window.open("", size) as page:
        for path in html_pages(built_site):
            page.goto(window.site + path)
            assert not too_wide(page), path
            assert page.evaluate(CUT_OFF) == [], path


@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 256)], ids=["desktop", "phone", "400 %"])
def test_text_spacing(window: Window, built_site: Path, size: tuple[int, int]) -> None:
    with window.open("", size) as page:
        for path in html_pages(built_site):
            page.goto(window.site + path)
            page.evaluate(SPACED)
            assert not too_wide(page), path
            assert page.evaluate(CUT_OFF) == [], path


def test_what_is_too_wide_or_cut_off_is_found(stock: Window) -> None:
    """The theme does this well; so a stock page is spoilt."""
    with stock.open(ANSWER, (320, 256)) as page:
        assert not too_wide(page)
        page.evaluate("document.querySelector('h1').style.width = '400px'")
        assert too_wide(page)
        page.evaluate("document.querySelector('h1').style = 'height: 1em; overflow: hidden'")
        page.evaluate(SPACED)
        assert page.evaluate(CUT_OFF)


@pytest.mark.parametrize("width", [DESKTOP[0], PHONE[0], 320])
def test_the_link_in_a_heading_takes_no_line_of_its_own(window: Window, width: int) -> None:
    with window.open("", (width, 800), has_touch=True) as page:
        for path in ("", ANSWER, "contact/", "changes/"):
            page.goto(window.site + path)
            assert not too_wide(page), path
            count, raised = page.evaluate(RAISED)
            assert count, path
            assert raised == [], path


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_on_a_phone_three_tabs_stand_on_one_line(window: Window, script: bool) -> None:
    with window.open(ANSWER, PHONE, java_script_enabled=script) as page:
        if script:
            # What the theme puts into the labels, when a reader does something.
            page.mouse.move(5, 5, steps=2)
            expect(page.locator(".tabbed-labels > label > a")).to_have_count(3)
        tops = page.locator(".tabbed-labels > label").evaluate_all("all => all.map(one => one.offsetTop)")
        assert len(tops) == 3
        assert len(set(tops)) == 1


@SCHEMES
def test_forced_colours(window: Window, dark: bool) -> None:
    with window.open(ANSWER, PHONE, dark=dark, forced_colors="active") as page:
        assert page.evaluate(ICONS) == []
        assert findings(page, "forced") == []
        page.get_by_role("button", name="Menu").press("Enter")
        expect(page.get_by_role("button", name="Close the menu")).to_be_focused()
        assert page.evaluate(ICONS) == []
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@SCHEMES
def test_in_forced_colours_one_step_is_the_current_one_and_notes_keep_their_icons(
    window: Window, dark: bool
) -> None:
    with window.open(ANSWER, dark=dark, forced_colors="active") as page:
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        icons = page.locator(".admonition-title").evaluate_all(
            "all => all.map(one => getComputedStyle(one, '::before').backgroundColor)"
        )
        assert icons
        assert paper not in icons
        steps = page.locator("figure.walkthrough:visible .walkthrough-steps > li")
        edges = steps.first.get_by_role("button").evaluate(
            "button => { const mark = getComputedStyle(button, '::before');"
            " return [mark.borderTopColor, mark.borderBottomColor, mark.borderInlineStartColor]; }"
        )
        assert [edge == paper for edge in edges] == [True, True, False]  # a triangle, and not a box
        steps.nth(1).get_by_role("button").click()
        current = page.locator(".walkthrough-steps > [aria-current]")
        expect(current).to_have_count(1)
        expect(current).not_to_have_css("border-inline-start-color", paper)
        expect(steps.first).to_have_css("border-inline-start-color", paper)


def test_in_forced_colours_the_drawer_alone_has_a_frame(window: Window) -> None:
    for size, style in [(DESKTOP, "none"), (PHONE, "solid")]:
        with window.open("", size, forced_colors="active") as page:
            expect(page.locator(".md-sidebar--primary")).to_have_css("outline-style", style)


@SCHEMES
def test_what_was_found_is_marked_in_forced_colours(window: Window, dark: bool) -> None:
    with window.open("", dark=dark, forced_colors="active") as page:
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        search_for(page, "misdirected")
        mark = page.locator(".md-search-result mark").first
        expect(mark).not_to_have_css("color", paper)
        expect(mark).to_have_css("font-weight", "700")


def test_nothing_moves_for_those_who_asked_for_that(window: Window) -> None:
    with window.open("", PHONE) as page:
        page.evaluate(TELL)
        page.get_by_role("button", name="Menu").click()
        assert page.evaluate(MOVING) == 0
        expect(page.get_by_role("button", name="Close the menu")).to_be_focused()
        page.evaluate(FRAMES)
        assert page.locator(MOVED).count() == 0
    with window.open("", PHONE, reduced_motion="no-preference") as page:
        page.evaluate(TELL)
        page.get_by_role("button", name="Menu").click()
        expect(page.locator(MOVED)).to_have_count(1)
