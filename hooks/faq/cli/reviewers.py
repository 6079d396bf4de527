"""What those use who say yes to a change: `faq summary`, `faq preview`, `faq due`."""

from __future__ import annotations

import argparse

from faq.book.settings import Settings
from faq.cli.asking import Command, about_a_site, config


def _compared(made: argparse.ArgumentParser) -> None:
    made.add_argument("--since", metavar="REV", help="the commit to compare with (where the change began)")
    made.add_argument("--build", action="store_true", help="build both, and say what their pages weigh")


def _folder(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", help="where it is written: a new folder")
    made.add_argument("--site", default="site", metavar="FOLDER", help="the built site (site)")


def _preview(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.previewing import preview_command

    return preview_command(settings, arguments)


def _summary(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.summarizing import summary_command  # editing and git, which a check does not need

    return summary_command(settings, arguments)


def _list_or_issue(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="text, or markdown for an issue"
    )


def _due(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.due_answers import due_command  # git, which a check does not need

    return due_command(settings, arguments)


REVIEWERS = (
    Command(
        "due",
        "list the answers that somebody should read again, and why",
        about_a_site(_due),
        ("faq due", "faq due --format markdown"),
        (config, _list_or_issue),
    ),
    Command(
        "summary",
        "say in Markdown what a change means for readers; in a workflow of GitHub's on the page of its run",
        about_a_site(_summary),
        ("faq summary", "faq summary --since v1.2", "faq summary --build"),
        (config, _compared),
    ),
    Command(
        "preview",
        "write a built site as a folder that opens without a server",
        about_a_site(_preview),
        ("faq preview preview", "faq preview /tmp/preview --site build/site"),
        (config, _folder),
    ),
)
