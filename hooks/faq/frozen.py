"""Frozen records, of which nothing is compiled before the first of a kind is made: few builds make all.

`dataclasses` compiles six methods for each kind as it is imported, which took a fifth of a small build.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, field, make_dataclass
from functools import cached_property
from inspect import get_annotations
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(written: type[Made]) -> type[Made]:
    """As `dataclass(frozen=True, slots=True)`, but that `field` can say a `default_factory` and nothing else.

    What a class is written with, such as a `__repr__` of its own, stays.  Raises TypeError for another field,
    and for a default that can change.
    """
    there, own = vars(written), get_annotations(written)
    inherited: dict[str, Any] = getattr(written, "__record__", {})
    given = inherited | {name: there.get(name, MISSING) for name in own}
    for name, default in given.items():
        if default.__hash__ is None or (isinstance(default, Field) and default.default_factory is MISSING):
            raise TypeError(f"{written.__qualname__}.{name}: write a field with a default_factory")
    kind: Any = type(written)
    made: type[Made] = kind(
        written.__name__,
        written.__bases__,
        {
            **METHODS,
            **{name: value for name, value in there.items() if name not in own and name not in UNSLOTTED},
            "__slots__": (*(name for name in own if name not in inherited), *_slot_of_all(there)),
            "__match_args__": tuple(given),
            "__record__": given,
            "__record_said__": ", ".join(f"{name}=%r" for name in given),
            # Where there are no fields, it has to ask for something.
            "__record_values__": attrgetter(*given or ("__class__",)),
            "__qualname__": written.__qualname__,
        },
    )
    return made


def _slot_of_all(there: Mapping[str, Any]) -> tuple[str, ...]:
    """Where a kind keeps what is found once somebody asks, if it has any such thing."""
    return ("__dict__",) if any(isinstance(value, cached_property) for value in there.values()) else ()


def _first(self: Any, *args: Any, **named: Any) -> None:
    """Make the first of a kind; what is compiled now makes all that follow.

    Another thread may have compiled it since this one came here.
    """
    kind: Any = next(one for one in type(self).__mro__ if _is_made(vars(one)))
    kind.__record_init__ = made = _compiled(kind)
    kind.__init__ = made
    made(self, *args, **named)


def _is_made(kind: Mapping[str, Any]) -> bool:
    """Whether what makes a kind is ours, compiled or not, and not written with it."""
    return kind.get("__init__") in (_first, kind.get("__record_init__", _first))


def _compiled(kind: Any) -> Any:
    """What sets the fields of a kind, through their slots: that takes two thirds of `object.__setattr__`."""
    known: dict[str, Any] = {"_MISSING": MISSING}
    head, lines = ["self"], []
    for name, default in kind.__record__.items():
        value = name
        known[f"_set_{name}"], known[f"_default_{name}"] = getattr(kind, name).__set__, default
        if isinstance(default, Field):
            known[f"_make_{name}"], known[f"_default_{name}"] = default.default_factory, MISSING
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        head.append(name if default is MISSING else f"{name}=_default_{name}")
        lines.append(f"    _set_{name}(self, {value})\n")
    exec(f"def __init__({', '.join(head)}):\n{''.join(lines) or '    pass'}", known)
    known["__init__"].__qualname__ = f"{kind.__qualname__}.__init__"
    return known["__init__"]


def _repr(self: Any) -> str:
    values, many = self.__record_values__(self), len(self.__match_args__)
    # Of one field that is the value, and no tuple; of none it is something else.
    return f"{type(self).__qualname__}({self.__record_said__ % (values if many > 1 else (values,)[:many])})"


def _eq(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return self.__record_values__(self) == self.__record_values__(other)


def _hash(self: Any) -> int:
    return hash(self.__record_values__(self))


def _set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


class _FieldsOnDemand:
    """What `dataclasses.fields` and `replace` ask for, made once they do."""

    def __get__(self, one: object, kind: Any) -> dict[str, Field[Any]]:
        told = [(name, Any, field() if to is MISSING else to) for name, to in kind.__record__.items()]
        # Where there is no text about a class, one is made of its signature, which takes ten times as long.
        text = {"__doc__": kind.__name__}
        of: Any = make_dataclass(kind.__name__, told, init=False, repr=False, eq=False, namespace=text)
        kind.__dataclass_fields__ = of.__dataclass_fields__
        return kind.__dataclass_fields__  # type: ignore[no-any-return]


METHODS: Mapping[str, Any] = {
    "__init__": _first,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__getstate__": _state,
    "__setstate__": _restore,
    "__dataclass_fields__": _FieldsOnDemand(),
}
UNSLOTTED = frozenset({"__dict__", "__weakref__"})
"""What a class has that has no slots."""
