"""Publishing and rolling back a version: compare and swap on the branch."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field

from mike import commands
from mike.versions import Versions

from faq.frozen import record
from faq.model import Problem
from faq.permalinks.meant import NOTHING, Reviewed
from faq.policy.security_txt import PATH as SECURITY
from faq.policy.security_txt import is_ours
from faq.publishing.address import require_address
from faq.publishing.blobs import Entry, folder
from faq.publishing.branch_pages import Known
from faq.publishing.completing import (
    Say,
    finish,
    is_copy,
    known_before,
    latest_of,
)
from faq.publishing.guard import losses
from faq.publishing.leaving import Root
from faq.publishing.outliving import LIST, listed, outlived, staying
from faq.publishing.own_files import known_own, require_home, told_own, with_own
from faq.publishing.ownership import require_ours
from faq.publishing.publications import BACK, MADE, SITE, store_log, taken_away
from faq.publishing.store import Refused, Store
from faq.publishing.trees import Tree, built_tree
from faq.publishing.versions import DEV, LATEST, NAME_MARKUP, TITLE_MARKUP, is_early, newer, newest
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
    tree: str
    """The name of the built tree, which the store has."""
    root: Root
    commit: str
    """The commit that it was built from."""
    root_files: Mapping[str, bytes] | None = None
    """What the project adds to the root, such as `_headers`; None leaves there what is."""
    reviewed: Callable[[], Reviewed] = lambda: NOTHING
    """What somebody has looked at of what is lost: asked for where anything is."""
    questions: str = ""
    """The folder of the questions."""
    latest: bool = False
    if_newest: bool = False
    """Whether `latest` is left alone where a newer version has it, instead of refusing."""
    rollback: bool = False
    """Whether the current version may become an older one."""
    new_address: bool = False
    """Whether the site moves to another address than the branch was published for."""
    own: Mapping[str, bytes] = field(default_factory=dict)
    """What the team has at the root by itself."""
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
                said = pushed.in_a_line
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
    there = store.tree(commit, release.version)
    return release.tree == there or release.tree == built_tree(store, commit, release.version)


# -- one commit


def prepared(store: Store, release: Release, base: str | None, say: Say) -> str:
    """The commit that puts a release on top of `base`, not pushed yet.  Raises Refused."""
    versions = store.versions()
    require_sound(store, versions)
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
    own = frozenset(release.own) if follows else before
    given = with_own(release.root_files or {}, release.own) if follows else {}
    # What is at home in the project by now stays as it is until a publication that the root follows.
    own |= require_home(store, base, given, {*own, *before}, () if follows else release.own)
    known = known_before(store, base) if base is not None else {}
    breaks = _breaks(store, release, base, current if takes else None, say, known)
    if breaks and not release.allow_lost:
        raise Breaking(breaks, release.version, rollback=release.rollback)
    for version, found in breaks.items():
        say(f"{version}: addresses lost, as allowed: {len(found)}; the 404 page leads on")
    _deploy(store, release, [LATEST] if takes else [], base)
    if follows:
        _put_root_files(store, given, before - own)
    if "index.html" not in own:
        lead(store, LATEST if takes or current else None, release.version)
    finish(store, release.root, say, own, known)
    verb = BACK if release.rollback else "Publish"
    message = (
        f"{verb} {release.version}\n\nBuilt from {release.commit}.\n\n"
        f"Published: {release.version} {release.tree}\n{SITE} {release.root.url}\n"
        f"{told_own(own)}"
    )
    if release.made:
        message += f"{MADE} {release.made} {store.tree(store.ref, '')}\n"
    return store.squash(base, message)


def _deploy(store: Store, release: Release, aliases: list[str], base: str | None) -> None:
    """Have mike list the version, and put its tree there, and into the copies that its aliases are."""
    nothing = store.folder / "nothing"
    nothing.mkdir(exist_ok=True)
    with (
        store.entered(),
        commands.deploy(
            {"site_dir": str(nothing), "use_directory_urls": True},
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
    folders = [release.version, *sorted(store.versions()[release.version].aliases)]
    kept = _kept_for_open_tabs(store, base, folders, release.tree) if base is not None else ()
    store.write([*((name, folder(release.tree)) for name in folders), *kept])


def _kept_for_open_tabs(
    store: Store, base: str, folders: list[str], tree: str
) -> Iterator[tuple[str, Entry]]:
    """What stays in each folder that is replaced: what open pages of its former tree may still ask for."""
    new = store.files(tree)
    with store.reading() as content:
        for name in folders:
            files = store.files(base, name)
            if paths := staying(files, outlived(Tree(files, content)), new):
                yield from ((f"{name}/{path}", files[path]) for path in paths)
                yield f"{name}/{LIST}", listed(paths)


def lead(store: Store, home: str | None, other: str) -> None:
    """Lead the root's first page to `home`; before there is one to the newest release, or else to `other`."""
    with store.entered():
        names = [str(info.version) for info in commands.list_versions(store.branch)]
        commands.set_default(home or newest(names) or other, branch=store.branch, allow_empty=True)


def _put_root_files(store: Store, given: Mapping[str, bytes], gone: Iterable[str]) -> None:
    """Write what the project adds to the root; what it no longer gives goes, as does our security.txt."""
    changed: dict[str, Entry] = {**dict.fromkeys(gone), **given}
    held = store.read(store.ref, SECURITY)
    if SECURITY not in given and held is not None and is_ours(text_of(held)):
        changed[SECURITY] = None
    if changed:
        store.write(changed.items())


def require_sound(store: Store, versions: Versions) -> None:
    """Raises Refused for a name or a title that the selector of versions cannot show."""
    for info in versions:
        name = str(info.version)
        if NAME_MARKUP.search(name):
            raise Refused(
                f"versions.json: the name {name!r} holds markup; have it taken out of the list: faq adopt; "
                "its pages stay"
            )
        if TITLE_MARKUP.search(info.title):
            raise Refused(
                f"versions.json: the title {info.title!r} of {name} holds markup; "
                f"mend it first: {store.by_mike('retitle', name, name)}"
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
    store: Store, release: Release, base: str | None, current: str | None, say: Say, known: Known
) -> dict[str, list[Problem]]:
    """What each published tree that is replaced would lose, by its folder."""
    if base is None:
        return {}
    if release.version == DEV and not store.versions().find(DEV) and taken_away(store, DEV, base):
        return {}  # it begins anew: what it left behind leads to `latest` meanwhile
    folders = [release.version]
    if current:  # plain mike makes `latest` lead to it
        folders.append(LATEST if is_copy(store.files(base, LATEST)) else current)
    with store.reading() as content:
        new = Tree(store.files(release.tree), content)
        return losses(store, base, folders, new, release.reviewed, release.questions, say, known)
