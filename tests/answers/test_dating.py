"""The day of an answer's last change: which commits readers see, in a real repository."""

from __future__ import annotations

import ntpath
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from faq.answers import commits
from faq.answers.commits import last_changes, times_of
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from faq.git import GitError
from faq.kinds import Kind
from faq.pages.sources import read_sources
from tests.answers.test_changes import commit
from tests.faqs import git, project, question, three

BODY = "See question 1 above.\nIt takes 24 hours.\n\nCall us."
CONFIG = """\
markdown_extensions: [attr_list, pymdownx.snippets: {base_path: [snippets]}]
extra: {faq: {changes: changes.md}}
"""
FILM = "![Report it](../media/walkthroughs/by-app.webm)"


@pytest.fixture
def root(sample: Path, tmp_path: Path) -> Path:
    """Three answers of 1 March; b has a snippet, c a film."""
    root = tmp_path / "project"
    project(root, three(a="The answer.", b=f'{BODY}\n\n--8<-- "hours.md"', c=FILM), config=CONFIG)
    (root / "snippets").mkdir()
    (root / "snippets/hours.md").write_text("As in question 1.\n")
    for folder in ("walkthroughs", "docs/media/walkthroughs"):
        shutil.copytree(sample / folder, root / folder)
    git(root, "init", "-q")
    commit(root, "2026-03-01T10:00:00Z")
    return root


def days(root: Path) -> dict[str, int]:
    """The day of March on which each answer last changed."""
    times = times_of(load(read_settings(root / "mkdocs.yml")))
    return {src.removeprefix("faq/").removesuffix(".md"): time.day for src, time in times.items()}


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_days_that_git_does_not_tell_are_a_problem_where_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = "extra: {faq: {changes: changes.md, security_contact: 'tel:+64'}}\n"
    settings = read_settings(project(tmp_path, three(), config=config))

    def broken(_: object) -> None:
        raise GitError("git log", "it refuses")

    monkeypatch.setattr("faq.pages.sources.times_of", broken)
    monkeypatch.setattr("faq.git.commit_time", broken)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    found = read_sources(settings).problems
    assert [(one.kind, one.span.text, one.message.partition(":")[0]) for one in found] == [
        (Kind.NO_HISTORY, "changes.md", "answers cannot be dated"),
        (Kind.NO_HISTORY, "tel:+64", ".well-known/security.txt cannot be dated"),
    ]


SAME: dict[str, Callable[[str], str]] = {
    "keywords": lambda text: text.replace("number: 2\n", "number: 2\nkeywords: [go on]\n"),
    "related": lambda text: text.replace("number: 2\n", "number: 2\nrelated: [a]\n"),
    "reviewed": lambda text: text.replace("number: 2\n", "number: 2\nreviewed: 2026-03-02\n"),
    "no front matter": lambda text: text.replace("---\nnumber: 2\n---\n\n", ""),
    "its number": lambda text: text.replace("number: 2", "number: 3"),
    "a reference's number": lambda text: text.replace("question 1 above", "question 12 above"),
    "a comment of the check": lambda text: text.replace("question 1", "question 1<!-- faq: gone -->"),
    "a comment that names a number": lambda text: text.replace("# How", "<!-- faq: gone 7 -->\n# How"),
    "an anchor": lambda text: text.replace("How do I go on?", "How do I go on? {#how-do-i-go-on}"),
    "wrapped otherwise": lambda text: text.replace("above.\nIt takes", "above. It\ntakes"),
    "line ends": lambda text: text.replace("\n", "\r\n"),
}
OTHER: dict[str, Callable[[str], str]] = {
    "a word": lambda text: text.replace("Call us", "Write to us"),
    "the question": lambda text: text.replace("How do I go on?", "How do I continue?"),
    "a number that is no reference": lambda text: text.replace("24 hours", "48 hours"),
    "both kinds of numbers": lambda text: text.replace("24", "48").replace("question 1", "question 3"),
    "another document's number": lambda text: text.replace("Call us", "See question 4 of the other FAQ"),
}


@pytest.mark.parametrize("name", [*SAME, *OTHER])
def test_what_readers_read_dates_an_answer(root: Path, name: str) -> None:
    file = root / "docs/faq/b.md"
    text = file.read_text()
    changed = {**SAME, **OTHER}[name](text)
    assert changed != text
    file.write_bytes(changed.encode())
    commit(root, "2026-03-02T10:00:00Z")
    assert days(root) == {"index": 1, "a": 1, "b": 2 if name in OTHER else 1, "c": 1}


def test_many_small_changes_are_looked_through_to_the_last_real_one(root: Path) -> None:
    edit(root, "docs/faq/b.md", "Call us", "Write to us")
    commit(root, "2026-03-02T10:00:00Z")
    for day in range(3, 9):
        edit(root, "docs/faq/b.md", "---\nnumber", f"---\nkeywords: [word {day}]\nnumber")
        edit(root, "docs/faq/b.md", f"[word {day}]\n", f"[word {day}]\n#\n")
        commit(root, f"2026-03-{day:02}T10:00:00Z")
        edit(root, "docs/faq/b.md", f"keywords: [word {day}]\n#\n", "")
        commit(root, f"2026-03-{day:02}T11:00:00Z")
    assert days(root)["b"] == 2


