"""The anchors of a page's headings: Python-Markdown's own `toc` makes them, by what the project configures.

A heading of plain words is slugified by the function that `toc` is given, and nothing is rendered.  What is
more than that (marks, emoji, attribute lists, footnotes, other extensions) is left to Python-Markdown itself,
for the few pages of which somebody asks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from faq.addresses import identifier
from faq.frozen import record
from faq.model import Heading
from faq.patterns import late
from faq.text.python_values import looked_up

PLAIN = late(r"(?:[^`<\\!&{}\[\]@*_~^=|#:/+\ue000-\uf8ff]|!(?!\[)|&(?![#\w]+;)|:(?=\s|$)|(?<=\w)/(?=\w))*")
"""A heading in which no extension that is known here finds anything."""
EXPLICIT = late(r"(?P<title>.*?)[ ]+\{:?[ ]*#(?P<id>[^\s{}#.=\"']+)[ ]*\}[ ]*")
ATTRIBUTES = late(r"\{[^{}\n]*#[^{}\n]*\}|\{[^{}\n]*\bid[ ]*=")
MORE = late(r"\[\^|<[hH][1-6]\b[^<>]*\bmarkdown\b")
"""What may have an anchor that stands nowhere in the text: a footnote, a heading in HTML."""
COUNTED = late(r"^(.*)_([0-9]+)$")
KNOWN = frozenset(
    {
        *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes", "md_in_html"),
        *("meta", "nl2br", "sane_lists", "tables", "toc", "pymdownx.betterem", "pymdownx.caret"),
        *("pymdownx.details", "pymdownx.emoji", "pymdownx.extra", "pymdownx.highlight"),
        *("pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.snippets"),
        *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    }
)
"""The extensions that leave a heading of plain words, and its anchor, as they are."""


def slugify(title: str, separator: str = "-") -> str:
    """The default of `toc` in Python-Markdown 3.11: ASCII, lower case, words joined."""
    value = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    value = re.sub(r"[^\w\s-]", "", value).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, value)


@record
class Anchoring:
    """How a project's headings get their anchors."""

    slug: Callable[[str], str] | None
    """Of a heading's plain words; None where only rendering can tell."""
    lists: bool
    """Whether attribute lists are read."""

    def own(self, heading: str) -> re.Match[str] | None:
        """The anchor that a heading's attribute list gives it, as it seems."""
        return EXPLICIT.fullmatch(heading) if self.lists and "{" in heading else None

    def anchor(self, heading: str) -> tuple[str, bool] | None:
        """The anchor of a heading as it is written, and whether it says it itself; None where unsure."""
        if self.slug is None:
            return None
        found = self.own(heading)
        if not PLAIN.fullmatch(found["title"] if found else heading):
            return None
        return (found["id"], True) if found else (self.slug(heading.strip()), False)


def anchoring(extensions: Mapping[str, Mapping[str, Any]]) -> Anchoring:
    """How headings get their anchors with these extensions and their options."""
    return Anchoring(_slug(extensions), "attr_list" in extensions)


def _slug(extensions: Mapping[str, Mapping[str, Any]]) -> Callable[[str], str] | None:
    options = extensions.get("toc")
    if options is None or not extensions.keys() <= KNOWN:
        return None
    separator = str(options.get("separator", "-"))
    own = options.get("slugify")
    if own is None:
        return lambda title: slugify(title, separator)
    try:
        function = looked_up(own)
    except Exception:
        return None  # whatever the function of others raises, the build tells of it
    return (lambda title: str(function(title, separator))) if callable(function) else None


@record
class Anchors:
    """The anchors of one page."""

    sure: frozenset[str]
    """Those that are there."""
    named: frozenset[str]
    """Those of them that raw HTML names."""
    complete: bool
    """Whether there can be no others."""
    headings: tuple[str, ...]
    """One for each heading, in order; where a heading is not plain, what it looks like."""


def anchors(
    how: Anchoring, headings: Sequence[Heading], named: Iterable[str], text: str, labels: bool
) -> Anchors:
    """The anchors of a page whose whole text this is.

    `named` are the anchors that raw HTML names; `labels` says whether the page has tabs, with anchors of
    their own.
    """
    notes = "[^" in text  # of two footnotes of one name readers see one, with its headings
    found = [how.anchor(h.written) if h.level <= 6 or not notes else None for h in headings]
    explicit = {one[0] for one in found if one and one[1]}
    lists = len(ATTRIBUTES.findall(text)) if how.lists and "{" in text else 0
    complete = None not in found and lists == sum(one is not None and one[1] for one in found)
    complete = complete and not labels and not MORE.search(text)
    html = set(map(identifier, named))
    # Only where an element asks for Markdown does `toc` know of its anchor, and counts on.
    complete = complete and not any(one and one[0] in html for one in found)
    taken, every, sure = set(explicit), [], explicit | html
    for one, heading in zip(found, headings, strict=True):
        if one is None:
            own = how.own(heading.written)
            every.append(own["id"] if own else unique(slugify(heading.title), taken))
            continue
        anchor = one[0] if one[1] else unique(one[0], taken)
        every.append(anchor)
        if complete:
            sure.add(anchor)
        elif one[0]:
            sure.add(one[0])  # of two alike, one has it
    return Anchors(frozenset(sure), frozenset(html), complete, tuple(every))


def unique(anchor: str, taken: set[str]) -> str:
    """The anchor, or its first free successor `_1`, `_2`, as `toc` counts; it is added to `taken`."""
    while anchor in taken or not anchor:
        m = COUNTED.match(anchor)
        anchor = f"{m[1]}_{int(m[2]) + 1}" if m else f"{anchor}_1"
    taken.add(anchor)
    return anchor
