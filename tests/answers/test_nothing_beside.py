"""An answer with nothing beside it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sampling import sampled
from tests.test_build import mkdocs


def test_nothing_beside_an_answer_makes_no_empty_box(tmp_path: Path) -> None:
    config = sampled(tmp_path / "sample")
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"(?m)^    contact:\n(?:      .*\n)+", "", text), encoding="utf-8")
    page = config.parent / "docs/faq/opening-hours.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"(?m)^(?:reviewed|related):.*\n", "", text), encoding="utf-8")
    assert mkdocs(config, "build", "--strict").returncode == 0
    boxes = {
        path.parent.name: path.read_text(encoding="utf-8").count('<div class="faq-beside">')
        for path in (config.parent / "site/faq").glob("*/index.html")
    }
    assert boxes.pop("opening-hours") == 0
    assert set(boxes.values()) == {1}
