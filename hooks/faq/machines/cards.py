"""The picture of a page that a link to it shows elsewhere: 1200 x 630 pixels, drawn without network.

Nothing of the machine takes part: the font is a package, the letters are laid out by Pillow's own simple
rules.  So the same page gives the same bytes everywhere.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import fontpkg
import fontpkg_noto_sans
from PIL import Image, features

from faq.book.options import Style
from faq.frozen import record
from faq.machines.card import HEIGHT, WIDTH, Card
from faq.machines.lettering import Lettering, right_to_left
from faq.machines.png import Band, band, palette_png
from faq.patterns import late

MARGIN = 80
STRIPE = 20
"""Height of the stripe at the lower edge."""
INNER, INNER_HEIGHT = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - STRIPE
ABOVE, BELOW = 60, 60
"""Of this height the rows for the site's name and for the question's place; the title has those between."""
TITLE_SIZES = range(76, 39, -4)
SMALL = 38
LEADING = 1.3
SHADES = 15
"""From background to foreground; with the stripe's colour they are 16, which is four bits a pixel."""
LOUD = SHADES - 1
"""The shade of the title: the foreground."""
QUIET = 12
"""That of the small lines."""
# Scripts without spaces may break behind every sign.
WIDE = r"\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60"
WORD = late(rf"(?:[{WIDE}]|[^\s{WIDE}]+)\s*")
SPACED = late(r"\S+\s*")
"""The same in a text without these signs, as most: it is compiled in no time."""
OF_EMOJI = "\ufe0e\ufe0f\u20e3"
"""What turns a sign into an emoji: nothing by itself."""


@record
class Lettered:
    """A line of text on a picture."""

    top: int
    """In pixels, from where its part of the picture begins."""
    text: str
    size: int
    shade: int


def _own_font() -> Path:
    """The font that comes along.

    To ask for it by its name is to read what all packages that are installed say of themselves, twice.
    """
    folder: Path = fontpkg_noto_sans.ROOT
    known = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    font: Path = fontpkg.select_file(fontpkg.family_from_metadata(known, folder), 400, "normal").path
    return font


