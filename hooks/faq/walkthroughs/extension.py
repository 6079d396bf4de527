"""Python-Markdown: an image that is a film, standing alone in a paragraph, becomes the film's figure.

`![Report it with Thunderbird](../media/walkthroughs/thunderbird.webm)` is what a writer writes: a preview
that knows nothing of this shows a link or an image, and MkDocs checks the path as it does every link's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from faq.walkthroughs.figure import Exhibit, figure
from faq.walkthroughs.film_links import is_film

LookUp: TypeAlias = Callable[[str], Exhibit | None]
"""What to show for an image's `src`, as it is when this runs; None for a film that cannot be shown."""

UrlOf: TypeAlias = Callable[[str, str], str]
"""The URL of another file of the film: from the image's `src` and a suffix without its dot."""

# After all others: MkDocs (1.6) checks paths and makes them URLs in a tree processor of priority 0.
PRIORITY = -10


def sibling(source: str, suffix: str) -> str:
    """The URL beside `source` that differs in its suffix: `a/film.webm?x`, `png` -> `a/film.png?x`."""
    parts = urlsplit(source)
    path = PurePosixPath(parts.path).with_suffix(f".{suffix}")
    return urlunsplit(parts._replace(path=str(path)))


class WalkthroughExtension(Extension):
    """Registers the tree processor; `look_up` and `url_of` are how it knows the films."""

    def __init__(self, look_up: LookUp, url_of: UrlOf = sibling) -> None:
        super().__init__()
        self.look_up = look_up
        self.url_of = url_of

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Films(md, self.look_up, self.url_of), "walkthroughs", PRIORITY)


class _Films(Treeprocessor):
    def __init__(self, md: Markdown, look_up: LookUp, url_of: UrlOf) -> None:
        super().__init__(md)
        self.look_up = look_up
        self.url_of = url_of

    def run(self, root: Element) -> None:
        for parent in root.iter():
            for image in [child for child in parent if child.tag == "img" and is_film(child.get("src", ""))]:
                html = self._figure(image) if _alone(image, parent) else None
                if html is None:
                    _make_link(image)
                else:
                    parent.remove(image)
                    parent.text = self.md.htmlStash.store(html)  # the paragraph around it goes with this

    def _figure(self, image: Element) -> str | None:
        source = image.attrib["src"]
        exhibit = self.look_up(source)
        if exhibit is None:
            return None
        rest = {name: value for name, value in image.attrib.items() if name not in ("src", "alt", "title")}
        return figure(exhibit, lambda suffix: self.url_of(source, suffix), image.get("alt", ""), rest)


def _alone(image: Element, parent: Element) -> bool:
    around = (parent.text or "") + (image.tail or "")
    return parent.tag == "p" and len(parent) == 1 and not around.strip()


def _make_link(image: Element) -> None:
    """In the middle of text, and where a film cannot be shown, a link to it is what helps."""
    source, words = image.attrib["src"], image.get("alt") or image.attrib["src"]
    image.attrib.clear()
    image.tag, image.text = "a", words
    image.set("href", source)
