"""The answers say what they must, and nothing that nobody told them: see facts.yml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.addresses import page_address
from faq.book.project import Project
from faq.book.settings import read_settings
from faq.book.workspace import load
from tests.conftest import PROJECT
from tests.faqs import project, question
from tests.site.facts import ADDRESS, NAME, Article, found, lost, numbered, page_of, read_facts
from tests.test_build import built, hooked

FACTS = read_facts((PROJECT / NAME).read_text(encoding="utf-8"))


def test_the_site_says_what_it_must(own: Project, own_site: Path) -> None:
    assert list(lost(FACTS, own, own_site)) == []


def test_the_one_page_says_it_too(own: Project, own_site: Path) -> None:
    text = Article((own_site / "all/index.html").read_text(encoding="utf-8")).text
    said = [numbered(words, own)[0] for expected in FACTS.answers.values() for words in expected.says]
    assert [words for words in said if words not in text] == []


def test_the_days_of_reviews_are_shown(own: Project, own_site: Path) -> None:
    for one in own.questions:
        day = own.pages[one.src].front.values.get("reviewed")
        assert day is None or f'<time datetime="{day}"' in page_of(own_site, one.src), one.path


def test_the_first_page_lists_all_questions_in_order_and_leads_to_each_by_who_the_reader_is(
    own: Project, own_site: Path
) -> None:
    links = [link for link in Article(page_of(own_site, "index.md")).links if link.startswith("faq/")]
    wanted = [page_address(one.src) for one in own.numbered]
    assert links[-len(wanted) :] == wanted
    ways = links[: -len(wanted)]
    assert set(ways) <= set(wanted)
    assert len(set(ways)) == len(ways), "each once"


def test_no_page_names_an_address_that_is_not_ours(own: Project, own_site: Path) -> None:
    """Nor a telephone number that can be dialled, nor another site."""
    ours = set(own.settings.addresses)
    for src in own.pages:
        article = Article(page_of(own_site, src))
        assert set(ADDRESS.findall(article.text)) <= ours, own.path(src)
        away = {link.partition("?")[0] for link in article.links if ":" in link}
        assert away <= {f"mailto:{one}" for one in ours}, own.path(src)


def test_lists_are_for_readers_not_for_search_engines(own: Project, own_site: Path) -> None:
    robots = '<meta name="robots" content="noindex">'
    hidden = {path for path in own_site.rglob("*.html") if robots in path.read_text(encoding="utf-8")}
    lists = {own_site / page_address(src) / "index.html" for src in own.settings.generated}
    assert lists <= hidden
    assert not {own_site / page_address(src) / "index.html" for src in own.pages} & hidden


# -- what a writer is told

PAGES = {
    "hours": question(1, "When are you open?", "From 9 to 5, on weekdays."),
    "phone": "---\nnumber: 2\naliases: [faq/call/]\n---\n\n# How do I call?\n\nSee question 1.\n",
}
IN = "tests/site/facts.yml, "
PUT = "any more. Put it back; or, if that is meant, change the line in "
MEANT = "any more. If that is meant, change it in "
TOLD = {
    "answers: {hours: {says: [on weekdays]}}": [],
    "answers: {call: {says: ['question {hours}'], cites: [hours]}}": [],
    "pages: {index.md: {begins: Home}}": [],
    "answers: {hours: {says: [on Sundays]}}": [
        f"docs/faq/hours.md does not say “on Sundays” {PUT}{IN}answers: hours: says:"
    ],
    "answers: {phone: {says: ['see question {hours}']}}": [
        f"docs/faq/phone.md does not say “see question 1” {PUT}{IN}answers: phone: says:"
    ],
    "answers: {hours: {begins: 'Are you'}}": [
        f"docs/faq/hours.md: the question does not begin with “Are you” {MEANT}{IN}answers: hours: begins:"
    ],
    "answers: {hours: {cites: [phone]}}": [
        f"docs/faq/hours.md does not link to docs/faq/phone.md {MEANT}{IN}answers: hours: cites:"
    ],
    "answers: {hours: {cites: [fax]}}": [
        f"{IN}answers: hours: cites: fax is no question and no page any more"
    ],
    "answers: {phone: {says: ['question {fax}']}}": [
        f"{IN}answers: phone: says: “question {{fax}}” names fax, which is no question any more"
    ],
    "answers: {fax: {says: [Fax]}}": [
        f"docs/faq/fax.md is not there any more. Delete “fax” in {IN}under answers:, or rename it there"
    ],
    "pages: {fax.md: {says: [Fax]}}": [
        f"docs/fax.md is not there any more. Delete “fax.md” in {IN}under pages:, or rename it there"
    ],
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Path]:
    """Two questions, one of which had another name, and the built site."""
    config = hooked(project(tmp_path_factory.mktemp("small"), PAGES, nav="hours phone"))
    theme = config.parent / "theme/main.html"
    theme.write_text("<article>{{ page.content }}</article>")
    return load(read_settings(config)), built(config)


@pytest.mark.parametrize("facts", TOLD)
def test_what_is_gone_is_told_with_where_to_change_it(facts: str, small: tuple[Project, Path]) -> None:
    assert list(lost(read_facts(f"numbers: [9, 5]\n{facts}"), *small)) == TOLD[facts]


def test_a_number_that_nobody_told_is_found(small: tuple[Project, Path]) -> None:
    """The numbers of references are no facts."""
    facts = "numbers: [9]\nanswers: {hours: {}, phone: {}}"
    assert list(lost(read_facts(facts), *small)) == [
        "docs/faq/hours.md says 5, a number that nobody told. Take it out; or, if somebody did, add it in "
        "tests/site/facts.yml, numbers:"
    ]


def test_what_is_written_is_told_from_what_is_made() -> None:
    html = (
        '<article><p class="faq-place">Question 1</p><h1>A 2<a class="headerlink">¶</a></h1>'
        '<img src="x"><p>B 3 <a class="faq-reference" href="c/">4</a><br>.</p>'
        '<div class="faq-beside">5</div></article>6'
    )
    assert Article(html).text == "Question 1A 2B 3 4.5"
    assert Article(html).heading == "A 2"
    assert re.findall(r"\d", Article(html, written=True).text) == ["2", "3"]
    assert Article(html).links == ["c/"]


def test_a_name_that_was_another_is_followed(small: tuple[Project, Path]) -> None:
    one = found("call", small[0])
    assert one is not None
    assert one.slug == "phone"
