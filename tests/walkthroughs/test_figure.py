"""The figure's HTML, and the film's data for search engines, by cases."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from faq.model import Source
from faq.texts import worded
from faq.walkthroughs.captions import Cue
from faq.walkthroughs.figure import NOTHING, Exhibit, figure, mismatch, video_object
from faq.walkthroughs.manifest import SMALL, File, Film
from faq.walkthroughs.storyboard import Step, Storyboard

STEPS = (
    Step("Choose <New>.", 'A window & a "button".', False, (), 1),
    Step("Choose Send.", "", True, (), 4),
)
BOARD = Storyboard(
    Source("walkthroughs/letter.yml", ""),
    "letter",
    "Send a letter",
    "letter",
    "A drawing.",
    "en-NZ",
    None,
    STEPS,
)
CUES = (Cue(0, 3.96, "Choose <New>."), Cue(3.96, 7, "Choose Send."))
FILM = Film(
    filmed="2026-01-02",
    seconds=7.0,
    width=1280,
    height=720,
    types={"webm": 'video/webm; codecs="av01.0.05M.08"', "mp4": 'video/mp4; codecs="avc1.64001F"'},
    files={kind: File("0" * 64, 123456) for kind in ("webm", "mp4", "vtt", "png")},
    inputs={},
)
EXHIBIT = Exhibit(BOARD, CUES, FILM)


def url(suffix: str) -> str:
    return f"../media/letter.{suffix}?a&b"


class Outline(HTMLParser):
    """Elements in order, with their attributes; and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in ("source", "track", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def outline() -> Outline:
    outline = Outline(figure(EXHIBIT, url))
    assert outline.open == []
    return outline


def test_the_player(outline: Outline) -> None:
    assert outline.all("video") == [
        {
            "controls": None,
            "preload": "none",
            "playsinline": None,
            "width": "1280",
            "height": "720",
            "poster": NOTHING,
            "aria-label": "Send a letter: film without sound, with captions",
        }
    ]


def test_the_poster_comes_when_it_is_near_and_alone_what_can_be_there() -> None:
    posters = []
    for kinds in ({}, {SMALL: File("0" * 64, 1)}):
        film = replace(FILM, files={**FILM.files, **kinds})
        outline = Outline(figure(replace(EXHIBIT, film=film), url))
        [image] = outline.all("img")
        assert image == {
            "class": "walkthrough-poster",
            "src": "../media/letter.png?a&b",
            "alt": "",
            "loading": "lazy",
            "width": "1280",
            "height": "720",
        }
        assert "<noscript><picture>" in figure(replace(EXHIBIT, film=film), url)
        posters.append([one for one in outline.all("source") if "srcset" in one])
    assert posters == [[], [{"srcset": "../media/letter.avif?a&b", "type": "image/avif"}]]


def test_both_encodings_the_smaller_first(outline: Outline) -> None:
    assert [one for one in outline.all("source") if "src" in one] == [
        {"src": "../media/letter.webm?a&b", "type": 'video/webm; codecs="av01.0.05M.08"'},
        {"src": "../media/letter.mp4?a&b", "type": 'video/mp4; codecs="avc1.64001F"'},
    ]


def test_captions_are_there_and_are_not_fetched_before_the_film_is(outline: Outline) -> None:
    assert outline.all("track") == [
        {
            "kind": "captions",
            "src": "../media/letter.vtt?a&b",
            "srclang": "en-NZ",
            "label": "English",
        }
    ]


def test_the_steps_are_a_list_with_the_times_of_the_captions(outline: Outline) -> None:
    assert [tag for tag, _ in outline.elements].count("ol") == 1
    assert outline.all("li") == [
        {"data-start": "0", "data-end": "3.96"},
        {"data-start": "3.96", "data-end": "7"},
    ]
    assert 'Choose <New>. A window & a "button".' in outline.text


def test_says_what_it_is_that_it_has_no_sound_and_offers_the_file(outline: Outline) -> None:
    said = "A drawing. 7 seconds, captioned, no sound. Download the film (MP4,\N{NBSP}123\N{NBSP}KB)"
    assert said in outline.text
    assert {"href": "../media/letter.mp4?a&b", "download": None} in outline.all("a")


def test_says_with_which_version_it_was_filmed_and_nothing_of_a_drawings() -> None:
    filmed = Exhibit(BOARD, CUES, replace(FILM, program="Post & Letters 1.2"), worded({}))
    assert "A drawing. Filmed with Post & Letters 1.2. 7 seconds" in Outline(figure(filmed, url)).text
    german = replace(filmed, texts=worded({"film_program": "Gefilmt mit {program}."}))
    assert german.note.startswith("A drawing. Gefilmt mit Post & Letters 1.2. 7 seconds")
    assert "Filmed" not in EXHIBIT.note


def test_nothing_runs_inline(outline: Outline) -> None:
    names = {name for _, attributes in outline.elements for name in attributes}
    assert [name for name in names if name.startswith("on") or name in ("autoplay", "style")] == []
    assert {tag for tag, _ in outline.elements}.isdisjoint({"script", "style"})


def test_the_writers_words_and_attributes_win() -> None:
    outline = Outline(figure(EXHIBIT, url, title='A "letter"', attributes={"id": "x", "class": "wide"}))
    assert outline.elements[0] == ("figure", {"class": "walkthrough wide", "id": "x"})
    assert outline.all("video")[0]["aria-label"] == 'A "letter": film without sound, with captions'


def test_a_site_in_another_language_says_it_in_its_own() -> None:
    words = worded({"film_download": "Film herunterladen", "film_silent": "{seconds} Sekunden, ohne Ton."})
    assert (
        "7 Sekunden, ohne Ton. Film herunterladen"
        in Outline(figure(Exhibit(BOARD, CUES, FILM, words), url)).text
    )


def test_data_for_search_engines() -> None:
    data: dict[str, Any] = video_object(
        EXHIBIT, lambda suffix: f"https://x.example/{suffix}", "https://x.example/"
    )
    assert (data["@type"], data["name"], data["description"]) == (
        "VideoObject",
        "Send a letter",
        "A drawing.",
    )
    assert (data["uploadDate"], data["duration"]) == ("2026-01-02", "PT7S")
    assert (data["contentUrl"], data["thumbnailUrl"]) == ("https://x.example/mp4", "https://x.example/png")
    assert data["transcript"] == 'Choose <New>. A window & a "button". Choose Send.'
    assert data["hasPart"][1] == {
        "@type": "Clip",
        "name": "Choose Send.",
        "startOffset": 3.96,
        "endOffset": 7,
        "url": "https://x.example/mp4#t=3.96,7",
    }


@pytest.mark.parametrize(
    ("cues", "wrong"),
    [(CUES, False), (CUES[:1], True), ((CUES[0], Cue(3.96, 7, "Press Send.")), True), ((), True)],
)
def test_captions_of_another_storyboard_are_found(cues: tuple[Cue, ...], wrong: bool) -> None:
    assert bool(mismatch(BOARD, cues)) == wrong
