"""A picture of at most sixteen colours as PNG (ISO/IEC 15948), put together from rows that are packed apart.

Most rows of a link's picture are empty, and some stand on many pictures: those are packed once.  A stretch of
a zlib stream ends with a whole byte where it is asked to (RFC 1951, 3.2.4), and looks at nothing before it
where it was begun anew, so that stretches can be joined; only the check must be that of the whole.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from PIL import Image

from faq.frozen import record

BITS = 4
"""Of a pixel: its place in the palette."""
PER_BYTE = 8 // BITS
PALETTE = 3
"""How PNG calls pictures that have one (11.2.2)."""
BEGIN, END = b"\x78\x01", b"\x03\x00"
"""Of a zlib stream (RFC 1950): its header, and a last stretch that holds nothing."""
BASE = 65521
"""The modulus of Adler-32 (RFC 1950)."""


@record
class Band:
    """Some rows of a picture, packed."""

    height: int
    size: int
    """In bytes, before they were packed."""
    packed: bytes
    check: int
    """Their Adler-32."""


def band(picture: Image.Image, box: tuple[int, int, int, int]) -> Band:
    """What a box has of a grey picture whose values are places in a palette; its width is even.

    The box begins at the picture's left edge, or left of it.  Where it reaches beyond, it is empty.
    """
    left, top, right, bottom = box
    # Each row stands behind the number of its filter, one byte: none (9.2), as empty pixels beside it say.
    data = picture.crop((left - PER_BYTE, top, right, bottom)).tobytes("raw", f"L;{BITS}")
    # Runs of one colour are all that there is to compress.
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS, strategy=zlib.Z_RLE)
    packed = packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)
    return Band(bottom - top, len(data), packed, zlib.adler32(data))


def palette_png(width: int, palette: bytes, parts: Iterable[Band]) -> bytes:
    """The picture of these rows, one below another; the palette has three bytes a colour."""
    height, check, stream = 0, zlib.adler32(b""), [BEGIN]
    for part in parts:
        height += part.height
        check = _joined(check, part)
        stream.append(part.packed)
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, BITS, PALETTE, 0, 0, 0),
        b"PLTE": palette,
        b"IDAT": b"".join((*stream, END, struct.pack(">I", check))),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks.items())


def _joined(check: int, part: Band) -> int:
    """The Adler-32 of what has this one, and these rows behind it (RFC 1950, 9)."""
    one, of_one = check & 0xFFFF, check >> 16
    two, of_two = part.check & 0xFFFF, part.check >> 16
    return (one + two - 1) % BASE | (of_one + of_two + part.size * (one - 1)) % BASE << 16


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
