"""Versions that were tried together: what CI installs, README's table says, and pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement

from tests.conftest import PROJECT

NAMED = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "mike")
"""What README's table has: what the site is made with."""


def pinned(path: str) -> dict[str, str]:
    """The versions that a file of requirements pins, by name."""
    text = (PROJECT / path).read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==([^\s\\;]+)", text))


OLDEST, NEWEST = pinned("tests/versions/oldest.txt"), pinned("tests/versions/newest.txt")
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WANTED = [Requirement(line) for line in PYPROJECT["dependencies"]]


def test_the_oldest_is_the_oldest_that_is_allowed_and_the_newest_what_is_locked() -> None:
    lowest = {one.name: [s.version for s in one.specifier if s.operator == ">="] for one in WANTED}
    assert {name: [version] for name, version in OLDEST.items()} == lowest
    locked = pinned("requirements.txt")
    assert {one.name: locked[one.name] for one in WANTED} == NEWEST
    assert [one for one in WANTED if NEWEST[one.name] not in one.specifier] == []


def test_what_repairs_fit_exactly_has_an_upper_bound() -> None:
    bounded = {one.name for one in WANTED if any(s.operator == "<" for s in one.specifier)}
    assert set(NAMED) <= bounded


def test_the_table_says_the_same() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| ([a-z-]+) \| ([0-9.]+ \| [0-9.]+) \|$", readme))
    assert rows == {name: f"{OLDEST[name]} | {NEWEST[name]}" for name in NAMED}
    assert f"Python {PYPROJECT['requires-python'].removeprefix('>=')} or newer" in readme


def test_a_release_has_its_version_and_the_changelog_its_releases() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"(?m)^## (.+)$", text)
    assert heads[0] == "[Unreleased]"
    assert [
        head for head in heads[1:] if not re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", head)
    ] == []
    assert re.fullmatch(r"\d+\.\d+\.\d+", PYPROJECT["version"])
