"""Readers choose their mail program once, in the address: with a browser, and without its JavaScript."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from faq import programs
from tests.accessible.axe import findings
from tests.accessible.conftest import DESKTOP, PHONE, Window
from tests.accessible.keyboard import unseen
from tests.clients.team import PAGE, team
from tests.clients.test_page import built
from tests.conftest import Serve
from tests.reports.choosing import choose
from tests.reports.samples import TEXT, report
from tests.sharing import once

ALL = ["thunderbird", "outlook", "telefon"]
SHOWN = "all => all.filter(one => !one.hidden).map(one => one.querySelector('h3').id)"
WIDE = "document.documentElement.scrollWidth > innerWidth"
KEPT = "[localStorage.length, sessionStorage.length, document.cookie]"


@pytest.fixture(scope="session")
def team_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str, nginx: Serve) -> Iterator[str]:
    """The address of the team's site, with the strict headers."""
    root = once(tmp_path_factory, worker_id, "team", lambda folder: built(team(folder)))
    with nginx(root / "site") as server:
        yield server.url


@pytest.fixture
def window(browser: Browser, team_url: str) -> Window:
    """Onto the team's site."""
    return Window(browser, team_url)


def shown(page: Page) -> list[str]:
    """The programs whose steps a reader sees."""
    found: list[str] = page.locator(".faq-client").evaluate_all(SHOWN)
    return found


def chosen(page: Page) -> list[str | None]:
    """What the choice says is chosen."""
    links = page.get_by_role("group", name="Ihr E-Mail-Programm", exact=True).get_by_role("link")
    return [link.get_attribute("href") for link in links.all() if link.get_attribute("aria-current")]


def test_one_program_is_chosen_and_stays_in_the_address_alone(window: Window) -> None:
    with window.open(PAGE) as page:
        assert (shown(page), chosen(page)) == ([], [])
        page.get_by_role("group", name="Ihr E-Mail-Programm").get_by_role("link", name="Telefon").click()
        expect(page.get_by_role("heading", name="Telefon")).to_be_in_viewport()
        assert (shown(page), chosen(page)) == (["telefon"], ["#telefon"])
        assert page.url.endswith(f"{PAGE}#telefon")
        page.reload()
        assert (shown(page), chosen(page)) == (["telefon"], ["#telefon"])
        page.evaluate("location.hash = 'danach'")
        expect(page.get_by_role("heading", name="Danach")).to_be_in_viewport()
        assert shown(page) == ["telefon"]
        page.evaluate("location.hash = 'outlook'")
        expect(page.get_by_role("heading", name="Outlook (alt)")).to_be_in_viewport()
        assert (shown(page), chosen(page)) == (["outlook"], ["#outlook"])
        page.evaluate("history.go(-2)")
        expect(page.get_by_role("heading", name="Telefon")).to_be_in_viewport()
        assert shown(page) == ["telefon"]
        assert page.evaluate(KEPT) == [0, 0, ""]


@pytest.mark.parametrize("anchor", ["thunderbird", "thunderbird-alt"])
def test_an_address_leads_to_the_steps_an_old_one_too(window: Window, anchor: str) -> None:
    with window.open(f"{PAGE}#{anchor}") as page:
        expect(page.get_by_role("heading", name="Thunderbird")).to_be_in_viewport()
        assert (shown(page), chosen(page)) == (["thunderbird"], ["#thunderbird"])


def test_an_address_that_is_none_shows_the_choice(window: Window) -> None:
    with window.open(f"{PAGE}#%") as page:
        assert (shown(page), chosen(page)) == ([], [])


def test_what_the_browser_finds_is_shown(window: Window) -> None:
    with window.open(PAGE) as page:
        found = page.locator(".faq-client").nth(1)
        expect(found).to_have_attribute("hidden", "until-found")
        found.dispatch_event("beforematch")
        assert (shown(page), chosen(page)) == (["outlook"], ["#outlook"])


def test_the_checker_leads_to_the_steps_of_the_program_that_made_a_file(window: Window) -> None:
    with window.open(f"{PAGE}#telefon") as page:
        choose(page, ("bericht.eml", report(TEXT, head=b"X-Mailer: Microsoft Outlook 16.0\r\n")))
        page.get_by_role("link", name="Zu den Schritten").click()
        expect(page.get_by_role("heading", name="Outlook (alt)")).to_be_in_viewport()
        assert (shown(page), chosen(page)) == (["outlook"], ["#outlook"])


def test_without_javascript_all_stand_under_their_headings(window: Window) -> None:
    with window.open(PAGE, java_script_enabled=False) as page:
        for anchor in ALL:
            expect(page.locator(f"#{anchor}")).to_be_visible()
        page.locator(".faq-clients").get_by_role("link", name="Telefon").click()
        expect(page.get_by_role("heading", name="Telefon")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["", "#telefon"])
def test_on_paper_stand_all_and_no_choice(window: Window, anchor: str) -> None:
    with window.open(PAGE + anchor) as page:
        page.emulate_media(media="print")
        steps = page.locator(".faq-client p")
        assert steps.count() > len(ALL)
        for one in steps.all():
            expect(one).to_be_visible()
            box = one.bounding_box()
            assert box is not None
            assert box["height"] > 0
        expect(page.locator(".faq-clients")).to_be_hidden()


def test_on_paper_no_sheet_ends_in_a_name_and_its_platforms(window: Window, tmp_path: Path) -> None:
    """Wherever a sheet ends: the title pushes all else down, line by line."""
    file, reader = tmp_path / "answer.pdf", programs.program("pdftotext", package="poppler-utils")
    with window.open(PAGE) as page:
        platforms = page.locator(".faq-client > p:first-of-type").all_text_contents()
        for height in range(240, 760, 20):
            page.locator("h1").evaluate("(title, height) => { title.style.height = `${height}px`; }", height)
            page.pdf(path=file, format="A4", prefer_css_page_size=True)
            run = subprocess.run([reader, "-layout", file, "-"], capture_output=True, text=True, check=True)
            for sheet in run.stdout.split("\f")[:-1]:
                lines = [line.strip() for line in sheet.splitlines() if line.strip()]
                assert not {*lines[-2:]} & {*platforms}, sheet


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("anchor", ["", "#thunderbird"], ids=["before", "chosen"])
def test_axe_finds_nothing(window: Window, size: tuple[int, int], dark: bool, anchor: str) -> None:
    with window.open(PAGE + anchor, size, dark=dark) as page:
        assert findings(page, "scrolled" if anchor else "") == []
        assert not page.evaluate(WIDE)


def test_the_keyboard_chooses_and_sees_where_it_is(window: Window) -> None:
    with window.open(PAGE, PHONE) as page:
        assert unseen(page) == []
        page.get_by_role("group", name="Ihr E-Mail-Programm").get_by_role("link").last.press("Enter")
        expect(page.get_by_role("heading", name="Telefon")).to_be_in_viewport()
        assert shown(page) == ["telefon"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_in_forced_colours_the_chosen_one_differs_by_more_than_colour(window: Window, dark: bool) -> None:
    with window.open(f"{PAGE}#telefon", dark=dark, forced_colors="active") as page:
        looks = "all => all.map(one => getComputedStyle(one).fontWeight)"
        assert page.locator(".faq-clients a").evaluate_all(looks) == ["400", "400", "600"]
