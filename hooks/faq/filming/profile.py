"""Thunderbird, and a throw-away profile: preferences and an Inbox, made of a program's folder.  Pure."""

from __future__ import annotations

import email
import email.policy
import io
import json
from collections.abc import Mapping, Sequence
from email.generator import Generator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

Preference = bool | int | str

# The package's launcher is a script that looks after users' profiles; the program itself lies here.
PROGRAM = Path("/usr/lib/thunderbird/thunderbird")
FOLDERS = ("Drafts", "Sent", "Trash")


def files(preferences: Mapping[str, Preference], emails: Sequence[bytes]) -> dict[str, str]:
    """The files of the profile by path: what is set, the Inbox with these emails (read), empty other
    folders."""
    box = "Mail/Local Folders"
    return {
        "user.js": user_js(preferences),
        f"{box}/Inbox": inbox(emails),
        **{f"{box}/{name}": "" for name in FOLDERS},
    }


def user_js(preferences: Mapping[str, Preference]) -> str:
    """Preferences as Mozilla's user.js; its literals are those of JSON."""
    return "".join(
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()
    )


def inbox(emails: Sequence[bytes]) -> str:
    """Emails as an mbox (RFC 4155), the oldest first, each marked as read in Thunderbird's own header."""
    parsed = [email.message_from_bytes(content, policy=email.policy.default) for content in emails]
    box = []
    for message in sorted(parsed, key=lambda message: parsedate_to_datetime(message["Date"])):
        when = parsedate_to_datetime(message["Date"])
        message["X-Mozilla-Status"] = "0001"
        message["X-Mozilla-Status2"] = "00000000"
        box.append(f"From - {when:%a %b %d %H:%M:%S %Y}\n{_written(message)}\n")
    return "".join(box)


def _written(message: EmailMessage) -> str:
    """An email as text in which no line begins with "From ", which would begin another email in an mbox."""
    text = io.StringIO()
    Generator(text, mangle_from_=True, policy=email.policy.default).flatten(message)
    return text.getvalue()
