"""The first result of a search on a slow phone: Chromium, slowed as Lighthouse slows it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page

from faq.auditing.hosting import Server

SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
"""The slow 4G of Lighthouse 13: milliseconds there and back, bytes a second."""
UNLIMITED = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SLOWER = 4
"""How many times slower Lighthouse's phone computes."""
SCREEN = {"width": 412, "height": 823}
WORDS = "sender rejct"
"""What is typed, with a typing error."""
WATCH = Path(__file__).with_name("watch_search.js").read_text(encoding="utf-8")
COMPUTE = Path(__file__).with_name("compute_search.js").read_text(encoding="utf-8")


def first_result(browser: Browser, server: Server) -> tuple[float, int]:
    """Seconds from the first key to the first result, and the bytes of the index that it waited for.

    A reader has opened the first page and has nothing else; the letters come at once.  Chromium (156) slows
    a page's network, that of its workers included, and the page's own thread; what the worker computes is
    measured in the page, unslowed, and counted as often as it is missing.
    """
    with browser.new_context(viewport=SCREEN) as context:  # type: ignore[arg-type]  # a mapping of two
        page = context.new_page()
        chromium = context.new_cdp_session(page)
        _slow(chromium, SLOW_4G, SLOWER)
        page.goto(server.url, wait_until="networkidle")
        page.evaluate(WATCH)
        page.locator("label[for=__search], button[data-faq-for=__search]").locator(
            "visible=true"
        ).first.click()
        page.keyboard.type(WORDS)
        page.wait_for_function("() => self.seen.result")
        waited = float(page.evaluate("seen.result - seen.key"))
        _slow(chromium, UNLIMITED, 1)
        computed = _computed(page)
    index = [one.bytes for one in server.answered() if one.address.endswith("/search_index.json")]
    return (waited + (SLOWER - 1) * computed) / 1000, index[0]


def _slow(chromium: CDPSession, network: Mapping[str, float], times: float) -> None:
    chromium.send("Network.enable")
    chromium.send("Network.emulateNetworkConditions", dict(network))
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": times})


def _computed(page: Page) -> float:
    """Milliseconds that the finder computes until it has found, in the page instead of its worker."""
    finder = page.evaluate(
        "fetch(document.getElementById('faq-nothing-found').dataset.finder).then(a => a.text())"
    )
    page.evaluate(finder)
    return float(page.evaluate(COMPUTE, WORDS))
