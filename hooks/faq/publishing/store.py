"""The branch that holds what readers get, in a repository of its own for as long as a command runs.

The user's working tree, index and branches are never touched: a bare repository in a temporary folder
borrows the objects and the configuration (credentials included) of the user's.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from mike import commands, git_utils
from mike.versions import Versions


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nothing was changed; the text says why and what to do."""


def git(folder: Path, *arguments: str, given: bytes | None = None, check: bool = True) -> bytes:
    """Run git in a folder; what it prints.  Raises Refused with git's own words."""
    done = run_git(folder, *arguments, given=given)
    if check and done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise Refused(f"git {arguments[0]} failed: {said or done.returncode}")
    return done.stdout


def run_git(
    folder: Path, *arguments: str, given: bytes | None = None, apart: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, whatever comes of it.  It speaks English: what it says of a race is read.

    `apart`: it ends what it has begun, also where this program and all that it started are killed.
    """
    plain = {**os.environ, "LC_ALL": "C", "LANGUAGE": "", "GIT_ATTR_NOSYSTEM": "1"}
    return subprocess.run(
        ["git", "-c", "log.showSignature=false", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        check=False,
        env=plain,
        start_new_session=apart,
    )


SURROUNDINGS = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    *("GIT_REPLACE_REF_BASE", "GIT_IMPLICIT_WORK_TREE", "GIT_QUARANTINE_PATH"),
)
"""What `git rev-parse --local-env-vars` (2.39) lists, without the configuration: it may hold credentials."""


def leave_surroundings() -> None:
    """Forget the repository that git named to a hook or an alias of its own; mike reads these as well."""
    for name in SURROUNDINGS:
        os.environ.pop(name, None)
    for name in PERSON:
        if os.environ.get(name) == "":
            del os.environ[name]


PERSON = tuple(f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL"))
"""Who commits.  Where one is there and empty, git does not ask its configuration."""


def line(folder: Path, *arguments: str) -> str:
    """The one line that git prints."""
    return git(folder, *arguments).decode().strip()


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a commit."""

    mode: str
    name: str
    """The object's name: equal for equal contents."""


@dataclass(frozen=True, slots=True)
class Store:
    """The branch as it is on the remote, and what is to come on top."""

    folder: Path
    """The temporary bare repository."""
    remote: str
    """The remote's address, absolute."""
    branch: str

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self.branch}"

    def ask(self) -> str | None:
        """The commit that the remote's branch names now; None where there is no such branch."""
        said = line(self.folder, "ls-remote", self.remote, self.ref)
        return said.split()[0] if said else None

    def fetch(self) -> str | None:
        """Make the local branch what the remote's is; its commit, None for no branch."""
        head = self.ask()
        if head is None:
            run_git(self.folder, "update-ref", "-d", self.ref)
            return None
        git(self.folder, "fetch", "--quiet", "--no-tags", self.remote, f"+{self.ref}:{self.ref}")
        return line(self.folder, "rev-parse", self.ref)

    def push(self, commit: str, base: str | None) -> subprocess.CompletedProcess[bytes]:
        """Put a commit where `base` was, if it still is.

        Where the remote is a folder, git writes it by itself: killed there, it would leave a lock that nobody
        takes away.  Elsewhere git may have to ask somebody at the terminal, which one that is apart cannot.
        """
        lease = f"--force-with-lease={self.ref}:{base or ''}"
        apart = self.remote.startswith(("/", "file://"))
        return run_git(
            self.folder, "push", "--quiet", lease, self.remote, f"{commit}:{self.ref}", apart=apart
        )

    def files(self, commit: str, folder: str = "") -> dict[str, Blob]:
        """The files of a commit below a folder, their paths relative to it."""
        where = f"{commit}:{folder}" if folder else commit
        done = run_git(self.folder, "ls-tree", "-r", "-z", where)
        out = {}
        for entry in done.stdout.decode("utf-8", "surrogateescape").split("\0"):
            if entry:
                about, path = entry.split("\t", 1)
                mode, _, name = about.split()
                out[path] = Blob(mode, name)
        return out

    def changes(self, base: str | None, commit: str) -> list[str]:
        """What a commit changes, a line a file: "A 1.0/index.html"; M is changed, D taken away."""
        nothing = git(self.folder, "hash-object", "-t", "tree", "--stdin", given=b"").decode().strip()
        old = base or nothing
        out = git(self.folder, "diff-tree", "-r", "-z", "--no-renames", "--name-status", old, commit)
        fields = out.decode("utf-8", "replace").split("\0")
        return [f"{kind} {path}" for kind, path in zip(fields[::2], fields[1::2], strict=False)]

    def folders(self, commit: str) -> list[str]:
        """The folders at the root of a commit."""
        out = git(self.folder, "ls-tree", "-d", "-z", "--name-only", commit).decode()
        return [name for name in out.split("\0") if name]

    def tree(self, commit: str, folder: str) -> str | None:
        """The name of a folder's tree in a commit: equal for equal contents."""
        done = run_git(self.folder, "rev-parse", "--verify", "--quiet", f"{commit}:{folder}")
        return done.stdout.decode().strip() or None

    def contents(self, blobs: Iterable[Blob]) -> dict[str, bytes]:
        """What the blobs hold, by the object's name."""
        names = sorted({blob.name for blob in blobs})
        out = git(self.folder, "cat-file", "--batch", given="".join(f"{n}\n" for n in names).encode())
        found, at = {}, 0
        for name in names:
            end = out.index(b"\n", at)
            size = int(out[at:end].split()[2])
            found[name] = out[end + 1 : end + 1 + size]
            at = end + 2 + size
        return found

    def read(self, commit: str, folder: str = "", ending: str = "") -> dict[str, bytes]:
        """The files of a commit below a folder with their contents; `ending` chooses some."""
        files = {p: b for p, b in self.files(commit, folder).items() if p.endswith(ending)}
        held = self.contents(files.values())
        return {path: held[blob.name] for path, blob in files.items()}

    def versions(self) -> Versions:
        """mike's list of versions on the branch."""
        with chdir(self.folder):
            try:
                return commands.list_versions(self.branch)
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise Refused(
                    f"versions.json on {self.branch} cannot be read ({type(error).__name__}: {error}); "
                    "put its last good state back on that branch: "
                    f"git log {self.branch} -- versions.json shows it"
                ) from None

    def descends(self, commit: str, ancestor: str) -> bool:
        """Whether a commit holds another in its history; False for one that is not there."""
        return run_git(self.folder, "merge-base", "--is-ancestor", ancestor, commit).returncode == 0

    def write(self, contents: Mapping[str, bytes | None]) -> None:
        """Commit files onto the local branch; None takes one away."""
        with chdir(self.folder), git_utils.Commit(self.branch, "files", allow_empty=True) as commit:
            commit.delete_files([path for path, data in contents.items() if data is None])
            for path, data in contents.items():
                if data is not None:
                    commit.add_file(git_utils.FileInfo(path, data))

    def squash(self, base: str | None, message: str) -> str:
        """One commit of what the local branch holds, on top of `base`."""
        parents = ["-p", base] if base else []
        tree = line(self.folder, "rev-parse", f"{self.ref}^{{tree}}")
        return (
            git(self.folder, "commit-tree", tree, *parents, "-F", "-", given=message.encode())
            .decode()
            .strip()
        )
