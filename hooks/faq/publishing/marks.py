"""The mark of a version that is not the current one: a banner, and where search engines are led.

A mark is written into the published HTML by whoever publishes the version that supersedes it, and can be
taken away again without a trace, so that a tree on the branch is always its build plus a known mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from faq.addresses import absolute, base_of, relative, same
from faq.permalinks.fate import Fate
from faq.permalinks.inventory import MOVED
from faq.publishing.versions import LATEST
from faq.texts import TEXTS
from faq.verbatim import bytes_of, text_of

SLOT = "<!-- faq:banner -->"
"""Where overrides/main.html wants the banner; without it the banner comes first in the page."""
START = b"<!-- faq:mark -->"
MARK = re.compile(r"<!-- faq:mark -->.*?<!-- /faq:mark -->", re.S)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
KEPT = re.compile(r'<meta name="faq:canonical" content="([^"]*)">')
LISTS = frozenset({"sitemap.xml", "sitemap.xml.gz", "llms.txt"})
"""What lists pages by their whole addresses in `latest`, in the tree of whatever version: only the current
one has them all."""
ASIDE = ".faq-"
"""Before such a file's name, where nobody looks for it: a file that is packed takes no mark."""
BODY = re.compile(r"<body\b[^>]*>")


def marked(
    html: str,
    version: str,
    address: str,
    now: Fate,
    *,
    banner: bool,
    texts: Mapping[str, str] = TEXTS,
) -> str:
    """The page with its mark; one that is there already is replaced.  Stubs lead on and are left alone."""
    html = unmarked(html)
    if f'<meta name="{MOVED}"' in html or "</head>" not in html:
        return html
    head = ""
    canonical = CANONICAL.search(html)
    if now.address is None:
        head = '<meta name="robots" content="noindex">'
    elif now.address != address and canonical:
        href = _moved_canonical(unescape(canonical[1]), address, now.address)
        head = f'<link rel="canonical" href="{escape(href)}">'
    if head:
        html = CANONICAL.sub(r'<meta name="faq:canonical" content="\1">', html, count=1)
        html = html.replace("</head>", _mark(head) + "</head>", 1)
    return _with_banner(html, version, address, now, texts) if banner else html


def unmarked(html: str) -> str:
    """The page as it was built."""
    if "<!-- faq:mark -->" not in html:
        return html
    return KEPT.sub(r'<link rel="canonical" href="\1">', MARK.sub("", html), count=1)


def set_aside(path: str) -> str:
    """Where a file of a tree stands in the tree of a version that is not current."""
    return ASIDE + path if path in LISTS else path


def put_back(path: str) -> str:
    """Where a file of a published tree was built: `set_aside` undone."""
    plain = path.removeprefix(ASIDE)
    return plain if plain in LISTS else path


def as_built(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A published tree, by path, as it was built: every mark taken away."""
    return {
        put_back(path): bytes_of(unmarked(text_of(data)))
        if path.endswith(".html") and START in data
        else data
        for path, data in files.items()
    }


def _mark(text: str) -> str:
    return f"<!-- faq:mark -->{text}<!-- /faq:mark -->"


def _moved_canonical(href: str, address: str, now: str) -> str:
    base = base_of(href, address)
    return absolute(base, now) if same(href, base + address) else href


def _with_banner(html: str, version: str, address: str, now: Fate, texts: Mapping[str, str]) -> str:
    link = relative(f"{version}/{address}", f"{LATEST}/{now.onward}")
    nowhere = "old_version_home" if now.told is None else "old_version_gone"
    there = texts[nowhere if now.address is None else "old_version_page"]
    said = escape(texts["old_version"]).format(version=f"<strong>{escape(version)}</strong>")
    text = (
        f'<aside class="faq-old" aria-label="{escape(texts["version_label"])}">'
        '<div class="faq-old__inner md-grid md-typeset">'
        f'{said} <a href="{escape(link)}">{escape(there)}</a>.</div></aside>'
    )
    if SLOT in html:
        return html.replace(SLOT, SLOT + _mark(text), 1)
    return BODY.sub(lambda m: m.group() + _mark(text), html, count=1)
