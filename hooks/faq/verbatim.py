"""Pages as text that gives the same bytes again, whatever encoding their writers chose."""

from __future__ import annotations

import re

UNPAIRED = re.compile(r"[\ud800-\udfff]")
"""How Python shows what is no UTF-8 in the name of a file (PEP 383), or no UTF-16 on Windows."""


def text_of(data: bytes) -> str:
    """A file as text; what is no UTF-8 stays in it, as characters that nobody writes."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes of such a text."""
    return text.encode("utf-8", "surrogateescape")


def is_utf8(name: str) -> bool:
    """Whether a file's name, as the system gives it, is UTF-8: of another no address can be made."""
    return not UNPAIRED.search(name)


def escaped_name(name: str) -> str:
    r"""A file's name with what is no UTF-8 in it as `caf\xe9.md`."""
    return UNPAIRED.sub(lambda sign: rf"\x{ord(sign[0]) & 0xFF:02x}", name)


def shown(text: str) -> str:
    """Such a text as a browser reads it that takes it for UTF-8."""
    return bytes_of(text).decode("utf-8", "replace")
