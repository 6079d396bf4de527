"""The size of a branch, and its history without what `dev` left behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.publishing.opening import opened
from faq.publishing.publications import earlier_tree, store_log
from faq.publishing.size import LIMIT, size_on, told
from faq.publishing.squashing import prune, pruned, rewritten
from faq.publishing.store import Store
from tests.faqs import git, three
from tests.publishing.site import make_site


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (12_300_000, "all versions together have 12.3 MB; GitHub Pages takes 1,000.0 MB"),
        (LIMIT - 1, "; take old ones away: faq unpublish VERSION"),
    ],
)
def test_the_size_is_told_before_the_limit_is_reached(size: int, said: str) -> None:
    assert told(size).endswith(said)


def test_a_commit_gets_other_parents_and_loses_its_signature() -> None:
    raw = b"tree 1\nparent aa\nparent bb\nauthor x\ngpgsig -----\n a\n b\nencoding y\n\nBuilt from aa.\n"
    assert (
        rewritten(raw, {"aa": "cc"})
        == b"tree 1\nparent cc\nparent bb\nauthor x\nencoding y\n\nBuilt from cc.\n"
    )
    assert rewritten(b"tree 1\nparent aa\n\nx\n", {"aa": None}) == b"tree 1\n\nx\n"


def published(store: Store, base: str | None, version: str, text: str) -> str:
    """A commit on top of `base` that publishes a version of one page, as `faq publish` words it."""
    files = {} if base is None else {path: blob.name for path, blob in store.files(base).items()}
    files[f"{version}/index.html"] = store.line("hash-object", "-w", "--stdin", given=text.encode())
    listed = f'[{{"version": "{version}", "title": "{version}", "aliases": []}}]'
    files["versions.json"] = store.line("hash-object", "-w", "--stdin", given=listed.encode())
    store.run("read-tree", "--empty")
    for path, name in files.items():
        store.run("update-index", "--add", "--cacheinfo", f"100644,{name},{path}")
    store.run("update-ref", store.ref, store.line("commit-tree", store.line("write-tree"), "-m", "x"))
    tree = store.tree(store.ref, version)
    return store.squash(base, f"Publish {version}\n\nBuilt from {'0' * 40}.\n\nPublished: {version} {tree}\n")


def test_what_dev_left_behind_goes_and_nothing_else(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    with opened(site.clone, "origin", "gh-pages") as (store, _):
        base: str | None = None
        for n, version in enumerate(["dev", "dev", "1.0", "dev", "dev", "1.1", "dev", "1.1"]):
            base = published(store, base, version, f"{n}")
        assert base is not None
        assert store.push(base, None).code == 0
        store.fetch()
        before = [(one.version, one.tree) for one in store_log(store, base)]
        released = [one for one in before if one[0] != "dev"]
        assert pruned(store, base, 5) == base
        outcome = prune(store, 2, lambda _: None)
        assert outcome.changed
        assert store.ask() == outcome.commit != base
        assert store.tree(outcome.commit, "") == store.tree(base, "")
        after = [(one.version, one.tree) for one in store_log(store, outcome.commit)]
        assert [one for one in after if one[0] != "dev"] == released
        assert [one for one in after if one[0] == "dev"] == [one for one in before if one[0] == "dev"][:2]
        assert earlier_tree(store, "1.0", outcome.commit).tree == released[-1][1]
        assert not prune(store, 2, lambda _: None).changed
        assert size_on(store, base) == size_on(store, outcome.commit) > 0
    git(site.remote, "fsck", "--strict")


def test_a_version_goes_back_after_the_history_is_pruned(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.publish("1.0", "--latest")
    first = site.tree("1.0")
    for n in range(3):
        site.change("faq/a.md", three(a=f"Answer {n}.")["a"])
        site.publish("dev")
    site.publish("1.0", "--latest")
    assert site.tree("1.0") != first
    done = site.faq("prune", "--keep", "1")
    assert done.returncode == 0, done.stderr
    done = site.faq("rollback", "1.0", "--allow-lost")
    assert done.returncode == 0, done.stderr
    assert site.tree("1.0") == site.tree("latest") == first
    # The rollback is pruned with the rest, and can be gone on from.
    site.publish("dev")
    assert site.faq("prune", "--keep", "1").returncode == 0
    assert "was there already" in site.faq("rollback", "1.0").stdout
    git(site.remote, "fsck", "--strict")


def test_what_was_changed_by_hand_is_no_way_back_and_the_advice_is_one(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.publish("1.0", "--latest")
    work = tmp_path / "by-hand"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(site.remote), str(work))
    for folder in ("1.0", "latest"):  # where one has it still, it is gone back to
        (work / folder / "faq/a/index.html").write_text("broken", encoding="utf-8")
    git(work, "add", "-A")
    git(work, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "--amend", "--no-edit")
    git(work, "push", "-q", "-f", "origin", "gh-pages")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("1.1", "--latest")
    said = site.refused("rollback", "1.0")
    assert "somebody changed it by hand" in said
    advice = re.search(r"git switch --detach (\S+); faq (publish 1\.0); faq (rollback 1\.0)", said)
    assert advice
    git(site.clone, "switch", "-q", "--detach", advice[1])
    site.publish("1.0")
    done = site.faq("rollback", "1.0", "--allow-lost")
    assert done.returncode == 0, done.stderr
    assert "broken" not in site.shown("latest/faq/a/index.html")
    assert site.tree("1.0") == site.tree("latest")
