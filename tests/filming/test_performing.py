"""The engine before a driver and a camera that only take notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from PIL import Image

from faq.filming import picture, timing
from faq.filming.performing import perform
from faq.model import Source
from faq.walkthroughs.captions import Cue
from faq.walkthroughs.storyboard import Action, Click, Drag, Hold, Show, Step, Storyboard, Type, Wait

PLACES = {"a": (100.0, 100.0), "b": (700.0, 500.0)}


@dataclass
class Notes:
    """A driver that writes down what it is told; its picture is always the same."""

    done: list[str] = field(default_factory=list)
    path: list[tuple[float, float]] = field(default_factory=list)
    grabs: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def grab(self) -> Image.Image:
        self.grabs += 1
        return Image.new("RGB", (8, 8))

    def settle(self) -> None: ...

    def locate(self, target: str) -> tuple[float, float]:
        return PLACES[target]

    def point(self, x: float, y: float) -> None:
        self.path.append((x, y))

    def press(self) -> None:
        self.done.append("press")

    def release(self) -> None:
        self.done.append("release")

    def focus(self, target: str) -> None:
        self.done.append(f"focus {target}")

    def key(self, character: str) -> None:
        self.done.append(f"key {character}")

    def carry(self) -> None:
        self.done.append("carry")

    def drop(self) -> None:
        self.done.append("drop")

    def appear(self, target: str, amount: float) -> None:
        self.done.append(f"appear {target} {amount:.2f}")

    def set(self, target: str, state: str) -> None:
        self.done.append(f"set {target} {state}")

    def wait(self, until: str) -> None:
        self.done.append(f"wait {until}")

    def program(self) -> str:
        return "Notes 1.2"

    def accept(self) -> str:
        return ""


@dataclass
class Film:
    """A camera that keeps where the pointer and the ring were."""

    frames: list[tuple[tuple[float, float], float]] = field(default_factory=list)
    poster: int | None = None

    def shoot(self, base: Image.Image, pointer: tuple[float, float], ring: float) -> None:
        self.frames.append((pointer, ring))

    def keep_poster(self) -> None:
        self.poster = len(self.frames)


def act(*actions: Action) -> tuple[Notes, Film, tuple[Cue, ...]]:
    steps = (Step("Do it.", "", True, actions, 1), Step("Done.", "", False, (), 2))
    driver, camera = Notes(), Film()
    board = Storyboard(Source("a.yml", ""), "a", "A", "a", "", "en", None, steps)
    cues = perform(board, driver, camera, lambda number, cue: None)
    return driver, camera, cues


def test_captions_are_end_to_end_on_frames_and_last_long_enough_to_read() -> None:
    _, camera, cues = act(Hold(1))
    assert cues == (Cue(0, 3, "Do it."), Cue(3, 6, "Done."))
    assert len(camera.frames) == 6 * timing.FRAMES_PER_SECOND
    assert camera.poster == 3 * timing.FRAMES_PER_SECOND


def test_a_long_action_makes_its_step_longer() -> None:
    _, _, cues = act(Hold(10))
    assert cues[0].end == timing.LEAD_IN + 10 + timing.REST - 0.02  # half a frame of the lead-in is cut off


def test_the_pointer_glides_and_clicks_where_it_arrived() -> None:
    driver, camera, _ = act(Click("a"))
    assert driver.done == ["press", "release"]
    assert driver.path[-1] == PLACES["a"]
    steps = [abs(x - y) for (x, _), (y, _) in zip(driver.path, driver.path[1:], strict=False)]
    assert 0 < max(steps) < 60
    rings = [ring for _, ring in camera.frames]
    assert max(rings) == 1
    assert rings[-1] == 0


def test_a_drag_moves_in_small_steps_between_press_and_release() -> None:
    driver, camera, _ = act(Drag("a", "b"))
    assert driver.done == ["press", "carry", "drop", "release"]
    held = [pointer for pointer, ring in camera.frames if ring == 1]
    assert held[0] == PLACES["a"]
    assert len(set(held)) > timing.frames(1.6)


def test_text_is_typed_key_by_key() -> None:
    driver, _, _ = act(Type("a", "hi"))
    assert driver.done == ["focus a", "key h", "key i"]


def test_waiting_costs_no_film() -> None:
    driver, _, cues = act(Click("a"), Wait("open"))
    assert driver.done == ["press", "release", "wait open"]
    assert cues == act(Click("a"))[2]


def test_showing_ends_with_all_of_it() -> None:
    driver, _, _ = act(Show("a"))
    assert driver.done[-1] == "appear a 1.00"
    assert len(driver.done) == timing.frames(timing.FADE)


def test_a_picture_that_cannot_have_changed_is_not_taken_again() -> None:
    driver, camera, _ = act(Hold(5))
    assert driver.grabs == 1
    assert len(camera.frames) > 100


def test_the_pointer_is_drawn_where_it_points_and_the_ring_around_it() -> None:
    base = Image.new("RGB", (200, 200), "white")
    bare = picture.compose(base, (100, 100), 0)
    ringed = picture.compose(base, (100, 100), 1)
    assert base.getcolors() == [(200 * 200, (255, 255, 255))]
    assert bare.getpixel((100, 101)) != (255, 255, 255)
    assert bare.getpixel((100, 100 - picture.RING)) == (255, 255, 255)
    assert ringed.getpixel((100, 100 - picture.RING)) != (255, 255, 255)
