"""The mail program that made a message, by what it says of itself."""

from __future__ import annotations

from faq.reports.reading import MailPart

CLIENTS = (
    ("outlook-express", "outlook express"),
    ("outlook-express", "windows mail"),
    ("outlook-for-mac", "macoutlook"),
    ("outlook", "microsoft outlook"),
    ("thunderbird", "thunderbird"),
    ("phone", "iphone mail"),
    ("phone", "ipad mail"),
    ("apple-mail", "apple mail"),
    ("roundcube", "roundcube"),
    ("gmail", "@mail.gmail.com>"),
    ("yahoo", "@mail.yahoo.com>"),
    ("new-outlook", ".outlook.com>"),
)
"""How the anchor of a program's steps begins, and what its messages say; the first that fits."""


def client(message: MailPart) -> str:
    """The program, as anchors name it; empty where none of them says so."""
    said = " ".join(message.header(name) for name in ("user-agent", "x-mailer", "message-id")).lower()
    return next((name for name, words in CLIENTS if words in said), "")
