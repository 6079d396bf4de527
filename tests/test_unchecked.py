"""What a hook or a macro adds to a page after the sources were read is not linked, and is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.book.link_plan import LinkPlan, replan
from faq.book.project import Project, read_project
from faq.book.settings import configured
from faq.rules.check import check

PAGES = {
    "faq/a.md": "---\nnumber: 1\n---\n\n# A?\n\nYes.\n",
    "faq/b.md": "---\nnumber: 2\n---\n\n# B?\n\nSee question 1. The\nprevious question.\n",
    "faq/c.md": "---\nnumber: 3\n---\n\n# C?\n\nNo.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    settings = configured(tmp_path, {"site_name": "Example", "nav": list(PAGES)})
    return read_project(settings, list(PAGES), lambda path: PAGES[path.removeprefix("docs/")].encode())


def planned(project: Project, text: str, src: str = "faq/b.md") -> tuple[list[str], tuple[str, ...]]:
    """What is linked in a page's text, and what nothing has checked."""
    plan: LinkPlan = replan(project, src, text, check(project), None, False)
    lines = plan.text.split("\n")
    return [
        lines[mark.line][mark.start : mark.end] for mark, _ in plan.marks if mark.line == mark.end_line
    ], plan.unchecked


@pytest.mark.parametrize(
    ("text", "linked", "unchecked"),
    [
        ("See question 1.", ["question 1"], ()),
        ("See\nquestion 1, as it was.", ["question 1"], ()),
        ("See question 1. See question 3.", ["question 1"], ("question 3",)),
        ("See question 1. See question 1.", ["question 1"], ("question 1",)),
        ("See questions 1 and 3.", [], ("questions 1 3",)),
        ("The next question.", [], ("The next question",)),
        ("See [question 3](c.md).", [], ()),
        ("See question 3 of their FAQ.", [], ()),
    ],
)
def test_only_what_was_checked_is_linked(
    project: Project, text: str, linked: list[str], unchecked: tuple[str, ...]
) -> None:
    assert planned(project, text) == (linked, unchecked)


def test_nothing_is_linked_in_a_page_that_nobody_read(project: Project) -> None:
    assert planned(project, "See question 1.", "made/page.md") == ([], ("question 1",))
