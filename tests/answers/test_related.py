"""Which questions stand below an answer, and what a new or moved question does to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.answers.citing import citing
from faq.answers.related import related
from faq.book.project import Project
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from tests.faqs import project, question, three


def read(root: Path, related: dict[str, str], nav: str = "a b c", **bodies: str) -> Project:
    """Three questions, with what their front matter says of related ones."""
    pages = {
        name: text.replace("\n---\n", f"\nrelated: {related[name]}\n---\n", 1) if name in related else text
        for name, text in three(**bodies).items()
    }
    return load(read_settings(project(root, pages, nav=nav)))


def names(project: Project) -> dict[str, tuple[list[str], list[str]]]:
    """For each question the related ones, and those that cite it."""
    cited = citing(project)
    return {
        q.slug: ([r.slug for r in related(project, q)], [c.slug for c in cited.get(q.src, ())])
        for q in project.numbered
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("[c, b]", ["c", "b"]),
        ("[faq/c.md, b.md]", ["c", "b"]),
        ("[docs/faq/c]", ["c"]),
        ("c", ["c"]),
        ("", []),
        ("[a, nothing, 2, b, b]", ["b"]),
        ("{b: c}", []),
    ],
)
def test_what_front_matter_names(tmp_path: Path, written: str, meant: list[str]) -> None:
    assert names(read(tmp_path, {"a": written}))["a"][0] == meant


@pytest.mark.parametrize(
    ("body", "cited"),
    [
        ("See question 1.", True),
        ("See [it](a.md).", True),
        ("See [it](a.md#x), question 1, and question 1.", True),
        ("See the previous question.", True),
        ("Nothing.", False),
        ("See ![it](a.md).", False),
        ("Question 1 of the other FAQ.", False),
        ("<!-- faq: ignore -->\nSee question 1.", False),
        ("`question 1`", False),
    ],
)
def test_what_counts_as_citing(tmp_path: Path, body: str, cited: bool) -> None:
    assert names(read(tmp_path, {}, b=body))["a"][1] == (["b"] if cited else [])


def test_those_that_cite_come_in_order_and_never_the_question_itself(tmp_path: Path) -> None:
    found = names(
        read(
            tmp_path, {}, a="See [here](a.md).", b="See question 1.", c="See question 1.", index="Question 1"
        )
    )
    assert found["a"][1] == ["b", "c"]


def test_moving_a_question_keeps_what_is_related(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = names(read(tmp_path, {"a": "[c]", "c": "[b, a]"}, b="See question 1 above."))
    config = str(tmp_path / "mkdocs.yml")
    assert main(["move", "a", "--after", "c", "-f", config]) == 0
    assert main(["new", "How do I rest?", "--first", "-f", config]) == 0
    after = names(load(read_settings(Path(config))))
    assert {name: after[name] for name in before} == before


def test_a_new_question_takes_no_name_that_is_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two files of one name would get other anchors, and `related: [how-do-i-rest]` could mean both."""
    pages = {"a": question(1, "Begin?"), "old/how-do-i-rest": question(2, "Where do I rest?")}
    config = project(tmp_path, pages, nav="a old/how-do-i-rest")
    assert main(["new", "How do I rest?", "-f", str(config)]) == 1
    assert "docs/faq/old/how-do-i-rest.md has that name already" in capsys.readouterr().err
    assert not (tmp_path / "docs/faq/how-do-i-rest.md").exists()
