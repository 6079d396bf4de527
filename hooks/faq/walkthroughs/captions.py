"""Captions as WebVTT (https://www.w3.org/TR/webvtt1/): written by the filming, read by the figure.

Cues keep the default position: at the bottom, where browsers lift them over the player's controls.
"""

from __future__ import annotations

from collections.abc import Iterable

from faq.frozen import record
from faq.patterns import late

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = late(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))


@record
class Cue:
    """One caption: from `start` to `end`, in seconds of film, with millisecond resolution."""

    start: float
    end: float
    text: str


def write(cues: Iterable[Cue], note: str) -> str:
    """A WebVTT file; each cue's identifier is its number, from 1.  `note` is a comment at its head."""
    blocks = ["WEBVTT", f"NOTE {note}"]
    blocks += [
        f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{_escape(cue.text)}"
        for number, cue in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def read(text: str) -> tuple[Cue, ...]:
    """The cues of a WebVTT file that `write` wrote.  Raises ValueError, with the line, on anything else."""
    lines = text.splitlines()
    if not lines or lines[0].strip("\ufeff \t") != "WEBVTT":
        raise ValueError("line 1: a caption file begins with WEBVTT")
    cues = []
    for index, line in enumerate(lines):
        if "-->" not in line:
            continue
        match = _TIMING.match(line)
        if match is None:
            raise ValueError(f"line {index + 1}: this is no timing: {line}")
        start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
        words = []
        for following in lines[index + 1 :]:
            if not following.strip():
                break
            words.append(following)
        cues.append(Cue(start, end, _unescape("\n".join(words))))
    return tuple(cues)


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    return (((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds) / 1000


def _escape(text: str) -> str:
    for character, escaped in _ESCAPES:
        text = text.replace(character, escaped)
    return text


def _unescape(text: str) -> str:
    for character, escaped in reversed(_ESCAPES):
        text = text.replace(escaped, character)
    return text
