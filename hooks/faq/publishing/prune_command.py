"""`faq prune`: the shell around it."""

from __future__ import annotations

import argparse

from faq.book.settings import Settings
from faq.publishing.address import root_of
from faq.publishing.command import answered, say
from faq.publishing.opening import deepen, opened, top_of
from faq.publishing.release import Outcome
from faq.publishing.size import size_on, told
from faq.publishing.squashing import prune
from faq.publishing.store import Refused
from faq.publishing.versions import DEV


def prune_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write the branch's history anew without what `dev` left behind; the exit code."""

    def run() -> Outcome:
        if arguments.keep < 1:
            raise Refused(
                f"--keep {arguments.keep}: the last publication of {DEV} is what readers have; write 1"
            )
        root_of(settings)
        with opened(top_of(settings.root), arguments.remote, arguments.branch) as (store, _):
            deepen(store)
            outcome = prune(store, arguments.keep, say, dry_run=arguments.dry_run)
            say(told(size_on(store, outcome.commit)))
            where = f"{arguments.branch} on {arguments.remote}"
            if arguments.dry_run:
                print(f"{where} {'would be pruned' if outcome.changed else 'is pruned'}; nothing was pushed")
                return outcome
            state = "is pruned" if outcome.changed else "was pruned already"
            print(f"{where} {state}: commit {outcome.commit[:10]}, as the remote says")
            return outcome

    return answered(run)
