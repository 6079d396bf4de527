"""What looks and changes nothing: `faq check`, `faq explain`, `faq references`, `faq judge`."""

from __future__ import annotations

import argparse

from faq.book.settings import Settings
from faq.cli.asking import Command, about_a_site, config, since
from faq.commands.checking import check_command


def _format(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), help="text, or github in a workflow"
    )


def _external(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--external", action="store_true", help="ask other hosts whether what is linked is there"
    )


def _text_or_json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--format", choices=("text", "json"), help="text, or json for programs")


def _mail_files(made: argparse.ArgumentParser) -> None:
    made.add_argument("files", nargs="+", metavar="FILE", help="a mail file; - is the standard input")
    made.add_argument("--format", choices=("text", "json"), default="text", help="text, or json for programs")


def _code(made: argparse.ArgumentParser) -> None:
    made.add_argument("code", nargs="?", help="the code of a message, such as stale-reference; without: all")


def _explain(arguments: argparse.Namespace) -> int:
    from faq.commands.explain import explain_command

    return explain_command(arguments)


def _references(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.listing import references_command

    return references_command(settings, arguments)


def _judge(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.mail_files import judge_command  # email, which others do not need

    return judge_command(settings, arguments)


CHECKERS = (
    Command(
        "check",
        "report everything that is wrong",
        about_a_site(check_command),
        ("faq check", "faq check --since-base", "faq check --format sarif > faq.sarif"),
        (config, since, _format, _external),
    ),
    Command(
        "explain",
        "say what the code of a message means, and what to write instead",
        _explain,
        ("faq explain stale-reference", "faq explain"),
        (_code,),
    ),
    Command(
        "references",
        "list everything that cites a question, with its sentence and what it means",
        about_a_site(_references),
        ("faq references", "faq references --format json"),
        (config, _text_or_json),
    ),
    Command(
        "judge",
        "say whether mail files can be investigated",
        about_a_site(_judge),
        ("faq judge report.eml", "faq judge --format json inbox/*.eml", "faq judge - < report.eml"),
        (config, _mail_files),
    ),
)
