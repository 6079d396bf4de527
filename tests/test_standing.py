"""A preview writes what differs from its last build, and is always what a build from the beginning writes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.commands import build as engine
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from faq import events
from faq.book.remembered import Remembered
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.pages.keeping import Same
from faq.pages.standing import Standing
from faq.text.anchors import Anchoring
from faq.text.page import Page
from tests.faqs import project, question, three
from tests.test_build import hooked
from tests.test_reuse import CHANGES, PAGES, delete, edit, framed, rename, reorder

Change = Callable[[Path], object]


class Preview:
    """What `mkdocs serve` does: one start, then a build after each change."""

    def __init__(self, config: Path, site: Path) -> None:
        self.config, self.site = config, site
        self._loaded().plugins.on_startup(command="serve", dirty=False)

    def build(self) -> dict[str, str]:
        """What stands in the site after another build, by path."""
        build(self._loaded(), serve_url="http://127.0.0.1:8000/")
        return files(self.site)

    def _loaded(self) -> MkDocsConfig:
        return load_config(str(self.config), site_dir=str(self.site))


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    """A small project with a frame that shows all that frames show."""
    return framed(tmp_path)


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Leave MkDocs as it was."""
    yield
    events.on_shutdown()


def files(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in site.rglob("*")
        if path.is_file()
    }


def written(site: Path) -> dict[str, int]:
    return {path: (site / path).stat().st_mtime_ns for path in files(site)}


def from_the_beginning(config: Path) -> dict[str, str]:
    shutil.rmtree(config.parent / ".cache", ignore_errors=True)
    site = config.parent / "whole"
    shutil.rmtree(site, ignore_errors=True)
    return Preview(config, site).build()


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_a_preview_is_what_a_build_from_the_beginning_is(faq: Path, change: Change) -> None:
    preview = Preview(faq, faq.parent / "site")
    preview.build()
    change(faq.parent)
    assert preview.build() == from_the_beginning(faq)


def test_after_one_change_behind_the_other_it_is_so_too(faq: Path) -> None:
    preview = Preview(faq, faq.parent / "site")
    for change in (
        edit("docs/faq/a.md", "Long.", "Short."),
        edit("docs/faq/a.md", "Short.", "Long."),
        edit("mkdocs.yml", "one_page: all.md", "one_page: all.md, one_page_up_to: 2"),
        reorder,
        edit("docs/faq/c.md", "As in", "Just as in"),
        rename,
        edit("mkdocs.yml", "toc,", "toc, tables,"),
        delete,
        edit("mkdocs.yml", "site_name: Example", "site_name: Another"),
    ):
        preview.build()
        change(faq.parent)
    assert preview.build() == from_the_beginning(faq)


@pytest.mark.parametrize(
    ("was", "now"), [("true", "1"), ("1", "1.0"), ("[a, b]", "{a: b}"), ("true", '"true"')]
)
@pytest.mark.parametrize("place", ["docs/faq/d.md", "docs/contact.md"])
def test_front_matter_that_means_the_same_and_shows_otherwise_is_shown(
    faq: Path, place: str, was: str, now: str
) -> None:
    frame = faq.parent / "theme/main.html"
    frame.write_text(frame.read_text() + "{{ page.meta.icon }}")
    page = faq.parent / place
    text = page.read_text().removeprefix("---\n")
    both = [f"---\nicon: {icon}\n{'' if text != page.read_text() else '---'}\n{text}" for icon in (was, now)]
    page.write_text(both[0])
    preview = Preview(faq, faq.parent / "site")
    before = preview.build()
    page.write_text(both[1])
    after = preview.build()
    assert after != before
    assert after == from_the_beginning(faq)


def test_only_what_shows_a_change_is_written(faq: Path) -> None:
    preview = Preview(faq, faq.parent / "site")
    preview.build()
    before = written(preview.site)
    edit("docs/faq/d.md", "The answer.", "Another answer.")(faq.parent)
    preview.build()
    after = written(preview.site)
    changed = {path for path, time in after.items() if before.get(path) != time}
    assert {"faq/d/index.html", "faq/d/index.md", "all/index.html"} <= changed
    assert not {path for path in changed if path.startswith(("faq/a", "faq/b", "faq/c", "contact"))}


