"""What changed: the list, the feed, and the days that a real repository gives."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from faq.answers.changes import changes, changes_html
from faq.answers.commits import times_of
from faq.answers.feed import NEWEST, Feed, atom
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from faq.model import Question
from faq.texts import TEXTS
from tests.faqs import git, project, question, three
from tests.test_build import built, hooked

A = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ABOUT = Feed("https://faq.example/changes.atom", "https://faq.example/changes/", "FAQ & more", "<We>", "en")


def ask(number: int, title: str) -> Question:
    """A question that is nowhere on the disk."""
    src = f"faq/q{number}.md"
    return Question(f"docs/{src}", src, title, title, str(number), str(number), f"q{number}")


def at(*time: int) -> datetime:
    return datetime(*time, tzinfo=UTC)  # type: ignore[arg-type, misc]


QUESTIONS = (ask(1, "Does <b> cost & “how” much?"), ask(2, "Two?\x07"), ask(3, "Three?"), ask(4, "New?"))
TIMES: dict[str, datetime] = {
    "faq/q1.md": at(2026, 3, 1, 9),
    "faq/q2.md": at(2026, 3, 12, 8),
    "faq/q3.md": at(2026, 3, 12, 23, 59, 59),
}


def url(src: str) -> str:
    return f"https://faq.example/{src.removesuffix('.md')}/"


def test_days_come_newest_first_and_questions_of_a_day_in_order() -> None:
    html = changes_html(changes(QUESTIONS, TIMES), TEXTS, url, "../changes.atom")
    assert re.findall(r"<h2><time datetime=\"([^\"]*)\">([^<]*)</time></h2>", html) == [
        ("2026-03-12", "12 March 2026"),
        ("2026-03-01", "1 March 2026"),
    ]
    assert re.findall(r'href="https://faq.example/faq/(q\d)/"', html) == ["q2", "q3", "q1"]
    assert "Does &lt;b&gt; cost &amp; “how” much?" in html
    assert 'href="../changes.atom"' in html
    assert " id=" not in html, "an anchor that goes with the next change would stop a publication"


def test_without_history_the_page_says_so() -> None:
    html = changes_html(changes(QUESTIONS, {}), TEXTS, url, None)
    assert TEXTS["changes_unknown"] in html
    assert "<a" not in html


def test_the_feed_is_what_rfc_4287_asks() -> None:
    text = atom(ABOUT, changes(QUESTIONS, TIMES), url)
    assert text == atom(ABOUT, changes(QUESTIONS, dict(reversed(TIMES.items()))), url), "the same bytes"
    root = valid(text)
    assert [e.findtext(A + "title") for e in root.iter(A + "entry")] == [
        "Three?",
        "Two?",
        "Does <b> cost & “how” much?",
    ]
    assert root.findtext(A + "updated") == "2026-03-12T23:59:59Z"
    assert root.findtext(f"{A}author/{A}name") == "<We>"
    assert {link.get("rel"): link.get("href") for link in root.findall(A + "link")} == {
        "self": ABOUT.url,
        "alternate": ABOUT.page,
    }


def test_the_feed_is_short() -> None:
    many = tuple(ask(n, f"Question {n}?") for n in range(NEWEST + 20))
    times = {q.src: at(2026, 1, 1 + n % 28, n % 24) for n, q in enumerate(many)}
    root = valid(atom(ABOUT, changes(many, times), url))
    updated = [e.findtext(A + "updated") or "" for e in root.iter(A + "entry")]
    assert len(updated) == NEWEST
    assert updated == sorted(updated, reverse=True)
    assert updated[0] == root.findtext(A + "updated")


def valid(text: str) -> ElementTree.Element:
    """The feed, once it has all that RFC 4287 wants (4.1.1, 4.1.2, 4.2.7)."""
    root = ElementTree.fromstring(text.encode())
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n')
    assert root.tag == A + "feed"
    assert root.find(f"{A}author/{A}name") is not None
    ids = []
    for one in (root, *root.findall(A + "entry")):
        (name,), (_,), (updated,) = (one.findall(A + tag) for tag in ("id", "title", "updated"))
        ids.append(name.text)
        assert (name.text or "").startswith("https://")
        assert RFC3339.fullmatch(updated.text or "")
        alternates = [link for link in one.findall(A + "link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert (alternates[0].get("href") or "").startswith("https://")
    assert len(set(ids)) == len(ids)
    (own,) = (link for link in root.findall(A + "link") if link.get("rel") == "self")
    assert own.get("type") == "application/atom+xml"
    return root


# -- a real repository, and a real build

CONFIG = "site_url: https://faq.example/\nextra: {faq: {changes: changes.md, one_page: all.md}}\n"


def commit(root: Path, when: str) -> None:
    """Commit everything at a time."""
    git(root, "add", "-A")
    person = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    dated = {**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", *person, "commit", "-qm", "change"], cwd=root, env=dated, check=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three answers; b changed later, in another time zone, c has never been committed."""
    root = tmp_path / "project"
    pages = {name: text for name, text in three().items() if name != "c"}
    config = hooked(project(root, pages, nav="a b", config=CONFIG))
    git(root, "init", "-q")
    commit(root, "2026-03-01T10:00:00+00:00")
    (root / "docs/faq/b.md").write_text(question(2, "How do I go on?", "Another answer."))
    commit(root, "2026-03-13T01:00:00+13:00")
    config.write_text(config.read_text().replace("  - faq/b.md\n", "  - faq/b.md\n  - faq/c.md\n"))
    (root / "docs/faq/c.md").write_text(three()["c"])
    return config


