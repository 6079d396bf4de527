"""Which anchors the pages of a project have."""

from __future__ import annotations

from faq.addresses import identifier
from faq.book.project import Project
from faq.text.markdown.lines import joined
from faq.text.rendered import rendered_anchors


def has_anchor(project: Project, src: str, anchor: str) -> bool:
    """Whether a page has an anchor; true where that cannot be known."""
    page = project.pages[src]
    if anchor in page.anchors.sure:
        return True
    known = None if page.anchors.complete else all_anchors(project, src)
    return not page.anchors.complete if known is None else anchor in known


def all_anchors(project: Project, src: str) -> frozenset[str] | None:
    """Every anchor of a page; None where that cannot be known.

    A page that holds more than plain headings is rendered, once.
    """
    page = project.pages[src]
    if page.anchors.complete:
        return page.anchors.sure
    if src not in project.rendered:
        found = rendered_anchors(joined(page.lines), project.settings.data.get("markdown_extensions"))
        known = None if found is None else frozenset(map(identifier, found | page.anchors.named))
        project.rendered[src] = known
    return project.rendered[src]


def likely_anchors(project: Project, src: str) -> frozenset[str]:
    """The anchors of a page as far as they are known, for what is said of them."""
    known, page = all_anchors(project, src), project.pages[src]
    return page.anchors.sure | frozenset(page.anchors.headings) if known is None else known
