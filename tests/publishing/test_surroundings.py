"""Whatever is around the command: the user's configuration, odd clones, and what killed commands left."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from faq.git import ELSEWHERE
from faq.publishing.opening import clear_leftovers, work_folder
from tests.faqs import commit_all, git, question, three
from tests.publishing.site import Site, dated, environment, make_site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = make_site(tmp_path)
    git(site.clone, "push", "-q", "origin", "HEAD:main")
    return site


HOOK = "#!/bin/sh\necho a hook of mine >&2\nexit 1\n"


def test_the_users_configuration_makes_no_other_bytes(site: Site, tmp_path: Path) -> None:
    (site.clone / "docs/lines.js").write_bytes(b"one\ntwo\n")
    commit_all(site.clone)
    site.publish("1.0", "--latest")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("pre-push", "post-checkout", "reference-transaction", "post-commit"):
        (hooks / name).write_text(HOOK)
        (hooks / name).chmod(0o755)
    (tmp_path / "attributes").write_text("* text=auto\n*.js text eol=crlf\n")
    git(site.clone, "tag", "-a", "v1.0", "-m", "1.0")
    for setting in (
        *("core.autocrlf=true", "core.eol=crlf", f"core.attributesFile={tmp_path}/attributes"),
        *(f"core.hooksPath={hooks}", "commit.gpgSign=true", "tag.gpgSign=true", "gpg.program=/bin/false"),
        *("push.followTags=true", "push.default=nothing", "remote.origin.mirror=true", "fetch.prune=true"),
        *("status.showUntrackedFiles=no", "submodule.recurse=true", "core.sparseCheckout=true"),
        *("gc.auto=1", "core.logAllRefUpdates=always", "core.quotePath=false", "i18n.commitEncoding=latin1"),
    ):
        git(site.clone, "config", *setting.split("=", 1))
    refs = git(site.remote, "for-each-ref", "--format=%(refname)")
    done = site.faq("publish", "1.1", "--latest")
    assert done.returncode == 0, done.stderr
    assert site.tree("1.1") == site.tree("latest")
    assert site.shown("1.1/lines.js") == site.shown("1.0/lines.js")
    assert site.faq("rollback", "1.0").returncode == 0
    assert site.tree("1.0") == site.tree("latest")
    assert git(site.remote, "for-each-ref", "--format=%(refname)") == refs


def test_the_repository_that_git_names_to_a_hook_is_not_touched(site: Site, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(tmp_path, "init", "-q", str(other))
    (other / "file").write_text("Mine")
    commit_all(other)
    before = git(other, "for-each-ref"), git(other, "status", "--porcelain")
    named = {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(other), "GIT_PREFIX": "x/"}
    more = {"GIT_INDEX_FILE": str(other / ".git/index"), "GIT_OBJECT_DIRECTORY": str(other / ".git/objects")}
    done = site.faq("publish", "1.0", "--latest", **named, **more)
    assert done.returncode == 0, done.stderr
    assert site.versions() == {"1.0": ["latest"]}
    assert (git(other, "for-each-ref"), git(other, "status", "--porcelain")) == before


def test_who_commits_may_be_said_for_this_repository_alone(tmp_path: Path) -> None:
    """By `includeIf`, which does not hold in the command's own folder; in a folder with odd characters."""
    root = tmp_path / 'a "b" \\ c'
    root.mkdir()
    site = make_site(root)
    (tmp_path / "private").write_text("[user]\n\tname = Private\n\temail = private@example.org\n")
    (tmp_path / "work").write_text("[user]\n\tname = Wörk\n\temail = work@example.org\n")
    (tmp_path / "global").write_text(
        f"[include]\n\tpath = {tmp_path}/private\n"
        f'[includeIf "gitdir:**/clone/.git"]\n\tpath = {tmp_path}/work\n'
        "[log]\n\tshowSignature = true\n"
    )
    unnamed = {f"GIT_{who}_{what}": "" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = site.faq("publish", "1.0", "--latest", GIT_CONFIG_GLOBAL=str(tmp_path / "global"), **unnamed)
    assert done.returncode == 0, done.stderr
    said = git(site.remote, "log", "-1", "--format=%an <%ae>, %cn <%ce>", "gh-pages")
    assert said == "Wörk <work@example.org>, Wörk <work@example.org>\n"


def test_what_the_commit_does_not_say_is_not_published(site: Site) -> None:
    """Also where git was told not to look: the reason why a page is gone stands in the working tree alone."""
    site.publish("1.0", "--latest")
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - faq/c.md\n", ""))
    (site.clone / "docs/faq/c.md").unlink()
    commit_all(site.clone)
    git(site.clone, "update-index", "--assume-unchanged", "mkdocs.yml")
    config.write_text(config.read_text() + "extra: {faq: {gone: [{address: faq/c/, reason: Old.}]}}\n")
    assert "latest/faq/c/: the page would be gone" in site.refused("publish", "1.1", "--latest")


def test_nobody_but_git_sees_the_token(site: Site) -> None:
    hook = (
        "import os\n\ndef on_page_markdown(markdown, **_):\n"
        "    return markdown + '\\n\\ntoken: ' + str(os.environ.get('GH_TOKEN'))\n"
    )
    (site.clone / "tell.py").write_text(hook)
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("hooks: [", "hooks: [tell.py, "))
    commit_all(site.clone)
    done = site.faq("publish", "1.0", "--latest", GH_TOKEN="secret")
    assert done.returncode == 0, done.stderr
    assert "secret" not in site.shown("1.0/faq/a/index.html")
    assert "token: None" in site.shown("1.0/faq/a/index.html")


