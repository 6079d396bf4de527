"""Readers who have a page of the tree before open: what it names is still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.publishing.marks import AsBuilt
from faq.publishing.outliving import LIST, listed, outlived, staying
from tests.faqs import commit_all, git
from tests.publishing.site import Site, make_site

OLD, NEW, NEWER = (f"assets/javascripts/film.0000000{n}.min.js" for n in (1, 2, 3))
REST = "search/rest.0123abcd.json"
PAGE, PLAIN = "index.html", "assets/plain.js"


@pytest.mark.parametrize(
    ("old", "before", "new", "stay"),
    [
        ({PAGE, OLD}, set(), {PAGE, NEW}, [OLD]),
        ({PAGE, OLD, REST}, set(), {PAGE}, [OLD, REST]),
        ({PAGE, PLAIN}, set(), {NEW}, []),
        ({PAGE, NEW, OLD, LIST}, {OLD, LIST}, {PAGE, NEWER}, [NEW]),
        ({PAGE, NEW, OLD, LIST}, {OLD, LIST}, {PAGE, NEW}, [OLD]),
        ({PAGE, NEW, OLD, LIST}, {OLD, LIST}, {PAGE, OLD}, [NEW]),
        ({PAGE, NEW, OLD, LIST}, {OLD, LIST}, {PAGE, OLD, NEW}, []),
    ],
    ids=["replaced", "gone", "no hash", "once more", "the same again", "back", "all there"],
)
def test_what_stays(old: set[str], before: set[str], new: set[str], stay: list[str]) -> None:
    assert staying(old, before, new) == stay


def test_a_tree_is_its_build_and_what_stayed() -> None:
    tree = {PAGE: b"page", NEW: b"new", OLD: b"old", LIST: listed([OLD])}
    assert outlived(tree) == {OLD, LIST}
    assert AsBuilt(tree) == {PAGE: b"page", NEW: b"new"}
    # A list that somebody wrote by hand hides no page and no film.
    assert outlived({LIST: f"{PAGE}\nfilm.webm\n".encode()}) == {LIST}


def scripted(site: Site, path: str, instead: str = "") -> None:
    """Commit a script under a name with a hash."""
    if instead:
        git(site.clone, "rm", "-q", f"docs/{instead}")
    script = site.clone / "docs" / path
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(path)
    commit_all(site.clone)


def test_an_open_tab_finds_its_files_after_a_release_and_a_rollback_takes_none(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    scripted(site, OLD)
    site.publish("1.0", "--latest")
    first = site.tree("1.0")
    scripted(site, NEW, OLD)
    site.publish("1.1", "--latest")
    assert (site.shown(f"latest/{OLD}"), site.shown(f"latest/{NEW}")) == (OLD, NEW)
    assert OLD not in site.shown("pages.json")
    files = git(site.remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert f"1.1/{OLD}" not in files
    assert "was there already" in site.publish("1.1", "--latest")
    scripted(site, NEWER, NEW)
    site.publish("1.2", "--latest")
    assert site.shown(f"latest/{LIST}").split() == [NEW]  # and no longer what 1.0 had
    assert site.faq("rollback", "1.0").returncode == 0
    assert site.tree("1.0") == first
    assert (site.shown(f"latest/{OLD}"), site.shown(f"latest/{NEWER}")) == (OLD, NEWER)
    assert site.shown(f"latest/{LIST}").split() == [NEWER]
    # Corrected, and gone back from: what stayed is of neither build.
    site.publish("1.2")
    scripted(site, OLD, NEWER)
    site.publish("1.2")
    assert site.shown(f"1.2/{LIST}").split() == [NEWER]
    assert site.faq("rollback", "1.2").returncode == 0
    assert site.faq("rollback", "1.2").returncode == 0
    assert site.shown(f"latest/{NEWER}") == NEWER
