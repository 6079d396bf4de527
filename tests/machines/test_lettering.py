"""Letters that are drawn once make the lines that Pillow makes of them."""

from __future__ import annotations

import fontpkg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from faq.machines.cards import INNER, LOUD, SMALL
from faq.machines.lettering import Lettering, right_to_left

LETTERING = Lettering(fontpkg.path("Noto Sans"), SMALL)
TEXTS = st.text(max_size=40) | st.text("AVWaTo.,ffi To\u0301j", max_size=40)
SIZES = st.sampled_from([SMALL, 40, 76])


@settings(max_examples=200)
@given(TEXTS, SIZES)
def test_letter_by_letter_a_text_is_as_long_as_pillow_says(text: str, size: int) -> None:
    assert LETTERING.length(text, size) == LETTERING.font(size, right_to_left(text)).getlength(text)


@settings(max_examples=200)
@given(st.text("AVWaTo.,ffi jTyJ(f) \u00c5\u0439\u03b3?", max_size=40), SIZES)
@example("", 76)
def test_letter_by_letter_a_line_is_the_one_that_pillow_writes(text: str, size: int) -> None:
    """In shades, one more or less where two letters touch."""
    made, whole = (Image.new("L", (INNER, 200)) for _ in range(2))
    LETTERING.write(made, 20, text, size, LOUD)
    ImageDraw.Draw(whole).text((0, 20), text, LOUD, LETTERING.font(size), anchor="la")
    assert set(ImageChops.difference(made, whole).tobytes()) <= {0, 1}


@pytest.mark.parametrize("text", ["One line", "\u05e9\u05d5\u05e8\u05d4"])
def test_a_line_is_written_over_nothing_that_is_there(text: str) -> None:
    box = Image.new("L", (INNER, 200))
    LETTERING.write(box, 0, text, SMALL, LOUD)
    assert box.getbbox() is not None
    above = box.crop((0, 0, INNER, 90)).tobytes()
    LETTERING.write(box, 100, text, SMALL, LOUD)
    assert box.crop((0, 0, INNER, 90)).tobytes() == above
