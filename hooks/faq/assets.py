"""The site's own styles and scripts as browsers get them: small, and named after what they hold.

A name with a hash is cached for ever: `hosting/` says so for the two folders in which the theme has its own.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import rcssmin
import rjsmin

STYLES, SCRIPTS = "assets/stylesheets", "assets/javascripts"
URL = re.compile(r"""(url\(\s*["']?)(?![a-z][a-z0-9+.-]*:|[/#"'])([^)"'\s]+)""", re.I)
"""An address relative to the style that names it."""


def style(sources: Mapping[str, str]) -> tuple[str, str]:
    """Styles in order as one: its path in the site, and its text.  `sources` are texts by path."""
    parts = (_moved(text, posixpath.dirname(path)) for path, text in sources.items())
    text = str(rcssmin.cssmin("\n".join(parts))) + "\n"
    return stamped(STYLES, next(iter(sources)), text), text


def script(path: str, text: str) -> tuple[str, str]:
    """A script: its path in the site, and its text."""
    text = str(rjsmin.jsmin(text)) + "\n"
    return stamped(SCRIPTS, path, text), text


def groups(paths: Sequence[str], sources: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Which styles become one: neighbours whose text is known, and which take in no other style."""
    out: list[tuple[str, ...]] = []
    open_ = False
    for path in paths:
        whole = path in sources and "@import" not in sources[path]
        if whole and open_:
            out[-1] += (path,)
        else:
            out.append((path,))
        open_ = whole
    return out


def _moved(text: str, folder: str) -> str:
    return URL.sub(lambda m: m[1] + posixpath.relpath(posixpath.join("/", folder, m[2]), "/" + STYLES), text)


def stamped(folder: str, path: str, text: str) -> str:
    """Where in a folder of the site a file goes, by its name and what it holds."""
    name = PurePosixPath(path)
    stamp = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{folder}/{name.stem.removesuffix('.min')}.{stamp}.min{name.suffix}"
