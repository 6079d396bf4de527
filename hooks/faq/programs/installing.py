"""Look at the machine, carry out what `faq.programs.deciding` decides, look again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from faq.programs.deciding import Available, Facts, Install, Lacking, Wanted, apt, decide

CHROMIUM = Wanted(
    what="A Chromium browser",
    ways=(
        Install(((sys.executable, "-m", "playwright", "install", "chromium"),)),
        apt("chromium-headless-shell"),
        apt("chromium"),
    ),
    variable="CHROMIUM",
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""Arguments with which Chromium runs as root, without a graphics card, and asks nobody for anything."""
CHROMIUM_NAMES = (
    # Draws the same pages without a browser's own windows, which the others keep even where nobody sees them:
    # tests of pages took half the time with it (Chromium 156 of Debian 12).
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)

# Playwright says where its own browser lies only after its driver has started.  A process of its own, because
# the caller may have Playwright running, and the synchronous interface starts only once a thread.
PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class Missing(RuntimeError):  # noqa: N818  (reads as what it is: raise Missing("ffmpeg is missing ..."))
    """Something is not on this machine and could not be installed; the text says what to run."""


def chromium() -> Path:
    """A Chromium that runs: `$CHROMIUM`, Playwright's own, or one on `PATH`; installed if there is none.

    Raises `Missing` with what to install when nothing helps.
    """
    named = os.environ.get(CHROMIUM.variable or "")

    def look() -> Iterator[Path]:
        if named:
            return
        yield from filter(_runs, _of_playwright())
        yield from _on_path(CHROMIUM_NAMES)

    return _get(CHROMIUM, look, Path(named) if named else None)


def program(name: str, package: str | None = None) -> Path:
    """A program on `PATH`, or installed from the Debian package (by default of the same name).

    Raises `Missing` with the command that installs it when that cannot be done from here.
    """
    wanted = Wanted(what=f"The program {name}", ways=(apt(package or name),))
    return _get(wanted, lambda: _on_path((name,)))


def file(what: str, pattern: str, *packages: str) -> Path:
    """A file that Debian packages bring, installed from them if it is not there.  `pattern` is its path, with
    `*` for what depends on a version.

    Raises `Missing` with the command that installs them when that cannot be done from here.
    """
    wanted = Wanted(what=what, ways=(apt(*packages),))
    return _get(wanted, lambda: Path("/").glob(pattern.removeprefix("/")))


def font(family: str, package: str) -> Path:
    """A file of an installed font family, as fontconfig tells; or installed from the Debian package.

    Raises `Missing` with the command that installs it when that cannot be done from here.
    """
    wanted = Wanted(what=f"The font {family}", ways=(apt(package),))
    fc_list = program("fc-list", package="fontconfig")
    return _get(wanted, lambda: _font_files(fc_list, family))


def _get(wanted: Wanted, look: Callable[[], Iterator[Path]], named: Path | None = None) -> Path:
    tried: frozenset[Install] = frozenset()
    while True:
        facts = Facts(
            present=tuple(look()),
            named=named,
            named_works=named is not None and _runs(named),
            apt_as_root=_apt_as_root(),
            tried=tried,
        )
        match decide(wanted, facts):
            case Available(path):
                return path
            case Lacking(message):
                raise Missing(message)
            case Install() as way:
                _run(wanted, way)
                tried |= {way}


def _run(wanted: Wanted, way: Install) -> None:
    """Run an installation, its output on standard error.  That it failed shows when we look again."""
    print(f"{wanted.what} is missing, installing it: {way}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in way.commands:
        try:
            done = subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environment)
        except OSError as error:
            print(f"{command[0]}: {error.strerror}", file=sys.stderr)
            return
        if done.returncode:
            return


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _on_path(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        if path := shutil.which(name):
            yield Path(path)


def _of_playwright() -> Iterator[Path]:
    done = subprocess.run([sys.executable, "-c", PLAYWRIGHT_PATH], capture_output=True, text=True)
    if done.returncode == 0:
        yield Path(done.stdout.strip())


def _font_files(fc_list: Path, family: str) -> Iterator[Path]:
    done = subprocess.run(
        [fc_list, "--format=%{file}\n", f":family={family}"], capture_output=True, text=True
    )
    yield from map(Path, done.stdout.splitlines())


def _apt_as_root() -> bool:
    return (
        hasattr(os, "geteuid")
        and os.geteuid() == 0
        and Path("/etc/debian_version").is_file()
        and shutil.which("apt-get") is not None
    )
