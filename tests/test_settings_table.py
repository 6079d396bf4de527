"""What is made of the table of settings: README's table, and schemas that agree with the parser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.schema import FOLDER, mkdocs_schema, schemas, with_table
from faq.book.settings import configured
from faq.book.settings_table import SETTINGS
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
    ],
)
def test_what_the_parser_takes_the_schema_takes(extra: dict[str, object]) -> None:
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
    ],
)
def test_what_the_parser_refuses_the_schema_refuses(extra: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError):
        configured(Path(), {"extra": {"faq": extra}})
    assert not valid(mkdocs_schema(), {"extra": {"faq": extra}})
