"""The words of a rendered text, block by block: what somebody reads, without its markup."""

from __future__ import annotations

from html.parser import HTMLParser

MARKUP = "abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var"
INLINE = frozenset({*MARKUP.split(), "a", "br", "img", "label", "wbr"})
"""Tags that stand inside a sentence; any other ends the block that is open."""
UNREAD = frozenset({"script", "style", "template"})


def readable(html: str) -> tuple[str, ...]:
    """The text of each paragraph, heading, item or cell of a piece of HTML, in order; none is empty.

    Spaces and line ends are one space, an image is its `alt`; comments, scripts and styles are left out.
    """
    reader = _TextParser()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.blocks)


class _TextParser(HTMLParser):
    """Gathers text until a block ends."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.open: list[str] = []
        self.unread = 0

    def end_block(self) -> None:
        """Keep what has come since the last one, if it says anything."""
        if text := " ".join("".join(self.open).split()):
            self.blocks.append(text)
        self.open.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.end_block()
        self.unread += tag in UNREAD
        if tag == "img":
            self.open.append(dict(attrs).get("alt") or "")
        elif tag == "br":
            self.open.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_block()
        self.unread -= tag in UNREAD and self.unread > 0

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.open.append(data)
