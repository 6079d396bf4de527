"""The theme's selector of versions, and whether the theme is the one that it was mended for."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateNotFound

from faq.kinds import Kind
from faq.model import Problem, Source

OUTDATED = '{% include "partials/javascripts/outdated.html" %}'
"""How Material's base.html (9.8) takes the script that overrides/ replaces."""
SELECTOR = '<script id="__config" type="application/json">'
"""How it says whether there is a selector; docs/assets/waiting.js reads it there."""


def selector_faults(env: Environment) -> Iterator[Problem]:
    """What the base.html of a theme's templates does not say as Material 9.8 does, and what to do."""
    try:
        base = env.loader.get_source(env, "base.html")[0] if env.loader else ""
    except TemplateNotFound:
        base = ""
    for text, what in ((OUTDATED, "its outdated script"), (SELECTOR, "its selector's configuration")):
        if base.count(text) != 1:
            message = f"the theme's base.html does not hold {what} as Material 9.8 does"
            fix = (
                "look what it does now, then change hooks/faq/theme/selector.py, docs/assets/waiting.js and "
                "overrides/partials/javascripts/outdated.html, or take them out"
            )
            yield Problem(Kind.THEME_CHANGED, Source("base.html (of the theme)", base).whole, message, fix)
