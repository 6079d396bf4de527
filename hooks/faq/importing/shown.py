"""The words that readers see, counted, so that none is lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser

from faq.importing.sheet import EXTENSIONS

WORD = re.compile(r"[^\W\d_]+|[0-9]+")
"""Letters or digits: "Q0017" is "Q" and "17"."""
UNSEEN = frozenset({"script", "style", "template", "title"})
BLOCKS = frozenset(
    {"p", "li", "dt", "dd", "td", "th", "tr", "div", "pre", "br", "hr", "summary", "figure", "figcaption"}
    | {"blockquote", "section", "article", "header", "footer", "nav", "table", "caption", "ul", "ol", "dl"}
    | {f"h{level}" for level in range(1, 7)}
)
"""Where one of them begins or ends, a word does."""


class _SeenText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unseen = 0
        self.lists: list[int | None] = []
        """The open lists, each with the number of its next item; None for one without numbers."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        self.parts.append(" " if tag in BLOCKS else "")
        if tag in ("ol", "ul"):
            start = dict(attrs).get("start") or "1"
            self.lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        elif tag == "li" and self.lists and (number := self.lists[-1]) is not None:
            self.parts.append(f"{number} ")
            self.lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN and self.unseen > 0
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        self.parts.append(" " if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)


def text_of_html(html: str) -> str:
    """What a page of HTML shows as text, the numbers of lists among it."""
    reader = _SeenText()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


def text_of_markdown(*pages: str) -> str:
    """What pages of Markdown show as text, rendered as the new project renders them."""
    from markdown import Markdown

    renderer = Markdown(extensions=["toc", "fenced_code", *EXTENSIONS])
    return "\n".join(text_of_html(renderer.reset().convert(page)) for page in pages)


def words(text: str) -> Counter[str]:
    """The words of a text, each as often as it stands there; numbers without leading zeros."""
    found = WORD.findall(unicodedata.normalize("NFKC", text))
    return Counter(word.lstrip("0") or "0" if word.isdigit() else word for word in found)