class Painter:
    """Draws cards in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.path = style.font or _own_font()
        self._letters = Lettering(self.path, SMALL)
        self._tops: dict[str, tuple[Band, ...]] = {}
        """By the site's name; a build has two of them at most."""
        self._boxes: dict[int, Image.Image] = {}
        """What is drawn on, by height; written over for each picture."""
        self._plain = {" "}
        """Letters and signs of ASCII of which it is known that the font has them, and the space."""
        self._gaps: dict[int, Band] = {}
        """Empty rows, by how many."""

    def shows(self, site: str) -> bool:
        """Whether there are pictures: whether the font has the letters of the site's name."""
        return bool(self.writable(site))

    def shown(self, card: Card) -> Card:
        """The card as it can be drawn, of a site whose name can be shown.

        Signs that are no letters and that the font lacks, such as emoji, are left out.  A title of which
        letters are missing is left out whole, for half a question misleads: the site's name takes its place.
        """
        site, title, place = (self.writable(text) or "" for text in (card.site, card.title, card.place))
        return Card(site, title, place) if title else Card("", site, place)

    def writable(self, text: str) -> str | None:
        """A text as the font can write it; None where it lacks letters."""
        if self._plain.issuperset(text):
            return " ".join(text.split())
        out = []
        for char in unicodedata.normalize("NFC", text):
            if char.isspace():
                out.append(" ")
            elif char in OF_EMOJI or unicodedata.category(char)[0] == "C":
                continue
            elif self._letters.has(char):
                out.append(char)
            elif unicodedata.category(char)[0] in "LMN":
                return None
        written = " ".join("".join(out).split())
        self._plain.update(filter(str.isascii, written))
        return written if self.in_order(written) else None

    def in_order(self, *texts: str) -> bool:
        """Whether this machine has what puts letters in order that are read from the right, if there are any.

        Pillow brings the first of these along; the other is the machine's own.
        """
        return not any(map(right_to_left, texts)) or all(map(features.check, ("raqm", "fribidi")))

    def png(self, card: Card) -> bytes:
        """The picture of a card, as it can be drawn."""
        card = self.shown(card)
        size, lines = self._fitted(card.title, INNER_HEIGHT - 4 * SMALL)
        top = (INNER_HEIGHT - len(lines) * size * LEADING) / 2 - ABOVE
        title = [
            Lettered(round(top + at * size * LEADING), line, size, LOUD) for at, line in enumerate(lines)
        ]
        place = Lettered(round(BELOW - SMALL * 1.4), self._cut(card.place, SMALL), SMALL, QUIET)
        middle = INNER_HEIGHT - ABOVE - BELOW
        parts = *self._top(card.site), *self._written(middle, title), *self._written(BELOW, [place])
        return palette_png(WIDTH, self._palette, (*parts, self._foot))

    def _top(self, site: str) -> tuple[Band, ...]:
        """The upper edge of a picture, with the site's name."""
        if site not in self._tops:
            line = Lettered(0, self._cut(site, SMALL), SMALL, QUIET)
            self._tops[site] = self._empty(MARGIN), *self._written(ABOVE, [line])
        return self._tops[site]

    @cached_property
    def _foot(self) -> Band:
        """The lower edge, with the stripe."""
        return band(Image.new("L", (WIDTH, STRIPE), SHADES), (0, -MARGIN, WIDTH, STRIPE))

    def _written(self, height: int, lines: Iterable[Lettered]) -> Iterator[Band]:
        """So many rows of a picture with these lines of text, and an empty row below.

        What would reach into the margins, or into what stands above or below, is cut off, whatever the font
        does.
        """
        if height not in self._boxes:
            self._boxes[height] = Image.new("L", (INNER, height - 1))
        box = self._boxes[height]
        box.paste(0, (0, 0, *box.size))
        for line in lines:
            self._letters.write(box, line.top, line.text, line.size, line.shade)
        _, top, _, bottom = box.getbbox() or (0, 0, 0, 0)
        if top:
            yield self._empty(top)
        if bottom:
            yield band(box, (-MARGIN, top, INNER + MARGIN, bottom))
        if bottom < height:
            yield self._empty(height - bottom)

    def _empty(self, height: int) -> Band:
        if height not in self._gaps:
            self._gaps[height] = band(Image.new("L", (1, 1)), (0, 0, WIDTH, height))
        return self._gaps[height]

    def _fitted(self, title: str, height: float) -> tuple[int, list[str]]:
        """The largest size at which the title fits with no word broken, and its lines; the smallest, cut."""
        size = most = 0
        for size in TITLE_SIZES:
            most = int(height / (size * LEADING))
            # What is longer than so many lines and a space behind each is not tried.
            if self._letters.length(title, size) <= most * (INNER + size):
                lines, whole = self._wrapped(title, size)
                if whole and len(lines) <= most:
                    return size, lines
        lines, _ = self._wrapped(title, size)
        if len(lines) > most:
            lines = [*lines[: most - 1], self._cut(" ".join(lines[most - 1 :]), size)]
        return size, lines

    def _wrapped(self, text: str, size: int) -> tuple[list[str], bool]:
        """The lines of a text, and whether no line had to end inside a word."""
        lines, line, whole = list[str](), "", True
        for word in (SPACED if max(text, default="") < "\u2e80" else WORD).findall(text):
            if line and self._letters.length((line + word).rstrip(), size) > INNER:
                lines.append(line.rstrip())
                line = ""
            line += word
            while self._letters.length(line.rstrip(), size) > INNER:
                part = self._cut(line, size, mark="")
                lines.append(part)
                line, whole = line[len(part) :], False
        return [*lines, line.rstrip()] if line.strip() else lines, whole

    def _cut(self, text: str, size: int, mark: str = "…") -> str:
        """As much of a text as fits into a line, at least one character, with `mark` where it was cut off."""
        if self._letters.length(text, size) <= INNER:
            return text
        low, high = 1, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._letters.length(text[:middle] + mark, size) <= INNER:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + mark if mark else text[:low]

    @cached_property
    def _palette(self) -> bytes:
        back, front = _rgb(self.style.background), _rgb(self.style.foreground)
        steps = [index / (SHADES - 1) for index in range(SHADES)]
        ramp = [_mixed(back, front, step) for step in steps]
        return b"".join(map(bytes, [*ramp, _rgb(self.style.stripe)]))


def _mixed(one: tuple[int, int, int], other: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
