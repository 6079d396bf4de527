"""Another team's words in place of the usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.settings import ConfigurationError, configured
from faq.texts import TEXTS, worded


def test_own_words_take_the_place_of_the_usual_ones() -> None:
    texts = worded({"place": "Frage {number} von {count}"})
    assert texts["place"].format(number="2.1", count=7) == "Frage 2.1 von 7"
    assert {key: text for key, text in texts.items() if key != "place"} == {
        key: text for key, text in TEXTS.items() if key != "place"
    }


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"plaec": "x"}, "plaec: is no text of this site; it has: "),
        ({"place": 3}, "place: must be a text, not 3"),
        ({"place": "{nummer}"}, "place: cannot fill in {nummer}; it knows {count}, {number}"),
        ({"place": "{number.__class__}"}, "cannot fill in {number.__class__}"),
        ({"next_question": "{}"}, "cannot fill in {}; it knows no names"),
        ({"place": "{number"}, "write {{ or }} for a brace that is only a brace"),
    ],
)
def test_words_that_would_come_out_wrong_are_refused(own: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        configured(Path(), {"extra": {"faq": {"texts": own}}})
    assert told in str(refused.value)
    assert str(refused.value).startswith("mkdocs.yml: extra: faq: texts: ")


def test_every_usual_text_can_be_filled_in() -> None:
    assert worded(TEXTS) == TEXTS
