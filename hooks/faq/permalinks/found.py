"""What is known of old addresses while a project's declarations are read, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from faq.addresses import Permalink, file_of
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Span
from faq.permalinks.made import is_made


@record
class MovedPart:
    """An anchor that leads to another page, as it is written."""

    at: Permalink
    """What it was."""
    to: str
    span: Span


@dataclass
class DeclaredSoFar:
    """The declarations so far, and what is wrong with them; see `Declared` for what they mean."""

    files: set[str] = field(default_factory=set)
    """Every file of the tree whose place is known, by path."""
    folders: set[str] = field(default_factory=set)
    """The folders that they stand in."""
    aliases: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    reworded: dict[str, frozenset[str]] = field(default_factory=dict)
    turned: set[tuple[str, str]] = field(default_factory=set)
    parts: list[MovedPart] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: str) -> None:
        """Remember that a file stands at a path."""
        self.files.add(path)
        self.folders.update(_above(path))

    def obstacle(self, address: str) -> str | None:
        """What keeps a page from an address: a file where a folder must be, or a folder in its place."""
        path = file_of(address)
        inside = next((one for one in _above(path) if one in self.files or is_made(one, ())), None)
        if inside is not None:
            return f"{inside} is a file, in which there can be nothing"
        return f"{path} is a folder" if path in self.folders else None

    def say(self, kind: Kind, span: Span, message: str, fix: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(kind, span, message, fix))


def _above(path: str) -> Iterator[str]:
    """The folders that a file stands in."""
    parts = path.split("/")[:-1]
    return ("/".join(parts[: n + 1]) for n in range(len(parts)))
