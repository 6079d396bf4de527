"""The films where readers meet them: in the tabs of the built site, served with Range requests."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from faq.walkthroughs import shelf
from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.playing import slowly
from tests.sampling import ANSWER, FILMS, SAMPLE

EXHIBITS = shelf.read(SAMPLE).exhibits
SHIFT = Path(__file__).with_name("shift.js").read_text(encoding="utf-8")


def figure(page: Page, name: str) -> Locator:
    """The figure of a film."""
    return page.locator("figure.walkthrough", has=page.locator(f".walkthrough-poster[src$='/{name}.png']"))


@pytest.mark.parametrize("name", FILMS)
@pytest.mark.parametrize("kind", ["webm", "mp4"])
def test_a_link_opens_the_tab_and_both_sources_play(reader: Reader, name: str, kind: str) -> None:
    with reader.visit(f"{ANSWER}#{name}") as page:
        film = figure(page, name)
        expect(film).to_be_visible()
        expect(page.locator("figure.walkthrough:visible")).to_have_count(1)
        film.locator(f"video source:not([src$='.{kind}'])").evaluate("source => source.remove()")
        video = film.locator("video")
        video.evaluate("video => { video.load(); return video.play(); }")
        page.wait_for_function("v => v.currentTime > 0.2 && !v.error", arg=video.element_handle())
        assert str(video.evaluate("video => video.currentSrc")).endswith(f"/{name}.{kind}")


@pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_step_plays_from_there_with_its_caption(reader: Reader, width: int, height: int) -> None:
    cues = EXHIBITS["by-app"].cues
    with reader.visit(ANSWER, width=width, height=height) as page:
        film = figure(page, "by-app")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        steps = film.locator(".walkthrough-steps > li")
        slowly(film.locator("video"))
        steps.nth(3).get_by_role("button").click()
        expect(steps.nth(3)).to_have_attribute("aria-current", "step")
        page.wait_for_function(
            "([v, text]) => [...v.textTracks[0].activeCues ?? []].some(cue => cue.text == text)",
            arg=[film.locator("video").element_handle(), cues[3].text],
        )
        assert film.locator("video").evaluate("video => video.currentTime") >= cues[3].start


def test_nothing_moves_and_nothing_loads_before_it_is_asked_for(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        page.evaluate(SHIFT)
        for label in FILMS.values():
            page.locator(".tabbed-labels").get_by_text(label, exact=True).click()
        page.locator("figure.walkthrough:visible").scroll_into_view_if_needed()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("shifted()") == 0
        loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        assert [url for url in loaded if url.endswith((".webm", ".mp4"))] == []


def test_without_javascript_every_tab_has_its_film_and_steps(reader: Reader) -> None:
    with reader.visit(ANSWER, javascript=False) as page:
        for name, label in FILMS.items():
            page.locator(".tabbed-labels").get_by_text(label, exact=True).click()
            film = figure(page, name)
            expect(film.locator("video[controls] track[default]")).to_have_count(1)
            said = [step.say for step in EXHIBITS[name].storyboard.steps]
            expect(film.locator(".walkthrough-say")).to_have_text(said)
            expect(film.locator(".walkthrough-say").first).to_be_visible()


def test_print_shows_the_three_one_below_the_other(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        page.emulate_media(media="print")
        tops = []
        for name in FILMS:
            steps = figure(page, name).locator(".walkthrough-steps")
            expect(steps).to_be_visible()
            box = steps.bounding_box()
            assert box is not None
            tops.append(box["y"])
        assert tops == sorted(tops)
        assert len(set(tops)) == len(tops)
