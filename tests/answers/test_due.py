"""Which reviews are due, by the commits of a real repository."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from faq.cli import main
from tests.clients.team import team as clients_team
from tests.faqs import commit_all, project, question, three
from tests.sampling import SOURCE, sampled

DAY = "reviewed: 2026-11-20\n"
SNIPPETS = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [snippets]}\n"


def noted(text: str) -> str:
    """A page with a day of review."""
    return text.replace("---\n\n", f"{DAY}---\n\n", 1)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Question a cites b and includes a snippet; the day came with the second commit."""
    pages = three(a='See question 2.\n\n--8<-- "hours.txt"')
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/hours.txt").write_text("Until five.\n")
    project(tmp_path, pages, config=SNIPPETS)
    committed(tmp_path, monkeypatch, 20)
    project(tmp_path, pages | {"a": noted(pages["a"])}, config=SNIPPETS)
    committed(tmp_path, monkeypatch, 21)
    return tmp_path


def committed(root: Path, monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Commit everything on a day of November 2026."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"2026-11-{day}T12:00:00Z")
    commit_all(root)


CHANGES = {
    "nothing": ("docs/index.md", "# Home", "# Our home", ""),
    "the answer": ("docs/faq/a.md", "See question", "Also see question", "the answer changed on 2026-11-22"),
    "not for readers": ("docs/faq/a.md", "---\n\n", "keywords: [start]\n---\n\n", ""),
    "what it cites": ("docs/faq/b.md", "The answer.", "Another.", "which it cites, changed on 2026-11-22"),
    "another": ("docs/faq/c.md", "The answer.", "Another.", ""),
    "a snippet": ("snippets/hours.txt", "five", "six", "snippets/hours.txt changed on 2026-11-22"),
    "day and answer": ("docs/faq/a.md", "11-20\n---\n\n", "11-22\n---\n\nMore.\n\n", ""),
}


@pytest.mark.parametrize(("path", "old", "new", "why"), CHANGES.values(), ids=CHANGES)
def test_a_review_is_due_for_what_changed_after_its_commit(
    path: str,
    old: str,
    new: str,
    why: str,
    team: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (team / path).read_text()
    assert old in text
    (team / path).write_text(text.replace(old, new, 1))
    committed(team, monkeypatch, 22)
    assert main(["due", "-f", str(team / "mkdocs.yml"), "--format", "markdown"]) == 0
    said = capsys.readouterr().out
    if why:
        assert re.fullmatch(r"- \[ \] 1\. How do I begin\? \(`docs/faq/a\.md`\): .*\n", said)
    assert (why in said) if why else said == ""


def test_steps_of_mail_programs_are_due_by_the_same_age(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    config = clients_team(tmp_path)
    for page in (tmp_path / "docs/faq").glob("*.md"):
        page.write_text(noted(page.read_text("utf-8")), encoding="utf-8")
    config.write_text(config.read_text("utf-8").replace("faq: {", "faq: {review_after_days: 20, "))
    assert main(["due", "-f", str(config)]) == 0
    said = capsys.readouterr().out
    for case in ("rechnung", "mahnung"):
        assert f"Outlook (alt), Windows: {case}: last tried 22 days ago, on 2026-11-01" in said
    assert "Thunderbird" not in said


@pytest.fixture(scope="module")
def pigeons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a day of review in the answer that shows films."""
    root = tmp_path_factory.mktemp("pigeons")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", "2026-11-20T12:00:00Z")
        sampled(root)
        text = (root / SOURCE).read_text()
        (root / SOURCE).write_text(text.replace("2026-03-12", "2026-11-20"))
        committed(root, patch, 21)
    return root


@pytest.mark.parametrize(
    ("path", "due"),
    [
        ("walkthroughs/by-app.yml", True),
        ("walkthroughs/drawings/by-app.html", True),
        ("walkthroughs/drawings/drawing.css", True),
        ("walkthroughs/mail/parcel.eml", True),
        ("docs/media/walkthroughs/by-app.vtt", True),
        ("walkthroughs/nobodys.txt", False),
    ],
)
def test_whatever_a_film_is_made_from_lets_its_review_fall_due(
    path: str,
    due: bool,
    pigeons: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path / "copy"
    shutil.copytree(pigeons, root, symlinks=True)
    (root / path).write_text(((root / path).read_text() if (root / path).exists() else "") + "\n")
    committed(root, monkeypatch, 22)
    assert main(["due", "-f", str(root / "mkdocs.yml")]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if SOURCE in line]
    assert [f"{path} changed on 2026-11-22" in line for line in said] == [True] * due


def test_without_commits_age_alone_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    config = "extra: {faq: {review_after_days: 2}}\n"
    pages = {
        "a": noted(question(1, "How do I begin?")).replace("---\n", '---\nowner: "@anna"\n', 1),
        "b": question(2, "How do I go on?"),
    }
    assert main(["due", "-f", str(project(tmp_path, pages, "a b", config))]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1. How do I begin? (docs/faq/a.md): @anna: last reviewed 3 days ago, on 2026-11-20",
        "2. How do I go on? (docs/faq/b.md): nobody has noted when it was reviewed",
    ]
    assert main(["check", "-f", str(tmp_path / "mkdocs.yml")]) == 0
    assert capsys.readouterr().out.count("(owner: @anna)") == 1
    text = (tmp_path / "docs/faq/a.md").read_text()
    (tmp_path / "docs/faq/a.md").write_text(text.replace('"@anna"', "[anna, ben]"))
    assert main(["check", "-f", str(tmp_path / "mkdocs.yml")]) == 1
    assert "error bad-owner: " in capsys.readouterr().out
