"""Another team's words in place of the usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.book.settings import ConfigurationError, configured
from faq.texts import TEXTS, worded
from tests.accessible.test_repairs import build
from tests.faqs import project, three
from tests.test_build import built, hooked


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


GERMAN = {
    "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "date": "{day}. {month} {year}",
    "paper_date": "Stand: {date}",
    "one_page_title": "Alle Fragen",
    "not_found_home": "Zum Anfang",
    "not_found_or": "Wählen Sie eine Frage – oder {home}!",
}


def test_pages_say_all_in_the_team_s_own_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")  # 2026-09-21
    (tmp_path / "docs/faq").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Start\n")
    (tmp_path / "docs/faq/a.md").write_text("---\nnumber: 1\n---\n\n# Why?\n\nBecause.\n")
    (tmp_path / "docs/kontakt.md").write_text("# Kontakt\n")
    contact = {"email": "hilfe@example.org", "page": "kontakt.md"}
    faq = {"one_page": "all.md", "texts": GERMAN, "contact": contact}
    config = {"nav": ["index.md", "faq/a.md", "kontakt.md"], "extra": {"faq": faq}}
    done = build(tmp_path, {**config, "plugins": []})
    assert done.returncode == 0, done.stderr
    everything, missing = (
        (tmp_path / "sites/site" / path).read_text("utf-8") for path in ("all/index.html", "404.html")
    )
    assert "<p>Stand: 21. September 2026</p>" in everything
    assert '<h1 id="alle-fragen">Alle Fragen<' in everything
    assert '<p>Wählen Sie eine Frage – oder <a href="/">Zum Anfang</a>!</p>' in missing


def test_a_title_in_the_configuration_stands_over_the_usual_one(tmp_path: Path) -> None:
    config = "extra: {faq: {one_page: all.md, one_page_title: The booklet, texts: {one_page_title: x}}}\n"
    site = built(hooked(project(tmp_path, three(), config=config)))
    assert ">The booklet</h1>" in (site / "all/index.html").read_text("utf-8")


def test_every_usual_text_can_be_filled_in() -> None:
    assert worded(TEXTS) == TEXTS
