"""Misspelt words, as codespell tells of them, and what it is not asked about."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from faq.cli import main
from faq.rules.spelling import PARTED, has_parted
from tests.faqs import project, three

ASKED = "extra: {faq: {spelling: true}}\n"
LISTED = "extra: {faq: {spelling: {words: words.txt}}}\n"


def told(config: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a check says is misspelt, in the order of its report."""
    main(["check", "--format", "json", "-f", str(config)])
    found = json.loads(capsys.readouterr().out)["problems"]
    return [one["message"].split('"')[1] for one in found if one["code"] == "misspelt-word"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("I recieve mail.", ["recieve"]),
        ("Recieve mail, and *recieve* [recieve](b.md).", ["Recieve", "recieve", "recieve"]),
        ("- one\n- recieve\n\n| recieve | b |\n|---|---|\n| c | d |", ["recieve", "recieve"]),
        ("<p>recieve <b>it</b></p>", ["recieve"]),
        ("Re**cie**ve, rec&#105;eve, re<b>ciev</b>e and _recieve_.", ["Recieve", *["recieve"] * 3]),
        ("![recieve](data:,)", ["recieve"]),
        ("`recieve`, <code>recieve</code> and\n\n    recieve\n\n```\nrecieve\n```", []),
        ("<https://recieve.example/>, recieve@example.org, https://example.org/recieve", []),
        ("[here](https://example.org/recieve), <!-- recieve -->", []),
        ("It is right, recieved-ish and un-recieve.", []),
    ],
)
def test_a_word_is_told_where_readers_read_it(
    body: str, words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(project(tmp_path, three(a=body), config=ASKED), capsys) == words


def test_titles_labels_and_snippets_are_read_and_each_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = three(a='--8<-- "shared.md"', b='--8<-- "shared.md"')
    pages["c"] = pages["c"].replace("3\n---", "3\ndescription: To recieve\n---").replace("end", "recieve")
    (tmp_path / "shared.md").write_text("Recieve it.\n")
    more = f"site_description: I recieve\nmarkdown_extensions: [pymdownx.snippets]\n{ASKED}"
    found = told(project(tmp_path, pages, config=more), capsys)
    assert sorted(found) == ["Recieve", "recieve", "recieve", "recieve"]


def test_a_message_says_what_to_write_and_words_of_the_list_are_right(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = project(tmp_path, three(a="I recieve teh mail."), config=LISTED)
    assert main(["check", "-f", str(config)]) == 2
    assert "spelling: there is no file words.txt" in capsys.readouterr().out
    (tmp_path / "words.txt").write_text("Teh  # a name\n\n# nothing else\n")
    assert main(["check", "-f", str(config)]) == 1
    said = capsys.readouterr().out
    assert 'docs/faq/a.md:7:3: error misspelt-word: "recieve" is a common misspelling' in said
    assert 'fix: write "receive"; if it is right, add it to words.txt' in said
    assert "1 problem" in said


def test_a_team_s_own_configuration_of_codespell_is_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "setup.cfg").write_text("[codespell]\nignore-words-list = recieve\n")
    config = project(tmp_path, three(a="I recieve mail."), config=ASKED)
    monkeypatch.chdir(tmp_path)
    assert told(config, capsys) == ["recieve"]


def test_who_asks_without_the_program_is_told_once_how_to_install_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(tmp_path, three(a="I recieve teh mail."), config=ASKED)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", "-f", str(config)]) == 1
    said = capsys.readouterr().out
    assert said.count("error program-missing") == 1
    assert "pip install 'support-faq[spelling]'" in said
    assert main(["check", "-f", str(project(tmp_path / "quiet", three()))]) == 0


def test_a_program_that_gives_up_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "codespell"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    config = project(tmp_path, three(), config=ASKED)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert main(["check", "-f", str(config)]) == 2
    assert "ended with 3: broken" in capsys.readouterr().err


def test_another_language_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = project(tmp_path, three(), config=f"theme: {{name: material, language: de}}\n{ASKED}")
    assert main(["check", "-f", str(config)]) == 2
    assert "spelling: knows English only, and pages are in de" in capsys.readouterr().err


@given(st.text(st.sampled_from("ab_ *<>&;#\\[](){}~=\n"), max_size=12))
@example("a_b")
@example("_`_")
def test_a_word_with_markup_in_it_is_found_where_it_stands(text: str) -> None:
    assert has_parted(text) == bool(PARTED.search(text))
