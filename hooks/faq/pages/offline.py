"""The pages of a built site for a folder that nobody serves: their links lead to files."""

from __future__ import annotations

import re
from collections.abc import Container
from html import escape, unescape

from faq.addresses import resolved
from faq.edits import Edit, edited
from faq.pages.moving import ADDRESSES
from faq.patterns import late
from faq.policy.scan import Tag, scan

VALUE = late(r"""(?P<name>[^\s"'<>/=]+)\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>]+)""")
"""An attribute with its value (HTML Living Standard, 13.1.2.3)."""
REFRESH = late(r"(?P<before>\s*[\d.]+\s*[;,]\s*url\s*=\s*)(?P<to>.*)", re.I | re.S)
"""What `<meta http-equiv="refresh">` says."""
ELSEWHERE = late(r"[a-z][a-z0-9+.-]*:|/", re.I)
"""How an address begins that leads out of the folder."""
INDEX = "index.html"


def with_files(html: str, path: str, tree: Container[str]) -> str:
    """A page whose links to folders, such as "../hours/", lead to the file that a host answers with.

    `path` is the page's own in the tree; all but such links stays as it was, the scripts that a policy knows
    by their hashes included.
    """
    edits = (edit for tag in scan(html).tags for edit in _edits(html, tag, path, tree))
    return edited(html, edits)


def _edits(html: str, tag: Tag, path: str, tree: Container[str]) -> list[Edit]:
    """The values of a tag that lead to folders."""
    out = []
    refreshes = tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "refresh"
    for m in VALUE.finditer(html, tag.start + len(tag.name) + 1, tag.end):
        name, value = m["name"].lower(), unescape(m["value"].strip("\"'"))
        if name in ADDRESSES:
            new = _to_file(value, path, tree)
        elif name == "content" and refreshes and (said := REFRESH.fullmatch(value)):
            new = said["before"] + _to_file(said["to"], path, tree)
        else:
            continue
        if new != value:
            out.append(Edit(m.start("value"), m.end("value"), f'"{escape(new)}"'))
    return out


def _to_file(link: str, path: str, tree: Container[str]) -> str:
    """../hours/#steps -> ../hours/index.html#steps; what leads elsewhere, or to a file, stays."""
    to = re.split(r"[?#]", link, maxsplit=1)[0]
    if not to or ELSEWHERE.match(to):
        return link
    folder = resolved(path, to)
    folder += "/" * (not folder.endswith("/") and folder != "")
    if f"{folder}{INDEX}" not in tree:
        return link
    return f"{to}{'' if to.endswith('/') else '/'}{INDEX}{link[len(to) :]}"
