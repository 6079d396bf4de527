"""`faq completion`: the script by which a shell completes the command line."""

from __future__ import annotations

import argparse

from faq.commands.exits import CLEAN


def completion_command(arguments: argparse.Namespace) -> int:
    """Print the script; the exit code."""
    import shtab  # which no other command needs

    print(shtab.complete(arguments.parser(), arguments.shell))
    return CLEAN
