"""The sample: a whole FAQ of a team that is made up, with everything that a site of this generator may have.

What is true of any FAQ is tested on it, or on the smaller ones of `tests.faqs`; what is true of this
project's own site, in `tests/site/`.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from faq.walkthroughs import shelf
from faq.walkthroughs.manifest import NAME, dump
from tests.faqs import commit_all

PROJECT = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample"

TITLE = "How do I send a parcel back to Pigeon Post?"
"""The question with everything in it (headings, tabs, films, a note), which others refer to."""
ANSWER = "faq/send-it-back/"
"""Its address."""
SOURCE = "docs/faq/send-it-back.md"
"""Its file."""
FILMS = {"by-app": "By app", "at-the-counter": "At the counter", "by-courier": "By courier"}
"""The labels of its tabs, in order, by the films in them."""
SITE_NAME = "Pigeon Post"
EMAIL = "desk@pigeons.example"

# What is the generator's, by where it stands in a project.
_THEIRS = ("docs/assets", "overrides", "hosting")
_DRAWN_WITH = ("drawing.css", "drawing.js")


def sampled(root: Path) -> Path:
    """Write the sample into a folder, with the generator's own parts, as the first commit of a repository.

    Gives the path of its configuration, which names the one `hooks/shell.py` that there is.
    """
    shutil.copytree(SAMPLE, root, dirs_exist_ok=True)
    for folder in _THEIRS:
        shutil.copytree(PROJECT / folder, root / folder)
    film_anew(root)
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("- hooks/shell.py", f"- {PROJECT}/hooks/shell.py"), encoding="utf-8")
    commit_all(root)
    return config


def film_anew(root: Path) -> None:
    """The films are small, and were made once: whatever drawings are made with now, they count as of now."""
    for name in _DRAWN_WITH:
        shutil.copy(PROJECT / "walkthroughs/drawings" / name, root / "walkthroughs/drawings")
    storyboards, _ = shelf.read_storyboards(root)
    films, _ = shelf.read_manifest(root, shelf.media_folder())
    fresh = {
        name: replace(film, inputs=shelf.input_digests(root, storyboards[name]))
        for name, film in films.items()
    }
    (root / shelf.media_folder() / NAME).write_text(dump(fresh), encoding="utf-8")
