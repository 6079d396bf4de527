"""What a list means whose questions changed places, where an earlier commit says what it meant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from faq.book.numbering import Meant, Numbering
from faq.book.project import Project, read_project
from faq.book.settings import configured
from faq.model import Phrase
from faq.repair.fix import plan
from faq.rules.check import check
from faq.text.scheme import DEFAULT, Key

PLACES = {"a": 1, "b": 2, "c": 3, "d": 4}
BEFORE = {"a": 2, "b": 1, "c": 3, "d": 4}
"""The first two have changed places since, and their front matter says so."""


@dataclass(frozen=True)
class Stood:
    """Everything stood there already."""

    numbering: Numbering

    def wrote(self, _: Phrase) -> Numbering | None:
        return self.numbering


def read(folder: Path, text: str) -> Project:
    """A project whose first page holds a text."""
    pages = {f"faq/{name}.md": f"---\nnumber: {n}\n---\n\n# {name}?\n\nYes.\n" for name, n in PLACES.items()}
    pages = {"index.md": f"# Home\n\n{text}\n", **pages}
    settings = configured(folder, {"site_name": "Example", "nav": list(pages)})
    return read_project(settings, list(pages), lambda path: pages[path.removeprefix("docs/")].encode())


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Questions 1 and 2.", ""),
        ("Questions 1 to 2.", ""),
        ("Questions 1, 2 and 4.", ""),
        ("Questions 1 and 3.", "Questions 2 and 3."),
        ("Questions 2 and 1.", "Questions 1 and 2."),
        ("Question 2, and maybe 1.", "Question 1, and maybe 2."),
        ("Questions 4, 2 and 1.", "Questions 4, 1 and 2."),
    ],
)
def test_a_list_that_stood_there(tmp_path: Path, text: str, mended: str) -> None:
    project = read(tmp_path, text)
    by_name = {question.path.removeprefix("docs/faq/")[0]: question for question in project.questions}
    claims: dict[Key, tuple[Meant, ...]] = {
        (n,): (Meant((n,), name, by_name[name]),) for name, n in BEFORE.items()
    }
    before = Stood(Numbering(claims, DEFAULT))

    texts = plan(project, before).texts
    assert texts == ({"docs/index.md": f"# Home\n\n{mended}\n"} if mended else {})
    found = [problem.kind.code for problem in check(project, before).problems]
    assert (set(found) == {"stale-reference"}) == bool(mended), found
