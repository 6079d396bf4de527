"""What the root of the branch holds beside the versions: the files that plain mike leaves out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from faq.publishing.inventory import PageContent
from faq.publishing.versions import LATEST

NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')
URL = re.compile(r"(?s)\s*<url>\s*<loc>([^<]*)</loc>.*?</url>")


def root_sitemap(sitemap: str, unwanted: frozenset[str]) -> str:
    """The current version's sitemap without the pages that search engines are asked to leave out.

    `unwanted` are whole addresses, as the sitemap writes them.
    """
    return URL.sub(lambda m: "" if m[1] in unwanted else m.group(), sitemap)


def robots(site_url: str) -> str:
    """A robots.txt that names the root's sitemap (RFC 9309; the Sitemap line is sitemaps.org's)."""
    return f"User-agent: *\nAllow: {urlsplit(site_url).path or '/'}\n\nSitemap: {site_url}sitemap.xml\n"


def pages_index(versions: Mapping[str, Mapping[str, PageContent]], files: Iterable[str] = ()) -> str:
    """Which version has which page, for the 404 page: version to addresses, as JSON.

    `latest` has everything that it answers: `files`, and the pages that say why something is gone, are what
    somebody gets who asks without a version.
    """
    data = {name: sorted(a for a, p in pages.items() if not p.gone) for name, pages in versions.items()}
    if LATEST in versions:
        data[LATEST] = sorted({*versions[LATEST], *files})
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
