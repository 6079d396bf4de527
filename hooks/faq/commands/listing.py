"""`faq references`: everything that cites a question, to be read once through."""

from __future__ import annotations

import argparse

from faq import reporting
from faq.book.settings import Settings
from faq.book.workspace import load
from faq.commands.exits import CLEAN
from faq.rules.mentions import mentions


def references_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print the list; the exit code.  What is wrong with them is for the check to say."""
    found = mentions(load(settings))
    said = reporting.mentions_json if arguments.format == "json" else reporting.mentions_text
    print(said(found))
    return CLEAN
