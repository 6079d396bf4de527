"""git, the same whoever asks and whatever the user's configuration says: no other module runs it.

What is settled here, and which surroundings git is not told of, follows git-config(1) and git(1) of git 2.39.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from faq.frozen import record

SETTLED: Mapping[str, str] = {
    # What a log says of a commit, and of which: `log.follow` holds wherever one path is asked for.
    "log.showSignature": "false",
    "log.showRoot": "true",
    "log.follow": "false",
    "i18n.commitEncoding": "utf-8",
    "i18n.logOutputEncoding": "utf-8",
    # A list of orders that is not there ends a comparison.  For the rest of `diff.*` there are options.
    "diff.orderFile": os.devnull,
    "diff.relative": "false",
    # Colours of what is printed, and of complaints.
    "color.ui": "false",
    "color.diff": "false",
    "color.status": "false",
    "color.push": "false",
    "color.remote": "false",
    "color.transport": "false",
    # Programs of the user's, and work beside what was asked for.
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.safecrlf": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "submodule.recurse": "false",
    # More than what is to be fetched or pushed, or what the other side may not know.
    "fetch.prune": "false",
    "fetch.pruneTags": "false",
    "fetch.recurseSubmodules": "false",
    "push.followTags": "false",
    "push.gpgSign": "false",
    "push.pushOption": "",
    "push.recurseSubmodules": "no",
}
"""What holds for each call: with anything else git would print, run or send something else.

How the remote is reached, which folders are safe, and how lines end in the user's own files stays the user's.
"""
PERSON = tuple(f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL"))
"""Who commits.  Where one is there and empty, git does not ask its configuration."""
ELSEWHERE = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
        *("GIT_REPLACE_REF_BASE", "GIT_IMPLICIT_WORK_TREE", "GIT_QUARANTINE_PATH", "GIT_CONFIG"),
        *("GIT_INTERNAL_SUPER_PREFIX", "GIT_ATTR_SOURCE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
        *(f"GIT_{how}_PATHSPECS" for how in ("LITERAL", "GLOB", "NOGLOB", "ICASE")),
    }
)
"""Surroundings that name another repository than the folder's, or have what is asked for read in another way.

`git rev-parse --local-env-vars` lists those that git sets for a hook or an alias.  The configuration among
them stays: it may hold credentials.
"""
SPOKEN: Mapping[str, str] = {
    # English: what git says is read.
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_ATTR_NOSYSTEM": "1",
    # No lock for what only reads, and no template for what is new.
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TEMPLATE_DIR": "",
}
NO_GIT = "there is no git here"
ABSENT = (NO_GIT, "not a git repository", "does not have any commits yet")
"""What is told where there is no history at all."""
UNTRUSTED = re.compile(r"(?:dubious ownership|unsafe repository).*'(?P<folder>.+)'")
"""What it says of a folder that belongs to another user (2.35.2, and newer ones)."""


class GitError(Exception):
    """git does not do what it was asked; the text is git's own reason, and the way out if it is known."""

    def __init__(self, command: str, reason: str) -> None:
        self.told = reason
        """The reason and the way out alone."""
        self.absent = any(words in reason for words in ABSENT)
        """Whether there is no history: no git, no repository, or nothing committed yet."""
        untrusted = UNTRUSTED.search(reason)
        self.untrusted = untrusted is not None
        """Whether git does not look into a folder, since somebody else owns it."""
        if untrusted:
            trusting = f"git config --global --add safe.directory {shlex.quote(untrusted['folder'])}"
            self.told += f"; the folder belongs to another user; if it is to be trusted, type: {trusting}"
        super().__init__(f"git {command} failed: {self.told}")


@record
class Finished:
    """What came of a call."""

    command: str
    code: int
    out: bytes
    said: str
    """What git complained of, or told on the way."""

    @property
    def in_a_line(self) -> str:
        """What git said, in one line."""
        return " ".join(self.said.split())

    def error(self) -> GitError:
        """What a call that failed is told as."""
        lines = [text for text in self.said.splitlines() if text.strip()]
        # A trace, a warning or a word of the remote's may stand before.
        fatal = [text for text in lines if text.startswith(("fatal: ", "error: "))]
        return GitError(self.command, next(iter(fatal or lines), f"exit code {self.code}"))


