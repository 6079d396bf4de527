"""What the documents promise is there."""

from __future__ import annotations

from faq.explaining import PAGE, reference
from faq.kinds import Kind
from tests.conftest import PROJECT


def test_writers_are_told_what_to_do_about_every_problem() -> None:
    text = (PROJECT / PAGE).read_text(encoding="utf-8")
    assert text == reference(), "make reference writes it anew"
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == [k.code for k in Kind]
    assert f"({PAGE})" in (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
