"""Whether a theme is Material, whatever it is called: a copy of it, or one that inherits from it.

What its pages need is decided by this alone, and never by the theme's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points

from faq.kinds import Kind
from faq.model import Problem, Source

MATERIAL = "material"
MARK = "data-md-component="
"""Ties a place of a page to Material's script (9.8), so that no copy can do without."""


def is_material(bases: Iterable[str]) -> bool:
    """Whether one of a theme's folders, of which these are the base.html, holds Material's templates."""
    return any(MARK in base for base in bases)


def installed(name: str) -> str:
    """The version of a theme, with the name of its package where that is not Material's own.

    All that is installed is looked through, so it is asked where a page does not fit, and nowhere else.
    """
    found = (theme.dist for theme in entry_points(group="mkdocs.themes", name=name))
    dist = next(filter(None, found), None)
    if dist is None:
        return f'"{name}", which is made of Material' if name else "made of Material, and has no name"
    return dist.version if name == MATERIAL else f"{dist.name} {dist.version}"


def stranger(page: str) -> Problem:
    """What is wrong with a page that Material makes where the theme was not known as such."""
    return Problem(
        Kind.THEME_CHANGED,
        Source.as_built(page).whole,
        "is a page of Material for MkDocs, and no base.html in the theme's folders says "
        f"{MARK!r}: nothing would be mended of what the theme does wrong",
        "name the theme from which the pages come, or let hooks/faq/theme/kinship.py know it",
    )
