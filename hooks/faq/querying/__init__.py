"""Asks the built site's own search program, in the browser that the tests use."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from faq import programs
from faq.programs.extras import require
from faq.search.queries import Hit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ASK = Path(__file__).with_name("ask.js").read_text(encoding="utf-8")


def ask(site: Path, queries: Sequence[str]) -> list[tuple[Hit, ...]]:
    """What each query finds on a built site, the best first.  Raises programs.Missing without a browser."""
    require("audit", "playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=programs.chromium(), args=programs.QUIET)
        found = ask_in(browser, site, queries)
        browser.close()
    return found


def ask_in(browser: Browser, site: Path, queries: Sequence[str]) -> list[tuple[Hit, ...]]:
    """What `ask` gives, in a browser that is there."""
    index = whole_index(site)
    with browser.new_page() as page:
        [program] = site.glob("assets/**/finder.*js")
        page.add_script_tag(content=program.read_text(encoding="utf-8"))
        found = page.evaluate(ASK, [index, list(queries)])
    return [tuple(Hit(number, title) for number, title in hits) for hits in found]


def whole_index(site: Path) -> dict[str, Any]:
    """The index of a built site as readers have it in the end, with all texts."""
    folder = site / "search"
    index: dict[str, Any] = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    pieces = (json.loads((folder / name).read_text(encoding="utf-8")) for name in index.get("rest", ()))
    texts = [text for piece in pieces for text in piece["texts"]]
    docs = [{**doc, "text": text} for doc, text in zip(index["docs"], texts, strict=bool(texts))]
    return {**index, "docs": docs} if texts else index


def numbers(site: Path) -> frozenset[str]:
    """The numbers of the questions on a built site."""
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    return frozenset(doc["number"] for doc in index["docs"] if "number" in doc)
