"""Pages that no search should find: they hold what other pages say, or nothing but links."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page

FRONT = "---\nrobots: noindex\nsearch:\n  exclude: true\n---\n\n"
"""Tells search engines, and the theme's own search."""


def unlisted_page(config: MkDocsConfig, src: str, title: str) -> File:
    """A page outside `nav:`, with its heading alone: the rest comes when all others are rendered."""
    return File.generated(config, src, content=f"{FRONT}# {title}\n", inclusion=InclusionLevel.NOT_IN_NAV)


def is_unlisted(page: Page) -> bool:
    """Whether a page asks not to be found, as a writer's own may as well."""
    return "noindex" in str(page.meta.get("robots", ""))
