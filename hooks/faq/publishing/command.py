"""`faq publish`, `faq rollback` and `faq unpublish`: the shell around them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from faq import git
from faq.book.settings import Settings, read_settings
from faq.book.workspace import load
from faq.permalinks.answering import reviewed
from faq.permalinks.declared import declared
from faq.permalinks.meant import Reviewed
from faq.publishing.address import require_address, root_of
from faq.publishing.again import made_of, published_alike, restored, standing
from faq.publishing.leaving import Root
from faq.publishing.locked import root_files
from faq.publishing.opening import (
    SITE,
    Origin,
    build,
    check_out,
    deepen,
    opened,
    origin,
    surroundings,
    top_of,
)
from faq.publishing.own_files import own_files
from faq.publishing.publications import Publication, earlier_tree, store_log
from faq.publishing.release import (
    Outcome,
    Release,
    publish,
)
from faq.publishing.size import size_on, told
from faq.publishing.store import Refused, Store
from faq.publishing.unpublishing import unpublish
from faq.publishing.versions import DEV, LATEST, BadVersion, checked_version, known_version, tagged_version


def publish_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Publish the commit that is checked out; the exit code."""

    def run() -> Outcome:
        named = tagged_version if arguments.tag else checked_version
        version = named(arguments.version, settings.versions)
        root = root_of(settings)
        source = origin(settings.root / settings.config.path)
        with opened(source.top, arguments.remote, arguments.branch) as (store, work):
            deepen(store)
            if not arguments.dry_run:
                store.require_writable(source.commit)
            checkout = check_out(store, source, work)
            outcome, root = _published(store, source, checkout, version, arguments)
            say(told(size_on(store, outcome.commit)))
            return _announced(
                outcome, f"{version} as built from {source.commit[:10]}", version, root, arguments
            )

    return answered(run)


def _published(
    store: Store, source: Origin, checkout: Path, version: str, arguments: argparse.Namespace
) -> tuple[Outcome, Root]:
    """Publish what is checked out, built where the branch does not have it; for which address."""
    # What is gone, and what stands at the root, is said by the commit, not by the working tree.
    committed = read_settings(checkout / source.config)
    root = root_of(committed)
    release = Release(
        version,
        "",
        root,
        source.commit,
        latest=arguments.latest or arguments.latest_if_newest,
        if_newest=arguments.latest_if_newest,
        new_address=arguments.new_address,
        made=made_of(committed, surroundings(source)),
    )
    base = store.fetch()
    last = published_alike(store, base, version, source.commit, release.made)
    if base and last and (there := standing(store, base, last, release)):
        say(f"{version} is there already, of the same commit and made of the same; nothing is built")
        behind = () if arguments.dry_run else tuple(store.mirrored(base))
        return replace(there, behind=behind), root
    tree = restored(store, last) if last else None
    if tree is None:
        say(f"building {source.commit[:10]}")
        tree = store.taken_in(build(source, checkout, checkout.parent / SITE), LATEST)
    else:
        say(f"{version} was built before, of the same commit and made of the same; it is not built again")

    def looked_at() -> Reviewed:
        project = load(committed)
        return reviewed(project, declared(project))

    whole = replace(
        release,
        tree=tree,
        root_files=root_files(committed, float(source.time)),
        reviewed=cache(looked_at),
        questions=committed.folder,
        own=own_files(committed.root),
    )
    return publish(store, whole, say, dry_run=arguments.dry_run), root


