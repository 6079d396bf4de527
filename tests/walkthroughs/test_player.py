"""The figure in a real browser: it plays, seeks, marks and can be worked with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect

from faq.walkthroughs import shelf
from tests.playing import slowly
from tests.sampling import FILMS, SAMPLE

Visit = Callable[..., Page]

EXHIBITS = shelf.read(SAMPLE).exhibits
NAMES = sorted(FILMS)
ONE = NAMES[0]
KINDS = ("webm", "mp4")

# From here on `video` is the film's player, `page.wait_for_function` gets it as its argument.
ADVANCED = "video => video.currentTime > 0.2 && !video.error"


def keep_source(page: Page, name: str, kind: str) -> None:
    """Leave the player only one of its sources."""
    page.eval_on_selector_all(
        f"#{name} source:not([src$='.{kind}'])", "sources => sources.forEach(source => source.remove())"
    )
    page.eval_on_selector(f"#{name} video", "video => video.load()")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_every_source_plays(visit: Visit, name: str, kind: str) -> None:
    page = visit()
    video = page.locator(f"#{name} video")
    video.scroll_into_view_if_needed()  # nothing of a film is loaded where nobody can see it
    keep_source(page, name, kind)
    video.evaluate("video => video.play()")
    page.wait_for_function(ADVANCED, arg=video.element_handle())
    assert str(video.evaluate("video => video.currentSrc")).endswith(f"{name}.{kind}")
    assert video.evaluate("video => [video.videoWidth, video.videoHeight]") == [1280, 720]
    assert video.evaluate("video => video.duration") == pytest.approx(EXHIBITS[name].film.seconds, abs=0.05)


def test_the_smaller_source_is_taken_first(visit: Visit) -> None:
    page = visit()
    video = page.locator(f"#{ONE} video")
    video.evaluate("video => video.play()")
    page.wait_for_function(ADVANCED, arg=video.element_handle())
    assert str(video.evaluate("video => video.currentSrc")).endswith(".webm")


def test_nothing_is_loaded_before_it_is_asked_for(visit: Visit) -> None:
    page = visit()
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in loaded if url.endswith((".webm", ".mp4"))] == []
    assert page.eval_on_selector_all("video", "all => all.filter(video => !video.paused).length") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_caption_shows_after_seeking(visit: Visit, kind: str) -> None:
    page = visit()
    keep_source(page, ONE, kind)
    video = page.locator(f"#{ONE} video")
    video.evaluate("video => { video.preload = 'auto'; video.load(); }")
    page.wait_for_function("video => video.readyState >= 2", arg=video.element_handle())
    for cue in reversed(EXHIBITS[ONE].cues):
        middle = (cue.start + cue.end) / 2
        video.evaluate("(video, time) => { video.currentTime = time; }", middle)
        page.wait_for_function(
            "([video, time, text]) => Math.abs(video.currentTime - time) < 0.05 && !video.seeking"
            " && [...video.textTracks[0].activeCues ?? []].map(cue => cue.text).join() == text",
            arg=[video.element_handle(), middle, cue.text],
        )
    assert video.evaluate("video => video.textTracks[0].mode") == "showing"


def test_a_click_on_a_step_plays_from_there_and_marks_it(visit: Visit) -> None:
    page = visit()
    steps, cues = page.locator(f"#{ONE} li"), EXHIBITS[ONE].cues
    slowly(page.locator(f"#{ONE} video"))
    for index in (4, 1):
        steps.nth(index).get_by_role("button").click()
        expect(steps.nth(index)).to_have_attribute("aria-current", "step")
        expect(page.locator(f"#{ONE} [aria-current]")).to_have_count(1)
        now = page.locator(f"#{ONE} video").evaluate("video => video.currentTime")
        assert cues[index].start <= now < cues[index].end
        page.wait_for_function(
            "([video, start]) => video.currentTime > start + 0.2 && !video.paused",
            arg=[page.locator(f"#{ONE} video").element_handle(), cues[index].start],
        )


def test_the_mark_moves_on_while_it_plays_and_goes_at_the_end(visit: Visit) -> None:
    page = visit()
    video, steps, last = page.locator(f"#{ONE} video"), page.locator(f"#{ONE} li"), EXHIBITS[ONE].cues[-1]
    expect(page.locator("[aria-current]")).to_have_count(0)
    slowly(video)
    steps.nth(0).get_by_role("button").click()
    expect(steps.nth(0)).to_have_attribute("aria-current", "step")
    video.evaluate("(video, time) => { video.currentTime = time; }", last.start - 0.1)
    expect(steps.last).to_have_attribute("aria-current", "step")
    video.evaluate("(video, time) => { video.playbackRate = 2; video.currentTime = time; }", last.end - 0.4)
    expect(page.locator("[aria-current]")).to_have_count(0)
    assert video.evaluate("video => video.ended") is True


def test_one_film_plays_at_a_time(visit: Visit) -> None:
    page = visit()
    for name in NAMES[:2]:
        page.locator(f"#{name} li").first.get_by_role("button").click()
        page.wait_for_function(ADVANCED, arg=page.locator(f"#{name} video").element_handle())
    playing = page.eval_on_selector_all(
        "video", "all => all.filter(v => !v.paused).map(v => v.closest('figure').id)"
    )
    assert playing == [NAMES[1]]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_step_is_worked_with_the_keyboard(visit: Visit, key: str) -> None:
    page = visit()
    step = page.locator(f"#{ONE} li").nth(2)
    button = step.get_by_role("button")
    page.locator(f"#{ONE} li").nth(1).get_by_role("button").focus()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    slowly(page.locator(f"#{ONE} video"))
    assert button.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    page.keyboard.press(key)
    expect(step).to_have_attribute("aria-current", "step")


def test_the_player_is_worked_with_the_keyboard(visit: Visit) -> None:
    page = visit()
    video = page.locator(f"#{ONE} video")
    video.focus()
    expect(video).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_function(ADVANCED, arg=video.element_handle())
    page.keyboard.press("Space")
    page.wait_for_function("video => video.paused", arg=video.element_handle())


def test_every_control_has_a_name(visit: Visit) -> None:
    page = visit()
    for name, exhibit in EXHIBITS.items():
        label = page.locator(f"#{name} video").get_attribute("aria-label")
        assert label is not None
        assert label.startswith(exhibit.storyboard.title)
        buttons = page.locator(f"#{name}").get_by_role("button")
        assert buttons.all_inner_texts() == [step.say for step in exhibit.storyboard.steps]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_fits(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for name in NAMES:
        box = page.locator(f"#{name} video").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["width"] / box["height"] == pytest.approx(16 / 9, abs=0.02)
    for button in page.get_by_role("button").all():
        size = button.bounding_box()
        assert size is not None
        assert size["height"] >= 24  # WCAG 2.2, 2.5.8


def test_a_step_far_below_brings_the_player_into_view_on_a_phone(visit: Visit) -> None:
    page = visit(viewport={"width": 360, "height": 400})
    step = page.locator(f"#{NAMES[1]} li").last
    step.scroll_into_view_if_needed()
    page.evaluate("document.getElementById('after').scrollIntoView()")
    step.get_by_role("button").click()
    expect(page.locator(f"#{NAMES[1]} video")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_scrolls_smoothly_only_for_those_who_do_not_mind(visit: Visit, motion: str, behaviour: str) -> None:
    page = visit(reduced_motion=motion)
    page.evaluate("() => { Element.prototype.scrollIntoView = (how) => { window.how = how.behavior; }; }")
    page.locator(f"#{ONE} li").first.get_by_role("button").click()
    assert page.evaluate("window.how") == behaviour


def test_without_javascript_film_captions_and_steps_are_there(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    for name, exhibit in EXHIBITS.items():
        expect(page.locator(f"#{name} video[controls] track[kind=captions]")).to_have_count(1)
        expect(page.locator(f"#{name} video")).to_be_visible()
        expect(page.locator(f"#{name} li")).to_have_text(
            [f"{step.say} {step.see}".strip() for step in exhibit.storyboard.steps]
        )
        expect(page.locator(f"#{name}").get_by_text("no sound")).to_be_visible()
        expect(page.locator(f"#{name} .walkthrough-note a[download]")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)


WATCH_SHIFTS = Path(__file__).with_name("watch_shifts.js").read_text(encoding="utf-8")


def test_nothing_shifts_while_it_loads_and_plays(visit: Visit) -> None:
    page = visit()
    page.evaluate(WATCH_SHIFTS)
    before = page.locator("#after").bounding_box()
    video = page.locator(f"#{ONE} video")
    video.evaluate("video => video.play()")
    page.wait_for_function(ADVANCED, arg=video.element_handle())
    assert page.locator("#after").bounding_box() == before
    assert page.evaluate("shifted()") == []


def places(page: Page) -> list[FloatRect | None]:
    parts = page.locator(".walkthrough-say, .walkthrough-see, li")
    return [part.bounding_box() for part in parts.all()]


@pytest.mark.parametrize("width", [360, 1280])
def test_everything_stands_where_it_stood_before_the_steps_were_buttons(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 740})
    expect(page.locator("button.walkthrough-say").first).to_be_visible()
    pressed = places(page)
    page.context.route("**/walkthrough.js*", lambda route: route.fulfill(content_type="text/javascript"))
    page.reload()
    expect(page.get_by_role("button")).to_have_count(0)
    assert places(page) == pressed


def test_where_no_step_becomes_a_button_none_leaves_room_for_its_frame(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    words = page.locator(".walkthrough-say").first
    expect(words).to_have_css("padding", "0px")
    expect(words).to_have_css("border-width", "0px")
