"""The anchors that a page's headings get, as Python-Markdown's `toc` makes them."""

from __future__ import annotations

import re
import unicodedata

COUNTED = re.compile(r"^(.*)_([0-9]+)$")
EXPLICIT = re.compile(r"\{:?[^{}\n]*?#([A-Za-z][\w:.-]*)[^{}\n]*\}")
HTML_ID = re.compile(r"""<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""")


def slugify(title: str, separator: str = "-") -> str:
    """The default of `toc` in Python-Markdown 3.11: ASCII, lower case, words joined."""
    value = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    value = re.sub(r"[^\w\s-]", "", value).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, value)


def unique(anchor: str, taken: set[str]) -> str:
    """The anchor, or its first free successor `_1`, `_2`, as `toc` counts; it is added to `taken`."""
    while anchor in taken or not anchor:
        m = COUNTED.match(anchor)
        anchor = f"{m[1]}_{int(m[2]) + 1}" if m else f"{anchor}_1"
    taken.add(anchor)
    return anchor


def explicit_anchor(heading: str) -> str | None:
    """The `id` that an attribute list at a heading's end gives it."""
    found = EXPLICIT.findall(heading)
    return found[-1] if found else None


def written_anchors(text: str) -> set[str]:
    """Every `id` that attribute lists and raw HTML in a page give."""
    found = set(EXPLICIT.findall(text)) if "{" in text else set()
    if "<" in text:
        found.update(part for m in HTML_ID.finditer(text) for part in m.groups() if part)
    return found