def environment(settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The surroundings of a call; with `settings`, of a program that runs git itself and is to keep them."""
    kept = {n: v for n, v in os.environ.items() if n not in ELSEWHERE and (v or n not in PERSON)}
    if settings is not None:
        count = int(kept.get("GIT_CONFIG_COUNT") or 0)
        for at, (name, value) in enumerate(settings.items(), count):
            kept |= {f"GIT_CONFIG_KEY_{at}": name, f"GIT_CONFIG_VALUE_{at}": value}
        kept["GIT_CONFIG_COUNT"] = str(count + len(settings))
    return {**kept, **SPOKEN}


def ask(
    folder: Path,
    *arguments: str,
    given: bytes | None = None,
    settings: Mapping[str, str] = SETTLED,
    apart: bool = False,
) -> Finished:
    """Run git in a folder, whatever comes of it.  Raises GitError where it cannot be run.

    `apart`: it ends what it has begun, also where this program and all that it started are killed.
    """
    try:
        done = subprocess.run(
            _command(arguments, settings),
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
            env=environment(),
            start_new_session=apart,
        )
    except OSError as reason:
        raise _not_run(arguments, reason) from None
    said = done.stderr.decode(errors="replace").strip()
    return Finished(_named(arguments), done.returncode, done.stdout, said)


def run(
    folder: Path, *arguments: str, given: bytes | None = None, settings: Mapping[str, str] = SETTLED
) -> bytes:
    """Run git in a folder; what it prints.  Raises GitError."""
    answer = ask(folder, *arguments, given=given, settings=settings)
    if answer.code:
        raise answer.error()
    return answer.out


def text(folder: Path, *arguments: str, settings: Mapping[str, str] = SETTLED) -> str:
    """What git prints, names of files in any encoding included.  Raises GitError."""
    return run(folder, *arguments, settings=settings).decode("utf-8", "surrogateescape")


def line(folder: Path, *arguments: str) -> str:
    """The one line that git prints.  Raises GitError."""
    return text(folder, *arguments).removesuffix("\n")


def commit_time(folder: Path) -> int | None:
    """When the commit that is checked out was made, in seconds since 1970; None where there is none.

    Raises GitError where git does not say.
    """
    try:
        return int(line(folder, "log", "-1", "--format=%ct"))
    except GitError as error:
        if error.absent:
            return None
        raise


def unmerged(folder: Path) -> list[str]:
    """The files below a folder in which a merge is not finished, by their paths from it; none without git."""
    asked = ("diff", "--name-only", "--diff-filter=U", "-z", "--relative", "--no-ext-diff", "--", ".")
    try:
        # Outside of a repository `git diff` compares two folders (2.39), so this is asked first.
        line(folder, "rev-parse", "--show-prefix")
        return sorted({path for path in text(folder, *asked).split("\0") if path})
    except GitError:
        return []


def feed(
    folder: Path, *arguments: str, given: Iterable[bytes], settings: Mapping[str, str] = SETTLED
) -> None:
    """Run git in a folder, and give it what it reads piece by piece.  Raises GitError.

    Where a piece cannot be made, git is ended before it has read all.
    """
    with TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                _command(arguments, settings),
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
                env=environment(),
            )
        except OSError as reason:
            raise _not_run(arguments, reason) from None
        with process:
            if process.stdin is None:
                raise GitError(_named(arguments), "it has no pipes")
            try:
                for piece in given:
                    process.stdin.write(piece)
            except BrokenPipeError:
                pass
            except BaseException:
                process.kill()
                raise
            finally:
                # A pipe breaks where git ends before it has read everything: on a full disk, say.  What
                # is wrong with a piece comes first.
                with suppress(BrokenPipeError):
                    process.stdin.close()
        if process.returncode:
            said.seek(0)
            told = said.read().decode(errors="replace").strip()
            raise Finished(_named(arguments), process.returncode, b"", told).error()


@contextmanager
def contents(
    folder: Path, *, settings: Mapping[str, str] = SETTLED, whole: bool = False
) -> Iterator[Callable[[str], bytes]]:
    """Reads contents by git's names for them, all through one process, which begins with the first.

    One that is not there is empty; where all must be there (`whole`), it raises GitError.
    """
    command, pipe = ("cat-file", "--batch"), subprocess.PIPE
    with ExitStack() as end:

        @cache
        def pipes() -> tuple[IO[bytes], IO[bytes]]:
            try:
                process = subprocess.Popen(
                    _command(command, settings),
                    cwd=folder,
                    stdin=pipe,
                    stdout=pipe,
                    stderr=subprocess.DEVNULL,
                    env=environment(),
                )
            except OSError as reason:
                raise _not_run(command, reason) from None
            end.enter_context(process)
            if process.stdin is None or process.stdout is None:
                raise GitError(_named(command), "it has no pipes")
            return process.stdin, process.stdout

        def content(name: str) -> bytes:
            asked, said = pipes()
            asked.write(f"{name}\n".encode())
            asked.flush()
            head = said.readline().split()
            if whole and len(head) != 3:
                raise GitError(_named(command), f"{name} is not there")
            return said.read(int(head[2]) + 1)[:-1] if len(head) == 3 else b""

        yield content


def _command(arguments: tuple[str, ...], settings: Mapping[str, str]) -> list[str]:
    """On its command line, settings come before those of the surroundings, of any kind."""
    return ["git", *(word for item in settings.items() for word in ("-c", "=".join(item))), *arguments]


def _named(arguments: tuple[str, ...]) -> str:
    return next(word for word in arguments if not word.startswith("-"))


def _not_run(arguments: tuple[str, ...], reason: OSError) -> GitError:
    absent = isinstance(reason, FileNotFoundError | NotADirectoryError)
    return GitError(_named(arguments), NO_GIT if absent else str(reason))
