"""How long things take on the film.  Seconds of film, pixels of a picture of 1280 x 720."""

from __future__ import annotations

FRAMES_PER_SECOND = 25
WIDTH, HEIGHT = 1280, 720

READING = 15.0
"""Characters a second: an unhurried reader of captions."""
LEAST_STEP = 3.0
LOOK = 0.8
"""To look from the caption to the picture."""
LEAD_IN, REST = 0.5, 0.6
"""Before a step's first action, after its last."""

KEY = 0.08
PRESS = 0.2
AIM = 0.16
"""Between the arrival of the pointer and the click."""
FADE = 0.28
RING_FADE = 0.2


def reading(caption: str) -> float:
    """How long a step must last at least for its caption to be read."""
    return max(LEAST_STEP, len(caption) / READING + LOOK)


def travel(distance: float) -> float:
    """How long the pointer takes: fast enough not to bore, slow enough to be followed."""
    return min(1.1, max(0.45, distance / 900))


def dragging(distance: float) -> float:
    """How long something takes to be dragged: a good deal slower, because this is what readers come to
    see."""
    return min(2.6, max(1.6, distance / 330))


def frames(seconds: float) -> int:
    """Whole frames for a time."""
    return round(seconds * FRAMES_PER_SECOND)


def ease(part: float) -> float:
    """0 to 1, starting and ending gently."""
    return part * part * (3 - 2 * part)
