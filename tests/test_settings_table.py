"""What is made of the table of settings: README's table, and schemas that agree with the parser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.book.mkdocs_yml import ConfigurationError, plain_data
from faq.book.schema import FOLDER, front_matter_schema, mkdocs_schema, schemas, with_table
from faq.book.settings import configured
from faq.book.settings_table import LANGUAGE, SETTINGS
from faq.model import Source
from faq.text.front_matter_keys import KEYS, FrontMatterKey, form_problems
from faq.text.frontmatter import read_front_matter
from faq.text.language import codes
from tests.conftest import PROJECT


def valid(schema: dict[str, Any], value: object) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(value)


@pytest.mark.parametrize("name", ["front-matter.json", "mkdocs.json"])
def test_a_schema_is_what_the_table_says(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schemas()[name], "run make schema"
    jsonschema.Draft202012Validator.check_schema(mkdocs_schema())


def test_readmes_table_is_what_the_table_says() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert readme == with_table(readme), "run make schema"
    assert all(f"| `{one.name}` |" in readme for one in SETTINGS)


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"words": "FAQ", "addresses": ["a@example.org"], "review_after_days": 365},
        {"contact": {"email": "a@example.org", "page": "contact.md", "feedback": False}},
        {"security_contact": ["mailto:a@example.org", "tel:+64-1-234"], "security_languages": "de-AT"},
        {"cards": {"background": "#0f4c5c"}, "copies": False, "texts": {"gone": "Weg"}},
        {"cards": False, "changes": "changes.md", "one_page": "all.md", "folder": "faq"},
        {"cards": True, "changes": False, "one_page": False, "gone": [{"address": "a/", "reason": "So."}]},
        False,
        None,
    ],
)
def test_what_the_parser_takes_the_schema_takes(extra: object) -> None:
    configured(Path(), {"extra": {"faq": extra}})
    assert valid(mkdocs_schema(), {"extra": {"faq": extra}})


@pytest.mark.parametrize(
    "extra",
    [
        {"words": 3},
        {"addresses": {"a": "b"}},
        {"folder": 3},
        {"contact": "a@example.org"},
        {"contact": {"page": "contact.md"}},
        {"contact": {"email": "nobody"}},
        {"contact": {"email": "a@example.org", "page": "contact.html"}},
        {"contact": {"email": "a@example.org", "fax": "1"}},
        {"changes": "changes.html"},
        {"review_after_days": 0},
        {"review_after_days": "often"},
        {"security_contact": "security"},
        {"security_contact": "mailto:a@example.org", "security_languages": ["?"]},
        {"copies": "yes"},
        {"cards": {"background": "blue"}},
        {"cards": {"frame": "#000000"}},
        {"texts": {"gone": 3}},
        {"texts": {"nothing": "x"}},
        {"one_page": "all"},
        {"addresses": ["a@example.org", "example.org"]},
        {"words": [" "]},
        {"folder": "../faq"},
        True,
        [],
    ],
)
def test_what_the_parser_refuses_the_schema_refuses(extra: object) -> None:
    with pytest.raises(ConfigurationError):
        configured(Path(), {"extra": {"faq": extra}})
    assert not valid(mkdocs_schema(), {"extra": {"faq": extra}})


TEXTS = ["a", "de", "all.md", "a/../b", "a@example.org", "mailto:a@example.org", "#0f4c5c"]
SCALARS = st.sampled_from([True, False, 0, 1, 365, 1.5, *TEXTS])
NAMES = st.sampled_from(["email", "page", "feedback", "background", "stripe", "place", "gone", "more"])
VALUES = SCALARS | st.lists(SCALARS, max_size=2) | st.dictionaries(NAMES, SCALARS, max_size=3)


# What is wrong in `gone:` is told with a kind of its own, and keeps no configuration from being read.
@given(st.sampled_from([one.name for one in SETTINGS if one.name != "gone"]), VALUES)
def test_parser_and_schema_agree_on_every_setting(name: str, value: object) -> None:
    extra = {"faq": {name: value}}
    try:
        configured(Path(), {"extra": extra})
        wrong = ""
    except ConfigurationError as error:
        wrong = str(error)
    assert valid(mkdocs_schema(), {"extra": extra}) == (not wrong), wrong
    assert not wrong or wrong.startswith(f"mkdocs.yml: extra: faq: {name}: ")


LINES = st.sampled_from(["a", "faq/old/", "2026-03-12", "12 March", ""])
WRITTEN = LINES | st.lists(LINES, max_size=2) | st.dictionaries(LINES, LINES, max_size=2)


@given(st.sampled_from([key for key in KEYS if key.name != "number"]), WRITTEN)
def test_front_matter_and_schema_agree_on_every_key(key: FrontMatterKey[Any], value: object) -> None:
    source = Source("a.md", f"---\n{key.name}: {json.dumps(value)}\n---\n")
    front, _ = read_front_matter(source)
    found = form_problems(front, key)
    blank = key.blank and value == ""
    assert valid(front_matter_schema(), {key.name: value}) == (not found) or blank
    assert all(one.kind is key.kind and one.span.start > len("---\n") for one in found)


def test_what_holds_without_a_setting_is_what_it_reads() -> None:
    """README's defaults are the parser's: what is written there in code can be written into `mkdocs.yml`."""
    for one in SETTINGS:
        if (text := one.default_text).startswith("`") and one.name != "one_page_title":
            assert one.of({one.name: plain_data(f"x: {text.strip('`')}")["x"]}) == one.default


def test_every_language_that_comes_along_is_named() -> None:
    assert ", ".join(codes()) in LANGUAGE.meaning
