"""Pictures that were drawn before: drawing costs more than all else that is made for machines."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from faq.machines.card import Card

if TYPE_CHECKING:
    from faq.machines.cards import Painter

CACHE = Path(".cache", "cards")
"""In the project's folder."""


def drawn(painter: Painter, card: Card, folder: Path) -> bytes:
    """The picture, from the cache in `folder` where it was drawn before."""
    kept = folder / f"{painter.key(card)}.png"
    with suppress(OSError):
        return kept.read_bytes()
    made = painter.png(card)
    # A cache that cannot be written costs time, and nothing else.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        Path(name).replace(kept)
    return made
