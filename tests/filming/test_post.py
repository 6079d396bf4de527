"""What must have arrived: by cases, and over real SMTP."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import pytest

from faq.auditing.hosting import kept_port
from faq.filming.post import Arrived, PostOffice, controller, objections, subject

TO = "help@example.com"


def sample(identity: str = "<1@example.net>", title: str = "You have won") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "prize@example.net"
    message["Message-ID"] = identity
    message["Subject"] = title
    message.set_content("Dear winner")
    return message


SAMPLE = bytes(sample())


def report(*attached: EmailMessage, to: str = TO) -> bytes:
    message = EmailMessage()
    message["To"] = to
    message["Subject"] = "Misclassified"
    message.set_content("")
    for one in attached:
        message.add_attachment(one)
    return bytes(message)


def arrived(content: bytes, *recipients: str) -> list[Arrived]:
    return [Arrived(recipients or (TO,), content)]


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (arrived(report(sample())), []),
        ([], ["0 emails arrived instead of one"]),
        (arrived(report(sample())) * 2, ["2 emails arrived instead of one"]),
        (arrived(report(sample()), "b@example.com"), [f"it went to b@example.com instead of {TO}"]),
        (arrived(report(sample()), TO, "b@example.com"), [f"it went to {TO}, b@example.com instead of {TO}"]),
        (
            arrived(report(sample(), to="b@example.com")),
            [f"it is addressed to b@example.com instead of {TO}"],
        ),
        (arrived(report()), ["it carries 0 emails as attachments instead of one"]),
        (arrived(report(sample(), sample())), ["it carries 2 emails as attachments instead of one"]),
        (
            arrived(report(sample(identity="<2@example.net>"))),
            ["the attached email's Message-ID is <2@example.net> instead of <1@example.net>"],
        ),
        (
            arrived(report(sample(title="Fwd: You have won"))),
            ["the attached email's Subject is Fwd: You have won instead of You have won"],
        ),
    ],
)
def test_what_is_accepted(what: list[Arrived], expected: list[str]) -> None:
    assert objections(what, TO, SAMPLE) == expected


def test_the_subject_of_a_sample() -> None:
    assert subject(SAMPLE) == "You have won"


def test_an_email_over_smtp_arrives_whole() -> None:
    office = PostOffice()
    with kept_port() as port:
        server = controller(office, port)
        server.start()
        try:
            with smtplib.SMTP("127.0.0.1", port) as client:
                client.sendmail("a@example.com", [TO], report(sample()))
        finally:
            server.stop()
    assert objections(office.arrived, TO, SAMPLE) == []
