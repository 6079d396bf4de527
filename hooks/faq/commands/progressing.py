"""Where a build says how far it is: one line of a terminal, which is written anew and gone at the end."""

from __future__ import annotations

import logging
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TextIO

from faq.pages.progress import Progress, progress_line

AFTER = 2.0
"""Seconds that a build takes before it says anything."""
EVERY = 0.1
"""Seconds between two lines: more often nobody can read them."""
LOGGERS = ("", "mkdocs", "py.warnings")
"""Those whose handlers may write into the same terminal."""


@dataclass(slots=True)
class Progressing:
    """One build, and the line that stands in the terminal."""

    stream: TextIO
    on: bool
    """Whether anybody is looking."""
    clock: Callable[[], float]
    """Gives seconds; only their differences count."""
    started: float
    progress: Progress | None = None
    _begun: float = 0.0
    _said: float = 0.0
    _length: int = 0
    """How long the line is that stands there; 0 for none."""
    _handlers: list[logging.Handler] = field(default_factory=list)

    def begin(self, stage: str, things: str, total: int) -> None:
        """Go over to a stage (faq.pages.progress.STAGES)."""
        self.progress, self._begun = Progress(stage, things, total), self.clock()

    def tick(self) -> None:
        """One thing more is done."""
        if not self.on or self.progress is None:
            return
        now = self.clock()
        self.progress = replace(self.progress, done=self.progress.done + 1, seconds=now - self._begun)
        if now - self.started >= AFTER and now - self._said >= EVERY:
            self._said = now
            self._write(progress_line(self.progress))

    def listen(self) -> None:
        """Take the line away before anything is logged, so that no record stands behind it."""
        if self.on:
            self._handlers = [one for name in LOGGERS for one in logging.getLogger(name).handlers]
            for handler in self._handlers:
                handler.addFilter(self.filter)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, onto a line of its own."""
        self.clear()
        return True

    def clear(self) -> None:
        """Take the line away."""
        if self._length:
            self.stream.write("\r" + " " * self._length + "\r")
            self.stream.flush()
            self._length = 0

    def end(self) -> None:
        """The build is over, well or not."""
        self.clear()
        self.on = False
        for handler in self._handlers:
            handler.removeFilter(self.filter)
        self._handlers = []

    def _write(self, line: str) -> None:
        # A line that is as wide as the terminal goes on in the next, where nothing takes it away.
        line = line[: shutil.get_terminal_size().columns - 1]
        self.stream.write("\r" + line.ljust(self._length) + "\b" * max(self._length - len(line), 0))
        self.stream.flush()
        self._length = len(line)


def progressing(stream: TextIO, clock: Callable[[], float] = time.monotonic) -> Progressing:
    """What a build tells that begins now.

    Nothing where the stream is no terminal, or where it is one of a workflow, which keeps all that is
    written: CI is what GitHub, GitLab and others set.
    """
    on = stream.isatty() and not os.environ.get("CI")
    told = Progressing(stream, on, clock, clock())
    told.listen()
    return told
