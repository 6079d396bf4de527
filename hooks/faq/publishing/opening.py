"""The way from the user's repository to a store, and from a commit to a built tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from faq import git
from faq.frozen import record
from faq.pages.keeping import made_elsewhere
from faq.policy.securing import UNLOCKED
from faq.programs.engine import mkdocs, unadvertised
from faq.publishing.holding import held, is_ours
from faq.publishing.locked import STATED
from faq.publishing.store import SETTLED, Refused, Store

SOURCE, SITE, STORE = "source", "site", "store.git"
"""The folders that a commit is checked out into, that it is built into, and of the store."""
PARTS = frozenset({SOURCE, SITE, STORE})
TOKENS = frozenset({"GH_TOKEN", "GITHUB_TOKEN"})
"""What git may need to push, and no plugin of the site to build it."""
TAKEN = re.compile(r"(?:user|credential|http|url|ssh)\.|core\.(?:sshcommand|askpass)$|protocol\.")
"""The settings that say who commits and how the remote is reached."""
LOCK = "lock"
"""The file in such a folder that its command holds."""
PREFIX = "faq-publish-"
"""How the folders of running commands are called, in the folder for temporary files."""
POINTER = b"version https://git-lfs.github.com/spec/v1"
"""How a file begins that Git LFS has not fetched."""


@record
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
    asked = ("--porcelain", "-z", "--untracked-files=normal", "--ignore-submodules=none", "--no-renames")
    if dirty := git.text(folder, "status", *asked).split("\0")[:-1]:
        more = f" and {len(dirty) - 5} more" if len(dirty) > 5 else ""
        files = ", ".join(entry[3:] for entry in dirty[:5])
        raise Refused(f"not everything is committed: {files}{more}; commit, or put it away with git stash -u")
    commit, time = git.line(folder, "log", "-1", "--format=%H %ct").split()
    return Origin(top, config.resolve().relative_to(top.resolve()).as_posix(), commit, time)


def top_of(folder: Path) -> Path:
    """The top of the repository that a folder is in.  Raises Refused with git's reason."""
    try:
        return Path(git.line(folder, "rev-parse", "--show-toplevel"))
    except git.GitError as error:
        way_out = "; run it in a clone" if error.absent else ""
        raise Refused(
            f"{folder} is in no git repository that can be used{way_out} (git: {error.told})"
        ) from None


@contextmanager
def opened(top: Path, remote: str, branch: str, *, writes: bool = True) -> Iterator[tuple[Store, Path]]:
    """A store that borrows from the repository at `top`, and a folder for what is made on the way.

    Who only reads (`writes` false) need be nobody.
    """
    require_branch(top, branch)
    address, *mirrors = remote_addresses(top, remote)
    common = Path(git.line(top, "rev-parse", "--path-format=absolute", "--git-common-dir"))
    form = git.line(top, "rev-parse", "--show-object-format")
    with work_folder(Path(gettempdir())) as work:
        folder = work / STORE
        git.run(work, "init", "--quiet", "--bare", f"--object-format={form}", str(folder))
        (folder / "objects/info").mkdir(exist_ok=True)
        (folder / "objects/info/alternates").write_text(f"{common / 'objects'}\n")
        if (common / "shallow").exists():
            shutil.copy(common / "shallow", folder / "shallow")
        store = Store(folder, address, branch, tuple(mirrors), form)
        _configure(store, top, common)
        if writes:
            _require_identity(store)
        yield store, work


def _configure(store: Store, top: Path, common: Path) -> None:
    """Give a store what the user's repository is set to, as far as it holds for a store.

    What the user's configuration includes for that repository alone (`includeIf`) is asked for there: it does
    not hold in another folder.
    """
    config = store.folder / "config"
    own = config.read_text()
    config.write_text("")
    store.run("config", "--file", "config", "include.path", str(common / "config"))
    said = git.text(top, "config", "--list", "-z", "--includes")
    for name, _, value in (entry.partition("\n") for entry in said.split("\0") if entry):
        if TAKEN.match(name):
            store.run("config", "--file", "config", "--add", name, value)
    config.write_text(config.read_text() + own)


def require_branch(top: Path, branch: str) -> None:
    """Raises Refused for what is no name of a branch (git-check-ref-format)."""
    other = branch == "HEAD" or branch.startswith(("refs/", "-"))
    if other or git.ask(top, "check-ref-format", f"refs/heads/{branch}").code:
        raise Refused(f"{branch!r} is no name of a branch; write it as git branch shows it, such as gh-pages")


@contextmanager
def work_folder(where: Path) -> Iterator[Path]:
    """A folder for as long as a command runs; the folders of commands that were killed are taken away."""
    clear_leftovers(where)
    folder, lock = _locked_folder(where)
    try:
        yield folder
    finally:
        _take_away(folder, lock)


