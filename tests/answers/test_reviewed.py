"""An answer whose review is due: a notice to the team, in every form of report, and no failure."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from faq.book.settings import configured, read_settings
from faq.book.workspace import load
from faq.cli import main
from faq.model import Today
from faq.rules.check import check
from faq.texts import date_text
from tests.faqs import project, question

CONFIG = "extra: {faq: {review_after_days: %d}}\n"
DAY = date(2026, 11, 23)
TODAY = Today(DAY, DAY)
EPOCH = "1795392000"  # the same day, 00:00 UTC


def reviewed(root: Path, day: str, age: int = 365) -> Path:
    """A project whose only answer was reviewed on a day."""
    text = question(1, "Why?").replace("number: 1\n", f"number: 1\nreviewed: {day}\n")
    return project(root, {"a": text}, nav="a", config=CONFIG % age)


@pytest.mark.parametrize(
    ("day", "problems", "hints"),
    [
        ("2026-11-23", [], []),
        ("2026-11-24", [], []),  # where the sun rises first it is that day already
        ("2026-11-25", ["bad-reviewed"], []),
        ("2025-11-23", [], []),  # 365 days ago: not older than the age
        ("2025-11-22", [], ["review-due"]),
        ("1999-01-01", [], ["review-due"]),
        ("23.11.2026", ["bad-reviewed"], []),
        ("2026-13-01", ["bad-reviewed"], []),
        ("20261123", ["bad-reviewed"], []),
        ("'2026-11-23'", [], []),
    ],
)
def test_days(tmp_path: Path, day: str, problems: list[str], hints: list[str]) -> None:
    report = check(load(read_settings(reviewed(tmp_path, day))), None, TODAY)
    assert [p.code for p in report.problems] == problems
    assert [p.code for p in report.hints] == hints


def test_without_a_day_nothing_is_late_or_early(tmp_path: Path) -> None:
    for day in ("1999-01-01", "2999-01-01"):
        report = check(load(read_settings(reviewed(tmp_path / day, day))))
        assert (report.problems, report.hints) == ((), ())


@pytest.mark.parametrize(
    ("config", "text", "hints"),
    [
        (CONFIG % 365, question(1, "Why?"), [("review-missing", 1, 1)]),
        (CONFIG % 365, question(1, "Why?").replace("number: 1\n", "number: 1\nreviewed: 2026-11-20\n"), []),
        ("", question(1, "Why?"), []),
        (CONFIG % 365, question(1, "Why?").replace("number: 1\n", "number: 1\nreviewed: [\n"), []),
    ],
)
def test_an_answer_that_nobody_reviewed_is_noticed(
    tmp_path: Path, config: str, text: str, hints: list[tuple[str, int, int]]
) -> None:
    """Where the age of a review is set; not where the front matter cannot be read."""
    report = check(load(read_settings(project(tmp_path, {"a": text}, nav="a", config=config))), None, TODAY)
    assert [(p.code, *p.span.source.position(p.span.start)) for p in report.hints] == hints


def test_a_day_behind_the_commit_s_is_none_that_is_yet_to_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`make build` is dated by the last commit; somebody may have read the answer since."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")  # 2020-09-13
    day = datetime.now(UTC).date()
    assert main(["check", "-f", str(reviewed(tmp_path, day.isoformat()))]) == 0
    assert main(["check", "-f", str(reviewed(tmp_path, str(day + timedelta(days=3))))]) == 1
    assert "is yet to come" in capsys.readouterr().out


@pytest.fixture
def due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return reviewed(tmp_path, "2024-11-23")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_notice_in_every_form(due: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-f", str(due), "--format", form]) == 0
    out = capsys.readouterr().out
    told = "last reviewed 730 days ago; answers are to be reviewed every 365 days"
    fix = "read the answer; once it is right, write reviewed: 2026-11-23"
    match form:
        case "text":
            assert f"docs/faq/a.md:3:11: notice review-due: {told}\n" in out
            assert f"  fix: {fix}\n" in out
            assert ", 0 problems" in out
        case "json":
            data = json.loads(out)
            (hint,) = data["hints"]
            assert (hint["code"], hint["line"], hint["column"]) == ("review-due", 3, 11)
            assert (hint["message"], hint["fix"]) == (told, fix)
            assert (data["problems"], data["counts"]["problems"]) == ([], 0)
        case "github":
            (line,) = [line for line in out.splitlines() if line.startswith("::")]
            assert line.startswith(
                "::notice file=docs/faq/a.md,line=3,endLine=3,col=11,endColumn=21,title=review-due"
            )
        case _:
            run = json.loads(out)["runs"][0]
            (result,) = run["results"]
            rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
            assert (result["ruleId"], result["level"], rule["id"]) == ("review-due", "note", "review-due")
            assert rule["defaultConfiguration"] == {"level": "note"}


def test_commands_that_write_are_not_stopped(due: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fix", "-f", str(due)]) == 0
    assert main(["new", "And then?", "-f", str(due)]) == 0
    assert "notice review-due" in capsys.readouterr().out


def test_a_day_is_written_as_the_site_writes_it() -> None:
    usual = configured(Path(), {}).texts
    assert date_text(usual, date(2026, 3, 1)) == "1 March 2026"
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    german = configured(
        Path(), {"extra": {"faq": {"texts": {"date": "{day}. {month} {year}", "months": months}}}}
    )
    assert date_text(german.texts, date(2026, 3, 1)) == "1. März 2026"
