"""Names that a version may have, and their order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.permalinks.inventory import PageContent
from faq.publishing.leaving import Root
from faq.publishing.release import Release, takes_latest
from faq.publishing.root import moved_index
from faq.publishing.versions import (
    FOLDER,
    LATEST,
    BadVersion,
    checked_version,
    is_early,
    known_version,
    newer,
    newest,
    tagged_version,
)
from faq.text.releases import naming
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


SCHEMES = {
    "1.2": (["0.1", "1.10.3"], ["v1.2", "1.2-rc1", "2024.01"]),
    "v1.2": (["v0.1", "v1.10.3"], ["1.2", "v1.2-rc1", "v01.2"]),
    "2024.10": (["2024.01", "2025.1.2"], ["v2024.10", "2024", "2024.10-rc1", "02024.1"]),
    "1.2-rc1": (["1.2", "1.2-rc1", "1.2rc1", "1.2-beta.2", "1.2.3-a1"], ["1.2-rc", "1.2-foo1", "1.2-rc1-2"]),
    "v2024.01b1": (["v2024.02", "v2024.2rc3"], ["2024.02"]),
}


@pytest.mark.parametrize("example", SCHEMES)
def test_a_scheme_says_what_releases_are_called(example: str) -> None:
    taken, others = SCHEMES[example]
    for name in [example, *taken, "dev"]:
        assert checked_version(name, naming(example)) == name
        assert FOLDER.fullmatch(name)
    for name in [*others, "latest", "1.2 ", "<b>", "../1.2"]:
        with pytest.raises(BadVersion, match=re.escape(f"(such as {example})")):
            checked_version(name, naming(example))


@pytest.mark.parametrize(
    "example", ["", "1", "dev", "latest", "1.2.3.4", "1.2-foo1", "v 1.2", "1.2/3", "x1.2"]
)
def test_a_scheme_is_a_releases_name(example: str) -> None:
    with pytest.raises(ValueError, match="is no name of a release"):
        naming(example)


def test_a_name_of_our_form_leads_to_the_setting() -> None:
    with pytest.raises(BadVersion, match=r"versions: in mkdocs\.yml says what releases are called"):
        checked_version("v1.2")


ORDER = ["0.9.1.2", "1.0-a1", "1.0-rc1", "1.0", "v1.1", "1.10", "2024.09", "2024.10"]


def test_releases_of_all_schemes_have_one_order() -> None:
    for low, high in pairwise(ORDER):
        assert newer(high, low)
        assert not newer(low, high)
    assert newest([*ORDER, "stable", "main"]) == "2024.10"
    assert newest(["1.0-rc1", "0.9"]) == "0.9", "a pre-release leads nobody while there is a release"
    assert newest(["1.0-rc1", "1.0-rc2"]) == "1.0-rc2"
    assert [name for name in ORDER if is_early(name)] == ["1.0-a1", "1.0-rc1"]


def test_a_pre_release_is_current_only_where_somebody_says_so() -> None:
    def takes(version: str, current: str | None, *, if_newest: bool) -> bool:
        root = Root("https://faq.example.org/")
        return takes_latest(Release(version, "", root, "", latest=True, if_newest=if_newest), current)

    assert not takes("1.0-rc1", None, if_newest=True)
    assert not takes("1.1-rc1", "1.0", if_newest=True)
    assert takes("1.1-rc1", "1.0", if_newest=False)
    assert takes("1.0", "1.0-rc1", if_newest=True)
    assert takes("1.0", "stable", if_newest=True)


@pytest.mark.parametrize("name", ["stable", "main", "dev", "2.x"])
def test_a_release_comes_behind_what_has_no_place(name: str) -> None:
    assert newer("0.1", name)
    assert not newer(name, "0.1")


def test_a_version_that_others_named_is_known_by_its_name() -> None:
    for name in ["stable", "main", "v0.9", "0.9.1.2", "1.0-rc1"]:
        assert known_version(name) == name
    for name in ["../x", ".git", "index.html", "a b", "", "latest", "-x"]:
        with pytest.raises(BadVersion):
            known_version(name)


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
    names = [
        *TAKEN,
        LATEST,
        *HOSTILE,
        "devil",
        "latest.1",
        "1.2.",
        ".1",
        "2.0-dev",
        "v2024.01-rc.2",
        "1.2.3b1",
    ]
    for name in names:
        assert bool(pattern.fullmatch(name)) == bool(FOLDER.fullmatch(name)), (file, name)


def test_the_selector_is_told_old_addresses() -> None:
    """Each leads to where the page is at last, in its own version."""
    stub = {"faq/old/": PageContent({}, moved="../older/"), "faq/older/": PageContent({}, moved="../a/")}
    pages = {"1.0": {"faq/older/": PageContent({})}, "1.1": {**stub, "faq/a/": PageContent({})}}
    assert json.loads(moved_index(pages)) == {
        "1.0": {},
        "1.1": {"faq/old/": "faq/a/", "faq/older/": "faq/a/"},
    }


@pytest.mark.parametrize(
    ("example", "tag", "version"),
    [
        ("1.2", "v1.2", "1.2"),
        ("1.2", "1.2.3", "1.2.3"),
        ("v1.2", "v1.2", "v1.2"),
        ("v1.2", "1.2", "v1.2"),
        ("2024.10", "2024.01", "2024.01"),
        ("1.2-rc1", "v1.2-rc1", "1.2-rc1"),
    ],
)
def test_a_tag_is_called_like_its_release(example: str, tag: str, version: str) -> None:
    assert tagged_version(tag, naming(example)) == version


@pytest.mark.parametrize("tag", ["v1.2-rc1", "1.2-final", "vv1.2", "v1", "latest"])
def test_a_tag_that_names_no_release_is_refused(tag: str) -> None:
    with pytest.raises(BadVersion, match=r"write X\.Y"):
        tagged_version(tag)
