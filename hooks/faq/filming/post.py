"""Where a filmed program sends to: an SMTP server on loopback, and what must have arrived at it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import getaddresses

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from faq.frozen import record


@record
class Arrived:
    """One email as it came over SMTP: the recipients of its envelope, and its bytes."""

    recipients: tuple[str, ...]
    content: bytes


class PostOffice:
    """Accepts everything that comes over SMTP (RFC 5321), and passes nothing on."""

    def __init__(self) -> None:
        self.arrived: list[Arrived] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        if not isinstance(content, bytes):
            return "554 no content"
        self.arrived.append(Arrived(tuple(envelope.rcpt_tos), content))
        return "250 OK"


def controller(office: PostOffice, port: int) -> Controller:
    """The server, not yet started."""
    return Controller(office, hostname="127.0.0.1", port=port)


def objections(arrived: Sequence[Arrived], to: str, sample: bytes) -> list[str]:
    """Why what arrived is not the email that the walkthrough teaches to send; nothing if it is.

    It must be one email, to `to` and nobody else, that carries `sample` (an email as a file) as its one
    message/rfc822 part (RFC 2046, 5.2.1), the sample's Message-ID and subject intact.
    """
    if len(arrived) != 1:
        return [f"{len(arrived)} emails arrived instead of one"]
    wrong = []
    if arrived[0].recipients != (to,):
        wrong.append(f"it went to {', '.join(arrived[0].recipients)} instead of {to}")
    message = _parse(arrived[0].content)
    addressed = [address for _, address in getaddresses(message.get_all("To", []))]
    if addressed != [to]:
        wrong.append(f"it is addressed to {', '.join(addressed) or 'nobody'} instead of {to}")
    carried = [part.get_content() for part in message.walk() if part.get_content_type() == "message/rfc822"]
    if len(carried) != 1:
        return [*wrong, f"it carries {len(carried)} emails as attachments instead of one"]
    original = _parse(sample)
    for name in ("Message-ID", "Subject"):
        there, expected = carried[0][name], original[name]
        if there != expected:
            wrong.append(f"the attached email's {name} is {there} instead of {expected}")
    return wrong


def subject(sample: bytes) -> str:
    """The subject of an email that is given as a file."""
    return str(_parse(sample)["Subject"])


def _parse(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)
