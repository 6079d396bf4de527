"""What each page is about, in one or two sentences: for search engines, link previews and llms.txt."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

from faq.frozen import record
from faq.patterns import late
from faq.policy.scan import PLAIN, tell

LONGEST = 160
"""Characters; search engines show about as many."""
PIECE = 500
"""Characters of a page that are read at a time."""
BEGINNINGS = (2 * PIECE, 4 * PIECE)
"""As many hold what most pages are described by, and nearly all."""

SHOWN = frozenset({"p", "li", "dd", "td"})
SKIPPED = frozenset(
    {"figure", "nav", "pre", "script", "style", "table", "template", "h1", "h2", "h3", "h4", "h5", "h6"}
)
ASIDE = frozenset({"admonition", "admonition-title", "footnote", "faq-gone", "tabbed-labels", "headerlink"})
# Tags that no end tag follows (HTML Living Standard, "void elements").
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
SENTENCE = late(r"[.!?…][\"'”’»)]*(?=\s)|[。！？]")
"""The end of a sentence."""


@record
class Described:
    """A page, as far as its description goes."""

    title: str
    html: str
    """What the page holds, rendered."""
    place: str = ""
    """ "Question 3 of 7"; no two pages have the same."""
    own: str = ""
    """What the writer says in front matter; it wins."""


def descriptions(
    pages: Sequence[Described], site: str, read: Callable[[str], str] | None = None
) -> list[str]:
    """A description for each page, no two of them equal that no writer wrote; `site` is the site's name.

    The first sentences of the answer, where it has none its title.  Pages that would say the same name their
    title, and then their place.  `read` does what `prose` does, if somebody knows it already.
    """
    read = read or prose
    texts = [page.own or shortened(read(page.html)) or shortened(f"{page.title} – {site}") for page in pages]
    for lead in ("title", "place"):
        counts = Counter(texts)
        for index, page in enumerate(pages):
            if counts[texts[index]] > 1 and not page.own:
                texts[index] = _behind(getattr(page, lead), texts[index])
    return texts


def _behind(lead: str, text: str) -> str:
    return shortened(f"{lead} – {text}") if lead else text


def shortened(text: str) -> str:
    """The whole sentences at the beginning of a text that fit; where none does, as many words as do."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    ends = [m.end() for m in SENTENCE.finditer(text) if m.end() <= LONGEST]
    if ends:
        return text[: ends[-1]].strip()
    cut = LONGEST - 1
    space = text.rfind(" ", 0, cut + 1)
    if space > 0:
        return text[:space].rstrip(" ,;:–-") + "…"
    while cut > 1 and (unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f"):
        cut -= 1  # an accent stays with its letter
    return text[:cut] + "…"


def prose(html: str) -> str:
    """The running text of a page: paragraphs and list items, without headings, boxes, films and tables.

    As much of it as a description can use, up to the sentence that cites another question: where descriptions
    are shown, nothing is "above", and numbers may be old.  The first sentence stays whatever it cites.  Where
    there is no such text, what stands in boxes.
    """
    for aside in (False, True):
        reader = _read(html, aside)
        if text := _flat(reader.text):
            before = _flat(reader.text[: reader.cites]) + " "
            ends = [m.end() for m in SENTENCE.finditer(before)]
            return text[: ends[-1]].strip() if reader.cites is not None and ends else text
    return ""


def _read(html: str, aside: bool) -> _Prose:
    """The beginning of a page, piece by piece: nothing is asked of what stands behind enough of its text."""
    for length in BEGINNINGS:
        reader, plain = _Prose(aside), PLAIN.match(html, 0, length)
        tell(reader, html[: plain.end()] if plain else "", reader.enough)
        if reader.enough() or (plain and plain.end() == len(html)):
            return reader
    reader = _Prose(aside)
    for begin in range(0, len(html), PIECE):
        reader.feed(html[begin : begin + PIECE])
        if reader.enough():
            return reader
    reader.close()
    return reader


def _flat(parts: Sequence[str]) -> str:
    return " ".join("".join(parts).split())


class _Prose(HTMLParser):
    def __init__(self, aside: bool) -> None:
        super().__init__()
        self.text: list[str] = []
        self.length = 0
        """Of the text, without spaces."""
        self.aside = aside
        self.open: list[tuple[str, bool, bool]] = [("", False, False)]
        """The open elements, each with whether its text is left out, and whether it is in what is shown."""
        self.cites: int | None = None
        """How many pieces of text stand before the first reference."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self._put(" " if tag == "br" else "")
            return
        classes = set((dict(attrs).get("class") or "").split())
        if "faq-reference" in classes and self.cites is None:
            self.cites = len(self.text)
        skipped = tag in SKIPPED or bool(classes & ASIDE and (not self.aside or "headerlink" in classes))
        hidden = skipped or self.open[-1][1]
        self.open.append((tag, hidden, tag in SHOWN or self.open[-1][2]))
        if tag in SHOWN and not hidden:
            self._put(" ")

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        _, hidden, shown = self.open[-1]
        if shown and not (hidden or self.enough()):
            self._put(data)

    def enough(self) -> bool:
        """Whether there is more text than a description can use."""
        return self.length > 2 * LONGEST

    def _put(self, text: str) -> None:
        self.text.append(text)
        self.length += sum(map(len, text.split()))
