"""Whom a reader can ask: links that open an email whose subject says what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from urllib.parse import quote

from faq.book.linking import target_of
from faq.book.options import Contact
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Question, Span


@record
class ContactBlock:
    """What a reader is told who is still stuck."""

    email: str
    mail: str | None
    """The link that writes to it; None where that would say the answer again, or invite what is no report."""
    page: str | None
    """Address of the page that says more; None where the answer itself leads there, or there is none."""
    here: bool
    """Whether to be in contact is what the answer is about: it leads to the contact page itself."""


@record
class Feedback:
    """Links by which a reader says whether an answer helped."""

    yes: str
    no: str


def mailto(address: str, subject: str = "") -> str:
    """A link that opens an email (RFC 6068): all but the unreserved characters percent-encoded as UTF-8.

    In the address "@", "+" and the other characters that section 2 of the RFC lets stand are kept.
    """
    to = quote(address, safe="@+!$'*")
    return f"mailto:{to}?subject={quote(subject, safe='')}" if subject else f"mailto:{to}"


def contact_block(
    project: Project, question: Question, page: str | None, *, reports: bool = False
) -> ContactBlock | None:
    """The contact block of an answer; None where there is nothing to say in one.

    `page` is the address of the page that says more.  `reports` says that the answer leads to the page on how
    to report an email: what is written in a plain email cannot be investigated, so that none is invited.
    """
    contact = project.settings.contact
    if contact is None:
        return None
    if _leads_there(project, question, contact):
        return ContactBlock(contact.email, mailto(contact.email), None, True)
    told = any(
        address.lower() == contact.email.lower() for _, address in project.pages[question.src].addresses
    )
    if reports or told:
        return ContactBlock(contact.email, None, page, False) if page else None
    number = question.place or ""
    subject = project.settings.texts["mail_subject"].format(number=number, title=question.title)
    return ContactBlock(contact.email, mailto(contact.email, subject), page, False)


def feedback(project: Project, question: Question, changed: date | None) -> Feedback | None:
    """The two links of "Did this help?"; None where nobody wants to hear.

    `changed` is the day on which the answer last changed: it tells the team which wording the reader had,
    in every version of the site that shows it.  An answer that only leads to the contact page is not asked.
    """
    contact, texts = project.settings.contact, project.settings.texts
    if contact is None or contact.feedback is None or _leads_there(project, question, contact):
        return None
    version = texts["version"].format(date=changed.isoformat()) if changed else texts["version_unknown"]
    about = {"number": question.place or "", "title": question.title, "version": version}
    yes, no = (
        mailto(contact.feedback, texts["feedback_subject"].format(verdict=texts[verdict], **about))
        for verdict in ("feedback_yes", "feedback_no")
    )
    return Feedback(yes, no)


def contact_problems(project: Project) -> Iterator[Problem]:
    """Those whom readers can turn to, where an address is not declared or a page does not exist."""
    contact, desk = project.settings.contact, project.settings.desk
    if contact is not None:
        keys = {contact.email: "email"}
        if contact.feedback:
            keys.setdefault(contact.feedback, "feedback")
        yield from _undeclared(project, "contact", keys, contact.page)
    if desk is not None:
        yield from _undeclared(project, "report", {desk.to: "to"}, desk.page)


def _undeclared(
    project: Project, section: str, keys: Mapping[str, str], page: str | None
) -> Iterator[Problem]:
    """What a section of the settings names and the site has not; `keys` has its addresses with their keys."""

    def place(key: str) -> Span:
        return project.settings.place("extra", "faq", section, key)

    declared: Mapping[str, str] = {a.lower(): a for a in project.settings.addresses}
    for address, key in keys.items():
        if declared and address.lower() not in declared:
            near = get_close_matches(address.lower(), declared, 1, 0.7)
            fix = f"write {declared[near[0]]}, or " if near else ""
            message = f"{section}: {address} is no address that the site declares"
            way = f"{fix}declare it under addresses:"
            yield Problem(Kind.UNDECLARED_ADDRESS, place(key), message, way)
    if page and page not in {*project.pages, *project.generated}:
        near = get_close_matches(page, project.pages, 1, 0.6)
        fix = f"write {near[0]}" if near else "write the path of a page"
        message = f'{section}: page: "{page}" does not exist'
        yield Problem(Kind.NOT_THERE, place("page"), message, fix)


def _leads_there(project: Project, question: Question, contact: Contact) -> bool:
    links = project.pages[question.src].links
    targets = (target_of(project, question.src, link.destination) for link in links)
    return contact.page is not None and any(target and target[0] == contact.page for target in targets)
