"""Roundcube itself, on loopback: a mailbox, a place to send to, the webmail, and a Chromium to see it in.

It really sends.  What can be pointed at and waited for stands in the program's folder, in stage.yml.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, Page

from faq import programs
from faq.filming import browser, mailbox, post, timing, webmail
from faq.filming.desktop import BACKGROUND
from faq.filming.driver import FilmError, Undrawn
from faq.filming.filmed import FilmedProgram
from faq.filming.servers import HOST, Account, Servers, free_ports

PATIENCE = 30_000
"""Milliseconds to wait for the program to come to something."""
HEIGHT = timing.HEIGHT - 80
"""Of the page in the picture: below it is the band that is kept free for captions."""
LOOKS, BETWEEN = 40, 0.03
"""How often to look until two looks agree, and the seconds between two."""

# In a film whose frames are taken one by one, what moves by itself is caught somewhere on its way.
STILL = """
*, *::before, *::after {
  animation-duration: 0s !important; animation-delay: 0s !important;
  transition-duration: 0s !important; transition-delay: 0s !important;
}
"""
HOLD_STILL = f"""
addEventListener("DOMContentLoaded", () => {{
  const style = document.createElement("style");
  style.textContent = `{STILL}`;
  document.head.append(style);
  if (window.jQuery) jQuery.fx.off = true;
}});
"""
AT_REST = "document.readyState == 'complete' && !rcmail.busy && !jQuery.active"
VERSION = "rcmail.env.rcversion"


class Roundcube(Undrawn):
    """The program of a folder of the project (`walkthroughs/roundcube`)."""

    def __init__(self, filmed: FilmedProgram) -> None:
        self._dovecot, self._php = mailbox.program(), webmail.program()
        self._chromium = programs.chromium()
        self._filmed = filmed
        self._zoom = float(filmed.stage["zoom"])
        self._office = post.PostOffice()
        self._view: browser.View

    @property
    def _page(self) -> Page:
        return self._view.page

    def begin(self, stack: ExitStack) -> None:
        self._view = stack.enter_context(browser.view(self._chromium, timing.WIDTH, HEIGHT, zoom=self._zoom))
        address = self._serve(stack)
        self._page.set_default_timeout(PATIENCE)
        self._page.add_init_script(HOLD_STILL)
        self._page.goto(address)
        self._page.evaluate(self._filmed.stage["prepare"])
        self.wait("ready")

    def _serve(self, stack: ExitStack) -> str:
        """Start everything; returns the webmail's address."""
        imap_port, smtp_port, web_port = free_ports(3)
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="walkthrough-")))
        servers = Servers(home, Account.owning(home), stack)
        office = post.controller(self._office, smtp_port)
        office.start()
        stack.callback(office.stop)
        dovecot = mailbox.command(self._dovecot, servers, imap_port, self._filmed.emails)
        webmail.prepare(self._filmed.preferences, home, imap_port, smtp_port)
        servers.give()
        servers.start(imap_port, *dovecot)
        webmail.serve(self._php, servers, web_port)
        return f"http://{HOST}:{web_port}/"

    def grab(self) -> Image.Image:
        before: bytes | None = None
        for _ in range(LOOKS):
            page = self._view.look()
            content = page.tobytes()
            if content == before:
                break
            before = content
            time.sleep(BETWEEN)
        picture = Image.new("RGB", (timing.WIDTH, timing.HEIGHT), BACKGROUND)
        picture.paste(page, (0, 0))
        return picture

    def settle(self) -> None:
        self._until(AT_REST, "rest")

    def locate(self, target: str) -> tuple[float, float]:
        spot = self._filmed.spot(target)
        found = self._page.locator(spot["element"])
        if spot.get("labelled") == "sample":
            found = found.filter(has_text=self._filmed.subject)
        box = found.bounding_box() if found.count() == 1 else None
        if box is None:
            raise FilmError(f"Roundcube shows no '{target}', or several ({spot['element']})")
        x, y = spot["at"]
        return (box["x"] + box["width"] * x) * self._zoom, (box["y"] + box["height"] * y) * self._zoom

    def point(self, x: float, y: float) -> None:
        self._page.mouse.move(x / self._zoom, y / self._zoom)

    def press(self) -> None:
        self._page.mouse.down()

    def release(self) -> None:
        self._page.mouse.up()

    def key(self, character: str) -> None:
        self._page.keyboard.type(character)

    def wait(self, until: str) -> None:
        self._until(f"{AT_REST} && ({self._filmed.stage['waits'][until]})", until)

    def _until(self, expression: str, name: str) -> None:
        try:
            self._page.wait_for_function(f"() => Boolean({expression})")
        except Error as error:
            why = error.message.splitlines()[0]
            raise FilmError(f"Roundcube did not come to '{name}': {why}") from None

    def program(self) -> str:
        number = int(self._page.evaluate(VERSION))  # 10605 is 1.6.5
        return f"Roundcube {number // 10_000}.{number // 100 % 100}.{number % 100}"

    def accept(self) -> str:
        """The film counts only if Roundcube really sent what the walkthrough teaches."""
        return self._filmed.accept(self._office.arrived, "Roundcube")
