"""The branch that holds what readers get, in a repository of its own for as long as a command runs.

The user's working tree, index and branches are never touched: a bare repository in a temporary folder
borrows the objects and the configuration (credentials included) of the user's.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from mike import git_utils
from mike.versions import Versions

from faq import git
from faq.frozen import record
from faq.pages.folder import Folder
from faq.publishing.blobs import FILE as FILE_MODE
from faq.publishing.blobs import Blob, Entry, blob_name, folder, orders
from faq.publishing.versions_json import FILE, entries


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nothing was changed; the text says why and what to do."""


SETTLED = {
    **git.SETTLED,
    # The same bytes of the same commit on every machine.
    "core.autocrlf": "false",
    "core.eol": "lf",
    "core.attributesFile": os.devnull,
    "core.sparseCheckout": "false",
    # What is packed here is a difference already, of the page before (git-fast-import): no better one is
    # looked for.
    "pack.window": "0",
    # The store is bare, and nobody else has put it there.
    "safe.bareRepository": "all",
}
"""What holds for each call in a store."""


def shown(address: str) -> str:
    """A remote's address without the name and the password that may stand in it (RFC 3986, 3.2.1)."""
    return re.sub(r"(?<=//)[^/@]*@", "", address)


MADE = "refs/faq/made"
"""What a tree is made on that is to be on no branch by itself."""


