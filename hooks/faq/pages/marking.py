"""Templates rendered with marks in the place of what is another on each page (faq.pages.frames).

What may be known of something that is marked is said; whatever else a template asks for is an error, so that
nothing of a page gets into what others share with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from jinja2 import ChoiceLoader, DictLoader, Environment, Template, pass_context
from jinja2.runtime import Context

from faq.pages.frames import ADDRESS, PART, WAYS, Frame, FrameError, Slot, addressed, mark

Made = TypeVar("Made")

MARKING = "faq_marking"
"""What a template's context calls the record of what was marked in it."""
BOTH_WAYS = 3
"""How many of a kind are made by the whole template: the first, that of which the frame is made, and the
first of which it is not."""


class Only:
    """Stands for something of which a frame may know this, and nothing else."""

    def __init__(self, **known: object) -> None:
        vars(self).update(known)

    def __getattr__(self, name: str) -> object:
        raise FrameError(f"a frame asks for {name}")

    def __iter__(self) -> Iterator[object]:
        raise FrameError("a frame asks for all that there is")


@dataclass(slots=True)
class Marking:
    """What a frame leads to, and what stands in it that has a template of its own."""

    env: Environment
    """That which renders pages."""
    here: Context
    """The context of the page of which the frame is made: what it leads to is relative to that."""
    parts: list[tuple[Template, dict[str, Any]]] = field(default_factory=list)
    """The templates of its parts, each with what it knows in the frame."""
    addresses: set[str] = field(default_factory=set)
    """What it leads to, from the site's root."""

    def part(self, template: str, known: Mapping[str, Any]) -> str:
        """A mark for a part."""
        self.parts.append((self.env.get_template(template), dict(known)))
        return mark(PART, len(self.parts) - 1)

    def url(self, value: str) -> str:
        """What the filter `url` makes of an address, or of the mark of one."""
        if (found := addressed(value)) is not None:
            return found
        self.addresses.add(value)
        return _url(self.env, self.here, value)


@dataclass(slots=True)
class Likewise:
    """Pages that share a frame, or parts of them: the first are made by the whole template as well."""

    seen: int = 0
    failed: bool = False
    frame: Frame | None = None
    marking: Marking | None = None
    """What stands in the frame."""

    def make(
        self,
        framed: Callable[[], Made | None],
        whole: Callable[[], Made],
        same: Callable[[Made, Made], bool],
    ) -> Made:
        """The next of its kind: `framed`, or `whole` where that gives nothing, fails, or is not proven yet.

        `same` says of what was made by the whole template whether the other is right.
        """
        self.seen += 1
        made = self._tried(framed)
        if made is not None and self.seen > BOTH_WAYS:
            return made
        instead = whole()
        self.failed = self.failed or (made is not None and not same(instead, made))
        return instead

    def _tried(self, framed: Callable[[], Made | None]) -> Made | None:
        if self.failed or self.seen == 1:
            return None
        try:
            return framed()
        except Exception:
            self.failed = True
            return None


def rendered(template: Template, known: dict[str, Any]) -> str:
    """What a template makes of all that there is to be known, what all templates know among it.

    As `Template.render`, which would copy that.
    """
    return "".join(template.root_render_func(template.new_context(known, shared=True)))


def written(env: Environment, here: Context, slot: Slot, value: str) -> str:
    """A page's value as it is to stand in the place of its mark."""
    return WAYS[slot.sign](_url(env, here, value) if slot.kind == ADDRESS else value)


def marking(env: Environment, parts: Iterable[str]) -> Environment:
    """An environment that renders marks.

    Its templates ask the Marking in their context for the parts, by name, and for addresses.
    """

    @pass_context
    def faq_part(known: Context, template: str) -> str:
        return _of(known).part(template, known.get_all())

    @pass_context
    def url(known: Context, value: object) -> str:
        return _of(known).url(str(value))

    @pass_context
    def script_tag(known: Context, script: object) -> str:
        return str(env.filters["script_tag"](_of(known).here, script))

    instead = {part: f"{{{{ faq_part({part!r}) }}}}" for part in parts}
    made = env.overlay(loader=ChoiceLoader([DictLoader(instead), *filter(None, [env.loader])]))
    made.template_class = Template
    # Both filters ask for the page.
    made.filters = env.filters | {"url": url, "script_tag": script_tag}
    made.globals = env.globals | {"faq_part": faq_part}
    return made


def _url(env: Environment, here: Context, value: str) -> str:
    return str(env.filters["url"](here, value))


def _of(known: Context) -> Marking:
    found: Marking = known[MARKING]
    return found
