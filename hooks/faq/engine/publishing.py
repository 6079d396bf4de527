"""Publishing, as far as a build knows of it: the theme's selector, and the files that are gone."""

from __future__ import annotations

import os

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from faq.addresses import linked
from faq.book.project import Project
from faq.permalinks.answering import gone_files
from faq.permalinks.declared import Declared

OUTDATED = '{% include "partials/javascripts/outdated.html" %}'
"""How Material's base.html (9.8) takes the script that overrides/ replaces."""
SELECTOR = '<script id="__config" type="application/json">'
"""How it says whether there is a selector; docs/assets/versions.js reads it there."""


def is_published() -> bool:
    """Whether the build makes the bytes that are published: `make build`, `faq publish` and mike say so."""
    return "MIKE_DOCS_VERSION" in os.environ


def prepare_versions(env: Environment, config: MkDocsConfig) -> None:
    """Check that the theme is the one that the selector's repairs were made for.  Raises PluginError."""
    if config.theme.name != "material" or not config.extra.get("version"):
        return
    try:
        source = env.loader.get_source(env, "base.html")[0] if env.loader else ""
    except TemplateNotFound:
        source = ""
    for text, what in ((OUTDATED, "its outdated script"), (SELECTOR, "its selector's configuration")):
        if source.count(text) != 1:
            raise PluginError(
                f"the theme's base.html does not hold {what} as Material 9.8 does; look what it does now, "
                "then change hooks/faq/engine/publishing.py, docs/assets/versions.js and "
                "overrides/partials/javascripts/outdated.html, or take them out"
            )


def list_gone_files(env: Environment, project: Project, declared: Declared) -> None:
    """Give the 404 page what it says of files that were taken away: address, reason, link and its text."""
    env.globals["gone_files"] = [
        {
            "address": file.address,
            "reason": file.reason,
            "href": linked("", file.instead),
            "title": file.title,
        }
        for file in gone_files(project, declared)
    ]
