"""The guard of permalinks: what published folders would lose to a new tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from faq.model import Problem
from faq.permalinks.compare import compare, renumbered
from faq.permalinks.inventory import PageContent, inventory
from faq.permalinks.meant import Reviewed
from faq.publishing.branch_pages import BranchPages, Known
from faq.publishing.completing import Say, latest_of
from faq.publishing.marks import AsBuilt
from faq.publishing.store import Store
from faq.publishing.trees import Tree
from faq.publishing.versions import DEV, LATEST


def losses(
    store: Store,
    base: str,
    folders: Iterable[str],
    tree: Mapping[str, bytes],
    reviewed: Callable[[], Reviewed],
    questions: str,
    say: Say,
    known: Known | None = None,
) -> dict[str, list[Problem]]:
    """What each folder of the branch, as the commit `base` has it, would lose to a built tree, by folder.

    A folder that has the same tree as one before it is told once; one that is not there loses nothing.
    `questions` is the folder of the questions; what is `reviewed` is asked for where anything is lost.
    What is `known` of pages grows.
    """
    out: dict[str, list[Problem]] = {}
    seen: set[str] = set()
    names = _names(store, tree)
    with store.reading() as content:
        for folder in folders:
            name = store.tree(base, folder)
            if name is None or name in seen:
                continue
            seen.add(name)
            shelf = BranchPages(Tree(store.files(base, folder), content), {} if known is None else known)
            old = AsBuilt(shelf.tree)
            same = {
                path: shelf.facts(shelf.tree.files[place]).content
                for path, place in old.places.items()
                if path in names
                and (names[path] == shelf.tree.files[place].name or names[path] == store.name_of(old[path]))
            }
            found, moved = lost(old, tree, same, reviewed, questions)
            if found:
                out[folder] = found
            _tell_numbers(folder, moved, say)
    return out


def lost(
    before: Mapping[str, bytes],
    now: Mapping[str, bytes],
    same: Mapping[str, PageContent],
    reviewed: Callable[[], Reviewed],
    questions: str,
) -> tuple[list[Problem], list[str]]:
    """What one tree would lose to another, and the numbers that name other questions.

    `same` are the pages that both have alike, by path: such a page loses nothing by itself, so that its
    anchors are read only where something is lost, for advice.
    """
    old, new = inventory(before, known=same), inventory(now, known=same)
    moved = renumbered(old, new, questions)
    if not compare(old, new, Reviewed(folder=questions)) or not compare(old, new, reviewed()):
        return [], moved
    read: dict[bytes, PageContent] = {}
    return compare(inventory(before, read), inventory(now, read), reviewed()), moved


def guarded(store: Store, base: str) -> Sequence[str]:
    """The folders that the next publications of a branch would replace: `dev`, and what is current."""
    versions = store.versions()
    return [*([DEV] if versions.find(DEV) else []), *([LATEST] if latest_of(versions) else [])]


def _names(store: Store, tree: Mapping[str, bytes]) -> dict[str, str]:
    """What git calls the pages of a tree."""
    paths = [path for path in tree if path.endswith(".html")]
    if isinstance(tree, Tree):
        return {path: tree.files[path].name for path in paths}
    return {path: store.name_of(tree[path]) for path in paths}


def _tell_numbers(folder: str, moved: Sequence[str], say: Say) -> None:
    if moved:
        names = ", ".join(moved[:3]) + (", ..." if len(moved) > 3 else "")
        said = "names another question" if len(moved) == 1 else "name other questions"
        say(f"{folder}: {names} {said} now; numbers follow nav: and are not kept")
