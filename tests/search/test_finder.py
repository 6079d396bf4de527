"""What the search program makes of words, on a small site of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser

from tests.conftest import PROJECT

Find: TypeAlias = Callable[[str], list[dict[str, Any]]]

DOCS: list[dict[str, Any]] = [
    {
        "location": "faq/pay/",
        "title": "How do I pay?",
        "text": "<p>By card &amp; cash.</p>",
        "number": "1",
        "keywords": ["Straße", "Łódź", "smørrebrød", "İstanbul"],
    },
    {"location": "faq/pay/#abroad", "title": "Abroad", "text": "<p>Nothing. Ask your bank first.</p>"},
    {
        "location": "faq/cancelled-order/",
        "title": "My order &lt;b&gt; was cancelled: why?",
        "text": "<p>The café ran out of it.</p>",
        "number": "2",
        "keywords": ["order to me was cancelled", "help desk", "退款"],
    },
    {
        "location": "faq/cancel/",
        "title": "How do I cancel?",
        "text": "<p>Write to us.</p>",
        "number": "3",
        "keywords": ["I want to cancel my order", "whitelist", "Öffnungszeiten", "don't want it"],
    },
    {"location": "faq/cancel/#by-mail", "title": "By mail", "text": "<p>To ledger@example.org.</p>"},
    {"location": "faq/cancelled-order/#more", "title": "", "text": "<p>https://example.org/cash</p>"},
    {"location": "contact/", "title": "Pay us a visit", "text": "<p>Write to us.</p>"},
]


LETTERED: list[dict[str, Any]] = [
    {"location": f"faq/{number}/", "title": f"Title {n}", "text": f"<p>A {n} and 6.</p>", "number": number}
    for n in range(1, 13)
    for number in (f"A.6.{n}", f"B.6.{n}", f"{n}a", f"{n}b")
]


def finding(browser: Browser, docs: list[dict[str, Any]]) -> Iterator[Find]:
    """Asks the program about a site."""
    page = browser.new_page()
    page.add_script_tag(content=(PROJECT / "docs/assets/finder.js").read_text(encoding="utf-8"))
    page.evaluate("docs => { window.made = finder.index({docs}) }", docs)
    yield lambda query: list(page.evaluate("query => made.search(query)", query))
    page.close()


@pytest.fixture(scope="module")
def find(browser: Browser) -> Iterator[Find]:
    """Asks the program about the small site."""
    yield from finding(browser, DOCS)


@pytest.fixture(scope="module")
def find_lettered(browser: Browser) -> Iterator[Find]:
    """Asks it about one whose numbers have letters."""
    yield from finding(browser, LETTERED)


@pytest.mark.parametrize("number", ["A.6.10", "B.6.1", "A.6.2", "3b", "12a"])
@pytest.mark.parametrize("query", ["Q {}", "{}", "question {}"])
def test_finds_a_number_with_letters(number: str, query: str, find_lettered: Find) -> None:
    assert find_lettered(query.format(number))[0]["number"] == number


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cancelled", "2"),
        ("cancelled oder", "2"),
        ("cancelld oredr", "2"),
        ("order was cancelled", "2"),
        ("I want to cancel an order", "3"),
        ("CARDS", "1"),
        ("helpdesk", "2"),
        ("help-desk", "2"),
        ("white list", "3"),
        ("no thing", "1"),
        ("whitelisting", "3"),
        ("cafe", "2"),
        ("offnungszeiten", "3"),
        ("strasse", "1"),
        ("STRAẞE", "1"),
        ("lodz", "1"),
        ("ŁÓDŹ", "1"),
        ("smorrebrod", "1"),
        ("istanbul", "1"),
        ("dont want", "3"),
        ("don’t want", "3"),
        ("退款", "2"),
        ("my cousin in Timbuktu says that the order to him was canceled", "2"),
        ("  pay  ", "1"),
        ("pa", "1"),
        ("whit", "3"),
        ("2", "2"),
        ("question 3", "3"),
        ("q3", "3"),
        ("Frage2", "2"),
        ("ledger@example.org", "3"),
        ("write to Ledger@Example.org.", "3"),
        ("https://example.org/cash", "2"),
    ],
)
def test_finds(query: str, first: str, find: Find) -> None:
    assert [hit.get("number") for hit in find(query)][:1] == [first]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "?!",
        "xyzzy",
        "*",
        "+-~^:",
        '"',
        "title:",
        "bark oven",
        "to bake sourdough bread",
        "do i dance tango well",
    ],
)
def test_finds_nothing_and_does_not_fail(query: str, find: Find) -> None:
    assert find(query) == []


@pytest.mark.parametrize("query", ["ledger@example.org", "https://example.org/cash"])
def test_an_address_finds_nothing_but_what_holds_it(query: str, find: Find) -> None:
    assert len(find(query)) == 1


def test_an_empty_field_gets_the_questions_that_come_first(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(content=(PROJECT / "docs/assets/finder.js").read_text(encoding="utf-8"))
    asked = "docs => finder.index({docs}).wanted().map(({number}) => number)"
    assert page.evaluate(asked, DOCS) == ["1", "2", "3"]
    assert len(page.evaluate(asked, LETTERED)) == 5
    chosen = [{**doc, "wanted": True} if doc.get("number") == "3" else doc for doc in DOCS]
    assert page.evaluate(asked, chosen) == ["3"]
    page.close()


def test_what_says_nothing_more_is_left_out_and_what_says_another_word_is_not(browser: Browser) -> None:
    docs = [
        {"location": f"faq/{n}/", "title": title, "text": f"<p>{text}</p>", "number": str(n)}
        for n, (title, text) in enumerate(
            [
                ("How do I pay my bill?", "Pay the bill by card."),
                ("What is a receipt?", "It says that you did pay the bill."),
                ("How do I return a parcel?", "Send it back, and we pay."),
            ],
            1,
        )
    ]
    for find in finding(browser, docs):
        assert [hit["number"] for hit in find("pay my bill")] == ["1"]
        assert [hit["number"] for hit in find("pay my bill parcel")] == ["1", "3"]


TWINS: list[dict[str, Any]] = [
    {
        "location": f"faq/{n}/",
        "title": f"My order to {who} was refused by the shop: what do I do?",
        "text": "<p>Ask the shop.</p>",
        "number": n,
        "keywords": keywords,
    }
    for n, who, keywords in (
        ("1", "a shop", ["my order came back", "give me a parcel", "one to them"]),
        ("2", "my house", ["her order came back", "give them a parcel", "one to me"]),
    )
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("order to me came back", "2"),
        ("the order came back to me", "2"),
        ("order to them came back", "1"),
        ("my order came back", "1"),
    ],
)
def test_small_words_side_by_side_say_which_of_two_alike_is_meant(
    query: str, first: str, browser: Browser
) -> None:
    for find in finding(browser, TWINS):
        assert find(query)[0]["number"] == first


def test_a_word_that_is_not_ended_may_be_any_that_begins_so(find: Find) -> None:
    assert find("whi")[0]["number"] == "3"
    assert find("whi ") == []


def test_a_question_comes_before_a_page_that_answers_none(find: Find) -> None:
    assert [hit["location"] for hit in find("pay")] == ["faq/pay/", "contact/"]


def test_one_result_a_question_the_same_every_time(find: Find) -> None:
    found = find("nothing or something about pay, bank, order")
    assert len({hit["location"] for hit in found}) == len(found)
    assert found == find("nothing or something about pay, bank, order")


def test_what_is_shown_is_text_with_marks(find: Find) -> None:
    hit = find("cancelled orders")[0]
    assert hit["title"] == "My <mark>order</mark> &lt;b&gt; was <mark>cancelled</mark>: why?"
    assert hit["text"] == "<p>The café ran out of it.</p>"
    assert find("card")[0]["text"] == "<p>By <mark>card</mark> &amp; cash.</p>"


def test_the_readers_words_stand_there_where_nothing_else_says_them(find: Find) -> None:
    assert find("whitelist")[0]["text"] == "<p>Write to us.</p><p><q><mark>whitelist</mark></q></p>"


def test_no_keyword_stands_there_for_a_small_word(find: Find) -> None:
    assert find("cancelled orders to")[0]["text"] == "<p>The café ran out of it.</p>"


def test_the_teaser_is_what_was_asked_for(find: Find) -> None:
    assert find("ask bank abroad")[0]["text"] == (
        "<p><mark>Abroad</mark>: <mark>Ask</mark> your <mark>bank</mark> first.</p>"
    )
