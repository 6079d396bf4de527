"""The text of a page and nothing else: the floor that a page of the site is compared with; pure."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

KEPT = frozenset(
    "a blockquote br code em h1 h2 h3 h4 h5 h6 li ol p pre strong table td th tr ul".split()  # noqa: SIM905
)
"""What tells text apart; all other tags go, and every attribute."""
UNREAD = frozenset({"script", "style", "svg", "template", "video", "noscript"})
"""What holds no text that a reader sees."""
VOID = frozenset({"br"})


class _Article(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.title = ""
        self.language = ""
        self.within: list[str] = []
        """The elements that matter to where this is: the article, what is not read, the title."""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attributes).get("lang") or ""
        if tag in UNREAD or tag in ("article", "title"):
            self.within.append(tag)
        elif tag in KEPT and self.reading:
            self.out.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            del self.within[self.within.index(tag) :]
        elif tag in KEPT - VOID and self.reading:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.within == ["title"]:
            self.title += data
        elif self.reading:
            self.out.append(escape(data, quote=False))

    @property
    def reading(self) -> bool:
        return "article" in self.within and not UNREAD.intersection(self.within)


def bare(html: str) -> str:
    """A page with the title and the article of another: no style, script or picture, nothing around it."""
    read = _Article()
    read.feed(html)
    read.close()
    lines = (line.strip() for line in "".join(read.out).splitlines())
    return (
        f'<!doctype html>\n<html lang="{escape(read.language)}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(read.title.strip(), quote=False)}</title>\n" + "\n".join(filter(None, lines)) + "\n"
    )
