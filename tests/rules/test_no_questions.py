"""A site that says it has no questions: it is only published."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.book.project import read_project
from faq.book.settings import configured
from faq.kinds import Kind
from faq.rules.check import check

TEXT = b"# Tax\n\nSee question 3, the next question and [question 4](b.md) of section 2.\n"


@pytest.mark.parametrize(("faq", "kinds"), [(False, []), (None, [Kind.NO_QUESTIONS, Kind.UNKNOWN_LANGUAGE])])
def test_no_question_is_sought_and_no_reference_read(tmp_path: Path, faq: object, kinds: list[Kind]) -> None:
    data = {"theme": {"language": "sv"}, "nav": ["a.md", "b.md"], "extra": {"faq": faq}}
    report = check(read_project(configured(tmp_path, data), ["a.md", "b.md"], lambda path: TEXT))
    assert {problem.kind for problem in report.problems} >= set(kinds)
    assert (report.problems == (), report.references == ()) == (faq is False, faq is False)
