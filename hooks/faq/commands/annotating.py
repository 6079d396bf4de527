"""Annotations: what a workflow shows on the lines of a pull request, each problem once."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from faq.model import Problem
from faq.reporting import Addressed, unaddressed, workflow_commands

GIVEN = "faq-annotated"
"""The file of a job that says what was annotated: a check, and every build behind it, find the same."""


def in_workflow() -> bool:
    """Whether a workflow of GitHub's is running."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def not_annotated(problems: Iterable[Problem], root: Path, addressed: Addressed = unaddressed) -> list[str]:
    """The workflow commands for problems of the project in a folder, less those that the job has given.

    They are recorded as given.  RUNNER_TEMP is GitHub's folder for a job, which is empty when it begins.
    """
    folder = os.environ.get("RUNNER_TEMP")
    made = list(workflow_commands(problems, workspace_prefix(root), addressed))
    if not folder:
        return made
    given = Path(folder, GIVEN)
    known = set(given.read_text(encoding="utf-8").splitlines()) if given.exists() else set()
    # What one report says of one place is all new: several files of a film may be damaged.
    new = [command for command in dict.fromkeys(made) if _place(command) not in known]
    if new:
        given.parent.mkdir(parents=True, exist_ok=True)
        with given.open("a", encoding="utf-8") as file:
            file.writelines(f"{place}\n" for place in dict.fromkeys(map(_place, new)))
    return new


def _place(command: str) -> str:
    """Where something is wrong, and of which kind: what is said of it depends on what it is compared with."""
    return command.split("::")[1]


def workspace_prefix(root: Path) -> str:
    """From the top of a workflow's checkout to the project's folder, as annotations need it."""
    top = os.environ.get("GITHUB_WORKSPACE")
    resolved = root.resolve()
    if not top or not resolved.is_relative_to(Path(top).resolve()):
        return ""
    prefix = resolved.relative_to(Path(top).resolve()).as_posix()
    return "" if prefix == "." else prefix + "/"
