"""What a command of the line is, and what several commands ask for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from faq.book.settings import Settings, read_settings
from faq.book.workspace import folders_there
from faq.frozen import record

CONFIG = "mkdocs.yml"


@record
class Command:
    """One command of the line."""

    name: str
    help: str
    run: Callable[[argparse.Namespace], int]
    examples: tuple[str, ...]
    options: tuple[Callable[[argparse.ArgumentParser], object], ...] = ()


def about_a_site(run: Callable[[Settings, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A command that needs the configuration.  It raises ConfigurationError where that cannot be read."""

    def answer(arguments: argparse.Namespace) -> int:
        settings = read_settings(found_config(arguments.config, Path.cwd()))
        folders_there(settings)
        return run(settings, arguments)

    return answer


def found_config(asked: str | None, here: Path) -> Path:
    """The configuration file: the one that is asked for, else the nearest mkdocs.yml at or above a folder."""
    if asked is not None:
        return Path(asked)
    above = (folder / CONFIG for folder in (here, *here.parents))
    found = next((path for path in above if path.is_file()), Path(CONFIG))
    return Path(os.path.relpath(found, here))


# -- options that commands share


def config(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "-f", "--config", metavar="FILE", help=f"the configuration (the nearest {CONFIG}, here or above)"
    )


def since(made: argparse.ArgumentParser) -> None:
    choice = made.add_mutually_exclusive_group()
    choice.add_argument(
        "--since", metavar="REV", help="what stood at this commit keeps the meaning it had there"
    )
    choice.add_argument(
        "--since-base",
        action="store_true",
        help="the same for where the change began: a pull request's base, what a push found, or where the "
        "branch left the default one",
    )


def dry_run(made: argparse.ArgumentParser) -> None:
    made.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")
