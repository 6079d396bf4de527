"""Files that outlive their tree: what pages name that a reader opened, or a browser cached, before a release.

A page fetches a script or a style when it is first needed, by a name that changes with what it holds.  Those
of the tree before stay in the folder, and a list beside them says which they are, so that its build can still
be told from them.  They stay until a later publication replaces such files once more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from faq.permalinks.made import HASHED
from faq.verbatim import text_of

LIST = ".faq-kept"
"""The name of the list, at the top of a version's folder: a path a line."""


def outlived(files: Mapping[str, bytes]) -> frozenset[str]:
    """What of a published tree, by path, is not of its build: what the list names, and the list.

    A line that names anything but a file with a hash in its name says nothing.
    """
    if LIST not in files:
        return frozenset()
    return frozenset({LIST, *filter(HASHED.fullmatch, text_of(files[LIST]).splitlines())})


def staying(old: Collection[str], before: Collection[str], new: Collection[str]) -> list[str]:
    """The files that stay in a folder when a new tree is published there.

    `old` are all files of the folder, `before` those that are not of its build, `new` those of the new tree.
    Where that lacks none, as when it is published again, what stayed before stays on.
    """
    replaced = {path for path in old if HASHED.fullmatch(path)} - {*before, *new}
    return sorted(replaced or {path for path in before if path != LIST} - {*new})


def listed(paths: Collection[str]) -> bytes:
    """The list of files that stay."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()
