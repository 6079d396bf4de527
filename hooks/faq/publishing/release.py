"""Publishing, rolling back and unpublishing a version: compare and swap on the branch."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path

from mike import commands
from mike.versions import Versions

from faq.frozen import record
from faq.model import Problem
from faq.permalinks.inventory import inventory, is_page
from faq.permalinks.made import COPY
from faq.permalinks.meant import NOTHING, Reviewed
from faq.policy.security_txt import PATH as SECURITY
from faq.policy.security_txt import is_ours
from faq.publishing.address import require_address
from faq.publishing.completing import (
    Say,
    finish,
    is_copy,
    latest_of,
)
from faq.publishing.guard import losses
from faq.publishing.leaving import Root, leading, leading_copy
from faq.publishing.marks import as_built
from faq.publishing.outliving import LIST, listed, outlived, staying
from faq.publishing.own_files import known_own, require_home, told_own, with_own
from faq.publishing.ownership import WRITTEN, require_ours
from faq.publishing.publications import AWAY, BACK, MADE, SITE, store_log, taken_away
from faq.publishing.store import Refused, Store
from faq.publishing.versions import DEV, LATEST, is_early, newer, newest
from faq.verbatim import text_of

ATTEMPTS = 40
"""How often somebody else may be faster: each time one of them has published."""


class Breaking(Refused):
    """Permalinks would break; the text lists them with what to write."""

    def __init__(self, breaks: Mapping[str, list[Problem]], version: str, *, rollback: bool) -> None:
        # Nobody can write anything into a tree that is there already: a rollback is told no way out.
        lists = [_broken(folder, one, not rollback) for folder, found in breaks.items() for one in found]
        end = f"{len(lists)} permalink{'s' * (len(lists) != 1)} would break; nothing was "
        if rollback:
            end += f"changed; go back all the same: faq rollback {version} --allow-lost"
        else:
            end += "published"
        super().__init__("\n".join([*lists, end]))


def _broken(folder: str, problem: Problem, with_fix: bool) -> str:
    """A permalink of a version's folder that would break, and the way out where there is one."""
    said = f"{folder}/{problem.span.source.path}: {problem.message}"
    return f"{said}\n  fix: {problem.fix}" if with_fix else said


@record
class Release:
    """What is to be published."""

    version: str
    tree: Mapping[str, bytes]
    """The built tree, by path."""
    site_dir: Path
    """The folder that holds it: mike reads it there."""
    root: Root
    commit: str
    """The commit that it was built from."""
    root_files: Mapping[str, bytes] | None = None
    """What the project adds to the root, such as `_headers`; None leaves there what is."""
    reviewed: Reviewed = NOTHING
    latest: bool = False
    if_newest: bool = False
    """Whether `latest` is left alone where a newer version has it, instead of refusing."""
    rollback: bool = False
    """Whether the current version may become an older one."""
    new_address: bool = False
    """Whether the site moves to another address than the branch was published for."""
    own: Mapping[str, bytes] = field(default_factory=dict)
    """What the team has at the root by itself, where the project adds anything."""
    allow_lost: bool = False
    """Whether a rollback may lose addresses that only the present tree has."""
    made: str | None = None
    """A name for what it was built of beside the commit (faq.publishing.again); None in doubt."""


@record
class Outcome:
    """What is on the remote now."""

    commit: str
    latest: str | None
    changed: bool
    changes: tuple[str, ...] = ()
    """In a rehearsal: what the commit would change, a line a file."""
    behind: tuple[tuple[str, str], ...] = ()
    """The further addresses of the remote that do not have it, each with the reason."""


def publish(store: Store, release: Release, say: Say, *, dry_run: bool = False) -> Outcome:
    """Put a release on the branch, and ask the remote whether it is there.  Raises Refused."""

    def make(base: str | None) -> str:
        return prepared(store, release, base, say)

    def there(commit: str) -> bool:
        return _holds(store, commit, release)

    return swap(store, make, there, f"publish {release.version}", say, dry_run)


def swap(
    store: Store,
    make: Callable[[str | None], str],
    there: Callable[[str], bool],
    what: str,
    say: Say,
    dry_run: bool,
) -> Outcome:
    """Make a commit on what the remote has and put it there; again from the start if somebody was faster."""
    said = ""
    for attempt in range(1, ATTEMPTS + 1):
        base = store.fetch()
        commit = make(base)
        same = base is not None and store.tree(commit, "") == store.tree(base, "")
        if dry_run:
            changes = () if same else tuple(store.changes(base, commit))
            return Outcome(base if same and base else commit, _latest(store), not same, changes)
        if not same:
            pushed = store.push(commit, base)
            now = store.ask()
            if now == base and pushed.code:
                said = pushed.said
                if not _was_race(said):
                    raise Refused(f"the remote does not take it: {said}")
        # Not what was sent counts, but what the remote says that it has.
        head = store.fetch()
        if head is not None and there(head) and (same or store.descends(head, commit)):
            return Outcome(head, _latest(store), not same, behind=tuple(store.mirrored(head)))
        say(f"somebody else was faster; again from the start ({attempt} of {ATTEMPTS})")
        time.sleep(random.uniform(0, min(2.0, 0.1 * attempt)))
    # A lock that a killed git left on the remote looks like somebody who is at it.
    told = f" (git: {said})" if said else ""
    raise Refused(f"somebody else was faster {ATTEMPTS} times; nothing was lost, run it again: {what}{told}")


