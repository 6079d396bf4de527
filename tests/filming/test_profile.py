"""The throw-away profile's files."""

from __future__ import annotations

import contextlib
import mailbox
from pathlib import Path

from faq.filming.profile import files, inbox, user_js

FIRST = b"Date: Mon, 14 Oct 2024 08:05:00 +1300\nFrom: a@example.com\nSubject: One\n\nFrom here on.\n"
SECOND = b"Date: Mon, 14 Oct 2024 09:05:00 +1300\nFrom: b@example.com\nSubject: Two\n\nText.\n"


def test_preferences_are_literals_of_javascript() -> None:
    assert user_js({"a.b": True, "c": 3, "d": 'say "x"\\'}) == (
        'user_pref("a.b", true);\nuser_pref("c", 3);\nuser_pref("d", "say \\"x\\"\\\\");\n'
    )


def test_the_inbox_is_an_mbox_oldest_first_all_read(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    path.write_text(inbox([SECOND, FIRST]))
    with contextlib.closing(mailbox.mbox(path)) as box:
        emails = list(box)
    assert [email["Subject"] for email in emails] == ["One", "Two"]
    assert {email["X-Mozilla-Status"] for email in emails} == {"0001"}


def test_the_profile_has_every_folder_of_the_account() -> None:
    assert set(files({}, [])) == {
        "user.js",
        *(f"Mail/Local Folders/{name}" for name in ("Inbox", "Drafts", "Sent", "Trash")),
    }
