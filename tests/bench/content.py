"""A FAQ of any size that says nothing, the same for the same arguments; its pages, and who stands where.

`tests.generated` makes FAQs full of traps; this one has the weight of a real one: answers of some 185 words,
each with two citations, links, a list and a note.  What is measured must not change when the traps do.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from faq.text.language import shipped

WORDS = Path(__file__).with_name("words.toml")
"""The words of each language: what an entry is stands at its top."""
SPACED = {"words": " ", "particles": " ", "none": ""}
"""What stands between words, by how a language spaces them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a FAQ is to be like."""

    questions: int
    """How many there are; at least three, so that each has two others to cite."""
    sections: int = 0
    """How many sections they stand in, as evenly as can be; 0 for one list."""
    seed: int = 1
    language: str = "en"
    """The code of a language that ships."""
    reviewed: str = ""
    """The day on which all answers were read, as year-month-day; on none of them where it is empty."""

    def __str__(self) -> str:
        """What tells it from others of as many questions."""
        said = f"{self.sections} sections" if self.sections > 1 else "one list"
        return said + (f", in “{self.language}”" if self.language != "en" else "")

    def place(self, question: int) -> tuple[int, int]:
        """The section of a question, and its place there, both from 1; one section where there are none."""
        fewest, more = divmod(self.questions, self.sections or 1)
        full = more * (fewest + 1)
        if question <= full:
            section, place = divmod(question - 1, fewest + 1)
            return section + 1, place + 1
        section, place = divmod(question - 1 - full, fewest)
        return more + section + 1, place + 1

    def number(self, question: int) -> str:
        """What the question is cited by: "17", in sections "2.7"."""
        section, place = self.place(question)
        return f"{section}.{place}" if self.sections > 1 else str(place)


def file_of(question: int) -> str:
    """Where a question stands, below `docs/`; from 1."""
    return f"faq/case-{question:04d}.md"


def pages(shape: Shape) -> dict[str, str]:
    """Every Markdown file, by its path below `docs/`: the home page, the contact page, and the questions."""
    words = _words(shape.language)
    start, contact = (_sentence(_dice(shape, page), shape, 20) for page in (0, -1))
    made = {
        "index.md": f"# {words['start']}\n\n{start}\n\n<!-- faq: questions -->\n",
        "contact.md": f"# {words['contact']}\n\n{contact}\n",
    }
    return made | {file_of(one): answer(shape, one) for one in range(1, shape.questions + 1)}


def answer(shape: Shape, question: int) -> str:
    """The page of a question, from 1."""
    dice = _dice(shape, question)
    others = [dice.randrange(1, shape.questions + 1) for _ in range(3)]
    first, second, third = (one if one != question else question % shape.questions + 1 for one in others)

    def said(words: int) -> str:
        return _sentence(dice, shape, words)

    reviewed = f"reviewed: {shape.reviewed}\n" if shape.reviewed else ""
    return (
        f"---\nnumber: {shape.number(question)}\n{reviewed}---\n\n"
        f"# {_words(shape.language)['title'].format(question)}\n\n"
        f"{said(30)} {_citing(shape, first)}\n\n"
        f"- {said(12)}\n- {said(12)}\n- [{said(2)}](https://example.com/{question})\n\n"
        f"!!! note\n\n    {said(25)} {_citing(shape, second)} {said(10)}\n\n"
        f"{said(35)} [{said(3)}](case-{third:04d}.md) [{said(2)}](../index.md)\n\n"
        f"{said(30)}\n"
    )


def navigation(shape: Shape, *, questions: bool = True) -> str:
    """`nav:` of `mkdocs.yml`, with the questions or without."""
    lines = ["nav:", "  - index.md"]
    section = 0
    for one in range(1, shape.questions + 1) if questions else ():
        if shape.place(one)[0] != section:
            section += 1
            lines.append(f"  - Section {section}:" if shape.sections > 1 else "  - Questions:")
        lines.append(f"      - {file_of(one)}")
    return "\n".join([*lines, "  - contact.md", ""])


def _dice(shape: Shape, page: int) -> random.Random:
    """Chance of a page's own, so that a page is the same however many follow it, but for whom it cites."""
    return random.Random(f"{shape.seed} {shape.language} {page}")


def _citing(shape: Shape, question: int) -> str:
    language = shipped(shape.language)
    assert language
    return str(_words(shape.language)["see"]).format(language.examples[0].format(shape.number(question)))


def _sentence(dice: random.Random, shape: Shape, words: int) -> str:
    language = shipped(shape.language)
    assert language
    text = SPACED[language.spacing].join(dice.choices(_words(shape.language)["words"].split(), k=words))
    return text[0].upper() + text[1:] + ("." if SPACED[language.spacing] else "。")


@cache
def _words(language: str) -> dict[str, Any]:
    known: dict[str, dict[str, Any]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    if language not in known:
        raise ValueError(f"{WORDS.name} has no words of “{language}”: write one of {', '.join(known)}")
    return known[language]
