"""This site names by hand what the plugin adds to others."""

from __future__ import annotations

import re

from faq.theme.additions import SCRIPTS, STYLES
from tests.conftest import PROJECT


def test_this_site_names_what_is_added_to_others() -> None:
    """In this order: a style that comes later wins."""
    config = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    named = [name for name in re.findall(r"assets/([\w.]+\.(?:css|js))\n", config) if name != "site.css"]
    assert named == [*STYLES, *SCRIPTS]
