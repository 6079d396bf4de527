"""All that readers read on a page, passage by passage, for who judges words and not citations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from faq.frozen import record
from faq.model import Source
from faq.text.frontmatter import read_front_matter
from faq.text.grammar import Vocabulary
from faq.text.markdown.lines import page_lines
from faq.text.page import PageReader, Reading
from faq.text.passages import Citations, Passage, Said


@record
class _Whatever(Vocabulary):
    """Words of which any text may hold some, so that none is passed over."""

    def may_cite(self, text: str) -> bool:
        return True


WHATEVER = _Whatever((), ())


class _Gathering(Citations):
    """Keeps each passage that would be searched for citations."""

    def __init__(self) -> None:
        super().__init__(WHATEVER, relative=False)
        self.passages: list[Passage] = []

    def read(
        self,
        passage: Passage,
        foreign: Sequence[tuple[int, int]] = (),
        elsewhere: bool = False,
        said: Said | None = None,
    ) -> None:
        self.passages.append(passage)


def passages(source: Source, reading: Reading) -> list[Passage]:
    """The passages of a page, of its snippets and of its titles in front matter; no code is among them."""
    front = read_front_matter(source)[0]
    lines, _ = page_lines(source, front.end, reading.include, reading.made)
    reader = PageReader(source, front, lines, replace(reading, words=WHATEVER), relative=False)
    reader.cited = gathered = _Gathering()
    reader.read([])
    return gathered.passages
