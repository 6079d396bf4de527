"""What a FAQ begins with: `faq init`, `faq import`, `faq schema`."""

from __future__ import annotations

import argparse

from faq.cli.asking import Command, dry_run
from faq.text.language import codes


def _beginning(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", help="where it is written: a new folder, or one that has no FAQ")
    made.add_argument("--name", help="what the site is called (the folder's name)")
    made.add_argument("--language", choices=codes(), default="en", help="of the site: %(choices)s (en)")


def _imported(made: argparse.ArgumentParser) -> None:
    made.add_argument("source", metavar="FILE|FOLDER", help="a page of Markdown, HTML or text, or a folder")
    made.add_argument("--into", metavar="FOLDER", help="where the project is written (the file's name, here)")
    made.add_argument("--name", help="what the site is called (the page's title)")
    made.add_argument("--language", choices=codes(), help="of the FAQ: %(choices)s (what a page says, or en)")


def _around(made: argparse.ArgumentParser) -> None:
    made.add_argument("--words", metavar="W,W", help="more words that cite a question, such as FAQ,Q")
    made.add_argument("--url", default="", help="the address of the site, where it is known")
    made.add_argument(
        "--ci",
        choices=("github", "gitlab", "none"),
        help="who checks and publishes it (the host of the remote `origin`, or else github)",
    )


def _which(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "schema",
        choices=("mkdocs", "front-matter", "clients"),
        help="of mkdocs.yml, front matter, or clients.yml",
    )


def _schema(arguments: argparse.Namespace) -> int:
    from faq.commands.initial import schema_command

    return schema_command(arguments)


def _init(arguments: argparse.Namespace) -> int:
    from faq.commands.initial import init_command

    return init_command(arguments)


def _import(arguments: argparse.Namespace) -> int:
    from faq.commands.importing import import_command  # readers that others do without

    return import_command(arguments)


BEGINNERS = (
    Command(
        "init",
        "begin a FAQ: settings, a first page and two questions",
        _init,
        (
            "faq init our-faq",
            'faq init our-faq --name "Our FAQ" --language de --url https://faq.example.org/',
        ),
        (_beginning, _around),
    ),
    Command(
        "import",
        "make a project of a FAQ that exists: one page, or a folder with a file a question",
        _import,
        (
            "faq import support.html --dry-run",
            "faq import faq.txt --into our-faq --words FAQ,Q",
            "faq import site/_faq --into our-faq --language de",
        ),
        (dry_run, _imported, _around),
    ),
    Command(
        "schema",
        "print a JSON Schema by which editors complete and check",
        _schema,
        ("faq schema mkdocs > .vscode/faq-mkdocs.json", "faq schema front-matter"),
        (_which,),
    ),
)
