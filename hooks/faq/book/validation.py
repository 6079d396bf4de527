"""What `mkdocs.yml` tells MkDocs, as far as it decides where links lead and which pages there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from faq.book.settings import Settings

FROM_DOCS = "relative_to_docs"
"""The value of `absolute_links:` that lets `/faq/a.md` lead to the page of that path in the docs folder."""

NAV_PLUGINS = frozenset({"awesome-nav", "awesome-pages", "literate-nav"})
"""The plugins that do."""


def validation(settings: Settings, part: Literal["links", "nav"], name: str) -> object:
    """What `validation:` says; None where it says nothing.

    MkDocs (1.6) takes `links: {absolute_links: warn}` and, for both parts, `absolute_links: warn`.
    """
    said = _mapping(settings.data.get("validation"))
    return _mapping(said.get(part)).get(name, said.get(name))


def from_docs(settings: Settings) -> bool:
    """Whether a link that begins with a slash begins at the docs folder."""
    return validation(settings, "links", "absolute_links") == FROM_DOCS


def nav_by_plugin(settings: Settings) -> bool:
    """Whether a plugin may read more than pages in `nav:`, such as folders and patterns."""
    plugins = settings.data.get("plugins")
    named = plugins if isinstance(plugins, (list, Mapping)) else ()
    names = (next(iter(item), "") if isinstance(item, Mapping) else item for item in named)
    return any(str(name) in NAV_PLUGINS for name in names)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
