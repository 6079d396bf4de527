"""The search's program and the checks know the same words as the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from faq.search.folding import LETTERS, folded
from tests.conftest import PROJECT

OLD = unicodedata.ucd_3_2_0
"""A letter of which both a browser and this Python know what it is, however old or new they are."""
KNOWN = st.characters(exclude_categories=["Cs", "Cn"]).filter(lambda c: OLD.category(c) != "Cn")
HARD = "".join(LETTERS) + "".join(LETTERS).upper() + "ẞİÅé\u0307'’a1"
texts = st.lists(st.text(KNOWN, max_size=30) | st.text(HARD, max_size=9), min_size=20, max_size=20)


@pytest.fixture(scope="module")
def program(browser: Browser) -> Iterator[Page]:
    """A page that has the search's program."""
    with browser.new_page() as page:
        page.add_script_tag(content=(PROJECT / "docs/assets/finder.js").read_text(encoding="utf-8"))
        yield page


def test_both_have_one_table(program: Page) -> None:
    assert program.evaluate("finder.LETTERS") == LETTERS


@given(texts)
@settings(max_examples=40, deadline=None)
def test_both_fold_alike(program: Page, written: list[str]) -> None:
    assert program.evaluate("texts => texts.map(finder.plain)", written) == [folded(one) for one in written]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Straße STRAẞE", "strasse strasse"),
        ("Łódź", "lodz"),
        ("smørrebrød Ærø", "smorrebrod aero"),
        ("İstanbul ILGIN ılgın", "istanbul ilgin ilgin"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("don't l’été 5' o'", "dont lete 5' o'"),
        ("Þór Đorđe Œuvre", "thor dorde oeuvre"),
    ],
)
def test_letters_are_what_people_type(written: str, said: str) -> None:
    assert folded(written) == said
