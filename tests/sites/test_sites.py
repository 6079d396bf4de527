"""Two FAQs of other makers' kind, in German and in Japanese, by the wheel alone: as other teams have it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from faq import querying, texts
from faq.pages.pictures import CACHE
from faq.search.queries import read_queries, report, verdict
from tests.conftest import Serve
from tests.faqs import commit_all, git
from tests.installing import run
from tests.publishing.site import PERSON
from tests.sampling import film_anew
from tests.sharing import once

HERE = Path(__file__).parent
WORD = re.compile(r"[A-Za-z]{3,}")
ADDRESS = re.compile(r"\S+(?:://|@)\S+")
SAID = ("title", "aria-label", "placeholder", "alt", "label")
"""Attributes that readers hear or see."""


@dataclass(frozen=True, slots=True)
class Team:
    """A site, what its writers swap in `nav:`, what its sentences say then, and what its paper says."""

    language: str
    questions: int
    one_page: str
    swapped: tuple[str, str]
    mended: dict[str, str] = field(hash=False)
    cover: str


TEAMS = {
    "german": Team(
        "de",
        40,
        "alles",
        ("wie-lange", "verlaengern"),
        {"verlaengern": "Mehr als in Frage 2.4 unten gesagt", "zu-spaet": "verlängert vorher: Frage 2.3."},
        "Diese Seite: https://fragen.radwerk.example/",
    ),
    "japanese": Team(
        "ja",
        15,
        "all",
        ("how-long", "extend"),
        {"extend": "下記の質問6も", "how-many": "期間は質問6をご覧ください", "late": "質問4と6も"},
        "このページ：https://shitsumon.midori.example/",
    ),
}


@pytest.fixture(scope="session", params=TEAMS)
def team(request: pytest.FixtureRequest) -> str:
    """The name of a site's folder."""
    return str(request.param)


