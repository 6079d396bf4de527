"""The pages at old addresses: those that lead on, and those that say what is gone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from html import escape, unescape

from faq.addresses import Permalink, identifier, linked, relative
from faq.edits import Edit, edited
from faq.frozen import record
from faq.patterns import late
from faq.permalinks.inventory import FOLDER, GONE, MOVED
from faq.texts import TEXTS

SCRIPT = "location.replace(document.querySelector('a').href + location.search + location.hash)"
"""Keeps what a redirect without a script loses: the query and the anchor."""

STYLE = (
    "html{color-scheme:light dark;color:canvastext;background:canvas}"
    "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}\n"
)
STYLE_PATH = f"assets/stylesheets/plain.{hashlib.sha256(STYLE.encode()).hexdigest()[:8]}.min.css"
"""Where a build puts it: pages hold no styles of their own."""

TAGGED = late(r"""<(\w+)\b[^>]*?\sid=(["'])((?:(?!\2)[^>])*)\2[^>]*>""")
"""A tag with an `id`."""

HEAD = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{heading}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">
<meta name="robots" content="noindex">
"""

STUB = (
    HEAD
    + """\
<meta name="{moved}" content="{href}">
{folder}<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>
</head>
<body>
<main>
<h1>{said}</h1>
<p><a href="{href}">{title}</a></p>
</main>
<script>{script}</script>
</body>
</html>
"""
)

GONE_PAGE = (
    HEAD
    + """\
<meta name="{gone}" content="">
</head>
<body>
<main>
<h1>{heading}</h1>
<p>{reason}</p>
<p><a href="{href}">{title}</a></p>
</main>
</body>
</html>
"""
)


def redirect(
    address: str,
    target: Permalink,
    title: str,
    lang: str = "en",
    texts: Mapping[str, str] = TEXTS,
    *,
    folder: bool = False,
) -> str:
    """The page at an old address that leads to `target`; both from the same root.

    `folder` says that nobody declared the address (FOLDER).

    Works with JavaScript (query and anchor kept) and without (meta refresh, and a link to follow).
    """
    href = escape(linked(address, target), quote=True)
    return STUB.format(
        style=escape(relative(address, STYLE_PATH)),
        lang=lang,
        heading=escape(title),
        said=escape(title if folder else texts["moved"]),
        title=escape(title),
        href=href,
        moved=MOVED,
        folder=f'<meta name="{FOLDER}" content="">\n' if folder else "",
        script=SCRIPT,
    )


def gone_page(
    address: str,
    reason: str,
    target: Permalink,
    title: str,
    lang: str = "en",
    texts: Mapping[str, str] = TEXTS,
) -> str:
    """The page at an address whose page was taken away: the reason, and a way on."""
    href = escape(linked(address, target), quote=True)
    return GONE_PAGE.format(
        style=escape(relative(address, STYLE_PATH)),
        lang=lang,
        heading=escape(texts["gone"]),
        reason=escape(reason),
        href=href,
        title=escape(title),
        gone=GONE,
    )


def anchor(name: str) -> str:
    """An empty element that has an anchor."""
    return f'<span id="{escape(name)}"></span>'


def with_old_anchors(html: str, anchors: Mapping[str, str]) -> str:
    """A page's content with an empty element for each old anchor at the place where it now leads."""
    at = anchor_places(html) if anchors else {}
    edits = []
    for old, new in anchors.items():
        if new not in at:
            raise LookupError(new)
        edits.append(Edit(at[new], at[new], anchor(identifier(old))))
    return edited(html, edits)


def anchor_places(html: str) -> dict[str, int]:
    """Where an element that shares the place of an anchor is put in, by anchor; of two the first counts."""
    places: dict[str, int] = {}
    for tag in TAGGED.finditer(html):
        # Inside a heading the element shares its line; before anything else it shares its top.
        at = tag.end() if re.fullmatch("h[1-6]", tag[1]) else tag.start()
        places.setdefault(identifier(unescape(tag[3])), at)
    return places


@record
class Note:
    """What a page says of an anchor that is gone."""

    anchor: str
    reason: str
    instead: Permalink | None = None
    """Where it leads on; None where it leads nowhere."""
    href: str = ""
    """The same, relative to the page."""
    title: str = ""
    """What is there."""


def with_gone_anchors(html: str, gone: Iterable[Note]) -> str:
    """A page's content with a note for each anchor that is gone, shown to those who come for it."""
    notes = "".join(map(_note, gone))
    end = html.find("</h1>")
    at = end + len("</h1>") if end >= 0 else 0
    return html[:at] + notes + html[at:]


def _note(note: Note) -> str:
    on = f' <a href="{escape(note.href, quote=True)}">{escape(note.title)}</a>' if note.href else ""
    name = escape(identifier(note.anchor), quote=True)
    return f'<p class="faq-gone" id="{name}">{escape(note.reason)}{on}</p>'
