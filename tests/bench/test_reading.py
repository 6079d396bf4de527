"""What reading costs: figures, aims and the text of them; measuring itself is for `make bench-reader`."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from faq.auditing.first_visit import FirstVisit
from tests.bench.reading import Reading, Search, Weight, dumped, judged, loaded, table

READING = Reading(
    "2026-01-02",
    "Some processor",
    0.1,
    {"Lighthouse": "13"},
    visits=(FirstVisit("", 7, 20 * 1024, 1200, ((130.0, 100.0), (900.0, 600.0), (110.0, 100.0))),),
    weights=(Weight("home", 1000, 21_000), Weight("home", 7, 20_000), Weight("an answer", 7, 20_000)),
    searches=(Search(5000, 123_000, (2.0, 3.0, 2.6)),),
)


def test_figures_come_out_of_json_as_they_went_in() -> None:
    assert loaded(dumped(READING)) == replace(READING, versions=dict(READING.versions))


@pytest.mark.parametrize("text", ["[]", "{}", dumped(READING).replace('"paints"', '"looks"'), "no JSON"])
def test_what_holds_no_figures_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"make bench-reader|Expecting value"):
        loaded(text)


def test_aims() -> None:
    found = {one.what: (one.found and round(one.found.middle, 3), one.met) for one in judged(READING)}
    assert found == {
        "/: KB of a first visit": (20.0, True),
        "/: largest paint / a bare page's": (1.3, True),
        "home: first visit at 1,000 / at 7": (1.05, True),
        "5,000: seconds to the first result": (2.6, False),
    }


def test_the_table_says_all_there_is() -> None:
    text = table(READING)
    for line in (
        r"2026-01-02 · Some processor · load 0\.1 when it began · Lighthouse 13 · Lighthouse as a phone.*",
        r"/ +7 +20,480 +1,200 +130 +100 +1\.30",
        r"home of 1,000 questions: 21,000 bytes",
        r"search in 5,000 questions: 123,000 bytes of index, first result after 2\.00, 3\.00, 2\.60 s",
        r"5,000: seconds to the first result +2\.6 +2-3 +2\.5 +NOT MET",
    ):
        assert re.search(f"^{line}$", text, re.M), text
