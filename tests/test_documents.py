"""What the documents promise is there."""

from __future__ import annotations

import re

from faq.explaining import PAGE, reference
from faq.kinds import Kind
from tests.conftest import PROJECT


def test_writers_are_told_what_to_do_about_every_problem() -> None:
    text = (PROJECT / PAGE).read_text(encoding="utf-8")
    assert text == reference(), "make reference writes it anew"
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [k.code for k in Kind]
    assert f"({PAGE})" in (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_picture_is_there_small_and_says_what_it_shows() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        found = re.findall(r"!\[([^\]]*)\]\((\.github/[^)]+)\)", text)
        assert found or name == "ARCHITECTURE.md"
        for words, path in found:
            assert len(words) > 30, path
            assert (PROJECT / path).stat().st_size < 120_000, path
