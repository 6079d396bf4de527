"""What a build says of what is wrong: in its log, and to the workflow that runs it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from faq.commands.annotating import in_workflow, not_annotated
from faq.model import Problem, Report
from faq.reporting import counts_line, problem_text

log = logging.getLogger("mkdocs.hooks.faq")


@dataclass(slots=True)
class Telling:
    """One build, and what it has said so far."""

    root: Path
    """The project's folder."""
    found: list[Problem] = field(default_factory=list)
    """What only the build showed."""

    def read(self, report: Report) -> None:
        """Say what was wrong before anything was built."""
        self._say(report.problems)
        self._annotate(report.hints)

    def find(self, problems: Iterable[Problem]) -> None:
        """Say what only the build shows, and count it with the rest."""
        new = tuple(problems)
        self.found += (one for one in new if one.kind.level == "error")
        self._say(new)

    def ending(self, problems: Iterable[Problem]) -> str:
        """What a build ends with; empty where nothing is wrong."""
        wrong = tuple(problems)
        self._annotate(wrong)
        return "\n".join(map(problem_text, wrong))

    def count(self, report: Report) -> None:
        """Say how much was read, and how much is wrong."""
        log.info(counts_line(replace(report, problems=(*report.problems, *self.found))))

    def _say(self, problems: Iterable[Problem]) -> None:
        # Errors, not warnings: `-q` drops warnings before `--strict` counts them (MkDocs 1.6.1).
        for problem in problems:
            say = log.error if problem.kind.level == "error" else log.info
            say("%s\n", problem_text(problem))
        self._annotate(problems)

    def _annotate(self, problems: Iterable[Problem]) -> None:
        """Have a workflow show problems on their lines."""
        if in_workflow() and (new := not_annotated(problems, self.root)):
            print(*new, sep="\n", flush=True)
