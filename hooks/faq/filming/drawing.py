"""A drawing of a mail program, in a Chromium without a window."""

from __future__ import annotations

import base64
import io
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from PIL import Image
from playwright.sync_api import CDPSession, Error, Page, sync_playwright

from faq import programs
from faq.filming import timing
from faq.filming.driver import FilmError

# Nothing goes out, and text looks the same on every machine that has the fonts.
ARGUMENTS = (
    *programs.QUIET,
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--disable-font-subpixel-positioning",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
)


class Drawing:
    """Drives the functions that a drawing's script offers (`window.drawing`), see drawing.js."""

    def __init__(self, html: Path) -> None:
        programs.font("Inter", package="fonts-inter")
        self._html = html
        self._chromium = programs.chromium()
        self._stack = ExitStack()
        self._page: Page
        self._session: CDPSession

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            playwright = stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(executable_path=self._chromium, args=list(ARGUMENTS))
            stack.callback(browser.close)
            self._page = browser.new_page(
                viewport={"width": timing.WIDTH, "height": timing.HEIGHT}, reduced_motion="reduce"
            )
            self._page.goto(self._html.as_uri())
            self._page.evaluate("document.fonts.ready.then(() => true)")
            self._session = self._page.context.new_cdp_session(self._page)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def _call(self, name: str, *arguments: object) -> object:
        try:
            result: object = self._page.evaluate(
                "([name, values]) => window.drawing[name](...values)", [name, arguments]
            )
        except Error as error:
            raise FilmError(f"{self._html.name}: {error.message.splitlines()[0]}") from error
        return result

    def grab(self) -> Image.Image:
        shot = self._session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        return Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")

    def settle(self) -> None:
        """A drawing changes only when it is told to."""

    def locate(self, target: str) -> tuple[float, float]:
        place = self._call("locate", target)
        if not isinstance(place, list):
            raise FilmError(f"{self._html.name}: locate({target}) returned {place!r}")
        return float(place[0]), float(place[1])

    def point(self, x: float, y: float) -> None:
        self._call("point", x, y)

    def press(self) -> None:
        """A drawing shows no press."""

    def release(self) -> None:
        """A drawing shows no release."""

    def focus(self, target: str) -> None:
        self._call("focus", target)

    def key(self, character: str) -> None:
        self._call("type", character)

    def carry(self) -> None:
        self._call("carry")

    def drop(self) -> None:
        self._call("drop")

    def appear(self, target: str, amount: float) -> None:
        self._call("appear", target, amount)

    def set(self, target: str, state: str) -> None:
        self._call("set", target, state)

    def wait(self, until: str) -> None:
        raise FilmError(f"a drawing has nothing to wait for: {until}")

    def accept(self) -> str:
        return "drawn"
