"""The picture of a page that a link to it shows elsewhere: 1200 x 630 pixels, drawn without network.

Nothing of the machine takes part: the font is a package, the letters are laid out by Pillow's own simple
rules.  So the same page gives the same bytes everywhere.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from functools import cached_property

import fontpkg
import PIL
from PIL import Image, features

from faq.book.options import Style
from faq.machines.card import HEIGHT, WIDTH, Card
from faq.machines.lettering import Lettering, right_to_left
from faq.machines.png import palette_png
from faq.patterns import late

MARGIN = 80
INNER = WIDTH - 2 * MARGIN
STRIPE = 20
"""Height of the stripe at the lower edge."""
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
OF_EMOJI = "\ufe0e\ufe0f\u20e3"
"""What turns a sign into an emoji: nothing by itself."""
VERSION = 3
"""Of the drawing and of how it is packed: another one makes new pictures."""


class Painter:
    """Draws cards in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.path = style.font or fontpkg.path("Noto Sans")
        self._letters = Lettering(self.path, SMALL)
        # Both are written over for each card.  What would reach into the margins is cut off by the edge
        # of the box, whatever the font does.
        self._box = Image.new("L", (INNER, HEIGHT - 2 * MARGIN - STRIPE))
        self._picture = Image.new("L", (WIDTH, HEIGHT))
        self._picture.paste(SHADES, (0, HEIGHT - STRIPE, WIDTH, HEIGHT))
        self._begun: dict[str, Image.Image] = {}
        """What is the same on all pictures with one site's name; a build has two of them at most."""

    @cached_property
    def _made_with(self) -> str:
        font = hashlib.sha256(self.path.read_bytes()).hexdigest()
        style = self.style
        made = f"{VERSION} {PIL.__version__} {zlib.ZLIB_RUNTIME_VERSION} {font}"
        return f"{made} {style.background} {style.foreground} {style.stripe}"

    def key(self, card: Card) -> str:
        """A name for the picture's content: another one for all that would change a byte of it."""
        said = "\0".join((self._made_with, card.site, card.title, card.place))
        return hashlib.sha256(said.encode()).hexdigest()

    def shown(self, card: Card) -> Card | None:
        """The card as it can be drawn; None where the font lacks the letters even of the site's name.

        Signs that are no letters and that the font lacks, such as emoji, are left out.  A title of which
        letters are missing is left out whole, for half a question misleads: the site's name takes its place.
        """
        site, title, place = self.writable(card.site), self.writable(card.title), self.writable(card.place)
        if not site:
            return None
        return Card(site, title, place or "") if title else Card("", site, place or "")

    def writable(self, text: str) -> str | None:
        """A text as the font can write it; None where it lacks letters."""
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
        # Without these two, letters would come in the wrong order.
        if right_to_left(written) and not (features.check("raqm") and features.check("fribidi")):
            return None
        return written

    def png(self, card: Card) -> bytes:
        """The picture.  `card` is one that `shown` gave."""
        box = self._box
        box.paste(self._beginning(card.site))
        size, lines = self._fitted(card.title, box.height - 4 * SMALL)
        top = (box.height - len(lines) * size * LEADING) / 2
        for index, line in enumerate(lines):
            self._letters.write(box, round(top + index * size * LEADING), line, size, LOUD)
        bottom = round(box.height - SMALL * 1.4)
        self._letters.write(box, bottom, self._cut(card.place, SMALL), SMALL, QUIET)
        self._picture.paste(box, (MARGIN, MARGIN))
        return palette_png(self._picture, self._palette)

    def _beginning(self, site: str) -> Image.Image:
        """The box between the margins, with the site's name."""
        if site not in self._begun:
            box = self._begun[site] = Image.new("L", self._box.size)
            self._letters.write(box, 0, self._cut(site, SMALL), SMALL, QUIET)
        return self._begun[site]

    def _fitted(self, title: str, height: float) -> tuple[int, list[str]]:
        """The largest size at which the title fits with no word broken, and its lines; the smallest, cut."""
        size, lines = 0, list[str]()
        for size in TITLE_SIZES:
            lines, whole = self._wrapped(title, size)
            if whole and len(lines) * size * LEADING <= height:
                return size, lines
        most = int(height / (size * LEADING))
        if len(lines) > most:
            lines = [*lines[: most - 1], self._cut(" ".join(lines[most - 1 :]), size)]
        return size, lines

    def _wrapped(self, text: str, size: int) -> tuple[list[str], bool]:
        """The lines of a text, and whether no line had to end inside a word."""
        lines, line, whole = list[str](), "", True
        for word in WORD.findall(text):
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
