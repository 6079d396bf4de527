"""A site without search, where no page speaks of it or asks for its index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.accessible.test_repairs import build

SPEAKS = re.compile(
    r"faq-no-script|faq-nothing-found|faq-nearest|data-finder|nearest\.\w+\.min\.js|search_index"
)


@pytest.mark.parametrize(
    ("plugins", "speaks"),
    [([], False), ([{"search": {"enabled": False}}], False), (["search"], True)],
    ids=["none", "off", "on"],
)
def test_pages_speak_of_search_where_there_is_one(tmp_path: Path, plugins: list[Any], speaks: bool) -> None:
    (tmp_path / "docs/faq").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Start\n")
    (tmp_path / "docs/faq/a.md").write_text("---\nnumber: 1\n---\n\n# Why?\n\nBecause.\n")
    (tmp_path / "docs/assets").mkdir()
    for name in ("finder.js", "nearest.js"):
        (tmp_path / "docs/assets" / name).write_text("said()\n")
    done = build(tmp_path, {"nav": ["index.md", "faq/a.md"], "plugins": plugins})
    assert done.returncode == 0, done.stderr
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "sites").rglob("*.html")}
    assert {name: bool(SPEAKS.search(html)) for name, html in pages.items()} == dict.fromkeys(pages, speaks)
    assert "Why?" in pages["404.html"], "all questions are listed there"
