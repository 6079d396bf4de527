"""`faq compare`: the guard of permalinks without a publication, for the change that would lose an address."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from faq.addresses import Permalink, page_address
from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.workspace import load
from faq.commands.annotating import in_workflow, not_annotated
from faq.commands.exits import CLEAN, PROBLEMS
from faq.git import GitError
from faq.model import Problem, Span
from faq.pages.folder import Folder
from faq.permalinks.answering import reviewed
from faq.permalinks.declared import declared
from faq.publishing.guard import guarded, losses
from faq.publishing.opening import opened, top_of
from faq.publishing.store import Refused
from faq.reporting import problem_text


def compare_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Compare a built site with what is published; the exit code.

    What cannot be compared is told, and no failure: a pull request of a fork may not see the branch.
    """
    site = Path(arguments.site)
    if not (site / "index.html").is_file():
        how = f"type: mkdocs build --strict --site-dir {site}"
        print(f"error: {site}: there is no built site; {how}", file=sys.stderr)
        return PROBLEMS
    project = load(settings)
    try:
        told, problems = _compared(project, site, arguments)
    except (Refused, GitError) as reason:
        print(f"notice: not compared with what is published: {reason}")
        return CLEAN
    for problem in problems:
        print(f"{problem_text(problem)}\n")
    if in_workflow() and (new := not_annotated(problems, settings.root)):
        print(*new, sep="\n")
    count = len(problems)
    print(f"{told}, {count} {'permalink' if count == 1 else 'permalinks'} would break")
    return PROBLEMS if problems else CLEAN


def _compared(project: Project, site: Path, arguments: argparse.Namespace) -> tuple[str, list[Problem]]:
    """What was compared, in words, and what is lost.  Raises Refused or GitError where that cannot be."""
    remote, branch = arguments.remote, arguments.branch
    with opened(top_of(project.settings.root), remote, branch, writes=False) as (store, _):
        base = store.fetch()
        if base is None:
            raise Refused(f"there is no branch {branch} on {remote} yet")
        folders = guarded(store, base)
        meant = reviewed(project, declared(project))
        lost = losses(store, base, folders, Folder(site), lambda: meant, meant.folder, _say)
        found = list(_placed(project, lost))
        names = " and ".join(folders) or "no version"
        return f"compared with {names} of {branch} ({base[:10]})", found


def _placed(project: Project, lost: Mapping[str, list[Problem]]) -> Iterator[Problem]:
    """Each loss where a writer can mend it: in the file of the page that had the address, or mkdocs.yml.

    What several folders lose alike is told of the first.
    """
    pages: Mapping[str, str] = {page_address(src): src for src in project.pages}
    seen: set[Problem] = set()
    for folder, problem in ((folder, one) for folder, each in lost.items() for one in each):
        address = problem.span.source.path
        at = Permalink.read(address)
        src = pages.get(at.address) if at else None
        source = project.pages[src].source if src is not None else project.settings.config
        placed = replace(problem, span=Span(source, 0, len(source.lines[0])))
        if placed not in seen:
            seen.add(placed)
            yield replace(placed, message=f"{folder}/{address}: {problem.message}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
