"""When the text of each source file last changed, as git knows it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from faq import git
from faq.answers.dating import answer_times, made_of, said_to_readers
from faq.book.project import Project
from faq.frozen import record

LOG = ("log", "-z", "--format=%x01%ct", "--raw", "--no-abbrev", "--no-ext-diff", "-M", "-l200")
"""Up to 200 files of a commit are compared to find those with a new name: the cost grows with the square."""

Said = Callable[[str, bytes], Hashable]
"""What a content says of a file that is named by its path; two that say the same give the same."""
Content = Callable[[str], bytes]
"""A content by the name that git gives it."""


@record
class Touch:
    """What one commit did to one file; its paths are relative to the repository."""

    time: datetime
    was: str | None
    """Its path before the commit; None for a new file."""
    path: str
    old: str
    """The name that git gives its content before."""
    new: str


def last_changes(root: Path, docs_dir: str, paths: Collection[str], said: Said) -> dict[str, datetime]:
    """The time (UTC) of the last commit that changed what each file says, by its path relative to `root`.

    A commit behind which a file says the same as before is none, nor is one that gives it another name.
    Files that were never committed are left out; the result is empty where there is no git, and in a shallow
    clone, which does not know.  The repository is that of `docs_dir`.  Raises GitError where git has a
    history and does not tell it.
    """
    docs = root / docs_dir
    try:
        asked = git.text(docs, "rev-parse", "--is-shallow-repository", "--show-prefix", "--show-toplevel")
        shallow, prefix, top = asked.split("\n")[:3]
        if shallow != "false":
            return {}
        wanted = dict(_named_by_git(root, top, paths))
        log = git.text(docs, *LOG, "--", ".", *_beside(wanted, prefix))
        with git.contents(docs) as content:
            return _dated(log, wanted, said, content)
    except git.GitError as error:
        if error.absent:
            return {}
        raise


def _named_by_git(root: Path, top: str, paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """The path of each file in the repository at `top`, and the one that it was asked for by."""
    # A folder is followed to where it is once, for all of its files.
    folders = {folder: os.path.realpath(root / folder) for folder in set(map(posixpath.dirname, paths))}
    near = {folder: _within(top, real) for folder, real in folders.items()}
    for path in paths:
        folder, name = posixpath.split(path)
        file = os.path.join(folders[folder], name)  # noqa: PTH118 - many files
        if os.path.islink(file):  # noqa: PTH114
            yield _within(top, os.path.realpath(file)), path
        else:
            yield posixpath.normpath(posixpath.join(near[folder], name)), path


def _within(top: str, path: str) -> str:
    return os.path.relpath(path, top).replace(os.sep, "/")


def times_of(project: Project) -> dict[str, datetime]:
    """When what readers read on each page last changed, by source path; empty where git does not know.

    Raises GitError.
    """
    files = made_of(project)
    settings = project.settings
    paths = {path for own in files.values() for path in own}
    times = last_changes(settings.root, settings.docs_dir, paths, said_to_readers(project))
    return answer_times(files, times)


def _beside(paths: Collection[str], prefix: str) -> list[str]:
    """Where git is to look for the files that are not in the docs folder, whose path is `prefix`.

    Folders, where there are any: git would compare each name with those of every commit.
    """
    others = {path for path in paths if not path.startswith((prefix, "../"))}
    return sorted({f":(top,literal){posixpath.dirname(path) or path}" for path in others})


def _dated(log: str, wanted: Mapping[str, str], said: Said, content: Content) -> dict[str, datetime]:
    """What `last_changes` gives; each file is looked at from its newest commit on, until one changed it."""
    names = dict(wanted)
    out: dict[str, datetime] = {}
    last: dict[str, tuple[str, Hashable]] = {}

    def says(name: str, blob: str) -> Hashable:
        # What a commit found is what the one before it left, so half of all contents are known already.
        if last.get(name, ("", None))[0] != blob:
            last[name] = blob, said(name, content(blob))
        return last[name][1]

    for touch in _touches(log):
        name = names.get(touch.path)
        if name is None:
            continue
        if touch.was is None or (touch.old != touch.new and says(name, touch.new) != says(name, touch.old)):
            out[name] = touch.time
            del names[touch.path]
            if not names:
                break
        elif touch.was != touch.path:
            names[touch.was] = names.pop(touch.path)
    return out


def _touches(log: str) -> Iterator[Touch]:
    """What `LOG` printed, the newest commit first."""
    time = datetime.fromtimestamp(0, UTC)
    fields = iter(log.split("\0"))
    for field in fields:
        if field.startswith("\x01"):
            time = datetime.fromtimestamp(int(field[1:]), UTC)
        elif field:
            _, _, old, new, status = field.lstrip("\n").split(" ")
            was = next(fields)
            path = next(fields) if status[0] in "RC" else was
            yield Touch(time, None if status[0] in "AC" else was, path, old, new)
