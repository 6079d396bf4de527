"""`faq explain`, and where each form of a report leads to what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from faq.cli import main
from faq.explaining import PAGE, address_of, examples
from faq.kinds import Kind
from tests.conftest import PROJECT
from tests.faqs import project, three

Capture = pytest.CaptureFixture[str]
SAID = re.compile(r"\S+:\d+:\d+: (?:error|notice) ([a-z0-9-]+): ")


def test_every_kind_has_an_example_and_what_is_quoted_is_still_said() -> None:
    assert list(examples()) == [kind.code for kind in Kind]
    said = "\n\n".join(path.read_text() for path in (PROJECT / "tests/cases").glob("*/expected.txt"))
    for code, example in examples().items():
        quoted = SAID.match(example)
        assert quoted is None or (quoted[1] == code and example in said), f"{code}: {example}"


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (["stale-reference"], 0, "stale-reference: the question with that number has moved\n"),
        (["STALE_REFERENCE"], 0, "faq fix mends it.\n"),
        (["review-due"], 0, "review-due (a notice, which fails nothing): "),
        ([], 0, "wrong-direction: "),
        (["stale-refrence"], 1, "did you mean stale-reference"),
        (["xyz"], 1, "faq explain lists all"),
    ],
)
def test_a_code_is_explained(asked: list[str], code: int, says: str, capsys: Capture) -> None:
    assert main(["explain", *asked]) == code
    out, err = capsys.readouterr()
    assert says in out + err


@pytest.mark.parametrize(
    ("repo_url", "page", "address"),
    [
        ("https://github.com/a/b/", True, "https://github.com/a/b/blob/HEAD/reference/codes.md#key-twice"),
        ("https://gitlab.com/a/b", True, "https://gitlab.com/a/b/-/blob/HEAD/reference/codes.md#key-twice"),
        ("https://github.com/a/b", False, ""),  # the repository has no such page
        ("", True, ""),
        ("git@github.com:a/b", True, ""),
    ],
)
def test_an_address_is_told_where_there_is_one(
    repo_url: str, page: bool, address: str, tmp_path: Path
) -> None:
    if page:
        (tmp_path / PAGE).parent.mkdir()
        (tmp_path / PAGE).write_text("# Codes\n")
    assert address_of(Kind.KEY_TWICE, repo_url, tmp_path) == address


@pytest.mark.parametrize("known", [True, False])
def test_each_form_leads_to_what_explains_a_code(
    known: bool, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNNER_TEMP", raising=False)
    repository = "repo_url: https://github.com/a/b\n" * known
    config = project(tmp_path, three(b="See question 9."), config=repository)
    (tmp_path / PAGE).parent.mkdir()
    (tmp_path / PAGE).write_text("# Codes\n")
    where = "https://github.com/a/b/blob/HEAD/reference/codes.md#no-such-question"
    more = where if known else "faq explain no-such-question"
    main(["check", "-f", str(config), "--format", "github"])
    assert f"%0Amore: {more}\n" in capsys.readouterr().out
    main(["check", "-f", str(config), "--format", "sarif"])
    rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    (rule,) = (one for one in rules if one["id"] == "no-such-question")
    assert rule["help"]["text"].endswith(f"More: {more}")
    assert rule.get("helpUri") == (where if known else None)


def test_people_are_told_of_the_command_once(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    main(["check", "-f", str(project(tmp_path, three(b="See question 9 and question 8.")))])
    assert capsys.readouterr().out.count("more on a code: faq explain no-such-question\n") == 1
