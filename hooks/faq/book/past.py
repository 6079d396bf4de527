"""Who had a number once, of all that was committed."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path

from faq import git
from faq.book.meaning import Had
from faq.frozen import record


@record
class CommittedPast:
    """The history of a folder, as `faq.book.meaning.Past`.  It costs time: git compares every commit."""

    root: Path
    folder: str
    """The docs folder, relative to the root."""
    known: dict[str, Had | bool] = field(default_factory=dict)

    def had(self, number: str) -> Had | bool:
        """The question that had a number last; False where none ever had, True where that cannot be known."""
        if number not in self.known:
            try:
                self.known[number] = self._asked(number)
            except git.GitError:
                self.known[number] = True
        return self.known[number]

    def _asked(self, number: str) -> Had | bool:
        line = f"^number:[ \t]*[\"']?{re.escape(number)}[\"']?[ \t\r]*$"
        log = ("log", "-1", "-G", line, "--format=%h %cs", "--name-only", "--relative", "--", self.folder)
        head, *paths = git.text(self.root, *log).split("\n")
        found = [path for path in paths if path.endswith(".md")]
        if not found:
            return git.line(self.root, "rev-parse", "--is-shallow-repository") == "true"
        commit, day = head.split(" ")
        return Had(found[0], commit, day)
