"""What a build says of how far it is, while somebody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from faq.frozen import record

STAGES = ("rendering", "building", "finishing")
"""The passes over all pages: Markdown becomes HTML, gets its frame, and what was written is mended."""


ENOUGH = 10
"""How many things tell the pace: the first of them waits for what all share."""


@record
class Progress:
    """How far a stage is."""

    stage: str
    """One of STAGES."""
    things: str
    """What is counted: "pages"."""
    total: int
    """How many there are; some may be found on the way."""
    done: int = 0
    seconds: float = 0.0
    """How long the stage has taken so far."""


def progress_line(progress: Progress) -> str:
    """Step 1 of 3, rendering: 312 of 1,000 pages, 688 to go, about 12 s.

    The time that remains is the stage's own, at the pace so far, once there is one.
    """
    done, total = progress.done, max(progress.total, progress.done)
    left = total - done
    text = f"step {STAGES.index(progress.stage) + 1} of {len(STAGES)}, {progress.stage}: "
    text += f"{done:,} of {total:,} {progress.things}, {left:,} to go"
    if left and done >= ENOUGH and progress.seconds >= 1:
        text += f", about {_time(round(progress.seconds * left / done))}"
    return text


def _time(seconds: int) -> str:
    minutes, rest = divmod(max(seconds, 1), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


class Watched(Mapping[str, bytes]):
    """The files of a site, each page of which is told of when it is read."""

    def __init__(self, built: Mapping[str, bytes], tell: Callable[[], object]) -> None:
        self._built, self._tell = built, tell

    def __getitem__(self, path: str) -> bytes:
        """A file's bytes."""
        if path.endswith(".html"):
            self._tell()
        return self._built[path]

    def __contains__(self, path: object) -> bool:
        """Whether it is there; nothing is read."""
        return path in self._built

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._built)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._built)
