"""Python-Markdown's table of contents, which is written where a page shows it.

The engine takes the headings that it is made of (`toc_tokens`), and the list itself is for pages that say
`[TOC]`.  What is known to take part in a build (faq.pages.reuse) asks for no other.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocTreeprocessor


class SparingTocTreeprocessor(TocTreeprocessor):
    """Does what its class does, but for a list that no page shows."""

    def run(self, doc: Element) -> None:
        """Find a page's headings, and show them where it asks for that."""
        self._shown = bool(self.marker) and self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        """The list; an empty one where it is not shown."""
        return super().build_toc_div(toc_list) if self._shown else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put the list where the page asks for it."""
        if self._shown:
            super().replace_marker(root, elem)


def spare_toc(made: Markdown) -> None:
    """Let an instance write a table of contents only for a page that shows it."""
    for toc in made.treeprocessors:
        if type(toc) is TocTreeprocessor:
            toc.__class__ = SparingTocTreeprocessor
