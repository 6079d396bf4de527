"""What `faq.book.base` asks of git."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from faq import git
from faq.book.base import NoBase
from faq.frozen import record


@record
class GitRepository:
    """The repository that a folder is in, as `faq.book.base.Repository`."""

    root: Path

    def commit(self, name: str) -> str | None:
        """The commit that a name means; None where it is not here."""
        found = self._asked("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        return found.strip() or None

    def parents(self, commit: str) -> Sequence[str]:
        """The parents that a commit names: it still does where a shallow clone lacks them."""
        head = self._asked("cat-file", "commit", commit).partition("\n\n")[0]
        return [line.split()[1] for line in head.split("\n") if line.startswith("parent ")]

    def fork(self, one: str, other: str) -> str | None:
        """The last commit that both hold; None where they share none, or it is not here."""
        return self._asked("merge-base", one, other).strip() or None

    def merges(self, base: str) -> Sequence[str]:
        """The merges between a commit and HEAD, the oldest first."""
        return self._asked("rev-list", "--merges", "--reverse", f"{base}..HEAD").split()

    @property
    def shallow(self) -> bool:
        """Whether the clone lacks a part of its history."""
        return self._asked("rev-parse", "--is-shallow-repository").strip() == "true"

    def _asked(self, *arguments: str) -> str:
        """What git prints, empty where it finds nothing.  Raises NoBase where it refuses to look."""
        try:
            return git.text(self.root, *arguments)
        except git.GitError as error:
            if error.absent or error.untrusted:
                raise NoBase(error.told) from None
            return ""
