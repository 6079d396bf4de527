"""The draft that the page about reporting saves: Thunderbird opens it, and sends the original as it is."""

from __future__ import annotations

import email
import email.policy
import subprocess
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

import yaml
from aiosmtpd.smtp import SMTP, Envelope, Session

from faq.auditing.hosting import kept_port
from faq.filming import profile
from faq.filming.desktop import Desktop
from faq.filming.post import PostOffice, controller
from faq.reports.draft import draft
from faq.reports.judging import judge
from faq.reports.verdicts import Verdict
from tests.conftest import PROJECT
from tests.reports.conftest import Ask
from tests.reports.samples import DESK, ORIGINAL

STAGE = PROJECT / "walkthroughs/thunderbird"
PATIENCE = 120
"""Seconds for a busy machine to start the program, and for that to send."""
LONG = ORIGINAL.replace(b"Hello Bob,", b"Hello " + b"Bob " * 248, 1)
"""A line of 998 characters (RFC 5322, 2.1.1)."""


class Ringing(PostOffice):
    """Says when something has come."""

    def __init__(self) -> None:
        super().__init__()
        self.bell = threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        self.bell.set()
        return answer


def test_thunderbird_opens_it_and_sends_the_original(thunderbird: Path, in_browser: Ask) -> None:
    assert max(map(len, LONG.split(b"\r\n"))) == 998
    made = in_browser(LONG, frame=draft(DESK, "Prüfen, bitte", "Größer als 3."))
    assert (made["begin"], made["changed"]) == (0, None)
    sent = sent_by(thunderbird, made["before"].encode() + LONG + made["after"].encode())
    assert b"\r\n\r\n" + LONG in sent
    assert judge(sent, DESK).verdict is Verdict.ATTACHED
    message = email.message_from_bytes(sent, policy=email.policy.default)
    assert (message["To"], message["Subject"]) == (DESK, "Prüfen, bitte")
    assert message["X-Unsent"] is None


def sent_by(thunderbird: Path, data: bytes) -> bytes:
    """What comes over SMTP when a file is opened, and Ctrl+Enter pressed."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="draft-")))
        (home / "draft.eml").write_bytes(data)
        office = Ringing()
        server = controller(office, stack.enter_context(kept_port()))
        server.start()
        stack.callback(server.stop)
        write_profile(home / "profile", server.port)
        desktop = Desktop(home, STAGE / "desktop", stack)
        desktop.start(
            *(thunderbird, "--no-remote", "--profile", home / "profile", home / "draft.eml"),
            more={"MOZ_ENABLE_WAYLAND": "0", "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        window = ("xdotool", "search", "--sync", "--onlyvisible", "--name", "^Write: Pr")
        subprocess.run(window, env=desktop.environment, check=True, timeout=PATIENCE, capture_output=True)
        desktop.settle(quiet=1.0)
        desktop.input("key", "ctrl+Return")
        assert office.bell.wait(PATIENCE)
        [arrived] = office.arrived
        assert arrived.recipients == (DESK,)
        return arrived.content


def write_profile(folder: Path, port: int) -> None:
    """The filming's profile, with nothing in its Inbox."""
    preferences = yaml.safe_load((STAGE / "preferences.yml").read_text(encoding="utf-8"))
    for name, content in profile.files({**preferences, "mail.smtpserver.smtp1.port": port}, []).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
