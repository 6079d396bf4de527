"""Edits of a text, made all at once; and the offsets at which its lines begin."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from faq.frozen import record


@record
class Edit:
    """Put `text` in the place of what stands from `start` to `end`, which may be nothing."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made, which are counted in the text as it is now; all else is kept.

    What is put in at one place comes in the order given.  Where two edits overlap both of their texts are put
    in, and what either of them takes away is gone.
    """
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join([*parts, text[at:]])


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins, with line feeds between lines."""
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))
