"""Readers' mail files, judged on the page that says how to report: in the browser, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from faq.reports.judging import judge
from faq.reports.verdicts import Verdict
from tests.browser.conftest import PHONE, Reader
from tests.reports.choosing import FILES, choose
from tests.reports.samples import ORIGINAL, REPORT, SAMPLES, TEXT, report
from tests.sampling import ANSWER, EMAIL

SAID = ".faq-report__said"
THEMES = re.compile(r"/assets/(?:javascripts/bundle|stylesheets/made)\.")
"""The theme's program, which comes when a reader does something, whatever that is."""
OWN = re.compile(r"/assets/javascripts/(?:report|judge)\.[0-9a-f]{8}\.min\.js$")


def test_files_are_judged_with_no_request(reader: Reader) -> None:
    fetched: list[str] = []
    with reader.visit(ANSWER) as page:
        page.wait_for_load_state("networkidle")
        page.on("request", lambda request: fetched.append(request.url))
        page.mouse.wheel(0, 400)
        page.locator("article h1").click()
        assert [url for url in fetched if not THEMES.search(url)] == []
        choose(page, ("mine.eml", ORIGINAL), ("sent.eml", SAMPLES["a screenshot"][1]))
        said = page.locator(f"{SAID} > div")
        expect(said).to_have_count(2)
        words = said.first.locator("p")
        expect(words.nth(0)).to_have_text("Yes: mine.eml")
        expect(words.nth(1)).to_have_text(
            f"This is the original email. Attach it to a new message to {EMAIL}."
        )
        expect(said.first.locator("li")).to_have_text(
            '“Invoice 4711 – März” from "Accounts" <accounts@example.com>, 23 November 2026'
        )
        expect(said.last).to_contain_text("sent.eml")
        others = [url for url in fetched if not THEMES.search(url)]
        assert [url for url in others if not OWN.search(url)] == []
        assert len(others) == 2
        # Others take the place of the first.
        choose(page, ("note.txt", b"hello"))
        expect(said).to_have_text(re.compile("No: note.txt"))


