"""What readers get, by version: `faq compare`, `publish`, `rollback`, `unpublish`, `adopt` and `prune`."""

from __future__ import annotations

import argparse

from faq.book.settings import Settings
from faq.cli.asking import Command, about_a_site, config


def _site(made: argparse.ArgumentParser) -> None:
    made.add_argument("--site", default="site", metavar="FOLDER", help="the built site (site)")


def _version(made: argparse.ArgumentParser) -> None:
    made.add_argument("version", help="X.Y, X.Y.Z or dev; or as extra: faq: versions: says")
    made.add_argument("--dry-run", action="store_true", help="do everything but the push")


def _tag(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--tag", action="store_true", help='the version is the name of a tag, with or without a "v" before it'
    )


def _branch(made: argparse.ArgumentParser) -> None:
    made.add_argument("--remote", default="origin", help="the remote that holds the branch (origin)")
    made.add_argument("--branch", default="gh-pages", help="the branch that readers get (gh-pages)")


def _latest(made: argparse.ArgumentParser) -> None:
    choice = made.add_mutually_exclusive_group()
    choice.add_argument("--latest", action="store_true", help="make it the current version")
    choice.add_argument(
        "--latest-if-newest", action="store_true", help="the same, unless a newer one is current"
    )


def _moved(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--new-address", action="store_true", help="the site moves to another site_url, with this version"
    )


def _back(made: argparse.ArgumentParser) -> None:
    made.add_argument("--further", action="store_true", help="once more, after a rollback of the version")
    made.add_argument("--allow-lost", action="store_true", help="even where that loses addresses")


def _compare(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.comparing import compare_command  # mike, which others do not need

    return compare_command(settings, arguments)


def _publish(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.command import publish_command

    return publish_command(settings, arguments)


def _rollback(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.command import rollback_command

    return rollback_command(settings, arguments)


def _unpublish(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.command import unpublish_command

    return unpublish_command(settings, arguments)


def _adopting(made: argparse.ArgumentParser) -> None:
    made.add_argument("--as", dest="name", metavar="NAME", help="the version that a site at the root becomes")
    made.add_argument("--latest", metavar="NAME", help="the version that is to be current")
    made.add_argument("--yes", action="store_true", help="do it; without this nothing is changed")


def _adopt(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.adopt_command import adopt_command

    return adopt_command(settings, arguments)


def _pruning(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--keep", type=int, default=10, metavar="N", help="how many of dev's publications stay (10)"
    )
    made.add_argument("--dry-run", action="store_true", help="do everything but the push")


def _prune(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.prune_command import prune_command

    return prune_command(settings, arguments)


PUBLISHERS = (
    Command(
        "compare",
        "report the addresses that readers would lose",
        about_a_site(_compare),
        ("faq compare", "faq compare --site build/site --remote upstream"),
        (config, _site, _branch),
    ),
    Command(
        "publish",
        "publish a version",
        about_a_site(_publish),
        ("faq publish dev", "faq publish 1.2 --latest", "faq publish 1.2 --latest --dry-run"),
        (config, _version, _tag, _branch, _latest, _moved),
    ),
    Command(
        "rollback",
        "make an earlier tree current again",
        about_a_site(_rollback),
        ("faq rollback 1.1 --dry-run", "faq rollback 1.1"),
        (config, _version, _branch, _back),
    ),
    Command(
        "unpublish",
        "take a version away",
        about_a_site(_unpublish),
        ("faq unpublish 0.9 --dry-run", "faq unpublish 0.9"),
        (config, _version, _branch),
    ),
    Command(
        "adopt",
        "take over a branch that others published to",
        about_a_site(_adopt),
        ("faq adopt", "faq adopt --as 1.0 --yes"),
        (config, _branch, _adopting),
    ),
    Command(
        "prune",
        "take what dev left behind out of the branch's history",
        about_a_site(_prune),
        ("faq prune --keep 10 --dry-run", "faq prune --keep 10"),
        (config, _branch, _pruning),
    ),
)
