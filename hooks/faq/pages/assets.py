"""The site's own styles and scripts as browsers get them: small, and named after what they hold.

A name with a hash is cached for ever: `hosting/` says so for the two folders in which the theme has its own.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

import rcssmin
import rjsmin
from jinja2 import pass_context
from jinja2.runtime import Context

from faq.frozen import record
from faq.patterns import late

OWN = late(r"assets/[^/]+\.(?:css|js)")
MODULE = late(r"(?m)^\s*(?:import|export)\b|\bimport\.meta\b")
STYLES, SCRIPTS = "assets/stylesheets", "assets/javascripts"
NAMED = late(rf"""(?:{STYLES}|{SCRIPTS})/[^"'<>\s/]+\.[0-9a-f]{{8}}\.min\.(?:css|js)\b""")
"""A file that `stamped` has named, as a page writes it."""
URL = late(r"""(url\(\s*["']?)(?![a-z][a-z0-9+.-]*:|[/#"'])([^)"'\s]+)""", re.I)
"""An address relative to the style that names it."""


@record
class Stamps:
    """The site's own styles and scripts, under names that change with what they hold."""

    names: Mapping[str, str]
    """The path in the site of each file that was taken, by its path in the docs folder."""
    files: Mapping[str, str]
    """The texts that stand in their place, by path in the site."""

    def named(self, paths: Iterable[str]) -> list[str]:
        """Paths as the site has them: what became one file is named once."""
        return list(dict.fromkeys(self.names.get(path, path) for path in paths))


def stamps(
    styles: Sequence[str], scripts: Sequence[str], files: Iterable[str], read: Callable[[str], str | None]
) -> Stamps:
    """Small files in the place of `extra_css:`, `extra_javascript:` and what lies in `docs/assets/`.

    `files` are all paths of the site, `read` gives a text.  Files of other hosts, and what is no file, stay
    as they are; so do modules and styles that import others, and what they import: imports name it as it is
    called in `docs/`.
    """
    paths = dict.fromkeys([*styles, *scripts, *filter(OWN.fullmatch, files)])
    kept = importing([path for path in paths if path.endswith(".css")], read)
    texts = {path: read(path) for path in paths if path not in kept}
    sources = {path: text for path, text in texts.items() if text is not None}
    in_order = [path for path in styles if path in sources]
    names: dict[str, str] = {}
    made: dict[str, str] = {}
    for group in [*groups(styles, sources), *((path,) for path in paths if path not in in_order)]:
        if group[0] in sources and not _is_module(sources[group[0]]):
            small = style if group[0].endswith(".css") else _script
            path, text = small({one: sources[one] for one in group})
            made[path] = text
            names |= dict.fromkeys(group, path)
    return Stamps(names, made)


def _is_module(text: str) -> bool:
    """Whether a script is one; a word is found sooner than any place where it may begin a line."""
    return ("import" in text or "export" in text) and MODULE.search(text) is not None


def stamping(url: Callable[[Context, object], object], stamps: Stamps) -> Callable[[Context, object], str]:
    """The filter `url` for templates, which go on to write `'assets/name.js' | url`."""

    @pass_context
    def stamped_url(context: Context, value: object) -> str:
        return str(url(context, stamps.names.get(str(value), value)))

    return stamped_url


def style(sources: Mapping[str, str]) -> tuple[str, str]:
    """Styles in order as one: its path in the site, and its text.  `sources` are texts by path."""
    parts = (_moved(text, posixpath.dirname(path)) for path, text in sources.items())
    text = str(rcssmin.cssmin("\n".join(parts))) + "\n"
    return stamped(STYLES, next(iter(sources)), text), text


def script(path: str, text: str) -> tuple[str, str]:
    """A script: its path in the site, and its text."""
    text = str(rjsmin.jsmin(text)) + "\n"
    return stamped(SCRIPTS, path, text), text


def _script(sources: Mapping[str, str]) -> tuple[str, str]:
    [(path, text)] = sources.items()
    return script(path, text)


def named_in(html: str) -> set[str]:
    """The paths in the site of the files that a page names, of those that `stamped` has named."""
    return {unquote(unescape(name)) for name in NAMED.findall(html)}


def groups(paths: Sequence[str], sources: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Which styles become one: neighbours whose text is known."""
    out: list[tuple[str, ...]] = []
    open_ = False
    for path in paths:
        whole = path in sources
        if whole and open_:
            out[-1] += (path,)
        else:
            out.append((path,))
        open_ = whole
    return out


def importing(paths: Iterable[str], read: Callable[[str], str | None]) -> frozenset[str]:
    """Styles that must keep their names: those of `paths` that import others, and all that these import.

    `read` gives the text of a file of the site by its path, None where there is none.
    """
    found: set[str] = set()
    waiting = [path for path in paths if next(_imports(path, read(path)), None)]
    while waiting:
        path = waiting.pop()
        text = None if path in found else read(path)
        if text is not None:
            found.add(path)
            waiting += _imports(path, text)
    return frozenset(found)


def _imports(path: str, text: str | None) -> Iterator[str]:
    """The paths that a style's `@import` rules name, other hosts' addresses among them."""
    if text is None or "@import" not in text.lower():
        return
    import tinycss2  # hardly any style imports another
    from tinycss2.ast import AtRule, FunctionBlock, Node, StringToken, URLToken

    def named(node: Node) -> str:
        """The file that `"b.css"`, `url(b.css)` or `url("b.css")` names; empty for all else."""
        if isinstance(node, FunctionBlock) and node.lower_name == "url":
            node = next((one for one in node.arguments if isinstance(one, StringToken)), node)
        return unquote(re.split("[?#]", node.value)[0]) if isinstance(node, (StringToken, URLToken)) else ""

    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, AtRule) and rule.lower_at_keyword == "import":
            address = next(filter(None, map(named, rule.prelude)), "")
            yield posixpath.normpath(posixpath.join("/", posixpath.dirname(path), address)).lstrip("/")


def _moved(text: str, folder: str) -> str:
    return URL.sub(lambda m: m[1] + posixpath.relpath(posixpath.join("/", folder, m[2]), "/" + STYLES), text)


def stamped(folder: str, path: str, text: str) -> str:
    """Where in a folder of the site a file goes, by its name and what it holds."""
    name = PurePosixPath(path)
    stamp = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{folder}/{name.stem.removesuffix('.min')}.{stamp}.min{name.suffix}"
