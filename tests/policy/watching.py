"""What a page must never do to a reader, watched in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize

TELL = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))
"""
KEPT = Path(__file__).with_name("kept.js").read_text(encoding="utf-8")


@dataclass(slots=True)
class Watch:
    """Everything that went wrong while a reader used a site."""

    host: str
    violations: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Requests to other hosts; none of them gets out."""
    kept: list[str] = field(default_factory=list)
    """What the browser keeps afterwards."""
    chosen: tuple[str, ...] = ()
    """What it may keep, because the reader chose it."""

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong, and nothing is kept but what the reader chose."""
        return not self.violations and not self.others and set(self.kept) <= set(self.chosen)

    @contextmanager
    def visit(
        self, browser: Browser, address: str, *, dark: bool = False, width: int = 1280
    ) -> Iterator[Page]:
        """A page in a window of its own; whatever other tabs of the window do is heard as well."""
        size: ViewportSize = {"width": width, "height": 800}
        with browser.new_context(color_scheme="dark" if dark else "light", viewport=size) as context:
            context.add_init_script(TELL)
            context.route(lambda url: urlsplit(url).netloc != self.host, lambda route: route.abort())
            context.on("console", lambda message: self._hear(message.type, message.text))
            context.on("weberror", lambda wrong: self.violations.append(f"script error: {wrong.error}"))
            context.on("request", lambda request: self._see(request))
            page = context.new_page()
            page.goto(address)
            yield page
            page.wait_for_load_state("networkidle")
            self._look(context, page)

    def _hear(self, kind: str, text: str) -> None:
        # Of a page that is not there the browser itself says so.
        if kind in {"error", "warning"} and "status of 404" not in text:
            self.violations.append(text)

    def _see(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host and not request.url.startswith("data:"):
            self.others.append(request.url)

    def _look(self, context: BrowserContext, page: Page) -> None:
        self.kept += [f"cookie {cookie.get('name')}" for cookie in context.cookies()]
        self.kept += page.evaluate(KEPT)
