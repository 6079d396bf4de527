"""Thunderbird itself, on a display of its own, with a throw-away offline profile; it really sends.

Where things are is asked over Marionette, the remote control of Mozilla's programs; the mouse and the
keyboard are real.  What can be pointed at and waited for stands in the program's folder, in stage.yml.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from marionette_driver.errors import JavascriptException
from marionette_driver.marionette import Marionette
from PIL import Image

from faq import programs
from faq.filming import post, profile
from faq.filming.desktop import Desktop
from faq.filming.driver import FilmError, Undrawn
from faq.filming.filmed import FilmedProgram
from faq.filming.servers import free_ports

START, PATIENCE = 90, 30
"""Seconds to wait for the program to start, and for it to come to something."""

WINDOWS = """
const mail = Services.wm.getMostRecentWindow("mail:3pane");
const list = mail?.document.getElementById("tabmail")?.currentAbout3Pane ?? null;
const write = Services.wm.getMostRecentWindow("msgcompose");
"""
LOCATE = """
const [name, selector, label, [x, y]] = arguments;
const window = name == "write" ? write : list;
const found = [...window.document.querySelectorAll(selector)];
const element = label ? found.find((one) => one.getAttribute("aria-label").includes(label)) : found[0];
if (!element) return null;
const box = element.getBoundingClientRect();
const scale = window.devicePixelRatio;
return [(window.mozInnerScreenX + box.left + box.width * x) * scale,
        (window.mozInnerScreenY + box.top + box.height * y) * scale];
"""
STATUS = """
const status = mail.document.getElementById("statusText");
return status.value || status.textContent || status.getAttribute("label") || "";
"""
PROGRAM = """
const { AppConstants } = ChromeUtils.importESModule("resource://gre/modules/AppConstants.sys.mjs");
return `${Services.appinfo.name} ${AppConstants.MOZ_APP_VERSION_DISPLAY}`;
"""


class Thunderbird(Undrawn):
    """The program of a folder of the project (`walkthroughs/thunderbird`)."""

    def __init__(self, filmed: FilmedProgram) -> None:
        programs.font("Inter", package="fonts-inter")
        launcher = programs.program("thunderbird")
        self._executable = profile.PROGRAM if profile.PROGRAM.exists() else launcher
        self._filmed = filmed
        self._office = post.PostOffice()
        self._desktop: Desktop
        self._marionette: Marionette

    def begin(self, stack: ExitStack) -> None:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="walkthrough-")))
        smtp_port, remote_port = free_ports(2)
        server = post.controller(self._office, smtp_port)
        server.start()
        stack.callback(server.stop)
        self._write_profile(home / "profile", smtp_port, remote_port)
        self._desktop = Desktop(home, self._filmed.path / "desktop", stack)
        self._desktop.start(
            *(self._executable, "--no-remote", "--profile", home / "profile"),
            *("--marionette", "--remote-allow-system-access"),
            more={"MOZ_ENABLE_WAYLAND": "0", "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self._marionette = Marionette(host="127.0.0.1", port=remote_port, socket_timeout=60)
        self._marionette.start_session(timeout=START)
        self._marionette.set_context(Marionette.CONTEXT_CHROME)
        self._prepare()

    def _write_profile(self, folder: Path, smtp_port: int, remote_port: int) -> None:
        preferences = {
            **self._filmed.preferences,
            "mail.smtpserver.smtp1.port": smtp_port,
            "marionette.port": remote_port,
        }
        for name, content in profile.files(preferences, self._filmed.emails).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def _prepare(self) -> None:
        self._until("ready")
        self._script(self._filmed.stage["prepare"])
        self._until("listed")
        self._desktop.settle(quiet=1.0)

    def _script(self, text: str, *arguments: object) -> Any:
        return self._marionette.execute_script(
            WINDOWS + text, script_args=arguments, sandbox="system", new_sandbox=False
        )

    def _until(self, name: str) -> None:
        expression = f"return Boolean({self._filmed.stage['waits'][name]});"
        end = time.monotonic() + PATIENCE
        why = ""
        while time.monotonic() < end:
            try:
                if self._script(expression):
                    return
            except JavascriptException as error:  # what it looks for is not there yet
                why = f" ({error.message})"
            time.sleep(0.1)
        raise FilmError(f"Thunderbird did not come to '{name}' within {PATIENCE} s{why}")

    def _until_quiet(self) -> None:
        """Until the status bar has been empty for a second, or has said the same thing for six."""
        end = time.monotonic() + 15
        before, since = None, time.monotonic()
        while (now := time.monotonic()) < end:
            status = self._script(STATUS)
            if status != before:
                before, since = status, now
            if now - since > (6 if status else 1):
                return
            time.sleep(0.1)

    def grab(self) -> Image.Image:
        return self._desktop.grab()

    def settle(self) -> None:
        self._desktop.settle()

    def locate(self, target: str) -> tuple[float, float]:
        spot = self._filmed.spot(target)
        label = self._filmed.subject if spot.get("labelled") == "sample" else None
        place = self._script(LOCATE, spot["window"], spot["element"], label, spot["at"])
        if place is None:
            raise FilmError(f"Thunderbird shows no '{target}' ({spot['element']})")
        return float(place[0]), float(place[1])

    def point(self, x: float, y: float) -> None:
        self._desktop.input("mousemove", str(round(x)), str(round(y)))

    def press(self) -> None:
        self._desktop.input("mousedown", "1")

    def release(self) -> None:
        self._desktop.input("mouseup", "1")

    def key(self, character: str) -> None:
        self._desktop.input("type", "--delay", "1", character)

    def wait(self, until: str) -> None:
        self._until(until)
        self._until_quiet()

    def program(self) -> str:
        return str(self._script(PROGRAM))

    def accept(self) -> str:
        """The film counts only if Thunderbird really sent what the walkthrough teaches."""
        return self._filmed.accept(self._office.arrived, "Thunderbird")