def test_another_generator_beside_mkdocs_changes_nothing(site: Site, tmp_path: Path) -> None:
    """Where the package properdocs is there, mike (2.2) calls its program in place of MkDocs."""
    site.publish("1.0", "--latest")
    other, programs = tmp_path / "other", tmp_path / "programs"
    for folder in (other / "properdocs", other / "properdocs-1.6.7.dist-info", programs):
        folder.mkdir(parents=True)
    (other / "properdocs/__init__.py").touch()
    (other / "properdocs-1.6.7.dist-info/METADATA").write_text("Name: properdocs\nVersion: 1.6.7\n")
    (programs / "properdocs").write_text("#!/bin/sh\nexit 1\n")
    (programs / "properdocs").chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    done = site.faq("publish", "1.0", "--latest", PYTHONPATH=str(other), PATH=path)
    assert done.returncode == 0, done.stderr
    assert "1.0 as built from" in done.stdout
    assert "was there already" in done.stdout


def test_what_git_calls_local_is_left_behind() -> None:
    said = set(git(Path(), "rev-parse", "--local-env-vars").split())
    assert said - ELSEWHERE <= {"GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_NO_REPLACE_OBJECTS"}


CLONES: dict[str, list[list[str]]] = {
    "detached": [
        ["clone", "-q", "-b", "side", "{remote}", "{to}"],
        ["-C", "{to}", "checkout", "-q", "--detach"],
    ],
    "one branch, shallow": [["clone", "-q", "--depth=1", "--branch=side", "file://{remote}", "{to}"]],
    "one tag, shallow": [["clone", "-q", "--depth=1", "--branch=v1", "file://{remote}", "{to}"]],
    "tags only": [
        ["init", "-q", "{to}"],
        ["-C", "{to}", "remote", "add", "origin", "file://{remote}"],
        ["-C", "{to}", "fetch", "-q", "origin", "+refs/tags/*:refs/tags/*"],
        ["-C", "{to}", "checkout", "-q", "v1"],
    ],
    "partial": [["clone", "-q", "--filter=blob:none", "--branch=side", "file://{remote}", "{to}"]],
    "worktree": [["-C", "{clone}", "worktree", "add", "-q", "--detach", "{to}", "v1"]],
    "push address": [
        ["clone", "-q", "--branch=side", "{remote}", "{to}"],
        ["-C", "{to}", "remote", "set-url", "origin", "/nowhere"],
        ["-C", "{to}", "remote", "set-url", "--push", "origin", "{remote}"],
    ],
}


@pytest.mark.parametrize("kind", CLONES)
def test_any_clone_publishes_the_same(site: Site, tmp_path: Path, kind: str) -> None:
    git(site.remote, "config", "uploadpack.allowFilter", "true")
    git(site.clone, "checkout", "-q", "-b", "side")
    dated(site, "faq/a.md", question(1, "How do I begin?", "An answer of long ago."), "2020-02-03")
    site.change("faq/b.md", three(b="Another answer.")["b"])
    git(site.clone, "tag", "v1")
    git(site.clone, "push", "-q", "origin", "side", "v1")
    to = tmp_path / "odd"
    for command in CLONES[kind]:
        git(tmp_path, *(part.format(remote=site.remote, to=to, clone=site.clone) for part in command))
    done = site.faq("publish", "1.0", "--latest", clone=to)
    assert done.returncode == 0, done.stderr
    assert "An answer of long ago." in site.shown("1.0/faq/a/index.html")
    assert "/latest/faq/a/</loc><lastmod>2020-02-03<" in site.shown("sitemap.xml")
    assert "/latest/faq/b/</loc><lastmod>2020-02-03<" not in site.shown("sitemap.xml")


