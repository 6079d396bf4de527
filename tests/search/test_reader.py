"""Search as readers have it: nothing comes before they turn to it, and it always says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.searching import ASKING, LISTEN, expect_answered, listen

SCREENS = pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE], ids=["desktop", "phone"])
SEARCH = re.compile(r"finder\.[\w.]*js|search_index|/workers/|/lunr/")
FIELD, META, ITEM = ".md-search__input", ".md-search-result__meta", ".md-search-result__item"


@SCREENS
def test_nothing_is_fetched_before_the_reader_turns_to_search(
    reader: Reader, width: int, height: int
) -> None:
    fetched: list[str] = []
    with reader.visit("faq/never-ordered/", width=width, height=height) as page:
        page.on("request", lambda request: fetched.append(request.url))
        page.reload()
        page.mouse.wheel(0, 400)
        page.locator("article h1").click()
        page.wait_for_load_state("networkidle")
        assert len(fetched) > 5
        assert [url for url in fetched if SEARCH.search(url)] == []
        with page.expect_response("**/search_index.json"):
            if width == PHONE[0]:
                page.get_by_role("button", name="Search", exact=True).click()
            page.locator(FIELD).focus()
        expect(page.locator(META)).to_have_text("Type to start searching")
        page.locator(FIELD).press_sequentially("mystery")
        expect(page.locator(ITEM)).not_to_have_count(0)
        # They are asked for beside each other.
        finder, index = sorted(url.removeprefix(reader.site_url) for url in fetched if SEARCH.search(url))
        assert re.fullmatch(r"assets/javascripts/finder\.[0-9a-f]{8}\.min\.js", finder)
        assert index == "search/search_index.json"


def test_what_is_typed_before_the_index_is_there_is_found(reader: Reader) -> None:
    with reader.visit() as page:
        found_before: list[int] = []

        def late(route: Route) -> None:
            expect(page.locator(FIELD)).to_have_value("mystery")
            found_before.append(page.locator(ITEM).count())
            route.continue_()

        page.context.route("**/search_index.json", late)
        page.locator(FIELD).press_sequentially("mystery")
        expect(page.locator(ITEM).first).to_contain_text("I receive a parcel that I never ordered")
        assert found_before == [0]


def test_enter_opens_the_first_result_at_its_clean_address(reader: Reader) -> None:
    with reader.visit() as page:
        listen(page)
        page.locator(FIELD).press_sequentially("suplier cannot reach me")
        expect_answered(page, "suplier cannot reach me")
        expect(page.locator(ITEM).first).to_contain_text("a parcel to me was wrongly turned away")
        page.keyboard.press("Enter")
        page.wait_for_url("**/faq/turned-away-customer/")


@SCREENS
def test_the_keys_of_search(reader: Reader, width: int, height: int) -> None:
    """Control+K opens it; Enter opens what was found and nothing else; who comes back finds it again."""
    with reader.visit("faq/never-ordered/", width=width, height=height) as page:
        address = page.url
        page.keyboard.press("Control+k")
        expect(page.locator(FIELD)).to_be_focused()
        expect(page.locator(ITEM)).to_have_count(5)
        expect(page.locator(ITEM).first).to_contain_text(re.compile(r"^1 ·"))
        expect(page.locator(META)).to_have_text("Type to start searching")
        page.keyboard.press("Enter")
        page.locator(FIELD).press_sequentially("xyzzy")
        page.keyboard.press("Enter")
        expect(page.locator(".faq-nothing-found")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(FIELD)).to_have_value("xyzzy")
        page.keyboard.press("Control+k")
        page.locator(FIELD).press_sequentially("q3")
        expect(page.locator(ITEM).first).to_contain_text(re.compile(r"^3 ·"))
        expect(page.locator(META)).to_have_text(re.compile(r"^(1 question|\d questions)$"))
        assert page.url == address
        page.keyboard.press("Enter")
        page.wait_for_url("**/faq/send-it-back/")
        page.go_back()
        expect(page.locator(FIELD)).to_have_value("q3")
        expect(page.locator(ITEM).first).to_contain_text(re.compile(r"^3 ·"))
        expect(page.locator(ITEM).first).to_be_in_viewport()


def test_enter_before_the_index_is_there_waits_and_opens(reader: Reader) -> None:
    waiting: list[Route] = []
    with reader.visit() as page:
        page.context.route("**/search_index.json", lambda route: waiting.append(route))
        page.locator(FIELD).press_sequentially("mystery")
        page.keyboard.press("Enter")
        expect(page.locator(FIELD)).to_have_value("mystery")
        page.wait_for_function("window.document$ !== undefined")
        for route in waiting:
            route.continue_()
        page.wait_for_url("**/faq/never-ordered/")


def test_search_starts_at_whatever_address_the_page_has_by_then(browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{site_url}faq/never-ordered/")
    page.evaluate("history.replaceState(null, '', '/some/other/place/')")
    with page.expect_response("**/search_index.json") as asked:
        page.locator(FIELD).press_sequentially("mystery")
    assert asked.value.url == f"{site_url}search/search_index.json"
    expect(page.locator(ITEM).first).to_be_visible()
    page.context.close()


def test_words_that_no_key_typed_are_found(reader: Reader) -> None:
    """A mouse that pastes, a voice: the field hears of its input only."""
    with reader.visit() as page:
        page.locator(FIELD).click()
        page.locator(FIELD).fill("opening hours")
        expect(page.locator(ITEM).first).to_contain_text("When is the desk")


def test_a_link_with_a_query_opens_search(reader: Reader) -> None:
    with reader.visit("?q=mystery") as page:
        expect(page.locator(FIELD)).to_have_value("mystery")
        expect(page.locator(ITEM).first).to_be_visible()


@SCREENS
@pytest.mark.parametrize("typed", ["xyzzy", "   "], ids=["word", "spaces"])
def test_where_nothing_is_found_the_reader_is_told_what_to_do(
    reader: Reader, width: int, height: int, typed: str
) -> None:
    with reader.visit("faq/never-ordered/", width=width, height=height) as page:
        listen(page)
        if width == PHONE[0]:
            page.get_by_role("button", name="Search", exact=True).click()
        page.locator(FIELD).press_sequentially(typed)
        if typed.strip():
            # The advice is made anew for every letter.
            expect_answered(page, typed)
        expect(page.locator(META)).to_have_text("No matching question")
        links = page.locator(".faq-nothing-found a")
        expect(links).to_have_text(["See all questions", "Contact us"])
        expect(links.first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(links.first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(links.last).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url("**/contact/")


def test_the_advice_goes_when_something_is_found(reader: Reader) -> None:
    with reader.visit() as page:
        page.locator(FIELD).press_sequentially("xyzzy")
        expect(page.locator(".faq-nothing-found")).to_be_visible()
        page.locator(FIELD).fill("mystery")
        expect(page.locator(ITEM).first).to_be_visible()
        expect(page.locator(".faq-nothing-found")).to_have_count(0)
        page.locator(FIELD).fill("")
        expect(page.locator(META)).to_have_text("Type to start searching")
        expect(page.locator(".faq-nothing-found")).to_have_count(0)


@contextmanager
def in_two(page: Page, *, lost: bool = False) -> Iterator[None]:
    """The site's index as a large one comes; its texts come at the end, or never."""

    def first(route: Route) -> None:
        data = route.fetch().json()
        kept["texts"] = [doc["text"] for doc in data["docs"]]
        route.fulfill(
            json={**data, "docs": [{**doc, "text": ""} for doc in data["docs"]], "rest": ["rest.json"]}
        )

    def rest(route: Route) -> None:
        if lost:
            route.abort()
        else:
            waiting.append(route)

    kept: dict[str, list[str]] = {}
    waiting: list[Route] = []
    page.context.route("**/search_index.json", first)
    page.context.route("**/rest.json", rest)
    yield
    for route in waiting:
        route.fulfill(json={"texts": kept["texts"]})


