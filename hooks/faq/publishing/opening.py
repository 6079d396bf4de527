"""The way from the user's repository to a store, and from a commit to a built tree."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from faq.publishing.store import PERSON, Refused, Store, git, line, run_git

SOURCE = "source"
"""The folder that a commit is checked out into, beside the store."""
TOKENS = frozenset({"GH_TOKEN", "GITHUB_TOKEN"})
"""What git may need to push, and no plugin of the site to build it."""
TAKEN = re.compile(r"(?:user|credential|http|url|ssh)\.|core\.(?:sshcommand|askpass)$|protocol\.")
"""The settings that say who commits and how the remote is reached."""
PREFIX = "faq-publish-"
"""How the folders of running commands are called, in the folder for temporary files."""
OWN = """
[core]
\tbare = true
\thooksPath = /dev/null
\tautocrlf = false
\teol = lf
\tattributesFile = /dev/null
\tsparseCheckout = false
\tfsmonitor = false
[gc]
\tauto = 0
[maintenance]
\tauto = false
[commit]
\tgpgSign = false
[push]
\tfollowTags = false
\trecurseSubmodules = no
[fetch]
\trecurseSubmodules = no
[submodule]
\trecurse = false
"""
"""What the store does not take over from the user's configuration: what runs programs of the user's, pushes
more than the branch, or makes other bytes of the same commit."""
POINTER = b"version https://git-lfs.github.com/spec/v1"
"""How a file begins that Git LFS has not fetched."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The user's repository and what is to be published from it."""

    top: Path
    config: str
    """`mkdocs.yml`, relative to the top."""
    commit: str
    time: str
    """The commit's time, in seconds since 1970."""


def origin(config: Path) -> Origin:
    """Where `mkdocs.yml` is committed.  Raises Refused for a dirty tree, or none."""
    folder = config.resolve().parent
    top = top_of(folder)
    asked = ("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=none")
    if dirty := git(folder, "--no-optional-locks", *asked).decode().splitlines():
        more = f" and {len(dirty) - 5} more" if len(dirty) > 5 else ""
        files = ", ".join(entry[3:] for entry in dirty[:5])
        raise Refused(f"not everything is committed: {files}{more}; commit, or put it away with git stash -u")
    commit, time = line(folder, "log", "-1", "--format=%H %ct").split()
    return Origin(top, config.resolve().relative_to(top.resolve()).as_posix(), commit, time)


def top_of(folder: Path) -> Path:
    """The top of the repository that a folder is in.  Raises Refused with git's reason."""
    done = run_git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refused(
            f"{folder} is in no git repository that can be used; run it in a clone (git: {said[0]})"
        )
    return Path(done.stdout.decode().strip())


def require_generator() -> None:
    """mike 2.2 runs `properdocs` in place of MkDocs wherever that package is there."""
    if importlib.util.find_spec("properdocs") is not None:
        raise Refused(
            "the package properdocs is installed, with which mike builds another tree than MkDocs; "
            "take it out: python -m pip uninstall properdocs mkdocs-redirects (which requires it)"
        )


@contextmanager
def opened(top: Path, remote: str, branch: str) -> Iterator[tuple[Store, Path]]:
    """A store that borrows from the repository at `top`, and a folder for what is made on the way."""
    require_branch(top, branch)
    address = remote_address(top, remote)
    common = Path(line(top, "rev-parse", "--path-format=absolute", "--git-common-dir"))
    form = line(top, "rev-parse", "--show-object-format")
    with work_folder(Path(gettempdir())) as work:
        folder = work / "store.git"
        git(work, "init", "--quiet", "--bare", "--template=", f"--object-format={form}", str(folder))
        (folder / "objects/info").mkdir(exist_ok=True)
        (folder / "objects/info/alternates").write_text(f"{common / 'objects'}\n")
        if (common / "shallow").exists():
            shutil.copy(common / "shallow", folder / "shallow")
        _configure(folder, top, common)
        _require_identity(folder)
        yield Store(folder, address, branch), work


def _configure(folder: Path, top: Path, common: Path) -> None:
    """Give a store what the user's repository is set to, as far as it holds for a store.

    What the user's configuration includes for that repository alone (`includeIf`) is asked for there: it does
    not hold in another folder.
    """
    config = folder / "config"
    own = config.read_text() + OWN
    config.write_text("")
    git(folder, "config", "--file", "config", "include.path", str(common / "config"))
    said = git(top, "config", "--list", "-z", "--includes").decode("utf-8", "surrogateescape")
    for name, _, value in (entry.partition("\n") for entry in said.split("\0") if entry):
        if TAKEN.match(name):
            git(folder, "config", "--file", "config", "--add", name, value)
    config.write_text(config.read_text() + own)


