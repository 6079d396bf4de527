"""A walk with the Tab key: where it stops, and whether the reader can see that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

STOP = Path(__file__).with_name("stop.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the Tab key has led."""

    element: str
    href: str
    content: bool
    """Whether it is in the page itself, not in what surrounds it."""
    visible: bool
    ring: bool
    contrast: float
    """Of the ring with what is behind it, where that is least (WCAG 2.2, 1.4.11)."""
    small: bool
    """Less than 24 CSS px in one direction, and not in a line of text (WCAG 2.2, 2.5.8)."""


def walk(page: Page, key: str = "Tab", most: int = 300) -> Iterator[Stop]:
    """Every stop until the walk leaves the page, or `most` presses."""
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield Stop(**stop)


def unseen(page: Page, key: str = "Tab") -> list[str]:
    """The stops that a reader cannot see, or not that they have the focus; and a walk without an end."""
    stops = list(walk(page, key))
    wrong = [f"hidden: {stop.element}" for stop in stops if not stop.visible]
    wrong += [f"no ring: {stop.element}" for stop in stops if stop.visible and not stop.ring]
    wrong += [
        f"faint ring, {stop.contrast:.1f}:1: {stop.element}"
        for stop in stops
        if stop.visible and stop.ring and stop.contrast < 3
    ]
    wrong += [f"small: {stop.element}" for stop in stops if stop.visible and stop.small]
    return [*wrong, *(["no end"] if len(stops) == 300 else [])]