def test_titles_are_found_before_the_texts_of_a_large_index_are_there(reader: Reader) -> None:
    with reader.visit() as page:
        with in_two(page):
            page.locator(FIELD).press_sequentially("opening hours")
            expect(page.locator(ITEM).first).to_contain_text("When is the desk")
            expect(page.locator(f"{ITEM} mark").first).to_be_visible()
        expect(page.locator(f"{ITEM} p").first).to_be_visible()


def test_what_stands_in_a_text_alone_is_found_when_it_is_there(reader: Reader) -> None:
    word = "dusk"
    with reader.visit() as page:
        with in_two(page):
            page.locator(FIELD).press_sequentially(word)
            expect(page.locator(FIELD)).to_have_value(word)
            expect(page.locator(".faq-nothing-found")).to_have_count(0)
        expect(page.locator(ITEM).first).to_be_visible()


def test_texts_that_never_come_leave_titles_to_be_found(reader: Reader) -> None:
    with reader.visit() as page:
        with in_two(page, lost=True):
            page.locator(FIELD).press_sequentially("opening hours")
            expect(page.locator(ITEM).first).to_contain_text("When is the desk")
        page.locator(FIELD).fill("xyzzy")
        expect(page.locator(".faq-nothing-found")).to_be_visible()
    assert reader.problems == [f"net::ERR_FAILED: {reader.site_url}search/rest.json"]
    reader.problems.clear()


@pytest.mark.parametrize("file", ["finder.*.js", "search_index.json"])
def test_search_that_cannot_be_loaded_says_so(file: str, browser: Browser, site_url: str) -> None:
    page = browser.new_page()
    page.context.route(f"**/{file}", lambda route: route.abort())
    page.goto(site_url)
    page.locator(FIELD).click()
    expect(page.locator(META)).to_have_text("Search could not be loaded.")
    expect(page.locator(".faq-nothing-found a").first).to_be_visible()
    page.context.close()


