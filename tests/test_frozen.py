"""A record is what a frozen dataclass with slots is, and is made quicker."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import frozen
from faq.frozen import record

Read = TypeVar("Read")
VALUES = st.none() | st.integers(0, 2) | st.text("ab", max_size=2) | st.tuples(st.integers(0, 1))


@record
class Point:
    """Two fields, one of them given."""

    x: Any
    y: Any = 0

    @property
    def both(self) -> tuple[Any, Any]:
        """As any class has it."""
        return self.x, self.y


@record
class Place(Point):
    """A kind of another, with a list of its own."""

    names: list[str] = field(default_factory=list)


@record
class Asked:
    """What is found once somebody asks."""

    text: str

    @cached_property
    def twice(self) -> list[str]:
        """The text, two times."""
        return [self.text, self.text]


@record
class Of(Generic[Read]):
    """One of something."""

    read: Read


@record
class Nothing:
    """No field at all."""


@record
class Named:
    """Says what it is in its own way."""

    name: str

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named)

    def __hash__(self) -> int:
        return 7


def twin(kind: Any) -> Any:
    """The same kind as `dataclasses` makes it."""
    told = {name: value for name, value in kind.__record__.items() if value is not _MISSING}
    types = dict.fromkeys(kind.__record__, Any)
    plain = type(kind.__name__, (), {"__annotations__": types, "__qualname__": kind.__qualname__, **told})
    return dataclass(frozen=True, slots=True)(plain)


_MISSING = Point.__record__["x"]  # type: ignore[attr-defined]


@given(st.sampled_from([Point, Place]), VALUES, VALUES, VALUES, VALUES)
def test_it_says_and_equals_what_a_dataclass_does(kind: Any, a: Any, b: Any, c: Any, d: Any) -> None:
    other = twin(kind)
    ours, theirs = [kind(a, b), kind(x=c, y=d)], [other(a, b), other(x=c, y=d)]
    assert list(map(repr, ours)) == list(map(repr, theirs))
    assert (ours[0] == ours[1]) is (theirs[0] == theirs[1])
    assert (ours[0] != ours[1]) is (theirs[0] != theirs[1])
    assert [asdict(one) for one in ours] == [asdict(one) for one in theirs]
    assert replace(ours[0], y=d) == kind(a, d)
    assert copy.deepcopy(ours) == pickle.loads(pickle.dumps(ours)) == ours


def test_what_is_equal_is_found() -> None:
    assert {Point(1): "a", Of(3): "b"}[Point(1, 0)] == "a"
    assert Point(1) != Place(1)
    assert Point(1) != Point(2)
    assert Point(1).__eq__((1, 0)) is NotImplemented
    with pytest.raises(TypeError, match="unhashable"):
        hash(Place(1))


def test_each_has_a_list_of_its_own() -> None:
    one, other = Place(1), Place(1)
    one.names.append("a")
    assert (one.names, other.names, Place(1, names=["b"]).names) == (["a"], [], ["b"])


def test_what_is_found_once_is_kept() -> None:
    one = Asked("a")
    assert (one.twice, one.twice is one.twice, replace(one, text="b").twice) == (["a", "a"], True, ["b", "b"])
    with pytest.raises(FrozenInstanceError, match="assign to field 'twice'"):
        one.twice = []
    assert copy.copy(one) == pickle.loads(pickle.dumps(one)) == Asked("a")


def test_nothing_of_it_changes() -> None:
    with pytest.raises(FrozenInstanceError, match="assign to field 'x'"):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="delete field 'x'"):
        del Point(1).x
    for kind in (Point, Place, Of, Nothing, Named):
        assert not hasattr(kind.__new__(kind), "__dict__"), kind


@pytest.mark.parametrize(("arguments", "said"), [((), "missing 1 required"), ((1, 2, 3), "from 2 to 3")])
def test_what_is_missing_or_too_much_is_told_as_python_does(arguments: tuple[int, ...], said: str) -> None:
    with pytest.raises(TypeError, match=rf"Point\.__init__\(\).*{said}"):
        Point(*arguments)


def test_what_asks_for_fields_gets_them() -> None:
    assert [one.name for one in fields(Place)] == ["x", "y", "names"]
    assert astuple(Place(1, 2)) == (1, 2, [])
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == Point(1, 2).both
    assert is_dataclass(Point)


def test_what_a_class_says_itself_stays() -> None:
    assert (repr(Named("a")), Named("a") == Named("b"), hash(Named("a"))) == ("a", True, 7)
    assert (repr(Nothing()), Nothing() == Nothing(), hash(Nothing()) == hash(Nothing())) == (
        "Nothing()",
        True,
        True,
    )


@pytest.mark.parametrize("default", [field(repr=False), field(default=1), [], {}])
def test_a_field_that_would_be_misread_is_refused(default: Any) -> None:
    def refused() -> None:
        record(type("Kind", (), {"__annotations__": {"field": Any}, "field": default}))

    with pytest.raises(TypeError, match=r"Kind\.field: write a field with a default_factory"):
        refused()


def test_nothing_is_compiled_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    whole = frozen._compiled

    def seen(kind: Any) -> Any:
        compiled.append(kind.__name__)
        return whole(kind)

    monkeypatch.setattr(frozen, "_compiled", seen)

    @record
    class First:
        """A kind that nobody has made one of."""

        x: int

    assert compiled == []
    assert [First(1), First(2)] == [First(x=1), First(x=2)]
    assert compiled == ["First"]


def test_threads_that_make_the_first_at_once_all_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = frozen._compiled

    @record
    class First:
        """A kind of which another thread makes the first one, as this one is about to."""

        x: int

    @record
    class Second(First):
        """A kind of such a kind."""

    def late(kind: Any) -> Any:
        monkeypatch.setattr(frozen, "_compiled", whole)
        made = Second.__new__(Second)
        one = getattr(made, "__init__")  # noqa: B009 - bound before the other thread is done, called behind it
        assert Second(1).x == First(1).x == 1
        one(2)
        assert made.x == 2
        return whole(kind)

    monkeypatch.setattr(frozen, "_compiled", late)
    assert Second(3) == Second(x=3)
