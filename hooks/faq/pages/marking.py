"""Templates rendered with marks in the place of what is another on each page (faq.pages.frames).

What may be known of something that is marked is said; whatever else a template asks for is an error, so that
nothing of a page gets into what others share with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, Template, pass_context
from jinja2.runtime import Context

from faq.pages.frames import PART, FrameError, addressed, mark

MARKING = "faq_marking"
"""What a template's context calls the record of what was marked in it."""


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
        return str(self.env.filters["url"](self.here, value))


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


def _of(known: Context) -> Marking:
    found: Marking = known[MARKING]
    return found
