"""The command line: what can be asked, and who answers; a file a family of commands.

The shell around the pure rules.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from faq.sparing import all_kept

STOPPED = "stopped; nothing is half-done"


@contextmanager
def _stoppable() -> Iterator[None]:
    """Has Ctrl+C end the program in a line while it is imported, which takes half a second."""
    try:
        yield
    except KeyboardInterrupt:
        print(f"error: {STOPPED}", file=sys.stderr)
        raise SystemExit(130) from None  # INTERRUPTED, which may not be imported yet


with _stoppable(), all_kept(for_good=True):
    from faq.book.mkdocs_yml import ConfigurationError
    from faq.cli.asking import Command
    from faq.cli.beginners import BEGINNERS
    from faq.cli.checkers import CHECKERS
    from faq.cli.publishers import PUBLISHERS
    from faq.cli.reviewers import REVIEWERS
    from faq.cli.writers import WRITERS
    from faq.commands.completion import completion_command
    from faq.commands.exits import INTERRUPTED, PROBLEMS, UNREADABLE

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
    try:
        arguments = parser().parse_args(argv)
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
        return _failed(STOPPED, INTERRUPTED)
    except OSError as error:
        return _failed(f"{error}; nothing was written", PROBLEMS)


def _failed(said: object, code: int) -> int:
    print(f"error: {said}", file=sys.stderr)
    return code


def _shell(made: argparse.ArgumentParser) -> None:
    made.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell to complete for")


COMMANDS = (
    *BEGINNERS,
    *CHECKERS,
    *REVIEWERS,
    *WRITERS,
    *PUBLISHERS,
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
