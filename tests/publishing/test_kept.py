"""A release takes pages that an earlier one made, and publishes what one does that makes them all."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from faq.pages.keeping import CACHE, PUBLISHED
from tests.faqs import commit_all, git
from tests.publishing.site import CONFIG, Site, make_site, sample_site

KEPT = CACHE.parent / PUBLISHED / CACHE.name


def poison(site: Site) -> None:
    """Write into every page that is kept as it was finished."""
    with sqlite3.connect(site.clone / KEPT) as base:
        told = "replace(beside, 'The answer', 'What is kept')"
        whole = "beside LIKE '%<html%'"
        assert base.execute(f"UPDATE made SET beside = {told} WHERE {whole}").rowcount > 0


def elsewhere(site: Site, folder: Path) -> Site:
    """The same in another folder, where nothing is kept."""
    git(site.clone.parent, "clone", "-q", str(site.clone), str(folder / "fresh" / "clone"))
    shutil.copytree(site.remote, folder / "fresh" / "remote.git")
    fresh = Site(folder / "fresh" / "clone", folder / "fresh" / "remote.git")
    git(fresh.clone, "remote", "set-url", "origin", str(fresh.remote))
    return fresh


@pytest.mark.parametrize("more", ["", "extra: {faq: {changes: changes.md}}\n"])
def test_pages_that_are_the_same_are_taken(tmp_path: Path, more: str) -> None:
    site = make_site(tmp_path, config=CONFIG + more)
    site.publish("1.0", "--latest")
    poison(site)
    site.change("faq/c.md", "---\nnumber: 3\n---\n\n# How do I end?\n\nIn another way.\n")
    site.publish("1.1", "--latest")
    assert "What is kept" in site.shown("1.1/faq/a/index.html")
    assert "What is kept" not in site.shown("1.1/faq/c/index.html")
    # The project's own builds know nothing of it.
    assert not (site.clone / CACHE).exists()


def edited(site: Site, path: str, old: str, new: str) -> None:
    file = site.clone / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    commit_all(site.clone)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/contact.md", "\n\n", "\n\nOne more sentence.\n\n"),
        ("mkdocs.yml", "site_name: ", "site_name: The "),
        ("overrides/faq/answer.html", "", "<!-- Ours. -->"),
        ("docs/assets/site.css", "", "p { color: red }\n"),
    ],
)
def test_what_is_published_is_the_same(tmp_path: Path, path: str, old: str, new: str) -> None:
    site = sample_site(tmp_path, "https://faq.example/")
    site.publish("1.0", "--latest")
    edited(site, path, old, new)
    fresh = elsewhere(site, tmp_path)
    for one in (site, fresh):
        one.publish("1.1", "--latest")
    assert (site.clone / KEPT).is_file()
    assert site.tree("") == fresh.tree("")


def test_where_nothing_can_be_kept_all_is_published(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site.clone / CACHE.parent).write_text("No folder.\n")
    (site.clone / ".gitignore").write_text(f"/{CACHE.parent}\n")
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    assert "How do I begin?" in site.shown("latest/faq/a/index.html")