def _was_race(said: str) -> bool:
    """Whether a push failed as another is at it, the branch not moved yet (git 2.39: these words)."""
    words = ("cannot lock ref", "failed to lock", "failed to update ref", "incorrect old value", "stale info")
    return any(word in said for word in words)


def _latest(store: Store) -> str | None:
    return latest_of(store.versions())


def _holds(store: Store, commit: str, release: Release) -> bool:
    """Whether a commit has the release's tree, marked or not, under its version."""
    apart = outlived(store.read(commit, release.version, LIST))
    names = {p: b.name for p, b in store.files(commit, release.version).items() if p not in apart}
    paths = sorted(release.tree)
    if names.keys() == set(paths) and [names[path] for path in paths] == store.names(release.site_dir, paths):
        return True
    return as_built(store.read(commit, release.version)) == dict(release.tree)


# -- one commit


def prepared(store: Store, release: Release, base: str | None, say: Say) -> str:
    """The commit that puts a release on top of `base`, not pushed yet.  Raises Refused."""
    versions = store.versions()
    require_sound(versions)
    if base is not None:
        require_ours(store, base, versions)
    current = latest_of(versions)
    takes = takes_latest(release, current)
    if base is not None and len(versions) and not (takes and release.new_address):
        # Only what becomes current moves the site; beside it the root would name both addresses.
        require_address(store, base, release.root)
    require_forward(store, release, base)
    # A correction of an old version must not bring that version's policy, or its day of expiry, back.
    follows = release.root_files is not None and (takes or not current or release.version == DEV)
    before = known_own(store, base)
    own = release.own.keys() if follows else before
    given = with_own(release.root_files or {}, release.own) if follows else {}
    require_home(store, base, given, {*own, *before})
    breaks = _breaks(store, release, base, current if takes else None, say)
    if breaks and not release.allow_lost:
        raise Breaking(breaks, release.version, rollback=release.rollback)
    for version, found in breaks.items():
        say(f"{version}: {len(found)} addresses are lost, as allowed; the 404 page leads on")
    tree = _deploy(store, release, [LATEST] if takes else [], base)
    if follows:
        _put_root_files(store, given, before - own)
    if "index.html" not in own:
        _lead(store, LATEST if takes or current else None, release.version)
    finish(store, release.root, say, own)
    verb = BACK if release.rollback else "Publish"
    message = (
        f"{verb} {release.version}\n\nBuilt from {release.commit}.\n\n"
        f"Published: {release.version} {tree}\n{SITE} {release.root.url}\n"
        f"{told_own(own)}"
    )
    if release.made:
        message += f"{MADE} {release.made} {store.tree(store.ref, '')}\n"
    return store.squash(base, message)


def _deploy(store: Store, release: Release, aliases: list[str], base: str | None) -> str | None:
    """Have mike write the version, and its copies; the name of the version's tree as it was built."""
    with (
        store.entered(),
        commands.deploy(
            {"site_dir": str(release.site_dir), "use_directory_urls": True},
            release.version,
            aliases=aliases,
            update_aliases=True,
            alias_type=commands.AliasType.copy,
            branch=store.branch,
            message=f"Deploy {release.version}",
            allow_empty=True,
        ),
    ):
        pass
    tree = store.tree(store.ref, release.version)
    if base is not None:
        _keep_for_open_tabs(store, base, [release.version, *aliases], release.tree)
    return tree


def _keep_for_open_tabs(store: Store, base: str, folders: list[str], tree: Mapping[str, bytes]) -> None:
    """Leave in each folder that is replaced what open pages of its former tree may still ask for."""
    stay: dict[str, bytes | None] = {}
    for folder in folders:
        files = store.files(base, folder)
        before = outlived(store.read(base, folder, LIST))
        if paths := staying(files, before, tree):
            held = store.contents(files[path] for path in paths)
            stay |= {f"{folder}/{path}": held[files[path].name] for path in paths}
            stay[f"{folder}/{LIST}"] = listed(paths)
    if stay:
        store.write(stay)


def _lead(store: Store, home: str | None, other: str) -> None:
    """Lead the root's first page to `home`; before there is one to the newest release, or else to `other`."""
    with store.entered():
        names = [str(info.version) for info in commands.list_versions(store.branch)]
        commands.set_default(home or newest(names) or other, branch=store.branch, allow_empty=True)


