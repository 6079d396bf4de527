"""What is measured is the same each time, and is a FAQ without a fault."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.text.language import codes
from tests.bench.content import Shape, navigation, pages
from tests.bench.sites import PLAIN_NONE, PROJECT, WITH_HOOKS, configurations, keys, write
from tests.warm import warm

SHAPES = st.builds(
    Shape, st.integers(3, 60), st.integers(0, 9), st.integers(0, 99), st.sampled_from(("en", "ja"))
)
OWN = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")


def checked(root: Path) -> Mapping[str, int]:
    """What `faq check` counts in a project that it finds no fault in."""
    said = warm("faq.cli", "check", "-f", root / WITH_HOOKS, "--format", "json")
    found = json.loads(said.stdout)
    assert found["problems"] == [], said.stdout
    return {name: len(found[name]) for name in ("questions", "references")}


@settings(max_examples=20)
@given(SHAPES)
def test_the_same_shape_makes_the_same_pages_and_another_seed_others(shape: Shape) -> None:
    assert pages(shape) == pages(shape)
    assert pages(shape) != pages(replace(shape, seed=shape.seed + 1))


@given(SHAPES)
def test_numbers_follow_the_navigation(shape: Shape) -> None:
    numbers, section, place = [], 0, 0
    for line in navigation(shape).splitlines():
        if line.endswith(":") and line != "nav:":
            section, place = section + 1, 0
        elif "faq/" in line:
            place += 1
            numbers.append(f"{section}.{place}" if shape.sections > 1 else str(place))
    written = [re.findall(r"^number: (.+)$", text, re.M) for text in pages(shape).values()]
    assert [number for found in written for number in found] == numbers


@given(SHAPES)
def test_sections_are_as_even_as_can_be(shape: Shape) -> None:
    lengths = [0] * max(shape.sections, 1)
    for question in range(1, shape.questions + 1):
        lengths[shape.place(question)[0] - 1] += 1
    assert sum(lengths) == shape.questions
    assert all(0 <= before - after <= 1 for before, after in pairwise(lengths))


def test_a_page_is_as_heavy_however_many_there_are() -> None:
    few, many = (len(pages(Shape(size))["faq/case-0002.md"].split()) for size in (3, 1000))
    assert few == many


@pytest.mark.parametrize("sections", [0, 3])
def test_the_whole_site_is_without_a_fault(sections: int, tmp_path: Path) -> None:
    write(tmp_path, Shape(8, sections, reviewed="2026-01-01"))
    assert checked(tmp_path) == {"questions": 8, "references": 16}


@pytest.mark.parametrize("language", codes())
def test_every_citation_is_understood_in_every_language(language: str, tmp_path: Path) -> None:
    shape = Shape(8, 3, language=language)
    for path, text in pages(shape).items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(text, encoding="utf-8")
    theme = f"theme: {{name: material, language: {language}}}\nmarkdown_extensions: [admonition]\n"
    text = f"site_name: Example\n{theme}{navigation(shape)}"
    (tmp_path / WITH_HOOKS).write_text(text, encoding="utf-8")
    assert checked(tmp_path) == {"questions": 8, "references": 16}


def test_a_shape_says_what_tells_it_from_others() -> None:
    said = {str(shape): shape for shape in (Shape(9), Shape(9, 1), Shape(9, 3), Shape(9, 3, language="de"))}
    assert list(said) == ["one list", "3 sections", "3 sections, in “de”"]


def test_a_language_without_words_is_told() -> None:
    with pytest.raises(ValueError, match=r"words\.toml has no words of “xx”: write one of en, de, "):
        pages(Shape(3, language="xx"))


def test_all_that_the_project_switches_on_is_measured() -> None:
    own, made = keys(OWN), keys(configurations(OWN, Shape(7))[WITH_HOOKS])
    assert list(made) == list(own)
    assert {name for name in own if own[name] != made[name]} == {"site_url", "nav", "hooks", "watch", "extra"}


def test_the_plainest_has_nothing_of_ours() -> None:
    plain = configurations(OWN, Shape(7))[PLAIN_NONE]
    assert not {"hooks", "extra", "extra_css", "extra_javascript"} & keys(plain).keys()
    assert not [word for word in ("case-", "overrides", "mike", "shell.py") if word in plain]


@pytest.mark.parametrize("lost", ["custom_dir: overrides", "hooks/shell.py", "omitted_files: warn"])
def test_settings_of_another_form_are_told(lost: str) -> None:
    with pytest.raises(ValueError, match=r"0 times under \w+:, and not once"):
        configurations(OWN.replace(lost, "other"), Shape(7))
