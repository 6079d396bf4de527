"""What the search script relies on in the theme's pages, looked for in every build."""

from __future__ import annotations

import re
from collections.abc import Mapping

from faq.patterns import late

OURS = "data-finder="
"""Marks a page that has overrides/faq/finder.html."""

# Material 9.8.  What the theme's script does with them no markup tells: tests/search shows it in a browser.
RELIED_ON: Mapping[str, re.Pattern[str]] = {
    "the search field": late(r'<input [^>]*class="md-search__input"[^>]*data-md-component="search-query"'),
    "the form whose name makes the theme fetch its index": late(r'<form [^>]*name="search"'),
    "the box that opens search": late(r'<input [^>]*data-md-toggle="search"'),
    "the list of results": late(r'<ol class="md-search-result__list"'),
    "the line that counts them": late(r'class="md-search-result__meta"'),
    "the address of the theme's worker": late(r'"search":\s*"[^"]*/workers/search\.[^"]*\.js"'),
}


def lacking(html: str) -> tuple[str, ...]:
    """What a page that has our script lacks of the theme's."""
    if OURS not in html:
        return ()
    return tuple(what for what, pattern in RELIED_ON.items() if not pattern.search(html))
