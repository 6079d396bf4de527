"""What the documents promise is there."""

from __future__ import annotations

import re

from faq.kinds import Kind
from tests.conftest import PROJECT

ROW = re.compile(r"^\| ((?:`[a-z0-9_-]+`(?: \(a notice\))?(?:, )?)+) \|", re.M)


def test_writers_are_told_what_to_do_about_every_problem() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## When the check complains")[2].partition("\n## ")[0]
    told = [name for row in ROW.findall(table) for name in re.findall(r"`([a-z0-9-]+)`", row)]
    assert sorted(told) == sorted(kind.code for kind in Kind)
