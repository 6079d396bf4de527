"""Performs a storyboard before a camera, one frame at a time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL.Image import Image

from faq.filming import timing
from faq.filming.driver import Camera, Driver
from faq.walkthroughs.captions import Cue
from faq.walkthroughs.storyboard import (
    Action,
    Click,
    Drag,
    Hide,
    Hold,
    Move,
    Set,
    Show,
    Step,
    Storyboard,
    Type,
    Wait,
)

Report = Callable[[int, Cue], None]
"""Told after each step: its number, from 1, and its caption."""

NOTICE = 8
"""Small moves at the end of a drag, so that the place where it ends takes notice (a single jump is
ignored)."""


def perform(storyboard: Storyboard, driver: Driver, camera: Camera, report: Report) -> tuple[Cue, ...]:
    """Carry out every step before the camera; returns the captions, end to end, on exact frames."""
    performance = _Performance(driver, camera)
    driver.point(*performance.pointer)
    driver.settle()
    cues = []
    for number, step in enumerate(storyboard.steps, 1):
        cue = performance.step(step)
        cues.append(cue)
        report(number, cue)
    return tuple(cues)


@dataclass(slots=True)
class _Performance:
    driver: Driver
    camera: Camera
    pointer: tuple[float, float] = (timing.WIDTH * 0.5, timing.HEIGHT * 0.62)
    taken: int = 0
    ring: float = 0.0
    pressed: bool = False
    # The picture, until something is done that may change it.
    picture: Image | None = field(default=None, repr=False)

    @property
    def now(self) -> float:
        return self.taken / timing.FRAMES_PER_SECOND

    def step(self, step: Step) -> Cue:
        start = self.now
        self.hold(timing.LEAD_IN)
        for action in step.actions:
            self.act(action)
        self.hold(timing.REST)
        self.hold(timing.reading(step.say) - (self.now - start))
        if step.poster:
            self.camera.keep_poster()
        return Cue(start, self.now, step.say)

    def act(self, action: Action) -> None:
        match action:
            case Move(target):
                self.move(target)
            case Click(target):
                self.click(target)
            case Type(into, text):
                self.type(into, text)
            case Drag(source, target):
                self.drag(source, target)
            case Show(target):
                self.fade(target, 0, 1)
            case Hide(target):
                self.fade(target, 1, 0)
            case Set(target, state):
                self.driver.set(target, state)
                self.changed()
            case Wait(until):
                self.driver.wait(until)
                self.driver.settle()
                self.changed()
            case Hold(seconds):
                self.hold(seconds)

    def changed(self) -> None:
        self.picture = None

    def frame(self) -> None:
        if self.picture is None:
            self.picture = self.driver.grab()
        self.camera.shoot(self.picture, self.pointer, self.ring)
        self.taken += 1
        if not self.pressed:
            self.ring = max(0.0, self.ring - 1 / timing.frames(timing.RING_FADE))

    def hold(self, seconds: float) -> None:
        for _ in range(timing.frames(seconds)):
            self.frame()

    def move(self, target: str) -> None:
        self.glide(self.driver.locate(target), timing.travel)

    def glide(self, to: tuple[float, float], time: Callable[[float], float]) -> None:
        start = self.pointer
        distance = math.dist(start, to)
        if distance < 2:
            return
        count = timing.frames(time(distance))
        for number in range(1, count + 1):
            part = timing.ease(number / count)
            self.point(start[0] + (to[0] - start[0]) * part, start[1] + (to[1] - start[1]) * part)
            self.frame()

    def point(self, x: float, y: float) -> None:
        self.pointer = (x, y)
        self.driver.point(x, y)
        self.changed()

    def click(self, target: str) -> None:
        self.move(target)
        self.hold(timing.AIM)
        self.press()
        self.hold(timing.PRESS)
        self.release()

    def press(self) -> None:
        self.driver.press()
        self.pressed, self.ring = True, 1.0
        self.changed()

    def release(self) -> None:
        self.driver.release()
        self.driver.settle()
        self.pressed = False
        self.changed()

    def type(self, into: str, text: str) -> None:
        self.driver.focus(into)
        for character in text:
            self.driver.key(character)
            self.changed()
            self.hold(timing.KEY)
        self.driver.settle()
        self.changed()

    def drag(self, source: str, target: str) -> None:
        self.move(source)
        self.hold(0.3)
        self.press()
        self.hold(0.35)
        self.driver.carry()
        self.glide(self.driver.locate(target), timing.dragging)
        x, y = self.pointer
        for number in range(NOTICE):
            self.point(x + number % 2, y)
            self.frame()
        self.driver.settle()
        self.changed()
        self.hold(0.7)
        self.driver.drop()
        self.release()

    def fade(self, target: str, start: float, end: float) -> None:
        count = timing.frames(timing.FADE)
        for number in range(1, count + 1):
            self.driver.appear(target, start + (end - start) * timing.ease(number / count))
            self.changed()
            self.frame()
