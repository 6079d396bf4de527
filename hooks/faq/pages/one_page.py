"""All questions, then all answers, in order, on one page, or so many on each of its parts (faq.pages.parted).

The answers come as rendered HTML, each written for an address of its own.  `combine` puts them together and
rewrites what would not survive the move: identifiers that would occur twice, links that can now stay on the
page, and relative addresses that were relative to somewhere else.  All else is handed on byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from faq.addresses import fragment, identifiers, relative_as_written
from faq.book.catalogue import numbered
from faq.frozen import record
from faq.pages.moving import HEADINGS, Located, Mover, page_of
from faq.permalinks.stubs import anchor
from faq.texts import TEXTS

LIST = "__questions"
"""The anchor of the list of questions."""


@record
class Answer:
    """A question with its rendered answer."""

    number: str
    """As readers see it: "3", or "2.3" in a section."""
    title: str
    """The whole question, as plain text."""
    slug: str
    """Its anchor on the page, beside the number; no other answer has it."""
    url: str
    """Where it is by itself, relative to the site: "faq/report-an-email/"."""
    html: str
    """What that page holds, the level-1 heading included."""
    section: tuple[str, ...] = ()
    """Titles of the sections that it is in, the outermost first; empty in a flat list."""
    section_numbers: tuple[str, ...] = ()
    """The number of each."""


AnswerSection = tuple[str, tuple[str, ...]]
"""An answer with the links below it, and the anchors inside it."""


@record
class Combined:
    """Answers on one page."""

    html: str
    anchors: Mapping[str, tuple[str, ...]]
    """The anchors inside each answer, by its slug: "report-an-email--steps"."""


def places(answers: Iterable[Answer], page_url: str) -> dict[str, Located]:
    """Where answers stand that are combined at `page_url`, by the page that each has for itself."""
    return {page_of(answer.url): Located(page_url, answer.slug) for answer in answers}


def combine(answers: Sequence[Answer], page_url: str, texts: Mapping[str, str] = TEXTS) -> str:
    """The HTML of all answers at `page_url` (relative to the site), each link between them on this page."""
    return combined(answers, page_url, places(answers, page_url), texts).html


def combined(
    answers: Sequence[Answer],
    page_url: str,
    at: Mapping[str, Located],
    texts: Mapping[str, str],
    whole: str | None = None,
    section: Callable[[Answer, str, Mapping[str, Located], str], AnswerSection] | None = None,
) -> Combined:
    """A list of links, then the answers, at `page_url`; `at` says where all answers stand, here or elsewhere.

    Every answer is a section with two anchors, `#<slug>` and `#<number>`; its headings stand one level
    lower, below sections deeper still, and its own identifiers begin with `<slug>--`.  `whole` is the page
    that lists all questions, where it is another; `section` is `answer_section`.
    """
    make = section or answer_section
    back = f"{'' if whole is None else relative_as_written(page_url, whole)}#{LIST}"
    out = [_list(answers, texts)]
    anchors: dict[str, tuple[str, ...]] = {}
    before: Answer | None = None
    for answer in answers:
        out.append(_section_headings(before, answer))
        own = escape(relative_as_written(page_url, page_of(answer.url)))
        links = (
            f'<p class="faq-answer__links"><a href="{own}">{escape(texts["own_page"])}</a> '
            f'<a href="{escape(back)}">{escape(texts["to_list"])}</a></p>\n'
        )
        html, anchors[answer.slug] = make(answer, page_url, at, links)
        out.append(html)
        before = answer
    return Combined("".join(out), anchors)


def _list(answers: Sequence[Answer], texts: Mapping[str, str]) -> str:
    groups = [list_part(above, "".join(map(_line, group))) for above, group in groupby(answers, levels)]
    name = escape(texts["all_questions"])
    return f'<nav class="faq-list" id="{LIST}" aria-label="{name}">\n{"".join(groups)}</nav>\n'


def _line(answer: Answer) -> str:
    link = f'<a href="{escape(fragment(answer.slug))}">{escape(answer.title)}</a>'
    return f"<li>{numbered(answer.number)} {link}</li>\n"


def list_part(above: Sequence[tuple[str, str]], items: str) -> str:
    """A list of questions, under the titles of the sections that are above them."""
    name = ""
    if above:
        titles = " – ".join(title for _, title in above)
        name = f"<p>{numbered(above[-1][0])} {escape(titles)}</p>\n"
    # The number is written out: a browser cannot count "2.3", and what is written can be searched and copied.
    return f'{name}<ol role="list">\n{items}</ol>\n'


def _section_headings(before: Answer | None, answer: Answer) -> str:
    """A heading for each section that begins with this answer."""
    headings, known = [], levels(before) if before else []
    for level, (number, title) in enumerate(levels(answer), start=1):
        if known[:level] != levels(answer)[:level]:
            heading = HEADINGS[min(level, 5)]
            headings.append(
                f'<{heading} class="faq-section">{numbered(number)} {escape(title)}</{heading}>\n'
            )
    return "".join(headings)


def levels(answer: Answer) -> list[tuple[str, str]]:
    """The sections around an answer, each with its number: titles alone may occur twice."""
    return list(zip(answer.section_numbers, answer.section, strict=True))


def answer_section(answer: Answer, page_url: str, at: Mapping[str, Located], links: str) -> AnswerSection:
    """An answer at `page_url` with the links below it; `at` says where all answers stand."""
    (slug, *others), number = identifiers(answer.slug), escape(answer.number)
    lower = 1 + len(answer.section)
    link = f'<a class="faq-number" id="{number}" href="#{number}">{number}</a> '
    mover = Mover(answer.slug, answer.url, page_url, at, lower, link)
    html = mover.moved(answer.html)
    heading = HEADINGS[min(lower, 5)]
    title = "" if mover.has_title else f"<{heading}>{link}{escape(answer.title)}</{heading}>\n"
    marked = "".join(map(anchor, others))
    section = f'<section class="faq-answer" id="{escape(slug)}">{marked}\n{title}{html}\n{links}</section>\n'
    return section, tuple(dict.fromkeys(mover.anchors))
