"""`faq adopt`: the shell around it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from faq import git
from faq.book.settings import Settings
from faq.publishing.address import root_of
from faq.publishing.adopting import adopt
from faq.publishing.command import answered, say
from faq.publishing.inspection import Inspection
from faq.publishing.opening import opened, top_of
from faq.publishing.own_files import homeless, how_to_keep, known_own, own_files
from faq.publishing.ownership import inspection_of
from faq.publishing.release import Outcome
from faq.publishing.store import Refused, Store
from faq.publishing.versions import DEV, LATEST, BadVersion, checked_version
from faq.text.releases import Naming


def adopt_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """List what is on a branch that others made, and take it over where that is asked for; the exit code."""

    def run() -> Outcome:
        root, own = root_of(settings), own_files(settings.root)
        spare = [*_spare(settings.versions, arguments.name)]
        top, remote, branch = top_of(settings.root), arguments.remote, arguments.branch
        seen = git.ask(top, "rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{branch}")

        def inspection(store: Store, base: str | None) -> Inspection:
            if base is None:
                raise Refused(f"there is no branch {branch} on {remote}; faq publish makes one")
            found = inspection_of(store, base, spare, arguments.latest, seen.out.decode().strip() or None)
            _require_known(found, arguments.latest)
            return found

        with opened(top, remote, branch, writes=arguments.yes) as (store, _):
            base = store.fetch()
            found = inspection(store, base)
            _tell(found)
            if names := list(homeless(store, base or "", (), {*own, *known_own(store, base), *found.rooted})):
                print(f"{', '.join(names)} would be written over; {how_to_keep(store, names)}")
            if not arguments.yes:
                print("nothing was changed; to do it, say it again with --yes")
                return Outcome("", found.current, changed=False)
            outcome = adopt(store, lambda base: inspection(store, base), own, root, say)
            state = "is adopted" if outcome.changed else "was adopted already"
            print(f"{branch} on {remote} {state}: commit {outcome.commit[:10]}, as the remote says")
            return outcome

    return answered(run)


def _tell(inspection: Inspection) -> None:
    """The list, a line each: what it is, and what becomes of it."""
    width = max((len(one.name) for one in inspection.items), default=0)
    for one in inspection.items:
        print(f"{one.name.ljust(width)}  {one.found}: {one.becomes}")
    print(f"{LATEST} will be {inspection.current or 'not set'}")


def _spare(naming: Naming, name: str | None) -> Iterator[str]:
    """Names for what has none: the one that is asked for, then the first ones that a release may have."""
    if name is not None:
        if name == DEV:
            raise BadVersion(f"{DEV} is what is published next; name a release, such as {naming.example}")
        yield checked_version(name, naming)
    yield from (f"{naming.before}0.{number}" for number in range(100))


def _require_known(inspection: Inspection, wanted: str | None) -> None:
    names = [one.version for one in inspection.versions]
    if wanted is not None and wanted not in names:
        raise Refused(f"--latest {wanted}: there is no such version (found: {', '.join(names) or 'none'})")
