"""The marks that say of a citation that its question was deleted, read and to be written.

`<!-- faq: gone -->` stands behind the number.  Where no comment can stand there, one names the number: behind
the image or link whose text or title cites, `<!-- faq: gone 3 -->`, and in front matter `# faq: gone 3`.
Of equal numbers in one such text all are taken for gone: it must be reworded in any case.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from faq.model import FrontMatter, Insertion, Source, Span

BEHIND = re.compile(r"<!--\s*faq:\s*gone\s*-->")
NAMED = re.compile(r"<!--\s*faq:\s*gone\s+(?P<number>[\w.]+)\s*-->")
IN_FRONT = re.compile(r"(?m)^[ \t]*#[ \t]*faq:[ \t]*gone[ \t]+(?P<number>[\w.]+)")
ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")
"""An attribute list, which must touch what it belongs to."""


@dataclass(frozen=True, slots=True)
class GoneMarks:
    """Which numbers of a text are marked, and where a mark would stand."""

    behind: Collection[int] = ()
    """Offsets in the text behind which a mark stands."""
    named: Collection[str] = ()
    """The numbers that marks elsewhere name."""
    place: Span | None = None
    """Where a mark that names its number would stand; None where it would stand behind the number."""
    wording: str = "<!-- faq: gone -->"
    """The mark, with {} for the number where it names one; empty where none can stand."""

    def marks(self, number: str, end: int) -> bool:
        """Whether a number that ends at an offset of the text is marked."""
        return end in self.behind or number in self.named

    def insertion(self, number: str, span: Span) -> Insertion | None:
        """The mark to write for a number that stands at a span; None where none can stand."""
        if not self.wording:
            return None
        place = self.place or Span(span.source, span.end, span.end)
        return Insertion(place, self.wording.format(number))


def beside(text: str, end: int) -> tuple[int, frozenset[str]]:
    """Behind markup that ends at an offset: where the next mark would stand, and what those there name."""
    if m := ATTRIBUTES.match(text, end):
        end = m.end()
    named = set()
    while m := NAMED.match(text, end):
        named.add(m["number"])
        end = m.end()
    return end, frozenset(named)


def in_front(source: Source, front: FrontMatter, name: str) -> GoneMarks:
    """The marks of front matter, and where one for the value of a key would stand: on a line above it."""
    if front.inner is None:
        return GoneMarks(wording="")
    start = max(front.inner[0], source.text.rfind("\n", 0, front.keys[name].start) + 1)
    end = "\r\n" if source.text[: front.inner[0]].endswith("\r\n") else "\n"
    named = {m["number"] for m in IN_FRONT.finditer(source.text, *front.inner)}
    return GoneMarks(named=named, place=Span(source, start, start), wording="# faq: gone {}" + end)


def without_marks(text: str) -> tuple[str, list[int], frozenset[int]]:
    """A text without the marks in it.

    Also the place that each of its characters has in the whole, and its offsets behind which a mark stood.
    """
    kept: list[int] = []
    behind: set[int] = set()
    at = 0
    for m in BEHIND.finditer(text):
        kept += range(at, m.start())
        behind.add(len(kept))
        at = m.end()
    kept += range(at, len(text))
    return BEHIND.sub("", text), kept, frozenset(behind)
