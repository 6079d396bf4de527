"""Answers that say little but which other question to read, and how that one begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser
from urllib.parse import unquote

from faq.addresses import resolved
from faq.book.catalogue import Entry
from faq.frozen import record
from faq.machines.describing import SENTENCE, prose, shortened

MOST = 3
"""Sentences of an answer that is mainly a citation; the last of them cites."""
IN_TEXT = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "kbd", "mark"}
    | {"q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr"}
)
"""Elements of a sentence (HTML Living Standard, "phrasing content", those that writers use)."""
ASIDE = frozenset({"headerlink", "faq-gone"})
"""What the build puts beside writers' words."""
MOST_SIGNPOSTS = 3


@record
class Signpost:
    """The question that an answer sends its readers to."""

    entry: Entry
    begins: str
    """The first sentences of its answer, as plain text; empty where it has none."""


def signposts(
    page_url: str, html: Callable[[str], str], by_url: Mapping[str, Entry], sent: Iterable[str]
) -> tuple[Signpost, ...]:
    """What stands below an answer that is mainly a citation: each question that it sends to.

    `sent` is what the answer at `page_url` sends to (`sent_to`); `html` gives that of another by its address;
    `by_url` has the questions by theirs, without percent-encoding.  Empty for any other answer.
    """
    here = unquote(page_url)
    there = (resolved(here, href) for href in sent)
    cited = dict.fromkeys(address for address in there if address in by_url)
    cited.pop(here, None)
    return tuple(Signpost(by_url[one], shortened(prose(html(one)))) for one in [*cited][:MOST_SIGNPOSTS])


def sent_to(html: str) -> tuple[str, ...]:
    """The links in the last sentence of an answer that is nothing but a few sentences; else nothing.

    A list, a heading, a picture or a box is more than that: who reads it has been answered.
    """
    reader = _Sentences()
    try:
        reader.feed(html)
        reader.close()
    except _MoreError:
        return ()
    text = "".join(reader.text)
    ends = [m.end() for m in SENTENCE.finditer(text + " ") if text[m.end() :].strip()]
    if len(ends) >= MOST:
        return ()
    return tuple(href for at, href in reader.links if at >= (ends[-1] if ends else 0))


class _MoreError(Exception):
    """There is more than sentences, and no need to read on."""


class _Sentences(HTMLParser):
    """Reads an answer below its title; raises _MoreError where that is more than sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.length = 0
        self.links: list[tuple[int, str]] = []
        """Where in the text each begins, and its address."""
        self.beside = ""
        """The element that is passed over, and everything in it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.beside:
            return
        if tag == "h1" or ASIDE & set((values.get("class") or "").split()):
            self.beside = tag
        elif tag == "a" and values.get("href"):
            self.links.append((self.length, values["href"] or ""))
        elif tag != "p" and tag not in IN_TEXT:
            raise _MoreError

    def handle_endtag(self, tag: str) -> None:
        if tag == self.beside:
            self.beside = ""

    def handle_data(self, data: str) -> None:
        if not self.beside:
            self.text.append(data)
            self.length += len(data)
