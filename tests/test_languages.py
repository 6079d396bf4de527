"""How each language cites a question: a file a language, a phrase a line, in `tests/languages/`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.text.grammar import Vocabulary, vocabulary
from faq.text.language import Language, LanguageError, codes, parse, shipped
from faq.text.phrases import Found, find_phrases

TABLES = Path(__file__).parent / "languages"
MARKS = re.compile(r"[\[\]{}<>]")


def spoken(name: str) -> Vocabulary:
    """The vocabulary of a table: "en+FAQ.txt" is English with one more word."""
    code, _, words = name.removesuffix(".txt").partition("+")
    return vocabulary(tuple(filter(None, words.split("+"))), "Acme support", shipped(code))


def marked(text: str, found: list[Found]) -> str:
    """The text with what was found between the marks of the tables."""
    spans: list[tuple[int, int, str]] = []
    for phrase in found:
        whole = (phrase.start, phrase.end)
        if phrase.doubt:
            spans.append((*whole, "<>"))
        elif phrase.external:
            spans.append((*whole, "{}"))
        elif phrase.relative:
            spans.append((*whole, "[]"))
        else:
            spans += [(cited.start, cited.end, "[]") for cited in phrase.cited]
    for start, end, marks in sorted(spans, reverse=True):
        text = f"{text[:start]}{marks[0]}{text[start:end]}{marks[1]}{text[end:]}"
    return text


LINES = [
    (table.name, line)
    for table in sorted(TABLES.glob("*.txt"))
    for line in table.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("name", "line"), LINES)
def test_reads(name: str, line: str) -> None:
    text = MARKS.sub("", line)
    assert marked(text, find_phrases(text, spoken(name))) == line


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, line in LINES if " " in line])
def test_reads_across_the_ends_of_lines(name: str, line: str) -> None:
    broken = line.replace(" ", "\n")
    text = MARKS.sub("", broken)
    assert marked(text, find_phrases(text, spoken(name))) == broken


@pytest.mark.parametrize("prose", sorted((TABLES / "plain").glob("*.txt")), ids=lambda file: file.stem)
def test_plain_prose_cites_nothing(prose: Path) -> None:
    answers = prose.read_text("utf-8").splitlines()
    found = [marked(text, some) for text in answers if (some := find_phrases(text, spoken(prose.name)))]
    # One number in a hundred answers may be told for nothing; none may be read.
    assert len(found) <= len(answers) // 100 + 1
    assert not [text for text in found if "[" in text or "{" in text]


def test_every_language_has_a_table() -> None:
    assert {table.name.removesuffix(".txt") for table in TABLES.glob("*.txt")} >= set(codes())


@pytest.mark.parametrize("code", codes())
def test_every_language_says_what_it_has_to_say(code: str) -> None:
    language = shipped(code)
    assert isinstance(language, Language)
    assert language.ordinals
    assert language.both
    assert language.to or language.closed
    assert language.sides
    assert language.neighbours
    assert language.counted
    assert language.faq
    assert language.their_nouns


@pytest.mark.parametrize("code", codes())
def test_what_writers_are_told_to_write_is_read(code: str) -> None:
    words = vocabulary((), "Acme support", shipped(code))
    one, three, ours = (words.grammars[0].language.cited(which, ("3", "4", "6")) for which in range(3))
    assert [
        [cited.text for phrase in find_phrases(text, words) if not phrase.external for cited in phrase.cited]
        for text in (one, three, ours)
    ] == [["3"], ["3", "4", "6"], ["3"]]


@pytest.mark.parametrize(
    ("code", "of"), [("pt-BR", "português"), ("de_CH", "Deutsch"), ("zh-Hant", "中文"), ("EN", "English")]
)
def test_a_region_has_the_words_of_its_language(code: str, of: str) -> None:
    language = shipped(code)
    assert language is not None
    assert language.name == of


@pytest.mark.parametrize("code", ["pl", "../en", "", "x", "klingon"])
def test_a_language_without_a_file_has_none(code: str) -> None:
    assert shipped(code) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", "must be a mapping"),
        ("name: x\n", "needs a noun"),
        ("one: [a]\n", "1:1: name: must be what the language calls itself, not nothing"),
        ("name: x\none: a\n", "2:1: one: must be a list of words such as [and, or], not 'a'"),
        ("name: x\none: [a]\nboth: [and, '']\n", "3:13: both: must be a word, not ''"),
        ("name: x\none: [a]\nsides: [[a, b], c]\n", "3:17: sides: must be a list of pairs"),
        ("name: x\none: [a]\nspacing: wide\n", "3:1: spacing: must be one of words, particles, none"),
        ("name: x\none: [a]\npossessive: perhaps\n", "3:1: possessive: must be true or false"),
        ("name: x\none: [a]\nordinal: [a]\n", "3:1: ordinal: is unknown; write ordinals"),
        ("name: x\none: [a]\none: [b]\n", "3:1: one: is written twice, first in line 2"),
        ("name: x\n", "1:1: needs a noun"),
        ("name: x\none: [a]\nexamples: [a]\n", "3:1: examples: must be three texts with {}"),
        ("name: [x\n", "2:1: is no YAML"),
    ],
)
def test_a_wrong_file_says_which_entry(text: str, told: str) -> None:
    with pytest.raises(LanguageError, match=r"^own\.yml") as error:
        parse(text, "own.yml")
    assert told in str(error.value)


def test_one_pair_may_stand_alone() -> None:
    assert parse("name: x\none: [a]\nsides: [over, under]\n", "own.yml").sides == (("over", "under"),)


def test_a_file_of_a_projects_own_will_do() -> None:
    polish = parse(
        "name: polski\none: [pytanie, pytaniu]\nmany: [pytania, pytaniach]\nboth: [i, oraz]\nto: [do]\n",
        "pl.yml",
    )
    found = find_phrases("Zob. pytanie 3, pytania 4 oraz 5 i pytania 6 do 8.", vocabulary((), "", polish))
    assert [[cited.text for cited in phrase.cited] for phrase in found] == [["3"], ["4", "5"], ["6", "8"]]


def test_a_word_of_another_language_brings_its_grammar() -> None:
    both = vocabulary(("Frage/Fragen",), "")
    found = find_phrases("Siehe Fragen 1, 3 sowie 4, and questions 5 and 6.", both)
    assert [[cited.text for cited in phrase.cited] for phrase in found] == [["1", "3", "4"], ["5", "6"]]
