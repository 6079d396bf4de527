"""What compiles late is what would have been compiled at once."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator

import pytest

from faq import patterns
from faq.patterns import ASKED, always, either, late


def test_it_answers_as_a_pattern_does(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def counted(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern, same = late("(?P<a>A)b+", re.I), real("(?P<a>A)b+", re.I)
    assert compiled == []
    for found in (pattern.search("xabb"), pattern.match("Ab")):
        assert found is not None
        assert (found["a"].lower(), found.re) == ("a", same)
    assert (pattern.sub("-", "ab abb"), pattern.findall("abab")) == ("- -", ["a", "a"])
    assert [getattr(pattern, name) for name in ("pattern", "flags", "groups")] == [
        same.pattern,
        same.flags,
        1,
    ]
    assert compiled == ["(?P<a>A)b+"]
    with pytest.raises(AttributeError):
        pattern.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_two_that_say_the_same_are_equal_and_have_one_name() -> None:
    one, same, other = late("a", re.I), late("a", re.I), late("a")
    assert one == same != other
    assert {one, same} == {one}
    assert repr(one) == repr(same) != repr(other)
    assert one.search("A")
    assert one == same


def all_late() -> Iterator[tuple[str, str, object]]:
    """Each that stands in a module which a build imports, with the module and its name."""
    importlib.import_module("faq.events")
    for module in [one for name, one in sorted(sys.modules.items()) if name.startswith("faq.")]:
        for name, value in vars(module).items():
            if isinstance(value, patterns._Late):
                yield module.__name__, name, value


def test_none_has_a_mistake_that_nobody_would_be_told_of() -> None:
    found = list(all_late())
    assert len(found) > 100
    for module, name, value in found:
        for asked in ASKED:
            assert getattr(value, asked) is not None, (module, name)


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        (r"\*|_", ("*", "_")),
        (r"(?:ab|cd)+", ("ab", "cd")),
        (r"(?:ab|cd)+x", ("x",)),
        (r"(?:ab|cd)?", ("",)),
        (r"(ab|cd)|e", ("", "e")),
        (r"(?si)abc", ("",)),
        (r"(?s)abc", ("abc",)),
        (r"a||b", ("a", "", "b")),
        (r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)", ("\\", "`")),
        # What stands behind a backslash that means itself is no more escaped than anywhere else.
        (r"\\|a", ("\\", "a")),
        (r"\\(abc)?", ("\\",)),
        (r"ab{0,2}|cd{1,2}", ("a", "cd")),
    ],
)
def test_what_stands_where_one_way_of_an_expression_fits(expression: str, holds: tuple[str, ...]) -> None:
    assert either(expression) == holds
    assert always(expression) == ("" if len(holds) > 1 else holds[0])
