"""This site's films: whole, fresh, within their limits, and playing where readers meet them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from faq.addresses import page_address
from faq.book.project import Project
from faq.filming import probe, timing
from faq.filming.filmed import mapping
from faq.filming.studio import PROGRAMS
from faq.walkthroughs import captions, shelf
from faq.walkthroughs.manifest import KINDS, SMALL
from tests.accessible.conftest import Window
from tests.browser.conftest import Reader
from tests.conftest import PROJECT

MEDIA = PROJECT / shelf.media_folder()
NAMES = sorted(path.stem for path in (PROJECT / shelf.STORYBOARDS).glob("*.yml"))
SHOWN = re.compile(r"^[ ]*!\[[^\]]*\]\([^)]*walkthroughs/([\w-]+)\.webm\)", re.M)


def test_they_are_whole_and_fresh() -> None:
    found = shelf.read(PROJECT)
    assert found.problems == ()
    assert sorted(found.exhibits) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_film_of_a_program_says_its_version_and_a_drawing_none(name: str) -> None:
    exhibit = shelf.read(PROJECT).exhibits[name]
    if exhibit.storyboard.film.endswith(".html"):
        assert "Filmed with" not in exhibit.note
    else:
        assert re.search(r"Filmed with \w+ \d+(\.\d+)+(esr)?\. ", exhibit.note)


@pytest.mark.parametrize("kind", probe.CODECS)
@pytest.mark.parametrize("name", NAMES)
def test_every_encoding_is_within_the_limits(name: str, kind: str, ffmpeg: Path) -> None:
    path = MEDIA / f"{name}.{kind}"
    cues = captions.read((MEDIA / f"{name}.vtt").read_text("utf-8"))
    facts = probe.probe(ffmpeg.with_name("ffprobe"), path)
    assert probe.objections(kind, facts, path.read_bytes(), cues) == []
    film = shelf.read_manifest(PROJECT, shelf.media_folder())[0][name]
    assert film.types[kind] == probe.mime_type(kind, facts)
    assert film.seconds == pytest.approx(facts.seconds, abs=probe.FRAME)


@pytest.mark.parametrize("name", NAMES)
def test_captions_follow_each_other_and_leave_time_to_read(name: str) -> None:
    cues = captions.read((MEDIA / f"{name}.vtt").read_text("utf-8"))
    assert cues[0].start == 0
    assert [cue.end for cue in cues[:-1]] == [cue.start for cue in cues[1:]]
    # a frame less: a step's length is whole frames
    hurried = [cue for cue in cues if cue.end - cue.start < timing.reading(cue.text) - probe.FRAME]
    assert hurried == []


@pytest.mark.parametrize("name", NAMES)
def test_the_poster_is_a_picture_of_the_films_size(name: str) -> None:
    with Image.open(MEDIA / f"{name}.png") as poster:
        assert (poster.format, poster.size) == ("PNG", (timing.WIDTH, timing.HEIGHT))


@pytest.mark.parametrize("kind", [*KINDS, SMALL])
@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_too_large(name: str, kind: str) -> None:
    assert probe.too_large((MEDIA / f"{name}.{kind}").read_bytes()) == []


@pytest.mark.parametrize("drawing", sorted((PROJECT / "walkthroughs/drawings").glob("*.html")), ids=str)
def test_a_drawing_says_that_it_is_one(drawing: Path) -> None:
    text = drawing.read_text("utf-8")
    assert "Simplified drawing, not a screenshot" in text
    assert "<img" not in text


def test_every_film_is_shown_and_both_its_sources_play(browser: Browser, own_url: str, own: Project) -> None:
    """In a tab or a section that a link opens, or outside of them."""
    reader, shown = Reader(browser, own_url), set()
    for src, page in own.pages.items():
        for name in SHOWN.findall("\n".join(line.text for line in page.lines)):
            shown.add(name)
            with reader.visit(page_address(src)) as window:
                film = window.locator("figure.walkthrough", has=window.locator(f"track[src$='/{name}.vtt']"))
                tab = film.evaluate(
                    "film => { const block = film.closest('.tabbed-block'); return block ? "
                    "block.closest('.tabbed-set').querySelectorAll(':scope > input')"
                    "[[...block.parentElement.children].indexOf(block)].id "
                    ": film.closest('.faq-client')?.querySelector('[id]').id }"
                )
                for kind in probe.CODECS:
                    window.goto(f"{own_url}{page_address(src)}{f'#{tab}' if tab else ''}")
                    window.reload()
                    expect(film).to_be_visible()
                    film.locator(f"video source:not([src$='.{kind}'])").evaluate("source => source.remove()")
                    video = film.locator("video")
                    video.evaluate("video => { video.load(); return video.play(); }")
                    window.wait_for_function(
                        "v => v.currentTime > 0.2 && !v.error", arg=video.element_handle()
                    )
                    assert str(video.evaluate("video => video.currentSrc")).endswith(f"/{name}.{kind}")
                    size = video.evaluate("video => [video.videoWidth, video.videoHeight]")
                    assert size == [timing.WIDTH, timing.HEIGHT]
    assert reader.problems == []
    assert sorted(shown) == NAMES


def test_without_javascript_every_film_has_its_steps(window: Window, own: Project) -> None:
    exhibits = shelf.read(PROJECT).exhibits
    for src, page in own.pages.items():
        if not (names := SHOWN.findall(page.source.text)):
            continue
        with window.open(page_address(src), java_script_enabled=False) as opened:
            for name in names:
                film = opened.locator("figure.walkthrough", has=opened.locator(f"track[src$='/{name}.vtt']"))
                expect(film.locator("video[controls] track[kind=captions]")).to_have_count(1)
                said = [step.say for step in exhibits[name].storyboard.steps]
                expect(film.locator(".walkthrough-say")).to_have_text(said)


@pytest.mark.parametrize("stage", sorted((PROJECT / "walkthroughs").glob("*/stage.yml")), ids=str)
def test_a_program_of_this_project_has_a_stage_that_names_it(stage: Path) -> None:
    assert mapping(stage)["program"] in PROGRAMS