@record
class Store:
    """The branch as it is on the remote, and what is to come on top."""

    folder: Path
    """The temporary bare repository."""
    remote: str
    """The remote's address, absolute."""
    branch: str
    mirrors: tuple[str, ...] = ()
    """The further addresses that the remote is pushed to: they follow the first, which alone is asked."""

    form: str = "sha1"
    """The hash that names the objects."""

    @property
    def ref(self) -> str:
        """The branch's full name."""
        return f"refs/heads/{self.branch}"

    @property
    def quoted(self) -> str:
        """The remote's address, to be typed in a shell."""
        return shlex.quote(shown(self.remote))

    @property
    def fetching(self) -> str:
        """What to type in any clone to have the branch as FETCH_HEAD."""
        return f"git fetch {self.quoted} {self.branch}"

    def by_mike(self, *arguments: str) -> str:
        """What to type in any clone to have mike change the branch as the remote has it."""
        asked = " ".join(map(shlex.quote, arguments))
        fetched = f"git fetch {self.quoted} +{self.branch}:{self.branch}"
        return f"{fetched}; mike {asked} -b {self.branch} --push"

    def try_run(self, *arguments: str, apart: bool = False) -> git.Finished:
        """Run git in the store, whatever comes of it."""
        return git.ask(self.folder, *arguments, settings=SETTLED, apart=apart)

    def run(self, *arguments: str, given: bytes | None = None) -> bytes:
        """Run git in the store; what it prints.  Raises GitError."""
        return git.run(self.folder, *arguments, given=given, settings=SETTLED)

    def line(self, *arguments: str, given: bytes | None = None) -> str:
        """The one line that git prints.  Raises GitError."""
        return self.run(*arguments, given=given).decode().strip()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """The way for mike, which runs git itself, in the folder that it stands in (2.2).

        Raises Refused with mike's own reason where it cannot go on.
        """
        before, inside = dict(os.environ), git.environment(SETTLED)
        with chdir(self.folder):
            os.environ.clear()
            os.environ.update(inside)
            try:
                yield
            except (git_utils.GitError, BrokenPipeError, ValueError) as error:
                # A pipe breaks where git ends before it has read everything: on a full disk, say.
                said = " ".join(str(error).split())
                raise Refused(f"mike cannot change {self.branch}: {said}; nothing was changed") from None
            finally:
                os.environ.clear()
                os.environ.update(before)

    def ask(self) -> str | None:
        """The commit that the remote's branch names now; None where there is no such branch."""
        said = self.line("ls-remote", self.remote, self.ref)
        return said.split()[0] if said else None

    def fetch(self) -> str | None:
        """Make the local branch what the remote's is; its commit, None for no branch."""
        head = self.ask()
        if head is None:
            self.try_run("update-ref", "-d", self.ref)
            return None
        self.run("fetch", "--quiet", "--no-tags", self.remote, f"+{self.ref}:{self.ref}")
        return self.line("rev-parse", self.ref)

    def push(self, commit: str, base: str | None) -> git.Finished:
        """Put a commit where `base` was, if it still is.

        Where the remote is a folder, git writes it by itself: killed there, it would leave a lock that nobody
        takes away.  Elsewhere git may have to ask somebody at the terminal, which one that is apart cannot.
        """
        lease = f"--force-with-lease={self.ref}:{base or ''}"
        apart = self.remote.startswith(("/", "file://"))
        return self.try_run("push", "--quiet", lease, self.remote, f"{commit}:{self.ref}", apart=apart)

    def require_writable(self, commit: str) -> None:
        """Raises Refused where the remote takes no push: it is asked with a rehearsal of one.

        Neither hooks nor rules for branches are asked by that (git 2.39); they still may refuse.
        """
        done = self.try_run("push", "--quiet", "--dry-run", "--force", self.remote, f"{commit}:{self.ref}")
        if done.code:
            raise Refused(f"{shown(self.remote)} cannot be written: {done.in_a_line}; nothing was built")

    def mirrored(self, commit: str, *, anew: bool = False) -> Iterator[tuple[str, str]]:
        """Bring the further addresses of the remote up to a commit; those that do not take it, and why.

        `anew` says that its history was written anew, so that it does not follow on what they have.
        """
        for address in self.mirrors:
            done = self.try_run("push", "--quiet", address, f"{'+' if anew else ''}{commit}:{self.ref}")
            if done.code:
                yield shown(address), done.in_a_line

    def files(self, commit: str, folder: str = "") -> dict[str, Blob]:
        """The files of a commit below a folder, their paths relative to it."""
        return self._listed("-r", f"{commit}:{folder}" if folder else commit)

    def trees(self, commit: str) -> dict[str, str]:
        """The names of the trees of the folders at the root of a commit."""
        return {path: one.name for path, one in self._listed("-d", commit).items()}

    def _listed(self, how: str, where: str) -> dict[str, Blob]:
        out = {}
        done = self.try_run("ls-tree", how, "-z", where)
        for entry in done.out.decode("utf-8", "surrogateescape").split("\0"):
            if entry:
                about, path = entry.split("\t", 1)
                mode, _, name = about.split()
                out[path] = Blob(mode, name)
        return out

    def changes(self, base: str | None, commit: str) -> list[str]:
        """What a commit changes, a line a file: "A 1.0/index.html"; M is changed, D taken away."""
        nothing = self.line("hash-object", "-t", "tree", "--stdin", given=b"")
        old = base or nothing
        out = self.run("diff-tree", "-r", "-z", "--no-renames", "--name-status", old, commit)
        fields = out.decode("utf-8", "surrogateescape").split("\0")
        return [f"{kind} {path}" for kind, path in zip(fields[::2], fields[1::2], strict=False)]

    def folders(self, commit: str) -> list[str]:
        """The folders at the root of a commit."""
        out = self.run("ls-tree", "-d", "-z", "--name-only", commit).decode("utf-8", "surrogateescape")
        return [name for name in out.split("\0") if name]

    def has(self, name: str) -> bool:
        """Whether an object is there."""
        return self.try_run("cat-file", "-e", name).code == 0

    def tree(self, commit: str, folder: str) -> str | None:
        """The name of a folder's tree in a commit: equal for equal contents."""
        done = self.try_run("rev-parse", "--verify", "--quiet", f"{commit}:{folder}")
        return done.out.decode().strip() or None

    @contextmanager
    def reading(self) -> Iterator[Callable[[Blob], bytes]]:
        """The way to contents, of which no more than one at a time is held.  Raises GitError."""
        with git.contents(self.folder, settings=SETTLED, whole=True) as content:
            yield lambda blob: content(blob.name)

    def read(self, commit: str, path: str) -> bytes | None:
        """One file of a commit; None where it is not there."""
        done = self.try_run("cat-file", "blob", f"{commit}:{path}")
        return None if done.code else done.out

    def versions(self) -> Versions:
        """mike's list of versions on the branch.  Raises Refused where mike would not understand it."""
        said = self.read(self.ref, FILE)
        if said is not None and (faults := entries(said)[1]):
            more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
            raise Refused(
                f"{FILE} on {self.branch}: {faults[0]}{more}; mend it on that branch, or see what can be put "
                "back: faq adopt"
            )
        return Versions.loads(said) if said is not None else Versions()

    def descends(self, commit: str, ancestor: str) -> bool:
        """Whether a commit holds another in its history; False for one that is not there."""
        return self.try_run("merge-base", "--is-ancestor", ancestor, commit).code == 0

    def write(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Commit onto the local branch what stands where from now on.  Raises GitError."""
        base = self.try_run("rev-parse", "--verify", "--quiet", self.ref).out.decode().strip()
        self._import(orders(self.ref, base or None, entries))

    def make_tree(self, entries: Iterable[tuple[str, Entry]]) -> str:
        """Put a tree into the store that holds this and nothing else; its name.  Raises GitError."""
        self._import(orders(MADE, None, entries))
        return self.line("rev-parse", f"{MADE}^{{tree}}")

    def taken_in(self, site: Path, like: str = "") -> str:
        """Put a built site into the store, of which what the branch has already is only named; its tree.

        It is told as what is other than in the branch's folder `like`, if there is one.
        """
        known = {blob.name for blob in self.files(self.ref).values()}
        files, tree = Folder(site), self.trees(self.ref).get(like)  # plain mike's `latest` may be a link
        before, paths = self.files(tree) if tree else {}, tuple(iter(files))

        def entries() -> Iterator[tuple[str, Entry]]:
            if tree:
                yield "", folder(tree)
            yield from dict.fromkeys(before.keys() - {*paths}).items()
            for path in paths:
                data = files[path]
                blob = Blob(FILE_MODE, self.name_of(data))
                if before.get(path) != blob:
                    yield path, blob if blob.name in known else data

        return self.make_tree(entries())

    def name_of(self, data: bytes) -> str:
        """The name that git gives to a content."""
        return blob_name(data, self.form)

    def _import(self, given: Iterable[bytes]) -> None:
        git.feed(self.folder, "fast-import", "--quiet", "--force", "--done", given=given, settings=SETTLED)

    def squash(self, base: str | None, message: str) -> str:
        """One commit of what the local branch holds, on top of `base`."""
        parents = ["-p", base] if base else []
        tree = self.line("rev-parse", f"{self.ref}^{{tree}}")
        return self.line("commit-tree", tree, *parents, "-F", "-", given=message.encode())
