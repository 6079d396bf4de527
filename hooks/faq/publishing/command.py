"""`faq publish`, `faq rollback` and `faq unpublish`: the shell around them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from faq.publishing.declared import declared
from faq.publishing.locked import root_files
from faq.publishing.opening import build, deepen, opened, origin, require_generator
from faq.publishing.permalinks import reviewed
from faq.publishing.release import Outcome, Release, earlier_tree, publish, unpublish
from faq.publishing.store import Refused, Store
from faq.publishing.versions import DEV, LATEST, BadVersion, checked_version
from faq.settings import Settings
from faq.workspace import load


def publish_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Publish the commit that is checked out; the exit code."""

    def run() -> Outcome:
        version = checked_version(arguments.version)
        site_url = _site_url(settings)
        require_generator()
        source = origin(settings.root / settings.config.path)
        with opened(source.top, arguments.remote, arguments.branch) as (store, work):
            deepen(store)
            _say(f"building {source.commit[:10]}")
            site = build(store, source, work)
            project = load(settings)
            release = Release(
                version,
                _tree(site),
                site,
                site_url,
                source.commit,
                root_files(settings, float(source.time)),
                reviewed(project, declared(project)),
                arguments.latest or arguments.latest_if_newest,
                arguments.latest_if_newest,
            )
            outcome = publish(store, release, _say, dry_run=arguments.dry_run)
            return _told(
                outcome, f"{version} as built from {source.commit[:10]}", version, site_url, arguments
            )

    return _answered(run)


def rollback_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Make an earlier published tree current again; the exit code."""

    def run() -> Outcome:
        version = checked_version(arguments.version)
        if version == DEV:
            raise Refused(f"{DEV} cannot be the current version; name a release")
        site_url = _site_url(settings)
        with opened(_top(settings), arguments.remote, arguments.branch) as (store, work):
            base = store.fetch()
            if base is None:
                raise Refused(f"there is no branch {arguments.branch} on {arguments.remote}")
            commit, tree = earlier_tree(store, version, base)
            site = work / "site"
            built = _restored(store, commit, version, tree, site)
            release = Release(version, built, site, site_url, commit, latest=True, rollback=True)
            outcome = publish(store, release, _say, dry_run=arguments.dry_run)
            return _told(outcome, f"{version} as published by {commit[:10]}", version, site_url, arguments)

    return _answered(run)


def _restored(store: Store, commit: str, version: str, tree: str, site: Path) -> dict[str, bytes]:
    """The files of a version as a commit on the branch published them, written into a folder.

    Raises Refused where they are not what that publication says it was built as.
    """
    from faq.publishing.marks import unmarked
    from faq.publishing.store import git, line

    files = store.read(commit, version)
    built = {p: unmarked(d.decode()).encode() if p.endswith(".html") else d for p, d in files.items()}
    for path, data in built.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    index = ("--git-dir", str(store.folder), "--work-tree", str(site))
    git(site, *index, "add", "--all", "--force", ".")
    if line(site, *index, "write-tree") != tree:
        raise Refused(f"the tree of {version} in {commit[:10]} was changed by hand; nothing was changed now")
    return built


def unpublish_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Take a version away; the exit code."""

    def run() -> Outcome:
        version = checked_version(arguments.version)
        site_url = _site_url(settings)
        with opened(_top(settings), arguments.remote, arguments.branch) as (store, _):
            outcome = unpublish(store, version, site_url, _say, dry_run=arguments.dry_run)
            state = "would be taken away" if arguments.dry_run else "is taken away"
            print(f"{version} {state}; its addresses lead to {site_url}{LATEST}/")
            return outcome

    return _answered(run)


def _answered(run: Callable[[], Outcome]) -> int:
    try:
        run()
    except (Refused, BadVersion) as reason:
        print(f"error: {reason}", file=sys.stderr)
        return 1
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _told(outcome: Outcome, what: str, version: str, site_url: str, arguments: argparse.Namespace) -> Outcome:
    where = f"{arguments.branch} on {arguments.remote}"
    if arguments.dry_run:
        state = "would be published" if outcome.changed else "is there already"
        print(f"{what} {state} to {where}; nothing was pushed")
        return outcome
    state = "is published" if outcome.changed else "was there already"
    print(f"{what} {state}: commit {outcome.commit[:10]} of {where}, as the remote says")
    print(f"to be seen at {site_url}{version}/, once the branch is deployed")
    print(f"{LATEST} is {outcome.latest or 'not set'}")
    return outcome


def _site_url(settings: Settings) -> str:
    url = settings.site_url
    if not url:
        raise Refused(
            "site_url: is not set in mkdocs.yml; canonical addresses, the 404 page and the sitemap need it"
        )
    return url if url.endswith("/") else url + "/"


def _top(settings: Settings) -> Path:
    from faq.publishing.store import run_git

    done = run_git(settings.root, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise Refused(f"{settings.root.resolve()} is in no git repository; run it in a clone")
    return Path(done.stdout.decode().strip())


def _tree(site: Path) -> Mapping[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}
