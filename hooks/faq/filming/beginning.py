"""What every drawing is made with, and what editors know of storyboards, brought into a team's project."""

from __future__ import annotations

import shutil
from pathlib import Path

from faq.theme.additions import brought
from faq.walkthroughs.shelf import STORYBOARDS

BROUGHT = ("storyboard.schema.json", "drawings/drawing.css", "drawings/drawing.js")
"""The files, by their paths in the storyboards' folder."""


def bring(root: Path) -> tuple[list[str], list[str]]:
    """Write what is not there yet into a project; the paths of what was written, and of what is another's.

    A file that says something else is left alone: films are made from it.  Raises OSError.
    """
    ours, folder = brought("filmed_with", str(STORYBOARDS)), root / STORYBOARDS
    written, others = [], []
    for name in BROUGHT:
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ours / name, path)
            written.append(str(STORYBOARDS / name))
        elif path.read_bytes() != (ours / name).read_bytes():
            others.append(str(STORYBOARDS / name))
    return written, others
