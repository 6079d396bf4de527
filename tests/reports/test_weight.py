"""What a reader fetches who turns to the checker."""

from __future__ import annotations

import gzip

from faq.pages.assets import script
from tests.conftest import PROJECT

LIMIT = 6_000
"""Bytes, compressed as hosts do by default (gzip, level 6)."""


def test_both_scripts_are_light() -> None:
    paths = [f"assets/{name}.js" for name in ("report", "judge")]
    made = [script(path, (PROJECT / "docs" / path).read_text(encoding="utf-8"))[1] for path in paths]
    assert sum(len(gzip.compress(text.encode(), 6)) for text in made) <= LIMIT
