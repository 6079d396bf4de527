"""Frames to a lossless master, the master to what is published.  Needs ffmpeg with x264 and SVT-AV1."""

from __future__ import annotations

import contextlib
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from PIL import Image

from faq.filming import picture, timing
from faq.filming.driver import FilmError

QUIET = ("-hide_banner", "-loglevel", "error", "-nostdin", "-y")
# The same input gives the same file: no dates, no version of the encoder.
EXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact")
COLOUR = (
    *("-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p"),
    *("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"),
)
# One key frame a film: in pictures that hardly change, key frames every few seconds were half of the size.
# Seeking still takes no time that is noticed at this length.
ONE_KEY_FRAME = ("-g", "9999")
ENCODERS = {
    "mp4": (
        *(
            "-c:v",
            "libx264",
            "-profile:v",
            "high",
            "-level",
            "3.1",
            "-preset",
            "slower",
            "-tune",
            "stillimage",
        ),
        *("-crf", "23", "-threads", "1", "-movflags", "+faststart"),
    ),
    "webm": ("-c:v", "libsvtav1", "-preset", "8", "-crf", "45", "-svtav1-params", "scm=1:lp=1"),
}
COLOURS_OF_POSTER = 128
SIZE_OF_SMALL = 768, 432
QUALITY_OF_SMALL = 35


def command(kind: str, ffmpeg: Path, master: Path, output: Path) -> list[str | Path]:
    """The command that encodes the master as `mp4` (H.264) or `webm` (AV1)."""
    return [ffmpeg, *QUIET, "-i", master, "-an", *ENCODERS[kind], *COLOUR, *ONE_KEY_FRAME, *EXACT, output]


def encode(kind: str, ffmpeg: Path, master: Path, output: Path) -> None:
    """Encode the master; raises FilmError with what ffmpeg said."""
    done = subprocess.run(command(kind, ffmpeg, master, output), stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise FilmError(f"ffmpeg could not encode {output.name}: {done.stderr.strip()}")


def save_poster(frame: Image.Image, path: Path) -> None:
    """The poster with a palette: a window's few colours, at a third of the size."""
    poster = frame.quantize(COLOURS_OF_POSTER, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    poster.save(path, optimize=True)


def save_small(poster: Path, path: Path) -> None:
    """The poster as AVIF, as wide as a page shows it; what is not seen at that size is left out."""
    with Image.open(poster) as whole:
        small = whole.convert("RGB").resize(SIZE_OF_SMALL, Image.Resampling.LANCZOS)
    small.save(path, quality=QUALITY_OF_SMALL, speed=2, max_threads=1)


@dataclass(slots=True)
class Recorder:
    """A camera whose frames become a lossless master, as they are taken."""

    ffmpeg: Path
    master: Path
    poster: Image.Image | None = None
    _last: Image.Image | None = None
    _process: subprocess.Popen[bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        size = f"{timing.WIDTH}x{timing.HEIGHT}"
        self._process = subprocess.Popen(
            [
                *(self.ffmpeg, "-hide_banner", "-loglevel", "error", "-y"),
                *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(timing.FRAMES_PER_SECOND)),
                *("-i", "-", "-c:v", "libx264rgb", "-qp", "0", "-preset", "veryfast", "-threads", "1"),
                self.master,
            ],
            stdin=subprocess.PIPE,
        )

    @property
    def _pipe(self) -> IO[bytes]:
        pipe = self._process.stdin
        if pipe is None:
            raise FilmError("the recorder has no input")
        return pipe

    def shoot(self, base: Image.Image, pointer: tuple[float, float], ring: float) -> None:
        self._last = picture.compose(base, pointer, ring)
        try:
            self._pipe.write(self._last.tobytes())
        except BrokenPipeError as error:
            raise FilmError("ffmpeg stopped recording") from error

    def keep_poster(self) -> None:
        self.poster = self._last

    def finish(self) -> Image.Image:
        """End the recording; returns the poster."""
        self._pipe.close()
        if self._process.wait():
            raise FilmError("ffmpeg could not record the frames")
        if self.poster is None:
            raise FilmError("no frame was kept as the poster")
        return self.poster

    def abandon(self) -> None:
        """Stop at once, whatever was recorded; does nothing after `finish`."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        with contextlib.suppress(BrokenPipeError):  # what was still to be written
            self._pipe.close()
