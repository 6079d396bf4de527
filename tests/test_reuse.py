"""What an earlier build finished is taken again where it is the same, and only there: never a stale page."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

from faq.model import Problem
from faq.pages import keeping
from faq.pages.closing import _script_faults as script_faults_kept
from faq.pages.keeping import CACHE, Keeper, digest, plain
from faq.pages.reuse import Reuse, may_keep
from faq.pages.survey import Surveyor
from tests.faqs import project, question
from tests.test_build import built, hooked

FRAME = """<title>{{ page.title }}</title>{{ config.site_name }} {{ config.copyright }} {{ base_url }}
{% for item in nav %}{{ item.title }} {{ item.url | url }} {{ item.meta.icon if item.meta }}{% endfor %}
{{ faq.place }} {{ faq.previous.title }} {{ faq.next.url }} {{ page.meta.description }}
{% if answer %}{% for one in answer.related + answer.cited_by %}{{ one.number }} {{ one.title }}{% endfor %}
{{ answer.reviewed_text }}{% endif %} {{ texts.cited_by }} {{ page.toc }} {{ head.description }}
{{ head.url }}
{% for one in faq_questions %}{{ one.title }}{% endfor %} {% include "more.html" %}
<div>{{ page.content }}</div> {{ page.next_page.title if page.next_page }}
{{ page.next_page.meta.icon if page.next_page }} {{ page.edit_url }}"""
PAGES = {
    "/index": "# Home\n\n<!-- faq: questions -->\n\nSee question 3.\n",
    "/contact": "# Contact\n\n[Begin](faq/a.md#how-long)\n",
    "a": question(1, "How do I begin?", "See question 2, and [the end](c.md).\n\n## How long?\n\nLong.\n"),
    "b": question(2, "How do I go on?", 'See question 3.\n\n--8<-- "note.md"\n'),
    "c": question(3, "How do I end?", "As in questions 1 and 2.\n"),
    "d": question(4, "And then?"),
}
CONFIG = """extra: {faq: {one_page: all.md}}
site_url: https://faq.example/
markdown_extensions: [toc, {pymdownx.snippets: {base_path: [snippets]}}]
"""


def framed(tmp_path: Path) -> Path:
    """A small project with a frame that shows all that frames show; the path of its configuration."""
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/note.md").write_text("A note on question 1.\n")
    config = hooked(project(tmp_path, PAGES, "a b c d", CONFIG))
    (tmp_path / "theme/main.html").write_text(FRAME)
    (tmp_path / "theme/more.html").write_text("more")
    return config


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """The same."""
    return framed(tmp_path)


def site(config: Path) -> dict[str, str]:
    folder = built(config)
    texts = {
        path: path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()
    }
    return {path.relative_to(folder).as_posix(): text for path, text in texts.items()}


def never_stale(config: Path, change: Callable[[Path], object]) -> dict[str, str]:
    """A build with all that was kept writes what one without writes; gives what was written before."""
    before = site(config)
    change(config.parent)
    kept = site(config)
    shutil.rmtree(config.parent / ".cache")
    assert kept == site(config)
    assert (kept == before) == (change.__name__ == "<lambda>")
    return before


def edit(path: str, old: str, new: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))

    return change


def reorder(root: Path) -> None:
    edit("mkdocs.yml", "  - faq/a.md\n  - faq/b.md\n", "  - faq/b.md\n  - faq/a.md\n")(root)
    edit("docs/faq/a.md", "number: 1", "number: 2")(root)
    edit("docs/faq/b.md", "number: 2", "number: 1")(root)


def rename(root: Path) -> None:
    (root / "docs/faq/c.md").rename(root / "docs/faq/end.md")
    edit("mkdocs.yml", "faq/c.md", "faq/end.md")(root)
    edit("docs/faq/a.md", "(c.md)", "(end.md)")(root)


def delete(root: Path) -> None:
    (root / "docs/faq/d.md").unlink()
    edit("mkdocs.yml", "  - faq/d.md\n", "")(root)


def add(root: Path) -> None:
    (root / "docs/faq/e.md").write_text(question(5, "What else?", "See question 1.\n"))
    edit("mkdocs.yml", "  - faq/d.md\n", "  - faq/d.md\n  - faq/e.md\n")(root)


CHANGES = [
    lambda root: None,
    edit("docs/faq/a.md", "Long.", "Short."),
    edit("docs/faq/a.md", "How do I begin?", "How do I start?"),
    edit("docs/faq/a.md", "How long?", "For how long?"),
    edit("docs/faq/a.md", "number: 1", "number: 1\nrelated: [d]"),
    edit("docs/faq/d.md", "number: 4", "number: 4\ndescription: Another."),
    edit("docs/faq/d.md", "number: 4", "number: 4\nicon: material/mail"),
    edit("docs/faq/d.md", "The answer.", "See question 1."),
    edit("docs/faq/d.md", "And then?", "And after question 2?"),
    edit("docs/faq/b.md", "number: 2", "number: 2\nreviewed: 2026-01-02"),
    edit("snippets/note.md", "question 1", "question 4"),
    edit("mkdocs.yml", "site_name: Example", "site_name: Another\ncopyright: Us"),
    edit("mkdocs.yml", "faq.example", "faq.example/en"),
    edit("mkdocs.yml", "toc,", "toc: {permalink: true},"),
    edit("mkdocs.yml", "one_page: all.md", "texts: {cited_by: Cited by}"),
    edit("mkdocs.yml", "one_page: all.md", "one_page: all.md, one_page_up_to: 2"),
    edit("mkdocs.yml", "- faq/a.md", "- Begin: faq/a.md"),
    edit("theme/main.html", "<div>", "<article>"),
    edit("theme/more.html", "more", "less"),
    edit("docs/contact.md", "# Contact", "# Write to us"),
    reorder,
    rename,
    delete,
    add,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_with_all_that_was_kept_writes_what_one_without_writes(
    faq: Path, change: Callable[[Path], object]
) -> None:
    never_stale(faq, change)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: None,
        edit("docs/faq/d.md", "The answer.", "Another answer."),
        edit("docs/faq/a.md", "How long?", "For how long?"),
        edit("docs/faq/a.md", "How do I begin?", "How do I start?"),
        edit("docs/faq/d.md", "number: 4", "number: 4\naliases: [faq/z/]"),
        edit("mkdocs.yml", "one_page_up_to: 2", "one_page_up_to: 3"),
        edit("mkdocs.yml", "one_page_up_to: 2", "one_page_up_to: 2, one_page_title: Everything"),
        edit("mkdocs.yml", ", one_page_up_to: 2", ""),
        reorder,
        rename,
        delete,
        add,
    ],
)
def test_parts_of_all_answers_are_never_stale(faq: Path, change: Callable[[Path], object]) -> None:
    edit("mkdocs.yml", "one_page: all.md", "one_page: all.md, one_page_up_to: 2")(faq.parent)
    edit("theme/more.html", "more", "{{ faq.booklet }} {{ faq.onward }} {{ texts.one_page }}")(faq.parent)
    assert "all/1/index.html" in never_stale(faq, change)


def test_of_an_edit_only_its_own_part_is_made_anew(faq: Path) -> None:
    edit("mkdocs.yml", "one_page: all.md", "one_page: all.md, one_page_up_to: 2")(faq.parent)
    site(faq)
    poison(faq)
    edit("docs/faq/c.md", "As in", "Just as in")(faq.parent)
    after = site(faq)
    assert "Kept how" in after["all/1/index.html"]
    assert "Kept how" in after["faq/b/index.html"]
    assert "Just as in" in after["all/2/index.html"]


def poison(config: Path) -> None:
    """Write into what is kept of every page."""
    with sqlite3.connect(config.parent / CACHE) as base:
        base.execute("UPDATE made SET beside = replace(beside, 'How', 'Kept how')")


def test_what_is_kept_is_used(faq: Path) -> None:
    site(faq)
    poison(faq)
    assert "Kept how" in site(faq)["faq/a/index.html"]


def test_where_nothing_has_changed_no_page_is_rendered_and_none_is_read(
    faq: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One has a list of questions, one is made of all answers, and one, `faq/`, no template makes.
    before = site(faq)
    monkeypatch.delattr(Page, "render")
    monkeypatch.delattr(Surveyor, "survey")
    assert site(faq) == before
    assert "faq/index.html" in before


def test_what_pages_hold_is_read_anew_where_it_is_lost(faq: Path) -> None:
    before = site(faq)
    with sqlite3.connect(faq.parent / CACHE) as base:
        lost = base.execute("DELETE FROM made WHERE value LIKE '%\"words\":%'")
        assert lost.rowcount > 0
    assert site(faq) == before


@pytest.mark.parametrize("script", ["localStorage.x", "__md_set('x')"])
def test_what_a_script_does_wrong_is_told_each_time(tmp_path: Path, script: str) -> None:
    told = []
    for _ in range(2):
        reuse = Reuse(Keeper(tmp_path / CACHE))
        told.append([one.message for one in script_faults_kept(reuse, script.encode(), "bundle.js")])
        reuse.close()
    assert told[0] == told[1]
    assert len(told[0]) == script.count("local")


def test_a_script_that_does_nothing_wrong_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read() -> tuple[Problem, ...]:
        return script_faults_kept(Reuse(keeper), b"x", "bundle.js")

    keeper = Keeper(tmp_path / CACHE)
    assert read() == ()
    monkeypatch.setattr("faq.pages.closing.script_faults", None)
    assert read() == ()


def test_however_the_settings_are_named_what_is_kept_is_used(
    faq: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A preview's first build opens them as its command line names them, its others by the whole path.
    monkeypatch.chdir(faq.parent)
    with Path(faq.name).open("rb") as settings:
        loaded = load_config(settings, site_dir=str(faq.parent / "site"))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    poison(faq)
    assert "Kept how" in site(faq)["faq/a/index.html"]


def test_of_an_edit_only_those_pages_are_made_that_show_it(faq: Path) -> None:
    site(faq)
    poison(faq)
    edit("docs/faq/d.md", "The answer.", "Another answer.")(faq.parent)
    after = site(faq)
    assert "Another answer." in after["faq/d/index.html"]
    assert "Kept how" in after["faq/a/index.html"]


def test_an_upgrade_makes_everything_anew(faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site(faq)
    poison(faq)
    monkeypatch.setattr("faq.seams.installed", lambda: "another version")
    assert not [path for path, text in site(faq).items() if "Kept" in text]


def test_what_has_to_be_said_is_said_each_time(faq: Path, caplog: pytest.LogCaptureFixture) -> None:
    edit("docs/contact.md", "faq/a.md#how-long", "nowhere.md")(faq.parent)
    for _ in range(2):
        caplog.clear()
        site(faq)
        assert "nowhere.md" in caplog.text


@pytest.mark.parametrize("damage", [b"no database", b"", b"SQLite format 3\0" + bytes(5000)])
def test_a_cache_that_is_damaged_costs_time_and_nothing_else(faq: Path, damage: bytes) -> None:
    before = site(faq)
    (faq.parent / CACHE).write_bytes(damage)
    assert site(faq) == before
    assert site(faq) == before


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(faq: Path) -> None:
    (faq.parent / ".cache").write_text("a file")
    assert site(faq) == site(faq)


OURS = ("material/search", "mike"), 1, ("toc", "pymdownx.tabbed", "markdown.extensions.abbr", object()), ()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, ("search", "tags")),
        (1, 2),
        (2, ("own",)),
        (2, ("pymdownx.b64",)),
        (3, ("{% for one in pages %}",)),
        (3, ("{{ build_date_utc }}",)),
        (3, ("{{ nav.pages | length }}",)),
    ],
)
def test_where_others_take_part_nothing_is_kept(place: int, value: Any) -> None:
    assert may_keep(*OURS)
    changed: Any = [*OURS[:place], value, *OURS[place + 1 :]]
    assert not may_keep(*changed)


def test_a_killed_build_leaves_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / CACHE
    first = Keeper(path)
    first.put("a", {"html": "a"})
    first.close()
    code = (
        "import sys; from pathlib import Path; from faq.pages.keeping import Keeper\n"
        "keeper = Keeper(Path(sys.argv[1]))\n"
        "for number in range(10**9):\n"
        "    keeper.put(f'b{number}', {'html': 'x' * 1000})\n"
        "    if number == 2000: print('going', flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    after = Keeper(path)
    assert after.get("a") == {"html": "a"}
    after.put("c", {"html": "c"})
    after.close()
    assert Keeper(path).get("c") == {"html": "c"}


def test_two_builds_at_once_keep_both(tmp_path: Path) -> None:
    one, other = Keeper(tmp_path / CACHE), Keeper(tmp_path / CACHE)
    one.put("a", {"html": "a"})
    other.put("b", {"html": "b"})
    one.close()
    other.close()
    assert [Keeper(tmp_path / CACHE).get(key) for key in "ab"] == [{"html": "a"}, {"html": "b"}]


def test_what_nobody_asks_for_goes_after_some_builds(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / CACHE)
    keeper.put("a", {"html": "a"})
    keeper.put("b", {"html": "b"})
    keeper.close()
    for _ in range(keeping.BUILDS):
        keeper = Keeper(tmp_path / CACHE)
        assert keeper.get("a")
        keeper.close()
    assert Keeper(tmp_path / CACHE).get("b") is None


def test_a_name_differs_where_anything_does() -> None:
    assert digest("a", "b") != digest("ab") != digest("a", "b", "")
    assert digest(("a", 1)) == digest(("a", 1))
    assert plain({"f": test_a_name_differs_where_anything_does}) == plain(
        {"f": test_a_name_differs_where_anything_does}
    )
    assert " at " in plain({"f": object()})
    assert "0x" not in plain({"f": object()})
