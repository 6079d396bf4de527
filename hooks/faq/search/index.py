"""The index that a reader's browser gets: the theme's, with what docs/assets/finder.js ranks by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from faq.frozen import record

INDEX = "search_index.json"


@record
class Findable:
    """What the index says of a page beside its text."""

    keywords: tuple[str, ...] = ()
    number: str | None = None
    """The question's number; None for a page that answers none."""
    order: int = 0
    """Where it comes when nothing else decides."""
    wanted: bool = False
    """Whether it is shown before anything is typed."""


LARGE = 400_000
"""Characters of an index beyond which texts come after titles; of some 300 questions.

At 5,000 questions the whole index takes a phone on slow 4G (1.6 Mbit/s) seven seconds to fetch."""
BEGINNING = 80
"""Characters of a text that come with its title all the same: what a result shows until the rest is there."""
PIECE = 2_000_000
"""Characters of texts in one file: a reader who leaves has not fetched them all."""
Docs = list[dict[str, Any]]


def search_files(theirs: str, pages: Mapping[str, Findable], left_out: Set[str]) -> dict[str, str]:
    """The index as files: their texts by name, the one that is asked for first.

    A large one has the texts of pages, but for how they begin, in files of their own, which it names under
    `rest`; each holds `texts` for the entries that follow one another.  See docs/assets/finder.js.  Raises
    ValueError as `search_index` does.
    """
    data = search_index(theirs, pages, left_out)
    if len(whole := _json(data)) <= LARGE:
        return {INDEX: whole}
    docs: Docs = data["docs"]
    files = dict(map(_rest, _pieces([doc["text"] for doc in docs])))
    short = [{**doc, "text": beginning(doc["text"])} for doc in docs]
    return {INDEX: _json({**data, "docs": short, "rest": list(files)}), **files}


def _pieces(texts: Iterable[str]) -> Iterator[list[str]]:
    piece: list[str] = []
    size = 0
    for text in texts:
        piece.append(text)
        size += len(text)
        if size >= PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _rest(texts: list[str]) -> tuple[str, str]:
    """A file of texts, with what it holds in its name: no tab shall mix two publications."""
    text = _json({"texts": texts})
    return f"rest.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json", text


def beginning(html: str) -> str:
    """As many whole words from the beginning of a text as fit, with no tag and no entity cut through."""
    if len(html) <= BEGINNING:
        return html
    cut = html[:BEGINNING]
    for opening, closing in (("<", ">"), ("&", ";")):
        at = cut.rfind(opening)
        cut = cut[:at] if at > cut.rfind(closing) else cut
    words = cut.rfind(" ")
    return cut[:words] if words > 0 and len(cut) == BEGINNING else cut


def _json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def search_index(theirs: str, pages: Mapping[str, Findable], left_out: Set[str]) -> dict[str, Any]:
    """The theme's index, with keywords and numbers, in the questions' order.

    Pages are named by their addresses, relative to the site's root.  Raises ValueError where the theme's
    index is not what Material 9.8 writes: `docs`, each with `location`, `title` and `text`.
    """
    try:
        data: dict[str, Any] = json.loads(theirs)
        docs = [(doc["location"].partition("#"), doc) for doc in data["docs"]]
        if not all(isinstance(doc[key], str) for _, doc in docs for key in ("title", "text")):
            raise TypeError
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ValueError("the theme's search index has another form") from None
    # One that is not known, such as a page that a plugin made, comes behind the others.
    known = {address: page.order for address, page in pages.items()}
    docs = [(place, doc) for place, doc in docs if place[0] not in left_out]
    docs.sort(key=lambda one: (known.get(one[0][0], len(known)), one[0][0]))
    data["docs"] = [_said(doc, pages.get(path)) if not anchor else doc for (path, anchor, _), doc in docs]
    return data


def _said(doc: Mapping[str, Any], page: Findable | None) -> dict[str, Any]:
    out = dict(doc)
    if page is not None and page.number:
        out["number"] = page.number
    if page is not None and page.wanted:
        out["wanted"] = True
    if page is not None and page.keywords:
        out["keywords"] = list(page.keywords)
    return out
