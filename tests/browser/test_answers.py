"""What stands below an answer, what can be copied, and the way in by who the reader is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Reader
from tests.conftest import PROJECT, build_site
from tests.faqs import commit_all, question
from tests.sampling import ANSWER, EMAIL, TITLE
from tests.serving import serve

SCREENS = pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE], ids=["desktop", "phone"])


@contextmanager
def copying(reader: Reader, path: str, width: int = DESKTOP[0], height: int = DESKTOP[1]) -> Iterator[Page]:
    """A page whose reader lets it copy."""
    with reader.visit(path, width=width, height=height) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield page


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def tab_to(page: Page, slug: str, most: int) -> int:
    """How often Tab is pressed until a link to that answer has the focus, wherever it stands.

    The field of search offers answers once it has the focus and its index has come; they are stops then.
    """
    link = page.locator(f":focus[href$='faq/{slug}/']")
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if link.count():
            return count
    raise AssertionError(f"{slug} is not within {most} Tab stops")


# -- copying


@SCREENS
def test_an_address_is_copied_by_keyboard_and_told(reader: Reader, width: int, height: int) -> None:
    with copying(reader, "faq/opening-hours/", width, height) as page:
        button = page.get_by_role("button", name="Copy the address")
        expect(button).to_be_visible()
        page.get_by_role("article").get_by_role("link", name=EMAIL).focus()
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text("Copied")
        assert clipboard(page) == EMAIL
        expect(button).to_be_focused()


def test_a_heading_has_a_button_that_copies_its_address(reader: Reader) -> None:
    with copying(reader, ANSWER) as page:
        name = "Copy the link to “Your parcel number”"
        expect(page.get_by_role("heading", name="Your parcel number", exact=True)).to_be_visible()
        button = page.get_by_role("button", name=name)
        assert button.evaluate("one => one.previousElementSibling.tagName") == "H2"
        button.focus()
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, "a focused button is seen"
        page.keyboard.press("Space")
        expect(page.locator(".faq-said")).to_have_text("Copied")
        copied = clipboard(page)
        assert copied == f"{reader.site_url}{ANSWER}#your-parcel-number"
        page.goto("about:blank")
        page.goto(copied)
        expect(page.get_by_role("heading", name="Your parcel number")).to_be_in_viewport()


COVERED = Path(__file__).with_name("covered.js").read_text(encoding="utf-8")


@SCREENS
def test_the_button_of_a_heading_covers_no_words(reader: Reader, width: int, height: int) -> None:
    with copying(reader, ANSWER, width, height) as page:
        buttons = page.locator(".faq-copy-link")
        expect(buttons).to_have_count(7)
        for button in buttons.all():
            button.focus()
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 24
            assert box["x"] + box["width"] <= width
            assert page.evaluate(COVERED) == [], button.inner_text()


def test_the_link_in_a_heading_copies_and_leads_there(reader: Reader) -> None:
    with copying(reader, ANSWER) as page:
        heading = page.locator("#steps")
        heading.hover()
        heading.locator(".headerlink").click()
        expect(page.locator(".faq-said")).to_have_text("Copied")
        # The driver hears of a new address by another way than of what the page says.
        expect(page).to_have_url(f"{reader.site_url}{ANSWER}#steps")
        assert clipboard(page) == f"{reader.site_url}{ANSWER}#steps"


def test_on_a_touch_screen_the_link_in_a_heading_is_seen(browser: Browser, site_url: str) -> None:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(site_url + ANSWER)
    expect(page.locator("#steps .headerlink")).to_have_css("opacity", "1")
    context.close()


def test_a_browser_that_forbids_copying_says_so(reader: Reader) -> None:
    with reader.visit("faq/opening-hours/") as page:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
        page.get_by_role("button", name="Copy the address").click()
        expect(page.locator(".faq-said")).to_have_text("Your browser did not let us copy it")


def test_without_script_nothing_promises_to_copy(reader: Reader) -> None:
    with reader.visit("faq/opening-hours/", javascript=False) as page:
        expect(page.locator("button.faq-copy")).to_have_count(1)
        expect(page.locator("button.faq-copy")).to_be_hidden()
        expect(page.get_by_role("heading", name="Still stuck?")).to_be_visible()
        page.goto(reader.site_url + ANSWER)
        page.locator("#steps").hover()
        page.locator("#steps .headerlink").click()
        page.wait_for_url("**/#steps")


# -- below an answer


@SCREENS
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_below_an_answer(reader: Reader, width: int, height: int, javascript: bool) -> None:
    with reader.visit(ANSWER, width=width, height=height, javascript=javascript) as page:
        article = page.get_by_role("article")
        citing = page.locator(".faq-beside__questions")
        expect(citing.get_by_role("heading")).to_have_text("Questions that refer to this one")
        assert [text.split()[0] for text in citing.get_by_role("listitem").all_inner_texts()] == [
            "4",
            "5",
            "6",
        ]
        # The answer names the address itself.
        expect(article.locator(".faq-contact").get_by_role("link")).to_have_text(["Contact us"])
        yes = article.get_by_role("link", name="Yes, it helped")
        expect(yes).to_have_attribute("href", re.compile(r"question%203%20%28version%20"))
        article.locator(".faq-contact").get_by_role("link", name="Contact us").click()
        page.wait_for_url("**/contact/")
        expect(page.locator(".faq-beside")).to_have_count(0)


def test_the_question_about_other_questions_does_not_ask_twice(reader: Reader) -> None:
    with reader.visit("faq/another-question/") as page:
        beside = page.locator(".faq-beside")
        expect(beside.get_by_role("heading")).to_have_text("Write to us")
        expect(beside.get_by_role("link")).to_have_count(1)
        expect(beside.get_by_role("link")).to_have_attribute("href", f"mailto:{EMAIL}")


@pytest.mark.parametrize("media", ["screen", "print"])
def test_the_one_page_view_holds_none_of_it(reader: Reader, media: str) -> None:
    with reader.visit("all/") as page:
        page.emulate_media(media="print" if media == "print" else "screen")
        expect(page.locator(".faq-beside, .faq-contact")).to_have_count(0)
        expect(page.get_by_role("button", name="Copy the address")).to_have_count(0)


def test_on_paper_the_address_stays_and_buttons_go(reader: Reader) -> None:
    with reader.visit("faq/opening-hours/") as page:
        page.emulate_media(media="print")
        expect(page.locator(".faq-contact")).to_contain_text(f"Send an email to {EMAIL}")
        expect(page.locator(".faq-contact")).to_be_visible()
        page.goto(reader.site_url + ANSWER)
        expect(page.locator(".faq-contact")).to_be_hidden()
        for gone in (".faq-copy-link", ".faq-feedback", ".faq-beside__questions", ".headerlink"):
            expect(page.locator(gone).first).to_be_hidden()


# -- the way in


WAYS = [
    ("I am a customer of Pigeon Post", "A parcel to me was turned away", "Question 4 of 7"),
    ("I am a customer of Pigeon Post", "I got what I never ordered", "Question 6 of 7"),
    ("I am not a customer of Pigeon Post", "My parcel was turned away", "Question 5 of 7"),
    ("Something else", "I have a different question", "Question 7 of 7"),
]


@SCREENS
@pytest.mark.parametrize(("who", "what", "place"), WAYS)
def test_two_choices_lead_to_the_answer(
    reader: Reader, width: int, height: int, who: str, what: str, place: str
) -> None:
    with reader.visit(width=width, height=height, javascript=False) as page:
        choice = page.locator(".faq-ways > *").filter(has=page.get_by_role("heading", name=who))
        choice.get_by_role("link", name=what).click()
        expect(page.get_by_text(place, exact=True)).to_be_visible()


def test_the_choices_are_headings_with_lists(reader: Reader) -> None:
    with reader.visit() as page:
        headings = page.get_by_role("article").locator("h1, h2, h3")
        levels = headings.evaluate_all("all => all.map(one => Number(one.tagName[1]))")
        assert levels == [1, 2, 3, 3, 3, 2]
        ways = page.locator(".faq-ways > *")
        for way in ways.all():
            assert [one.evaluate("one => one.tagName") for one in way.locator("> :is(h3, ul)").all()] == [
                "H3",
                "UL",
            ]


def test_an_answer_is_four_tab_stops_from_the_skip_link(reader: Reader) -> None:
    with reader.visit() as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert 1 + tab_to(page, "turned-away-customer", 3) <= 4


def test_an_answer_is_eight_tab_stops_from_the_address_bar(reader: Reader) -> None:
    with reader.visit() as page:
        assert tab_to(page, "opening-hours", 8) <= 8


# -- what changed


@SCREENS
def test_what_changed_is_reached_from_the_first_page(reader: Reader, width: int, height: int) -> None:
    with reader.visit(width=width, height=height) as page:
        page.get_by_role("article").get_by_role("link", name="What changed").click()
        page.wait_for_url("**/changes/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("What changed")
        days = page.get_by_role("article").get_by_role("heading", level=2).all_inner_texts()
        assert days
        assert all(re.fullmatch(r"\d{1,2} [A-Z][a-z]+ \d{4}", day) for day in days)
        expect(page.get_by_role("article").get_by_role("listitem")).to_have_count(7)


# -- another team's FAQ

CONFIG = f"""
site_name: Another FAQ
site_url: https://faq.example.org/
edit_uri_template: https://git.example.org/edit/docs/{{path}}
nav: [index.md, faq/a.md, faq/b.md, faq/c.md]
theme:
  name: material
  custom_dir: {PROJECT / "overrides"}
  language: de
  font: false
