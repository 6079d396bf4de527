"""Links that open an email, and whom a configuration may name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from faq.answers.contact import contact_block, feedback, mailto
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.project import Project
from faq.book.settings import configured, read_settings
from faq.book.workspace import load
from tests.faqs import project, question

CONTACT = "extra: {faq: {contact: {email: help@example.org, page: contact.md%s}}}\n"


@pytest.mark.parametrize(
    ("subject", "link"),
    [
        ("", "mailto:help@example.org"),
        ("Why?", "mailto:help@example.org?subject=Why%3F"),
        ("a b+c", "mailto:help@example.org?subject=a%20b%2Bc"),
        ("50 % & more = #1", "mailto:help@example.org?subject=50%20%25%20%26%20more%20%3D%20%231"),
        ("Größe “x”", "mailto:help@example.org?subject=Gr%C3%B6%C3%9Fe%20%E2%80%9Cx%E2%80%9D"),
        ("a/b;c,d", "mailto:help@example.org?subject=a%2Fb%3Bc%2Cd"),
    ],
)
def test_a_subject_is_encoded(subject: str, link: str) -> None:
    assert mailto("help@example.org", subject) == link


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("a+b@example.org", "mailto:a+b@example.org"),
        ("a%b&c?d@example.org", "mailto:a%25b%26c%3Fd@example.org"),
    ],
)
def test_an_address_is_encoded_where_it_must_be(address: str, link: str) -> None:
    assert mailto(address) == link
    assert unquote(urlsplit(link).path) == address


def subject(link: str | None) -> str:
    """What the mail's subject will be."""
    assert link is not None
    return parse_qs(urlsplit(link).query)["subject"][0]


@pytest.fixture
def made(tmp_path: Path) -> Project:
    pages = {
        "a": question(1, "Does <b> & “c” cost 5 %?"),
        "b": question(2, "Anything else?", "Please [contact us](../contact.md)."),
        "/contact": "# Contact\n\nWrite.\n",
    }
    return load(read_settings(project(tmp_path, pages, nav="a b", config=CONTACT % "")))


def test_the_mail_names_the_question(made: Project) -> None:
    block = contact_block(made, made.numbered[0], "contact/")
    assert block is not None
    assert subject(block.mail) == "Question 1: " + made.numbered[0].title
    assert (block.page, block.here) == ("contact/", False)


def test_an_answer_that_leads_to_the_contact_page_asks_nobody_whether_it_helped(made: Project) -> None:
    block = contact_block(made, made.numbered[1], "contact/")
    assert block is not None
    assert (block.mail, block.page, block.here) == ("mailto:help@example.org", None, True)
    assert feedback(made, made.numbered[1], None) is None


@pytest.mark.parametrize(
    ("body", "told"),
    [("Write to help@example.org.", True), ("[Write](mailto:Help@example.org).", True), ("Wait.", False)],
)
def test_an_address_that_the_answer_names_is_not_said_twice(tmp_path: Path, body: str, told: bool) -> None:
    pages = {"a": question(1, "Whom?", body), "/contact": "# Contact\n"}
    made = load(read_settings(project(tmp_path, pages, nav="a", config=CONTACT % "")))
    block = contact_block(made, made.numbered[0], "contact/")
    assert block is not None
    assert (block.mail is None, block.page) == (told, "contact/")
    assert (contact_block(made, made.numbered[0], None) is None) == told


def test_who_is_to_report_is_invited_to_no_plain_email(made: Project) -> None:
    block = contact_block(made, made.numbered[0], "contact/", reports=True)
    assert block is not None
    assert (block.mail, block.page) == (None, "contact/")


def test_feedback_names_the_question_and_its_version(tmp_path: Path) -> None:
    pages = {"a": question(1, "Does <b> & “c” cost 5 %?"), "/contact": "# Contact\n"}
    more = CONTACT % ", feedback: ideas@example.org"
    made = load(read_settings(project(tmp_path, pages, nav="a", config=more)))
    known = feedback(made, made.numbered[0], date(2026, 3, 12))
    unknown = feedback(made, made.numbered[0], None)
    assert known is not None
    assert unknown is not None
    title = made.numbered[0].title
    assert subject(known.yes) == f"Yes, it helped - question 1 (version of 2026-03-12): {title}"
    assert subject(known.no) == f"No, it did not help - question 1 (version of 2026-03-12): {title}"
    assert "(version unknown)" in subject(unknown.yes)


@pytest.mark.parametrize(
    ("more", "to"),
    [(", feedback: ideas@example.org", "ideas@example.org"), (", feedback: false", None), ("", None)],
)
def test_feedback_goes_to_an_address_of_its_own_or_nowhere(tmp_path: Path, more: str, to: str | None) -> None:
    pages = {"a": question(1, "Why?"), "/contact": "# Contact\n"}
    made = load(read_settings(project(tmp_path, pages, nav="a", config=CONTACT % more)))
    links = feedback(made, made.numbered[0], None)
    assert (urlsplit(links.yes).path if links else None) == to


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ({"contact": {"page": "contact.md"}}, "contact: email: must be an email address, not nothing"),
        ({"contact": {"email": "nobody"}}, "contact: email: must be an email address, not 'nobody'"),
        ({"contact": {"email": "a@b.c", "fedback": "a@b.c"}}, "contact: fedback: is unknown; write feedback"),
        ({"contact": {"email": "a@b.c", "feedback": True}}, "feedback: must be an email address, or false"),
        ({"contact": {"email": "a@b.c", "page": "contact/"}}, "page: must be a page such as contact.md"),
        ({"contact": "a@b.c"}, "contact: must be a mapping"),
        ({"changes": "changes/"}, "changes: must be a page of its own such as changes.md"),
        ({"changes": "all.md", "one_page": "all.md"}, "changes: must be a page of its own"),
        ({"review_after_days": "a year"}, "review_after_days: must be a number of days, not 'a year'"),
        ({"review_after_days": 0}, "review_after_days: must be a number of days, not 0"),
        ({"texts": {"months": "Jan Feb"}}, "months: must be twelve words"),
    ],
)
def test_a_configuration_that_means_nothing_is_refused(extra: dict[str, object], told: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        configured(Path(), {"extra": {"faq": extra}})
    assert told in str(refused.value)
