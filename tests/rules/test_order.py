"""The navigation that a build made, beside the order by which the numbers were given."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.book.settings import NavEntry, read_settings
from faq.book.workspace import load
from faq.rules.order import order_problem
from tests.faqs import project, three


def page(name: str, title: str | None = None) -> NavEntry:
    return NavEntry(title, f"faq/{name}.md", (), None)


def group(title: str, *inside: NavEntry) -> NavEntry:
    return NavEntry(title, None, inside, None)


HOME = NavEntry(None, "index.md", (), None)
A, B, C = page("a"), page("b", "Going on"), page("c")


@pytest.mark.parametrize(
    ("built", "told"),
    [
        ((HOME, A, B, C), None),
        ((HOME, group("Questions", A, B, C)), None),
        ((A, page("b"), C, HOME), None),
        (
            (HOME, A, C, B),
            "question 2 is faq/b.md, and in the navigation that readers see question 2 is faq/c.md",
        ),
        ((HOME, A, B), "the navigation that readers see lacks faq/c.md"),
        ((HOME, A, B, C, A), "the navigation that readers see also has faq/a.md"),
        (
            (HOME, A, page("b", "More"), C),
            'the navigation that readers see calls faq/b.md "More", not "Going on"',
        ),
        (
            (group("One", A, B), group("Two", C)),
            "question 1 is faq/a.md, and in the navigation that readers see question 1.1 is faq/a.md",
        ),
    ],
)
def test_the_first_difference_is_named(tmp_path: Path, built: tuple[NavEntry, ...], told: str | None) -> None:
    config = project(tmp_path, three())
    config.write_text(config.read_text().replace("- faq/b.md", "- Going on: faq/b.md"))
    problem = order_problem(load(read_settings(config)), built)
    assert (problem.message if problem else None) == told
    if problem is not None and "also" not in problem.message:
        assert problem.span.text.startswith("faq/")


def test_without_nav_the_report_says_how_questions_are_numbered(tmp_path: Path) -> None:
    config = project(tmp_path, three())
    config.write_text("site_name: Example\n")
    found = load(read_settings(config))
    problem = order_problem(found, (HOME, B, A, C))
    assert problem is not None
    assert problem.notes == ("numbers follow the files' names here, as mkdocs.yml has no nav:",)
