"""`faq init`, `faq schema`: a project to begin with, written whole or not at all."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from shlex import quote

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from faq import git
from faq.book.schema import schemas
from faq.book.workspace import write_all
from faq.commands.exits import CLEAN, PROBLEMS
from faq.starting import Beginning, beginning
from faq.starting.surroundings import Host, KeptAt, repository_at


def init_command(arguments: argparse.Namespace) -> int:
    """Write the files of a new FAQ; the exit code.  Where one of them is there, nothing is written.

    Raises OSError where they cannot be written.
    """
    root = Path(arguments.folder)
    made = beginning(known_of(arguments, root, arguments.name or root.resolve().name, arguments.language))
    there = [path for path in ("docs", *made) if (root / path).exists()]
    if there or (root.exists() and not root.is_dir()):
        what = f"{root / there[0]} is there" if there else f"{root} is no folder"
        print(f"error: {what}; nothing was written: name a new folder", file=sys.stderr)
        return PROBLEMS
    write_all(root, {path: text.encode() for path, text in made.items()})
    print(*(root / path for path in made), sep="\n")
    print(f"now: cd {quote(str(root))} && faq serve")
    return CLEAN


def known_of(arguments: argparse.Namespace, root: Path, name: str, language: str) -> Beginning:
    """What is known of a project that begins in a folder."""
    words = [word.strip() for word in (arguments.words or "").split(",") if word.strip()]
    repository = _repository(root)
    hosts: dict[str, Host | None] = {"github": "github", "gitlab": "gitlab", "none": None}
    known = (repository and repository.host) or "github"
    return Beginning(
        name=name,
        language=language,
        words=words,
        url=arguments.url,
        repository=repository,
        ci=hosts[arguments.ci or known],
        pins=pins("support-faq"),
    )


def schema_command(arguments: argparse.Namespace) -> int:
    """Print a schema of this version; the exit code."""
    print(schemas()[f"{arguments.schema}.json"], end="")
    return CLEAN


def _repository(root: Path) -> KeptAt | None:
    """The repository that a folder is in, or will be; None where there is none with an address to show."""
    there = next((folder for folder in (root.resolve(), *root.resolve().parents) if folder.is_dir()), Path())
    try:
        remote = git.line(there, "remote", "get-url", "origin")
        return repository_at(remote, git.line(there, "symbolic-ref", "--short", "HEAD"))
    except git.GitError:
        return None


def pins(start: str) -> list[tuple[str, str]]:
    """A distribution and all that it needs here, directly or not, each with the version that is installed."""
    waiting, found = [start], dict[str, str]()
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in found:
            continue
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue  # such as a test's environment, in which the package itself is on the path alone
        found[name] = there.version
        wanted = map(Requirement, there.requires or ())
        waiting += [one.name for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    return list(found.items())
