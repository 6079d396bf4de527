"""Every page of this site, whatever it says: without barriers, valid, light, in its colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from faq.addresses import page_address
from faq.auditing import nu
from faq.auditing.__main__ import compared
from faq.auditing.first_visit import MOST_BYTES
from faq.auditing.weighing import first_visit, weigh
from faq.auditing.weight import LIMIT, table
from faq.book.project import Project
from faq.book.settings import read_settings
from faq.search.keywords import keywords
from tests.accessible.conftest import DESKTOP, PHONE, Window, html_pages
from tests.accessible.keyboard import walk
from tests.accessible.test_axe import wrong
from tests.accessible.test_display import CUT_OFF, too_wide
from tests.conftest import PROJECT, Serve


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_has_a_barrier(window: Window, own_site: Path, size: tuple[int, int], dark: bool) -> None:
    with window.open("404.html", size, dark=dark) as page:
        assert wrong(page, window.site, html_pages(own_site)) == {}


def test_enlarged_four_times_no_page_scrolls_sideways_or_cuts_words_off(
    window: Window, own_site: Path
) -> None:
    with window.open("", (320, 256)) as page:
        for path in html_pages(own_site):
            page.goto(window.site + path)
            assert not too_wide(page), path
            assert page.evaluate(CUT_OFF) == [], path


def test_an_answer_is_near_by_keyboard(window: Window) -> None:
    """Eight stops from the address bar, four from the skip link."""
    with window.open() as page:
        assert next(n for n, stop in enumerate(walk(page), 1) if "/faq/" in stop.href) <= 8
    with window.open() as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert 1 + next(n for n, stop in enumerate(walk(page), 1) if "/faq/" in stop.href) <= 4


def test_the_nu_checker_finds_no_error(own_site: Path, modules: Path) -> None:
    found = nu.errors(nu.check(own_site, modules))
    assert found == [], "\n".join(nu.summary(found))


def test_a_first_visit_is_as_light_as_it_is_aimed_at(browser: Browser, nginx: Serve, own_site: Path) -> None:
    """Of the home page and of the first answer with a film, as `make bench-reader` weighs them."""
    with nginx(own_site) as server:
        visits = [first_visit(browser, server, page) for page in compared(own_site)]
    for page, visit in zip(compared(own_site), visits, strict=True):
        assert visit.bytes <= MOST_BYTES, f"{page or '/'}: {visit.bytes:,} bytes\n{table(visits)}"


def test_a_first_page_is_light_and_everything_comes_from_here(
    browser: Browser, nginx: Serve, own: Project, own_site: Path
) -> None:
    last = page_address(own.numbered[-1].src)
    with nginx(own_site) as server:
        visits = [*weigh(browser, server, "", last), *weigh(browser, server, last, "")]
    assert {visit.name: visit.bytes for visit in visits if visit.bytes > LIMIT} == {}
    assert {visit.name: visit.shift for visit in visits if visit.shift} == {}
    asked = [one for visit in visits for one in visit.requests]
    assert all(one.address.startswith(("http://127.0.0.1:", "data:", "/")) for one in asked)
    assert all(one.kind != "font" for one in asked)


def test_pictures_of_links_have_the_colours_of_the_site() -> None:
    style = read_settings(PROJECT / "mkdocs.yml").machines.cards
    assert style is not None
    css = (PROJECT / "docs/assets/site.css").read_text(encoding="utf-8")
    assert f"--md-primary-fg-color: {style.background};" in css
    assert f"--md-accent-fg-color: {style.stripe};" in css


def test_keywords_are_seen_nowhere(own: Project, own_site: Path) -> None:
    said = " ".join(line.text for page in own.pages.values() for line in page.lines)
    said = f"{said} {own.settings.config.text} {' '.join(own.settings.texts.values())}".casefold()
    words = {word for page in own.pages.values() for word in keywords(page.front)}
    hidden = {word.casefold() for word in words if len(word) > 8 and word.casefold() not in said}
    for path in own_site.rglob("*"):
        if path.suffix in {".html", ".md", ".txt", ".xml"}:
            text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8")).casefold()
            assert [word for word in hidden if f" {word} " in f" {text} "] == [], path
