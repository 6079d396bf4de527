"""This site keeps to the schemas that editors read."""

from __future__ import annotations

import jsonschema
import yaml

from faq.book.mkdocs_yml import plain_data
from faq.book.schema import front_matter_schema, mkdocs_schema
from faq.clients.client_schema import clients_schema
from faq.model import Source
from faq.text.front_matter_keys import KEYS
from faq.text.frontmatter import read_front_matter
from tests.conftest import PROJECT


def test_this_site_keeps_to_the_schemas() -> None:
    config = plain_data((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    jsonschema.validate(config, mkdocs_schema(), cls=jsonschema.Draft202012Validator)
    used: set[str] = set()
    for page in sorted((PROJECT / "docs").rglob("*.md")):
        front, problems = read_front_matter(Source(str(page), page.read_text(encoding="utf-8")))
        assert problems == []
        # An editor reads `wanted: true` as YAML has it; we read what is written.
        said = {
            key: value == "true" if value in ("true", "false") else value
            for key, value in front.values.items()
        }
        jsonschema.validate(said, front_matter_schema(), cls=jsonschema.Draft202012Validator)
        used |= front.values.keys()
    clients = (PROJECT / "snippets/clients.yml").read_text(encoding="utf-8")
    jsonschema.validate(yaml.load(clients, yaml.BaseLoader), clients_schema())
    assert used & {key.name for key in KEYS} >= {"number", "keywords"}
