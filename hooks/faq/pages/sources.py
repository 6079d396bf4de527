"""What one build reads, before it knows anything of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from faq import git
from faq.answers.commits import times_of
from faq.book.project import Project
from faq.book.remembered import ReadPage
from faq.book.settings import Settings
from faq.book.workspace import is_published, load, today
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Today
from faq.policy.security_txt import PATH
from faq.text.page import read_page


@record
class Sources:
    """The project, what git knows of it, and the day."""

    project: Project
    times: Mapping[str, datetime]
    """When each page last changed for its readers, by source path; empty where nobody is told."""
    committed: float | None
    """When the commit was made that is checked out, in seconds since 1970; None where no file says it."""
    today: Today
    problems: tuple[Problem, ...]
    """What git did not tell, and why."""


def read_sources(settings: Settings, read_page: ReadPage = read_page) -> Sources:
    """Everything that a build reads, pages by `read_page`.  Git is asked where somebody wants to know."""
    project = load(settings, None, read_page)
    times: Mapping[str, datetime] = {}
    committed = None
    untold = []
    try:
        times = times_of(project) if is_published() or settings.changes else {}
    except git.GitError as error:
        span = settings.place("extra", "faq", "changes")
        untold.append(Problem(Kind.NO_HISTORY, span, f"answers cannot be dated: {error}"))
    try:
        committed = _commit_time(settings.root) if settings.security else None
    except git.GitError as error:
        span = settings.place("extra", "faq", "security_contact")
        untold.append(Problem(Kind.NO_HISTORY, span, f"{PATH} cannot be dated: {error}"))
    return Sources(project, times, committed, today(), tuple(untold))


def _commit_time(folder: Path) -> float:
    """When the commit that is checked out was made; now, where there is none.  Raises GitError."""
    if named := os.environ.get("SOURCE_DATE_EPOCH"):
        return float(named)
    time = git.commit_time(folder)
    return datetime.now(UTC).timestamp() if time is None else float(time)
