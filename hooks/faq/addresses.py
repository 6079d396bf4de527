"""Addresses inside one version's tree: how they are written, and which file answers.

An address is the path under which a host serves a file of the tree, decoded, with the slash of a folder for
the `index.html` in it: "faq/my bill/", "media/100%.txt".  Writers, readers and links write it as it is, or
percent-encoded; `normal` reads both, and `written` writes what `normal` reads as the same address.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Container
from functools import partial
from urllib import parse

from faq.frozen import record

# What is no UTF-8 in the name of a file is a byte in its address: "caf%E9.html".
quote = partial(parse.quote, errors="surrogateescape")
unquote = partial(parse.unquote, errors="surrogateescape")
# As written, these end a path, or no browser sends them; a file's name may have them percent-encoded.
UNWRITTEN = re.compile(r"[\x00-\x1f\x7f\\?#]")
SPACE = re.compile(r"[ \t\n\f\r]")
SPACED = re.compile(r"%(?:09|0A|0C|0D|20)")
"""What an identifier has in the place of a space."""
# All of ASCII but the fragment percent-encode set (URL Living Standard).
SENT_IN_FRAGMENT = "!#$%&'()*+,-./:;=?@[\\]^_{|}~"
SENT = "/.~-_!'*+,;=@"
"""What stands as it is in a path, and behind the "#": what may (RFC 3986, 3.3 and 3.5), but for what Markdown
reads otherwise: brackets end an address, and "$" begins a formula."""
NO_PARTS = frozenset({"", ".", "..", ".git"})


@record
class Permalink:
    """What a reader can keep: an address, and the anchor of a place on the page there, or none.

    Two parts, as there is no telling them apart where both are decoded: "media/#1.pdf" is a file.
    """

    address: str
    anchor: str = ""

    @staticmethod
    def read(text: str) -> Permalink | None:
        """What writers mean: "faq/c%23/#steps", by `normal` and `read_anchor`; None for no address."""
        path, _, anchor = text.strip().partition("#")
        address = normal(path)
        return None if address is None else Permalink(address, read_anchor(anchor))

    @property
    def written(self) -> str:
        """As writers are to write it, which `read` reads as the same."""
        return written(self.address) + (f"#{written_anchor(self.anchor)}" if self.anchor else "")

    @property
    def shown(self) -> str:
        """As readers open it behind a version's folder: as it is written, but for the home page's name."""
        return self.written if self.address else self.written.removeprefix("index.html")


def normal(written: str) -> str | None:
    """An address as the tree knows it: "faq/old/", "support.html", "" for the home page.

    Written may be also "/faq/old", "faq/old.md", "faq/old/index.html" and "faq/%6Fld/".  What has no ending
    is taken for a folder, also where it is a file: a page in its place answers (`answers`).  None for what
    cannot be an address.
    """
    text = written.strip().removeprefix("/")
    if UNWRITTEN.search(text):
        return None
    text = unquote(text)
    text = page_address(text) if text.endswith(".md") else text
    parts = text.removesuffix("/").split("/") if text else []
    if any(part in NO_PARTS or "\0" in part for part in parts):
        return None
    if text == "index.html" or text.endswith("/index.html"):
        return text.removesuffix("index.html")
    if text and not text.endswith("/") and not posixpath.splitext(text)[1]:
        return text + "/"
    return text


def written(address: str) -> str:
    """An address as writers are to write it: as it is where `normal` reads it so, or else percent-encoded."""
    as_it_is = address and normal(address) in (address, address + "/")
    return address if as_it_is and _typed(address) else quote(address) or "index.html"


def written_anchor(anchor: str) -> str:
    """An anchor as writers are to write it, which `read_anchor` reads as the same."""
    plain = unquote(anchor) == anchor == anchor.strip() and not UNWRITTEN.search(anchor)
    return anchor if plain and _typed(anchor) else quote(anchor)


def _typed(text: str) -> bool:
    """Whether a text is what somebody types who reads it: nothing unseen, and no "ü" made of two signs."""
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def read_anchor(text: str) -> str:
    """An anchor as it is written alone, behind a "#" or without one, percent-encoded or not."""
    return identifier(unquote(text.removeprefix("#")))


def identifier(name: str) -> str:
    """A name as an identifier of HTML, in which no space may stand (HTML Living Standard, 3.2.6).

    All of it is encoded, as a link has it: "grün tee" is "gr%C3%BCn%20tee".  A browser encodes a name behind
    the "#", and looks for what it then has first, and for all of it decoded after that: "grün%20tee" it finds
    by no link that led to an element of the name as it is.
    """
    return quote(name, safe=SENT) if SPACE.search(name) else name


def identifiers(name: str) -> tuple[str, ...]:
    """An identifier, and the one that browsers make of a link that has the name unencoded: "q&a%20two"."""
    sent = quote(unquote(name), safe=SENT_IN_FRAGMENT) if SPACED.search(name) else name
    return tuple(dict.fromkeys((name, sent)))


def part(name: str, anchor: str) -> str:
    """The identifier of an answer's part, among all answers: encoded, if the answer's own is."""
    return f"{name}--{quote(anchor, safe=SENT) if SPACED.search(name) else anchor}"


def part_read(name: str, anchor: str) -> str:
    """What such a part is called on the answer's own page; `anchor` is what stands behind the dashes."""
    return unquote(anchor) if SPACED.search(name) else anchor


def led_to(fragment: str, there: Callable[[str], bool]) -> str:
    """The anchor that a link leads to, of what stands behind its "#"; `there` says whether a page has one.

    As in a browser, which looks for what is written first, and then for what that is decoded (HTML Living
    Standard, "find a potential indicated element").
    """
    sent = identifier(unquote(fragment)) if SPACE.search(fragment) else fragment
    return sent if "%" not in sent or there(sent) else unquote(sent)


def answers(pages: Container[str], path: str) -> bool:
    """Whether the page that stands in the place of a file without an ending answers: hosts add the slash."""
    return not posixpath.splitext(path)[1] and path + "/" in pages


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


def linked(source: str, target: Permalink) -> str:
    """The link from an address to a permalink; on one page, the anchor alone.

    Ready for an attribute, as `relative` is.
    """
    onward = "" if target.anchor and target.address == source else relative(source, target.address)
    return onward + fragment(target.anchor)


def fragment(anchor: str) -> str:
    """What stands behind an address for an anchor: "#steps", or nothing where there is none.

    Ready for an attribute: a browser decodes it, so that a "%" may not stand there as it is.
    """
    return f"#{quote(anchor, safe=SENT)}" if anchor else ""


def relative(source: str, target: str) -> str:
    """The link from one address to another, ready for an attribute; both from the same root."""
    path = posixpath.relpath("/" + target.removesuffix("/"), "/" + posixpath.dirname(source))
    if target == "" or target.endswith("/"):
        path += "/"
    return quote(path, safe=SENT)


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
            parts.append(unquote(part))
    text = "/".join(parts)
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
