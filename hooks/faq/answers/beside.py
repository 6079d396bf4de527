"""Everything that a template shows beside one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import unquote

from faq.answers.citing import cited_by
from faq.answers.contact import ContactBlock, Feedback, contact_block, feedback
from faq.answers.related import related
from faq.answers.reviewed import reviewed
from faq.answers.signposts import Signpost, sent_to, signposts
from faq.book.catalogue import Entry
from faq.book.project import Project
from faq.frozen import record
from faq.model import Question
from faq.texts import date_text


@record
class Beside:
    """What a template knows as `answer`."""

    signposts: tuple[Signpost, ...]
    """The questions that it sends its readers to, where it says little else."""
    related: tuple[Entry, ...]
    """Those that it cites, and those that a writer named."""
    cited_by: tuple[Entry, ...]
    """Questions that cite this one, less those that are related already."""
    contact: ContactBlock | None
    feedback: Feedback | None
    reviewed: date | None
    reviewed_text: str
    """The day of the review as the site writes it; empty where there is none."""


def all_beside(
    project: Project,
    made: tuple[Entry, ...],
    times: Mapping[str, datetime],
    url: Callable[[str], str],
    html: Callable[[str], str],
    cited: Mapping[str, Sequence[Question]],
    sent: Callable[[str], tuple[str, ...]] = sent_to,
) -> Mapping[str, Beside]:
    """What stands beside each numbered question, by source path.

    `made` are the entries of the numbered questions, in order; `times` says when each page last changed;
    `url` maps a source path to its address, and `html` to what the engine rendered; `cited` says which cite
    which (`citing`); `sent` is `sent_to`.
    """
    by_src = dict(zip((q.src for q in project.numbered), made, strict=True))
    by_url = {unquote(entry.url): entry for entry in made}
    sources = {unquote(entry.url): src for src, entry in by_src.items()}
    by = cited_by(project, cited)
    desk = project.settings.desk
    reporting = cited.get(desk.page, ()) if desk else ()
    contact = project.settings.contact
    page = url(contact.page) if contact and contact.page else None

    def one(question: Question) -> Beside:
        named = tuple(dict.fromkeys((*by.get(question.src, ()), *related(project, question))))
        time = times.get(question.src)
        day = reviewed(project.pages[question.src].front)
        leads = sent(html(question.src))
        return Beside(
            signposts=signposts(url(question.src), lambda at: html(sources[at]), by_url, leads),
            related=tuple(by_src[q.src] for q in named),
            cited_by=tuple(by_src[q.src] for q in cited.get(question.src, ()) if q not in named),
            contact=contact_block(project, question, page, reports=question in reporting),
            feedback=feedback(project, question, time.date() if time else None),
            reviewed=day,
            reviewed_text=date_text(project.settings.texts, day) if day else "",
        )

    return {question.src: one(question) for question in project.numbered}
