"""`faq check`: the report on a project, compared with what it was."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from faq import reporting
from faq.book.base import Base, Event, NoBase, base_of
from faq.book.meaning import Befores, Past
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.workspace import load, today
from faq.commands.annotating import in_workflow, not_annotated, workspace_prefix
from faq.commands.exits import code_of
from faq.frozen import record
from faq.model import Problem, Report
from faq.rules.check import check
from faq.sparing import all_kept


class NotCompared(ConfigurationError):  # noqa: N818 - the name says what it is
    """The commit to compare with cannot be had, or read; the text says why, and what to do."""


@record
class Since:
    """What a command compares with."""

    commits: tuple[str, ...] = ()
    """Names of commits; what stood at the first that held it keeps the meaning that it had there."""
    told: str = ""
    """Where they come from, in words; empty where nobody asked."""

    def before(self, project: Project, altered: Iterable[str] = ()) -> Befores | None:
        """What stood there.  Raises NotCompared.

        `altered` are files that the project reads otherwise than they stand on the disk.
        """
        if not self.commits:
            return None
        from faq.book.history import NoHistory, read_earlier  # git, which a check by itself does not need

        altered = tuple(altered)
        try:
            earlier = [read_earlier(project, commit, altered) for commit in self.commits]
        except NoHistory as reason:
            raise NotCompared(f"not compared with {self.told or self.commits[0]}: {reason}") from None
        return Befores(earlier)

    def past(self, settings: Settings) -> Past | None:
        """All that was committed, where anything is compared."""
        if not self.commits:
            return None
        from faq.book.past import CommittedPast

        return CommittedPast(settings.root, settings.docs_dir)


def since(settings: Settings, arguments: argparse.Namespace) -> Since:
    """What the command line asks to compare with.  Raises NotCompared."""
    if arguments.since:
        return Since((arguments.since,))
    if not arguments.since_base:
        return Since()
    from faq.book.repository import GitRepository

    try:
        base = base_of(os.environ, _event(), GitRepository(settings.root))
    except NoBase as reason:
        raise NotCompared(f"not compared with where the change began: {reason}") from None
    return Since(base.commits, _with_commits(base))


def _event() -> Event:
    """What GitHub says of the run; nothing where there is no such file."""
    try:
        found = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())
    except (KeyError, OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _with_commits(base: Base) -> str:
    names = ", ".join(commit[:10] for commit in base.commits)
    return f"{base.told} ({names})" if names else base.told


def check_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print the report; the exit code."""
    with all_kept(for_good=True):
        project = load(settings)
        report = checked(project, since(settings, arguments))
        asked = (*_misspelt(project), *(_dead(project) if arguments.external else ()))
        report = replace(report, problems=tuple(sorted((*report.problems, *asked), key=lambda p: p.key)))
        print_report(report, arguments.format or ("github" if in_workflow() else "text"), settings)
    return code_of(report)


def _misspelt(project: Project) -> list[Problem]:
    if project.settings.spelling is None:
        return []
    from faq.commands.asking_codespell import spelling_problems  # a program, which no other check needs

    return spelling_problems(project)


def _dead(project: Project) -> list[Problem]:
    from faq.commands.asking_hosts import KEPT, ask_all  # the network, which no other check needs
    from faq.rules.other_hosts import dead_problems, leading_out

    links = leading_out(project)
    return list(dead_problems(links, ask_all(links, project.settings.root / KEPT, time.time())))


def checked(project: Project, compared: Since, altered: Iterable[str] = ()) -> Report:
    """The report on a project.  Raises NotCompared."""
    report = check(project, compared.before(project, altered), today(), compared.past(project.settings))
    notices = (f"compared with {compared.told}",) if compared.told else ()
    return replace(report, notices=(*report.notices, *notices))


def print_report(report: Report, form: str, settings: Settings) -> None:
    """Print a report as "text", "json", "github" or "sarif"."""
    if form == "json":
        print(reporting.as_json(report))
    elif form == "sarif":
        print(reporting.as_sarif(report, workspace_prefix(settings.root), _addressed(settings)))
    elif form == "github":
        print(reporting.as_text(report))
        found = (*report.problems, *report.hints)
        print(
            *not_annotated(found, settings.root, _addressed(settings)),
            reporting.counts_line(report),
            sep="\n",
        )
    else:
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(reporting.as_text(report, color))
        # For people: programs that read the text find nothing behind the counts.
        if sys.stdout.isatty() and (found := (*report.problems, *report.hints)):
            print(f"more on a code: faq explain {found[0].code}")


def _addressed(settings: Settings) -> reporting.Addressed:
    """Where kinds are explained, by the repository that the configuration names."""
    from faq.explaining import address_of  # which most checks do without

    repo_url = str(settings.data.get("repo_url") or "")
    return lambda kind: address_of(kind, repo_url, settings.root)
