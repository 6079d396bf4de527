"""What the checks of this package return."""

from __future__ import annotations

from dataclasses import dataclass

from faq.kinds import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `path` is relative to the project; `line` counts from 1, 0 is the file as a whole; `step` counts from 1
    and is None outside a storyboard's steps; `fix` says what to write or run instead.
    """

    path: str
    line: int
    step: int | None
    kind: Kind
    message: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        step = f"step {self.step}: " if self.step else ""
        return f"{where}: {step}{self.message} {self.fix}".rstrip()