def rollback_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Make an earlier published tree current again; the exit code."""

    def run() -> Outcome:
        version = known_version(arguments.version, settings.versions)
        if version == DEV:
            raise Refused(f"{DEV} cannot be the current version; name a release")
        root = root_of(settings)
        with opened(top_of(settings.root), arguments.remote, arguments.branch) as (store, _):
            base = store.fetch()
            if base is None:
                raise Refused(f"there is no branch {arguments.branch} on {arguments.remote}")
            require_address(store, base, root)
            earlier = earlier_tree(store, version, base, further=arguments.further)
            built = restored(store, earlier)
            if built is None:
                raise Refused(_changed_by_hand(store, earlier, base))
            allowed = arguments.allow_lost
            release = Release(
                version,
                built,
                root,
                earlier.commit,
                latest=True,
                rollback=True,
                own=own_files(settings.root),
                allow_lost=allowed,
            )
            outcome = publish(store, release, say, dry_run=arguments.dry_run)
            what = f"{version} as published by {earlier.commit[:10]}"
            if earlier.rollback and not outcome.changed:
                say(f"the last publication was this rollback; to go back once more: {FURTHER} {version}")
            return _announced(outcome, what, version, root, arguments)

    return answered(run)


def _changed_by_hand(store: Store, earlier: Publication, base: str) -> str:
    """Why there is no way back to a publication, and how to make one from the commit that it was built of."""
    version = earlier.version
    log = (one for one in store_log(store, base) if one.version == version and not one.rollback)
    built = next((one.built for one in log if one.built), None)
    said = f"{version} is not as {earlier.commit[:10]} published it: somebody changed it by hand"
    commit = built or "the commit that it was built from"
    again = f"git switch --detach {commit}; faq publish {version}; faq rollback {version}"
    return f"{said}; nothing was changed now; publish it again from its commit, and go back to that: {again}"


FURTHER = "faq rollback --further"


def unpublish_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Take a version away; the exit code."""

    def run() -> Outcome:
        version = known_version(arguments.version, settings.versions)
        root = root_of(settings)
        with opened(top_of(settings.root), arguments.remote, arguments.branch) as (store, _):
            if base := store.fetch():
                require_address(store, base, root)
            own = own_files(settings.root)
            outcome = unpublish(store, version, root, say, own, dry_run=arguments.dry_run)
            where = f"{arguments.branch} on {arguments.remote}"
            if arguments.dry_run:
                _rehearsed(outcome)
                print(f"{version} would be taken away from {where}; nothing was pushed")
                return outcome
            state = "is taken away" if outcome.changed else "was taken away already"
            print(f"{version} {state}: commit {outcome.commit[:10]} of {where}, as the remote says")
            where = f"lead to {root.url}{LATEST}/" if outcome.latest else "answer nothing"
            print(f"its addresses {where}, once the branch is deployed")
            return outcome

    return answered(run)


def answered(run: Callable[[], Outcome]) -> int:
    """Run what may be refused, and tell the reason; the exit code."""
    try:
        outcome = run()
    except (Refused, git.GitError, BadVersion) as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; run it again: nothing is lost, and nothing is published twice", file=sys.stderr)
        return INTERRUPTED
    for address, why in outcome.behind:
        print(f"error: {address} does not have it: {why}; run it again", file=sys.stderr)
    return 1 if outcome.behind else 0


INTERRUPTED = 130
"""What shells say of a program that Ctrl+C ended."""


def say(text: str) -> None:
    """Tell what happens on the way."""
    print(text, file=sys.stderr, flush=True)


def _rehearsed(outcome: Outcome) -> None:
    """The whole list of what would change, before what is said of it."""
    print(*outcome.changes, sep="\n", end="\n" if outcome.changes else "")


def _announced(
    outcome: Outcome, what: str, version: str, root: Root, arguments: argparse.Namespace
) -> Outcome:
    where = f"{arguments.branch} on {arguments.remote}"
    if arguments.dry_run:
        _rehearsed(outcome)
        state = "would be published to" if outcome.changed else "is there already on"
        print(f"{what} {state} {where}; {LATEST} would be {outcome.latest or 'not set'}; nothing was pushed")
        return outcome
    state = "is published" if outcome.changed else "was there already"
    print(f"{what} {state}: commit {outcome.commit[:10]} of {where}, as the remote says")
    print(f"to be seen at {root.url}{version}/, once the branch is deployed")
    print(f"{LATEST} is {outcome.latest or 'not set'}")
    return outcome
