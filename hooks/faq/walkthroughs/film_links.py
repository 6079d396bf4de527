"""Films that pages refer to, and what each of them lacks."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from faq.kinds import Kind
from faq.model import Problem, Span
from faq.walkthroughs.manifest import KINDS, again

PARTS = {"webm": "AV1 film", "mp4": "MP4 film", "vtt": "captions", "png": "poster"}
"""What the files of a film are to a writer."""


def is_film(source: str) -> bool:
    """Whether an image's address names a film."""
    return urlsplit(source).path.endswith(".webm")


def target(page: str, path: str) -> PurePosixPath:
    """The project's path of a film that `page`, the project's path of a page, names by a relative path."""
    return PurePosixPath(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)))


def broken(
    span: Span,
    page: str,
    path: str,
    storyboards: Collection[str],
    present: Mapping[str, Collection[str]],
    folder: PurePosixPath,
) -> list[Problem]:
    """What is missing of the film that a page refers to as `path`, at `span`: no problem, or one.

    `page` is the project's path of the page, from which a snippet's paths lead as well.
    `storyboards` are the ids that there are, `present` the kinds of files that each film has in `folder`.
    """
    film = target(page, path)
    name = film.stem
    if film.parent != folder:
        message, fix = f"{path} is not in {folder}, where the films are", "Correct the path"
    elif name not in storyboards:
        known = ", ".join(sorted(storyboards))
        message, fix = f"the film {name} has no storyboard", f"Write the name of one that has: {known}"
    elif lacks := [kind for kind in KINDS if kind not in present.get(name, ())]:
        parts = ", ".join(f"{PARTS[kind]} ({folder / name}.{kind})" for kind in lacks)
        message, fix = f"the film {name} lacks: {parts}", f"Film it again: {again(name)}"
    else:
        return []
    return [Problem(Kind.MISSING_FILM_FILE, span, message, fix)]
