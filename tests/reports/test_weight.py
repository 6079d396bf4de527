"""What a reader fetches who turns to the checker."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

from faq.answers.checker import with_given
from faq.book.settings import read_settings
from faq.pages.assets import script
from tests.conftest import PROJECT
from tests.sampling import EMAIL, SAMPLE

LIMIT = 6_000
"""Bytes, compressed as hosts do by default (gzip, level 6)."""


def test_both_scripts_are_light() -> None:
    folder = PROJECT / "docs/assets"
    made = [
        script(f"assets/{name}", (folder / name).read_text(encoding="utf-8"))[1]
        for name in ("report.js", "judge.js")
    ]
    assert sum(len(gzip.compress(text.encode(), 6)) for text in made) <= LIMIT


def test_the_script_brings_its_words_and_no_page_does() -> None:
    settings = read_settings(SAMPLE / "mkdocs.yml")
    assert with_given("x", replace(settings, desk=None)) == "x"
    text = with_given("x\n", settings)
    given = json.loads(text.partition(" = ")[2].removesuffix(";\nx\n"))
    assert (given["desk"], given["texts"]["date"]) == (EMAIL, settings.texts["date"])