def _put_root_files(store: Store, given: Mapping[str, bytes], gone: Iterable[str]) -> None:
    """Write what the project adds to the root; what it no longer gives goes, as does our security.txt."""
    changed: dict[str, bytes | None] = {**dict.fromkeys(gone), **given}
    held = store.read(store.ref, ".well-known", "security.txt").get("security.txt")
    if SECURITY not in given and held is not None and is_ours(text_of(held)):
        changed[SECURITY] = None
    if changed:
        store.write(changed)


def require_sound(versions: Versions) -> None:
    """Titles are shown as HTML by the theme's selector (9.8): markup in one would run."""
    for info in versions:
        if re.search("[<>&\"']", info.title) or re.search("[<>&\"'/]", str(info.version)):
            raise Refused(
                f"versions.json: the title {info.title!r} of {info.version} holds markup; "
                f"mend it first: mike retitle {info.version} {info.version} --push"
            )


def require_forward(store: Store, release: Release, base: str | None) -> None:
    """`dev` is what is newest.  Raises Refused where a newer commit than the release's is published as it.

    A commit that this clone does not know says nothing.
    """
    if release.version != DEV or release.rollback or base is None:
        return
    built = next((one.built for one in store_log(store, base) if one.version == DEV), None)
    if built not in (None, release.commit) and store.descends(built, release.commit):
        raise Refused(
            f"{DEV} was built from {built[:10]}, which is newer than {release.commit[:10]}; "
            "publish the newest commit, or take changes back by one that is newer still: git revert"
        )


def takes_latest(release: Release, current: str | None) -> bool:
    """Whether `latest` is to name the release.  Raises Refused where that would be a step back."""
    if not release.latest:
        return release.version == current
    if release.version == DEV:
        raise Refused(f"{LATEST} cannot name {release.version}: only a release can be the current version")
    if release.if_newest and release.version != current and is_early(release.version):
        return False
    if current is None or release.rollback or release.version == current or newer(release.version, current):
        return True
    if release.if_newest:
        return False
    raise Refused(
        f"{LATEST} names {current}, which is no older than {release.version}; publish without --latest, "
        f"or go back on purpose: faq rollback {release.version}"
    )


def _breaks(
    store: Store, release: Release, base: str | None, current: str | None, say: Say
) -> dict[str, list[Problem]]:
    """What each published tree that is replaced would lose, by its folder."""
    if base is None:
        return {}
    if release.version == DEV and not store.versions().find(DEV):
        return {}  # it was taken away, and begins anew: what it left behind leads to `latest` meanwhile
    folders = [release.version, *([LATEST] if current else [])]
    if current and not is_copy(store.files(base, LATEST)):
        folders.append(current)  # plain mike makes `latest` lead to it
    return losses(store, base, folders, release.tree, release.reviewed, say)


# -- taking away


def _kept(version: str, files: Mapping[str, bytes], root: Root) -> dict[str, bytes]:
    """What keeps the addresses of a version that is taken away, by path on the branch.

    Pages lead on.  A film cannot: it stays, and git shares it with the versions that have it too.
    """
    stubs = {
        f"{version}/{path}": leading(f"{version}/{path}", f"{LATEST}/", root)
        for path in files
        if is_page(path)
    }
    stubs |= {f"{version}/{path}": leading_copy(root) for path in files if path.endswith(COPY)}
    media = inventory(files).media
    return stubs | {f"{version}/{path}": files[path] for path in media}


def _lead_on(store: Store, root: Root, say: Say, own: frozenset[str]) -> None:
    """Lead what was taken away to its own pages, and the root to a version that is there, if one is."""
    versions = store.versions()
    names = [str(info.version) for info in versions]
    if not names:
        there = store.files(store.ref).keys() & WRITTEN - own
        store.write(dict.fromkeys(there))
        return
    if latest_of(versions) is None and "index.html" not in own:
        _lead(store, None, names[0])
    finish(store, root, say, own)


def unpublish(store: Store, version: str, root: Root, say: Say, *, dry_run: bool = False) -> Outcome:
    """Take a version away; its addresses lead to `latest` from then on.  Raises Refused.

    Before there is a `latest`, only `dev` can be taken away, and nothing of it stays: it can begin anew.
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
        require_home(store, base, (), own)
        if aliases := versions[version].aliases:
            raise Refused(
                f"{version} is what {', '.join(sorted(aliases))} names; publish or roll back to another first"
            )
        current = latest_of(versions)
        if current is None and version != DEV:
            raise Refused(f"the root may lead to {version}, as there is no {LATEST}; publish one first")
        kept = _kept(version, as_built(store.read(base, version)), root) if current else {}
        with store.entered():
            commands.delete([version], branch=store.branch, allow_empty=True)
        store.write(kept)
        _lead_on(store, root, say, own)
        return store.squash(base, f"{AWAY} {version}\n")

    def there(commit: str) -> bool:
        listed = json.loads(store.read(commit, "", "versions.json").get("versions.json", b"[]"))
        return version not in [one["version"] for one in listed]

    return swap(store, make, there, f"unpublish {version}", say, dry_run)
