"""What a file holds: its text, and of which of the forms it is."""

from __future__ import annotations

import codecs
import posixpath
import re
from collections.abc import Callable

from faq.importing.from_markdown import from_markdown
from faq.importing.from_text import from_text
from faq.importing.front_matter import parted, plain_markdown
from faq.importing.records import OldPage, UnreadableError

HTML = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown", ".mdx", ".mkd", ".mdown")
DECLARED = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w.:-]+)", re.I)
"""Where a page of HTML says its encoding, in its first 1,024 bytes (HTML Living Standard, 4.2.5.5)."""
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(data: bytes, path: str) -> str:
    """A file's text, by its byte order mark, what its HTML declares, else UTF-8.  Raises UnreadableError."""
    by_mark = next((name for mark, name in BOMS if data.startswith(mark)), None)
    if by_mark is None and b"\0" in data:
        raise UnreadableError(
            f"{path} is no text: give a page of Markdown, HTML or plain text, or a folder of them"
        )
    told = DECLARED.search(data[:1024]) if by_mark is None and is_html(path, data) else None
    name = by_mark or (told[1].decode() if told else "utf-8")
    try:
        return data.decode(name)
    except LookupError:
        raise UnreadableError(f'{path}: nobody knows the encoding "{name}": save the page as UTF-8') from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            f"{path}:{line}: byte 0x{data[error.start]:02x} is no {name.upper()}: "
            "save the file as UTF-8, such as by iconv -f WINDOWS-1252 -t UTF-8"
        ) from None


def is_html(path: str, data: bytes) -> bool:
    """Whether a file is a page of HTML: by its ending, or by how it begins."""
    ending = posixpath.splitext(path)[1].lower()
    begins = re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.I)
    return ending in HTML or (ending not in MARKDOWN and bool(begins))


def sheet_of(path: str, text: str, html: Callable[[str], OldPage] | None) -> OldPage:
    """One page as a sheet; `html` reads HTML, and is None for a page that is none."""
    front, rest, wrong = parted(path, text)
    title = str(front.get("title", ""))
    if html is not None:
        sheet = html(rest)
    elif path.lower().endswith(MARKDOWN):
        sheet = from_markdown(plain_markdown(rest))
    else:
        sheet, title, wrong = from_text(text), "", ""
    odd = (*([wrong] if wrong else []), *sheet.odd)
    return OldPage(
        sheet.text, sheet.title or title, sheet.language, sheet.shown, sheet.dropped, odd, sheet.own_anchors
    )
