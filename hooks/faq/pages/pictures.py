"""The pictures of links, drawn where no earlier build has drawn the same.

A picture depends on what is on it and on what draws it, and on nothing else of a project.  So pictures are
kept beside the pages, in a database of their own, whoever else takes part in a build.  Where one needs none
anew, Pillow and its font are not loaded: they take 50 ms, a tenth of a small build.
"""

from __future__ import annotations

import zlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from faq.book.options import Style
from faq.machines.card import Card
from faq.pages.keeping import Keeper, digest

if TYPE_CHECKING:
    from faq.machines.cards import Painter

CACHE = Path(".cache", "pictures.sqlite3")
"""In the project's folder."""


class Pictures:
    """What draws them in one style; `installed` names all that is installed (`faq.pages.keeping`)."""

    def __init__(self, style: Style, keeper: Keeper, installed: str) -> None:
        self._style, self._keeper = style, keeper
        font = style.font.stat() if style.font else None
        of_font = font and (font.st_size, font.st_mtime_ns)
        self._made_with = digest(installed, zlib.ZLIB_RUNTIME_VERSION, style, of_font)

    def shows(self, site: str) -> bool:
        """Whether the font has the letters of a site's name: without them there are no pictures."""
        key = digest(self._made_with, "shows", site)
        kept = self._keeper.get(key)
        if kept is None:
            kept = {"shows": self._painter.shows(site)}
            # What this machine lacks it may have when the next build comes.
            if self._painter.in_order(site):
                self._keeper.put(key, kept)
        return bool(kept["shows"])

    def png(self, card: Card) -> bytes:
        """The picture of a card, where the site's name can be shown."""
        known = card.site, card.title, card.place
        key = digest(self._made_with, *known)
        kept = self._keeper.data(key)
        if kept is None:
            kept = self._painter.png(card)
            if self._painter.in_order(*known):
                self._keeper.keep(key, kept)
        return kept

    def close(self) -> None:
        """Write what is to be kept, once all pictures were asked for."""
        self._keeper.close()

    @cached_property
    def _painter(self) -> Painter:
        from faq.machines.cards import Painter

        return Painter(self._style)
