"""Columns of a table that are aligned, without a style in each cell.

Python-Markdown (3.10) writes `style="text-align: right;"`, which the policy blocks; its other way, the
attribute `align`, is obsolete in HTML.  A class says the same, and docs/assets/page.css what it means.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from faq.patterns import late

ALIGNED = late(r"\s*text-align:\s*(left|center|right);?\s*")


class AlignmentExtension(Extension):
    """Classes `faq-left`, `faq-center` and `faq-right` on the cells of tables."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """Work on the tree as the writer's attributes are in it (`attr_list` has 8)."""
        md.treeprocessors.register(_Aligned(md), "faq_alignment", 7)


class _Aligned(Treeprocessor):
    def run(self, root: Element) -> None:
        for cell in root.iter():
            aligned = ALIGNED.fullmatch(cell.get("style", "")) if cell.tag in ("td", "th") else None
            if aligned:
                del cell.attrib["style"]
                cell.set("class", f"{cell.get('class', '')} faq-{aligned[1]}".strip())
