"""A Chromium without a window, seen pixel by pixel: for drawings, and for programs that are pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from faq import programs
from faq.frozen import record

# Nothing goes out, and text looks the same on every machine that has the fonts.
ARGUMENTS = (
    *programs.QUIET,
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--disable-font-subpixel-positioning",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@record
class View:
    """A page, and how it looks."""

    page: Page

    def look(self) -> Image.Image:
        """The page as it is now, without a blinking caret.

        By Playwright's own session: where a page has zoom, pictures of another one move the pointer.
        """
        return Image.open(io.BytesIO(self.page.screenshot(type="png", caret="hide"))).convert("RGB")


@contextmanager
def view(chromium: Path, width: int, height: int, zoom: float = 1) -> Iterator[View]:
    """An empty page whose picture has so many pixels; with `zoom` everything on it is larger by as much."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        try:
            yield View(
                browser.new_page(
                    viewport={"width": round(width / zoom), "height": round(height / zoom)},
                    device_scale_factor=zoom,
                    reduced_motion="reduce",
                )
            )
        finally:
            browser.close()
