"""The frame of a message that holds an original byte for byte, for the browser to put the original into."""

from __future__ import annotations

from email.header import Header
from email.message import Message

BOUNDARY, ENCODING = "{boundary}", "{encoding}"
"""What is filled in: random characters, and 7bit or 8bit (RFC 2045, 6.2)."""


def draft(to: str, subject: str, text: str) -> str:
    """What stands before the original; behind it stands a line with the boundary.

    X-Unsent has programs that know it open the file as a message to be sent.
    """
    # `email.mime` would bring along how headers are parsed, which takes longer than all of this.
    part = Message()
    part.set_payload(f"{text}\n", "utf-8")
    said = part.as_string().replace("MIME-Version: 1.0\n", "")
    frame = f"""\
X-Unsent: 1
To: {to}
Subject: {Header(subject, "us-ascii" if subject.isascii() else "utf-8", header_name="Subject").encode()}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="{BOUNDARY}"

--{BOUNDARY}
{said}
--{BOUNDARY}
Content-Type: message/rfc822
Content-Transfer-Encoding: {ENCODING}
Content-Disposition: attachment; filename="original.eml"

"""
    return frame.replace("\n", "\r\n")
