"""A film in a real browser that nobody has to be quick to watch."""

from __future__ import annotations

from playwright.sync_api import Locator

# What a player loads plays at its default.
SLOWLY = "all => { for (const video of all) video.defaultPlaybackRate = video.playbackRate = 0.25 }"


def slowly(videos: Locator) -> None:
    """Let players play at a quarter of their speed.

    A step of three seconds may be over before a busy machine looks at what it does.
    """
    videos.evaluate_all(SLOWLY)
