"""What Python-Markdown, with the extensions that the project configures, makes of a page: anchors, HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from faq.text.python_values import looked_up

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

MKDOCS = ("toc", "tables", "fenced_code")
"""What MkDocs (1.6) switches on by itself, in its order."""
LEFT_OUT = frozenset({"pymdownx.snippets"})
"""What has been put into the text already."""


def rendered_anchors(text: str, configured: object) -> frozenset[str] | None:
    """The anchors of a page's text, those in raw HTML aside; None where it cannot be rendered here.

    `configured` is `markdown_extensions:` as it is written.  Anchors are counted where MkDocs does, behind
    `toc`: what an extension adds later cannot be linked to.
    """
    from markdown.treeprocessors import Treeprocessor  # which most checks can do without

    class Noting(Treeprocessor):
        found: frozenset[str] = frozenset()

        def run(self, root: Element) -> None:
            names = {element.get("id") for element in root.iter()}
            names |= {element.get("name") for element in root.iter("a")}
            self.found = frozenset(name for name in names if name)

    try:
        markdown = _markdown(configured)
        anchors = Noting(markdown)
        markdown.treeprocessors.register(anchors, "faq_anchors", 5)
        markdown.convert(text)
    except Exception:
        return None  # an extension that is missing, or fails, ends the build, which tells of it
    return anchors.found


def rendered_html(text: str, configured: object) -> str | None:
    """The HTML of a page's text; None where it cannot be rendered here.

    `configured` is `markdown_extensions:` as it is written.  What plugins and hooks add is not in it.
    """
    try:
        return _markdown(configured).convert(text)
    except Exception:
        return None


def _markdown(configured: object) -> Markdown:
    """A renderer with the project's extensions; whatever an extension raises comes through."""
    from markdown import Markdown

    names, options = _extensions(configured)
    return Markdown(extensions=names, extension_configs=options)


def _extensions(configured: object) -> tuple[Sequence[str], Mapping[str, Any]]:
    """The extensions' names, and the options of each with Python's own values looked up."""
    items = [configured] if isinstance(configured, Mapping) else configured
    given: dict[str, Any] = {name: {} for name in MKDOCS}
    for item in items if isinstance(items, list) else ():
        pairs = item if isinstance(item, Mapping) else {item: {}}
        given |= {str(name).removeprefix("markdown.extensions."): options for name, options in pairs.items()}
    names = [name for name in given if name not in LEFT_OUT]
    return names, {name: looked_up(given[name]) for name in names if given[name]}