def test_what_has_to_be_said_of_a_page_is_said_each_time(
    faq: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # One is MkDocs' to say, the other is of the policy.
    edit("docs/contact.md", "faq/a.md#how-long", "nowhere.md")(faq.parent)
    edit("docs/faq/b.md", "See", '<p onclick="go()">Click.</p> See')(faq.parent)
    preview = Preview(faq, faq.parent / "site")
    for _ in range(3):
        caplog.clear()
        preview.build()
        assert "nowhere.md" in caplog.text
        assert "onclick" in caplog.text


def test_a_build_that_fails_leaves_nothing_to_build_upon(faq: Path) -> None:
    preview = Preview(faq, faq.parent / "site")
    preview.build()
    frame = faq.parent / "theme/main.html"
    whole = frame.read_text()
    edit("docs/faq/a.md", "Long.", "Short.")(faq.parent)
    frame.write_text(whole + "{{ page.nothing.at_all }}")
    with pytest.raises(Exception, match="nothing"):
        preview.build()
    frame.write_text(whole)
    assert preview.build() == from_the_beginning(faq)


def test_what_somebody_else_wrote_into_the_site_does_not_stay(faq: Path) -> None:
    preview = Preview(faq, faq.parent / "site")
    before = preview.build()
    (preview.site / "faq/a/index.html").write_text("another")
    (preview.site / "faq/a/index.md").unlink()
    (preview.site / "left.html").write_text("over")
    assert preview.build() == before


def test_files_that_are_copied_are_copied_when_they_change_and_go_when_they_go(faq: Path) -> None:
    docs = faq.parent / "docs"
    (docs / "one.txt").write_text("one")
    (docs / "two.txt").write_text("two")
    (docs / "own.html").write_text("<p style='color: red'>Own.</p>")
    preview = Preview(faq, faq.parent / "site")
    preview.build()
    before = written(preview.site)
    (docs / "one.txt").write_text("new")
    (docs / "two.txt").rename(docs / "three.txt")
    after = preview.build()
    assert (after["one.txt"], after["three.txt"], "two.txt" in after) == ("new", "two", False)
    assert after == from_the_beginning(faq)
    assert before["one.txt"] != written(preview.site)["one.txt"]


def test_where_others_take_part_everything_is_written_again(faq: Path) -> None:
    preview = Preview(faq, faq.parent / "site")
    preview.build()
    (faq.parent / "own.py").write_text("def on_page_content(html, **_): return html + 'own'")
    edit("mkdocs.yml", "hooks: [", "hooks: [own.py, ")(faq.parent)
    (faq.parent / "docs/faq/d.md").unlink()
    edit("mkdocs.yml", "  - faq/d.md\n", "")(faq.parent)
    after = preview.build()
    assert after["faq/a/index.html"].count("own") == 1
    assert after == from_the_beginning(faq)


def test_where_mkdocs_builds_pages_otherwise_nothing_stands(
    faq: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def another(page: object, config: object) -> None:
        """What a later version may have."""

    monkeypatch.setattr(engine, "_build_page", another)
    Preview(faq, faq.parent / "site")
    assert vars(engine)["_build_page"] is another


def test_the_index_of_search_holds_what_stands_in_its_place(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three(), config="extra: {faq: {one_page: all.md}}\n"))
    text = config.read_text().replace("plugins: []", "plugins: [material/search]")
    config.write_text(text.replace("name: null", "name: material"))
    (tmp_path / "theme/main.html").write_text("{{ page.content }}")
    preview = Preview(config, tmp_path / "site")
    preview.build()
    edit("docs/faq/b.md", "The answer.", "Something else.")(tmp_path)
    after = preview.build()
    assert "Something else." in after["search/search_index.json"]
    assert after == from_the_beginning(config)


# -- reading


def test_a_page_is_read_again_where_anything_of_it_has_changed(tmp_path: Path) -> None:
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/note.md").write_text("A note on question 1.\n")
    pages = {**PAGES, "d": question(4, "And then?", "See question 2.")}
    snippets = "markdown_extensions: [{pymdownx.snippets: {base_path: [snippets]}}]\n"
    config = project(tmp_path, pages, "a b c d", snippets)
    remembered = Remembered()

    def read() -> dict[str, object]:
        again = load(read_settings(config), None, remembered.read_page).pages
        assert bare(again) == bare(load(read_settings(config)).pages)
        return dict(again)

    def changed(change: Change) -> set[str]:
        before = read()
        change(tmp_path)
        return {src for src, page in read().items() if before.get(src) is not page}

    assert changed(lambda root: None) == set()
    assert changed(edit("docs/faq/a.md", "Long.", "Short.")) == {"faq/a.md"}
    assert changed(edit("snippets/note.md", "question 1", "question 3")) == {"faq/b.md"}
    assert changed(lambda root: (root / "snippets/note.md").unlink()) == {"faq/b.md"}
    assert changed(edit("mkdocs.yml", "[{", "[footnotes, {")) == {
        "faq/a.md",
        "faq/b.md",
        "faq/c.md",
        "faq/d.md",
        "index.md",
        "contact.md",
    }


def bare(pages: Mapping[str, Page]) -> dict[str, Page]:
    """Pages without the function that makes anchors, which is another each time."""
    return {src: replace(page, anchoring=Anchoring(None, lists=False)) for src, page in pages.items()}


# -- what stands


def test_what_was_made_is_taken_where_it_would_be_made_of_the_same() -> None:
    same, made = Same(), list[object]()

    def asked(place: str, of: object) -> object:
        return same.made(place, of, lambda: made.append(of) or len(made))  # type: ignore[func-returns-value]

    assert [asked("a", "1"), asked("b", "1"), asked("a", "1"), asked("a", "2")] == [1, 2, 1, 3]
    same.begin()
    assert [asked("a", "2"), asked("a", "1")] == [3, 4]
    same.begin()
    same.begin()
    assert asked("b", "1") == 5, "what a build did not ask for is forgotten"
    assert made == ["1", "1", "2", "1", "1"]


def test_nothing_stands_of_what_was_touched(tmp_path: Path) -> None:
    standing, wrote = Standing(), list[str]()
    (tmp_path / "a").write_text("a")

    def builds(name: str) -> list[str]:
        wrote.clear()
        standing.begin(str(tmp_path))
        standing.file("a", name, lambda: wrote.append(name))
        standing.finish()
        return list(wrote)

    assert [builds("1"), builds("1"), builds("2")] == [["1"], [], ["2"]]
    os.utime(tmp_path / "a", (1, 1))
    assert [builds("2"), builds("2")] == [["2"], []]


def test_another_folder_is_another_site(tmp_path: Path) -> None:
    standing = Standing()
    assert not standing.begin(str(tmp_path))
    standing.finish()
    assert standing.begin(str(tmp_path))
    standing.finish()
    assert not standing.begin(str(tmp_path / "other"))
