"""The way from the user's repository to a store, and from a commit to a built tree."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from faq.publishing.store import Refused, Store, git, line, run_git


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
    done = run_git(folder, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise Refused(f"{folder} is in no git repository; publish from a clone")
    top = Path(done.stdout.decode().strip())
    if dirty := git(folder, "status", "--porcelain").decode().splitlines():
        more = f" and {len(dirty) - 5} more" if len(dirty) > 5 else ""
        files = ", ".join(entry[3:] for entry in dirty[:5])
        raise Refused(f"not everything is committed: {files}{more}; commit, or put it away with git stash -u")
    commit, time = line(folder, "log", "-1", "--format=%H %ct").split()
    return Origin(top, config.resolve().relative_to(top.resolve()).as_posix(), commit, time)


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
    address = remote_address(top, remote)
    common = Path(line(top, "rev-parse", "--path-format=absolute", "--git-common-dir"))
    with TemporaryDirectory(prefix="faq-publish-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "store.git"
        git(Path(name), "init", "--quiet", "--bare", str(folder))
        (folder / "objects/info/alternates").write_text(f"{common / 'objects'}\n")
        if (common / "shallow").exists():
            shutil.copy(common / "shallow", folder / "shallow")
        config = folder / "config"
        own = "\n[core]\n\tbare = true\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"
        config.write_text(f'[include]\n\tpath = "{common / "config"}"\n' + config.read_text() + own)
        _require_identity(folder)
        yield Store(folder, address, branch), Path(name)


def remote_address(top: Path, remote: str) -> str:
    """A remote's address; one that is a path is made absolute."""
    done = run_git(top, "remote", "get-url", remote)
    if done.returncode:
        known = ", ".join(git(top, "remote").decode().split()) or "none"
        raise Refused(f"there is no remote {remote!r} (known: {known}); say which with --remote")
    address = done.stdout.decode().strip()
    local = top / address
    return str(local.resolve()) if "://" not in address and local.exists() else address


def _require_identity(folder: Path) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        for what in ("name", "email"):
            named = os.environ.get(f"GIT_{who}_{what.upper()}")
            if not named and run_git(folder, "config", f"user.{what}").returncode:
                raise Refused(f"git does not know who you are; type: git config --global user.{what} ...")


def deepen(store: Store) -> None:
    """Get the history that a shallow clone left out: pages are dated by it."""
    if (store.folder / "shallow").exists():
        git(store.folder, "fetch", "--quiet", "--unshallow", "--no-tags", store.remote)


def build(store: Store, source: Origin, work: Path) -> Path:
    """Build a commit's tree in a folder of its own, as `make build` does.  Raises Refused if it cannot be."""
    checkout, site = work / "source", work / "site"
    git(store.folder, "worktree", "add", "--quiet", "--detach", str(checkout), source.commit)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"),
            *("--config-file", checkout / source.config, "--site-dir", site),
        ],
        cwd=checkout,
        env={**os.environ, "SOURCE_DATE_EPOCH": source.time, "MIKE_DOCS_VERSION": "latest"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"the site cannot be built from {source.commit[:10]}:\n{done.stderr.strip()}")
    return site
