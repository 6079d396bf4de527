"""What a value may be: what is written is read by its shape, and editors learn the same (JSON Schema)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, Generic, Protocol, TypeVar

from faq.frozen import record

Schema = Mapping[str, Any]
"""A JSON Schema, draft 2020-12."""
Way = tuple[str | int, ...]
"""The keys, and the places in lists counted from 0, that lead to a part of a value."""
Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Misfit(ValueError):  # noqa: N818 - it names the value
    """A value that has not its shape: the part that is wrong, and what to write there."""

    def __init__(self, message: str, *way: str | int, wants: str = "") -> None:
        super().__init__(": ".join([*(one for one in way if isinstance(one, str)), message]))
        self.message, self.way, self.wants = message, way, wants

    def inside(self, *way: str | int) -> Misfit:
        """The same, told of what holds the value."""
        return Misfit(self.message, *way, *self.way, wants=self.wants)


class Shape(Protocol[Made_co]):
    """What a value may be."""

    @property
    def schema(self) -> Schema:
        """As a JSON Schema."""

    @property
    def wants(self) -> str:
        """In words that follow "must be"."""

    def read(self, value: object) -> Made_co:
        """What the value means.  Raises Misfit."""


def misfit(wants: str, value: object) -> Misfit:
    """A value in place of what is wanted."""
    return Misfit(f"must be {wants}, not {shown(value)}", wants=wants)


def shown(value: object) -> str:
    """A value as its writer knows it."""
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@record
class Flag:
    """True or false."""

    wants: str = "true or false"

    @property
    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}

    def read(self, value: object) -> bool:
        """The same."""
        if not isinstance(value, bool):
            raise misfit(self.wants, value)
        return value


@record
class WrittenFlag:
    """True or false, as front matter has it: the text that is written (YAML 1.2, 10.3.2)."""

    wants: str = "true or false"

    @property
    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}

    def read(self, value: object) -> bool:
        """Which of the two it is."""
        if value not in ("true", "True", "TRUE", "false", "False", "FALSE"):
            raise misfit(self.wants, value)
        return str(value).lower() == "true"


@record
class Count:
    """A whole number that is large enough."""

    wants: str
    least: int = 1

    @property
    def schema(self) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self.least}

    def read(self, value: object) -> int:
        """The same."""
        if not isinstance(value, int) or isinstance(value, bool) or value < self.least:
            raise misfit(self.wants, value)
        return value


@record
class Text:
    """A text, perhaps of a certain form."""

    wants: str = "a text"
    pattern: str = ""
    """The whole text matches it; the dialects of Python and of ECMA 262 must both know it."""
    as_read: Callable[[str], str] = str
    """Brings what fits into one form."""

    @property
    def schema(self) -> Schema:
        """A string."""
        return {"type": "string", **({"pattern": f"^(?:{self.pattern})$"} if self.pattern else {})}

    def read(self, value: object) -> str:
        """The text, in one form."""
        if isinstance(value, bool | int | float | date) and self._fits(str(value)):
            raise Misfit(f"{misfit(self.wants, value)}; put it in quotes")
        if not isinstance(value, str) or not self._fits(value):
            raise misfit(self.wants, value)
        return self.as_read(value)

    def _fits(self, text: str) -> bool:
        return not self.pattern or re.fullmatch(self.pattern, text) is not None


@record
class Day:
    """A day, as ISO 8601 writes it in its extended form: the one that no two countries read differently."""

    wants: str = "a day such as 2026-03-12"

    @property
    def schema(self) -> Schema:
        """A string."""
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}

    def read(self, value: object) -> date:
        """The day."""
        text = value.strip() if isinstance(value, str) else ""
        try:
            # `date` (3.11) takes 20260312 and 2026-W11-4 as well.
            day = date.fromisoformat(text)
        except ValueError:
            raise misfit(self.wants, value) from None
        if day.isoformat() != text:
            raise misfit(self.wants, value)
        return day


@record
class Several:
    """A list of texts; one alone may stand without a list."""

    one: Text
    wants: str
    alone: bool = True

    @property
    def schema(self) -> Schema:
        """One, or an array of them."""
        many = {"type": "array", "items": self.one.schema}
        return {"anyOf": [self.one.schema, many]} if self.alone else many

    def read(self, value: object) -> tuple[str, ...]:
        """The texts in order."""
        if self.alone and isinstance(value, str):
            return (self.one.read(value),)
        if not isinstance(value, list):
            raise misfit(self.wants, value)
        return tuple(_part(self.one, item, index) for index, item in enumerate(value))


@record
class Mapped:
    """A mapping from any texts to texts."""

    one: Text
    wants: str

    @property
    def schema(self) -> Schema:
        """An object."""
        return {"type": "object", "additionalProperties": self.one.schema}

    def read(self, value: object) -> dict[str, str]:
        """The same."""
        if not isinstance(value, Mapping):
            raise misfit(self.wants, value)
        return {str(name): _part(self.one, item, str(name)) for name, item in value.items()}


@record
class Keys(Generic[Made]):
    """A mapping of which every key is known."""

    make: Callable[..., Made]
    """Gets the keys that are written, by name."""
    keys: Mapping[str, Shape[Any]]
    needed: frozenset[str] = frozenset()

    @property
    def wants(self) -> str:
        """Names the keys, where they are few."""
        return f"a mapping of {', '.join(self.keys)}" if len(self.keys) < 6 else "a mapping"

    @property
    def schema(self) -> Schema:
        """An object."""
        each = {name: shape.schema for name, shape in self.keys.items()}
        needed = {"required": sorted(self.needed)} if self.needed else {}
        return {"type": "object", "properties": each, **needed, "additionalProperties": False}

    def read(self, value: object) -> Made:
        """What is made of them."""
        if not isinstance(value, Mapping):
            raise misfit(self.wants, value)
        for name in map(str, value):
            if name not in self.keys:
                raise Misfit(unknown(name, tuple(self.keys)), name)
        for name in sorted(self.needed - value.keys()):
            raise misfit(self.keys[name].wants, None).inside(name)
        return self.make(**{name: _part(self.keys[name], item, name) for name, item in value.items()})


@record
class Or(Generic[Made]):
    """Something, or true or false in its place."""

    shape: Shape[Made]
    instead: Mapping[bool, Made]
    """What they mean; who is not there may not be written."""

    @property
    def wants(self) -> str:
        """All of them."""
        if len(self.instead) == 1:
            return f"{self.shape.wants}, or {shown(*self.instead)}"
        return f"{', '.join(map(shown, self.instead))}, or {self.shape.wants}"

    @property
    def schema(self) -> Schema:
        """Any of them."""
        return {"anyOf": [self.shape.schema, *({"const": one} for one in self.instead)]}

    def read(self, value: object) -> Made:
        """What is written means."""
        if isinstance(value, bool) and value in self.instead:
            return self.instead[value]
        try:
            return self.shape.read(value)
        except Misfit as error:
            if error.way:
                raise
        raise misfit(self.wants, value)


@record
class Judged:
    """What a rule of its own reads: it has a place and a kind for whatever may be wrong in it."""

    schema: Schema
    wants: str = ""

    def read(self, value: object) -> object:
        """The same."""
        return value


def unknown(name: str, known: tuple[str, ...]) -> str:
    """What to say of a key that nobody knows."""
    near = meant(name, known)
    return f"is unknown; {f'write {near}' if near else 'there are ' + ', '.join(known)}"


def meant(name: str, known: tuple[str, ...] | frozenset[str]) -> str | None:
    """The key for which another is misspelt: "review" and "reviewed" are 0.86 alike."""
    return next(iter(get_close_matches(name.casefold().replace("-", "_"), known, 1, 0.8)), None)


def _part(shape: Shape[Made], value: object, name: str | int) -> Made:
    try:
        return shape.read(value)
    except Misfit as error:
        raise error.inside(name) from None
