"""axe-core in a page, and what it cannot decide by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.conftest import PROJECT

SOURCE = PROJECT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN = Path(__file__).with_name("run_axe.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Explained:
    """Something that axe asks a person to look at, and what the person found."""

    rule: str
    target: str
    """A regular expression; fits the element's selector."""
    why: str
    """A regular expression; fits what axe says of it."""
    reason: str
    state: str = ""
    """The state of the page in which this holds; empty for all."""


EXPLAINED = (
    Explained(
        "color-contrast",
        r"",
        r"overlapped by another element",
        "the page below the open search is dimmed on purpose; by itself it is judged in test_every_page",
        state="search",
    ),
    Explained(
        "color-contrast",
        r"md-score",
        r"partially overlaps other elements",
        "lines of a result lie over different parts of the page below, which axe compares as well; on a "
        "phone the same results have nothing below them, and are judged",
        state="search",
    ),
    Explained(
        "color-contrast",
        r"",
        r"overlapped by another element",
        "so is the page below the open drawer",
        state="drawer",
    ),
    Explained(
        "color-contrast",
        r"",
        r"overlapped by another element",
        "so is what has been scrolled below the header",
        state="scrolled",
    ),
    Explained(
        "color-contrast",
        r"header-topic",
        r"partially overlaps other elements",
        "two lines of a page's name lie over the site's, which is not shown then (opacity 0); "
        "the colours are a desktop's, where axe judges them",
        state="scrolled",
    ),
    Explained(
        "color-contrast",
        r"\.md-header__topic|\.md-ellipsis\[href",
        r"1:1 contrast",
        "the browser forces the colours behind axe's back: black on white, or white on black",
        state="forced",
    ),
    Explained(
        "color-contrast",
        r"\.faq-reference",
        r"too short",
        "a cited number, in the colour of the links that axe judges on the same page",
    ),
)


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def findings(page: Page, state: str = "") -> list[str]:
    """What axe finds wrong with a page, and what it leaves open and nobody has explained.

    `state` is "search", "drawer" or "scrolled" where one of these covers part of the page, "forced" where the
    browser forces its colours.
    """
    # Evaluated by the driver, which no Content-Security-Policy concerns.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source() + "; 0")
    return [
        f"{found['kind']} {found['rule']}: {found['target']}: {found['why']}"
        for found in page.evaluate(RUN, TAGS)
        if found["kind"] == "violations" or not explained(found, state)
    ]


def explained(found: dict[str, Any], state: str) -> bool:
    """Whether a person has looked at what axe leaves open."""
    return any(
        one.rule == found["rule"]
        and one.state in {"", state}
        and re.search(one.target, found["target"])
        and re.search(one.why, found["why"])
        for one in EXPLAINED
    )
