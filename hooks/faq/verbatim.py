"""Pages as text that gives the same bytes again, whatever encoding their writers chose."""

from __future__ import annotations


def text_of(data: bytes) -> str:
    """A file as text; what is no UTF-8 stays in it, as characters that nobody writes."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes of such a text."""
    return text.encode("utf-8", "surrogateescape")


def shown(text: str) -> str:
    """Such a text as a browser reads it that takes it for UTF-8."""
    return bytes_of(text).decode("utf-8", "replace")
