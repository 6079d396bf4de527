"""The `faq` command in this process, run as a writer or a build server runs it, and what it answers.

That it is the same as a program of its own is for tests/test_command.py to see.
"""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq.cli import main

from .model import Expected, Span


@dataclass(frozen=True, slots=True)
class Done:
    """What a command answered."""

    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as `--format json` lists it."""

    code: str
    path: str
    span: Span
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.span.line}:{self.span.column}: {self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """What `faq check` found."""

    code: int
    """The exit code."""
    questions: dict[str, str]
    """From path to number."""
    references: list[Expected]
    problems: list[Problem]
    counts: dict[str, int]


def run(folder: Path, *arguments: str) -> Done:
    """Run `faq` with the folder's `mkdocs.yml`; anything but 0 and 1 is a failure of the command itself."""
    verb, *rest = arguments
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([verb, "-f", str(folder / "mkdocs.yml"), *rest])
    done = Done(code, out.getvalue(), err.getvalue())
    assert done.returncode in (0, 1), (
        f"exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    )
    return done


def check(folder: Path, *arguments: str) -> Report:
    """Run `faq check --format json`."""
    done = run(folder, "check", "--format", "json", *arguments)
    answer: dict[str, Any] = json.loads(done.stdout)
    return Report(
        done.returncode,
        {question["path"]: question["number"] for question in answer["questions"]},
        [Expected(**reference) for reference in answer["references"]],
        [
            Problem(
                problem["code"],
                problem["path"],
                Span(problem["line"], problem["column"], problem["end_line"], problem["end_column"]),
                problem["message"],
            )
            for problem in answer["problems"]
        ],
        answer["counts"],
    )


def fix(folder: Path, *arguments: str) -> Done:
    """Run `faq fix`."""
    return run(folder, "fix", *arguments)
