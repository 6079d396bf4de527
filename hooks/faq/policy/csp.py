"""One Content-Security-Policy for a whole site (CSP Level 3).

One union of hashes and not a policy a page: hosts send one header for all pages, and a page runs what its own
policy and the header's allow.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from faq.frozen import record
from faq.policy.scan import Scan
from faq.verbatim import shown

# Trusted Types are left out: the theme's search (9.8) writes its results as HTML.
DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)

ONLY_AS_HEADER = "frame-ancestors 'none'"
"""What `<meta>` cannot say (CSP 3, 3.3)."""


@record
class Allowed:
    """What stands in pages and may take effect, each by its hash."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    """Only in versions that were published before styles in pages were given up."""

    def __or__(self, other: Allowed) -> Allowed:
        """Both."""
        return Allowed(self.scripts | other.scripts, self.styles | other.styles)


def hashed(text: str) -> str:
    """A script's or style's source expression.  Browsers see every line end as a line feed."""
    digest = hashlib.sha256(re.sub(r"\r\n?", "\n", shown(text)).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def scripts_of(pages: Iterable[Scan]) -> Allowed:
    """Leave for every script that stands in one of the pages, and for no style."""
    return Allowed(frozenset(hashed(script) for page in pages for script in page.scripts))


def everything_of(pages: Iterable[Scan]) -> Allowed:
    """Leave for every script and style that stands in one of the pages: for those that stay as they are."""
    found = list(pages)
    styles = frozenset(hashed(style) for one in found for style in one.styles)
    return scripts_of(found) | Allowed(styles=styles)


def policy(allowed: Allowed, *, header: bool = False) -> str:
    """The policy as one line; `header` adds what only a header can say."""
    more = {"script-src": allowed.scripts, "style-src": allowed.styles}
    parts = [" ".join((name, sources, *sorted(more.get(name, ())))) for name, sources in DIRECTIVES]
    return "; ".join([*parts, ONLY_AS_HEADER] if header else parts)
