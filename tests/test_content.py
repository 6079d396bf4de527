"""The answers say what they must, and nothing that nobody told them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

HELP_DESK = "emailsupport@smxemail.com"
GOLD = "sales@smxemail.com"

# The file of each question in order, and what its answer must say.
FACTS: dict[str, tuple[str, ...]] = {
    "hours-of-support": ("email support to all customers", "24/7", "gold support", GOLD),
    "contact-help-desk": ("24/7 email support", "help desk", HELP_DESK),
    "report-misclassified-email": (
        "To investigate, the help desk needs a copy of the misclassified email",
        "the original email itself",
        HELP_DESK,
        "most common email clients",
        "Launch your email client.",
        f"Create a new message, addressed to {HELP_DESK}.",
        "Drag and drop the misclassified email into the new message. It appears there as an attachment.",
        "only if you submit it in this way",
        "message/rfc822 MIME attachment",
        "does not hand over the message in its original form",
        "The help desk issues a case number automatically.",
        "quote it in all later correspondence about that case",
    ),
    "false-positive-customer": (
        "Somebody who sends email to you got a notice",
        "rejected for suspected spam content",
        "false positive",
        "follow the procedure in question 3 above",
    ),
    "false-positive-sender": (
        "You got a notice that your message was rejected for suspected spam content",
        "false positive",
        "follow the procedure in question 3 above",
    ),
    "false-negative": (
        "after you became a customer of SMX",
        "false negative",
        "To submit a false negative, follow the procedure in question 3 above",
    ),
    "different-question": ("Have a different question?", "contact us"),
}

READERS = {
    "false-positive-customer": "I am a customer of SMX:",
    "false-positive-sender": "I am not a customer of SMX:",
    "false-negative": "I am a customer of SMX:",
}

# Numbers that the pages may name: hours and days, the MIME type, steps are counted by the browser.
NUMBERS = {"24", "7", "822", "3"}


class _Article(HTMLParser):
    """The text and the links of a page's article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.depth, self.words, self.links = 0, [""], [("", "")]
        self.heading, self.in_heading, self.in_number = "", False, False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "article"
        self.in_heading |= tag == "h1"
        self.in_number |= ("class", "faq-number") in attrs
        if self.depth and tag == "a":
            values = dict(attrs)
            self.links.append((values.get("href") or "", values.get("title") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"
        self.in_heading &= tag != "h1"
        self.in_number &= tag not in ("span", "a")

    def handle_data(self, data: str) -> None:
        if self.depth and not self.in_number:
            self.words.append(data)
        if self.in_heading:
            self.heading += data

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def read(site: Path, path: str) -> _Article:
    return _Article((site / path / "index.html").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slug", FACTS)
def test_facts(built_site: Path, slug: str) -> None:
    text = read(built_site, f"faq/{slug}").text
    assert [fact for fact in FACTS[slug] if fact not in text] == []


@pytest.mark.parametrize("slug", FACTS)
def test_facts_on_the_one_page(built_site: Path, slug: str) -> None:
    text = read(built_site, "all").text
    assert [fact for fact in FACTS[slug] if fact not in text] == []


@pytest.mark.parametrize("slug", FACTS)
def test_readers_see_when_an_answer_was_reviewed(built_site: Path, slug: str) -> None:
    assert re.search(r"Last reviewed on \d+ \w+ \d{4}", read(built_site, f"faq/{slug}").text)


@pytest.mark.parametrize("slug", READERS)
def test_title_begins_with_the_reader(built_site: Path, slug: str) -> None:
    assert read(built_site, f"faq/{slug}").heading.startswith(READERS[slug])


@pytest.mark.parametrize("slug", READERS)
def test_question_3_is_cited_and_linked(built_site: Path, slug: str) -> None:
    title = read(built_site, "faq/report-misclassified-email").heading.removesuffix("¶")
    assert ("../report-misclassified-email/", title) in read(built_site, f"faq/{slug}").links


def test_index_lists_the_questions_in_order(built_site: Path) -> None:
    links = [href for href, _ in read(built_site, "").links if href.startswith("faq/")]
    ways, questions = links[: -len(FACTS)], links[-len(FACTS) :]
    assert questions == [f"faq/{slug}/" for slug in FACTS]
    assert sorted(ways) == sorted(questions), "by who the reader is each is reached as well, and once"


def test_different_question_leads_to_the_contact_page(built_site: Path) -> None:
    assert ("../../contact/", "") in read(built_site, "faq/different-question").links
    assert {HELP_DESK, GOLD} <= set(re.findall(r"[\w.]+@[\w.]+\w", read(built_site, "contact").text))


@pytest.mark.parametrize("path", ["", "contact", *(f"faq/{slug}" for slug in FACTS)])
def test_nothing_is_invented(built_site: Path, path: str) -> None:
    """No address but the two, no telephone number, price or response time."""
    article = read(built_site, path)
    assert set(re.findall(r"[\w.+-]+@[\w.-]+\w", article.text)) <= {HELP_DESK, GOLD}
    written = {href.partition("?subject=")[0] for href, _ in article.links if ":" in href}
    assert written <= {f"mailto:{HELP_DESK}", f"mailto:{GOLD}"}
    made = r"Question \d of \d|(?:Previous|Next) question \d\.|\d+ seconds, captioned|\(MP4, \d+ KB\)"
    made += r"|Last reviewed on \d+ \w+ \d{4}"
    own = re.sub(made, "", article.text)
    assert set(re.findall(r"\d+", own)) <= NUMBERS


def test_lists_are_for_readers_not_for_search_engines(built_site: Path) -> None:
    robots = '<meta name="robots" content="noindex">'
    pages = {path for path in built_site.rglob("*.html") if robots in path.read_text(encoding="utf-8")}
    lists = {built_site / "all/index.html", built_site / "changes/index.html"}
    assert pages == lists | {built_site / "support.html"}, "and what leads on"
