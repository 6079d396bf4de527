"""The films that are committed, as ffprobe sees them, against their storyboards and limits."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from faq import programs
from faq.filming import probe, timing
from faq.walkthroughs import captions, shelf
from faq.walkthroughs.manifest import KINDS

ROOT = Path(__file__).parents[2]
MEDIA = ROOT / shelf.media_folder()
NAMES = sorted(path.stem for path in (ROOT / shelf.STORYBOARDS).glob("*.yml"))


@pytest.fixture(scope="session")
def ffprobe() -> Path:
    return programs.program("ffprobe", package="ffmpeg")


@pytest.mark.parametrize("kind", probe.CODECS)
@pytest.mark.parametrize("name", NAMES)
def test_every_encoding_is_within_the_limits(name: str, kind: str, ffprobe: Path) -> None:
    path = MEDIA / f"{name}.{kind}"
    cues = captions.read((MEDIA / f"{name}.vtt").read_text("utf-8"))
    facts = probe.probe(ffprobe, path)
    assert probe.objections(kind, facts, path.read_bytes(), cues) == []
    film = shelf.read_manifest(ROOT, shelf.media_folder())[0][name]
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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_too_large(name: str, kind: str) -> None:
    assert probe.too_large((MEDIA / f"{name}.{kind}").read_bytes()) == []


@pytest.mark.parametrize(
    "name", [name for name in NAMES if (ROOT / "walkthroughs/drawings" / f"{name}.html").exists()]
)
def test_a_drawing_says_that_it_is_one(name: str) -> None:
    drawing = (ROOT / "walkthroughs/drawings" / f"{name}.html").read_text("utf-8")
    assert "Simplified drawing, not a screenshot" in drawing
    assert "<img" not in drawing
