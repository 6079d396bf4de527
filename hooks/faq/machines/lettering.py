"""Letters of one font on pictures: how long a line is, and the line itself, of letters drawn once.

Pillow draws each letter of a variable font from its outlines whenever it is asked, which takes longer than
all else on a picture.  Its simple layout sets letter by letter, at whole pixels, so a line of letters that
were drawn before is the same line (tests/machines/test_lettering.py).
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from PIL._imaging import ImagingCore

LIGHT, BOLD = 400, 600
"""Weights, where a font has several."""


class Steps(dict[str, float]):
    """Of two letters, how far it is from the first to the second; of one, how wide it is: asked for once."""

    def __init__(self, font: ImageFont.FreeTypeFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, letters: str) -> float:
        first, *second = map(self._font.getlength, (letters, *letters[1:]))
        return self.setdefault(letters, first - sum(second))


class Lettering:
    """Writes in one font; opens it once a size."""

    def __init__(self, path: Path, light: int) -> None:
        self.path = path
        self._light = light
        """The size that is written in the lighter weight."""
        self._fonts: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}
        self._known: dict[str, bool] = {}
        self._steps: dict[int, Steps] = {}
        """By size."""
        self._letters: dict[tuple[int, str], tuple[ImagingCore, tuple[int, int]] | None] = {}
        """By size: a letter, and how far from where it stands its picture begins; None for one without."""

    def has(self, char: str) -> bool:
        """Whether the font has a character: what it lacks looks like what no font has."""
        if char not in self._known:
            font = self.font(self._light)
            mask = font.getmask(char)
            self._known[char] = (mask.size, bytes(mask)) != self._none
        return self._known[char]

    @cached_property
    def _none(self) -> tuple[tuple[int, int], bytes]:
        """What a character looks like that the font lacks."""
        mask = self.font(self._light).getmask("\U0010ffff")
        return mask.size, bytes(mask)

    def length(self, text: str, size: int) -> float:
        """In pixels; two neighbours are asked for once."""
        if right_to_left(text):
            return self.font(size, turned=True).getlength(text)
        return sum(self._distances(text, size))

    def write(self, box: Image.Image, top: int, text: str, size: int, fill: int) -> None:
        """Write one line, from the left edge of a grey picture or, in some scripts, to its right one."""
        draw = ImageDraw.Draw(box)
        if right_to_left(text):
            draw.text((box.width, top), text, fill, self.font(size, turned=True), anchor="ra")
            return
        at, line = 0.0, top + self.font(size).getmetrics()[0]
        for char, further in zip(text, self._distances(text, size), strict=True):
            if (letter := self._letter(char, size)) is not None:
                picture, (left, up) = letter
                draw.draw.draw_bitmap((int(at) + left, line + up), picture, fill)
            at += further

    def font(self, size: int, turned: bool = False) -> ImageFont.FreeTypeFont:
        """The font in a size; with real layout only for what needs it, for it comes from the machine."""
        if (size, turned) not in self._fonts:
            layout = ImageFont.Layout.RAQM if turned else ImageFont.Layout.BASIC
            font = ImageFont.truetype(self.path, size, layout_engine=layout)
            _weighted(font, LIGHT if size == self._light else BOLD)
            self._fonts[size, turned] = font
        return self._fonts[size, turned]

    def _distances(self, text: str, size: int) -> list[float]:
        """From each letter to the next; of the last, how wide it is."""
        if size not in self._steps:
            self._steps[size] = Steps(self.font(size))
        return list(map(self._steps[size].__getitem__, map(add, text, [*text[1:], ""])))

    def _letter(self, char: str, size: int) -> tuple[ImagingCore, tuple[int, int]] | None:
        if (size, char) not in self._letters:
            picture, begins = self.font(size).getmask2(char, "L", anchor="ls")
            self._letters[size, char] = (picture, begins) if all(picture.size) else None
        return self._letters[size, char]


def right_to_left(text: str) -> bool:
    """Whether a text has letters that are read from the right."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in text)


def _weighted(font: ImageFont.FreeTypeFont, weight: int) -> None:
    """Set the weight of a variable font; any other has the one that it has."""
    try:
        axes = font.get_variation_axes()
    except OSError:
        return
    font.set_variation_by_axes(
        [weight if _text(axis["name"]) == "Weight" else axis["default"] or 0 for axis in axes]
    )


def _text(name: bytes | str | None) -> str:
    return name.decode("latin-1") if isinstance(name, bytes) else name or ""
