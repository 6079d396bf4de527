"""The mark of a version that is not the current one: a banner, and where search engines are led.

A mark is written into the published HTML by whoever publishes the version that supersedes it, and can be
taken away again without a trace, so that a tree on the branch is always its build plus a known mark, and what
a list says to be of the tree before (faq.publishing.outliving).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from faq.addresses import absolute, base_of, relative, same
from faq.machines.places import CARDS
from faq.permalinks.fate import Fate
from faq.permalinks.inventory import MOVED
from faq.permalinks.made import COPY, FEED
from faq.publishing.outliving import outlived
from faq.publishing.versions import LATEST
from faq.texts import TEXTS
from faq.verbatim import bytes_of, text_of

SLOT = "<!-- faq:banner -->"
"""Where overrides/faq/main.html wants the banner; without it the banner comes first in the page."""
START, KEPT_START = b"<!-- faq:mark -->", b"<!-- faq:kept "
MARK = re.compile(r"<!-- faq:mark -->.*?<!-- /faq:mark -->", re.S)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"( ?/?)>')
KEPT = re.compile(r'<meta name="faq:canonical" content="([^"]*)"( ?/?)>')
LISTS = frozenset({"sitemap.xml", "sitemap.xml.gz", "llms.txt"})
"""What lists pages by their whole addresses in `latest`, in the tree of whatever version: only the current
one has them all."""
RETOLD = (COPY, FEED)
"""What says by itself that it is of a version that is not current (faq.publishing.superseded)."""
ASIDE = ".faq-"
"""Before the name of a file of both kinds, as it was built, where nobody looks for it: no mark in such a file
could be taken away without a trace."""
BODY = re.compile(r"<body\b[^>]*>")
SHARED = re.compile(r'<meta property="og:(url|image)" content="([^"]*)">')
KEPT_SHARED = re.compile(r'<meta name="faq:og:(url|image)" content="([^"]*)">')
"""What a link to the page shows elsewhere."""
POINTER = re.compile(r'<p class="faq-llms" hidden>.*?</p>')
"""Where overrides/faq/main.html names the list of all pages."""
KEPT_POINTER = re.compile(r'<!-- faq:kept (<p class="faq-llms" hidden>.*?</p>) -->')


def marked(
    html: str,
    version: str,
    address: str,
    now: Fate,
    *,
    banner: bool,
    listed: bool = True,
    texts: Mapping[str, str] = TEXTS,
) -> str:
    """The page with its mark; one that is there already is replaced.  Stubs lead on and are left alone.

    `listed` says whether there is a current version, whose llms.txt lists all pages.
    """
    html = unmarked(html)
    if f'<meta name="{MOVED}"' in html or "</head>" not in html:
        return html
    head = ""
    canonical = CANONICAL.search(html)
    if now.address is None:
        head = '<meta name="robots" content="noindex">'
    elif now.address != address and canonical:
        href = moved_canonical(unescape(canonical[1]), address, now.address)
        head = f'<link rel="canonical" href="{escape(href)}">'
    if head:
        html = CANONICAL.sub(r'<meta name="faq:canonical" content="\1"\2>', html, count=1)
    head += _shared(html, version, address, now)
    if head:
        html = SHARED.sub(r'<meta name="faq:og:\1" content="\2">', html)
        html = html.replace("</head>", _mark(head) + "</head>", 1)
    html = html if listed else unlisted(html)
    return _with_banner(html, version, address, now, texts) if banner else html


def unmarked(html: str) -> str:
    """The page as it was built."""
    html = KEPT_POINTER.sub(r"\1", html)
    if "<!-- faq:mark -->" not in html:
        return html
    html = KEPT_SHARED.sub(r'<meta property="og:\1" content="\2">', MARK.sub("", html))
    return KEPT.sub(r'<link rel="canonical" href="\1"\2>', html, count=1)


def unlisted(html: str) -> str:
    """A page that names no list of all pages, as there is none."""
    return POINTER.sub(r"<!-- faq:kept \g<0> -->", html, count=1)


def set_aside(path: str) -> str:
    """Where a file stands, as it was built, in the tree of a version that is not current."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, ASIDE + name.removeprefix(ASIDE))


def put_back(path: str) -> str:
    """Where a file of a published tree was built: `set_aside` undone."""
    folder, name = posixpath.split(path)
    plain = posixpath.join(folder, name.removeprefix(ASIDE))
    return plain if plain in LISTS or plain.endswith(RETOLD) else path


def places(files: Mapping[str, bytes]) -> dict[str, str]:
    """Where each file of a tree's build stands in the published tree, by its path as it was built."""
    apart = outlived(files)
    return {
        put_back(path): path
        for path in files
        if path not in apart
        and not (path.endswith(RETOLD) and path == put_back(path) and set_aside(path) in files)
    }


class AsBuilt(Mapping[str, bytes]):
    """A published tree, by path, as it was built: without marks, and without what stayed of another.

    Each file is read when it is asked for.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.places = places(files)

    def __getitem__(self, path: str) -> bytes:
        data = self.files[self.places[path]]
        return without_mark(data) if path.endswith(".html") else data

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, path: object) -> bool:
        return path in self.places


def without_mark(data: bytes) -> bytes:
    """A page of a published tree as it was built; the very same bytes where it has no mark."""
    return bytes_of(unmarked(text_of(data))) if START in data or KEPT_START in data else data


def _mark(text: str) -> str:
    return f"<!-- faq:mark -->{text}<!-- /faq:mark -->"


def _shared(html: str, version: str, address: str, now: Fate) -> str:
    """What a link to the page is to show in place of what was built, which is the current version's."""
    out = ""
    for name, content in SHARED.findall(html):
        href = unescape(content)
        if name == "image":
            href = href.replace(f"/{LATEST}/{CARDS}", f"/{version}/{CARDS}", 1)
        elif now.address is not None:
            href = moved_canonical(href, address, now.address)
        else:
            continue
        out += f'<meta property="og:{name}" content="{escape(href)}">'
    return out


def moved_canonical(href: str, address: str, now: str) -> str:
    """The whole address of a page, led to where it is now; anything else is somebody's own, and stays."""
    base = base_of(href, address)
    return absolute(base, now) if same(href, absolute(base, address)) else href


def way_on(now: Fate, texts: Mapping[str, str]) -> str:
    """What the link in the banner says."""
    nowhere = "old_version_home" if now.told is None else "old_version_gone"
    return texts[nowhere if now.address is None else "old_version_page"]


def _with_banner(html: str, version: str, address: str, now: Fate, texts: Mapping[str, str]) -> str:
    link = relative(f"{version}/{address}", f"{LATEST}/{now.onward}")
    there = way_on(now, texts)
    said = escape(texts["old_version"]).format(version=f"<strong>{escape(version)}</strong>")
    text = (
        f'<aside class="faq-old" aria-label="{escape(texts["version_label"])}">'
        '<div class="faq-old__inner md-grid md-typeset">'
        f'{said} <a href="{escape(link)}">{escape(there)}</a>.</div></aside>'
    )
    if SLOT in html:
        return html.replace(SLOT, SLOT + _mark(text), 1)
    return BODY.sub(lambda m: m.group() + _mark(text), html, count=1)
