"""The marks that say of a citation that its question was deleted, read and to be written.

`<!-- faq: gone -->` stands behind the number.  Where no comment can stand there, one names the number: behind
the image or link whose text or title cites, `<!-- faq: gone 3 -->`; where none can stand behind it either, on
a line above, which in front matter is `# faq: gone 3`.  Of equal numbers in one such text all are taken for
gone: it must be reworded in any case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from faq.frozen import record
from faq.model import Insertion, Source, Span
from faq.patterns import late

BEHIND = late(r"<!--\s*faq:\s*gone\s*-->")
NAMED = late(r"<!--\s*faq:\s*gone\s+(?P<number>[\w.]+)\s*-->")
ABOVE = late(r"[\s>]*<!--\s*faq:\s*(?:ignore|gone\s+(?P<gone>[\w.]+))\s*-->\s*$")
"""A line that says something of the line below it, to the check alone."""
IN_YAML = late(r"\s*#\s*faq:\s*(?:ignore|gone\s+(?P<gone>[\w.]+))\s*$")
"""The same in front matter, and wherever else YAML is."""
ATTRIBUTES = late(r"\{:?[^{}\n]*\}")
"""An attribute list, which must touch what it belongs to."""


def behind_number(span: Span) -> Insertion:
    """The mark of a number that stands at a span."""
    return Insertion(Span(span.source, span.end, span.end), "<!-- faq: gone -->")


def behind_markup(place: Span, number: str) -> Insertion:
    """The mark of a number in an image or a link, behind which this place is."""
    return Insertion(place, f"<!-- faq: gone {number} -->")


def above(source: Source, line: int, number: str, yaml: bool = False) -> Insertion:
    """The mark of a number on a line of a source, counted from 0."""
    lead = re.match(r"[\s>]*", source.lines[line])
    space = lead.group() if lead else ""
    mark = f"# faq: gone {number}" if yaml else f"<!-- faq: gone {number} -->"
    start = source.starts[line]
    end = next((one for one in ("\r\n", "\n", "\r") if one in source.text), "\n")
    return Insertion(Span(source, start, start), space + mark + end)


def beside(text: str, end: int) -> tuple[int, frozenset[str]]:
    """Behind markup that ends at an offset: where the next mark would stand, and what those there name."""
    if m := ATTRIBUTES.match(text, end):
        end = m.end()
    named = set()
    while m := NAMED.match(text, end):
        named.add(m["number"])
        end = m.end()
    return end, frozenset(named)


@record
class Bare:
    """A text without the marks in it."""

    text: str
    places: Sequence[int]
    """The place that each of its characters has in the whole."""
    marked: frozenset[int]
    """Its offsets behind which a mark stood."""


def without_marks(text: str, begin: int = 0) -> Bare:
    """A text without the marks in it; it begins at an offset of a whole."""
    kept: list[int] = []
    behind: set[int] = set()
    at = 0
    for m in BEHIND.finditer(text):
        kept += range(at, m.start())
        behind.add(len(kept))
        at = m.end()
    kept += range(at, len(text))
    places = [begin + place for place in kept] if begin else kept
    return Bare(BEHIND.sub("", text), places, frozenset(behind))
