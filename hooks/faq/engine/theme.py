"""Mends the pages of the theme while MkDocs writes them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.metadata import version

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from faq.engine.search import searches
from faq.rules.unsupported import unsupported
from faq.theme.material import REPAIRS
from faq.theme.repair import repaired, told

log = logging.getLogger("mkdocs.hooks.faq")

THEME, PACKAGE = "material", "mkdocs-material"


def refuse_unsupported(config: MkDocsConfig) -> None:
    """Stop at settings with which no build is right.  Raises PluginError, which says what to take out."""
    features = config.theme.get("features") or [] if config.theme.name == THEME else []
    if found := list(unsupported(config.use_directory_urls, features)):
        raise PluginError(str(found[0]))


def mended(
    html: str, name: str, config: MkDocsConfig, texts: Mapping[str, str], *, preview: bool = False
) -> str:
    """The page `name` with the theme's faults repaired; other themes' pages as they are.

    Where a repair does not fit, a build ends (PluginError), and a preview says so and goes on.
    """
    if config.theme.name != THEME or not name.endswith(".html"):
        return html
    html, misfits = repaired(html, REPAIRS, features(config), texts)
    messages = [told(name, misfit, version(PACKAGE)) for misfit in misfits]
    if messages and not preview:
        raise PluginError("\n".join(messages))
    for message in messages:
        log.error(message)
    return html


def features(config: MkDocsConfig) -> frozenset[str]:
    """What the configuration switches on of what repairs are about: "search", "palette", "search.suggest"."""
    on = set()
    if searches(config):
        on |= {"search", *(name for name in config.theme.get("features", []) if name.startswith("search."))}
    palette = config.theme.get("palette")
    if isinstance(palette, list) and any(option.get("toggle") for option in palette):
        on.add("palette")
    return frozenset(on)
