"""`faq explain`: what a code means."""

from __future__ import annotations

import argparse
import sys

from faq.commands.exits import CLEAN, PROBLEMS
from faq.explaining import explained, kind_of, near
from faq.kinds import Kind


def explain_command(arguments: argparse.Namespace) -> int:
    """Print what a code means, or all codes where none is named; the exit code."""
    if arguments.code is None:
        print(*(f"{kind.code}: {kind.summary}" for kind in Kind), sep="\n")
        return CLEAN
    kind = kind_of(arguments.code)
    if kind is None:
        found = near(arguments.code)
        said = f"did you mean {' or '.join(found)}?" if found else "faq explain lists all"
        print(f"error: there is no code {arguments.code}; {said}", file=sys.stderr)
        return PROBLEMS
    print(explained(kind), end="")
    return CLEAN
