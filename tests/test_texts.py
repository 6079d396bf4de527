"""Another team's words in place of the usual ones."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.settings import configured
from faq.texts import TEXTS, WORDING, date_text, names_in, texts_in, worded
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
        ({"plaec": "x"}, "plaec: is unknown; write place"),
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


LANGUAGES = sorted(path.stem for path in WORDING.glob("*.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_says_every_text_with_its_names_and_its_own_days(language: str) -> None:
    texts = texts_in(language)
    assert texts is not None
    assert list(texts) == list(TEXTS)
    assert {key: names_in(text) for key, text in texts.items()} == {
        key: names_in(text) for key, text in TEXTS.items()
    }
    assert len(texts["months"].split()) == 12
    assert all(text.strip() == text and text for text in texts.values())
    # Behind the characters of East Asia stand marks as wide as they are.
    assert [text for text in texts.values() if re.search("[\u3040-\u30ff\u4e00-\u9fff][,:;?!]", text)] == []
    # What is the same in English is a name, a word that both have, or nothing but names.
    same = {key for key, text in texts.items() if text == TEXTS[key]}
    assert same <= {
        "menu",
        "version_label",
        "card_alt",
        "film_size",
        "film_copy",
        "mail_subject",
        "date",
        "first_day",
        "report_no",
        "search_question",
        "search_questions",
    }


def test_the_languages_are_there_that_references_are_read_in() -> None:
    assert LANGUAGES == ["de", "es", "fr", "it", "ja", "ko", "nl", "pt", "ru", "zh"]


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "3 May 2026"),
        ("de", "3. Mai 2026"),
        ("pt-BR", "3 de maio de 2026"),
        ("ru", "3 мая 2026 г."),
        ("ja", "2026年5月3日"),
        ("ko", "2026년 5월 3일"),
        ("zh-Hans", "2026年5月3日"),
        ("zh-TW", "3 May 2026"),
        ("sv", "3 May 2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language: str, day: str) -> None:
    settings = configured(Path(), {"theme": {"name": "material", "language": language}})
    assert date_text(settings.texts, date(2026, 5, 3)) == day


@pytest.mark.parametrize(
    ("language", "day"), [("en", "1 May 2026"), ("fr", "1er mai 2026"), ("it", "1º maggio 2026")]
)
def test_the_first_of_a_month_is_written_as_the_language_writes_it(language: str, day: str) -> None:
    assert date_text(worded({}, language), date(2026, 5, 1)) == day


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


@pytest.mark.parametrize(
    ("language", "own", "words"),
    [
        # A language with a file; one without, which the theme knows; the same where a team has its own words.
        ("de", {}, ("Zum Inhalt", "Suche", "Menü")),
        ("sv", {}, ("Gå till innehållet", "Sök", "Navigation")),
        ("sv", {"search": "Leta"}, ("Gå till innehållet", "Leta", "Navigation")),
    ],
)
def test_no_english_stands_in_for_the_theme_s_own_words(
    tmp_path: Path, language: str, own: dict[str, str], words: tuple[str, str, str]
) -> None:
    (tmp_path / "docs/faq").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Start\n")
    (tmp_path / "docs/faq/a.md").write_text("---\nnumber: 1\n---\n\n# Ja?\n\nNe.\n")
    # A language in which no reference can be read says whose words to take.
    faq = {"texts": own, "language": "en" if language == "sv" else language}
    config = {"theme": {"language": language}, "plugins": ["search"], "extra": {"faq": faq}}
    done = build(tmp_path, config)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "sites/site/404.html").read_text("utf-8")
    skip, search, menu = words
    assert f'class="md-skip">{skip}</a>' in html
    assert f'role="search" aria-label="{search}"' in html
    assert f'data-faq-button="{menu}"' in html
    assert "Skip to content" not in html
