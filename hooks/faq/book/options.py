"""What `extra: faq:` says of parts of the site, as records; `settings_table` says how they are written."""

from __future__ import annotations

from pathlib import Path

from faq.frozen import record


@record
class Contact:
    """Where readers turn who are still stuck."""

    email: str
    page: str | None
    """Source path of the page that says more; None for none."""
    feedback: str | None
    """The address that hears whether an answer helped; None where nobody asks."""


@record
class Desk:
    """Who investigates what readers report."""

    to: str
    """The email address."""
    page: str
    """Source path of the page that says how to report."""


@record
class SpellChecking:
    """How misspelt words are looked for."""

    words: str | None = None
    """A file of words that are right, relative to the project's folder; None for none."""


@record
class Style:
    """The colours (#rrggbb) and the font of all pictures of a site."""

    background: str = "#1f2933"
    foreground: str = "#ffffff"
    stripe: str = "#7b8794"
    font: Path | None = None
    """A TrueType or OpenType file; None for Noto Sans, which has Latin, Greek and Cyrillic letters."""


@record
class Options:
    """What a build makes for machines."""

    copies: bool
    """A Markdown copy beside each page."""
    llms_txt: bool
    breadcrumbs: bool
    cards: Style | None
    """How the pictures look; None for none."""
