"""What the engine needs of the thing that it films, and of the camera."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType
from typing import Protocol, Self

from PIL.Image import Image


class FilmError(RuntimeError):
    """A film could not be made, or is refused; the text says why."""


class Driver(Protocol):
    """A mail program, real or drawn, that can be acted on and looked at.  Positions are pixels of the
    picture."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def grab(self) -> Image:
        """The picture as it is once it has stopped changing."""

    def settle(self) -> None:
        """Return when the program has come to rest after an action."""

    def locate(self, target: str) -> tuple[float, float]:
        """Where the pointer goes on a target that can be seen."""

    def point(self, x: float, y: float) -> None:
        """Bring the pointer there."""

    def press(self) -> None:
        """Press the main mouse button where the pointer is."""

    def release(self) -> None:
        """Let the main mouse button go."""

    def focus(self, target: str) -> None:
        """Text goes here from now on; the target has been clicked."""

    def key(self, character: str) -> None:
        """Type one character."""

    def carry(self) -> None:
        """What was pressed is being dragged from now on."""

    def drop(self) -> None:
        """What was dragged has been let go."""

    def appear(self, target: str, amount: float) -> None:
        """Show a part of a drawing, from 0 (not at all) to 1."""

    def set(self, target: str, state: str) -> None:
        """Put a part of a drawing into a state."""

    def wait(self, until: str) -> None:
        """Return when the program has come to what `until` names."""

    def program(self) -> str:
        """What is filmed and its version, as it says itself ("Thunderbird 140.5.0"); nothing of a drawing."""

    def accept(self) -> str:
        """After the last frame: say what the film is proof of, or raise FilmError to refuse it."""


class Staged:
    """Begins with all that it needs, or with nothing of it left, and ends all."""

    _stack: ExitStack

    def begin(self, stack: ExitStack) -> None:
        """Begin; `stack` ends what was begun, also where what follows fails."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self.begin(stack)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)


class Undrawn(Staged):
    """What only a drawing has to be told, or can be: a program that runs does it by itself, or never."""

    def focus(self, target: str) -> None:
        """A click has done it."""

    def carry(self) -> None:
        """The program does it."""

    def drop(self) -> None:
        """The program does it."""

    def appear(self, target: str, amount: float) -> None:
        raise FilmError(f"'{target}' of a real program cannot be shown or hidden")

    def set(self, target: str, state: str) -> None:
        raise FilmError(f"'{target}' of a real program cannot be set to {state}")


class Camera(Protocol):
    """Takes frames."""

    def shoot(self, base: Image, pointer: tuple[float, float], ring: float) -> None:
        """Add a frame: the picture, the pointer on it, and the click ring from 0 (none) to 1."""

    def keep_poster(self) -> None:
        """The last frame is the poster."""
