"""A real browser that reports whatever a reader should never meet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request

DESKTOP, PHONE = (1280, 800), (360, 740)


@dataclass(frozen=True, slots=True)
class Reader:
    """Opens pages, and remembers what went wrong on them."""

    browser: Browser
    site_url: str
    problems: list[str] = field(default_factory=list)

    @contextmanager
    def visit(
        self,
        path: str = "",
        *,
        width: int = DESKTOP[0],
        height: int = DESKTOP[1],
        javascript: bool = True,
        dark: bool = False,
    ) -> Iterator[Page]:
        """A page of the site in a window of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
        )
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", lambda request: self._watch(request))
        page.on("requestfailed", lambda request: self._fail(request))
        page.on("response", lambda answer: self._answered(answer.status, answer.url))
        page.goto(self.site_url + path)
        yield page
        context.close()

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.problems.append(f"console {kind}: {text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.site_url, "data:", "blob:")):
            self.problems.append(f"request to another host: {request.url}")

    def _fail(self, request: Request) -> None:
        # A reader who goes on before everything has come does no harm.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.failure}: {request.url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.problems.append(f"{status}: {url}")


@pytest.fixture
def reader(browser: Browser, site_url: str) -> Iterator[Reader]:
    """A reader; a test in which something went wrong on a page fails when it ends."""
    reader = Reader(browser, site_url)
    yield reader
    assert reader.problems == []
