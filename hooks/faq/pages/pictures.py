"""The painter of links' pictures, without Pillow where an earlier build has asked the same.

Pillow and its font take 50 ms to load: a tenth of a small build, which draws nothing anew.
"""

from __future__ import annotations

from dataclasses import astuple
from functools import cached_property
from typing import TYPE_CHECKING

from faq.book.options import Style
from faq.machines.card import Card
from faq.pages.reuse import Reuse

if TYPE_CHECKING:
    from faq.machines.cards import Painter


class Pictures:
    """Answers as `faq.machines.cards.Painter` does."""

    def __init__(self, style: Style, reuse: Reuse) -> None:
        self._style, self._reuse = style, reuse

    def shown(self, card: Card) -> Card | None:
        """The card as it can be drawn; None where it cannot."""

        def make() -> dict[str, list[str] | None]:
            found = self._painter.shown(card)
            return {"card": list(astuple(found)) if found else None}

        kept = self._reuse.value("card", astuple(card), self._made_with, make=make)["card"]
        return Card(*kept) if kept else None

    def key(self, card: Card) -> str:
        """A name for the picture's content."""
        known = "card's name", astuple(card), self._made_with
        return self._reuse.text(*known, make=lambda: self._painter.key(card))

    def png(self, card: Card) -> bytes:
        """The picture."""
        return self._painter.png(card)

    @cached_property
    def _painter(self) -> Painter:
        from faq.machines.cards import Painter

        return Painter(self._style)

    @cached_property
    def _made_with(self) -> tuple[object, ...]:
        """A font of the team's own; the package's is known by its version, as Pillow is."""
        font = self._style.font
        stat = font.stat() if font else None
        return font, stat and (stat.st_size, stat.st_mtime_ns)
