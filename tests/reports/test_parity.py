"""The browser's judge says of every file what Python's says."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from faq.reports.draft import draft
from faq.reports.judging import judge
from faq.reports.verdicts import Verdict
from tests.reports.conftest import Ask
from tests.reports.mutations import mutated
from tests.reports.samples import DESK, ORIGINAL, SAMPLES


def in_python(file: bytes) -> dict[str, Any]:
    """What Python's judge says, in the words of the browser's."""
    said = judge(file, DESK)
    return {
        "verdict": said.verdict.code,
        "ok": said.verdict.ok,
        "found": [
            {"from": one.sender, "subject": one.subject, "date": one.date, "message_id": one.message_id}
            for one in said.found
        ],
        "client": said.client,
        "toDesk": said.to_desk,
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_of_sorts_of_files(in_browser: Ask, name: str) -> None:
    file = SAMPLES[name][1]
    assert in_browser(file, DESK) == in_python(file)


@given(mutated())
@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_of_files_that_went_wrong(in_browser: Ask, file: bytes) -> None:
    assert in_browser(file, DESK) == in_python(file)


def test_of_the_messages_with_which_python_tests_itself(in_browser: Ask) -> None:
    try:
        test = import_module("test.test_email")
    except ModuleNotFoundError:
        pytest.fail("Debian packs Python's tests apart: sudo apt-get install libpython3-testsuite")
    assert test.__file__ is not None
    files = sorted(Path(test.__file__).with_name("data").glob("msg_*.txt"))
    assert len(files) > 40
    for file in files:
        data = file.read_bytes()
        assert in_browser(data, DESK) == in_python(data), file.name


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        (ORIGINAL, ORIGINAL),
        (ORIGINAL.replace(b"\r\n", b"\n"), ORIGINAL),
        (b"\xef\xbb\xbf" + ORIGINAL, ORIGINAL),
        (b"From a@example.com Mon Nov 23 09:00:00 2026\n" + ORIGINAL.replace(b"\r\n", b"\n"), ORIGINAL),
        (ORIGINAL + b"\xe4\r\n", ORIGINAL + b"\xe4\r\n"),
        (ORIGINAL + b"a\rb\nc\r\n\r\n", ORIGINAL + b"a\r\nb\r\nc\r\n\r\n"),
    ],
)
def test_a_draft_holds_the_original_as_it_is(in_browser: Ask, file: bytes, kept: bytes) -> None:
    made = in_browser(file, frame=draft(DESK, "Prüfen", "Größer – als 3"))
    middle = file[made["begin"] :] if made["changed"] is None else made["changed"].encode("latin-1")
    whole = made["before"].encode() + middle + made["after"].encode()
    assert middle == kept
    assert judge(whole, DESK).verdict is Verdict.ATTACHED
    message = message_from_bytes(whole, policy=default)
    assert isinstance(message, EmailMessage)
    assert (message["X-Unsent"], message["To"], message["Subject"]) == ("1", DESK, "Prüfen")
    text, original = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert text.get_content() == "Größer – als 3\n"
    assert original["Content-Transfer-Encoding"] == ("8bit" if b"\xe4" in file else "7bit")
