"""git, whatever a user has set: the same answers, and none of the user's programs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from faq.git import NO_GIT, GitError, commit_time, contents, feed, run
from tests.faqs import commit_all, git, question, three
from tests.publishing.site import CONFIG, Site, environment, make_site

TRAP = """\
#!/bin/sh
echo "$0 $*" >> {folder}/called
echo "[GNUPG:] GOODSIG 0 Me"
exit 1
"""
SIGNER = """\
#!/bin/sh
cat >/dev/null
echo "-----BEGIN PGP SIGNATURE-----"
echo
echo "none"
echo "-----END PGP SIGNATURE-----"
echo "[GNUPG:] SIG_CREATED D" >&2
"""
SETTINGS = """
log.showSignature=true log.showRoot=false log.follow=true log.date=relative log.decorate=full
log.abbrevCommit=true log.mailmap=false format.pretty=%H|%ad notes.displayRef=*
i18n.commitEncoding=latin1 i18n.logOutputEncoding=latin1
color.ui=always color.diff=always color.status=always color.push=always color.transport=always
color.remote=always column.ui=always
core.quotePath=true core.pager={folder}/trap core.fsmonitor={folder}/trap core.hooksPath={folder}/hooks
core.editor={folder}/trap core.attributesFile={folder}/attributes core.excludesFile={folder}/ignored
core.autocrlf=true core.eol=crlf core.safecrlf=true core.sparseCheckout=true core.abbrev=5
core.logAllRefUpdates=always
diff.noprefix=true diff.mnemonicPrefix=true diff.renames=false diff.renameLimit=1 diff.relative=true
diff.external={folder}/trap diff.orderFile={folder}/nowhere diff.submodule=log diff.ignoreSubmodules=all
diff.algorithm=patience
status.short=true status.branch=true status.showStash=true status.showUntrackedFiles=no
status.relativePaths=false
init.templateDir={folder}/template init.defaultBranch=other
gpg.program={folder}/trap commit.gpgSign=true tag.gpgSign=true
push.default=nothing push.followTags=true push.gpgSign=true push.pushOption=mine
push.recurseSubmodules=check
fetch.prune=true fetch.pruneTags=true fetch.recurseSubmodules=true fetch.output=compact
protocol.version=0 safe.bareRepository=explicit submodule.recurse=true trace2.normalTarget=1
"""
NOBODY = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
"""A user who has set nothing."""
HOOKS = ("pre-push", "post-checkout", "post-index-change", "post-commit")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with what a hostile user has in it."""

    folder: Path

    @property
    def settings(self) -> list[tuple[str, str]]:
        """What the user's configuration sets, in order."""
        return [
            (name, value.format(folder=self.folder))
            for name, _, value in (entry.partition("=") for entry in SETTINGS.split())
        ]

    def called(self) -> str:
        """Which of the user's programs were called."""
        log = self.folder / "called"
        return log.read_text() if log.exists() else ""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "mine"
    for inside in ("hooks", "template/hooks"):
        (folder / inside).mkdir(parents=True)
    for program in ("trap", *(f"{of}/{name}" for of in ("hooks", "template/hooks") for name in HOOKS)):
        (folder / program).write_text(TRAP.format(folder=folder))
        (folder / program).chmod(0o755)
    (folder / "attributes").write_text("* text=auto\n*.md text eol=crlf\n")
    (folder / "ignored").write_text("d.md\n")
    return Place(folder)


def by_file(place: Place, clone: Path) -> dict[str, str]:
    file = place.folder / "config"
    for name, value in place.settings:
        git(place.folder, "config", "--file", str(file), "--add", name, value)
    return {"GIT_CONFIG_GLOBAL": str(file)}


def by_environment(place: Place, clone: Path) -> dict[str, str]:
    around = {"GIT_CONFIG_COUNT": str(len(place.settings))}
    for at, (name, value) in enumerate(place.settings):
        around |= {f"GIT_CONFIG_KEY_{at}": name, f"GIT_CONFIG_VALUE_{at}": value}
    return around


