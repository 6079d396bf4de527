"""Publishing to a real remote: what is refused, what races, what is killed, what goes back."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from faq.publishing.marks import unmarked
from faq.publishing.opening import opened
from faq.publishing.release import Release, publish
from tests.faqs import commit_all, git, question, three
from tests.publishing.site import CONFIG, Site, environment, make_site


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


def test_a_rehearsal_pushes_nothing(site: Site) -> None:
    assert "nothing was pushed" in site.publish("1.0", "--latest", "--dry-run")
    assert site.head() == ""


@pytest.mark.parametrize(
    "name", ["../x", "a b", ".git", "index.html", "<img src=x onerror=alert(1)>", "latest"]
)
def test_hostile_names_are_refused(site: Site, name: str) -> None:
    assert "is no version; write X.Y" in site.refused("publish", name)


def test_what_is_not_committed_is_refused(site: Site) -> None:
    (site.clone / "docs" / "new.md").write_text("# New\n")
    assert "not everything is committed: docs/new.md" in site.refused("publish", "1.0")


def test_what_cannot_be_built_is_refused(site: Site) -> None:
    site.change("faq/b.md", question(2, "How do I go on?", "See question 9."))
    said = site.refused("publish", "1.0")
    assert "cannot be built" in said
    assert '"question 9" does not exist' in said


def test_latest_does_not_move_back(site: Site) -> None:
    site.publish("2.0", "--latest")
    assert "latest names 2.0, which is newer than 1.0.1" in site.refused("publish", "1.0.1", "--latest")
    site.publish("1.0.1", "--latest-if-newest")
    assert site.versions() == {"2.0": ["latest"], "1.0.1": []}
    assert "only a release can be" in site.refused("publish", "dev", "--latest")


def test_another_generator_is_refused(site: Site, tmp_path: Path) -> None:
    (tmp_path / "other" / "properdocs").mkdir(parents=True)
    (tmp_path / "other" / "properdocs" / "__init__.py").touch()
    done = subprocess.run(
        [sys.executable, "-m", "faq.cli", "publish", "1.0"],
        cwd=site.clone,
        capture_output=True,
        text=True,
        check=False,
        env=environment(PYTHONPATH=str(tmp_path / "other")),
    )
    assert done.returncode == 1
    assert "pip uninstall properdocs" in done.stderr


def test_a_title_with_markup_is_refused(site: Site) -> None:
    site.publish("1.0", "--latest")
    work = site.clone.parent / "work"
    git(site.clone.parent, "clone", "-q", "-b", "gh-pages", str(site.remote), str(work))
    listed = (work / "versions.json").read_text()
    (work / "versions.json").write_text(
        listed.replace('"title": "1.0"', '"title": "<img src=x onerror=alert(1)>"')
    )
    commit_all(work)
    git(work, "push", "-q", "origin", "gh-pages")
    assert "holds markup" in site.refused("publish", "1.1")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(["--remote", "nowhere"], "there is no remote 'nowhere' (known: origin)")],
)
def test_other_refusals(site: Site, arguments: list[str], reason: str) -> None:
    assert reason in site.refused("publish", "1.0", *arguments)


def test_a_site_without_an_address_is_refused(tmp_path: Path) -> None:
    site = make_site(tmp_path, config=CONFIG.replace("site_url: https://faq.example.org/help/\n", ""))
    assert "site_url: is not set" in site.refused("publish", "1.0")


def test_a_remote_that_does_not_take_it_is_told_of(site: Site) -> None:
    hook = site.remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho protected >&2\nexit 1\n")
    hook.chmod(0o755)
    said = site.refused("publish", "1.0")
    assert "the remote does not take it" in said
    assert "protected" in said


# -- many at once, and killed


def publisher(site: Site, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "faq.cli", "publish", *arguments],
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


@pytest.mark.parametrize("hook", ["pre-receive", "post-receive"])
def test_killed_while_it_pushes(site: Site, hook: str) -> None:
    site.publish("1.0", "--latest")
    script = site.remote / "hooks" / hook
    pids = site.clone.parent / "pid"
    script.write_text(f"#!/bin/sh\ncat >/dev/null\nkill -9 $(cat {pids})\n")
    script.chmod(0o755)
    process = publisher(site, "1.1", "--latest")
    pids.write_text(str(process.pid))
    process.communicate()
    assert process.returncode == -9
    script.unlink()
    site.publish("1.1", "--latest")
    assert site.versions() == {"1.1": ["latest"], "1.0": []}


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
    assert site.shown("1.1/sitemap.xml") == site.shown("1.2/sitemap.xml")
    assert len(git(site.remote, "log", "--format=%H", "gh-pages").splitlines()) == 3


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


# -- what is published


def test_what_was_tested_is_what_is_shipped(site: Site) -> None:
    site.publish("1.0", "--latest")
    time = git(site.clone, "log", "-1", "--format=%ct").strip()
    built = site.clone.parent / "built"
    for zone, language in (("Pacific/Auckland", "C"), ("America/New_York", "de_DE.UTF-8")):
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", built / language],
            cwd=site.clone,
            env=environment(SOURCE_DATE_EPOCH=time, MIKE_DOCS_VERSION="latest", TZ=zone, LC_ALL=language),
            check=True,
        )
        where = ("--git-dir", str(site.remote), "--work-tree", str(built / language))
        git(built / language, *where, "add", "-A", "-f", ".")
        assert git(built / language, *where, "write-tree").strip() == site.tree("1.0")


def test_the_sitemap_dates_pages_by_their_own_last_change(site: Site) -> None:
    (site.clone / "docs/faq/a.md").write_text(three(a="Another answer.")["a"])
    git(site.clone, "add", "-A")
    git(site.clone, "commit", "-qm", "old", "--date=2020-02-03T12:00:00Z")
    subprocess.run(
        ["git", "commit", "-q", "--amend", "--no-edit"],
        cwd=site.clone,
        env=environment(GIT_COMMITTER_DATE="2020-02-03T12:00:00Z"),
        check=True,
    )
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
    said = site.faq("rollback", "1.0")
    assert said.returncode == 0, said.stderr
    assert site.tree("1.0") == site.tree("latest") == built
    assert site.versions() == {"1.2": [], "1.1": [], "1.0": ["latest"]}
    gone = site.shown("1.1/extra/index.html")
    assert '<meta name="robots" content="noindex">' in gone
    assert 'rel="canonical"' not in gone
    assert "Go to the current version" in gone
    site.publish("1.3", "--latest")
    assert 'rel="canonical"' in site.shown("1.1/extra/index.html")


def test_a_version_goes_back_to_what_it_was(site: Site) -> None:
    site.publish("1.0", "--latest")
    first = site.tree("1.0")
    site.change("faq/a.md", three(a="A bad answer.")["a"])
    site.publish("1.0")
    assert site.tree("1.0") == site.tree("latest") != first
    assert site.faq("rollback", "1.0").returncode == 0
    assert site.tree("1.0") == site.tree("latest") == first
    assert "no other tree before" in site.refused("rollback", "1.0")
    assert "9.9 was never published" in site.refused("rollback", "9.9")


def test_an_unpublished_version_leads_on(site: Site) -> None:
    site.publish("1.0", "--latest")
    assert "is what latest names" in site.refused("unpublish", "1.0")
    site.change("faq/a.md", three()["a"].replace("number: 1", "number: 1\naliases: [old]"))
    site.publish("1.1", "--latest")
    assert site.faq("unpublish", "1.0").returncode == 0
    assert site.versions() == {"1.1": ["latest"]}
    assert 'content="0; url=../../../latest/faq/a/"' in site.shown("1.0/faq/a/index.html")
    # The page moves: what leads to it leads there in one step.
    git(site.clone, "mv", "docs/faq/a.md", "docs/faq/first.md")
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("faq/a.md", "faq/first.md"))
    site.change("faq/first.md", three()["a"].replace("number: 1", "number: 1\naliases: [old, faq/a]"))
    site.publish("1.2", "--latest")
    assert 'content="0; url=../../../latest/faq/first/"' in site.shown("1.0/faq/a/index.html")
    assert '"https://faq.example.org/help/latest/faq/first/"' in site.shown("1.1/faq/a/index.html")
    assert "is not published" in site.refused("unpublish", "7.7")


def test_the_root_has_what_hosts_look_for(site: Site) -> None:
    site.publish("dev")
    assert "dev/" in site.shown("index.html")
    site.publish("1.0", "--latest")
    assert "latest/" in site.shown("index.html")
    assert "Not here" in site.shown("404.html")
    assert "Sitemap: https://faq.example.org/help/sitemap.xml" in site.shown("robots.txt")
    assert "https://faq.example.org/help/latest/faq/a/" in site.shown("sitemap.xml")
    assert "(https://faq.example.org/help/latest/faq/a/index.md): " in site.shown("llms.txt")
    assert '"latest":["","faq/a/"' in site.shown("pages.json")


def test_fifty_releases_stay_small(site: Site, built_site: Path, tmp_path: Path) -> None:
    """What fifty releases of the real site add to the first, packed; each changes one answer."""
    tree = {p.relative_to(built_site).as_posix(): p for p in built_site.rglob("*") if p.is_file()}
    page = "faq/hours-of-support/index.html"
    folder = tmp_path / "built"
    shutil.copytree(built_site, folder)
    contents = {path: file.read_bytes() for path, file in tree.items()}
    words = random.Random(1)
    with opened(site.clone, "origin", "gh-pages") as (store, _):
        for n in range(51):
            said = " ".join(f"{words.random():.9f}" for _ in range(40))
            new = contents[page].replace(b"</article>", f"<p>{said}</p></article>".encode())
            (folder / page).write_bytes(new)
            release = Release(
                f"1.{n}", {**contents, page: new}, folder, "https://faq.example.org/", "0" * 40, latest=True
            )
            publish(store, release, lambda _: None)
            if n == 0:
                first = packed(site)
    assert len(site.versions()) == 51
    assert packed(site) - first < 5_000_000


def packed(site: Site) -> int:
    git(site.remote, "gc", "-q")
    return sum(path.stat().st_size for path in site.remote.glob("objects/pack/*.pack"))
