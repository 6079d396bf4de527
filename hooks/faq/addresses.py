"""Addresses inside one version's tree: how they are written, and which file answers."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

# What a folder, a web server and a browser all take without asking.
PART = re.compile(r"[^\x00-\x20\x7f\\:*?\"<>|#%&]+")


def normal(written: str) -> str | None:
    """An address as the tree knows it: "faq/old/", "support.html", "" for the home page.

    Written may be also "/faq/old", "faq/old.md" and "faq/old/index.html".  None for what cannot be one.
    """
    text = unquote(written.strip()).removeprefix("/")
    if text.endswith(".md"):
        text = text.removesuffix(".md").removesuffix("index")
        text += "/" if text and not text.endswith("/") else ""
    parts = text.removesuffix("/").split("/") if text else []
    if any(part in (".", "..", ".git") or not PART.fullmatch(part) for part in parts):
        return None
    if text == "index.html" or text.endswith("/index.html"):
        return text.removesuffix("index.html")
    if text and not text.endswith("/") and not posixpath.splitext(text)[1]:
        return text + "/"
    return text


def page_address(src: str) -> str:
    """The address of a page with `use_directory_urls`, MkDocs' default."""
    folder, name = posixpath.split(src)
    stem = posixpath.splitext(name)[0]
    parts = [folder] if folder else []
    if stem not in ("index", "README"):
        parts.append(stem)
    return "/".join(parts) + "/" if parts else ""


def file_of(address: str) -> str:
    """The file that a host serves for an address."""
    return address + "index.html" if address == "" or address.endswith("/") else address


def address_of(path: str) -> str:
    """The address under which a host serves a file."""
    return path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path


def linked(source: str, target: str) -> str:
    """The link from one address to another that may have an anchor; on one page, the anchor alone."""
    path, hash_, anchor = target.partition("#")
    return ("" if anchor and path == source else relative(source, path)) + hash_ + anchor


def relative(source: str, target: str) -> str:
    """The link from one address to another, ready for an attribute; both from the same root."""
    path = posixpath.relpath("/" + target.removesuffix("/"), "/" + posixpath.dirname(source))
    if target == "" or target.endswith("/"):
        path += "/"
    return quote(path, safe="/.~-_!$'()*+,;=@")


def relative_as_written(source: str, target: str) -> str:
    """The same of addresses that are written for an attribute already: "all/", "faq/y/" -> "../faq/y/"."""
    here, there = posixpath.dirname(source).split("/"), target.split("/")
    here = [] if here == [""] else here
    common = 0
    # The last part of a target is a file's name, or empty: never a folder to stay in.
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "./"


def resolved(source: str, link: str) -> str:
    """The address to which a link on a page leads, query and anchor left out: what `relative` was given."""
    path = link.partition("#")[0].partition("?")[0]
    parts = source.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    text = unquote("/".join(parts))
    return text + "/" if text and (path.endswith("/") or path in (".", "..")) else text


def as_folder(url: str | None) -> str | None:
    """The address of a site's root with the slash that it ends in; what is empty stays."""
    return url if not url or url.endswith("/") else url + "/"


def absolute(base: str, address: str) -> str:
    """The whole address of a page below a base that ends in a slash, as MkDocs writes it."""
    return base + quote(address)


def base_of(url: str, address: str) -> str:
    """The base of a whole address that ends in this one, however either was quoted."""
    return "/".join(url.split("/")[: -len(address.split("/"))]) + "/"


def same(one: str, other: str) -> bool:
    """Whether two whole addresses are one, however either was quoted."""
    return unquote(one) == unquote(other)
