"""`faq init`: a project to begin with, written whole or not at all."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from shlex import quote

from faq.book.workspace import write_all
from faq.commands.exits import CLEAN, PROBLEMS
from faq.starting import beginning


def init_command(arguments: argparse.Namespace) -> int:
    """Write the files of a new FAQ; the exit code.  Where one of them is there, nothing is written.

    Raises OSError where they cannot be written.
    """
    root = Path(arguments.folder)
    name = arguments.name or root.resolve().name
    words = [word.strip() for word in (arguments.words or "").split(",") if word.strip()]
    made = beginning(name, arguments.language, words, arguments.url)
    there = [path for path in ("docs", *made) if (root / path).exists()]
    if there or (root.exists() and not root.is_dir()):
        what = f"{root / there[0]} is there" if there else f"{root} is no folder"
        print(f"error: {what}; nothing was written: name a new folder", file=sys.stderr)
        return PROBLEMS
    write_all(root, {path: text.encode() for path, text in made.items()})
    print(*(root / path for path in made), sep="\n")
    print(f"now: cd {quote(str(root))} && faq serve")
    return CLEAN
