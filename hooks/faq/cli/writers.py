"""What those who write use: `faq fix`, `faq new`, `faq move`, `faq rename`, `faq retire`,
`faq label`, `faq section`, `faq serve`."""

from __future__ import annotations

import argparse

from faq.book.settings import Settings
from faq.cli.asking import Command, about_a_site, config, dry_run, since


def _place(made: argparse.ArgumentParser) -> None:
    place = made.add_mutually_exclusive_group()
    place.add_argument("--after", metavar="SLUG", help="the question that it follows")
    place.add_argument("--first", action="store_true", help="make it the first question")


def _title(made: argparse.ArgumentParser) -> None:
    made.add_argument("title", help='the whole question, such as "How do I ...?"')
    made.add_argument("--slug", metavar="NAME", help="its file's name without .md (made of the question)")


def _slug(made: argparse.ArgumentParser) -> None:
    made.add_argument("slug", help="the question's file without .md, or its number")


def _new_name(made: argparse.ArgumentParser) -> None:
    made.add_argument("name", metavar="new", help="its new name, or a folder and a name: billing/pay-a-bill")


def _successor(made: argparse.ArgumentParser) -> None:
    made.add_argument("--to", metavar="SLUG", help="the question that answers now, and gets its address")
    made.add_argument(
        "--because",
        metavar="TEXT",
        help="why it is gone: what its address says, and with --to where to go on",
    )


def _text(made: argparse.ArgumentParser) -> None:
    choice = made.add_mutually_exclusive_group(required=True)
    choice.add_argument("text", nargs="?", help="what the navigation is to call it")
    choice.add_argument("--title", action="store_true", help="its whole title, as where there is no label")


def _into(made: argparse.ArgumentParser) -> None:
    made.add_argument("what", help="the question, by its file or number; with --rename the section")
    made.add_argument("title", nargs="?", help='the section: its title, "Mail/Filters", or its number')
    made.add_argument("--new", action="store_true", help="make the section, behind the one it stands in")
    made.add_argument("--rename", metavar="TITLE", help="another title for a section")


def _port(made: argparse.ArgumentParser) -> None:
    made.add_argument("--port", type=int, default=8000, help="where it is served on this machine (8000)")


def _fix(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.writing import fix_command  # editing, which a check does not need

    return fix_command(settings, arguments)


def _new(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.writing import new_command

    return new_command(settings, arguments)


def _move(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.writing import move_command

    return move_command(settings, arguments)


def _rename(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.rewriting import rename_command

    return rename_command(settings, arguments)


def _retire(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.rewriting import retire_command

    if not arguments.to and not arguments.because:
        arguments.parser().error("retire: say which question answers now, --to SLUG, or why: --because TEXT")
    return retire_command(settings, arguments)


def _label(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.ordering import label_command

    return label_command(settings, arguments)


def _section(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.ordering import section_command

    if bool(arguments.title) == bool(arguments.rename):
        arguments.parser().error("section: write a question and a section, or a section and --rename TITLE")
    return section_command(settings, arguments)


def _serve(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.serving import serve_command  # sockets and processes, which others do not need

    return serve_command(settings, arguments)


WRITERS = (
    Command(
        "fix",
        "make numbers and references follow nav:",
        about_a_site(_fix),
        ("faq fix --dry-run", "faq fix", "faq fix --since HEAD~3"),
        (config, since, dry_run),
    ),
    Command(
        "new",
        "add a question",
        about_a_site(_new),
        ('faq new "How do I ...?"', 'faq new "How do I ...?" --after contact-help-desk'),
        (config, dry_run, _place, _title),
    ),
    Command(
        "move",
        "put a question elsewhere",
        about_a_site(_move),
        ("faq move contact-help-desk --first", "faq move 5 --after hours-of-support"),
        (config, dry_run, _place, _slug),
    ),
    Command(
        "rename",
        "give a question's file another name; its old address leads on, and links follow",
        about_a_site(_rename),
        ("faq rename hours-of-support opening-hours", "faq rename 3 reporting/report-spam --dry-run"),
        (config, dry_run, _slug, _new_name),
    ),
    Command(
        "retire",
        "take a question away; its address is kept, and the sentences that cite it are listed",
        about_a_site(_retire),
        (
            "faq retire report-by-fax --to report-misclassified-email",
            'faq retire report-by-fax --because "The fax number is no longer in use."',
        ),
        (config, dry_run, _slug, _successor),
    ),
    Command(
        "label",
        "say what the navigation calls a question",
        about_a_site(_label),
        ('faq label hours-of-support "Opening hours"', "faq label 3 --title"),
        (config, dry_run, _slug, _text),
    ),
    Command(
        "section",
        "put a question into a section, old or new, or give a section another title",
        about_a_site(_section),
        (
            "faq section pay-a-bill Billing --after send-a-bill",
            "faq section pay-a-bill Billing --new",
            'faq section Billing --rename "Bills and payments"',
        ),
        (config, dry_run, _place, _into),
    ),
    Command(
        "serve",
        "show the site while it is written",
        about_a_site(_serve),
        ("faq serve", "faq serve --port 8001"),
        (config, _port),
    ),
)
