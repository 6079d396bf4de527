"""Pictures that were drawn before: drawing costs more than all else that is made for machines."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from faq.machines.card import Card

CACHE = Path(".cache", "cards")
"""In the project's folder."""


class Paints(Protocol):
    """What draws a card, as `faq.machines.cards.Painter` does."""

    def key(self, card: Card) -> str:
        """A name for the picture's content."""

    def png(self, card: Card) -> bytes:
        """The picture."""


def drawn(painter: Paints, card: Card, folder: Path) -> bytes:
    """The picture, from the cache in `folder` where it was drawn before."""
    kept = folder / f"{painter.key(card)}.png"
    with suppress(OSError):
        return kept.read_bytes()
    made = painter.png(card)
    # A cache that cannot be written costs time, and nothing else.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        # No other build writes under this name, and none reads what is half written.
        written = kept.with_suffix(f".{os.getpid()}")
        written.write_bytes(made)
        written.replace(kept)
    return made
