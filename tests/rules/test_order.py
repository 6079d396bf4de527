"""The navigation that a build made, beside the order by which the numbers were given."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from faq.book.settings import NavEntry, read_settings
from faq.book.workspace import load
from faq.rules.order import order_problem
from tests.faqs import project, question, three
from tests.test_build import built, hooked


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


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_build_refuses_a_navigation_in_another_order(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, command: Literal["build", "serve"]
) -> None:
    """As plugins make it that read the order elsewhere: here one that turns the questions round."""
    config = hooked(project(tmp_path, three()))
    (tmp_path / "turn.py").write_text(
        "def on_nav(nav, config, files):\n    nav.items[1:] = nav.items[:0:-1]\n    return nav\n"
    )
    config.write_text(config.read_text().replace("hooks: [", f"hooks: [{tmp_path}/turn.py, "))
    caplog.set_level("INFO", "mkdocs.hooks.faq")
    built(config, command)
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(told) == 1
    assert told[0].startswith(
        "mkdocs.yml:4:5: error other-order: question 1 is faq/a.md, "
        "and in the navigation that readers see question 1 is faq/c.md\n"
    )
    assert caplog.messages[-1].endswith(", 1 problem")


@pytest.mark.parametrize(
    "nav", ["", "nav:\n  - index.md\n  - Questions:\n      - faq/b.md\n      - A: faq/a.md\n"]
)
def test_a_build_agrees_with_mkdocs_own_navigation(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, nav: str
) -> None:
    config = project(tmp_path, {"b": question(1, "B?"), "a": question(2, "A?"), "deep/c": question(3, "C?")})
    config.write_text(f"site_name: Example\n{nav}")
    built(hooked(config))
    assert [record for record in caplog.records if "other-order" in record.getMessage()] == []
