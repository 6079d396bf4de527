"""Which bytes a Range header asks for (RFC 9110, 14).

Players seek with it: Chromium starts again from 0 when a server answers a Range request with the whole file.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from faq.frozen import record
from faq.patterns import late

_ONE_RANGE = late(r"bytes[ \t]*=[ \t]*(\d*)-(\d*)[ \t]*", re.IGNORECASE)


@record
class Whole:
    """Answer 200 with everything: there is no Range, or one that may be ignored."""


@record
class Part:
    """Answer 206 with the bytes from `start` up to, not including, `stop`, of `size`."""

    start: int
    stop: int
    size: int

    @property
    def content_range(self) -> str:
        """The value of the Content-Range header."""
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


@record
class Unsatisfiable:
    """Answer 416: nothing of the representation's `size` bytes was asked for."""

    size: int

    @property
    def content_range(self) -> str:
        """The value of the Content-Range header."""
        return f"bytes */{self.size}"


RangeAnswer: TypeAlias = Whole | Part | Unsatisfiable


def requested(header: str | None, size: int) -> RangeAnswer:
    """What to answer to the value of a Range header, None without one, for a representation of `size` bytes.

    A header that is malformed, in another unit than bytes, or asks for several parts is ignored, as 14.2
    allows.
    """
    match = _ONE_RANGE.fullmatch((header or "").strip(" \t"))
    if match is None:
        return Whole()
    first, last = match.groups()
    if not first and not last:
        return Whole()
    if not first:  # the last so many bytes
        count = int(last)
        return Part(max(0, size - count), size, size) if count and size else Unsatisfiable(size)
    start = int(first)
    stop = min(size, int(last) + 1) if last else size
    if last and int(last) < start:
        return Whole()
    return Part(start, stop, size) if start < size else Unsatisfiable(size)
