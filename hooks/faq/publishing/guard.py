"""The guard of permalinks: what published folders would lose to a new tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from faq.model import Problem
from faq.permalinks.compare import compare, renumbered
from faq.permalinks.inventory import PageContent, inventory
from faq.permalinks.meant import Reviewed
from faq.publishing.completing import Say, latest_of
from faq.publishing.marks import as_built
from faq.publishing.outliving import LIST
from faq.publishing.store import Store
from faq.publishing.versions import DEV, LATEST


def losses(
    store: Store, base: str, folders: Iterable[str], tree: Mapping[str, bytes], reviewed: Reviewed, say: Say
) -> dict[str, list[Problem]]:
    """What each folder of the branch, as the commit `base` has it, would lose to a built tree, by folder.

    A folder that has the same tree as one before it is told once; one that is not there loses nothing.
    """
    read: dict[bytes, PageContent] = {}
    new = inventory(tree, read)
    out: dict[str, list[Problem]] = {}
    seen: set[str] = set()
    for folder in folders:
        name = store.tree(base, folder)
        if name is None or name in seen:
            continue
        seen.add(name)
        old = inventory(_stock(store, base, folder), read)
        if found := compare(old, new, reviewed):
            out[folder] = found
        _tell_numbers(folder, renumbered(old, new, reviewed.folder), say)
    return out


def guarded(store: Store, base: str) -> Sequence[str]:
    """The folders that the next publications of a branch would replace: `dev`, and what is current."""
    versions = store.versions()
    return [*([DEV] if versions.find(DEV) else []), *([LATEST] if latest_of(versions) else [])]


def _stock(store: Store, base: str, folder: str) -> dict[str, bytes]:
    """A published folder as it was built; of what is no page, the names alone."""
    names = dict.fromkeys(store.files(base, folder), b"")
    return as_built(names | store.read(base, folder, ".html") | store.read(base, folder, LIST))


def _tell_numbers(folder: str, moved: Sequence[str], say: Say) -> None:
    if moved:
        names = ", ".join(moved[:3]) + (", ..." if len(moved) > 3 else "")
        say(f"{folder}: {names} name other questions now; numbers follow nav: and are not kept")
