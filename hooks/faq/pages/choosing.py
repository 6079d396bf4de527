"""Mail programs as the one choice that they are: links in a group with a name, and a section for each.

What `clients.yml` says is plain Markdown until then (faq.clients.client_lines).  Of the sections
overrides/faq/clients.html shows the one that the address names; without it all stand below each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from faq.clients.client_lines import HEADING
from faq.frozen import record

TOP = len(HEADING)
"""The level of a program's heading."""


@record
class Choice:
    """What the choice is called, and the anchors of all that can be chosen."""

    name: str
    anchors: Collection[str]


class ClientsExtension(Extension):
    """Groups the links (ARIA in HTML; WCAG 2.2, 1.3.1) and parts the sections; `choice_of` knows a page's."""

    def __init__(self, choice_of: Callable[[Markdown], Choice | None]) -> None:
        super().__init__()
        self.choice_of = choice_of

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Work on the tree behind attr_list (8), which gives headings their anchors, and `toc` (5)."""
        md.treeprocessors.register(_Parted(md, self.choice_of), "faq_clients", 4)


class _Parted(Treeprocessor):
    def __init__(self, md: Markdown, choice_of: Callable[[Markdown], Choice | None]) -> None:
        super().__init__(md)
        self.choice_of = choice_of

    def run(self, root: Element) -> None:
        if (choice := self.choice_of(self.md)) is not None:
            root[:] = list(_parted(list(root), choice))


def _parted(children: list[Element], choice: Choice) -> Iterator[Element]:
    """The blocks of a page, those of a program in a section, and the links above the first in a group."""
    section: Element | None = None
    for at, child in enumerate(children):
        level = int(child.tag[1]) if child.tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 7
        if level == TOP and child.get("id") in choice.anchors:
            section = Element("div", {"class": "faq-client"})
            yield section
        elif level <= TOP:
            section = None
        if section is not None:
            section.append(child)
        elif child.tag == "ul" and at + 1 < len(children) and children[at + 1].get("id") in choice.anchors:
            group = Element("div", {"class": "faq-clients", "role": "group", "aria-label": choice.name})
            group.append(child)
            yield group
        else:
            yield child
