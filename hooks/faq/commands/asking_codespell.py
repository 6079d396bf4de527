"""Asks codespell about what readers read: a program of its own, run where a setting asks for it.

codespell is under GPL-2.0-only, and only its command line is meant for others: nothing of it is imported.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.project import Project, decode
from faq.kinds import Kind
from faq.model import Problem
from faq.rules.spelling import (
    Misspelt,
    as_line,
    beside_pages,
    missing_program,
    misspelt_problems,
    read_by_readers,
    words_of,
    words_of_files,
)

FOUND = 65
"""What codespell exits with where it has found something (EX_DATAERR)."""
SAID = re.compile(r"(?P<line>\d+): (?P<word>.+?) ==> (?P<better>[^|]+)(?:\|.*)?")
ASKED = ("--stdin-single-line", "--builtin", "clear", "-")
"""Words that are certainly wrong; "rare" would tell of words that are right."""


def spelling_problems(project: Project) -> list[Problem]:
    """Every misspelt word; none where nobody asks.  Raises ConfigurationError where codespell gives up."""
    asked = project.settings.spelling
    if asked is None:
        return []
    place = project.settings.place("extra", "faq", "spelling")
    program = _program()
    if program is None:
        return [missing_program(place)]
    known: tuple[str, ...] = ()
    if asked.words is not None:
        path = project.settings.root / asked.words
        if not path.is_file():
            fix = "write the path of a list, seen from mkdocs.yml, with one word a line"
            return [Problem(Kind.NOT_THERE, place, f"spelling: there is no file {asked.words}", fix)]
        source, broken = decode(asked.words, path.read_bytes())
        if broken:
            return [*broken]
        known = words_of(source)
    found = beside_pages(project)
    told = _ask(program, [*map(as_line, found), *words_of_files(project)])
    doubtful = {one.word for one in told if one.line >= len(found)}
    in_pages = read_by_readers(project, doubtful)
    more = _ask(program, [*map(as_line, in_pages)]) if in_pages else []
    return list(
        misspelt_problems(
            [*in_pages, *found],
            [*more, *(replace(one, line=one.line + len(in_pages)) for one in told if one.line < len(found))],
            known,
            asked.words,
        )
    )


def _program() -> str | None:
    """codespell beside the Python that runs, as in an environment that nobody has entered, or on PATH."""
    beside = shutil.which("codespell", path=str(Path(sys.executable).parent))
    return beside or shutil.which("codespell")


def _ask(program: str, lines: Sequence[str]) -> list[Misspelt]:
    text = "".join(f"{line}\n" for line in lines)
    # In an empty folder: a configuration of a team's own, for its code say, is none for its answers.
    with tempfile.TemporaryDirectory() as empty:
        env = {**os.environ, "PYTHONUTF8": "1"}
        done = subprocess.run(
            [program, *ASKED], input=text.encode(), capture_output=True, cwd=empty, env=env, check=False
        )
    if done.returncode not in (0, FOUND):
        why = done.stderr.decode(errors="replace").strip()
        raise ConfigurationError(f"{program} ended with {done.returncode}: {why}")
    said = filter(None, map(SAID.fullmatch, done.stdout.decode().splitlines()))
    return [
        Misspelt(int(m["line"]) - 1, m["word"], tuple(filter(None, map(str.strip, m["better"].split(",")))))
        for m in said
    ]
