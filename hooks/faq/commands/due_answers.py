"""`faq due`: the answers that somebody should read again, for a terminal or for an issue."""

from __future__ import annotations

import argparse
import sys

from faq.answers.due import due
from faq.answers.reviewed import owner
from faq.book.settings import Settings
from faq.book.workspace import load, today
from faq.commands.exits import CLEAN, PROBLEMS
from faq.git import GitError


def due_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print what is due, nothing where nothing is; the exit code."""
    project = load(settings)
    try:
        found = due(project, today().day)
    except GitError as error:
        print(f"error: {error}", file=sys.stderr)
        return PROBLEMS
    for one in found:
        question = one.question
        box, mark = ("- [ ] ", "`") if arguments.format == "markdown" else ("", "")
        name = owner(project.pages[question.src].front)
        asked = f" {name}:" if name else ""
        place = f"{box}{question.place}. {question.title} ({mark}{question.path}{mark}):"
        print(f"{place}{asked} {'; '.join(one.reasons)}")
    return CLEAN
