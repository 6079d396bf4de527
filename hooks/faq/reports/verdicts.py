"""What can be said of a mail file, on one screen, and the records of it."""

from __future__ import annotations

from enum import Enum, unique

from faq.frozen import record


@unique
class Verdict(Enum):
    """What a file is, and whether the help desk can investigate what it holds.

    Each has a text of its own, `report_` and its code, which says why and what to do (faq.texts).
    """

    code: str
    """Its name for programs."""
    ok: bool
    """Whether what the file holds can be investigated."""

    def __init__(self, code: str, ok: bool) -> None:
        self.code = code
        self.ok = ok

    ATTACHED = "attached", True
    """The original is in it as message/rfc822, however deep."""
    BOUNCE = "bounce", True
    """A notice of rejection (RFC 3464) with the whole message as message/rfc822."""
    ATTACHED_UNSTAMPED = "attached-unstamped", True
    """The same as ATTACHED with the sender's own copy, which no server has stamped."""
    ORIGINAL = "original", True
    """The original itself, with the stamps (Received, RFC 5321, 4.4) of the servers that handled it."""
    UNSTAMPED = "unstamped", True
    """The sender's own copy itself."""

    NOTHING = "nothing", False
    """A message to the help desk with no email attached: pasted text, a screenshot, a question."""
    WRONG_TYPE = "wrong-type", False
    """An email attached as something else: application/octet-stream, an Outlook file, an archive."""
    INLINE = "inline", False
    """Forwarded as text."""
    FORWARD = "forward", False
    """A message that servers have stamped, and that holds the text of another."""
    TNEF = "tnef", False
    """Outlook's own form, winmail.dat."""
    ENCRYPTED = "encrypted", False
    """Encrypted, or signed in a form that cannot be looked into."""
    BOUNCE_HEADERS = "bounce-headers", False
    """A notice of rejection without the message: its headers (text/rfc822-headers), or less."""
    HEADERS = "headers", False
    """Headers, and nothing below them."""
    OUTLOOK_FILE = "outlook-file", False
    """A .msg file that keeps the headers of the internet."""
    OUTLOOK_FILE_BARE = "outlook-file-bare", False
    """A .msg file without them: written in Outlook, or sent inside one company."""
    MAILBOX = "mailbox", False
    """Several messages one after the other (mbox, RFC 4155)."""
    STRIPPED = "stripped", False
    """A message without the headers that servers and mail programs write."""
    DAMAGED = "damaged", False
    """Cut off, or nested in a way that nobody can follow."""
    NOT_MAIL = "not-mail", False
    """No email at all."""


@record
class FoundMessage:
    """The message that would be investigated, in the words of its own headers; empty where it has none."""

    sender: str
    subject: str
    date: str
    message_id: str


@record
class Judgement:
    """What is said of one file."""

    verdict: Verdict
    found: tuple[FoundMessage, ...]
    """Only where the verdict is ok."""
    client: str
    """The mail program that made the file, as anchors name it ("apple-mail"); empty where it is not known or
    was somebody else's."""
    to_desk: bool
    """Whether it is addressed to those who investigate, and so is no email to be attached."""
