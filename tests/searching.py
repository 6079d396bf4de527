"""Search in a real browser: what the finder has answered to, and no more to come.

Each letter is a query, and what is shown for the first of them looks like what is shown for the last.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

ANSWERED = "data-answered"
"""Where the page says which query was answered last; what came of it is shown by then."""

LISTEN = Path(__file__).with_name("listen.js").read_text(encoding="utf-8")

ASKING = "data-asking"
"""The page has this once it has turned to a finder, whatever became of that."""


def listen(page: Page) -> None:
    """Hear what the finder answers; to be called before the reader turns to search."""
    page.evaluate(LISTEN)


def expect_answered(page: Page, query: str) -> None:
    """Wait until the finder has answered to this, which is all that was typed, and the page shows it."""
    expect(page.locator("html")).to_have_attribute(ANSWERED, query)
