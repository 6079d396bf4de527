"""A built page and its Markdown copy, each as the list of what it links to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import markdown


class Links(HTMLParser):
    """The addresses that the readers' own part of a page holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        made = {"headerlink", "footnote-ref", "footnote-backref"} & set((values.get("class") or "").split())
        for name in ("href", "src"):
            if values.get(name) is not None and tag in ("a", "img") and not made:
                self.found.append(values[name] or "")


def addresses(html: str) -> list[str]:
    """Every address that links and pictures of a page's content name."""
    reader = Links()
    reader.feed(html)
    reader.close()
    return reader.found


def targets(found: list[str], here: str, site_url: str = "") -> Iterator[str]:
    """What addresses in the file `here` of a site lead to: files of the site, or what was written.

    A page and its copy are one target; so are an address in the site and the whole one.
    """
    for written in found:
        address = written
        if site_url and written.startswith(site_url):
            address = posixpath.relpath("/" + written.removeprefix(site_url), "/" + posixpath.dirname(here))
            address += "/" * written.endswith("/")
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith("/"):
            yield address
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path)))
        if not parts.path:
            path = posixpath.splitext(here)[0]
        folder = parts.path.endswith("/") or posixpath.basename(parts.path) in (".", "..")
        path = posixpath.join(path, "index") if folder else path
        name, ending = posixpath.splitext(path)
        yield (name if ending in (".html", ".md") else path) + (
            f"#{parts.fragment}" if parts.fragment else ""
        )


def rendered(copy: str, extensions: list[str]) -> str:
    """A copy as HTML, without its front matter."""
    return markdown.markdown(copy.partition("\n---\n")[2], extensions=extensions)


def copies(site: Path) -> list[Path]:
    """Every Markdown copy of a built site."""
    return sorted(site.rglob("*.md"))
