"""`faq summary`: what a change means for readers, for whoever has to say yes to it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from faq.book.committed import ProjectThen, project_at
from faq.book.history import NoHistory
from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.workspace import load
from faq.changeset.difference import difference
from faq.changeset.kept_addresses import address_changes
from faq.changeset.summary import Summary, markdown
from faq.commands.applying import fixed, patch
from faq.commands.checking import Since, checked, since
from faq.commands.exits import CLEAN
from faq.commands.weighing_builds import weights_at, weights_now
from faq.reporting import counts_line

GIVEN = "GITHUB_STEP_SUMMARY"
"""The file of a step that GitHub shows on the page of the run (its documentation of workflow commands)."""


def summary_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write the summary where the workflow wants it, or else print it; the exit code.

    It judges nothing: what is wrong is for the check to say.
    """
    arguments.since_base = not arguments.since
    compared = since(settings, arguments)
    text = markdown(summary_of(load(settings), compared, build=arguments.build))
    if given := os.environ.get(GIVEN):
        with Path(given).open("a", encoding="utf-8") as file:
            file.write(text)
        print("the summary of this change is on the page of this run")
    else:
        print(text, end="")
    return CLEAN


def summary_of(project: Project, compared: Since, *, build: bool) -> Summary:
    """What is told of a change; `build` says whether pages are built to be weighed.  Raises NotCompared."""
    settings = project.settings
    told, then = _earlier(project, compared)
    planned, contents = fixed(project, compared)
    built = weights_at(settings, then.commit) if build and then else None
    return Summary(
        compared=told,
        counts=counts_line(checked(project, compared)),
        difference=difference(then.project, project, then.renamed) if then else None,
        addresses=address_changes(then.project, project) if then else (),
        weights=(built, weights_now(settings) if build else None),
        patch="".join(patch(settings.root, contents)),
        refused=planned.refused,
    )


def _earlier(project: Project, compared: Since) -> tuple[str, ProjectThen | None]:
    """What the change began with, in words and as a project: the first of the commits is its base."""
    if not compared.commits:
        return compared.told or "nothing", None
    try:
        then = project_at(project.settings, compared.commits[0])
    except NoHistory as reason:
        return f"nothing: {reason}", None
    return f"{then.commit[:10]}, “{then.subject}”", then
