"""A storyboard: the one text that a film, its captions, its poster and its list of steps are made from.

`faq.walkthroughs.parsing` makes these records of YAML, or problems that name line and step.  What a
storyboard may point at comes from its *stage*: a drawing or a program, see `Stage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from faq.frozen import record
from faq.model import Source

MAX_CAPTION = 60
"""Characters of a caption: one line in the band that the films keep free for it, at its size on a phone."""


@record
class Move:
    """Bring the pointer to a target."""

    target: str


@record
class Click:
    """Bring the pointer to a target and click."""

    target: str


@record
class Type:
    """Type text into a target, one key after the other."""

    into: str
    text: str


@record
class Drag:
    """Press on one target, move to another, let go."""

    source: str
    target: str


@record
class Show:
    """Make a part of a drawing appear."""

    target: str


@record
class Hide:
    """Make a part of a drawing disappear."""

    target: str


@record
class Set:
    """Put a part of a drawing into one of its states."""

    target: str
    state: str


@record
class Wait:
    """Wait, outside the film's time, until the program has come to something."""

    until: str


@record
class Hold:
    """Let the picture stand for so many seconds of film."""

    seconds: float


Action: TypeAlias = Move | Click | Type | Drag | Show | Hide | Set | Wait | Hold


@record
class Step:
    """One step: its caption (`say`), what is on the screen (`see`), its actions; `line` is where it
    stands."""

    say: str
    see: str
    poster: bool
    actions: tuple[Action, ...]
    line: int


@record
class Sends:
    """What must have arrived before a film of a real program is accepted.

    `to` is the address that the email goes to; `sample` the file, in the folder of all programs' emails, of
    the one that it carries as an attachment.
    """

    to: str
    sample: str


@record
class Storyboard:
    """A valid storyboard.  `film` names its stage; `about` is a sentence that stands with the player."""

    source: Source
    id: str
    title: str
    film: str
    about: str
    language: str
    sends: Sends | None
    steps: tuple[Step, ...]

    @property
    def path(self) -> str:
        """The project's name of its file."""
        return self.source.path


@record
class Stage:
    """What a storyboard can point at: targets with their states, and what can be waited for.

    A drawing can be shown, hidden and set; only a program has something to wait for, and only it sends.
    """

    targets: Mapping[str, frozenset[str]]
    waits: frozenset[str] = frozenset()
    is_drawing: bool = True
