"""The command line: what can be asked, and who answers.  The shell around the pure rules."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.settings import Settings, read_settings
from faq.book.workspace import folders_there
from faq.commands.checking import check_command
from faq.commands.completion import completion_command
from faq.commands.exits import INTERRUPTED, PROBLEMS, UNREADABLE
from faq.text.language import codes

CONFIG = "mkdocs.yml"

EXITS = """\
exit codes:
  0  all is well
  1  something is wrong; it is told with its file, its line and what to write
  2  the configuration, or what it is to be compared with, cannot be read; a setting names a folder or a page
     that is not there; the command line is wrong
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the result is the exit code: 0 clean, 1 problems, 2 the configuration cannot be read."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character still gets the rest.
            stream.reconfigure(errors="backslashreplace")
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        return code
    except ConfigurationError as error:
        return _failed(error, UNREADABLE)
    except RecursionError:
        return _failed("a list, a quote or a configuration is nested too deeply to be read", UNREADABLE)
    except BrokenPipeError:
        # Whoever read us has seen enough; keep Python from writing the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        return _failed("stopped; nothing is half-done", INTERRUPTED)
    except OSError as error:
        return _failed(f"{error}; nothing was written", PROBLEMS)


def found_config(asked: str | None, here: Path) -> Path:
    """The configuration file: the one that is asked for, else the nearest mkdocs.yml at or above a folder."""
    if asked is not None:
        return Path(asked)
    above = (folder / CONFIG for folder in (here, *here.parents))
    found = next((path for path in above if path.is_file()), Path(CONFIG))
    return Path(os.path.relpath(found, here))


def _failed(said: object, code: int) -> int:
    print(f"error: {said}", file=sys.stderr)
    return code


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the line."""

    name: str
    help: str
    run: Callable[[argparse.Namespace], int]
    examples: tuple[str, ...]
    options: tuple[Callable[[argparse.ArgumentParser], object], ...] = ()


class _Version(argparse.Action):
    """Asks for the version when somebody wants it: reading the packages' metadata costs each command time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"faq {version('support-faq')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    plain = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(
        prog="faq",
        description="Keeps the numbers, references and addresses of a FAQ true.",
        epilog=EXITS,
        formatter_class=plain,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version of the program")
    commands = top.add_subparsers(required=True, metavar="command")
    for one in COMMANDS:
        examples = "".join(f"  {example}\n" for example in one.examples)
        made = commands.add_parser(
            one.name,
            help=one.help,
            description=f"{one.help[:1].upper()}{one.help[1:]}.",
            epilog=f"examples:\n{examples}\n{EXITS}",
            formatter_class=plain,
        )
        for add in one.options:
            add(made)
        made.set_defaults(run=one.run, parser=parser)
    return top


# -- options that commands share


def _config(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "-f", "--config", metavar="FILE", help=f"the configuration (the nearest {CONFIG}, here or above)"
    )


def _since(made: argparse.ArgumentParser) -> None:
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


def _dry_run(made: argparse.ArgumentParser) -> None:
    made.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")


def _place(made: argparse.ArgumentParser) -> None:
    place = made.add_mutually_exclusive_group()
    place.add_argument("--after", metavar="SLUG", help="the question that it follows")
    place.add_argument("--first", action="store_true", help="make it the first question")


def _format(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), help="text, or github in a workflow"
    )


def _text_or_json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--format", choices=("text", "json"), help="text, or json for programs")


def _title(made: argparse.ArgumentParser) -> None:
    made.add_argument("title", help='the whole question, such as "How do I ...?"')
    made.add_argument("--slug", metavar="NAME", help="its file's name without .md (made of the question)")


def _slug(made: argparse.ArgumentParser) -> None:
    made.add_argument("slug", help="the question's file without .md, or its number")


def _mail_files(made: argparse.ArgumentParser) -> None:
    made.add_argument("files", nargs="+", metavar="FILE", help="a mail file; - is the standard input")
    made.add_argument("--format", choices=("text", "json"), default="text", help="text, or json for programs")


def _site(made: argparse.ArgumentParser) -> None:
    made.add_argument("--site", default="site", metavar="FOLDER", help="the built site (site)")


def _version(made: argparse.ArgumentParser) -> None:
    made.add_argument("version", help="X.Y, X.Y.Z or dev")
    made.add_argument("--dry-run", action="store_true", help="do everything but the push")


def _branch(made: argparse.ArgumentParser) -> None:
    made.add_argument("--remote", default="origin", help="the remote that holds the branch (origin)")
    made.add_argument("--branch", default="gh-pages", help="the branch that readers get (gh-pages)")


def _latest(made: argparse.ArgumentParser) -> None:
    choice = made.add_mutually_exclusive_group()
    choice.add_argument("--latest", action="store_true", help="make it the current version")
    choice.add_argument(
        "--latest-if-newest", action="store_true", help="the same, unless a newer one is current"
    )


