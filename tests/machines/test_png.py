"""What Pillow reads of a picture is what was written."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from faq.machines import png

PALETTE = bytes(range(48))


@given(st.integers(1, 9), st.integers(1, 20), st.integers(1, 7), st.data())
def test_a_picture_is_read_as_it_was_written(half: int, height: int, band: int, data: st.DataObject) -> None:
    size = 2 * half, height
    places = data.draw(st.lists(st.integers(0, 15), min_size=size[0] * height, max_size=size[0] * height))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(png, "BAND", band)
        made = png.palette_png(Image.frombytes("L", size, bytes(places)), PALETTE)
    Image.open(io.BytesIO(made)).verify()
    read = Image.open(io.BytesIO(made))
    assert (read.mode, read.size, read.tobytes()) == ("P", size, bytes(places))
    assert bytes(read.getpalette() or ()) == PALETTE
