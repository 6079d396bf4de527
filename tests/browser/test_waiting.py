"""The theme's program waits until a reader does something; what is pressed first works, whenever it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.sampling import ANSWER, TITLE

PROGRAM = re.compile(r"/bundle\.[^/]*\.js$|/made\.[^/]*\.css$")
SHIFT = Path(__file__).with_name("shift.js").read_text(encoding="utf-8")
SCREENS = pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE], ids=["desktop", "phone"])
STARTED = "meta[name=theme-color]"
"""What the program puts into the page when it has started."""


@contextmanager
def held(page: Page) -> Iterator[None]:
    """Hold back the theme's program when it is asked for; when this ends it comes."""
    waiting: list[Route] = []
    page.route(PROGRAM, lambda route: waiting.append(route))
    yield
    assert len(waiting) == 2
    for route in waiting:
        route.continue_()


@SCREENS
@pytest.mark.parametrize("path", ["", ANSWER, ANSWER + "#steps", "404.html"])
def test_nobody_fetches_it_who_only_reads(reader: Reader, path: str, width: int, height: int) -> None:
    seen: list[str] = []
    with reader.visit(width=width, height=height) as page:
        page.on("request", lambda request: seen.append(request.url))
        page.goto(reader.site_url + path)
        page.wait_for_load_state("networkidle")
        page.evaluate("scrollTo(0, 300)")
        assert any("/first." in url for url in seen)
        assert not list(filter(PROGRAM.search, seen))
        page.keyboard.press("Shift")
        expect(page.locator(STARTED)).to_have_count(1)
        assert len(list(filter(PROGRAM.search, seen))) == 2


def test_a_pointer_that_only_lies_there_is_no_sign_of_life(reader: Reader) -> None:
    seen: list[str] = []
    with reader.visit() as page:
        page.on("request", lambda request: seen.append(request.url))
        # At 0, 0, where Chromium itself tells of one now and then when a page comes up.
        for _ in range(2):
            page.evaluate("dispatchEvent(new PointerEvent('pointermove', { clientX: 0, clientY: 0 }))")
        page.wait_for_load_state("networkidle")
        assert not list(filter(PROGRAM.search, seen))
        page.mouse.move(300, 201)
        expect(page.locator(STARTED)).to_have_count(1)


@SCREENS
@pytest.mark.parametrize("path", ["", ANSWER, "all/"])
def test_nothing_moves_when_it_comes(reader: Reader, path: str, width: int, height: int) -> None:
    with reader.visit(path, width=width, height=height) as page:
        page.evaluate(SHIFT)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Shift")
        expect(page.locator(STARTED)).to_have_count(1)
        page.wait_for_timeout(300)  # the theme does some things a moment later
        assert page.evaluate("shifted()") == 0


def test_the_menu_that_was_opened_stays_open(reader: Reader) -> None:
    with reader.visit(ANSWER, width=PHONE[0], height=PHONE[1]) as page:
        with held(page):
            page.get_by_role("button", name="Menu").click()
            expect(page.get_by_role("link", name="Contact", exact=True)).to_be_visible()
        expect(page.locator(STARTED)).to_have_count(1)
        page.wait_for_timeout(400)  # the theme would close it a moment after its start
        expect(page.get_by_role("link", name="Contact", exact=True)).to_be_visible()
        page.get_by_role("button", name="Close the menu").click()
        expect(page.get_by_role("link", name="Contact", exact=True)).to_be_hidden()


def test_the_menu_can_be_closed_again_meanwhile(reader: Reader) -> None:
    with reader.visit(ANSWER, width=PHONE[0], height=PHONE[1]) as page, held(page):
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("button", name="Close the menu").click()
        expect(page.get_by_role("link", name="Contact", exact=True)).to_be_hidden()


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark_can_be_turned_meanwhile(reader: Reader, dark: bool) -> None:
    body, names = "data-md-color-scheme", ("default", "slate")
    with reader.visit(dark=dark) as page:
        with held(page):
            expect(page.locator("body")).to_have_attribute(body, names[dark])
            button = page.get_by_role("button", name=f"Switch to {'light' if dark else 'dark'} mode")
            button.click()
            expect(page.locator("body")).to_have_attribute(body, names[not dark])
            expect(button).to_be_hidden()
        expect(page.locator(STARTED)).to_have_count(1)
        expect(page.locator("body")).to_have_attribute(body, names[not dark])
        page.reload()
        expect(page.locator("body")).to_have_attribute(body, names[not dark])


@SCREENS
def test_what_is_typed_meanwhile_is_found(reader: Reader, width: int, height: int) -> None:
    with reader.visit(width=width, height=height) as page:
        with held(page):
            if (width, height) == PHONE:
                page.get_by_role("button", name="Search").click()
            else:
                page.get_by_role("textbox", name="Search").click()
            page.keyboard.type("send it back")
        expect(page.locator(".md-search-result__list a").first).to_contain_text(TITLE)


def test_enter_meanwhile_opens_what_is_found_then(reader: Reader) -> None:
    with reader.visit("contact/") as page:
        with held(page):
            page.get_by_role("textbox", name="Search").click()
            page.keyboard.type("send it back")
            page.keyboard.press("Enter")
        page.wait_for_url("**/faq/send-it-back/**")


def test_the_answer_of_a_program_that_never_comes_can_be_read(reader: Reader) -> None:
    with reader.visit() as page:
        page.route(PROGRAM, lambda route: route.abort("aborted"))
        page.get_by_role("article").get_by_role("link", name=TITLE).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
