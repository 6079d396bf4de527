"""`faq judge`: what it prints and its exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from faq.cli import main
from tests.faqs import project, three
from tests.reports.samples import DESK, REPORT, SAMPLES, TEXT, report

Capture = pytest.CaptureFixture[str]
TABS = """\
markdown_extensions:
  - pymdownx.tabbed:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
"""
STEPS = """The steps.

## Apple Mail on the Mac

Drag.

## Apple

None.

=== "Thunderbird"

    Drag.
"""
CONFIG = f"site_url: https://example.org/faq/\nextra: {{faq: {{report: {{to: {DESK}, page: faq/b.md}}}}}}\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return project(tmp_path, three(b=STEPS), config=CONFIG + TABS)


def judged(config: Path, *arguments: str) -> int:
    return main(["judge", "-f", str(config), *arguments])


def file(config: Path, data: bytes, name: str = "report.eml") -> str:
    path = config.parent / name
    path.write_bytes(data)
    return str(path)


def test_json_tells_of_each_file(config: Path, capsys: Capture) -> None:
    good, bad = file(config, REPORT), file(config, b"hello\n", "note.txt")
    assert judged(config, "--format", "json", good, bad) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert first == {
        "file": good,
        "verdict": "attached",
        "ok": True,
        "found": [
            {
                "from": '"Accounts" <accounts@example.com>',
                "subject": "Invoice 4711 – März",
                "date": "Mon, 23 Nov 2026 09:00:00 +1300",
                "message_id": "<4711@example.com>",
            }
        ],
        "advice": {
            "text": "The original email is attached in its original form. This can be investigated as it is.",
            "url": "https://example.org/faq/faq/b/",
        },
    }
    assert (second["verdict"], second["ok"], second["found"]) == ("not-mail", False, [])


@pytest.mark.parametrize(
    ("program", "way"),
    [
        (b"Apple Mail (2.3826)", "#apple-mail-on-the-mac"),
        (b"Mozilla Thunderbird", "#thunderbird"),
        (b"Microsoft Outlook 16.0", ""),
    ],
)
def test_people_are_led_to_the_steps_for_their_program(
    config: Path, capsys: Capture, program: bytes, way: str
) -> None:
    pasted = file(config, report(TEXT, head=b"X-Mailer: " + program + b"\r\n"))
    assert judged(config, pasted) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{pasted}: no (nothing)\n  No email is attached. ")
    assert said.endswith(f"  https://example.org/faq/faq/b/{way}\n")


def test_the_standard_input_is_read(config: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLES["original"][1])))
    assert judged(config, "-") == 0
    assert f"-: yes (original)\n  This is the original email. Attach it to a new message to {DESK}.\n" in (
        capsys.readouterr().out
    )


def test_what_cannot_be_read_is_told_and_the_others_are_judged(config: Path, capsys: Capture) -> None:
    assert judged(config, str(config.parent), file(config, REPORT)) == 2
    said = capsys.readouterr()
    assert said.err == f"error: {config.parent}: cannot be read: Is a directory\n"
    assert "report.eml: yes (attached)" in said.out


def test_nobody_to_report_to_is_told(tmp_path: Path, capsys: Capture) -> None:
    config = project(tmp_path, three())
    assert judged(config, file(config, REPORT)) == 2
    said = capsys.readouterr().err
    assert "extra: faq: report: is not set" in said
    assert "write report: {to: help@example.org, page: faq/report.md}" in said


@pytest.mark.parametrize(
    ("report", "told"),
    [
        ("{to: nobody, page: faq/b.md}", "report: to: must be an email address, not 'nobody'"),
        ("{to: a@b.c, page: faq/b}", "report: page: must be a page such as faq/report.md, not 'faq/b'"),
        ("{to: a@b.c, pages: faq/b.md}", "report: pages: is unknown; write page"),
        ("a@b.c", "report: must be a mapping of to, page, not 'a@b.c'"),
    ],
)
def test_settings_that_cannot_be_are_told(tmp_path: Path, capsys: Capture, report: str, told: str) -> None:
    config = project(tmp_path, three(), config=f"extra: {{faq: {{report: {report}}}}}\n")
    assert main(["check", "-f", str(config)]) == 2
    assert told in capsys.readouterr().err


def test_a_page_or_an_address_that_is_not_there_is_a_problem(tmp_path: Path, capsys: Capture) -> None:
    own = "extra: {faq: {addresses: [desk@example.org], report: {to: des@example.org, page: faq/bb.md}}}\n"
    config = project(tmp_path, three(), config=own)
    assert main(["check", "-f", str(config)]) == 2
    said = capsys.readouterr().out
    assert "report: des@example.org is no address that the site declares" in said
    assert 'report: page: "faq/bb.md" does not exist' in said
