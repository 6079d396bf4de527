"""Tabs as the one choice that they are: a group of radio buttons with a name.

pymdownx.tabbed (10.x) writes the radio buttons and their labels, and nothing that says what is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from faq.machines.describing import SENTENCE

HEADING = re.compile(r"h[1-6]")
STASHED = re.compile("\x02[^\x03]*\x03")
"""What stands for raw HTML in Python-Markdown's tree."""


class TabsExtension(Extension):
    """`role="group"` and a name on each set of tabs (ARIA in HTML; WCAG 2.2, 1.3.1)."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Work on the tree before `toc` (5) puts links into headings."""
        md.treeprocessors.register(_Grouped(md), "faq_tabs", 6)


class _Grouped(Treeprocessor):
    def run(self, root: Element) -> None:
        if any("tabbed-set" in one.get("class", "") for one in root.iter()):
            for tabs, name in _named(root, [""]):
                tabs.set("role", "group")
                tabs.set("aria-label", name)
        for label in root.iter("label"):
            label.tail = label.tail or "\n"  # or search reads "OutlookThunderbird"


def _named(element: Element, heading: list[str]) -> Iterator[tuple[Element, str]]:
    """Each set of tabs that has a name: the first sentence of the paragraph before it, or the heading above.

    "Choose your email client. Each film ..." says what is chosen.  `heading` holds the last one that was
    read.
    """
    before: Element | None = None
    for child in element:
        if HEADING.fullmatch(child.tag):
            heading[0] = _text(child)
        elif "tabbed-set" in child.get("class", "").split():
            said = _text(before) if before is not None and before.tag == "p" else ""
            if name := SENTENCE.split(said + " ", maxsplit=1)[0].strip(" :") or heading[0]:
                yield child, name
        yield from _named(child, heading)
        before = child


def _text(element: Element) -> str:
    return " ".join(STASHED.sub("", "".join(element.itertext())).split())