@SCREENS
def test_without_javascript_no_dead_field_but_the_questions(reader: Reader, width: int, height: int) -> None:
    with reader.visit("faq/never-ordered/", width=width, height=height, javascript=False) as page:
        expect(page.locator(FIELD)).to_be_hidden()
        for control in page.locator("[for=__search]").all():
            expect(control).to_be_hidden()
        note = page.locator(".faq-no-script")
        expect(note).to_contain_text("Search needs JavaScript.")
        expect(note).to_be_in_viewport()
        note.get_by_role("link", name="See all questions").click()
        page.wait_for_url(f"{reader.site_url}#all-questions")
        expect(page.get_by_role("heading", name="All questions")).to_be_in_viewport()
        # On this page itself it leads there too, and nobody is sent to a search that is not there.
        page.goto(reader.site_url)
        expect(page.get_by_role("main")).not_to_contain_text("search")
        note.get_by_role("link", name="See all questions").click()
        expect(page.get_by_role("heading", name="All questions")).to_be_in_viewport()


# -- an address that is nowhere


@contextmanager
def nowhere(
    browser: Browser, site_url: str, site: Path, path: str, javascript: bool = True
) -> Iterator[Page]:
    """An address that the host answers with the 404 page."""
    context = browser.new_context(java_script_enabled=javascript)
    context.add_init_script(LISTEN)
    page = context.new_page()
    html = (site / "404.html").read_text(encoding="utf-8")
    page.route(f"**/{path}", lambda route: route.fulfill(status=404, body=html, content_type="text/html"))
    page.goto(site_url + path)
    yield page
    context.close()


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("faq/send-it-bakc/", "send-it-back"),
        ("faq/send_parcel_back.html", "send-it-back"),
        ("faq/turned-away-sender/index.html", "turned-away-sender"),
        ("latest/faq/hours/", "opening-hours"),
        ("faq/late-evening/", "opening-hours"),
        ("1.0/faq/never-ordered/", "never-ordered"),
        ("phone.php", "reach-the-desk"),
        ("opening-hours/2019/", "opening-hours"),
        ("whitelist", "turned-away-customer"),
        ("Help%20Desk", "reach-the-desk"),
        ("faq/3", "send-it-back"),
        ("latest/faq/question-3/", "send-it-back"),
    ],
)
def test_the_nearest_question_is_offered_first(
    path: str, slug: str, browser: Browser, site_url: str, built_site: Path
) -> None:
    with nowhere(browser, site_url, built_site, path) as page:
        near = page.locator("#faq-nearest a")
        expect(near.first).to_have_attribute("href", f"{site_url}faq/{slug}/")
        assert near.count() <= 3
        # Each has the number that it has in the list of all questions.
        numbered = page.locator(".faq-list li").all_inner_texts()
        for text in page.locator("#faq-nearest li").all_inner_texts():
            assert text.split() in [one.split() for one in numbered]
        near.first.click()
        page.wait_for_url(f"**/faq/{slug}/")


# The version, the questions' folder and the names of files are no words of the reader's.
NOTHING_ASKED = [
    "latest/faq",
    "latest/faq.html",
    "latest/assets/x.css",
    "dev/assets/site.css",
]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        *[("xyzzy/", "xyzzy "), ("wvwvw/xyzzy/", "wvwvw "), ("latest/all.html", "all ")],
        *[("1234/", "1234"), ("%E0%A4%A/", None)],
        *[(path, None) for path in NOTHING_ASKED],
    ],
)
def test_where_nothing_is_near_nothing_is_offered(
    path: str, asked: str | None, browser: Browser, site_url: str, built_site: Path
) -> None:
    """The words of the address are asked for, its last part first; where it has none, nobody is asked."""
    with nowhere(browser, site_url, built_site, path) as page:
        if asked is None:
            # The page's script has run by now, and asks at once or never.
            assert page.locator(f"html[{ASKING}]").count() == 0
        else:
            expect_answered(page, asked)
        expect(page.locator("#faq-nearest")).to_be_hidden()
        expect(page.locator(".faq-list a")).to_have_count(7)


def test_the_404_page_leads_to_people_as_well(browser: Browser, site_url: str, built_site: Path) -> None:
    """Not to the navigation, which a phone does not show."""
    with nowhere(browser, site_url, built_site, "some/where/", javascript=False) as page:
        last = page.get_by_role("article").get_by_role("paragraph").last
        expect(last).to_have_text("Go to the first page, or contact us.")
        last.get_by_role("link", name="contact us").click()
        page.wait_for_url(f"{site_url}contact/")


def test_without_javascript_the_404_page_lists_all_questions(
    browser: Browser, site_url: str, built_site: Path
) -> None:
    with nowhere(browser, site_url, built_site, "some/where/", javascript=False) as page:
        links = page.locator(".faq-list a")
        expect(links).to_have_count(7)
        links.nth(2).click()
        page.wait_for_url("**/faq/send-it-back/")
