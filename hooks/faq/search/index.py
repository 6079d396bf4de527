"""The index that a reader's browser gets: the theme's, with what docs/assets/finder.js ranks by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Findable:
    """What the index says of a page beside its text."""

    keywords: tuple[str, ...] = ()
    number: str | None = None
    """The question's number; None for a page that answers none."""
    order: int = 0
    """Where it comes when nothing else decides."""


def search_index(theirs: str, pages: Mapping[str, Findable], left_out: Set[str]) -> str:
    """The theme's index as JSON, with keywords and numbers, in the questions' order.

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
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _said(doc: Mapping[str, Any], page: Findable | None) -> dict[str, Any]:
    out = dict(doc)
    if page is not None and page.number:
        out["number"] = page.number
    if page is not None and page.keywords:
        out["keywords"] = list(page.keywords)
    return out
