"""The words of questions that are told apart by them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from faq.rules.alike import words


@given(st.text(st.sampled_from("ab_- 1éß\u0dff\u0e00\u3040漢") | st.characters()))
def test_words_are_the_same_whichever_letters_a_text_has(text: str) -> None:
    assert words(text) == words(f"{text} 漢")[:-1]
