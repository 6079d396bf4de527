"""A display of its own: Xvfb, a window manager, and a mouse and keyboard to use on it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from PIL import Image, ImageGrab

from faq import programs
from faq.filming import timing
from faq.filming.servers import end

BACKGROUND = "#1f2430"
LOOK = 0.03
"""Seconds between two looks at the screen."""


class Desktop:
    """A private X display with openbox.  Everything in `home` is thrown away with the folder that holds
    it."""

    def __init__(self, home: Path, settings: Path, stack: ExitStack) -> None:
        """Start it; the processes end when `stack` closes.  `settings` has openbox.xml, its theme,
        gtk.ini."""
        paths = {name: programs.program(name, package) for name, package in PROGRAMS.items()}
        self._xdotool = paths["xdotool"]
        self._stack = stack
        self._logs = home
        _dress(home, settings)
        self.display = self._start_display(paths["Xvfb"])
        self.environment: Mapping[str, str] = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "DISPLAY": self.display,
            "LANG": "C.UTF-8",
            "TZ": "Pacific/Auckland",
            "NO_AT_BRIDGE": "1",
            "GTK_THEME": "Adwaita",
        }
        self.start(paths["openbox"], "--config-file", settings / "openbox.xml")
        subprocess.run(
            [paths["xsetroot"], "-solid", BACKGROUND],
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def start(self, *command: str | Path, more: Mapping[str, str] | None = None) -> None:
        """Start a program on this display."""
        log = self._stack.enter_context((self._logs / f"{Path(command[0]).name}.log").open("wb"))
        process = subprocess.Popen(
            command, env={**self.environment, **(more or {})}, stdout=log, stderr=subprocess.STDOUT
        )
        self._stack.callback(end, process)

    def _start_display(self, xvfb: Path) -> str:
        """Xvfb picks a free display itself and writes its number once it is ready."""
        reader, writer = os.pipe()
        screen = f"{timing.WIDTH}x{timing.HEIGHT}x24"
        options = ("-displayfd", str(writer), "-screen", "0", screen, "-nolisten", "tcp", "-noreset")
        with os.fdopen(reader) as number:
            try:
                process = subprocess.Popen(
                    [xvfb, *options], pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            finally:
                os.close(writer)
            self._stack.callback(end, process)
            return f":{number.readline().strip()}"

    def look(self) -> Image.Image:
        """The screen as it is now."""
        return ImageGrab.grab(xdisplay=self.display)

    def grab(self, looks: int = 15) -> Image.Image:
        """The screen once two looks in a row agree, or as it is after so many."""
        before: bytes | None = None
        for _ in range(looks):
            time.sleep(LOOK)
            image = self.look()
            content = image.tobytes()
            if content == before:
                break
            before = content
        return image

    def settle(self, quiet: float = 0.35, most: float = 8.0) -> None:
        """Return when the screen has not changed for `quiet` seconds, or after `most`."""
        end = time.monotonic() + most
        before, since = b"", time.monotonic()
        while (now := time.monotonic()) < end:
            content = self.look().tobytes()
            if content != before:
                before, since = content, now
            elif now - since > quiet:
                return
            time.sleep(LOOK)

    def input(self, *command: str) -> None:
        """Move, press or type: the arguments of xdotool."""
        subprocess.run([self._xdotool, *command], env=self.environment, check=True)


PROGRAMS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "xsetroot": "x11-xserver-utils",
}
"""What a display needs, and the Debian packages that have it."""


def _dress(home: Path, settings: Path) -> None:
    gtk = home / ".config" / "gtk-3.0"
    gtk.mkdir(parents=True)
    (gtk / "settings.ini").write_bytes((settings / "gtk.ini").read_bytes())
    themes = home / ".themes"
    themes.mkdir()
    for theme in settings.iterdir():
        if theme.is_dir():
            (themes / theme.name).symlink_to(theme.resolve())
