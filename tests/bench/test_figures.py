"""Medians, ratios and aims are those of what was measured, and the chart shows no other figures."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import chart, reading
from tests.bench.__main__ import CHART, READERS_CHART
from tests.bench.aims import AIMS, judged
from tests.bench.figures import (
    SUBJECTS,
    Output,
    Report,
    Run,
    Spread,
    digest,
    dumped,
    lines,
    loaded,
    ratio,
    value,
)
from tests.bench.sites import PROJECT
from tests.bench.table import heading, table


def run(what: str, questions: int, round_: int, cpu: float) -> Run:
    return Run(what, questions, round_, cpu, cpu * 2, 100 + cpu)


EMPTY = Report("2026-01-02", "Some processor, 2 cores, 8 GB", 0.1, {"MkDocs": "1.6"})
REPORT = replace(
    EMPTY,
    runs=(
        *(run("cold", 1000, *one) for one in ((1, 2.0), (2, 30.0), (3, 5.0))),
        *(run("plain-none", 1000, *one) for one in ((1, 1.0), (2, 10.0), (3, 4.0))),
        run("cold", 7, 1, 0.5),
    ),
    outputs=(Output("cold", 7, 3_000_000, 7000), Output("cold", 1000, 30_000_000, 8400)),
    left_out=("Hugo: it was not asked for.",),
)


def test_figures_come_out_of_json_as_they_went_in() -> None:
    assert loaded(dumped(REPORT)) == replace(REPORT, versions=dict(REPORT.versions))


@pytest.mark.parametrize("text", ["[]", "{}", dumped(REPORT).replace('"cpu"', '"cost"'), "no JSON"])
def test_what_holds_no_figures_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"make bench|Expecting value"):
        loaded(text)


def test_a_ratio_is_of_what_ran_in_one_round() -> None:
    # 2, 3 and 1.25; the ratio of the medians would be 5 / 4.
    assert ratio(REPORT, ("cold", 1000), ("plain-none", 1000)) == Spread(2.0, 1.25, 3.0)
    assert ratio(REPORT, ("cold", 7), ("plain-none", 7)) is None
    assert ratio(REPORT, ("cold", 1000), ("cold", 7)) == Spread(4.0, 4.0, 4.0)


def test_values_are_medians() -> None:
    assert value(REPORT, "cold", 1000, "wall") == Spread(10.0, 4.0, 60.0)
    assert value(REPORT, "cold", 1000, "page") == Spread(8400, 8400, 8400)
    assert lines(REPORT, "cpu") == {"cold": [(7, 0.5), (1000, 5.0)], "plain-none": [(1000, 4.0)]}


def test_what_was_not_measured_is_not_met_and_not_missed() -> None:
    assert [one.met for one in judged(EMPTY)] == [None] * len(AIMS)


def test_an_aim_is_met_up_to_its_figure() -> None:
    met = {one.what: one.met for one in judged(REPORT)}
    assert met["1,000, cold / plain in no navigation"] is True
    assert met["1,000, cold: peak memory in MB"] is True
    assert met["an answer's page, compressed, at 1,000 / at 7"] is False


def test_aims_are_of_what_is_measured() -> None:
    parts = [part for aim in AIMS for part in (aim.over, aim.under) if part]
    assert {what for what, _ in parts} <= SUBJECTS.keys()


def test_the_table_says_all_there_is() -> None:
    text = table(REPORT)
    assert text.startswith(heading(REPORT))
    assert "8 GB · load 0.1 when it began · one list · 3 rounds · MkDocs 1.6" in text
    for line in (
        r"everything, cold +5\.00 +10\.00 +105 +30\.0 +8\.40 +2\.00 \(1\.25-3\.00\)",
        r"Growth of CPU +1,000 / 7",
        r"an answer's page, compressed, at 1,000 / at 7 +1\.2 +1\.2-1\.2 +1\.1 +NOT MET",
        r"5,000 / 1,000, cold +- +- +5\.2 +not measured",
        r"  Hugo: it was not asked for\.",
    ):
        assert re.search(f"^{line}$", text, re.M), text


def test_each_has_a_look_of_its_own_in_the_chart() -> None:
    assert chart.STYLES.keys() == SUBJECTS.keys()
    assert len({(mark, line, colour) for colour, mark, line in chart.STYLES.values()}) == len(SUBJECTS)


@pytest.mark.parametrize("path", [CHART, READERS_CHART], ids=lambda path: path.stem)
def test_a_chart_is_of_the_figures_beside_it(path: Path) -> None:
    figures, drawn = (one.read_text(encoding="utf-8") for one in (path.with_suffix(".json"), path))
    report = loaded(figures) if path == CHART else reading.loaded(figures)
    assert digest(figures) in drawn, f"{path.name} is of other figures: make bench-chart draws both"
    assert report.day in drawn
    assert "<script" not in drawn
    shown = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert f"]({path.relative_to(PROJECT).as_posix()})" in shown