def test_a_draft_can_be_saved(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        choose(page, ("mine.eml", ORIGINAL))
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save a draft").click()
        assert saved.value.suggested_filename == "mine-draft.eml"
        data = Path(saved.value.path()).read_bytes()
    assert ORIGINAL in data
    assert judge(data, EMAIL).verdict is Verdict.ATTACHED
    message = message_from_bytes(data, policy=default)
    assert (message["X-Unsent"], message["To"]) == ("1", EMAIL)


def test_a_report_to_the_desk_is_told_what_is_missing_and_where_the_steps_are(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        to = EMAIL.encode()
        choose(
            page,
            ("good.eml", REPORT.replace(b"desk@example.org", to)),
            ("bad.eml", report(TEXT, to=to, head=b"X-Mailer: a pigeon\r\n")),
        )
        said = page.locator(f"{SAID} > div")
        good, bad = said.first, said.last
        expect(said).to_have_count(2)
        expect(good).to_contain_text("Yes: good.eml")
        expect(good.get_by_role("link")).to_have_count(0)
        expect(bad).to_contain_text("No email is attached.")
        expect(bad.get_by_role("link", name="See the steps")).to_have_attribute("href", "#")


def test_a_file_can_be_dropped(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        page.evaluate(
            """text => {
              const data = new DataTransfer();
              data.items.add(new File([text], "dropped.eml"));
              const section = document.getElementById("__report");
              for (const type of ["dragenter", "dragover", "drop"])
                section.dispatchEvent(new DragEvent(type, { dataTransfer: data, cancelable: true }));
            }""",
            SAMPLES["one qmail stamp"][1].decode(),
        )
        expect(page.locator(SAID)).to_contain_text("Yes: dropped.eml")
        page.evaluate(
            """() => document.getElementById("__report").dispatchEvent(
              new DragEvent("drop", { dataTransfer: new DataTransfer(), cancelable: true }))"""
        )
        expect(page.locator(SAID)).to_have_text(re.compile("^Nothing came that could be read here"))


def test_the_keyboard_reaches_all_of_it_on_a_phone(reader: Reader) -> None:
    with reader.visit(ANSWER, width=PHONE[0], height=PHONE[1]) as page:
        choose(page, ("mine.eml", ORIGINAL))
        page.get_by_role("link", name="Save a draft").wait_for()
        page.locator(FILES).focus()
        for name in ("Save a draft with this email attached", "See the steps"):
            page.keyboard.press("Tab")
            expect(page.locator(":focus")).to_have_text(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_who_listens_hears_the_verdict(reader: Reader) -> None:
    with reader.visit(ANSWER) as page:
        expect(page.get_by_role("region", name="Can this be investigated?")).to_be_visible()
        files = page.get_by_label("Choose mail files")
        expect(files).to_have_accessible_description(re.compile("^Try your report before you send it"))
        status = page.locator("#__report").get_by_role("status")
        expect(status).to_be_empty()
        choose(page, ("mine.eml", ORIGINAL))
        expect(status).to_contain_text("Yes: mine.eml")


STATES = {
    "yes": (
        ORIGINAL,
        """
        - status:
          - paragraph:
            - strong: "Yes: a.eml"
          - paragraph: /This is the original email/
          - list:
            - listitem: /Invoice 4711/
          - paragraph:
            - link "Save a draft with this email attached"
          - paragraph: /Thunderbird opens the draft/
          - paragraph:
            - link "See the steps"
        """,
    ),
    "no": (
        b"none",
        """
        - status:
          - paragraph:
            - strong: "No: a.eml"
          - paragraph: /This is not an email/
          - paragraph:
            - link "See the steps"
        """,
    ),
}


@pytest.mark.parametrize("state", STATES)
def test_who_listens_finds_each_state_in_its_order(reader: Reader, state: str) -> None:
    file, tree = STATES[state]
    with reader.visit(ANSWER) as page:
        section = page.get_by_role("region", name="Can this be investigated?")
        expect(section).to_match_aria_snapshot(
            """
            - region "Can this be investigated?":
              - heading "Can this be investigated?" [level=2]
              - paragraph: /Try your report before you send it/
              - text: Choose mail files
              - button "Choose mail files"
              - paragraph: Or drop them here.
              - status
            """
        )
        choose(page, ("a.eml", file))
        expect(section.get_by_role("status")).to_match_aria_snapshot(tree)


def test_without_javascript_and_on_paper_stands_how_to_check_by_oneself(reader: Reader) -> None:
    own = "To check by yourself, open your report in the folder of sent mail"
    with reader.visit(ANSWER, javascript=False) as page:
        expect(page.get_by_text(own)).to_be_visible()
        expect(page.locator(FILES)).not_to_be_visible()
    with reader.visit(ANSWER) as page:
        expect(page.get_by_text(own)).not_to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_text(own)).to_be_visible()
        expect(page.locator(FILES)).not_to_be_visible()


def test_an_answer_that_cites_the_page_leads_to_it(reader: Reader) -> None:
    with reader.visit("faq/turned-away-sender/") as page:
        page.get_by_role("link", name="Check your report before you send it").click()
        expect(page.locator(FILES)).to_be_in_viewport()


LARGE = 50_000_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A report of 50 MB, as many lines as base64 has."""
    path = tmp_path_factory.mktemp("large") / "large.eml"
    lines = (b"A" * 76 + b"\r\n") * (LARGE // 78)
    path.write_bytes(ORIGINAL.replace(b"JVBERi0xLjQgbm9uZQ==\r\n", lines))
    yield path
    path.unlink()


def test_fifty_megabytes_leave_the_page_awake(browser: Browser, site_url: str, large: Path) -> None:
    """How long it takes is nobody's business; that the page goes on meanwhile is seen by its frames."""
    page = browser.new_page()
    page.goto(site_url + ANSWER)
    page.locator(FILES).focus()
    page.evaluate(
        """() => {
          window.shown = new Set();
          const look = () => {
            shown.add(document.getElementById("__report-progress").textContent);
            requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.set_input_files(FILES, large)
    expect(page.locator(SAID)).to_contain_text("Yes: large.eml")
    shown = page.evaluate("[...shown].filter(text => /^Looking at large.eml: [0-9]+ %$/.test(text)).length")
    assert shown > 2
    page.context.close()
