"""A storyboard read from its file; every mistake is told with its place and what to write."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeAlias

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.text.yaml_nodes import Fields, Items, Node, NotYaml, Scalar, read_yaml
from faq.walkthroughs.storyboard import (
    MAX_CAPTION,
    Action,
    Click,
    Drag,
    Hide,
    Hold,
    Move,
    Sends,
    Set,
    Show,
    Stage,
    Step,
    Storyboard,
    Type,
    Wait,
)


@record
class Parsed:
    """What became of a text: a storyboard, or at least one problem."""

    storyboard: Storyboard | None
    problems: tuple[Problem, ...]


def parse(source: Source, stages: Mapping[str, Stage]) -> Parsed:
    """Read a storyboard.  `stages` are what `film:` can name.

    Every problem has its line and, inside a step, the step's number; one wrong value gives one problem.
    """
    reader = _StoryboardReader(source, stages)
    try:
        root = read_yaml(source).root
    except NotYaml as error:
        reader.wrong(error.span, f"this is not YAML: {error.why}")
        return Parsed(None, tuple(reader.problems))
    storyboard = reader.storyboard(root)
    if reader.problems:
        return Parsed(None, tuple(sorted(reader.problems, key=lambda problem: problem.span.start)))
    return Parsed(storyboard, ())


Values: TypeAlias = dict[str, Node]


@dataclass(slots=True)
class _StoryboardReader:
    """Collects problems while it walks the tree of one file."""

    source: Source
    stages: Mapping[str, Stage]
    problems: list[Problem] = field(default_factory=list)
    step: int | None = None
    stage: Stage | None = None

    def wrong(self, where: Node | Span, message: str, fix: str = "") -> None:
        place = where if isinstance(where, Span) else where.span
        span = self.source.line(self.source.position(place.start)[0])
        step = f"step {self.step}: " if self.step else ""
        self.problems.append(Problem(Kind.BAD_STORYBOARD, span, step + message, fix))

    # -- values

    def fields(
        self, node: Node | None, what: str, required: Iterable[str], optional: Iterable[str] = ()
    ) -> Values:
        """The values of a mapping by name; reports unknown, repeated and missing names."""
        known = [*required, *optional]
        if not isinstance(node, Fields):
            self.wrong(
                node or Span(self.source, 0, 0),
                f"{what} must be names and their values",
                f"Write {_names(known)}",
            )
            return {}
        found: Values = {}
        meant = set()
        for pair in node.pairs:
            key, value = pair.key, pair.value
            name = str(key.value)
            if name not in known:
                self.wrong(key, f"{what} has no '{name}'", _suggest(name, known))
                meant.update(difflib.get_close_matches(name, known, n=1))
            elif name in found:
                self.wrong(key, f"'{name}' is here twice", "Keep one of them")
            else:
                found[name] = value
        for name in required:
            if name not in found and name not in meant:  # a misspelt name is one mistake, not two
                self.wrong(node, f"'{name}' is missing", f"{what} needs {_names(required)}")
        return found

    def text(self, node: Node | None, name: str) -> str:
        """A line of text; anything else, or nothing, is reported."""
        if node is None:
            return ""
        if not isinstance(node, Scalar) or node.value is None:
            self.wrong(node, f"'{name}' must be a line of text", f'Write {name}: "..."')
            return ""
        value = node.text.strip()
        if not value:
            self.wrong(node, f"'{name}' is empty", f'Write {name}: "..."')
        elif "\n" in value:
            self.wrong(node, f"'{name}' must be one line", "Take the line break out")
        return value

    def flag(self, node: Node | None, name: str) -> bool:
        if node is None:
            return False
        if not isinstance(node.value, bool):
            self.wrong(node, f"'{name}' must be true or false", f"Write {name}: true")
            return False
        return node.value

    def seconds(self, node: Node) -> float:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 10:
            self.wrong(
                node, "'hold' must be a number of seconds, more than 0 and at most 10", "Write hold: 1.0"
            )
            return 0.0
        return float(value)

    def one_of(self, node: Node | None, name: str, known: Iterable[str]) -> str:
        """A text that must be one of those known; the stage's names come this way."""
        value = self.text(node, name)
        if node is not None and value and value not in set(known):
            self.wrong(node, f"unknown {name} '{value}'", _suggest(value, known))
        return value

    def items(self, node: Node | None, name: str, example: str) -> Iterator[Node]:
        if isinstance(node, Items) and node.items:
            yield from node.items
        elif node is not None:
            self.wrong(node, f"'{name}' must be a list with at least one entry", f"Write - {example}")

    # -- the storyboard

    def storyboard(self, root: Node | None) -> Storyboard:
        fields = self.fields(
            root, "A storyboard", ("id", "title", "film", "steps"), ("about", "language", "sends")
        )
        name = self.text(fields.get("id"), "id")
        stem = PurePosixPath(self.source.path).stem
        if name and name != stem:
            self.wrong(fields["id"], f"the id '{name}' is not the name of this file", f"Write id: {stem}")
        title = self.text(fields.get("title"), "title")
        film = self.one_of(fields.get("film"), "film", self.stages)
        self.stage = self.stages.get(film)
        about = self.text(fields.get("about"), "about")
        language = self.text(fields.get("language"), "language") or "en"
        sends = self.sends(fields.get("sends"))
        steps = tuple(self.steps(fields.get("steps")))
        return Storyboard(self.source, name, title, film, about, language, sends, steps)

    def sends(self, node: Node | None) -> Sends | None:
        if node is None:
            return None
        if self.stage and self.stage.is_drawing:
            self.wrong(node, "a drawing sends nothing", "Take 'sends' out")
            return None
        fields = self.fields(node, "'sends'", ("to", "sample"))
        return Sends(self.text(fields.get("to"), "to"), self.text(fields.get("sample"), "sample"))

    def steps(self, node: Node | None) -> Iterator[Step]:
        posters: list[int] = []
        for number, item in enumerate(self.items(node, "steps", "say: Choose Send"), 1):
            self.step = number
            step = self.one_step(item)
            if step.poster and posters:
                self.wrong(
                    item,
                    f"this is a second poster, after step {posters[0]}",
                    "Keep poster: true in the one step whose picture stands for the film",
                )
            if step.poster:
                posters.append(number)
            yield step
        self.step = None
        if isinstance(node, Items) and node.items and not posters:
            self.wrong(
                node,
                "no step is the poster",
                "Add poster: true to the step whose picture stands for the film",
            )

    def one_step(self, node: Node) -> Step:
        fields = self.fields(node, "A step", ("say",), ("see", "poster", "do"))
        say = self.text(fields.get("say"), "say")
        if len(say) > MAX_CAPTION:
            self.wrong(
                fields["say"],
                f"the caption has {len(say)} characters, {MAX_CAPTION} fit",
                "Shorten 'say', or move what is seen on the screen to 'see'",
            )
        actions = tuple(
            action
            for item in self.items(fields.get("do"), "do", "click: send")
            if (action := self.action(item)) is not None
        )
        line = node.span.source.position(node.span.start)[0]
        see, poster = self.text(fields.get("see"), "see"), self.flag(fields.get("poster"), "poster")
        return Step(say, see, poster, actions, line)

    # -- actions

    def action(self, node: Node) -> Action | None:
        if not isinstance(node, Fields) or len(node.pairs) != 1:
            self.wrong(node, "an action must be one name and its value", "Write - click: send")
            return None
        key, value = node.pairs[0].key, node.pairs[0].value
        read = _ACTIONS.get(str(key.value))
        if read is None:
            self.wrong(key, f"unknown action '{key.value}'", _suggest(str(key.value), _ACTIONS))
            return None
        before = len(self.problems)
        action = read(self, value)
        return action if len(self.problems) == before else None

    def target(self, node: Node | None, name: str = "target") -> str:
        if self.stage is None:  # `film` is wrong or missing: that is reported once, not once a target
            return self.text(node, name)
        return self.one_of(node, "target", self.stage.targets)

    def only_a_drawing(self, node: Node, name: str) -> None:
        if self.stage and not self.stage.is_drawing:
            self.wrong(
                node, f"'{name}' works on a drawing, not on a real program", "Click, type, drag or wait"
            )

    def type(self, node: Node) -> Type:
        fields = self.fields(node, "'type'", ("into", "text"))
        return Type(self.target(fields.get("into"), "into"), self.text(fields.get("text"), "text"))

    def drag(self, node: Node) -> Drag:
        fields = self.fields(node, "'drag'", ("from", "to"))
        return Drag(self.target(fields.get("from"), "from"), self.target(fields.get("to"), "to"))

    def show(self, node: Node) -> Show:
        self.only_a_drawing(node, "show")
        return Show(self.target(node))

    def hide(self, node: Node) -> Hide:
        self.only_a_drawing(node, "hide")
        return Hide(self.target(node))

    def set(self, node: Node) -> Set:
        self.only_a_drawing(node, "set")
        fields = self.fields(node, "'set'", ("target", "state"))
        target = self.target(fields.get("target"))
        states = self.stage.targets.get(target) if self.stage else None
        if states is None:
            return Set(target, self.text(fields.get("state"), "state"))
        return Set(target, self.one_of(fields.get("state"), "state", states))

    def wait(self, node: Node) -> Wait:
        if self.stage and self.stage.is_drawing:
            self.wrong(node, "a drawing has nothing to wait for", "Write hold: and a number of seconds")
            return Wait("")
        return Wait(self.one_of(node, "wait", self.stage.waits) if self.stage else self.text(node, "wait"))


_ACTIONS: Mapping[str, Callable[[_StoryboardReader, Node], Action]] = {
    "click": lambda reader, node: Click(reader.target(node)),
    "move": lambda reader, node: Move(reader.target(node)),
    "type": _StoryboardReader.type,
    "drag": _StoryboardReader.drag,
    "show": _StoryboardReader.show,
    "hide": _StoryboardReader.hide,
    "set": _StoryboardReader.set,
    "wait": _StoryboardReader.wait,
    "hold": lambda reader, node: Hold(reader.seconds(node)),
}

ACTIONS = frozenset(_ACTIONS)
"""The names of all actions."""


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _suggest(word: str, known: Iterable[str]) -> str:
    names = sorted(known)
    if close := difflib.get_close_matches(word, names, n=1):
        return f"Did you mean '{close[0]}'?"
    return f"Write one of: {', '.join(names)}" if names else ""