def test_git_says_when(repository: Path) -> None:
    assert times_of(load(read_settings(repository))) == {
        "faq/a.md": at(2026, 3, 1, 10),
        "faq/b.md": at(2026, 3, 12, 12),
        "index.md": at(2026, 3, 1, 10),
    }


def test_the_page_and_the_feed_are_built(repository: Path) -> None:
    site = built(repository)
    html = (site / "changes/index.html").read_text()
    assert re.findall(r'datetime="([^"]*)"|href="(\.\./faq/[^"]*)"', html) == [
        ("2026-03-12", ""),
        ("", "../faq/b/"),
        ("2026-03-01", ""),
        ("", "../faq/a/"),
    ]
    root = valid((site / "changes.atom").read_text())
    assert [e.findtext(A + "id") for e in root.iter(A + "entry")] == [
        "https://faq.example/faq/b/",
        "https://faq.example/faq/a/",
    ]
    first = (site / "changes.atom").read_bytes()
    assert (built(repository) / "changes.atom").read_bytes() == first
    assert "changes" not in (site / "all/index.html").read_text()


def test_the_feed_is_where_it_was_as_well_unless_a_file_is_there(repository: Path) -> None:
    said = "aliases: {news/: changes/, a/old: changes/, own/: changes/, old.html: changes/, every/: all/}"
    repository.write_text(repository.read_text().replace("{faq: {", "{faq: {" + said + ", "))
    (repository.parent / "docs/own.atom").write_text("somebody's own")
    site = built(repository, strict=True)
    feed = (site / "changes.atom").read_text()
    assert (site / "news.atom").read_text() == (site / "a/old.atom").read_text() == feed
    assert (site / "own.atom").read_text() == "somebody's own"
    assert {path.name for path in site.glob("*.atom")} == {"changes.atom", "news.atom", "own.atom"}


@pytest.mark.parametrize("shape", ["no git", "shallow", "no site_url"])
def test_where_something_is_missing_the_build_goes_on(repository: Path, tmp_path: Path, shape: str) -> None:
    root = repository.parent
    if shape == "no git":
        (root / ".git").rename(tmp_path / "elsewhere")
    elif shape == "shallow":
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", "shallow")
        root = tmp_path / "shallow"
    else:
        repository.write_text(repository.read_text().replace("site_url", "#site_url"))
    site = built(root / "mkdocs.yml")
    html = (site / "changes/index.html").read_text()
    assert (TEXTS["changes_unknown"] in html) == (shape != "no site_url")
    assert not (site / "changes.atom").exists()
    assert "Atom" not in html


def test_a_link_to_the_page_is_no_broken_one(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository.parent / "docs/index.md").write_text("# Home\n\n[News](changes.md), [nothing](change.md)\n")
    assert main(["check", "-f", str(repository)]) == 1
    out = capsys.readouterr().out
    assert '"change.md" does not exist' in out
    assert '"changes.md" does not exist' not in out
