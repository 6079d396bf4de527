"""The mark of a version that is not the current one: a banner, and where search engines are led.

A mark is written into the published HTML by whoever publishes the version that supersedes it, and can be
taken away again without a trace, so that a tree on the branch is always its build plus a known mark.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from faq.publishing.addresses import relative
from faq.publishing.inventory import MOVED, PageContent
from faq.publishing.versions import LATEST
from faq.texts import TEXTS

SLOT = "<!-- faq:banner -->"
"""Where overrides/main.html wants the banner; without it the banner comes first in the page."""
MARK = re.compile(r"<!-- faq:mark -->.*?<!-- /faq:mark -->", re.S)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
KEPT = re.compile(r'<meta name="faq:canonical" content="([^"]*)">')
BODY = re.compile(r"<body\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a page in the current version."""

    address: str | None
    """Where it is now, inside the version; None where it is nowhere."""
    told: str | None = None
    """Where the current version says that it is gone; None where it does not say so."""

    @property
    def onward(self) -> str:
        """Where its readers are led, inside the version: the first page where there is nothing nearer."""
        return self.address or self.told or ""


def fate(address: str, pages: Mapping[str, PageContent]) -> Fate:
    """Where a page of another version is in the current one, redirects followed to their end."""
    seen = set()
    while address in pages and address not in seen:
        seen.add(address)
        page = pages[address]
        if page.gone:
            return Fate(None, address)
        if page.moved is None:
            return Fate(address)
        address = resolved(address, page.moved)
    return Fate(None)


def resolved(address: str, link: str) -> str:
    """The address to which a relative link on a page leads, its anchor left out."""
    path = link.partition("#")[0]
    parts = address.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    text = unescape("/".join(parts))
    return text + "/" if text and (path.endswith("/") or path in (".", "..")) else text


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


def _mark(text: str) -> str:
    return f"<!-- faq:mark -->{text}<!-- /faq:mark -->"


def _moved_canonical(href: str, address: str, now: str) -> str:
    return href.removesuffix(address) + now if href.endswith(address) else href


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
