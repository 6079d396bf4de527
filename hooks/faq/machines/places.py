"""Where the pages, their copies and the files lie in the built site."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urljoin

from faq.addresses import SENT, address_of, relative
from faq.frozen import record
from faq.patterns import late

CARDS = "assets/cards/"
"""The folder of the pictures that links show elsewhere; the guard of permalinks leaves it alone."""
LLMS = "llms.txt"
PLAIN = late(r"(?=.)(?:[a-zA-Z0-9_-][a-zA-Z0-9_.-]*+/)*+(?:[a-zA-Z0-9_-][a-zA-Z0-9_.-]*+)?+")
"""A path that stands in an address as it is."""


@record
class Places:
    """Where things lie, all relative to the root of the site."""

    files: Mapping[str, str]
    """Path in the docs folder to the file in the site, of pages and of all else: "a.md" to "a/index.html"."""
    copies: Mapping[str, str]
    """Path in the docs folder to the Markdown copy in the site, of the pages that have one."""
    site_url: str = ""
    """The address of the root, ending in a slash; empty where the site has none."""

    def page(self, src: str) -> str:
        """The address of a page: absolute where the site has an address, else relative to the root."""
        return self._url(address_of(self.files[src]))

    def copy(self, src: str) -> str:
        """The address of a page's copy, or of the page where it has none."""
        return self._url(self.copies[src]) if src in self.copies else self.page(src)

    def file(self, path: str) -> str:
        """The address of a file of the site."""
        return self._url(path)

    def from_copy(self, here: str, src: str) -> str | None:
        """What the copy `here` writes to lead to a page's copy, a page or a file; None for none of these."""
        if src in self.copies:
            return self.led(here, self.copies[src])
        return self.led(here, address_of(self.files[src])) if src in self.files else None

    def led(self, here: str, address: str) -> str:
        """What the copy `here` writes to lead to an address of the site.

        Absolute where the site has an address: whoever hands a copy on seldom says where it was found.
        """
        return self._url(address) if self.site_url else relative(here, address)

    def _url(self, path: str) -> str:
        return _url(self.site_url, path)


@lru_cache(maxsize=20_000)
def _url(site: str, path: str) -> str:
    """An address of a site; each is asked for by a page, by its copy, and by those that lead there."""
    return _root(site) + path if PLAIN.fullmatch(path) else urljoin(site, quote(path, safe=SENT))


@lru_cache
def _root(site: str) -> str:
    return urljoin(site, "a")[:-1]


def copy_of(page: str) -> str:
    """The file of a page's copy: beside the page, so that what is relative to the one fits the other."""
    return posixpath.splitext(page)[0] + ".md"


def card_of(src: str) -> str:
    """The file of a page's picture, by the page's path in the docs folder."""
    return f"{CARDS}{posixpath.splitext(src)[0]}.png"
