"""A reader's visit, weighed in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from faq.auditing.hosting import Server
from faq.auditing.weight import Request, Visit, kind_of, kind_of_media

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SCREENS = {"desktop": (1280, 800), "phone": (360, 740)}
SHIFT = Path(__file__).with_name("shift.js").read_text(encoding="utf-8")


def weigh(browser: Browser, server: Server, first: str, second: str) -> list[Visit]:
    """On each screen a first page with nothing in the cache, and a second one behind it."""
    visits = []
    for screen, (width, height) in SCREENS.items():
        with browser.new_context(viewport={"width": width, "height": height}) as context:
            visits += _visits(context, server, screen, {"first": first, "second": second})
    return visits


def first_visit(browser: Browser, server: Server, path: str) -> Visit:
    """A page on a phone with nothing in the cache, by a reader who only reads."""
    width, height = SCREENS["phone"]
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        [visit] = _visits(context, server, "phone", {"first": path})
    return visit


def _visits(context: BrowserContext, server: Server, screen: str, paths: dict[str, str]) -> list[Visit]:
    page = context.new_page()
    seen = _listen(page)
    out = []
    for name, path in paths.items():
        seen.clear()
        before = len(server.answered())
        page.goto(server.url + path)
        page.wait_for_load_state("networkidle")
        shift = float(page.evaluate(SHIFT))
        requests = [_request(one) for one in seen.values() if one.get("done")]
        known = {request.address for request in requests}
        # What a worker fetches is not the page's to Chromium; the server knows.
        requests += [
            Request(one.address, kind_of_media(one.media), one.bytes)
            for one in server.answered()[before:]
            if server.url.removesuffix("/") + one.address not in known
        ]
        out.append(Visit(f"{screen}, {name} page", tuple(requests), shift))
    return out


def _listen(page: Page) -> dict[str, dict[str, Any]]:
    """Everything that the page asks for from now on, by Chromium's name for the request."""
    seen: dict[str, dict[str, Any]] = {}
    session = page.context.new_cdp_session(page)

    def asked(event: dict[str, Any]) -> None:
        # What stands in a style or a page asks nobody.
        if event["request"]["url"].startswith("data:"):
            return
        seen[event["requestId"]] = {"address": event["request"]["url"], "type": event.get("type", "Other")}

    def came(event: dict[str, Any]) -> None:
        one = seen.get(event["requestId"])
        if one is not None:
            one.update(done=True, bytes=int(event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    session.send("Network.enable")
    return seen


def _request(one: dict[str, Any]) -> Request:
    return Request(one["address"].partition("#")[0], kind_of(one["type"]), one["bytes"])