@pytest.fixture(scope="session")
def repository(team: str, installed: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site in a repository of its own, checked and built by what is installed, into `site/`."""

    def make(root: Path) -> None:
        copied(team, root)
        assert_done(installed, "faq.cli", "check", cwd=root)
        assert_done(installed, "mkdocs", "build", "--strict", cwd=root)

    return once(tmp_path_factory, worker_id, team, make)


def copied(team: str, root: Path) -> None:
    """A site as a repository; films count as of now."""
    shutil.copytree(HERE / team, root)
    if (root / "walkthroughs").is_dir():
        film_anew(root)
    (root / ".gitignore").write_text("/.cache/\n/site/\n")
    commit_all(root)


def assert_done(programs: Path, *arguments: str, cwd: Path) -> str:
    """Run a module, which must succeed; what it said."""
    done = run(programs, *arguments, cwd=cwd, **PERSON)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def said(html: str) -> Iterator[str]:
    """What a page says, text and names, but for addresses."""
    soup = BeautifulSoup(html, "html.parser")
    for silent in soup(["script", "style", "template"]):
        silent.decompose()
    yield ADDRESS.sub(" ", soup.get_text(" "))
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in SAID if tag.get(name))


def words(*said: str) -> set[str]:
    """The words of texts, without the names of what is filled in."""
    return {word.casefold() for text in said for word in WORD.findall(re.sub(r"\{\w+\}", " ", text))}


def theirs(programs: Path, language: str) -> list[str]:
    """The theme's own words in a language."""
    [file] = programs.parent.glob(
        f"lib/*/site-packages/material/templates/partials/languages/{language}.html"
    )
    return re.findall(r'": "(.*)",?$', file.read_text(encoding="utf-8"), re.M)


def english_in(pages: Path, team: str, docs: Path, installed: Path) -> dict[str, set[str]]:
    """English words of the interface in pages below a folder, by page; none that the team's language has."""
    language = TEAMS[team].language
    ours = texts.texts_in(language)
    assert ours
    english = words(*texts.TEXTS.values(), *theirs(installed, "en"))
    known = words(
        *ours.values(),
        *theirs(installed, language),
        *(path.read_text(encoding="utf-8") for path in docs.rglob("*.md")),
    )
    found = {path: list(said(path.read_text(encoding="utf-8"))) for path in pages.rglob("*.html")}
    assert len(found) > TEAMS[team].questions
    told = {str(path.relative_to(pages)): (words(*texts) & english) - known for path, texts in found.items()}
    return {name: english for name, english in told.items() if english}


def foreign_in(root: Path) -> list[Path]:
    """The files that hold something of the team that made the generator."""
    files = [path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts]
    # Three letters come by themselves in what is packed; what is written on a picture stands in its page.
    files = [path for path in files if path.suffix != ".png" and path.name != CACHE.name]
    assert files
    foreign = re.compile(rb"smx|misclassified|spamtraq", re.I)
    return [path for path in files if foreign.search(path.read_bytes())]


def test_no_word_of_the_interface_is_english(team: str, repository: Path, installed: Path) -> None:
    assert english_in(repository / "site", team, repository / "docs", installed) == {}


def test_nothing_in_it_is_of_the_team_that_made_the_generator(team: str, repository: Path) -> None:
    assert foreign_in(repository) == []


def test_what_is_swapped_is_seen_and_mended(team: str, installed: Path, tmp_path: Path) -> None:
    root, one = tmp_path / "team", TEAMS[team]
    copied(team, root)
    config = root / "mkdocs.yml"
    a, b = (f"faq/{name}.md" for name in one.swapped)
    lines = {a: b, b: a}
    nav = re.sub(r"faq/\S+\.md", lambda m: lines.get(m[0], m[0]), config.read_text(encoding="utf-8"))
    config.write_text(nav, encoding="utf-8")
    checked = run(installed, "faq.cli", "check", cwd=root)
    assert checked.returncode == 1
    assert "stale-reference" in checked.stdout
    assert_done(installed, "faq.cli", "fix", cwd=root)
    for name, sentence in one.mended.items():
        assert sentence in (root / f"docs/faq/{name}.md").read_text(encoding="utf-8")
    assert_done(installed, "faq.cli", "check", cwd=root)


def test_search_finds_by_the_language_s_own_words(team: str, repository: Path, browser: Browser) -> None:
    site = repository / "site"
    queries, wrong = read_queries(
        (HERE / f"{team}.tsv").read_text(encoding="utf-8"), team, querying.numbers(site)
    )
    assert wrong == ()
    answers = list(zip(queries, querying.ask_in(browser, site, [one.text for one in queries]), strict=True))
    assert {verdict(*one) for one in answers} == {"first"}, report(answers)


def test_its_cover_is_printed_in_its_language(
    team: str, repository: Path, nginx: Serve, browser: Browser
) -> None:
    with nginx(repository / "site") as server, browser.new_page() as page:
        page.emulate_media(media="print")
        page.goto(f"{server.url}{TEAMS[team].one_page}/")
        shown = page.locator(".faq-cover").inner_text()
        assert page.locator(".faq-cover").is_visible()
    assert TEAMS[team].cover.split("https")[0] in shown


@pytest.fixture
def published(team: str, repository: Path, installed: Path, tmp_path: Path) -> Path:
    """What readers get of two versions, the branch of the team's remote."""
    clone, remote = tmp_path / "clone", tmp_path / "remote.git"
    shutil.copytree(repository, clone, ignore=shutil.ignore_patterns("site"))
    git(tmp_path, "init", "-q", "--bare", str(remote))
    git(clone, "remote", "add", "origin", str(remote))
    git(clone, "push", "-q", "origin", "main")
    assert_done(installed, "faq.cli", "publish", "1.0", "--latest-if-newest", cwd=clone)
    changed = clone / f"docs/faq/{TEAMS[team].swapped[0]}.md"
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\n2027.\n", encoding="utf-8")
    commit_all(clone)
    assert_done(installed, "faq.cli", "publish", "1.1", "--latest-if-newest", cwd=clone)
    git(tmp_path, "clone", "-q", "--branch", "gh-pages", str(remote), "branch")
    return tmp_path / "branch"


def test_two_versions_are_published_and_readers_choose(
    team: str, published: Path, repository: Path, installed: Path, nginx: Serve, browser: Browser
) -> None:
    listed = json.loads((published / "versions.json").read_text(encoding="utf-8"))
    assert [(one["version"], one["aliases"]) for one in listed] == [("1.1", ["latest"]), ("1.0", [])]
    for version in ("1.0", "1.1"):
        assert len(list((published / version).glob("faq/*/index.html"))) == TEAMS[team].questions
        films = list((published / version).glob("media/walkthroughs/*.webm"))
        assert bool(films) == (team == "german")
    assert english_in(published, team, repository / "docs", installed) == {}
    assert foreign_in(published) == []
    page_of = f"faq/{TEAMS[team].swapped[0]}/"
    with nginx(published) as server, browser.new_page() as page:
        page.goto(f"{server.url}latest/{page_of}")
        assert "2027." in page.locator("article").inner_text()
        selector, ours = page.locator(".md-version"), texts.texts_in(TEAMS[team].language) or {}
        selector.get_by_role("button").click()
        assert selector.locator("li").all_inner_texts() == [f"1.1 {ours['is_current_version']}", "1.0"]
        selector.get_by_role("link", name="1.0").click()
        page.wait_for_url(f"**/1.0/{page_of}")
        assert "2027." not in page.locator("article").inner_text()
        assert ours["old_version"].format(version="1.0") in page.locator("body").inner_text()
