"""`python -m faq.book.schema`: what is made of the table of settings, written anew.

These are README's table, and the JSON Schemas with which editors complete and check `mkdocs.yml`, front
matter and `clients.yml`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from faq.book.settings_table import OFF, SETTINGS
from faq.clients.client_schema import clients_schema
from faq.text.front_matter_keys import KEYS

FOLDER = Path(__file__).parents[1] / "schema"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
HEAD = "| `extra: faq:` | default | meaning |\n|---|---|---|\n"


def mkdocs_schema() -> dict[str, Any]:
    """Of `mkdocs.yml`, as far as it is ours: all else is MkDocs' and the theme's."""
    own = {
        one.name: {**one.shape.schema, "description": f"{one.meaning} (default: {one.default_text})"}
        for one in SETTINGS
    }
    faq = {
        "anyOf": [
            {"type": ["object", "null"], "properties": own, "additionalProperties": False},
            {"const": False, "description": OFF},
        ]
    }
    extra = {"type": ["object", "null"], "properties": {"faq": faq}}
    return {"$schema": DRAFT, "title": "mkdocs.yml", "type": "object", "properties": {"extra": extra}}


def front_matter_schema() -> dict[str, Any]:
    """Of a page's front matter; other keys are somebody else's."""
    keys = {key.name: {**key.shape.schema, "description": key.meaning} for key in KEYS}
    return {"$schema": DRAFT, "title": "front matter", "type": ["object", "null"], "properties": keys}


def readme_table() -> str:
    """The rows of README's table."""
    rows = [f"| `{one.name}` | {one.default_text} | {one.meaning} |\n" for one in SETTINGS]
    return HEAD + "".join(rows) + f"| `false` in place of all | | {OFF} |\n"


def with_table(readme: str) -> str:
    """README with the table as it should be."""
    before, _, after = readme.partition(HEAD)
    return f"{before}{readme_table()}\n{after.partition(chr(10) * 2)[2]}"


def schemas() -> dict[str, str]:
    """The text of each schema by its file's name."""
    clients = {"$schema": DRAFT, **clients_schema()}
    made = {
        "mkdocs.json": mkdocs_schema(),
        "front-matter.json": front_matter_schema(),
        "clients.json": clients,
    }
    return {name: json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    readme = Path("README.md")
    readme.write_text(with_table(readme.read_text(encoding="utf-8")), encoding="utf-8")
