"""A reader walks the site: the index, an answer, a reference, everything on one page, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.sampling import ANSWER, SITE_NAME, TITLE
from tests.searching import expect_answered, listen

SCREENS = pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE], ids=["desktop", "phone"])
PAGES = [
    "",
    "contact/",
    "all/",
    "changes/",
    "faq/opening-hours/",
    "faq/reach-the-desk/",
    "faq/send-it-back/",
    "faq/turned-away-customer/",
    "faq/turned-away-sender/",
    "faq/never-ordered/",
    "faq/another-question/",
]


def article(page: Page) -> str:
    """The text of the page itself, without what surrounds it."""
    return page.get_by_role("article").inner_text()


@SCREENS
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_walk(reader: Reader, width: int, height: int, javascript: bool) -> None:
    with reader.visit(width=width, height=height, javascript=javascript) as page:
        questions = page.get_by_role("article").locator("ol > li")
        expect(questions).to_have_count(7)
        questions.nth(3).get_by_role("link").click()
        page.wait_for_url("**/faq/turned-away-customer/")
        expect(page.get_by_text("Question 4 of 7", exact=True)).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_count(1)

        page.get_by_role("article").get_by_title(TITLE).click()
        page.wait_for_url("**/faq/send-it-back/")
        expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)

        page.get_by_role("link", name="All questions and answers on one page").click()
        page.wait_for_url("**/all/#send-it-back")
        expect(page.get_by_role("heading", level=2, name=TITLE)).to_be_in_viewport()

        page.go_back()
        page.wait_for_url("**/faq/send-it-back/")
        page.go_back()
        page.wait_for_url("**/faq/turned-away-customer/")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_old_bookmark_leads_to_the_questions(reader: Reader, javascript: bool) -> None:
    with reader.visit("support.html?from=mail#all-questions", javascript=javascript) as page:
        page.wait_for_url(reader.site_url + ("?from=mail#all-questions" if javascript else "**"))
        expect(page.get_by_role("article").locator("ol > li")).to_have_count(7)


def test_a_phone_shows_numbers_lists_and_the_way_home(reader: Reader) -> None:
    """In the drawer, without the page's own headings, and in the results of a search."""
    with reader.visit(ANSWER, width=PHONE[0], height=PHONE[1]) as page:
        page.get_by_role("button", name="Menu", exact=True).click()
        drawer = page.get_by_role("navigation", name="Navigation")
        shown = drawer.get_by_role("link").filter(visible=True).all_inner_texts()
        said = [" ".join(text.split()) for text in shown if text.strip()]
        assert [text for text in said if text[0].isdigit()][2] == "3 · Send a parcel back"
        assert said[-2:] == ["All questions", "What changed"]
        assert "Steps" not in said
        drawer.get_by_role("link", name="All questions").click()
        expect(page.get_by_role("heading", name="All questions")).to_be_in_viewport()
        page.get_by_role("button", name="Search", exact=True).click()
        page.locator(".md-search__input").press_sequentially("courier")
        expect(page.locator(".md-search-result__item h1").first).to_have_text("3 · " + TITLE)
        page.get_by_role("button", name="Close the search").click()
        page.goto(reader.site_url + "faq/")
        page.wait_for_url(f"{reader.site_url}#all-questions")
        page.goto(reader.site_url + ANSWER)
        page.get_by_role("link", name=SITE_NAME, exact=True).click()
        page.wait_for_url(reader.site_url)


def test_the_404_page_itself_is_whole(reader: Reader) -> None:
    """Nothing in its scripts goes wrong at the root of a site, where no version is."""
    with reader.visit("404.html") as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
        page.wait_for_load_state("networkidle")


def test_from_the_first_question_to_the_last_and_back(reader: Reader) -> None:
    with reader.visit("faq/opening-hours/") as page:
        titles = []
        for number in range(1, 8):
            expect(page.get_by_text(f"Question {number} of 7", exact=True)).to_be_visible()
            titles.append(page.title().removesuffix(" - Pigeon Post"))
            forward = page.get_by_role("link", name=re.compile("^Next question"))
            if number < 7:
                forward.click()
        # What stands below may be on its way yet.
        page.wait_for_load_state()
        expect(forward).to_have_count(0)
        for title in reversed(titles[:-1]):
            page.get_by_role("link", name=re.compile("^Previous question")).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        page.wait_for_load_state()
        expect(page.get_by_role("link", name=re.compile("^Previous question"))).to_have_count(0)


@pytest.mark.parametrize("anchor", ["3", "send-it-back"])
def test_anchors_of_the_one_page_view(reader: Reader, anchor: str) -> None:
    with reader.visit(f"all/#{anchor}") as page:
        expect(page.get_by_role("heading", level=2, name=TITLE)).to_be_in_viewport()


def test_reference_stays_on_the_one_page_view(reader: Reader) -> None:
    with reader.visit("all/#never-ordered") as page:
        page.locator("#never-ordered").get_by_title(TITLE).click()
        page.wait_for_url("**/all/#send-it-back")
        expect(page.get_by_role("heading", level=2, name=TITLE)).to_be_in_viewport()
        page.locator("#send-it-back").get_by_role("link", name="Back to all questions").click()
        expect(page.get_by_role("navigation", name="All questions")).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(reader: Reader, path: str) -> None:
    with reader.visit(path, width=320, height=640) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_search_finds_answers_and_neither_the_index_nor_the_one_page_view(reader: Reader) -> None:
    with reader.visit() as page:
        listen(page)
        field = page.get_by_placeholder("Search")
        field.click()
        expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
        field.press_sequentially("send back")
        expect_answered(page, "send back")
        results = page.locator(".md-search-result__link")
        expect(results.filter(has_text=TITLE).first).to_be_attached()
        hrefs = results.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
        assert "/faq/send-it-back/" in hrefs
        assert not {"/", "/all/", "/changes/"} & set(hrefs)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_paper(reader: Reader, dark: bool) -> None:
    """Printed are the list and the answers, dark on white, and no controls."""
    with reader.visit("all/", dark=dark) as page:
        # Colours on their way from one to another are neither.
        page.emulate_media(media="print", reduced_motion="reduce")
        expect(page.get_by_role("navigation", name="All questions")).to_be_visible()
        expect(page.get_by_role("heading", level=2)).to_have_count(7)
        for hidden in ("Back to all questions", "This question on its own page"):
            expect(page.get_by_text(hidden).first).to_be_hidden()
        expect(page.get_by_role("banner")).to_have_count(0)
        colours = (
            page.get_by_role("article")
            .get_by_role("link")
            .evaluate_all(
                "links => [...new Set(links.filter(link => link.checkVisibility())"
                ".map(link => getComputedStyle(link).color))]"
            )
        )
        # The three channels of a colour that is dark enough on white for 4.5:1 are never all light.
        assert colours
        assert all(sum(map(int, re.findall(r"\d+", colour)[:3])) < 384 for colour in colours), colours