def _take_away(folder: Path, lock: int) -> None:
    """Take a folder away, its lock last: without it, what is left would be taken for somebody's own.

    The lock is let go of before, for Windows deletes no file that is open.
    """
    try:
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != LOCK:
                path.unlink(missing_ok=True)
    finally:
        os.close(lock)
    shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(where: Path) -> tuple[Path, int]:
    """A new folder and the lock that says that its process is alive, whatever becomes of the process."""
    while True:
        folder = Path(mkdtemp(prefix=PREFIX, dir=where))
        try:
            lock = held(folder / LOCK, new=True)
            if os.fstat(lock).st_ino == (folder / LOCK).stat().st_ino:
                return folder, lock
        except (FileNotFoundError, BlockingIOError):
            continue  # another command took it for a leftover before it was locked


def _take_away_unlocked(folder: Path) -> None:
    """Take away a folder without a lock that is empty, or holds our parts alone.

    Its command was killed before it held anything; or what that had started wrote on when the next one had
    taken the folder away.
    """
    parts = {path.name for path in folder.iterdir()}
    if not parts:
        folder.rmdir()
    elif parts <= PARTS:
        shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(where: Path) -> None:
    """Take away the folders of this user whose process is gone: nobody holds their lock."""
    for folder in where.glob(f"{PREFIX}*"):
        try:
            if not is_ours(folder):
                continue
            lock = held(folder / LOCK)
        except FileNotFoundError:
            with suppress(OSError):
                _take_away_unlocked(folder)
            continue
        except OSError:
            continue
        _take_away(folder, lock)


def remote_addresses(top: Path, remote: str) -> list[str]:
    """The addresses that a remote is pushed to, the first one first; one that is a path is made absolute.

    What is pushed to is asked as well: another address might answer what is not there any more.
    """
    asked = git.ask(top, "remote", "get-url", "--push", "--all", remote)
    if asked.code:
        known = ", ".join(git.text(top, "remote").split()) or "none"
        raise Refused(f"there is no remote {remote!r} (known: {known}); say which with --remote")
    addresses = asked.out.decode().splitlines()
    return [
        str((top / one).resolve()) if "://" not in one and (top / one).exists() else one for one in addresses
    ]


def _require_identity(store: Store) -> None:
    for name in git.PERSON:
        what = name.rpartition("_")[2].lower()
        if not os.environ.get(name) and store.try_run("config", f"user.{what}").code:
            raise Refused(f"git does not know who you are; type: git config --global user.{what} ...")


def deepen(store: Store) -> None:
    """Get the history that a shallow clone left out: pages are dated by it."""
    if (store.folder / "shallow").exists():
        # Every branch and tag: the commit that is published need not be on the remote's first branch.
        every = ("+refs/heads/*:refs/deepened/heads/*", "+refs/tags/*:refs/deepened/tags/*")
        store.run("fetch", "--quiet", "--unshallow", "--no-tags", store.remote, *every)
    if (store.folder / "shallow").exists():
        raise Refused(
            "the clone is shallow and the remote has no more of its history; type: git fetch --unshallow"
        )


def check_out(store: Store, source: Origin, work: Path) -> Path:
    """Get a commit's files into a folder of their own, and say which."""
    checkout = work / SOURCE
    store.run("worktree", "add", "--quiet", "--detach", str(checkout), source.commit)
    if (checkout / ".gitmodules").exists():
        git.run(checkout, "submodule", "--quiet", "update", "--init", "--recursive", settings=SETTLED)
    return checkout


def surroundings(source: Origin) -> dict[str, str]:
    """The environment that a commit is built in."""
    kept = {k: v for k, v in os.environ.items() if k not in TOKENS | git.ELSEWHERE}
    return unadvertised(kept) | {"SOURCE_DATE_EPOCH": source.time, "MIKE_DOCS_VERSION": "latest"}


def build(source: Origin, checkout: Path, site: Path) -> Path:
    """Build a commit that is checked out, as `make build` does.  Raises Refused if it cannot be."""
    done = subprocess.run(
        mkdocs(
            *("build", "--strict", "--clean"),
            *("--config-file", checkout / source.config, "--site-dir", site),
        ),
        cwd=checkout,
        env=surroundings(source) | made_elsewhere((source.top / source.config).parent),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"the site cannot be built from {source.commit[:10]}:\n{done.stderr.strip()}")
    _require_hooks(site)
    pointers = [p for p in sorted(site.rglob("*")) if p.is_file() and _starts(p, POINTER)]
    if pointers:
        raise Refused(
            f"{pointers[0].relative_to(site)} is not the file but Git LFS's note where it is; "
            "type: git lfs install, then git lfs pull, and publish again"
        )
    return site


def _require_hooks(site: Path) -> None:
    """What the hooks leave in each page is looked for, and no generator's name.  Raises Refused."""
    pages = (page.read_text("utf-8", "replace") for page in site.rglob("*.html") if page.is_file())
    if not any(STATED.search(html) or UNLOCKED in html for html in pages):
        raise Refused(
            "the site was built without the project's hooks: no page has the policy that they write; "
            "name the plugin in mkdocs.yml, plugins: [search, faq], or in the generator's own checkout "
            "hooks: [hooks/shell.py]"
        )


def _starts(path: Path, what: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(what)) == what
