"""One renderer for all pages of a build: to make one costs a third of what a page does."""

from __future__ import annotations

from typing import Any

import markdown

from faq.pages.block_processors import spare_blocks
from faq.pages.inline_patterns import spare_patterns
from faq.pages.toc import spare_toc


class Renderer:
    """Stands for the module `markdown` where the engine makes an instance for each page.

    It gives the same one again, reset, as long as it is asked for the same.  Which extensions leave nothing
    of a page to the next is known where they are listed (faq.pages.reuse).
    """

    def __init__(self) -> None:
        self._asked: object = None
        self._made: markdown.Markdown | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(markdown, name)

    def Markdown(self, **asked: Any) -> markdown.Markdown:  # noqa: N802 - Python-Markdown's name
        """An instance for one page, as the module's own class gives it."""
        known = {name: value.copy() for name, value in asked.items()}
        if self._made is None or self._asked != known:
            self._made, self._asked = markdown.Markdown(**asked), known
            for spare in (spare_patterns, spare_blocks, spare_toc):
                spare(self._made)
        return self._made.reset()

    def forget(self) -> None:
        """Make another one for the next page."""
        self._made = None