def by_repository(place: Place, clone: Path) -> dict[str, str]:
    for name, value in place.settings:
        git(clone, "config", "--file", ".git/config", "--add", name, value)
    return {}


def elsewhere(place: Place, clone: Path) -> dict[str, str]:
    """As in a hook of another repository, whose user watches git."""
    other, trap = place.folder / "other", str(place.folder / "trap")
    git(place.folder, "init", "-q", str(other))
    (other / "file").write_text("Mine")
    commit_all(other)
    return {
        "GIT_DIR": f"{other}/.git",
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": f"{other}/.git/index",
        "GIT_OBJECT_DIRECTORY": f"{other}/.git/objects",
        "GIT_CONFIG": f"{other}/.git/config",
        "GIT_PREFIX": "docs/",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_TRACE": "1",
        "GIT_EXTERNAL_DIFF": trap,
        "GIT_PAGER": trap,
        "GIT_TEMPLATE_DIR": f"{place.folder}/template",
    }


SURROUNDINGS: dict[str, Callable[[Place, Path], dict[str, str]]] = {
    "a file": by_file,
    "the environment": by_environment,
    "the repository": by_repository,
    "elsewhere": elsewhere,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of a project with some history, its last commit signed, and its remote."""
    root = tmp_path_factory.mktemp("made")
    pages = {**three(a='See question 3.\n\n--8<-- "hours.md"'), "/grün": "# Grün\n"}
    more = "extra: {faq: {changes: changes.md, security_contact: 'mailto:security@example.org'}}\n"
    snippets = "markdown_extensions: [attr_list, pymdownx.snippets: {base_path: [snippets]}]"
    config = CONFIG.replace("markdown_extensions: [attr_list]", snippets) + more
    (root / "clone/snippets").mkdir(parents=True)
    (root / "clone/snippets/hours.md").write_text("Always.\n")
    site = make_site(root, pages, config)
    (site.clone / "docs/lines.js").write_text("one\ntwo\n")
    site.change("faq/b.md", three(b="Another answer.")["b"])
    signer = root / "signer"
    signer.write_text(SIGNER)
    signer.chmod(0o755)
    git(site.clone, "mv", "docs/grün.md", "docs/grüner.md")
    (site.clone / "snippets/hours.md").write_text("Always, but at night.\n")
    git(site.clone, "-c", f"gpg.program={signer}", "commit", "-q", "-a", "-S", "-m", "signed")
    assert "gpgsig" in git(site.clone, "cat-file", "commit", "HEAD")
    return root


def results(made: Path, root: Path, surrounded: Callable[[Path], Mapping[str, str]]) -> dict[str, object]:
    """What the commands that ask git give, in a copy of what was made."""
    shutil.copytree(made, root, symlinks=True)
    site = Site(root / "clone", root / "remote.git")
    git(site.clone, "remote", "set-url", "origin", str(site.remote))
    around = {**NOBODY, **surrounded(site.clone)}
    done = site.faq("publish", "1.0", "--latest", **around)
    assert done.returncode == 0, done.stderr
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", root / "site"],
        cwd=site.clone,
        env=environment(**around),
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    # What is not committed: the last two questions change their places, and a new one cites the last.
    (site.clone / "docs/faq/b.md").rename(site.clone / "docs/faq/bb.md")
    (site.clone / "docs/faq/d.md").write_text(question(4, "New?", "See question 3."))
    config = site.clone / "mkdocs.yml"
    nav = "  - faq/b.md\n  - faq/c.md\n"
    config.write_text(config.read_text().replace(nav, "  - faq/c.md\n  - faq/bb.md\n  - faq/d.md\n"))
    checked = site.faq("check", "--since", "HEAD", "--format", "json", **around)
    forked = site.faq("check", "--since-base", "--format", "json", **around)
    files = [path for path in (root / "site").rglob("*") if path.is_file() and "sitemap" not in path.name]
    return {
        "published": git(site.remote, "rev-parse", "gh-pages^{tree}"),
        "refs": git(site.remote, "for-each-ref", "--format=%(refname)"),
        "message": git(site.remote, "log", "-1", "--format=%B", "gh-pages"),
        "site": {path.relative_to(root / "site").as_posix(): path.read_bytes() for path in files},
        "checked": checked.stdout,
        "forked": forked.stdout,
    }


@pytest.fixture(scope="module")
def plain(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What comes of it with no configuration at all."""
    return results(made, tmp_path_factory.mktemp("plain") / "root", lambda _: {})


def test_there_is_something_to_get_wrong(plain: dict[str, object]) -> None:
    site = plain["site"]
    assert isinstance(site, dict)
    assert b"Expires: " in site[".well-known/security.txt"]
    assert b"How do I go on?" in site["changes/index.html"]
    assert "stale-reference" in str(plain["checked"])
    assert "not compared" not in f"{plain['checked']} {plain['forked']}"


@pytest.mark.parametrize("kind", SURROUNDINGS)
def test_nobodys_configuration_shows(
    made: Path, plain: dict[str, object], place: Place, tmp_path: Path, kind: str
) -> None:
    found = results(made, tmp_path / "root", lambda clone: SURROUNDINGS[kind](place, clone))
    for what, value in plain.items():
        assert found[what] == value, what
    assert place.called() == ""


# -- a folder of somebody else's

OTHERS = {
    "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
}
"""How git's own tests have it take every folder for somebody else's."""
ASKING = {
    "check --since": ("faq.cli", "check", "--since", "HEAD"),
    "check --since-base": ("faq.cli", "check", "--since-base"),
    "publish": ("faq.cli", "publish", "1.0"),
    "rollback": ("faq.cli", "rollback", "1.0"),
    "build": ("mkdocs", "build", "--strict"),
}


@pytest.mark.parametrize("name", ASKING)
def test_a_folder_that_git_does_not_trust_is_told_with_the_way_out(made: Path, name: str) -> None:
    clone = made / "clone"
    command = [sys.executable, "-m", *ASKING[name]]
    done = subprocess.run(
        command, cwd=clone, env=environment(**OTHERS), capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert f"dubious ownership in repository at '{clone}'" in said
    assert f"git config --global --add safe.directory {clone}" in said
    assert "Traceback" not in said
    assert done.returncode != 0


# -- what is told


def test_no_git_no_repository_and_no_commit_are_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert commit_time(tmp_path) is None
    git(tmp_path, "init", "-q")
    assert commit_time(tmp_path) is None
    monkeypatch.setenv("PATH", "")
    assert commit_time(tmp_path) is None


def test_an_error_is_gits_own_line_whatever_it_says_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    monkeypatch.setenv("GIT_TRACE", "1")
    with pytest.raises(GitError, match=r"^git rev-parse failed: fatal: Needed a single revision$"):
        run(tmp_path, "rev-parse", "--verify", "nothing")


def test_what_is_wrong_with_a_piece_is_told_though_git_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        process.wait()

    def pieces() -> Iterator[bytes]:
        yield b"# what is held back until the pipe is closed\n"
        raise LookupError

    run(tmp_path, "init", "--quiet", "--bare")
    monkeypatch.setattr(subprocess.Popen, "kill", kill)
    with pytest.raises(LookupError):
        feed(tmp_path, "fast-import", "--quiet", "--done", given=pieces())


def test_that_git_ends_before_it_has_read_all_is_told_by_git(tmp_path: Path) -> None:
    run(tmp_path, "init", "--quiet", "--bare")
    with pytest.raises(GitError, match="Unsupported command: nonsense"):
        feed(tmp_path, "fast-import", "--done", given=[b"nonsense\n" * 99_999] * 9)


def test_where_no_content_is_asked_for_git_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with contents(tmp_path) as content:
        pass
    with contents(tmp_path) as content, pytest.raises(GitError, match=NO_GIT):
        content("HEAD:a")
