"""Names that a version may have, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.publishing.versions import FOLDER, LATEST, BadVersion, checked_version, newer, newest
from tests.conftest import PROJECT

TAKEN = ["0.1", "1.0", "1.10", "2026.11.3", "dev"]


@pytest.mark.parametrize("name", TAKEN)
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


# -- the patterns of those who cannot ask Python

WRITTEN_THERE = re.compile(r"\((?:\?:)?(?P<pattern>[^()]*\blatest\|[^()]*(?:\([^()]*\)[^()]*)*)\)")
"""Alternatives in brackets, one of which is `latest`."""
PADDED = frozenset({"01.2"})
"""Numbers that a script may take for a version's: no folder is ever called so."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What scripts, templates and hosts' files hold of a pattern for a version's folder, and where."""
    for folder in ("docs/assets", "overrides", "hosting"):
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix in (".js", ".html", ".conf") or path.name == "_headers":
                for found in WRITTEN_THERE.finditer(path.read_text(encoding="utf-8")):
                    yield path.relative_to(PROJECT).as_posix(), re.compile(found["pattern"], re.ASCII)


FOUND = list(patterns())


def test_the_patterns_are_found_where_they_are() -> None:
    assert {file for file, _ in FOUND} == {
        "docs/assets/nearest.js",
        "docs/assets/versions.js",
        "docs/assets/waiting.js",
        "overrides/partials/javascripts/base.html",
    }


@pytest.mark.parametrize(("file", "pattern"), FOUND)
def test_scripts_tell_a_versions_folder_as_python_does(file: str, pattern: re.Pattern[str]) -> None:
    names = [*TAKEN, LATEST, *HOSTILE, "devil", "latest.1", "1.2.", ".1", "2.0-dev"]
    for name in names:
        if name not in PADDED:
            assert bool(pattern.fullmatch(name)) == bool(FOLDER.fullmatch(name)), (file, name)
