"""Limits, and how a film's codecs are named, by cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from faq.filming.driver import FilmError
from faq.filming.probe import FilmFacts, boxes, facts, mime_type, objections
from faq.walkthroughs.captions import Cue

H264 = FilmFacts("h264", "High", 31, 1280, 720, "yuv420p", 10.0, ("video",))
AV1 = replace(H264, codec="av1", profile="Main", level=5)
CUES = (Cue(0, 10, "x"),)


def box(kind: str, size: int = 8) -> bytes:
    return size.to_bytes(4) + kind.encode() + bytes(size - 8)


MP4 = box("ftyp", 20) + box("moov", 30) + box("free") + box("mdat", 40)


@pytest.mark.parametrize(
    ("film", "expected"),
    [
        (H264, 'video/mp4; codecs="avc1.64001F"'),
        (replace(H264, profile="Main", level=40), 'video/mp4; codecs="avc1.4D0028"'),
        (AV1, 'video/mp4; codecs="av01.0.05M.08"'),
    ],
)
def test_codecs_have_the_names_of_their_standards(film: FilmFacts, expected: str) -> None:
    assert mime_type("mp4", film) == expected


@pytest.mark.parametrize(
    ("kind", "film", "content", "words"),
    [
        ("mp4", H264, MP4, None),
        ("webm", AV1, b"", None),
        ("webm", H264, b"", "it is h264, not av1"),
        ("mp4", replace(H264, width=1920), MP4, "its picture is 1920x720"),
        ("mp4", replace(H264, pixels="yuv444p"), MP4, "its pixels are yuv444p"),
        ("mp4", replace(H264, streams=("video", "audio")), MP4, "it has video, audio"),
        ("mp4", H264, MP4 + bytes(300_001), "at most 300,000 are allowed"),
        ("mp4", H264, box("ftyp") + box("mdat", 40) + box("moov"), "moov"),
        ("mp4", H264, box("ftyp"), "moov"),
        ("mp4", replace(H264, seconds=9.9), MP4, "it lasts 9.90 s, its captions 10.00 s"),
    ],
)
def test_limits(kind: str, film: FilmFacts, content: bytes, words: str | None) -> None:
    found = objections(kind, film, content, CUES)
    assert len(found) == (0 if words is None else 1)
    assert words is None or words in found[0]


def test_the_boxes_of_an_mp4() -> None:
    large = (1).to_bytes(4) + b"mdat" + (24).to_bytes(8) + bytes(8)
    to_the_end = (0).to_bytes(4) + b"mdat" + bytes(99)
    assert list(boxes(MP4)) == ["ftyp", "moov", "free", "mdat"]
    assert list(boxes(large + box("moov") + to_the_end)) == ["mdat", "moov", "mdat"]


def test_a_file_without_a_picture_is_refused() -> None:
    with pytest.raises(FilmError, match="no picture"):
        facts('{"streams": [{"codec_type": "audio"}], "format": {"duration": "1"}}')