def test_a_submodule_and_a_filter_come_along(site: Site, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    git(tmp_path, "init", "-q", str(shared))
    (shared / "shared.md").write_text("# Shared by two sites\n")
    commit_all(shared)
    allowed = {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "protocol.file.allow",
        "GIT_CONFIG_VALUE_0": "always",
    }
    git(
        site.clone,
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        str(shared),
        "docs/shared",
    )
    git(site.clone, "config", "filter.loud.smudge", "tr a-z A-Z")
    git(site.clone, "config", "filter.loud.clean", "tr A-Z a-z")
    (site.clone / ".gitattributes").write_text("*.loud filter=loud\n")
    (site.clone / "docs/word.loud").write_text("HELLO")
    commit_all(site.clone)
    done = site.faq("publish", "1.0", "--latest", **allowed)
    assert done.returncode == 0, done.stderr
    assert "Shared by two sites" in site.shown("1.0/shared/shared/index.html")
    assert site.shown("1.0/word.loud") == "HELLO"


def test_a_repository_with_longer_names_of_objects(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256", str(tmp_path / "clone"))
    site = make_site(tmp_path, object_format="sha256")
    site.publish("1.0", "--latest")
    site.change("faq/a.md", three(a="Another answer.")["a"])
    site.publish("1.1", "--latest")
    assert site.faq("rollback", "1.0").returncode == 0
    assert site.tree("1.0") == site.tree("latest")


# -- what killed commands leave


def test_the_folder_of_a_killed_command_is_taken_away(site: Site, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "faq.cli", "publish", "1.0"],
        cwd=site.clone,
        env=environment(TMPDIR=str(temporary)),
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr
    process.stderr.readline()  # it says that it builds: its folder is there
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert [path.name[:12] for path in temporary.iterdir()] == ["faq-publish-"]
    done = site.faq("publish", "1.0", "--latest", TMPDIR=str(temporary))
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []


def test_a_folder_keeps_its_lock_while_anything_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed while taking it away leaves what the next one knows."""
    locked = []

    def killed(path: Path, ignore_errors: bool = False) -> None:
        locked.append((tmp_path / path.relative_to(tmp_path).parts[0] / "lock").exists())

    with work_folder(tmp_path) as folder:
        (folder / "store.git").mkdir()
        (folder / "a").touch()
        monkeypatch.setattr(shutil, "rmtree", killed)
    assert locked == [True, True]
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "store.git"]
    monkeypatch.undo()
    clear_leftovers(tmp_path)
    assert not folder.exists()


def test_the_theme_advertises_nothing_before_an_error(site: Site) -> None:
    config = site.clone / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: null, custom_dir: theme", "name: material"))
    site.change("faq/b.md", "---\nnumber: 2\n---\n\n# How do I go on?\n\nSee question 9.\n")
    said = site.refused("publish", "1.0", NO_MKDOCS_2_WARNING="")
    assert '"question 9" does not exist' in said
    assert "To disable this warning" not in said


def test_only_folders_of_commands_that_are_gone_are_taken_away(tmp_path: Path) -> None:
    for name in ("faq-publish-empty", "faq-publish-dead", "faq-publish-unknown", "another"):
        (tmp_path / name).mkdir()
    for name in ("faq-publish-dead/lock", "faq-publish-unknown/precious", "another/lock", "faq-publish-file"):
        (tmp_path / name).touch()
    (tmp_path / "faq-publish-orphan/source/.cache").mkdir(parents=True)
    (tmp_path / "faq-publish-link").symlink_to(tmp_path / "another")
    with work_folder(tmp_path) as alive:
        (alive / "held").touch()
        with (tmp_path / "another/lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            clear_leftovers(tmp_path)
        left = {path.name for path in tmp_path.iterdir()}
        kept = {"faq-publish-unknown", "another", "faq-publish-file", "faq-publish-link"}
        assert left == kept | {alive.name}
        assert (alive / "held").exists()
    assert not alive.exists()
