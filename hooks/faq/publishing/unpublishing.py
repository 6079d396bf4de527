"""Taking a version away, so that its addresses lead on."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from mike import commands

from faq.addresses import address_of
from faq.permalinks.inventory import is_page
from faq.permalinks.made import COPY, NOT_FOUND, is_made
from faq.publishing.blobs import Blob, Entry
from faq.publishing.completing import Say, finish, latest_of
from faq.publishing.leaving import Root, leading, leading_copy
from faq.publishing.marks import places
from faq.publishing.own_files import known_own, require_home
from faq.publishing.ownership import WRITTEN, require_ours
from faq.publishing.publications import AWAY, taken_away
from faq.publishing.release import Outcome, lead, swap
from faq.publishing.store import Refused, Store
from faq.publishing.trees import Tree
from faq.publishing.versions import DEV, LATEST
from faq.publishing.versions_json import FILE


def _kept(version: str, files: Mapping[str, Blob], root: Root) -> Iterator[tuple[str, Entry]]:
    """What keeps the addresses of a version that is taken away, by path on the branch.

    `files` are those of its build.  Pages lead on.  A film cannot: it stays, and git shares it with the
    versions that have it too.
    """
    pages = {address_of(path) for path in files if is_page(path)}
    for path, blob in files.items():
        where = f"{version}/{path}"
        if is_page(path):
            yield where, leading(where, f"{LATEST}/", root)
        elif path.endswith(COPY):
            yield where, leading_copy(root)
        elif path != NOT_FOUND and not is_made(path, pages):
            yield where, blob


def _lead_on(store: Store, root: Root, say: Say, own: frozenset[str]) -> None:
    """Lead what was taken away to its own pages, and the root to a version that is there, if one is."""
    versions = store.versions()
    names = [str(info.version) for info in versions]
    if not names:
        there = store.files(store.ref).keys() & WRITTEN - own
        store.write(dict.fromkeys(there).items())
        return
    if latest_of(versions) is None and "index.html" not in own:
        lead(store, None, names[0])
    finish(store, root, say, own)


def _freed(store: Store, aliases: list[str], current: str | None) -> str:
    """What to do so that no alias names a version: publications move `latest`, and mike the others."""
    if LATEST in aliases or current is None:
        return "publish or roll back to another first"
    return f"have them name another first: {store.by_mike('alias', '--update-aliases', current, *aliases)}"


def unpublish(
    store: Store,
    version: str,
    root: Root,
    say: Say,
    project: Collection[str] = (),
    *,
    dry_run: bool = False,
) -> Outcome:
    """Take a version away; its addresses lead to `latest` from then on.  Raises Refused.

    `project` names what the team has at the root by itself.  Before there is a `latest`, only `dev` can be
    taken away, and nothing of it stays: it can begin anew.
    """

    def make(base: str | None) -> str:
        versions = store.versions()
        found = versions.find(version)
        if base is None or not found or len(found) != 1:
            if base is not None and taken_away(store, version, base):
                return base  # an earlier run has done it
            known = ", ".join(str(info.version) for info in versions) or "none"
            raise Refused(f"{version} is not published (published: {known})")
        require_ours(store, base, versions)
        own = known_own(store, base)
        own |= require_home(store, base, (), own, project)
        current = latest_of(versions)
        if aliases := sorted(versions[version].aliases):
            raise Refused(f"{version} is what {', '.join(aliases)} names; {_freed(store, aliases, current)}")
        if current is None and version != DEV:
            raise Refused(f"the root may lead to {version}, as there is no {LATEST}; publish one first")
        files = store.files(base, version)
        with store.entered():
            commands.delete([version], branch=store.branch, allow_empty=True)
        if current:
            with store.reading() as content:
                built = places(Tree(files, content))
            store.write(_kept(version, {path: files[place] for path, place in built.items()}, root))
        _lead_on(store, root, say, own)
        return store.squash(base, f"{AWAY} {version}\n")

    def there(commit: str) -> bool:
        listed = json.loads(store.read(commit, FILE) or b"[]")
        return version not in [one["version"] for one in listed]

    return swap(store, make, there, f"unpublish {version}", say, dry_run)
