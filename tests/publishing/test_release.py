"""Publishing to a real remote: what is refused, what races, what is killed, what goes back."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from faq.addresses import Permalink, written
from faq.permalinks.stubs import redirect
from faq.publishing.leaving import Root
from faq.publishing.marks import LISTS, unmarked
from faq.publishing.opening import opened
from faq.publishing.release import Release, prepared
from tests.faqs import commit_all, git, question, three
from tests.publishing.site import Site, dated, environment, make_site, on_branch


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return make_site(tmp_path)


def test_a_version_is_published_once_and_said_to_be_there(site: Site) -> None:
    assert "1.0 is published" not in (said := site.publish("1.0", "--latest"))
    assert "is published: commit" in said
    assert "https://faq.example.org/help/1.0/" in said
    head = site.head()
    assert "was there already" in site.publish("1.0", "--latest")
    assert site.head() == head
    assert site.versions() == {"1.0": ["latest"]}
    assert site.tree("1.0") == site.tree("latest")
    assert git(site.clone, "status", "--porcelain") == ""
    assert git(site.clone, "branch", "--list", "gh-pages") == ""


# -- many at once, and killed


def publisher(site: Site, *arguments: str) -> subprocess.Popen[str]:
    return started(site, "publish", *arguments)


def started(site: Site, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "faq.cli", *arguments],
        cwd=site.clone,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_eight_publishers_at_once(site: Site) -> None:
    names = [f"1.{n}" for n in range(3, 11)]
    running = [publisher(site, name, "--latest-if-newest") for name in names]
    for process in running:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert set(site.versions()) == set(names)
    assert [name for name, aliases in site.versions().items() if aliases] == ["1.10"]
    assert site.tree("latest") == site.tree("1.10")
    assert {name for name in names if git(site.remote, "ls-tree", f"gh-pages:{name}")} == set(names)
    git(site.remote, "fsck", "--strict")


def test_killed_at_any_moment(site: Site) -> None:
    """Killed, the remote has the version whole or not at all; a later run makes it whole, and says so."""
    site.publish("0.1", "--latest")
    moments = random.Random(4)
    n = 0
    for _ in range(10):
        process = publisher(site, f"1.{n}", "--latest")
        try:
            process.communicate(timeout=moments.uniform(0.3, 2.5))
        except subprocess.TimeoutExpired:
            os.killpg(
                process.pid, signal.SIGKILL
            )  # not kill(1): some take "-1234" for "-1", and end everything
            process.communicate()
        if f"1.{n}" in site.versions():
            assert site.versions()[f"1.{n}"] == ["latest"]
            n += 1
    for last in (f"1.{n}", f"1.{n}"):
        said = site.publish(last, "--latest")
    assert "was there already" in said
    assert site.versions() == {"0.1": [], **{f"1.{i}": [] for i in range(n)}, f"1.{n}": ["latest"]}
    assert len(git(site.remote, "log", "--format=%H", "gh-pages").splitlines()) == n + 2
    git(site.remote, "fsck", "--strict")


def publish_killed_by(site: Site, hook: str, kill: str) -> None:
    """Publish 1.0, then 1.1, which a hook of the remote kills by its number in `{pids}`, then 1.1 again."""
    site.publish("1.0", "--latest")
    script, pids = site.remote / "hooks" / hook, site.clone.parent / "pid"
    script.write_text(f"#!/bin/sh\ncat >/dev/null\n{kill.format(pids=pids)}\n")
    script.chmod(0o755)
    process = publisher(site, "1.1", "--latest")
    pids.write_text(str(process.pid))
    process.communicate()
    assert process.returncode == -9
    script.unlink()
    site.publish("1.1", "--latest")
    assert site.versions() == {"1.1": ["latest"], "1.0": []}


@pytest.mark.parametrize("hook", ["pre-receive", "post-receive"])
def test_killed_while_it_pushes(site: Site, hook: str) -> None:
    publish_killed_by(site, hook, "kill -9 $(cat {pids})")


def test_killed_with_all_that_it_started_while_the_remote_is_locked(site: Site) -> None:
    """Git writes to a remote that is a folder by itself, and leaves its lock there if it is killed."""
    group = f"{sys.executable} -c \"import os; os.killpg(int(open('{{pids}}').read()), 9)\""
    publish_killed_by(site, "reference-transaction", f'[ "$1" != prepared ] || {group}')
    assert not list(site.remote.rglob("*.lock"))


def test_shallow_and_single_branch_clones(site: Site) -> None:
    git(site.clone, "push", "-q", "origin", "HEAD:main")
    site.publish("1.0", "--latest")
    site.change("faq/a.md", question(1, "How do I begin?", "Another answer."))
    git(site.clone, "push", "-q", "origin", "HEAD:main")
    shallow = site.clone.parent / "shallow"
    git(site.clone.parent, "clone", "-q", "--depth=1", "--branch=main", f"file://{site.remote}", str(shallow))
    done = site.faq("publish", "1.1", "--latest", clone=shallow)
    assert done.returncode == 0, done.stderr
    site.publish("1.2", "--latest")
    assert site.tree("1.1") != site.tree("1.2")  # 1.1 is marked by now
    assert unmarked(site.shown("1.1/faq/a/index.html")) == site.shown("1.2/faq/a/index.html")
    assert site.shown("1.1/.faq-sitemap.xml") == site.shown("1.2/sitemap.xml")
    assert len(git(site.remote, "log", "--format=%H", "gh-pages").splitlines()) == 3


@pytest.mark.parametrize(
    "command", [["rollback", "1.0"], ["unpublish", "1.0"]], ids=["rollback", "unpublish"]
)
def test_other_commands_killed_at_any_moment(site: Site, command: list[str]) -> None:
    site.publish("1.0", "--latest")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("1.1", "--latest")
    before = site.head()
    moments = random.Random(5)
    for _ in range(6):
        process = started(site, *command)
        try:
            process.communicate(timeout=moments.uniform(0.3, 1.8))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        if site.head() != before:
            break
    done = site.faq(*command)
    if command[0] == "unpublish":
        assert done.returncode == 0, done.stderr
        assert site.versions() == {"1.1": ["latest"]}
    else:
        assert done.returncode == 0, done.stderr
        assert site.versions() == {"1.1": [], "1.0": ["latest"]}
        assert site.tree("1.0") == site.tree("latest")
    assert len(git(site.remote, "log", "--format=%H", "gh-pages").splitlines()) == 3
    git(site.remote, "fsck", "--strict")


# -- the guard


RELEASED = {
    **three(
        a="The answer.\n\n## Steps\n\nOpen the lid.\n\n![film](film.png)", c="See [the steps](a.md#steps)."
    ),
}


@pytest.fixture
def released(tmp_path: Path) -> Site:
    site = make_site(tmp_path, RELEASED)
    (site.clone / "docs/faq/film.png").write_bytes(b"film")
    site.change("faq/b.md", RELEASED["b"].replace("number: 2", "number: 2\naliases: [old/b]"))
    site.publish("1.0", "--latest")
    return site


def test_the_guard_names_what_would_break_and_each_way_out_is_one(released: Site) -> None:
    page = RELEASED["a"].replace("## Steps", "## What to do").replace("![film](film.png)", "")
    released.change("faq/c.md", RELEASED["c"].replace("#steps", "#what-to-do"))
    (released.clone / "docs/faq/film.png").unlink()
    released.change("faq/b.md", RELEASED["b"])
    released.change("faq/a.md", page)
    said = released.refused("publish", "1.1", "--latest")
    assert "latest/faq/a/#steps" in said
    assert "anchors: {steps: what-to-do}" in said
    assert "latest/faq/film.png" in said
    assert "latest/old/b/" in said
    assert "3 permalinks would break; nothing was published" in said
    released.change("faq/a.md", page.replace("number: 1", "number: 1\nanchors: {steps: what-to-do}"))
    released.change("faq/b.md", RELEASED["b"].replace("number: 2", "number: 2\naliases: [old/b]"))
    config = released.clone / "mkdocs.yml"
    config.write_text(
        config.read_text() + "extra:\n  faq:\n    gone: [{address: faq/film.png, reason: It was wrong.}]\n"
    )
    commit_all(released.clone)
    released.publish("1.1", "--latest")
    assert '<span id="steps"></span>' in released.shown("latest/faq/a/index.html")


def test_an_earlier_heading_of_the_same_name_stops_a_publication(released: Site) -> None:
    first = RELEASED["a"].replace("## Steps", "## Steps\n\nBuy one.\n\n## Steps")
    released.change("faq/a.md", first)
    said = released.refused("publish", "1.1", "--latest")
    assert "latest/faq/a/#steps" in said
    assert "the old one is now #steps_1" in said
    assert "{#steps-new}" in said
    released.change("faq/a.md", first.replace("## Steps", "## Steps {#steps-new}", 1))
    released.publish("1.1", "--latest")
    assert '<h2 id="steps">' in released.shown("latest/faq/a/index.html")


def test_a_deleted_page_stops_a_publication(released: Site) -> None:
    config = released.clone / "mkdocs.yml"
    text = config.read_text().replace("  - faq/c.md\n", "")
    config.write_text(text)
    (released.clone / "docs/faq/c.md").unlink()
    commit_all(released.clone)
    assert "latest/faq/c/: the page would be gone" in released.refused("publish", "1.1", "--latest")
    released.publish("1.1")  # what `latest` names is left alone
    gone = "extra: {faq: {gone: [{address: faq/c/, reason: Nobody asked it., instead: faq/a/}]}}\n"
    config.write_text(text + gone)
    commit_all(released.clone)
    released.publish("1.2", "--latest")
    assert "Nobody asked it." in released.shown("latest/faq/c/index.html")
    released.publish("1.2", "--latest")
    # Whoever comes by an older version is led to the reason, and no search engine is.
    old = released.shown("1.0/faq/c/index.html")
    assert '<a href="../../../latest/faq/c/">See why this page is gone</a>' in old
    assert '<meta name="robots" content="noindex">' in old
    assert 'rel="canonical"' not in old
    known = json.loads(released.shown("pages.json"))
    assert {"faq/c/", "faq/film.png", "old/b/"} < set(known["latest"])
    assert "faq/c/" not in known["1.2"]
    assert released.faq("unpublish", "1.0").returncode == 0
    assert 'content="0; url=../../../latest/faq/c/"' in released.shown("1.0/faq/c/index.html")


def test_dev_is_guarded_and_can_begin_anew(site: Site) -> None:
    site.publish("1.0", "--latest")
    site.change("draft.md", "# Draft\n")
    site.publish("dev")
    (site.clone / "docs/draft.md").unlink()
    commit_all(site.clone)
    assert "dev/draft/: the page would be gone" in site.refused("publish", "dev")
    assert site.faq("unpublish", "dev").returncode == 0
    site.publish("dev")
    assert site.versions() == {"dev": [], "1.0": ["latest"]}
    assert "draft" not in git(site.remote, "ls-tree", "-r", "--name-only", "gh-pages")


def test_dev_can_begin_anew_before_the_first_release(site: Site) -> None:
    site.change("draft.md", "# Draft\n")
    site.publish("dev")
    (site.clone / "docs/draft.md").unlink()
    commit_all(site.clone)
    assert "dev/draft/: the page would be gone" in site.refused("publish", "dev")
    said = site.faq("unpublish", "dev")
    assert "its addresses answer nothing" in said.stdout, said.stderr
    left = git(site.remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert not {"index.html", "404.html", "pages.json", "robots.txt"} & {*left}
    assert not [path for path in left if path.startswith("dev/")]
    assert "was taken away already" in site.faq("unpublish", "dev").stdout
    site.publish("dev")
    assert site.versions() == {"dev": []}
    # With an older version beside it that is not current, the root leads there.
    site.publish("0.9")
    assert site.faq("unpublish", "dev").returncode == 0
    assert "0.9/" in site.shown("index.html")
    assert "there is no latest" in site.refused("unpublish", "0.9")


# -- what is published


def test_the_sitemap_dates_pages_by_their_own_last_change(site: Site) -> None:
    dated(site, "faq/a.md", three(a="Another answer.")["a"], "2020-02-03")
    site.change("faq/b.md", three(b="Another answer.")["b"])
    site.publish("1.0", "--latest")
    assert "/latest/faq/a/</loc><lastmod>2020-02-03<" in site.shown("sitemap.xml")
    assert "/latest/faq/b/</loc><lastmod>2020-02-03<" not in site.shown("sitemap.xml")


def test_a_superseded_version_is_marked_and_a_rollback_takes_the_mark_away(site: Site) -> None:
    site.publish("1.0", "--latest")
    built = site.tree("1.0")
    site.change("extra.md", "# More\n")
    site.publish("1.1", "--latest")
    site.publish("1.2", "--latest")
    old = site.shown("1.0/faq/a/index.html")
    assert "This is version <strong>1.0</strong>" in old
    assert 'href="../../../latest/faq/a/"' in old
    assert '<link rel="canonical" href="https://faq.example.org/help/latest/faq/a/">' in old
    assert "This is version" not in site.shown("1.2/faq/a/index.html")
    assert "This is version" not in site.shown("latest/faq/a/index.html")
    assert lists(site) == {f"{folder}/{name}" for folder in ("1.2", "latest") for name in LISTS}
    told = site.refused("rollback", "1.0")
    assert "latest/extra/: the page would be gone" in told
    assert "go back all the same: faq rollback 1.0 --allow-lost" in told
    said = site.faq("rollback", "1.0", "--allow-lost")
    assert said.returncode == 0, said.stderr
    assert site.tree("1.0") == site.tree("latest") == built
    assert lists(site) == {f"{folder}/{name}" for folder in ("1.0", "latest") for name in LISTS}
    assert site.versions() == {"1.2": [], "1.1": [], "1.0": ["latest"]}
    gone = site.shown("1.1/extra/index.html")
    assert '<meta name="robots" content="noindex">' in gone
    assert 'rel="canonical"' not in gone
    assert "Go to the current version" in gone
    site.publish("1.3", "--latest")
    assert 'rel="canonical"' in site.shown("1.1/extra/index.html")


def lists(site: Site) -> set[str]:
    """What lists the pages of `latest`, in the versions."""
    files = git(site.remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    return {path for path in files if path.partition("/")[2] in LISTS}


def test_a_mark_is_written_once(site: Site) -> None:
    site.publish("1.0", "--latest")
    site.publish("1.1", "--latest")
    marked = site.tree("1.0")
    assert "This is version" in site.shown("1.0/faq/a/index.html")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("1.2", "--latest")
    superseded = site.tree("1.1")
    site.publish("dev")
    assert (site.tree("1.0"), site.tree("1.1")) == (marked, superseded)
    changed = git(site.remote, "show", "--format=", "--name-only", "gh-pages").split()
    assert {path.partition("/")[0] for path in changed} == {
        ".faq-marked",
        "dev",
        "moved.json",
        "pages.json",
        "versions.json",
    }


def test_a_version_goes_back_to_what_it_was(site: Site) -> None:
    site.publish("1.0", "--latest")
    first = site.tree("1.0")
    site.change("faq/a.md", three(a="A bad answer.")["a"])
    site.publish("1.0")
    assert site.tree("1.0") == site.tree("latest") != first
    assert site.faq("rollback", "1.0").returncode == 0
    assert site.tree("1.0") == site.tree("latest") == first
    again = site.faq("rollback", "1.0")
    assert "was there already" in again.stdout
    assert "once more: faq rollback --further 1.0" in again.stderr
    assert "no other tree before" in site.refused("rollback", "1.0", "--further")
    assert "9.9 was never published" in site.refused("rollback", "9.9")


def test_an_unpublished_version_leads_on(site: Site) -> None:
    (site.clone / "docs/faq/film.png").write_bytes(b"film")
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    assert "is what latest names" in site.refused("unpublish", "1.0")
    site.change("faq/a.md", three()["a"].replace("number: 1", "number: 1\naliases: [old]"))
    site.publish("1.1", "--latest")
    site.publish("dev")
    for version in ("1.0", "dev"):
        said = site.faq("unpublish", version)
        assert "its addresses lead to https://faq.example.org/help/latest/" in said.stdout
        assert "was taken away already" in site.faq("unpublish", version).stdout
        stub = site.shown(f"{version}/faq/a/index.html")
        assert 'content="0; url=../../../latest/faq/a/"' in stub
        style = re.search(r'rel="stylesheet" href="\.\./\.\./\.\./([^"]*)"', stub)
        assert style
        assert "color-scheme" in site.shown(style[1])
        assert site.shown(f"{version}/faq/film.png") == "film"
    assert site.versions() == {"1.1": ["latest"]}
    # The page moves: what leads to it leads there in one step.
    git(site.clone, "mv", "docs/faq/a.md", "docs/faq/first.md")
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("faq/a.md", "faq/first.md"))
    site.change("faq/first.md", three()["a"].replace("number: 1", "number: 1\naliases: [old, faq/a]"))
    site.publish("1.2", "--latest")
    assert 'content="0; url=../../../latest/faq/first/"' in site.shown("1.0/faq/a/index.html")
    assert '"https://faq.example.org/help/latest/faq/first/"' in site.shown("1.1/faq/a/index.html")
    assert "is not published" in site.refused("unpublish", "7.7")


def test_pages_that_somebody_put_on_the_branch_stay(site: Site) -> None:
    """No command writes over them: not in the folder of a version that nobody published, nor beside stubs."""
    site.publish("1.0", "--latest")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("1.1", "--latest")
    assert site.faq("unpublish", "1.0").returncode == 0
    # A tree that another run of ours built has such stubs.
    alias = redirect("old/", Permalink("ch1/"), "Chapter 1")
    mine = {"0.9/ch1/index.html": "<p>Mine</p>", "0.9/old/index.html": alias, "1.0/own.html": "<p>Mine</p>"}
    on_branch(site, mine)
    site.publish("dev")
    site.publish("2.0", "--latest")
    assert site.faq("unpublish", "1.1").returncode == 0
    site.change("faq/b.md", three(b="Another answer.")["b"])
    site.publish("2.0")
    assert site.faq("rollback", "2.0").returncode == 0
    assert {path: site.shown(path) for path in mine} == mine
    assert "latest/faq/a/" in site.shown("1.0/faq/a/index.html")


@pytest.mark.parametrize("name", ["über", "über 50%2F#"])
def test_names_in_any_alphabet(tmp_path: Path, name: str) -> None:
    """Links are quoted and paths are not; whatever follows a link or compares addresses knows both."""
    pages = three(a="The answer.\n\n## Steps\n\nOpen the lid.")
    hidden = {f"/{name}": "---\nrobots: noindex\n---\n# Hidden\n"}
    site = make_site(tmp_path, {name: pages["a"], "b": pages["b"], "c": pages["c"]} | hidden)
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("faq/a.md", f"faq/{name}.md"), encoding="utf-8")
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    listed = site.shown("sitemap.xml")
    assert f"/latest/faq/{quote(name)}/</loc>" in listed
    assert f"/latest/{quote(name)}/</loc>" not in listed
    git(site.clone, "mv", f"docs/faq/{name}.md", "docs/faq/öffnen.md")
    config.write_text(config.read_text().replace(f"faq/{name}.md", "faq/öffnen.md"), encoding="utf-8")
    address = written(f"faq/{name}/")
    moved = pages["a"].replace("number: 1", f"number: 1\naliases: ['{address}']")
    site.change("faq/öffnen.md", moved.replace("## Steps\n\n", ""))
    assert f"latest/{address}#steps: the anchor" in site.refused("publish", "1.1", "--latest")
    site.change("faq/öffnen.md", moved)
    site.publish("1.1", "--latest")
    old = site.shown(f"1.0/faq/{name}/index.html")
    assert '<link rel="canonical" href="https://faq.example.org/help/latest/faq/%C3%B6ffnen/">' in old
    assert "noindex" not in old
    assert 'href="../../../latest/faq/%C3%B6ffnen/"' in old
    assert site.faq("unpublish", "1.0").returncode == 0
    assert 'url=../../../latest/faq/%C3%B6ffnen/"' in site.shown(f"1.0/faq/{name}/index.html")


def test_before_there_is_a_current_version_nothing_names_one(site: Site) -> None:
    site.publish("dev")
    built = unmarked(site.shown("dev/faq/a/index.html"))
    assert 'rel="canonical" href="https://faq.example.org/help/latest/faq/a/"' in built
    for version in ("dev", "1.0"):
        site.publish(version)
        assert "was there already" in site.publish(version)
        page = site.shown(f"{version}/faq/a/index.html")
        assert 'rel="canonical"' not in page
        assert '<meta name="robots" content="noindex">' in page
        assert "faq-old" not in page
        assert f'<a href="/help/{version}/' in site.shown("404.html")
        assert "Sitemap" not in site.shown("robots.txt")
        assert not {"sitemap.xml", "llms.txt"} & set(root_of(site))
    site.publish("1.0", "--latest")
    assert site.tree("1.0") == site.tree("latest")
    assert site.shown("1.0/faq/a/index.html") == built
    assert 'rel="canonical"' in site.shown("dev/faq/a/index.html")
    assert '<a href="/help/latest/' in site.shown("404.html")
    assert {"sitemap.xml", "llms.txt"} <= set(root_of(site))
    # Somebody takes `latest` away: the root's lists of it are no use.
    listed = json.loads(site.shown("versions.json"))
    on_branch(site, {"versions.json": json.dumps([{**one, "aliases": []} for one in listed])})
    site.publish("dev")
    assert "Sitemap" not in site.shown("robots.txt")
    assert not {"sitemap.xml", "llms.txt"} & set(root_of(site))


@pytest.mark.parametrize("kind", ["symlink", "redirect"])
def test_a_branch_that_plain_mike_made(site: Site, kind: str) -> None:
    """Its `latest` leads to a version, and becomes a copy; what it published can come back."""
    for version in ("1.0", "1.1"):
        site.change("faq/a.md", three(a=f"As in {version}.")["a"])
        mike(site, "deploy", version, "latest", "-u", f"--alias-type={kind}")
    mike(site, "set-default", "latest")
    git(site.clone, "push", "-q", "origin", "gh-pages")
    linked = git(site.remote, "ls-tree", "gh-pages", "latest")
    assert linked.startswith("120000 blob" if kind == "symlink" else "040000 tree")
    first, second = site.tree("1.0"), site.tree("1.1")
    site.change("faq/a.md", three(a="As in 1.2.")["a"])
    site.change("faq/b.md", three()["b"].replace("How do I go on?", "How do I stop?"))
    lost = site.refused("publish", "1.2", "--latest")
    assert "1.1/faq/b/#how-do-i-go-on: the anchor" in lost
    site.publish("1.2")
    assert site.versions() == {"1.2": [], "1.1": ["latest"], "1.0": []}
    assert site.tree("latest") == site.tree("1.1") == second
    assert {"404.html", "sitemap.xml", "llms.txt", "pages.json"} <= set(root_of(site))
    assert "This is version" in site.shown("1.0/faq/a/index.html")
    assert "9.9 was never published (published: 1.2, 1.1, 1.0)" in site.refused("rollback", "9.9")
    done = site.faq("rollback", "1.0")
    assert done.returncode == 0, done.stderr
    assert site.tree("latest") == site.tree("1.0") == first
    assert site.faq("unpublish", "1.1").returncode == 0
    done = site.faq("rollback", "1.1")
    assert done.returncode == 0, done.stderr
    assert site.tree("latest") == site.tree("1.1") == second


def test_an_alias_that_was_made_by_hand_has_no_marks(site: Site) -> None:
    site.publish("1.0")
    git(site.clone, "fetch", "-q", "origin", "+gh-pages:gh-pages")
    mike(site, "alias", "1.0", "latest", "--alias-type=copy")
    git(site.clone, "push", "-q", "origin", "gh-pages")
    assert "noindex" in site.shown("latest/faq/a/index.html")
    site.publish("dev")
    assert "noindex" not in site.shown("latest/faq/a/index.html")
    assert site.tree("latest") == site.tree("1.0")
    assert "/latest/faq/a/</loc>" in site.shown("sitemap.xml")


def mike(site: Site, *arguments: str) -> None:
    """Run plain mike in the clone."""
    python = Path(sys.executable).parent
    surroundings = environment(PATH=f"{python}:{os.environ['PATH']}")
    command = [str(python / "mike"), *arguments]
    done = subprocess.run(command, cwd=site.clone, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def root_of(site: Site) -> list[str]:
    """What stands at the root of the branch."""
    return git(site.remote, "ls-tree", "--name-only", "gh-pages").split()


def test_the_root_has_what_hosts_look_for(site: Site) -> None:
    site.publish("dev")
    assert "dev/" in site.shown("index.html")
    site.publish("1.0", "--latest")
    assert "latest/" in site.shown("index.html")
    assert '<html lang="en">' in site.shown("index.html")
    assert "Not here" in site.shown("404.html")
    assert "Sitemap: https://faq.example.org/help/sitemap.xml" in site.shown("robots.txt")
    assert "https://faq.example.org/help/latest/faq/a/" in site.shown("sitemap.xml")
    assert "(https://faq.example.org/help/latest/faq/a/index.md): " in site.shown("llms.txt")
    assert '"latest":["","faq/","faq/a/"' in site.shown("pages.json")


def test_what_the_project_adds_to_the_root_follows_the_newest_tree(site: Site) -> None:
    config = site.clone / "mkdocs.yml"
    plain = config.read_text()
    named = "extra: {faq: {security_contact: 'mailto:security@example.org'}}\n"
    config.write_text(plain + named)
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    told = site.shown(".well-known/security.txt")
    assert "Contact: mailto:security@example.org" in told
    config.write_text(plain + named.replace("security@", "other@"))
    commit_all(site.clone)
    site.publish("0.9.1")  # a correction of an old version
    assert site.shown(".well-known/security.txt") == told
    config.write_text(plain)
    commit_all(site.clone)
    site.publish("dev")
    assert "security.txt" not in git(site.remote, "ls-tree", "-r", "--name-only", "gh-pages")


def test_a_security_txt_that_somebody_put_on_the_branch_stays(site: Site) -> None:
    site.publish("1.0", "--latest")
    other = site.clone.parent / "other"
    git(site.clone.parent, "clone", "-q", "-b", "gh-pages", str(site.remote), str(other))
    (other / ".well-known").mkdir()
    (other / ".well-known/security.txt").write_text(
        "# Ours\nContact: tel:+64-1\nExpires: 2027-01-01T00:00:00Z\n"
    )
    commit_all(other)
    git(other, "push", "-q", "origin", "gh-pages")
    site.publish("1.1", "--latest")
    assert "# Ours" in site.shown(".well-known/security.txt")


def test_fifty_releases_stay_small(site: Site, built_site: Path, tmp_path: Path) -> None:
    """What fifty releases of the real site add to the first, packed; each changes one answer."""
    tree = {p.relative_to(built_site).as_posix(): p for p in built_site.rglob("*") if p.is_file()}
    page = "faq/opening-hours/index.html"
    folder = tmp_path / "built"
    shutil.copytree(built_site, folder)
    contents = {path: file.read_bytes() for path, file in tree.items()}
    words = random.Random(1)
    with opened(site.clone, "origin", "gh-pages") as (store, _):
        base: str | None = None
        for n in range(51):
            said = " ".join(f"{words.random():.9f}" for _ in range(40))
            new = contents[page].replace(b"</article>", f"<p>{said}</p></article>".encode())
            (folder / page).write_bytes(new)
            root = Root("https://faq.example.org/")
            release = Release(f"1.{n}", store.taken_in(folder), root, "0" * 40, latest=True)
            head = prepared(store, release, base, lambda _: None)
            git(store.folder, "update-ref", store.ref, head)
            if base is None:
                store.push(head, None)
                first = packed(site)
            base = head
        assert store.push(head, store.ask()).code == 0
    assert len(site.versions()) == 51
    assert packed(site) - first < 5_000_000


def packed(site: Site) -> int:
    git(site.remote, "gc", "-q")
    return sum(path.stat().st_size for path in site.remote.glob("objects/pack/*.pack"))
