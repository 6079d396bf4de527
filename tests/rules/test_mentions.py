"""`faq references`: every citation with its sentence, what it means, and what was not taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faq.cli import main
from faq.model import Source, Span
from faq.text.sentences import sentence
from tests.faqs import project, three

SENTENCES = {
    "a line": ("See question 3 first.", "See question 3 first."),
    "the one of three": ("One. See question 3 first! Then go.", "See question 3 first!"),
    "over two lines": ("One.\nSee\nquestion 3 first. Then go.", "See question 3 first."),
    "a wrapped number": ("See question\n3 first.", "See question 3 first."),
    "behind an abbreviation": ("See e.g. question 3, i.e. the last.", "See e.g. question 3, i.e. the last."),
    "a paragraph of its own": ("Before\n\nsee question 3\n\nbehind", "see question 3"),
    "a heading": ("Text.\n## After question 3\nText.", "After question 3"),
    "an item": ("- One\n- See question 3\n  and wait\n- Three", "See question 3 and wait"),
    "a numbered item": ("1. One\n2. See question 3\n3. Three", "See question 3"),
    "a quote": ("> One. See question\n> 3 first.", "See question 3 first."),
    "a row": ("| a | b |\n|---|---|\n| question 3 | x |\n| y | z |", "| question 3 | x |"),
    "an element": ("<p>One.</p>\n<p>See question 3.</p>", "<p>See question 3.</p>"),
    "a value": ("title: One\ndescription: See question 3\ntags: [a]", "description: See question 3"),
    "in bold": ("One. **See question 3.** Then go.", "**See question 3.**"),
    "in Japanese": ("はじめに。question 3をご覧ください。次に。", "question 3をご覧ください。"),
    "another end of lines": ("One.\r\nSee question\r\n3 first. Then go.", "See question 3 first."),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_the_sentence_is_on_one_line(name: str) -> None:
    text, wanted = SENTENCES[name]
    start = text.index("question")
    assert sentence(Span(Source("page.md", text), start, text.index("3", start) + 1)) == wanted


BODY = """\
See question 1 of this FAQ. Questions 3 and 9 are next.

Question 2 of the Outlook FAQ says so. See question 3b there.

<!-- faq: ignore -->
In our survey, question 3 was the hardest. A security question 2 is asked.

    question 1 in code

<!-- faq: ignore -->
    question 2 in code
"""
CONFIG = 'extra: {faq: {ignore: ["security question"]}}\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A page with something of each kind."""
    return project(
        tmp_path, three(index=BODY, b="See [question 1](a.md), and the next question."), config=CONFIG
    )


def test_each_is_listed_with_what_becomes_of_it(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["references", "-f", str(config)]) == 0
    first, *_, last = capsys.readouterr().out.split("\n\n")
    assert first == 'docs/faq/b.md:7:6: "question 1": question 1, "How do I begin?" (link)\n' + (
        "    See [question 1](a.md), and the next question."
    )
    wanted = "5 of ours, 1 another document's, 3 exempt, 1 not understood, 1 in what is shown as code"
    assert last == f"{wanted}\n"


def test_as_json_each_has_its_place_sentence_form_and_target(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["references", "--format", "json", "-f", str(config)]) == 0
    found = json.loads(capsys.readouterr().out)
    told = [
        (one["line"], one["standing"], one["form"], one["number"], (one["target"] or {}).get("title"))
        for one in found["references"]
    ]
    assert told == [
        (7, "own", "link", "1", "How do I begin?"),
        (7, "own", "relative", "next", "How do I end?"),
        (3, "own", "text", "1", "How do I begin?"),
        (3, "own", "text", "3", "How do I end?"),
        (3, "own", "text", "9", None),
        (5, "external", "text", "2", None),
        (5, "unread", None, None, None),
        (8, "ignored", "text", "3", None),
        (8, "ignored", "text", "2", None),
        (10, "code", None, None, None),
        (13, "ignored", None, None, None),
    ]
    assert found["references"][3]["sentence"] == "Questions 3 and 9 are next."
    assert found["counts"] == {
        "own": 5, "external": 1, "ignored": 3, "unread": 1, "undecided": 0, "code": 1,
    }  # fmt: skip
