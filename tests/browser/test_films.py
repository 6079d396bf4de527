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
    return page.locator("figure.walkthrough", has=page.locator(f"track[src$='/{name}.vtt']"))


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
        film.scroll_into_view_if_needed()
        steps = film.locator(".walkthrough-steps > li")
        slowly(film.locator("video"))
        steps.nth(3).get_by_role("button").click()
        expect(steps.nth(3)).to_have_attribute("aria-current", "step")
        page.wait_for_function(
            "([v, text]) => [...v.textTracks[0].activeCues ?? []].some(cue => cue.text == text)",
            arg=[film.locator("video").element_handle(), cues[3].text],
        )
        assert film.locator("video").evaluate("video => video.currentTime") >= cues[3].start


def test_nothing_of_a_film_is_fetched_before_it_is_near_and_captions_when_it_plays(reader: Reader) -> None:
    fetched: list[str] = []

    def of_films() -> list[str]:
        return [url for url in fetched if "walkthrough" in url and not url.endswith(".css")]

    with reader.visit("") as page:
        page.on("request", lambda request: fetched.append(request.url))
        page.set_viewport_size({"width": PHONE[0], "height": 240})
        page.goto(reader.site_url + ANSWER, wait_until="networkidle")
        film = figure(page, "by-app")
        assert film.evaluate("film => film.getBoundingClientRect().top") > 240 + 200
        assert of_films() == []
        film.scroll_into_view_if_needed()
        poster = film.locator(".walkthrough-poster").element_handle()
        page.wait_for_function("poster => poster.complete && poster.naturalWidth > 0", arg=poster)
        assert {url.rpartition(".")[2] for url in of_films()} == {"js", "avif"}
        film.locator("video").evaluate("video => video.play()")
        page.wait_for_function(
            "v => v.textTracks[0].cues?.length", arg=film.locator("video").element_handle()
        )
        assert [url.rpartition("/")[2] for url in of_films() if url.endswith(".vtt")] == ["by-app.vtt"]


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
            expect(film.locator("video[controls] track[kind=captions]")).to_have_count(1)
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


def test_the_choice_is_one_group_and_a_film_looks_like_one(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        choice = page.get_by_role("group", name="Choose your way", exact=True)
        choice.scroll_into_view_if_needed()
        page.mouse.move(5, 5, steps=2)
        # What the theme puts into the labels, once it is there, is no second thing to choose.
        expect(choice.locator(".tabbed-labels > label > a")).to_have_count(3)
        expect(choice.get_by_role("radio")).to_have_count(3)
        expect(choice.locator(".tabbed-labels").get_by_role("link")).to_have_count(0)
        expect(choice.get_by_role("radio").nth(2)).to_have_accessible_name("By courier")
        choice.locator(".tabbed-labels").get_by_text("By courier", exact=True).click()
        expect(choice.get_by_role("radio", name="By courier")).to_be_checked()
        page.wait_for_url(f"**/{ANSWER}#by-courier")
        figure = choice.locator("figure:visible")
        mark = "one => getComputedStyle(one.querySelector('.walkthrough-screen'), '::after').content"
        step = figure.get_by_role("button").first
        expect(step).to_have_css("border-top-style", "solid")
        assert figure.evaluate(mark) == '""'
        step.click()
        expect(figure).to_have_attribute("data-begun", "")
        assert figure.evaluate(mark) == "none"
