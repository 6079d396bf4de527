"""What the theme and the build make in a tree: files whose addresses nobody was ever given."""

from __future__ import annotations

import posixpath
from collections.abc import Container

from faq.addresses import address_of
from faq.machines.places import CARDS, LLMS
from faq.patterns import late

NOT_FOUND = "404.html"
NAMED = frozenset({NOT_FOUND, "sitemap.xml", "sitemap.xml.gz", "search/search_index.json", LLMS})
"""What a build writes at addresses of their own, whatever the project holds."""
THEMES = (
    "assets/images/favicon.png",
    "assets/images/social/",
    "assets/javascripts/lunr/",
    "assets/external/",
)
"""What Material (9.8) and its plugins write without a hash in the name."""
HASHED = late(r"assets/.*\.[0-9a-f]{8}(?:\.min)?\.(?:css|js)(?:\.map)?|search/rest\.[0-9a-f]{8}\.json")
COPY, FEED = ".md", ".atom"
LOADED = (".css", ".js", ".mjs", ".map", ".woff", ".woff2")
"""What pages load by themselves.  It is renamed at will; no reader has ever seen its address."""


def is_made(path: str, pages: Container[str]) -> bool:
    """Whether a file of a tree comes from the theme or the build; `pages` are the tree's addresses.

    All else may have been linked, mailed or kept by somebody, whatever its ending.
    """
    stem, ending = posixpath.splitext(path)
    if path in NAMED or HASHED.fullmatch(path) or path.startswith((*THEMES, CARDS)):
        return True
    # A page is made of every .md, so one that is there is a page's copy; a feed has its page's name.
    return ending in (COPY, *LOADED) or (ending == FEED and address_of(f"{stem}/index.html") in pages)
