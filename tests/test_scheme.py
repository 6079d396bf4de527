"""How questions are numbered: what a scheme writes it reads, alone and in sentences, and in `nav:`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.nav import places
from faq.book.settings import NavEntry, configured
from faq.cli import main
from faq.permalinks.inventory import page_content
from faq.text.language import shipped
from faq.text.phrases import find_phrases, vocabulary
from faq.text.scheme import Key, scheme

FORMS = ["1.1", "A.1.1", "1a", "1.I", "i.1", "A1.1", "1.1(.1)", "1(a)"]


@st.composite
def numbers(draw: st.DrawFn) -> tuple[str, Key]:
    """A scheme, and a place for which it has a number."""
    form = draw(st.sampled_from(FORMS))
    key = tuple(draw(st.lists(st.integers(1, 26), min_size=1, max_size=4)))
    return (form, key) if scheme(form).fits(key) else (form, (*key, 1))


@given(numbers())
def test_what_a_scheme_writes_it_reads(one: tuple[str, Key]) -> None:
    form, key = one
    numbers = scheme(form)
    written = numbers.written(key)
    assert numbers.key(written) == key
    assert numbers.spells(written)
    assert re.fullmatch(numbers.questions.pattern, written, re.IGNORECASE)
    assert re.match(numbers.questions.begins, written)
    words = vocabulary((), numbers=numbers)
    for before, behind in (("See question ", "."), ("(Question ", ")"), ("as in question no. ", ", is")):
        (found,) = find_phrases(before + written + behind, words)
        assert [cited.text for cited in found.cited] == [written]
    (found,) = find_phrases(f"See questions {written} and {written}, not others.", words)
    assert [cited.text for cited in found.cited] == [written, written]


READ: dict[str, list[tuple[str, list[str] | None]]] = {
    "A.1.1": [
        ("question A.6.10", ["A.6.10"]),
        ("questions A.6.10, B.1 and C.2.3", ["A.6.10", "B.1", "C.2.3"]),
        ("questions A.6.1 to A.6.3", ["A.6.1", "A.6.3"]),
        ("question 3", ["3"]),
        ("question A", []),
        ("question A.6.10b", None),
        ("question a.6.10", None),
        ("question A.6.B", None),
        ("question A colleague asked", []),
        ("question A.6.10 of the homework", ["A.6.10"]),
    ],
    "1a": [
        ("question 3b", ["3b"]),
        ("questions 3b and 4a", ["3b", "4a"]),
        ("questions 3b-4a", ["3b", "4a"]),
        ("question 3B", None),
        ("question 3bc", []),
        ("question 3rd", []),
        ("question 3a and a colleague", ["3a"]),
        ("questions 3a, b and c", None),
        ("question 3a, b or c", None),
        ("question 3a–c", None),
        ("question 3a-c", None),
        ("question 3a/b", None),
        ("question 3.b", None),
    ],
    "1.I": [("question 11.IV", ["11.IV"]), ("questions 2.I and 2.II", ["2.I", "2.II"])],
    "1.1": [("question A.6", None), ("question A.3b", None), ("question 3a-c", None), ("question 3b", None)],
}


@pytest.mark.parametrize(("form", "text", "cited"), [(f, *case) for f in READ for case in READ[f]])
def test_numbers_are_read_whole_or_told(form: str, text: str, cited: list[str] | None) -> None:
    found = find_phrases(f"See {text}.", vocabulary((), numbers=scheme(form)))
    if cited is None:
        assert [one.doubt for one in found] == ["unread"]
    else:
        assert [number.text for one in found for number in one.cited] == cited
        assert not any(one.doubt for one in found)


def test_a_word_before_a_number_is_no_letter_of_it() -> None:
    words = vocabulary(("question",), numbers=scheme("A.1"))
    cited = [one.cited[0].text for one in find_phrases("Question N.3, question no. 3.", words)]
    assert cited == ["N.3", "3"]


def group(title: str, *members: NavEntry | str) -> NavEntry:
    children = tuple(NavEntry(None, one, (), None) if isinstance(one, str) else one for one in members)
    return NavEntry(title, None, children, None)


PLACES: dict[str, tuple[list[NavEntry], list[str], list[str]]] = {
    "A.1": ([group("Q", group("Mail", "a", "b"), group("Bill", "c"))], ["A.1", "A.2", "B.1"], ["A"]),
    "1a": ([group("Mail", "a", "b"), group("Bill", "c")], ["1a", "1b", "2a"], ["1"]),
    "1(.1)": ([group("Q", "a", group("How", "b", "c", "d"), "e")], ["1", "2", "2.1", "2.2", "3"], []),
    "1.1(a)": (
        [group("Mail", "a", group("How", "b", "c")), NavEntry(None, "d", (), None)],
        ["1.1", "1.2", "1.2a", "2"],
        ["1"],
    ),
    "1(a)": ([group("How", "a", "b")], ["1", "2"], []),
}


@pytest.mark.parametrize("form", PLACES)
def test_nav_gives_numbers_in_the_scheme(form: str) -> None:
    nav, numbers, sections = PLACES[form]
    found = places(nav, lambda _: True, scheme(form))
    assert [place.number for place in found] == numbers
    assert list(found[0].section_numbers) == sections


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("A", "'A' has no level in digits: a letter alone cannot be told from a word"),
        ("11", "'11' writes 11 without a dot, which cannot be told apart"),
        ("1-1", "'1-1' is no number such as 1.1, A.1.1, 1a or, with questions below questions, 1.1(.1)"),
        (True, "must be a number such as 1.1, A.1.1 or 1a, not true"),
    ],
)
def test_what_is_no_scheme_is_told(written: object, told: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(f"extra: faq: numbers: {told}")):
        configured(Path(), {"extra": {"faq": {"numbers": written}}})


def test_digits_may_be_written_as_yaml_has_them() -> None:
    assert configured(Path(), {"extra": {"faq": {"numbers": 1.1}}}).numbers is scheme("1.1")


def test_a_place_without_a_number_is_told() -> None:
    assert [scheme("A.1").fits(key) for key in ((26, 1), (27, 1), (3,))] == [True, False, False]


def test_new_and_move_number_in_the_scheme(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    nav = "- index.md\n- Mail:\n    - faq/a.md\n    - faq/b.md\n- Bills:\n    - faq/c.md\n"
    config.write_text(f"site_name: X\nextra: {{faq: {{numbers: A.1}}}}\nnav:\n{nav}")
    pages = {"index": "See question A.2.", "faq/a": "A.1", "faq/b": "A.2", "faq/c": "B.1"}
    (tmp_path / "docs/faq").mkdir(parents=True)
    for name, text in pages.items():
        answer = f"---\nnumber: {text}\n---\n\n# Why {name}?\n\nSo.\n"
        (tmp_path / f"docs/{name}.md").write_text(text if name == "index" else answer)
    assert main(["new", "Who?", "--after", "a", "-f", str(config)]) == 0
    assert main(["move", "A.1", "--after", "c", "-f", str(config)]) == 1  # "Who?" is not answered yet
    assert (tmp_path / "docs/index.md").read_text() == "See question A.2."
    numbers = {p.stem: p.read_text().split("\n")[1] for p in (tmp_path / "docs/faq").iterdir()}
    assert numbers == {"who": "number: A.1", "b": "number: A.2", "c": "number: B.1", "a": "number: B.2"}


def test_the_guard_keeps_no_number_of_a_question() -> None:
    html = '<h2 id="a--x"><a class="faq-number" id="A.1" href="#A.1">A.1</a> X</h2><p id="A.2">Y</p>'
    page = page_content(html)
    assert page.numbers == {"A.1": "a--x"}
    assert set(page.anchors) == {"a--x", "A.2"}


SPOKEN = [
    ("de", "Fragen A.1, A.2 sowie B.1, Frage Nr. N.3", ["A.1", "A.2", "B.1", "N.3"]),
    ("fr", "les questions A.1 et B.1, question n° A.3", ["A.1", "B.1", "A.3"]),
    ("es", "las preguntas A.1 y B.2", ["A.1", "B.2"]),
    ("ru", "вопросы A.1, A.2 и B.1", ["A.1", "A.2", "B.1"]),
    ("ja", "質問A.1とA.2、第A.3問を参照", ["A.1", "A.2", "A.3"]),
    ("ko", "질문 A.3을 참고", ["A.3"]),
    ("zh", "见问题A.1和A.2。第A.3个问题", ["A.1", "A.2", "A.3"]),
]


@pytest.mark.parametrize(("code", "text", "cited"), SPOKEN)
def test_letters_are_read_in_other_languages(code: str, text: str, cited: list[str]) -> None:
    found = find_phrases(text, vocabulary((), "", shipped(code), (), scheme("A.1")))
    assert [number.text for one in found for number in one.cited] == cited


SECTIONS = [
    ("en", "section/sections", "section A, sections B and C.2, not the section I wrote", ["A", "B", "C.2"]),
    ("en", "section", "section B of the manual, section 2, a section", ["2"]),
    ("de", "Abschnitt/Abschnitte", "Abschnitt B, Abschnitte A bis C", ["B", "A", "C"]),
    ("ja", "節", "節Bを参照", ["B"]),
]


@pytest.mark.parametrize(("code", "words", "text", "cited"), SECTIONS)
def test_sections_are_cited_by_the_words_for_them(code: str, words: str, text: str, cited: list[str]) -> None:
    found = find_phrases(text, vocabulary((), "", shipped(code), (), scheme("A.1.1"), (words,)))
    own = [one for one in found if not one.external]
    assert [number.text for one in own for number in one.cited] == cited
    assert {one.cites for one in found} == {"section"}
