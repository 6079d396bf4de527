"""What is to stand on the branch, in git's own words: what the store has already is named, and never read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from faq.frozen import record

FILE, FOLDER = "100644", "040000"
"""The modes of a plain file and of a folder in a tree (git-fast-import, "filemodify")."""


@record
class Blob:
    """A file in a commit, or a folder with all that is in it."""

    mode: str
    name: str
    """The object's name: equal for equal contents."""


Entry = bytes | Blob | None
"""What is to stand at a path: a content, what the store has already, or nothing."""


def folder(tree: str) -> Blob:
    """A folder that holds what a tree does."""
    return Blob(FOLDER, tree)


def blob_name(data: bytes, form: str) -> str:
    """The name that git gives to a content, by the hash of the repository's objects (gitformat-hash)."""
    return hashlib.new(form, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def orders(ref: str, base: str | None, entries: Iterable[tuple[str, Entry]]) -> Iterator[bytes]:
    """What `git fast-import --done` reads for one commit on a branch (git 2.39); the later of two counts.

    Whoever makes the commit that stays says its author, day and message there.
    """
    yield f"commit {ref}\ncommitter faq <faq> 0 +0000\ndata 0\n\n".encode()
    if base is not None:
        yield f"from {base}\n".encode()
    for path, entry in entries:
        where = _quoted(path)
        if entry is None:
            yield b"D %s\n" % where
        elif isinstance(entry, Blob):
            yield f"M {entry.mode} {entry.name} ".encode() + where + b"\n"
        else:
            yield b"M %s inline %s\ndata %d\n" % (FILE.encode(), where, len(entry))
            yield entry
            yield b"\n"
    yield b"done\n"


def _quoted(path: str) -> bytes:
    for plain, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        path = path.replace(plain, escaped)
    return f'"{path}"'.encode("utf-8", "surrogateescape")
