"""What Pillow reads of a picture is what was written."""

from __future__ import annotations

import io
import zlib

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faq.book.options import Style
from faq.machines.card import HEIGHT, WIDTH, Card
from faq.machines.cards import Painter
from faq.machines.png import PER_BYTE, band, palette_png

PALETTE = bytes(range(48))


@st.composite
def grey(draw: st.DrawFn) -> Image.Image:
    """A small picture of places in a palette."""
    wide, high = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    places = draw(st.lists(st.integers(0, 15), min_size=wide * high, max_size=wide * high))
    return Image.frombytes("L", (wide, high), bytes(places))


@given(st.integers(1, 8), st.lists(st.tuples(grey(), st.integers(0, 3), st.integers(-2, 3)), min_size=1))
def test_a_picture_is_read_as_it_was_written(half: int, written: list[tuple[Image.Image, int, int]]) -> None:
    """Of parts that reach beyond the picture or are narrower, one below another."""
    width, height, parts, pasted = 2 * half, 0, [], []
    for part, left, above in written:
        box = -2 * left, min(-above, part.height - 1), width - 2 * left, part.height + 1
        parts.append(band(part, box))
        pasted.append((part.crop((0, max(0, box[1]), *part.size)), (2 * left, height - min(0, box[1]))))
        height += box[3] - box[1]
    whole = Image.new("L", (width, height))
    for part, place in pasted:
        whole.paste(part, place)
    made = palette_png(width, PALETTE, parts)
    Image.open(io.BytesIO(made)).verify()
    read = Image.open(io.BytesIO(made))
    assert (read.mode, read.size, read.tobytes()) == ("P", whole.size, whole.tobytes())
    assert bytes(read.getpalette() or ()) == PALETTE
    assert len(unpacked(made)) == height * (1 + width // PER_BYTE)


def test_the_check_of_a_link_s_picture_is_that_of_the_whole() -> None:
    """Which Pillow does not look at."""
    png = Painter(Style()).png(Card("Pigeon Post", "How do I send it back?", "Question 3 of 7"))
    assert len(unpacked(png)) == HEIGHT * (1 + WIDTH // PER_BYTE)


def unpacked(png: bytes) -> bytes:
    """What is in the one stream of a picture; zlib raises an error where its check is another."""
    begins = png.index(b"IDAT")
    size = int.from_bytes(png[begins - 4 : begins])
    return zlib.decompress(png[begins + 4 : begins + 4 + size])
