"""Our own pointer and click ring, larger than a desktop's so that they can be followed on a small screen."""

from __future__ import annotations

from functools import cache

from PIL import Image, ImageDraw

SCALE = 1.9
ACCENT = (37, 99, 235)
INK = (17, 24, 39)
SMOOTH = 8

_ARROW = ((0, 0), (0, 16.2), (3.7, 12.6), (6.1, 18.2), (8.5, 17.2), (6.1, 11.7), (11.2, 11.7))
_MARGIN = 1.2
RING = 19


def compose(base: Image.Image, pointer: tuple[float, float], ring: float) -> Image.Image:
    """A copy of the picture with the pointer at its place, over a click ring of strength 0 (none) to 1."""
    frame = base.copy()
    x, y = pointer
    if ring > 0:
        sprite = _ring(round(210 * ring))
        frame.paste(sprite, (round(x - sprite.width / 2), round(y - sprite.height / 2)), sprite)
    sprite = _arrow()
    frame.paste(sprite, (round(x - _MARGIN * SCALE), round(y - _MARGIN * SCALE)), sprite)
    return frame


@cache
def _arrow() -> Image.Image:
    """The pointer, drawn large and made smaller, because Pillow draws without smoothing."""
    width, height = round(15 * SCALE), round(22 * SCALE)
    large = Image.new("RGBA", (width * SMOOTH, height * SMOOTH), (0, 0, 0, 0))
    draw = ImageDraw.Draw(large)
    unit = SCALE * SMOOTH
    shape = [((x + _MARGIN) * unit, (y + _MARGIN) * unit) for x, y in _ARROW]
    draw.polygon([(x + 0.9 * unit, y + 1.1 * unit) for x, y in shape], fill=(0, 0, 0, 70))
    draw.polygon(shape, fill=(255, 255, 255, 255))
    draw.line([*shape, *shape[:2]], fill=(*INK, 255), width=round(1.45 * unit), joint="curve")
    return large.resize((width, height), Image.Resampling.LANCZOS)


@cache
def _ring(alpha: int) -> Image.Image:
    size = RING * 2 + 6
    large = Image.new("RGBA", (size * SMOOTH, size * SMOOTH), (0, 0, 0, 0))
    middle, radius = size * SMOOTH / 2, RING * SMOOTH
    ImageDraw.Draw(large).ellipse(
        (middle - radius, middle - radius, middle + radius, middle + radius),
        fill=(*ACCENT, round(alpha * 0.35)),
        outline=(*ACCENT, alpha),
        width=3 * SMOOTH,
    )
    return large.resize((size, size), Image.Resampling.LANCZOS)
