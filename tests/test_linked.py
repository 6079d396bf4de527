"""What of a citation is the link: the word and its number, in every language."""

from __future__ import annotations

import re

import pytest

from faq.edits import Edit, edited, line_starts
from faq.text.anchors import anchoring
from faq.text.language import shipped
from faq.text.page import Reading, read_text
from faq.text.phrases import vocabulary
from tests.test_markdown import RICH

# What the build links stands in [brackets].
LINES = {
    "en": """
        See [question 3] above. [Question 3] tells.
        See [questions 3], [4] and [6]. [Questions 3]-[5] of this FAQ.
        See [question 3] (pausing) and [question 4].
        See **[question 3]**, and *see [question 3]*.
        See [question&nbsp;3], [question&#160;3].
        See question **[3]**, **question** [3], question `x` 3.
        See question <!-- x --> [3].
        <p>See [question 3].</p>
        <p>See question <b>[3]</b>.</p>
        See question <i>[3]</i>.
        - See [question 3].
        See the [1st] and [2nd question], [questions no. 3] and [no. 4], [questions #3] and #[4] and \\#[5].
        [The next question] and [the previous question].
    """,
    "de": "Siehe [Frage 3], [Fragen 3] und [4], [Frage Nr. 3]. [Fragen 3] und [4], die [1.] und [2. Frage].",
    "es": "Vea la [pregunta 3], las [preguntas 3] y [4], la [1.ª] y [2.ª pregunta].",
    "fr": "Voir la [question 3], les [questions 3] et [4], [question nº 3], la [1re] et la [2e question].",
    "it": "Vedi la [domanda 3], le [domande 3] e [4], la [1ª] e [2ª domanda].",
    "ja": "[質問3]を参照。[第3問]を参照。[第3]、[4問]を参照。[質問 3]",
    "ko": "[질문 3]을 참고하세요. [3번 질문]을 보세요. [3번]과 [4번 질문]을 보세요.",
    "nl": "Zie [vraag 3], [vragen 3] en [4], de [1e] en [2e vraag].",
    "pt": "Veja a [pergunta 3], as [perguntas 3] e [4], a [1ª] e [2ª pergunta].",
    "ru": "См. [вопрос 3], [вопросы 3] и [4], [1-й] и [2-й вопрос].",
    "zh": "参见[问题3]。[第3个问题]。[问题 3]和[4]。[第3]和[第4个问题]。",
}
EACH = [(code, line.strip()) for code, lines in LINES.items() for line in lines.strip().splitlines()]


def linked(text: str, code: str) -> str:
    """A page's text with what the build links in brackets."""
    options: dict[str, dict[str, object]] = {name: {} for name in RICH}
    page = read_text(
        text, "a.md", Reading(vocabulary((), "", shipped(code)), options, anchoring(options)), True
    )
    starts = line_starts(text)
    edits = [
        edit
        for mark in page.marks
        for edit in (
            Edit(starts[mark.end_line] + mark.end, starts[mark.end_line] + mark.end, "]"),
            Edit(starts[mark.line] + mark.start, starts[mark.line] + mark.start, "["),
        )
    ]
    return edited(text, edits)


@pytest.mark.parametrize(("code", "line"), EACH)
def test_the_word_is_part_of_the_link(code: str, line: str) -> None:
    assert linked(re.sub(r"[\[\]]", "", line), code) == line


def test_it_is_one_link_where_the_line_ends_between_them() -> None:
    assert linked("See question\n3.\n\n> See questions\n> 3 and\n> 4.", "en") == (
        "See [question\n3].\n\n> See [questions\n> 3] and\n> [4]."
    )
    assert linked("See question\n**3**, **question**\n3.", "en") == (
        "See question\n**[3]**, **question**\n[3]."
    )


def test_a_link_by_hand_stays_what_it_is() -> None:
    assert linked("See [question](x.md) 3.", "en") == "See [question](x.md) [3]."
