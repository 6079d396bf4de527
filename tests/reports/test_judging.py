"""What Python's judge says of mail files; that the browser's says the same is for test_parity.py."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.reports.judging import judge
from faq.reports.verdicts import FoundMessage, Verdict
from tests.reports.samples import BOUNCE, DESK, ORIGINAL, REPORT, RFC822, SAMPLES, SENT, TEXT, B, report


@pytest.mark.parametrize("name", SAMPLES)
def test_sorts_of_files(name: str) -> None:
    expected, data = SAMPLES[name]
    assert judge(data, DESK).verdict.code == expected


def test_every_verdict_is_tried() -> None:
    assert {code for code, _ in SAMPLES.values()} == {verdict.code for verdict in Verdict}


def test_what_was_found_is_named() -> None:
    two = report(TEXT, (RFC822, ORIGINAL), (RFC822, BOUNCE))
    found = FoundMessage(
        '"Accounts" <accounts@example.com>',
        "Invoice 4711 – März",
        "Mon, 23 Nov 2026 09:00:00 +1300",
        "<4711@example.com>",
    )
    assert judge(two, DESK).found == (found, found)
    assert judge(REPORT[:-20], DESK).found == ()


@pytest.mark.parametrize(
    ("said", "client"),
    [
        (b"User-Agent: Mozilla Thunderbird\r\n", "thunderbird"),
        (b"X-Mailer: Microsoft Outlook Express 6.00.2900\r\n", "outlook-express"),
        (b"X-Mailer: Microsoft Outlook 16.0\r\n", "outlook"),
        (b"X-Mailer: Apple Mail (2.3826)\r\n", "apple-mail"),
        (b"X-Mailer: iPhone Mail (22B83)\r\n", "phone"),
        (b"X-Mailer: something else\r\n", ""),
    ],
)
def test_the_program_of_a_report_that_went_wrong_is_known(said: bytes, client: str) -> None:
    assert judge(report(TEXT, head=said), DESK).client == client


def test_the_program_of_the_sender_is_not_the_reader_s() -> None:
    forward = SAMPLES["a stamped forward"][1]
    assert judge(b"User-Agent: Mozilla Thunderbird\r\n" + forward, DESK).client == ""


# -- never a false yes

END = REPORT.rindex(B) + len(B) + 2


@given(st.integers(0, END - 1))
def test_a_report_that_was_cut_off_is_never_good(length: int) -> None:
    assert not judge(REPORT[:length], DESK).verdict.ok
    assert judge(REPORT[:END], DESK).verdict.ok


KINDS = st.from_regex(r"[a-z]{1,12}/[a-z0-9.+-]{1,12}", fullmatch=True)


@given(KINDS.filter(lambda kind: kind not in ("message/rfc822", "message/global", "multipart/digest")))
def test_an_email_attached_as_another_type_is_never_good(kind: str) -> None:
    assert not judge(REPORT.replace(b"message/rfc822", kind.encode()), DESK).verdict.ok


@given(st.sets(st.sampled_from([b"From", b"Date", b"Message-ID"]), min_size=1))
def test_headers_that_every_program_writes_are_missed(gone: set[bytes]) -> None:
    head, _, body = SENT.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if line.partition(b":")[0] not in gone]
    assert not judge(b"\r\n".join(kept) + b"\r\n\r\n" + body, DESK).verdict.ok


@given(st.binary(max_size=400))
def test_any_bytes_have_a_verdict_and_none_of_them_is_good(data: bytes) -> None:
    assert not judge(data, DESK).verdict.ok
