"""A drawing of a mail program, in a Chromium without a window."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error

from faq import programs
from faq.filming import browser, timing
from faq.filming.driver import FilmError, Staged


class Drawing(Staged):
    """Drives the functions that a drawing's script offers (`window.drawing`), see drawing.js."""

    def __init__(self, html: Path) -> None:
        programs.font("Inter", package="fonts-inter")
        self._html = html
        self._chromium = programs.chromium()
        self._view: browser.View

    def begin(self, stack: ExitStack) -> None:
        self._view = stack.enter_context(browser.view(self._chromium, timing.WIDTH, timing.HEIGHT))
        self._view.page.goto(self._html.as_uri())
        self._view.page.evaluate("document.fonts.ready.then(() => true)")

    def _call(self, name: str, *arguments: object) -> object:
        try:
            result: object = self._view.page.evaluate(
                "([name, values]) => window.drawing[name](...values)", [name, arguments]
            )
        except Error as error:
            raise FilmError(f"{self._html.name}: {error.message.splitlines()[0]}") from error
        return result

    def grab(self) -> Image.Image:
        return self._view.look()

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

    def program(self) -> str:
        return ""

    def accept(self) -> str:
        return "drawn"
