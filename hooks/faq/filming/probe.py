"""What an encoded film is, and whether that is within the limits."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from faq.filming import timing
from faq.filming.driver import FilmError
from faq.frozen import record
from faq.walkthroughs.captions import Cue

MOST_BYTES = 300_000
CODECS = {"webm": "av1", "mp4": "h264"}
FRAME = 1 / timing.FRAMES_PER_SECOND
# profile_idc of H.264 (ITU-T H.264, A.2) and seq_profile of AV1 (its specification, 6.4.1) by ffprobe's names
H264_PROFILES = {"Constrained Baseline": "42E0", "Main": "4D00", "High": "6400"}
AV1_PROFILES = {"Main": 0, "High": 1, "Professional": 2}


@record
class FilmFacts:
    """What ffprobe says of a film.  `seconds` is its length, `level` in the codec's own numbers."""

    codec: str
    profile: str
    level: int
    width: int
    height: int
    pixels: str
    seconds: float
    streams: tuple[str, ...]

    @property
    def codecs(self) -> str:
        """The `codecs` parameter of its MIME type: RFC 6381, and the AV1 ISO media binding for AV1."""
        if self.codec == "av1":
            return f"av01.{AV1_PROFILES[self.profile]}.{self.level:02}M.08"
        return f"avc1.{H264_PROFILES[self.profile]}{self.level:02X}"


def probe(ffprobe: Path, film: Path) -> FilmFacts:
    """Ask ffprobe; raises FilmError if it cannot read the file."""
    done = subprocess.run(
        [ffprobe, "-v", "error", "-of", "json", "-show_streams", "-show_format", film],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise FilmError(f"{film.name}: {done.stderr.strip()}")
    return facts(done.stdout)


def facts(answer: str) -> FilmFacts:
    """The facts in ffprobe's JSON.  Raises FilmError if there is no picture in it."""
    told = json.loads(answer)
    streams = told["streams"]
    video = next((stream for stream in streams if stream["codec_type"] == "video"), None)
    if video is None:
        raise FilmError("there is no picture in this file")
    return FilmFacts(
        codec=video["codec_name"],
        profile=video["profile"],
        level=video["level"],
        width=video["width"],
        height=video["height"],
        pixels=video["pix_fmt"],
        seconds=float(told["format"]["duration"]),
        streams=tuple(stream["codec_type"] for stream in streams),
    )


def mime_type(kind: str, film: FilmFacts) -> str:
    """The MIME type of a film's file, with its codecs."""
    return f'video/{kind}; codecs="{film.codecs}"'


def boxes(content: bytes) -> Iterator[str]:
    """The types of the boxes at the top of an MP4 file (ISO 14496-12, 4.2), in order."""
    at = 0
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8].decode("latin-1")
        yield kind
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        if size == 0:  # to the end of the file
            return
        at += max(size, 8)


def objections(kind: str, film: FilmFacts, content: bytes, cues: Sequence[Cue]) -> list[str]:
    """What is beyond the limits of a published film of this suffix; nothing if all is well."""
    wrong = []
    if film.codec != CODECS[kind]:
        wrong.append(f"it is {film.codec}, not {CODECS[kind]}")
    if (film.width, film.height) != (timing.WIDTH, timing.HEIGHT):
        wrong.append(f"its picture is {film.width}x{film.height}, not {timing.WIDTH}x{timing.HEIGHT}")
    if film.pixels != "yuv420p":
        wrong.append(f"its pixels are {film.pixels}, which not every player shows; yuv420p is")
    if film.streams != ("video",):
        wrong.append(f"it has {', '.join(film.streams)} instead of a picture alone")
    wrong += too_large(content)
    if kind == "mp4" and not _starts_fast(content):
        wrong.append("its index (moov) comes after the picture (mdat), so that playing waits for all of it")
    if cues and abs(cues[-1].end - film.seconds) > FRAME:
        wrong.append(f"it lasts {film.seconds:.2f} s, its captions {cues[-1].end:.2f} s")
    return wrong


def too_large(content: bytes) -> list[str]:
    """The limit on size that holds for every published file."""
    if len(content) <= MOST_BYTES:
        return []
    return [f"it has {len(content):,} bytes, at most {MOST_BYTES:,} are allowed"]


def _starts_fast(content: bytes) -> bool:
    order = list(boxes(content))
    return "moov" in order and "mdat" in order and order.index("moov") < order.index("mdat")
