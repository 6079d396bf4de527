"""A citation whose question is gone is marked wherever it stands: nobody takes the newcomer for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from faq.book.project import Project, read_project
from faq.book.settings import configured
from faq.kinds import Kind
from faq.repair.fix import plan
from faq.rules.check import check

EXTENSIONS = ["attr_list", "tables", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}]


def read(folder: Path, pages: Mapping[str, str], nav: str) -> Project:
    """A project with these pages, the questions of `nav` in that order behind the first page."""
    order = ["index.md", *(f"faq/{name}.md" for name in nav)]
    settings = configured(folder, {"site_name": "Example", "nav": order, "markdown_extensions": EXTENSIONS})
    return read_project(settings, list(pages), lambda path: pages[path.removeprefix("docs/")].encode())


def pages(index: str) -> dict[str, str]:
    """Five questions, and the first page."""
    made = {
        f"faq/{name}.md": f"---\nnumber: {n}\n---\n\n# {name}?\n\nYes.\n" for n, name in enumerate("abcde", 1)
    }
    return {**made, "index.md": index}


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("See question 2.", "See question 2<!-- faq: gone -->."),
        ("## Question 2 {#two}", "## Question 2<!-- faq: gone --> {#two}"),
        ("## Questions **2** and 3 {#t}", "## Questions **2<!-- faq: gone -->** and 2 {#t}"),
        ("<p>Questions 2, 3</p>", "<p>Questions 2<!-- faq: gone -->, 2</p>"),
        ('=== "Question 2"\n\n    Text.', '=== "Question 2<!-- faq: gone -->"\n\n    Text.'),
        ("![question 2](p.png), too", "![question 2](p.png)<!-- faq: gone 2 -->, too"),
        ("![questions 2 and 3](p.png)", "![questions 2 and 2](p.png)<!-- faq: gone 2 -->"),
        ('![P](p.png "question 2"){ width=9 }', '![P](p.png "question 2"){ width=9 }<!-- faq: gone 2 -->'),
        ('[L](faq/a.md "question 2")', '[L](faq/a.md "question 2")<!-- faq: gone 2 -->'),
        (
            "a | ![question 2](p.png)\n--|--\nb | c",
            "a | ![question 2](p.png)<!-- faq: gone 2 -->\n--|--\nb | c",
        ),
        ("---\ndescription: Question 2\n---\n", "---\n# faq: gone 2\ndescription: Question 2\n---\n"),
        ("---\r\ntitle: Question 2\r\n---\r\n", "---\r\n# faq: gone 2\r\ntitle: Question 2\r\n---\r\n"),
        (
            "---\ntags: [a]\ndescription: >-\n  Long,\n  question 2\n---\n",
            "---\ntags: [a]\n# faq: gone 2\ndescription: >-\n  Long,\n  question 2\n---\n",
        ),
        ("---\n{description: Question 2}\n---\n", "---\n# faq: gone 2\n{description: Question 2}\n---\n"),
    ],
)
def test_it_stays_reported(tmp_path: Path, text: str, mended: str) -> None:
    fixed = plan(read(tmp_path, pages(text), "acde"))
    assert fixed.texts["docs/index.md"] == mended
    assert fixed.notes == ()

    new = {path.removeprefix("docs/"): text for path, text in fixed.texts.items()}
    again = read(tmp_path, pages(text) | new, "acde")
    (problem, *more) = (p for p in check(again).problems if p.kind is Kind.NO_SUCH_QUESTION)
    assert problem.fix.removesuffix(" out").split("comment ")[1] in mended
    # Where a mark names its number, an equal one beside it cannot be told from it.
    assert [p.kind for p in more] == [Kind.NO_SUCH_QUESTION] * mended.count("2 and 2](")
    assert plan(again).texts == {}


def test_two_are_marked_behind_one_image(tmp_path: Path) -> None:
    fixed = plan(read(tmp_path, pages("![questions 2 and 3](p.png)"), "ade"))
    marks = "<!-- faq: gone 2 --><!-- faq: gone 3 -->"
    assert fixed.texts["docs/index.md"] == f"![questions 2 and 3](p.png){marks}"


def test_it_is_told_where_no_mark_can_stand(tmp_path: Path) -> None:
    fixed = plan(read(tmp_path, pages("description: Question 2\n\nText.\n"), "acde"))
    assert "docs/index.md" not in fixed.texts
    assert fixed.notes == ("docs/index.md:1: question 2 was deleted; reword the text that cites it now",)
