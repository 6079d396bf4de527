"""Settings with which pages could not keep what they promise, each where it is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from faq.book.settings import read_settings
from faq.kinds import Kind
from faq.reporting import one_line
from faq.rules.unsupported import unsupported

BOTH = "site_name: x\nuse_directory_urls: false\ntheme:\n  features:\n    - a\n    - navigation.instant\n"


@pytest.mark.parametrize(
    ("text", "addresses", "features", "told"),
    [
        (BOTH, True, ["a"], []),
        (
            BOTH,
            False,
            ["a", "navigation.instant"],
            [("mkdocs.yml:2:21: use_directory_urls: false", "take the line out"),
             ("mkdocs.yml:6:7: theme: features: navigation.instant is", "take it out")],
        ),
        (
            "site_name: x\ntheme: {features: [navigation.instant, navigation.instant.prefetch]}\n",
            True,
            ["navigation.instant", "navigation.instant.prefetch"],
            [("mkdocs.yml:2:20: theme: features: navigation.instant, navigation.instant", "take them out")],
        ),
        # What an option of the command line or the theme itself says stands in no file.
        (
            "site_name: x\ntheme: other\n",
            False,
            ["navigation.instant"],
            [("mkdocs.yml:1:1: use_directory_urls: false", "leave --no-directory-urls out"),
             ("mkdocs.yml:2:1: theme: features: navigation.instant", "write features: without it")],
        ),
    ],
)  # fmt: skip
def test_each_is_told_where_it_is_written(
    tmp_path: Path, text: str, addresses: bool, features: Sequence[str], told: list[tuple[str, str]]
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    found = list(unsupported(lambda: read_settings(tmp_path / "mkdocs.yml"), addresses, features))
    assert len(found) == len(told)
    for problem, (place, fix) in zip(found, told, strict=True):
        assert problem.kind is Kind.UNSUPPORTED_SETTING
        assert one_line(problem).startswith(place)
        assert problem.fix.startswith(fix)


@pytest.mark.parametrize(
    ("plugins", "place"),
    [
        ("[tags, search]", "1:17"),
        ("[tags, search: {lang: de}]", "1:17"),
        ("{tags: {}, search: {lang: de}}", "1:21"),
        ("[tags]", "1:10"),
    ],
)
def test_an_entry_has_one_place_however_it_is_written(tmp_path: Path, plugins: str, place: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"plugins: {plugins}\n")
    span = read_settings(tmp_path / "mkdocs.yml").place("plugins", holding="search")
    line, column = span.source.position(span.start)
    assert f"{line}:{column}" == place