extra_css: [assets/page.css, assets/answers.css]
extra_javascript: [assets/anchors.js]
hooks: [{PROJECT / "hooks/shell.py"}]
extra:
  faq:
    # The frame is German, the answers are not.
    language: en
    changes: changes.md
    texts:
      related: Passt dazu
      reviewed: Zuletzt geprüft am {{date}}
      date: "{{day}}. {{month}} {{year}}"
      months: Januar Februar März April Mai Juni Juli August September Oktober November Dezember
"""


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = tmp_path_factory.mktemp("another")
    front = "related: [c, b]\nreviewed: 2026-03-12\n"
    pages = {
        "index.md": "# Start\n",
        "faq/a.md": question(1, "Why?").replace("number: 1\n", f"number: 1\n{front}"),
        "faq/b.md": question(2, "How?", "See question 1 above."),
        "faq/c.md": question(3, "Who?", "See [the first](a.md), and question 2."),
    }
    for asset in ("page.css", "answers.css", "anchors.js"):
        pages[f"assets/{asset}"] = (PROJECT / "docs/assets" / asset).read_text(encoding="utf-8")
    write(project, pages)
    commit_all(project)
    build_site(project / "mkdocs.yml", project / "site")
    with serve(project / "site") as url:
        yield url


def write(project: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        path = project / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")


@pytest.fixture
def other_reader(browser: Browser, other_site: str) -> Iterator[Reader]:
    reader = Reader(browser, other_site)
    yield reader
    assert reader.problems == []


def test_related_questions_come_as_written_and_once(other_reader: Reader) -> None:
    with other_reader.visit("faq/a/") as page:
        groups = page.locator(".faq-beside__questions")
        expect(groups).to_have_count(1)  # b and c cite it, and are related already
        expect(groups.get_by_role("heading")).to_have_text("Passt dazu")
        expect(groups.get_by_role("link")).to_have_text(["Who?", "How?"])
        groups.get_by_role("link", name="How?").click()
        page.wait_for_url("**/faq/b/")
        expect(page.locator(".faq-beside__questions").get_by_role("link")).to_have_text(["Why?", "Who?"])


def test_the_review_is_shown_as_the_team_writes_days(other_reader: Reader) -> None:
    with other_reader.visit("faq/a/") as page:
        facts = page.locator(".faq-facts")
        expect(facts).to_contain_text("Zuletzt geprüft am 12. März 2026")
        expect(facts.locator("time")).to_have_attribute("datetime", "2026-03-12")
    with other_reader.visit("faq/b/") as page:
        expect(page.get_by_text("Zuletzt geprüft")).to_have_count(0)


def test_an_edit_link_where_a_repository_is_configured(other_reader: Reader, reader: Reader) -> None:
    with other_reader.visit("faq/a/") as page:
        edit = page.get_by_role("link", name="Diese Antwort bearbeiten")
        expect(edit).to_have_attribute("href", "https://git.example.org/edit/docs/faq/a.md")
        expect(edit).to_have_attribute("rel", "edit noopener noreferrer")
    with reader.visit("faq/never-ordered/") as page:
        expect(page.get_by_role("link", name="Edit this answer")).to_have_count(0)


def test_what_is_not_configured_is_not_there(other_reader: Reader) -> None:
    with other_reader.visit("faq/a/") as page:
        expect(page.locator(".faq-contact, .faq-feedback, .faq-copy:not(.faq-copy-link)")).to_have_count(0)
    with other_reader.visit() as page:
        expect(page.locator(".faq-all").get_by_role("link")).to_have_text(["Was sich geändert hat"])


@pytest.mark.parametrize("path", ["", "faq/a/", "changes/"])
def test_readers_find_the_feed_and_the_theme_asks_for_no_sitemap(other_reader: Reader, path: str) -> None:
    asked: list[str] = []
    with other_reader.visit(path) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.reload(wait_until="networkidle")
        feeds = page.locator('link[rel~="alternate"][type="application/atom+xml"]')
        assert feeds.evaluate_all("all => all.map(one => one.href)") == [
            other_reader.site_url + "changes.atom"
        ]
        answer = page.request.get(other_reader.site_url + "changes.atom")
        assert answer.ok
    assert asked
    assert [url for url in asked if "sitemap" in url] == []


def test_without_an_address_of_its_own_a_site_has_no_feed(reader: Reader) -> None:
    with reader.visit() as page:
        expect(page.locator('link[type="application/atom+xml"]')).to_have_count(0)


# -- citations


def test_a_citation_tells_which_question_it_means_where_it_stands(reader: Reader) -> None:
    """To the eye behind the number, to a screen reader once, as the link's description."""
    with reader.visit("all/", width=PHONE[0]) as page:
        link = page.locator("#turned-away-customer .faq-reference")
        expect(link).to_have_accessible_name("question 3")
        expect(link).to_have_accessible_description(TITLE)
        shown = link.evaluate("one => getComputedStyle(one, '::after').content")
        assert "attr(title)" not in shown
        assert TITLE in shown
        first = link.evaluate("one => one.getClientRects()[0].height")
        assert first >= 24


@SCREENS
def test_below_an_answer_that_sends_on_stands_the_question(reader: Reader, width: int, height: int) -> None:
    with reader.visit("faq/turned-away-customer/", width=width, height=height) as page:
        # Right below, so that the citation need not say it as well.
        citation = page.locator(".faq-reference")
        expect(citation).to_have_accessible_name("question 3")
        assert citation.evaluate("one => getComputedStyle(one, '::after').content") == "none"
        box = page.locator(".faq-signpost")
        expect(box).to_contain_text("To look into it, the desk needs the misdirected parcel")
        expect(box.get_by_role("link")).to_have_text([TITLE])
        related = page.locator(".faq-beside__questions").first.get_by_role("listitem")
        assert [text.split()[0] for text in related.all_inner_texts()] == ["3", "5", "6"]
        expect(page.locator(".faq-contact").get_by_role("link")).to_have_text(["Contact us"])
        page.emulate_media(media="print")
        expect(box).to_be_hidden()
        expect(page.locator(".faq-contact")).to_be_hidden()
        page.emulate_media(media="screen")
        box.click()
        page.wait_for_url(f"**/{ANSWER}")
