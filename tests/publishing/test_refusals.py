"""What is refused: each with the reason and the way out, and with nothing changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from faq.pages.keeping import CACHE
from tests.faqs import commit_all, git, question, three
from tests.publishing.site import CONFIG, Site, make_site, on_branch

NAMES = [
    "../x",
    "a b",
    ".git",
    "index.html",
    "<img src=x onerror=alert(1)>",
    "latest",
    "v1.0",
    "1.0/../x",
    "",
]


def hostile_title(site: Site) -> None:
    site.publish("1.0", "--latest")
    listed = json.loads(site.shown("versions.json"))
    listed[0]["title"] = "<img src=x onerror=alert(1)>"
    on_branch(site, {"versions.json": json.dumps(listed)})


def prefixed(site: Site) -> None:
    """What mike makes with `deploy_prefix`."""
    on_branch(site, {f"docs/{path}": text for path, text in NEVER_OURS.items()})


def ghost(site: Site) -> None:
    """`latest` names a version that is not there."""
    site.publish("1.0")
    gone = {"version": "0.9", "title": "0.9", "aliases": ["latest"]}
    on_branch(site, {"versions.json": json.dumps([gone, *json.loads(site.shown("versions.json"))])})


def versions_json(text: str) -> Callable[[Site], None]:
    return lambda site: on_branch(site, {"versions.json": text})


def protected(site: Site) -> None:
    hook = site.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho protected >&2\nexit 1\n")
    hook.chmod(0o755)


def no_hooks(site: Site) -> None:
    path = site.clone / "mkdocs.yml"
    path.write_text(re.sub("(?m)^hooks: .*\n", "", path.read_text()))
    commit_all(site.clone)


def nobody(site: Site) -> dict[str, str]:
    named = {f"GIT_{who}_{what}": "" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**named, "HOME": str(site.clone.parent), "XDG_CONFIG_HOME": "/", "GIT_CONFIG_NOSYSTEM": "1"}


def address(written: str) -> Callable[[Site], None]:
    def prepare(site: Site) -> None:
        config = site.clone / "mkdocs.yml"
        config.write_text(config.read_text().replace("https://faq.example.org/help/", written))
        commit_all(site.clone)

    return prepare


def config(more: str) -> Callable[[Site], None]:
    def prepare(site: Site) -> None:
        path = site.clone / "mkdocs.yml"
        path.write_text(path.read_text() + more)
        commit_all(site.clone)

    return prepare


def prefix(site: Site) -> None:
    path = site.clone / "mkdocs.yml"
    path.write_text(path.read_text().replace("{canonical_version: latest}", "{deploy_prefix: docs}"))
    commit_all(site.clone)


def newer(site: Site) -> None:
    site.publish("2.0", "--latest")


def broken_link(site: Site) -> None:
    site.change("faq/b.md", question(2, "How do I go on?", "See question 9."))


def uncommitted(site: Site) -> None:
    (site.clone / "docs" / "new.md").write_text("# New\n")
    git(site.clone, "config", "status.showUntrackedFiles", "no")


def pointer(site: Site) -> None:
    (site.clone / "docs" / "film.webm").write_text("version https://git-lfs.github.com/spec/v1\noid x\n")
    commit_all(site.clone)


def no_commit(site: Site) -> None:
    git(site.clone, "checkout", "-q", "--orphan", "empty")
    (site.clone / ".gitignore").write_text("*\n")
    git(site.clone, "rm", "-rq", "--cached", ".")


def one_version(site: Site) -> None:
    site.publish("1.0", "--latest")


def pushed(site: Site) -> None:
    git(site.clone, "push", "-q", "origin", "HEAD:main")


def earlier_commit(site: Site) -> None:
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("dev")
    git(site.clone, "checkout", "-q", "--detach", "HEAD~1")


def moved(site: Site) -> None:
    site.publish("1.0", "--latest")
    address("https://other.example.org/")(site)


def moved_dev(site: Site) -> None:
    site.publish("dev")
    address("https://other.example.org/")(site)


def latest_listed(site: Site) -> None:
    site.publish("1.0")
    on_branch(site, {"latest/a.txt": "Mine"})
    versions_json('[{"version": "latest", "title": "latest", "aliases": []}]')(site)


def emptied(site: Site) -> None:
    site.publish("1.0", "--latest")
    versions_json("[]")(site)


NEVER_OURS = {
    "versions.json": json.dumps(
        [
            {"version": "1.0", "title": "1.0", "aliases": ["stable"]},
            {"version": "dev", "title": "dev", "aliases": ["latest"]},
        ]
    ),
    "index.html": '<script>window.location.replace("stable/" + window.location.search)</script>',
    **{f"{name}/index.html": "<h1>A page</h1>" for name in ("1.0", "stable", "dev", "latest")},
}


def lost_page(site: Site) -> None:
    site.publish("1.0", "--latest")
    path = site.clone / "mkdocs.yml"
    path.write_text(path.read_text().replace("  - faq/c.md\n", ""))
    (site.clone / "docs/faq/c.md").unlink()
    commit_all(site.clone)


Prepare = Callable[[Site], "dict[str, str] | None"]
TABLE: dict[str, tuple[Prepare | None, str, str, str]] = {
    **{f"name {n!r}": (None, f"publish|{n}", "is no version", "write X.Y or X.Y.Z") for n in NAMES},
    "name, rollback": (None, "rollback|../x", "is no version", "write X.Y or X.Y.Z"),
    "name, unpublish": (None, "unpublish|.git", "is no version", "write X.Y or X.Y.Z"),
    "mike": (
        latest_listed,
        *("publish|1.1|--latest", "error: mike cannot change gh-pages: ", "nothing was changed"),
    ),
    "dirty": (uncommitted, "publish|1.0", "not everything is committed: docs/new.md", "git stash -u"),
    "unbuildable": (broken_link, "publish|1.0", '"question 9" does not exist', "questions go from 1 to 3"),
    "no directories": (
        config("use_directory_urls: false\n"),
        *("publish|1.0", "use_directory_urls: false is not supported", "take the line out"),
    ),
    "older latest": (
        newer,
        *("publish|1.0.1|--latest", "latest names 2.0, which is no older than 1.0.1", "faq rollback 1.0.1"),
    ),
    "equal latest": (
        one_version,
        *("publish|1.0.0|--latest", "latest names 1.0, which is no older than 1.0.0", "without --latest"),
    ),
    "prefix": (
        prefix,
        *("publish|1.0", "plugins: mike: deploy_prefix: 'docs' is not supported", "take the line out"),
    ),
    "older dev": (earlier_commit, "publish|dev", "which is newer than", "git revert"),
    "another address": (
        moved,
        *("rollback|1.0", "was published for https://faq.example.org/help/", "set SITE_URL="),
    ),
    "another address, latest": (
        moved,
        *("publish|1.1|--latest", "was published for https://faq.example.org/help/", "--new-address"),
    ),
    "another address, before latest": (
        moved_dev,
        *("publish|dev", "was published for https://faq.example.org/help/", "set SITE_URL="),
    ),
    "another address, dev": (moved, "publish|dev", "was published for", "set SITE_URL="),
    "another address, dev, on purpose": (
        moved,
        "publish|dev|--new-address",
        "was published",
        "set SITE_URL=",
    ),
    "another address, unpublish": (moved, "unpublish|1.0", "was published for", "set SITE_URL="),
    **{
        f"branch {name!r}": (None, f"publish|1.0|--branch={name}", "is no name of a branch", "gh-pages")
        for name in ("", "a b", "-x", "../x", "HEAD", "refs/heads/gh-pages")
    },
    "sources": (pushed, "publish|1.0|--branch=main", "main holds mkdocs.yml: the sources", "with --branch"),
    "dev as latest": (None, "publish|dev|--latest", "latest cannot name dev", "only a release can be"),
    "dev, rollback": (None, "rollback|dev", "dev cannot be the current version", "name a release"),
    "no hooks": (no_hooks, "publish|1.0", "built without the project's hooks", "hooks: [hooks/shell.py]"),
    "title": (hostile_title, "publish|1.1", "holds markup", "mike retitle 1.0 1.0 -b gh-pages --push"),
    "permalink": (
        lost_page,
        *("publish|1.1|--latest", "latest/faq/c/: the page would be gone", "list it in mkdocs.yml"),
    ),
    "remote": (None, "publish|1.0|--remote|no", "there is no remote 'no' (known: origin)", "with --remote"),
    "protected": (protected, "publish|1.0", "the remote does not take it: remote: protected To ", "rejected"),
    "no address": (address("''"), "publish|1.0", "site_url: is not set", "!ENV SITE_URL, set SITE_URL"),
    "half an address": (address("faq.example.org"), "publish|1.0", "is no address of a site", "https://"),
    "nobody": (nobody, "publish|1.0", "git does not know who you are", "git config --global user.name"),
    "no commit": (no_commit, "publish|1.0", "does not have any commits yet", "git log failed"),
    "LFS": (pointer, "publish|1.0", "film.webm is not the file but Git LFS's note", "git lfs pull"),
    "other site": (
        lambda site: on_branch(site, {"index.html": "Mine", "1.0/index.html": "Mine"}),
        *(
            "publish|1.0",
            "gh-pages holds 1.0, index.html and no versions.json",
            "another branch with --branch",
        ),
    ),
    "no JSON": (versions_json("{oops"), "publish|1.0", "line 1, column 2: it is no JSON", "faq adopt"),
    "no list": (versions_json('{"a": 1}'), "publish|1.0", "versions.json on gh-pages: line 1: ", "faq adopt"),
    "no versions": (versions_json('[{"title": "x"}]'), "publish|1.0", "(and 1 more)", "; write {"),
    "never ours": (
        lambda site: on_branch(site, NEVER_OURS),
        *("publish|1.1", "index.html leads to stable/, and latest names dev", "faq adopt"),
    ),
    "never ours, unpublish": (
        lambda site: on_branch(site, NEVER_OURS),
        *("unpublish|1.0", "gh-pages was made by others", "faq adopt"),
    ),
    "emptied": (
        emptied,
        *(
            "publish|1.1",
            "gh-pages holds .faq-marked, 1.0, 404.html, index.html, latest",
            "an empty versions.json",
        ),
    ),
    "nothing to adopt": (None, "adopt", "there is no branch gh-pages on origin", "faq publish makes one"),
    "adopt sources": (pushed, "adopt|--branch=main", "the sources of a site", "--branch"),
    "adopt what is not there": (
        one_version,
        "adopt|--latest=2.0",
        "there is no such version",
        "(found: 1.0)",
    ),
    "adopt as dev": (one_version, "adopt|--as=dev", "is what is published next", "name a release"),
    "adopt a prefix": (
        prefixed,
        *("adopt", "docs/versions.json: its versions stand in a folder", "git subtree split"),
    ),
    "publish beside a prefix": (
        prefixed,
        *("publish|1.0", "docs/versions.json: its versions stand in a folder", "git subtree split"),
    ),
    "hostile version": (
        versions_json('[{"version": "<b>", "title": "b", "aliases": []}]'),
        *("publish|1.0", "the name '<b>' holds markup", "faq adopt"),
    ),
    "a listed version without a folder": (
        ghost,
        *("publish|1.1", "lists 0.9, and there is no such folder", "faq adopt"),
    ),
    "roll back beside a listed version without a folder": (
        ghost,
        *("rollback|1.0", "lists 0.9, and there is no such folder", "faq adopt"),
    ),
    "take one away beside a listed version without a folder": (
        ghost,
        *("unpublish|1.0", "lists 0.9, and there is no such folder", "faq adopt"),
    ),
    "versions.json of brackets": (
        versions_json("[" * 100_000),
        *("publish|1.0", "line 1: it is nested too deeply", "faq adopt"),
    ),
    "a name with a sign of HTML": (
        versions_json('[{"version": "x&y", "title": "x&y", "aliases": []}]'),
        *("publish|1.0", "the name 'x&y' holds markup", "faq adopt"),
    ),
    "never published": (one_version, "rollback|9.9", "9.9 was never published", "(published: 1.0)"),
    "no branch": (None, "rollback|1.0", "there is no branch gh-pages on origin", "gh-pages"),
    "unpublish latest": (one_version, "unpublish|1.0", "1.0 is what latest names", "publish or roll back"),
    "unpublish none": (one_version, "unpublish|7.7", "7.7 is not published", "(published: 1.0)"),
}


@pytest.mark.parametrize("case", TABLE)
def test_it_is_refused_with_the_reason_and_the_way_out(tmp_path: Path, case: str) -> None:
    prepare, arguments, reason, way_out = TABLE[case]
    site = make_site(tmp_path)
    surroundings = prepare(site) if prepare else None
    before = state(site)
    said = site.refused(*arguments.split("|"), **(surroundings or {}))
    assert reason in said
    assert way_out in said
    assert "Traceback" not in said
    assert state(site) == before


def state(site: Site) -> tuple[str, ...]:
    """All that a refusal and a rehearsal must leave as it is: all but what is kept for the next build."""
    refs = git(site.clone, "for-each-ref"), git(site.remote, "for-each-ref")
    index = site.clone / ".git/index"
    kept = site.clone / CACHE.parent
    work = sorted(str(path) for path in site.clone.rglob("*") if not path.is_relative_to(kept))
    return (*refs, index.read_bytes().hex() if index.exists() else "", *work)


def test_a_rehearsal_lists_everything_and_changes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.publish("1.0", "--latest")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    (site.clone / "docs/faq/a.md").touch()  # git status would write its index anew
    before = state(site)
    for command in (["publish", "1.1", "--latest"], ["rollback", "1.0"]):
        done = site.faq(*command, "--dry-run")
        assert state(site) == before
        if command[0] == "publish":
            assert "A 1.1/faq/a/index.html\n" in done.stdout
            assert "M latest/faq/a/index.html\n" in done.stdout
            assert "M 1.0/faq/a/index.html\n" in done.stdout
            assert "M versions.json\n" in done.stdout
            assert "would be published to gh-pages on origin" in done.stdout
            assert "latest would be 1.1; nothing was pushed" in done.stdout
    site.publish("1.1", "--latest")
    before = state(site)
    done = site.faq("unpublish", "1.0", "--dry-run")
    assert "M 1.0/faq/a/index.html\n" in done.stdout
    assert "nothing was pushed" in done.stdout
    assert state(site) == before


def test_an_older_version_leaves_latest_alone_where_asked(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.publish("2.0", "--latest")
    site.publish("1.0.1", "--latest-if-newest")
    assert site.versions() == {"2.0": ["latest"], "1.0.1": []}


def test_other_files_on_the_branch_are_left_alone(tmp_path: Path) -> None:
    site = make_site(tmp_path, config=CONFIG)
    on_branch(site, {"CNAME": "faq.example.org\n", "notes/a.txt": "Mine"})
    site.publish("1.0", "--latest")
    assert (site.shown("CNAME"), site.shown("notes/a.txt")) == ("faq.example.org\n", "Mine")