def _back(made: argparse.ArgumentParser) -> None:
    made.add_argument("--further", action="store_true", help="once more, after a rollback of the version")
    made.add_argument("--allow-lost", action="store_true", help="even where that loses addresses")


def _port(made: argparse.ArgumentParser) -> None:
    made.add_argument("--port", type=int, default=8000, help="where it is served on this machine (8000)")


def _shell(made: argparse.ArgumentParser) -> None:
    made.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell to complete for")


def _beginning(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", help="where it is written: a new folder, or one that has no FAQ")
    made.add_argument("--name", help="what the site is called (the folder's name)")
    made.add_argument("--language", choices=codes(), default="en", help="of the site: %(choices)s (en)")
    made.add_argument("--words", metavar="W,W", help="more words that cite a question, such as FAQ,Q")
    made.add_argument("--url", default="", help="the address of the site, where it is known")


# -- who answers


def _about_a_site(run: Callable[[Settings, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A command that needs the configuration.  It raises ConfigurationError where that cannot be read."""

    def answer(arguments: argparse.Namespace) -> int:
        settings = read_settings(found_config(arguments.config, Path.cwd()))
        folders_there(settings)
        return run(settings, arguments)

    return answer


def _references(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.listing import references_command

    return references_command(settings, arguments)


def _serve(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.serving import serve_command  # sockets and processes, which others do not need

    return serve_command(settings, arguments)


def _fix(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.writing import fix_command  # editing, which a check does not need

    return fix_command(settings, arguments)


def _new(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.writing import new_command

    return new_command(settings, arguments)


def _move(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.writing import move_command

    return move_command(settings, arguments)


def _init(arguments: argparse.Namespace) -> int:
    from faq.commands.initial import init_command

    return init_command(arguments)


def _judge(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.commands.mail_files import judge_command  # email, which others do not need

    return judge_command(settings, arguments)


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


COMMANDS = (
    Command(
        "init",
        "begin a FAQ: settings, a first page and two questions",
        _init,
        (
            "faq init our-faq",
            'faq init our-faq --name "Our FAQ" --language de --url https://faq.example.org/',
        ),
        (_beginning,),
    ),
    Command(
        "check",
        "report everything that is wrong",
        _about_a_site(check_command),
        ("faq check", "faq check --since-base", "faq check --format sarif > faq.sarif"),
        (_config, _since, _format),
    ),
    Command(
        "references",
        "list everything that cites a question, with its sentence and what it means",
        _about_a_site(_references),
        ("faq references", "faq references --format json"),
        (_config, _text_or_json),
    ),
    Command(
        "fix",
        "make numbers and references follow nav:",
        _about_a_site(_fix),
        ("faq fix --dry-run", "faq fix", "faq fix --since HEAD~3"),
        (_config, _since, _dry_run),
    ),
    Command(
        "new",
        "add a question",
        _about_a_site(_new),
        ('faq new "How do I ...?"', 'faq new "How do I ...?" --after contact-help-desk'),
        (_config, _dry_run, _place, _title),
    ),
    Command(
        "move",
        "put a question elsewhere",
        _about_a_site(_move),
        ("faq move contact-help-desk --first", "faq move 5 --after hours-of-support"),
        (_config, _dry_run, _place, _slug),
    ),
    Command(
        "serve",
        "show the site while it is written",
        _about_a_site(_serve),
        ("faq serve", "faq serve --port 8001"),
        (_config, _port),
    ),
    Command(
        "judge",
        "say whether mail files can be investigated",
        _about_a_site(_judge),
        ("faq judge report.eml", "faq judge --format json inbox/*.eml", "faq judge - < report.eml"),
        (_config, _mail_files),
    ),
    Command(
        "compare",
        "report the addresses that readers would lose",
        _about_a_site(_compare),
        ("faq compare", "faq compare --site build/site --remote upstream"),
        (_config, _site, _branch),
    ),
    Command(
        "publish",
        "publish a version",
        _about_a_site(_publish),
        ("faq publish dev", "faq publish 1.2 --latest", "faq publish 1.2 --latest --dry-run"),
        (_config, _version, _branch, _latest),
    ),
    Command(
        "rollback",
        "make an earlier tree current again",
        _about_a_site(_rollback),
        ("faq rollback 1.1 --dry-run", "faq rollback 1.1"),
        (_config, _version, _branch, _back),
    ),
    Command(
        "unpublish",
        "take a version away",
        _about_a_site(_unpublish),
        ("faq unpublish 0.9 --dry-run", "faq unpublish 0.9"),
        (_config, _version, _branch),
    ),
    Command(
        "completion",
        "print a script that completes the command line",
        completion_command,
        (
            'eval "$(faq completion bash)"',
            "faq completion zsh > ~/.zfunc/_faq   # in a folder of fpath",
        ),
        (_shell,),
    ),
)


if __name__ == "__main__":
    sys.exit(main())
