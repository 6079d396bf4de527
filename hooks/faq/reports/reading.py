"""A mail file read with Python's `email`: its parts, their headers and what stands in them.

Texts are Latin-1 here: a character a byte, as the file has it.  How lines, headers and boundaries are found
is `email`'s (`feedparser`).  Three things are not left to it: parameters of a header, which it reads in other
ways from one release to the next; message/rfc822 in base64, which it would read as headers; and all other
message/ types, which hold no message.
"""

from __future__ import annotations

import binascii
import itertools
import re
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import (
    CloseBoundaryNotFoundDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message
from email.policy import Policy, compat32
from typing import Any

from faq.frozen import record
from faq.reports.rules import pattern

SPACE = " \t\r\n"
LONGEST_HEADER = 20_000
"""Characters of a header that are looked at."""
DEEPEST, MOST = 50, 10_000
"""Parts in parts, and parts: what is nested deeper, or has more, was made to break programs."""
MESSAGES = ("message/rfc822", "message/global")
"""RFC 2046, 5.2.1, and RFC 6532, 3.7."""
_AS_IT_IS = ("", "7bit", "8bit", "binary")
_ENCODINGS = ("base64", "quoted-printable")
_BROKEN = (CloseBoundaryNotFoundDefect, NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect)


class TooManyPartsError(ValueError):
    """Parts are nested deeper than DEEPEST, or are more than MOST."""


@record
class MailPart:
    """A message, or a part of one."""

    type: str
    """Its media type, in small letters, without parameters."""
    headers: tuple[tuple[str, str], ...]
    """Names in small letters; values as they stand, with their folds but without the spaces around them."""
    parts: tuple[MailPart, ...]
    """Of a multipart its parts; of message/rfc822 the message."""
    body: str
    """What stands below the headers, as it is encoded; empty where there are parts."""
    whole: bool
    """Whether a multipart begins and ends with its boundary, and an attached message has a transfer encoding
    that can be read (RFC 2045, 6.4); true of all else."""

    def header(self, name: str) -> str:
        """The first header of this name; empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> Iterator[str]:
        """Every header of this name, from the top."""
        return (value for key, value in self.headers if key == name)

    def own(self) -> Iterator[MailPart]:
        """This part and all inside it, but for what stands in messages that it holds."""
        yield self
        if self.type not in MESSAGES:
            for part in self.parts:
                yield from part.own()

    @property
    def file(self) -> str:
        """The name of an attachment, encoded words and all; empty where it has none."""
        named = parameter(self.header("content-disposition"), "filename")
        return named or parameter(self.header("content-type"), "name")

    def decoded(self) -> str:
        """The body without its transfer encoding (RFC 2045, 6)."""
        return decoded(self.body, encoding(self.header("content-transfer-encoding")))


def read(data: bytes) -> MailPart:
    """The message in a file.  Raises TooManyPartsError."""
    try:
        return _message(data, 0)
    except RecursionError:
        raise TooManyPartsError from None


def encoding(header: str) -> str:
    """The name of a transfer encoding, as its header gives it."""
    return header.strip(SPACE).lower()


def media_type(header: str | None, usual: str) -> str:
    """The type that a header gives (RFC 2045, 5.2: text/plain where it cannot be read)."""
    if header is None:
        return usual
    found = header.partition(";")[0].strip(SPACE).lower()
    return found if found.count("/") == 1 else "text/plain"


def parameter(header: str, name: str) -> str:
    """A parameter of a header; empty where there is none.

    Pieces are joined (RFC 2231, 3), and its characters stay as they are encoded.
    """
    pieces = ""
    for key, value in pattern("parameter").findall(header[:LONGEST_HEADER]):
        base, star, _ = key.lower().partition("*")
        if base != name:
            continue
        text: str = value.strip(SPACE)
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.S).strip(SPACE)
        if not star:
            return text
        pieces += text
    return pieces


def decoded(text: str, how: str) -> str:
    """A text without its transfer encoding; what is none stays as it is."""
    if how == "base64":
        letters = re.sub(r"[^A-Za-z0-9+/]", "", text.partition("=")[0])
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return b64decode(letters + "=" * (-len(letters) % 4)).decode("latin-1")
    if how == "quoted-printable":
        text = re.sub(r"=[ \t]*(?:\r\n|\r|\n)", "", text)
        return re.sub("=([0-9A-Fa-f]{2})", lambda m: chr(binascii.unhexlify(m[1])[0]), text)
    return text


class _MessageInParts(Message):
    """A message as it is being read; `feedparser` asks it what it is."""

    raw = ""

    def first(self, name: str) -> str | None:
        """The first header of this name, as it stands; None where there is none."""
        return next((_latin(value) for key, value in self.raw_items() if key.lower() == name), None)

    def kind(self) -> str:
        """The media type, in small letters."""
        return media_type(self.first("content-type"), self.get_default_type())

    def get_content_type(self) -> str:
        """The same, but for messages that must not be read as they stand: those are texts to `feedparser`."""
        kind = self.kind()
        plain = kind in MESSAGES and encoding(self.first("content-transfer-encoding") or "") in _AS_IT_IS
        return "text/plain" if kind.startswith("message/") and not plain else kind

    def get_content_maintype(self) -> str:
        """The part of it before the slash."""
        return self.get_content_type().partition("/")[0]

    def get_boundary(self, failobj: Any = None) -> Any:
        """The boundary between its parts, as `feedparser` has its lines."""
        found = parameter(self.first("content-type") or "", "boundary")
        return found.encode("latin-1").decode("ascii", "surrogateescape") if found else failobj

    def set_payload(self, payload: Any, charset: Any = None) -> None:
        """Keep the text as it stands as well: `get_payload` would decode it."""
        self.raw = payload
        super().set_payload(payload, charset)


def _latin(text: str) -> str:
    return text.encode("ascii", "surrogateescape").decode("latin-1")


def _message(data: bytes, depth: int) -> MailPart:
    # `email` makes one more, to see how it is made.
    numbers = itertools.count(-1)

    def counted(policy: Policy[Any] = compat32) -> _MessageInParts:
        if next(numbers) >= MOST:
            raise TooManyPartsError
        return _MessageInParts(policy)

    return _part(message_from_bytes(data, counted), depth)


def _part(message: _MessageInParts, depth: int) -> MailPart:
    if depth > DEEPEST:
        raise TooManyPartsError
    kind = message.kind()
    inner = message.get_payload() if message.is_multipart() else []
    parts = tuple(_part(one, depth + 1) for one in inner if isinstance(one, _MessageInParts))
    body = "" if parts else _latin(message.raw)
    readable = True
    if kind in MESSAGES and not parts:
        how = encoding(message.first("content-transfer-encoding") or "")
        readable = how in _AS_IT_IS or how in _ENCODINGS
        parts = (_message(decoded(body, how).encode("latin-1"), depth + 1),)
        body = ""
    return MailPart(
        type=kind,
        headers=tuple((name.lower(), _latin(value).strip(SPACE)) for name, value in message.raw_items()),
        parts=parts,
        body=body,
        whole=readable and not any(isinstance(one, _BROKEN) for one in message.defects),
    )
