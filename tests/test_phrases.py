"""The grammar of a reference, one line a phrase: what is cited is put in brackets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.text.language import codes, shipped
from faq.text.phrases import Found, _last_words, find_phrases, vocabulary

QUESTION = vocabulary(("question",), "Acme support")
OTHERS = vocabulary(("question", "Q", "FAQ", "Frage/Fragen"))

CITED = """\
see question [3]
Question [3] tells
QUESTION [3]
(question [3])
question [3].
question [3]'s steps
question [2.3], and
question [1.10].
question\u00a0[3]
question\\n[3]
question  [3]
question #[3]
question number [3]
question no. [3]
questions [3] and [4]
questions [3] or [4]
questions [3] & [4]
questions [3] and/or [4]
questions [3], [4], and [6]
questions [3], [4] and [6]
questions [6],[7],[8]
questions [101],[102],[103]
questions [1], [2], [3], [4] and [5]
questions [3] to [5]
questions [3] through [5]
questions [3]-[5]
questions [3]–[5]
questions [3] – [5]
questions [3] to [5] and [7]
questions [3], [5]-[7] and [9]
questions [3]\\nand [4]
question [3] and [4]
question [3], [4] and [5]
question [6.20], and also question [6.18]
questions [1.1], [1.2], and maybe [7.32]
question [3] and 24/7 support
question [3], 20 minutes later
question [3] to 5 people
the questions [3] and [4]
the question [3] above
the question [3] is
question [3] of this FAQ
question [3] of the FAQ
question [3] of our FAQ
question [3] of the Acme FAQ
question [3] in Outlook. The FAQ
question [3]. Questions [4] and [5]
[the previous question]
[The next question] tells
[the next\\nquestion]
the next question mark
a previous question
the next questions
our 20 questions 3 times a year
20 questions 3 times each
20 questions 3 and 4 times
the question 2 people asked
the question 4 or 5 callers ask
question [3],[85],[152]
a question 1 million readers have
that question 5 minutes later
one question 3 emails raised
question 24/7 cover
question 3rd-party senders
question 3-day delivery
question 3a
question 5% of readers ask
question 10:30 to noon
question 1,000 readers
questions 1,000 readers
questions 3
questions 3.
questions
section 6.5
version 3.1
see 3.1
subquestion 3
question3
the question is 3
Questions. 3
question: 3
q3
sales grew in Q3
FAQ 1.16
""".splitlines()

WORDS = """\
Q[0123]
Q[3.5]
Q [3]
see Q[3], Q[4]
Qs [3] and [4]
FAQ [1.16]
FAQs [1.1] and [1.2]
Frage [3]
Fragen [3] & [4]
FAQ3
question [3]
q3
IQ 3
3Q3
""".splitlines()

EXTERNAL = """\
question 3 of the sci.crypt FAQ
question 3 in their FAQ
questions 1.12 and 1.13 of the OFL FAQ
question 3 above of the vendor's FAQ
question 4 in the <vendor's FAQ>
questions 1.12 and 1.13 of the <OFL FAQ>
question 4 (<vendor's FAQ>)
<question 3>
<OFL FAQ>, question 3
question <3>
the next question of the <vendor's FAQ>
""".splitlines()


def cited(text: str, found: list[Found]) -> str:
    """The text with what was found put in brackets."""
    spans = [(c.start, c.end) for f in found for c in f.cited] + [
        (f.start, f.end) for f in found if f.relative
    ]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def lines(table: list[str]) -> list[str]:
    """A table's lines with the line ends that they show."""
    return [line.replace("\\n", "\n") for line in table]


@pytest.mark.parametrize("phrase", lines(CITED))
def test_finds(phrase: str) -> None:
    text = phrase.replace("[", "").replace("]", "")
    assert cited(text, find_phrases(text, QUESTION)) == phrase


@pytest.mark.parametrize("phrase", lines(WORDS))
def test_finds_configured_words(phrase: str) -> None:
    text = phrase.replace("[", "").replace("]", "")
    assert cited(text, find_phrases(text, OTHERS)) == phrase


@pytest.mark.parametrize("phrase", EXTERNAL)
def test_leaves_another_document_alone(phrase: str) -> None:
    m = re.search("<(.*)>", phrase)
    text = phrase.replace("<", "").replace(">", "")
    links = [(m.start(), m.end() - 2)] if m else []
    found = find_phrases(text, QUESTION, links)
    assert [f.external for f in found] == [True]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("question 3 above", "above"),
        ("question 3 (below)", "below"),
        ("questions 3 and 4, above", "above"),
        ("question 3 further below", "below"),
        ("question 3 Above", "Above"),
        ("question 3 above all", None),
        ("question 3 and above", None),
    ],
)
def test_reads_the_direction(text: str, word: str | None) -> None:
    (found,) = find_phrases(text, QUESTION)
    assert (text[slice(*found.direction)] if found.direction else None) == word


def test_ranges_and_lists_are_told_apart() -> None:
    (found,) = find_phrases("questions 3, 5-7 and 9 to 11", QUESTION)
    assert found.joins == ("list", "range", "list", "range")


NUMBER = st.lists(st.integers(1, 400), min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts)))


@given(
    numbers=st.lists(NUMBER, min_size=2, max_size=5),
    comma=st.sampled_from([", ", ",  ", ",\n"]),
    last=st.sampled_from([" and ", ", and ", " or ", " & ", "\nand "]),
    before=st.sampled_from(["", "See ", "(", "3. ", "𝄞 é "]),
    after=st.sampled_from(["", ".", ")", " above", "; then", " tell"]),
)
def test_finds_every_number_of_a_list(
    numbers: list[str], comma: str, last: str, before: str, after: str
) -> None:
    text = f"{before}questions {comma.join(numbers[:-1])}{last}{numbers[-1]}{after}"
    (found,) = find_phrases(text, QUESTION)
    assert [c.text for c in found.cited] == numbers
    assert [text[c.start : c.end] for c in found.cited] == numbers


@given(st.text(alphabet="question s3.45,andto-–#\u00a0\n/%", max_size=60))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    for found in find_phrases(text, QUESTION):
        assert 0 <= found.start < found.end <= len(text)
        assert all(text[c.start : c.end] == c.text for c in found.cited)
        assert all(a.end <= b.start for a, b in zip(found.cited, found.cited[1:], strict=False))


AROUND = (" ", "\n", "\u3000", "(", "«", "-", ".", "a", "a's", "n’s", "question")


@pytest.mark.parametrize("code", codes())
@given(st.data())
def test_a_determiner_is_among_the_last_words_or_nowhere(code: str, data: st.DataObject) -> None:
    language = shipped(code)
    assert language is not None
    (grammar,) = vocabulary((), "", language).grammars
    text = "".join(data.draw(st.lists(st.sampled_from((*language.determiners, *AROUND)), max_size=9)))
    last = _last_words(text, grammar.determining)
    assert bool(grammar.determiner.search(text, last)) == bool(grammar.determiner.search(text))
