"""Names that a version may have, and their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.publishing.versions import BadVersion, checked_version, newer, newest


@pytest.mark.parametrize("name", ["0.1", "1.0", "1.10", "2026.11.3", "dev"])
def test_a_version_is_taken(name: str) -> None:
    assert checked_version(name) == name


HOSTILE = [
    *(
        "",
        ".",
        "..",
        "../x",
        "a/b",
        "a b",
        ".git",
        "index.html",
        "1",
        "1.2.3.4",
        "01.2",
        "1.2 ",
        "1.2\n",
        "v1.2",
    ),
    *("latest", "1.2-rc1", "<img src=x onerror=alert(1)>", "1.2?x", "1.2#x", "١.٢", "--help", "1.2/../../x"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_other_name_is_refused_with_what_to_write(name: str) -> None:
    with pytest.raises(BadVersion, match=r"write X\.Y or X\.Y\.Z"):
        checked_version(name)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1))
def test_order_is_that_of_the_numbers(pairs: list[tuple[int, int]]) -> None:
    names = [f"{a}.{b}" for a, b in pairs]
    assert newest([*names, "dev"]) == "{}.{}".format(*max(pairs))
    assert all(not newer(name, newest(names) or "") for name in names)


def test_nothing_is_newest_of_nothing() -> None:
    assert newest(["dev"]) is None
    assert not newer("1.2", "1.2.0")