def test_a_new_question_dates_no_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Why?", "--first", "-f", str(root / "mkdocs.yml")]) == 0
    assert "question 2 above" in (root / "docs/faq/b.md").read_text()
    assert "question 2" in (root / "snippets/hours.md").read_text()
    commit(root, "2026-03-05T10:00:00Z")
    assert days(root) == {"index": 1, "a": 1, "b": 1, "c": 1, "why": 5}


def test_a_file_that_got_another_name_says_the_same(root: Path) -> None:
    git(root, "mv", "docs/faq/b.md", "docs/faq/go-on.md")
    edit(root, "mkdocs.yml", "faq/b.md", "faq/go-on.md")
    commit(root, "2026-03-05T10:00:00Z")
    assert days(root)["go-on"] == 1
    edit(root, "docs/faq/go-on.md", "Call us", "Write to us")
    commit(root, "2026-03-06T10:00:00Z")
    assert days(root)["go-on"] == 6


def test_what_several_answers_share_dates_those_that_show_it(root: Path) -> None:
    edit(root, "snippets/hours.md", "question 1", "question 3")
    commit(root, "2026-03-02T10:00:00Z")
    assert days(root)["b"] == 1
    edit(root, "snippets/hours.md", "As in", "Like in")
    commit(root, "2026-03-03T10:00:00Z")
    assert days(root) == {"index": 1, "a": 1, "b": 3, "c": 1}


def test_a_storyboard_dates_the_answer_that_shows_its_film(root: Path) -> None:
    edit(root, "walkthroughs/by-app.yml", "title: ", "title: Now ")
    commit(root, "2026-03-04T10:00:00Z")
    assert days(root) == {"index": 1, "a": 1, "b": 1, "c": 4}


def test_a_page_that_was_never_committed_has_no_day_though_its_snippet_has(root: Path) -> None:
    (root / "docs/faq/d.md").write_text(question(4, "New?", '--8<-- "hours.md"'))
    assert "d" not in days(root)


@pytest.mark.parametrize("name", ["new\nline.md", "\x01odd.md", "ümlaut.md", "blank space.md"])
def test_odd_names_are_read_as_git_writes_them(root: Path, name: str) -> None:
    (root / "docs" / name).write_text("# Odd\n")
    commit(root, "2026-03-07T10:00:00Z")
    found = last_changes(root, "docs", [f"docs/{name}", "docs/faq/a.md"], lambda _, data: data)
    assert found == {
        f"docs/{name}": datetime(2026, 3, 7, 10, tzinfo=UTC),
        "docs/faq/a.md": datetime(2026, 3, 1, 10, tzinfo=UTC),
    }


def test_a_project_inside_a_repository_and_behind_a_link(root: Path, tmp_path: Path) -> None:
    inner = root / "site"
    inner.mkdir()
    for path in [p for p in root.iterdir() if p.name not in (".git", "site")]:
        path.rename(inner / path.name)
    commit(root, "2026-03-05T10:00:00Z")
    edit(root, "site/snippets/hours.md", "As in", "Like in")
    commit(root, "2026-03-06T10:00:00Z")
    (tmp_path / "link").symlink_to(inner)
    for place in (inner, tmp_path / "link"):
        assert days(place) == {"index": 5, "a": 5, "b": 6, "c": 5}, "as far as git looks"


def test_a_file_that_is_a_link_is_as_old_as_what_it_leads_to(root: Path) -> None:
    (root / "texts").mkdir()
    (root / "texts/long.md").write_text("# Long\n")
    (root / "docs/faq/long.md").symlink_to("../../texts/long.md")
    commit(root, "2026-03-04T10:00:00Z")
    edit(root, "texts/long.md", "Long", "Longer")
    commit(root, "2026-03-05T10:00:00Z")
    found = last_changes(root, "docs", ["docs/faq/long.md", "docs/faq/a.md"], lambda _, data: data)
    assert {path: day.day for path, day in found.items()} == {"docs/faq/long.md": 5, "docs/faq/a.md": 1}


def test_two_git_calls_read_everything(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many pages and commits there are."""
    started: list[list[str]] = []
    popen = subprocess.Popen.__init__

    def counted(self: subprocess.Popen[bytes], args: list[str], *more: object, **named: object) -> None:
        started.append([word for word in args if word[0] != "-" and "=" not in word][:2])
        popen(self, args, *more, **named)  # type: ignore[call-overload]

    for day in range(2, 6):
        edit(root, "docs/faq/b.md", "number: 2\n", f"number: 2\n# {day}\n")
        commit(root, f"2026-03-0{day}T10:00:00Z")
    monkeypatch.setattr(subprocess.Popen, "__init__", counted)
    assert days(root)["b"] == 1
    assert started == [["git", "rev-parse"], ["git", "log"], ["git", "cat-file"]]


def test_windows_names_files_as_git_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "os", SimpleNamespace(path=ntpath, sep="\\"))
    asked = ["docs/faq/a.md", "../shared/b.md"]
    root: Any = PureWindowsPath("C:/team/site")
    found = dict(commits._named_by_git(root, "C:/team", asked))
    assert found == {"site/docs/faq/a.md": "docs/faq/a.md", "shared/b.md": "../shared/b.md"}
