"""What the root of the branch holds beside the versions: the files that plain mike leaves out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from faq.permalinks.fate import fate
from faq.permalinks.inventory import PageContent
from faq.publishing.versions import LATEST
from faq.verbatim import is_utf8

ICON = '<link rel="icon" href="data:,">'
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
MOVED_INDEX = "moved.json"
NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')
PUBLISHED_FOR = re.compile(r"(?m)^Sitemap: (\S+/)sitemap\.xml$")
"""The line of a robots.txt of ours that says which address the root was published for."""
URL = re.compile(r"(?s)\s*<url>\s*<loc>([^<]*)</loc>.*?</url>")


def root_sitemap(sitemap: str, unwanted: frozenset[str]) -> str:
    """The current version's sitemap without the pages that search engines are asked to leave out.

    `unwanted` are whole addresses, percent-encoded.
    """
    plain = {unquote(url) for url in unwanted}
    return URL.sub(lambda m: "" if unquote(unescape(m[1])) in plain else m.group(), sitemap)


def robots(site_url: str, *, sitemap: bool) -> str:
    """A robots.txt that names the root's sitemap, if there is one (RFC 9309; sitemaps.org)."""
    named = f"\nSitemap: {site_url}{SITEMAP}\n" if sitemap else ""
    return f"User-agent: *\nAllow: {urlsplit(site_url).path or '/'}\n{named}"


def with_sitemap(robots: str, site_url: str, *, sitemap: bool) -> str:
    """A team's own robots.txt that names the root's sitemap, if there is one, and names it once."""
    ours = f"Sitemap: {site_url}{SITEMAP}"
    lines = [line for line in robots.splitlines() if line != ours]
    kept = "\n".join(lines).rstrip("\n")
    return "".join(f"{part}\n" for part in [kept] * bool(kept) + [f"\n{ours}" if kept else ours] * sitemap)


def completed(html: str, language: str) -> str:
    """The page that mike (2.1) writes at the root, with its language (WCAG 2.2, 3.1.1), and with an icon:
    browsers look for one that is not there."""
    html = html.replace("<html>", f'<html lang="{escape(language)}">', 1)
    return html if 'rel="icon"' in html else html.replace("</head>", f"{ICON}</head>", 1)


def led_to(html: str, site_url: str, version: str) -> str:
    """A page that was built for `latest`, with addresses from the site's root, led to another version."""
    site = urlsplit(site_url)
    origin, path = re.escape(f"{site.scheme}://{site.netloc}"), re.escape(site.path or "/")
    addresses = re.compile(rf"""(["'](?:{origin})?{path}){LATEST}(?=[/"'])""")
    return addresses.sub(lambda m: m[1] + version, html)


def moved_index(versions: Mapping[str, Mapping[str, PageContent]]) -> str:
    """Which old address leads where in which version, for the selector: version to address to address."""
    data = {
        name: {
            old: fate(old, pages).address
            for old, page in pages.items()
            if page.moved is not None and is_utf8(old)
        }
        for name, pages in versions.items()
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def pages_index(versions: Mapping[str, Mapping[str, PageContent]], files: Iterable[str] = ()) -> str:
    """Which version has which page, for the 404 page: version to addresses, as JSON.

    `latest` has everything that it answers: `files`, and the pages that say why something is gone, are what
    somebody gets who asks without a version.  An address that is no UTF-8 no script can ask for.
    """
    data = {name: [a for a, p in pages.items() if not p.gone] for name, pages in versions.items()}
    if LATEST in versions:
        data[LATEST] = [*{*versions[LATEST], *files}]
    data = {name: sorted(filter(is_utf8, addresses)) for name, addresses in data.items()}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