def require_branch(top: Path, branch: str) -> None:
    """Raises Refused for what is no name of a branch (git-check-ref-format)."""
    other = branch == "HEAD" or branch.startswith(("refs/", "-"))
    if other or run_git(top, "check-ref-format", f"refs/heads/{branch}").returncode:
        raise Refused(f"{branch!r} is no name of a branch; write it as git branch shows it, such as gh-pages")


@contextmanager
def work_folder(where: Path) -> Iterator[Path]:
    """A folder for as long as a command runs; the folders of commands that were killed are taken away."""
    clear_leftovers(where)
    folder, lock = _locked_folder(where)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _locked_folder(where: Path) -> tuple[Path, int]:
    """A new folder and the lock that says that its process is alive, whatever becomes of the process."""
    while True:
        folder = Path(mkdtemp(prefix=PREFIX, dir=where))
        try:
            lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock).st_ino == (folder / "lock").stat().st_ino:
                return folder, lock
        except FileNotFoundError:
            continue  # another command took it for a leftover before it was locked


def clear_leftovers(where: Path) -> None:
    """Take away the folders of this user whose process is gone: nobody holds their lock."""
    for folder in where.glob(f"{PREFIX}*"):
        try:
            if folder.is_symlink() or not folder.is_dir() or folder.stat().st_uid != os.getuid():
                continue
            lock = os.open(folder / "lock", os.O_RDWR | os.O_NOFOLLOW)
        except FileNotFoundError:
            with suppress(OSError):
                folder.rmdir()  # killed before it had anything in it; a folder that holds something stays
            continue
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(lock)


def remote_address(top: Path, remote: str) -> str:
    """The address that a remote is pushed to; one that is a path is made absolute.

    What is pushed to is asked as well: another address might answer what is not there any more.
    """
    done = run_git(top, "remote", "get-url", "--push", remote)
    if done.returncode:
        known = ", ".join(git(top, "remote").decode().split()) or "none"
        raise Refused(f"there is no remote {remote!r} (known: {known}); say which with --remote")
    address = done.stdout.decode().strip()
    local = top / address
    return str(local.resolve()) if "://" not in address and local.exists() else address


def _require_identity(folder: Path) -> None:
    for name in PERSON:
        what = name.rpartition("_")[2].lower()
        if name not in os.environ and run_git(folder, "config", f"user.{what}").returncode:
            raise Refused(f"git does not know who you are; type: git config --global user.{what} ...")


def deepen(store: Store) -> None:
    """Get the history that a shallow clone left out: pages are dated by it."""
    if (store.folder / "shallow").exists():
        # Every branch and tag: the commit that is published need not be on the remote's first branch.
        every = ("+refs/heads/*:refs/deepened/heads/*", "+refs/tags/*:refs/deepened/tags/*")
        git(store.folder, "fetch", "--quiet", "--unshallow", "--no-tags", store.remote, *every)
    if (store.folder / "shallow").exists():
        raise Refused(
            "the clone is shallow and the remote has no more of its history; type: git fetch --unshallow"
        )


def build(store: Store, source: Origin, work: Path) -> Path:
    """Build a commit's tree in a folder of its own, as `make build` does.  Raises Refused if it cannot be."""
    checkout, site = work / SOURCE, work / "site"
    git(store.folder, "worktree", "add", "--quiet", "--detach", str(checkout), source.commit)
    if (checkout / ".gitmodules").exists():
        git(checkout, "submodule", "--quiet", "update", "--init", "--recursive")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"),
            *("--config-file", checkout / source.config, "--site-dir", site),
        ],
        cwd=checkout,
        env={k: v for k, v in os.environ.items() if k not in TOKENS}
        | {"SOURCE_DATE_EPOCH": source.time, "MIKE_DOCS_VERSION": "latest"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"the site cannot be built from {source.commit[:10]}:\n{done.stderr.strip()}")
    pointers = [p for p in sorted(site.rglob("*")) if p.is_file() and _starts(p, POINTER)]
    if pointers:
        raise Refused(
            f"{pointers[0].relative_to(site)} is not the file but Git LFS's note where it is; "
            "type: git lfs install, then git lfs pull, and publish again"
        )
    return site


def _starts(path: Path, what: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(what)) == what
