"""What a reader fetches who turns to the checker."""

from __future__ import annotations

import gzip

from faq.pages.assets import script
from tests.conftest import PROJECT

LIMIT = 6_000
"""Bytes, compressed as hosts do by default (gzip, level 6)."""


def test_both_scripts_are_light() -> None:
    folder = PROJECT / "docs/assets"
    made = [
        script(f"assets/{name}", (folder / name).read_text(encoding="utf-8"))[1]
        for name in ("report.js", "judge.js")
    ]
    assert sum(len(gzip.compress(text.encode(), 6)) for text in made) <= LIMIT
