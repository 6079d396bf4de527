"""The manifest: what each film was made from and what it is, so that building a page needs no film tools.

It lies beside the media as JSON and is written by the filming.  A film is stale when an input's content is no
longer the one in the manifest; line ends do not count, because git may change them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source

NAME = "manifest.json"
KINDS = ("webm", "mp4", "vtt", "png")
"""The files of a film, by suffix: both encodings, captions, poster."""
SMALL = "avif"
"""The poster for browsers that know the format, at a fifth of the size; films of earlier days have none."""

_BINARY = frozenset({"webm", "mp4", "png", SMALL})


@record
class File:
    """One file of a film: SHA-256 of its content and its size in bytes."""

    sha256: str
    bytes: int


@record
class Film:
    """One film: the day it was filmed (ISO 8601), its length in seconds, its picture's size in pixels, the
    MIME types with codecs (RFC 6381) of its encodings, its files by suffix, and its inputs' hashes by
    path."""

    filmed: str
    seconds: float
    width: int
    height: int
    types: Mapping[str, str]
    files: Mapping[str, File]
    inputs: Mapping[str, str]
    program: str = ""
    """What was filmed, with its version, as it says itself; nothing for a drawing, and for films of earlier
    days."""


def digest(content: bytes, name: str) -> str:
    """SHA-256 of a file's content, in hexadecimal; of text with Unix line ends.  `name` tells text apart."""
    return hashlib.sha256(_with_unix_ends(content, name)).hexdigest()


def described(content: bytes, name: str) -> File:
    """A file as the manifest lists it: the same where git has given its text the line ends of Windows."""
    return File(digest(content, name), len(_with_unix_ends(content, name)))


def _with_unix_ends(content: bytes, name: str) -> bytes:
    return content if name.rpartition(".")[2] in _BINARY else content.replace(b"\r\n", b"\n")


def dump(films: Mapping[str, Film]) -> str:
    """The manifest as JSON, ordered, so that filming one film changes its lines only."""
    return json.dumps({name: asdict(films[name]) for name in sorted(films)}, indent=2) + "\n"


def load(text: str) -> dict[str, Film]:
    """The films of a manifest that `dump` wrote.  Raises ValueError if it is anything else."""
    try:
        return {name: _film(entry) for name, entry in json.loads(text).items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"the manifest is damaged: {error!r}") from error


def again(name: str) -> str:
    """The command that films a film anew."""
    return f"make walkthrough ID={name}"


def stale(name: str, storyboard: Source, film: Film | None, now: Mapping[str, str]) -> list[Problem]:
    """Whether a film still shows its inputs: no problem, or one.

    `film` is its entry, None if it was never filmed; `now` the hashes of its inputs.
    """
    if film is None:
        return [Problem(Kind.STALE_FILM, storyboard.whole, f"never filmed: {again(name)}", again(name))]
    changed = sorted(key for key in {*now, *film.inputs} if now.get(key) != film.inputs.get(key))
    if not changed:
        return []
    message = f"storyboard changed, film it again: {again(name)}"
    notes = (f"changed: {', '.join(changed)}",)
    return [Problem(Kind.STALE_FILM, storyboard.whole, message, again(name), notes)]


def damaged(
    name: str, storyboard: Source, folder: str, film: Film, now: Mapping[str, File | None]
) -> list[Problem]:
    """The files of a film that are missing or not those that were filmed, one problem each.

    `folder` is where the film's files lie; `now` has them as they are, by suffix,
    None for one that is not there.
    """
    problems = []
    for kind in (*KINDS, *({SMALL} & film.files.keys())):
        file, there = f"{folder}/{name}.{kind}", now.get(kind)
        if there is None:
            message = f"{file} is missing, film it again: {again(name)}"
            problems.append(Problem(Kind.MISSING_FILM_FILE, storyboard.whole, message, again(name)))
        elif there != film.files.get(kind):
            message = f"{file} is not what was filmed, film it again: {again(name)}"
            problems.append(Problem(Kind.STALE_FILM, storyboard.whole, message, again(name)))
    return problems


def _film(entry: Mapping[str, object]) -> Film:
    files, types, inputs = entry["files"], entry["types"], entry["inputs"]
    if not isinstance(files, dict) or not isinstance(types, dict) or not isinstance(inputs, dict):
        raise TypeError("files, types and inputs must be objects")
    return Film(
        filmed=str(entry["filmed"]),
        seconds=float(str(entry["seconds"])),
        width=int(str(entry["width"])),
        height=int(str(entry["height"])),
        types=types,
        files={kind: File(file["sha256"], file["bytes"]) for kind, file in files.items()},
        inputs=inputs,
        program=str(entry.get("program", "")),
    )
