"""Whatever a FAQ says, written on one page in any form and imported, it asks and cites the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.importing.from_html import from_html
from faq.importing.from_markdown import from_markdown
from faq.importing.from_text import from_text
from faq.importing.making import made
from faq.importing.outline import gathered
from faq.importing.records import OldPage
from faq.starting import Beginning


@dataclass(frozen=True, slots=True)
class Joined:
    """A FAQ on one page: each question's title, and its sentences with the places that they cite."""

    titles: list[str]
    answers: list[list[tuple[str, list[int]]]]


SUBJECTS = ("boat", "rope", "anchor", "café", "sail", "größe", "crew", "tide")
PLAIN = ("All is well.", "Use 2 * 3 and a_b_c.", "Write <so> & so.", "It is #1, [sic].", "1. is no list.")


@st.composite
def joined(draw: st.DrawFn) -> Joined:
    """A FAQ of two to eight questions."""
    count = draw(st.integers(2, len(SUBJECTS)))
    titles = [f"How do I find the {subject}?" for subject in SUBJECTS[:count]]

    def others(here: int) -> list[int]:
        return [place for place in range(1, count + 1) if place != here]

    def sentence(here: int) -> tuple[str, list[int]]:
        cited = draw(st.lists(st.sampled_from(others(here)), max_size=min(2, count - 1), unique=True))
        if not cited:
            return draw(st.sampled_from(PLAIN)), []
        return f"Follow question{'s' * (len(cited) > 1)} {' and '.join(map(str, cited))} then.", cited

    answers = [[sentence(here) for _ in range(draw(st.integers(1, 3)))] for here in range(1, count + 1)]
    return Joined(titles, answers)


def _markdown(text: str) -> str:
    for mark in "\\*_[#":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("1. is", "1\\. is")


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _page(one: Joined, before: str, said: str, escape: Callable[[str], str]) -> str:
    """The FAQ with each question as `before` and each sentence as `said` say it."""
    out: list[str] = []
    for place, (title, answer) in enumerate(zip(one.titles, one.answers, strict=True), 1):
        out += [before.format(place, escape(title)), *(said.format(escape(text)) for text, _ in answer)]
    return "".join(out)


FORMS: Sequence[tuple[str, Callable[[Joined], OldPage]]] = (
    ("headings", lambda one: from_markdown(_page(one, "## {}. {}\n\n", "{}\n\n", _markdown))),
    ("terms", lambda one: from_markdown(_page(one, "Question {}: {}\n\n", ":   {}\n\n", _markdown))),
    ("html", lambda one: from_html(_page(one, "<h3 id=q{0}>{0}. {1}</h3>", "<p>{}", _html))),
    ("dl", lambda one: from_html("<dl>" + _page(one, "<dt>{}. {}", "<dd>{}", _html) + "</dl>")),
    ("text", lambda one: from_text(_page(one, "\n{}) {}\n\n", "{}\n\n", str))),
    ("q and a", lambda one: from_text(_page(one, "\nQ{:0>4}: {}\n\n", "  {}\n\n", str))),
)


@pytest.mark.parametrize(("name", "read"), FORMS, ids=[form[0] for form in FORMS])
@settings(max_examples=20, deadline=None)
@given(one=joined())
def test_it_asks_and_cites_the_same(name: str, read: Callable[[Joined], OldPage], one: Joined) -> None:
    sheet = read(one)
    project = made(gathered(sheet, "ours"), sheet.shown, {}, Beginning("Ours", "en"))
    assert [question.title for question in project.project.numbered] == one.titles
    found: dict[str, list[str]] = {}
    for mention in project.mentions:
        assert mention.standing == "own", mention.sentence
        assert mention.target is not None
        found.setdefault(mention.span.source.path, []).append(mention.target.title)
    paths = [question.path for question in project.project.numbered]
    wanted = [[one.titles[place - 1] for _, cited in answer for place in cited] for answer in one.answers]
    assert [found.get(path, []) for path in paths] == wanted
    assert project.counts.lost == {}
    assert project.report.problems == ()
