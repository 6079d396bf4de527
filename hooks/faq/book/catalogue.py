"""The questions as readers see them: the list on an index, neighbours, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import groupby

from faq.addresses import Permalink, page_address
from faq.book.linking import relative
from faq.book.overview import OVERVIEW, Section, section_anchors, sections
from faq.book.page_anchors import has_anchor
from faq.book.project import INDEXES, Project
from faq.frozen import record
from faq.model import Question
from faq.patterns import late

LIST = late(r"(?m)^[ \t]*<!--\s*faq:\s*questions\s*-->[ \t]*$")
"""Stands in a page where the list of all questions comes."""


@record
class Entry:
    """A question as a template shows it."""

    number: str
    title: str
    label: str
    url: str
    """From the site's root; templates pass it through the `url` filter."""
    slug: str
    section: tuple[str, ...]
    section_numbers: tuple[str, ...] = ()
    """The number of each section that it is in."""


@record
class Catalogue:
    """What a template knows as `faq`."""

    question: Entry | None
    """The one that the page answers; None on other pages."""
    previous: Entry | None
    next: Entry | None
    one_page: str | None
    """URL of the page with all answers."""
    place: str = ""
    """Where the question stands, in words (place_of)."""
    booklet: bool = False
    """Whether the page holds answers one below the other, to be printed as a booklet."""
    onward: bool = False
    """Whether the page leads to answers that stand in parts, or is one of these."""


def entries(project: Project, url: Callable[[str], str]) -> tuple[Entry, ...]:
    """Every question for templates, in order; `url` maps a source path to its address."""
    return tuple(
        Entry(q.place or "", q.title, q.label, url(q.src), q.slug, q.section, q.section_numbers)
        for q in project.numbered
    )


def catalogue(project: Project, made: tuple[Entry, ...], src: str, one_page: str | None) -> Catalogue:
    """The catalogue as one page sees it; `made` are the entries, the same for every page."""
    at = project.order.get(src)
    if at is None:
        booklet = src in project.booklets
        onward = bool(project.parts) and (booklet or src == project.settings.one_page)
        return Catalogue(None, None, None, one_page, booklet=booklet, onward=onward)
    before, after = made[at - 1] if at else None, (*made[at + 1 : at + 2], None)[0]
    return Catalogue(made[at], before, after, one_page, place_of(project, project.by_src.get(src)))


def place_of(project: Project, question: Question | None) -> str:
    """ "Question 3 of 7", in sections "Question 2.3 in Billing"; empty for what is no question."""
    if question is None or not question.place:
        return ""
    texts = project.settings.texts
    if question.section:
        section = " – ".join(question.section)
        return texts["place_in_section"].format(number=question.place, section=section)
    return texts["place"].format(number=question.place, count=project.count)


def with_list(text: str, src: str, project: Project) -> str:
    """A page's Markdown with the list of questions where `<!-- faq: questions -->` stands."""
    if "faq:" not in text or not LIST.search(text):
        return text
    everything = project.overview
    whole = everything is None or src == everything
    made = question_list(src, project.numbered) if whole else _short_list(src, project, everything or "")
    return LIST.sub(lambda _: made, text)


def list_address(project: Project) -> Permalink:
    """Where all questions are named: of the overview, or of a page's list.

    Of pages with a list the first page counts before others, and in it the heading above the list; without
    any it is the page with all answers, or the first page.
    """
    if project.overview:
        return Permalink(page_address(project.overview))
    for src in sorted(project.pages, key=lambda src: (src not in INDEXES, src)):
        page = project.pages[src]
        if "faq:" in page.source.text and (found := LIST.search(page.source.text)):
            headings = zip(page.headings, page.anchors.headings, strict=True)
            above = [anchor for heading, anchor in headings if heading.span.end <= found.start()][1:][-1:]
            anchor = next((one for one in above if has_anchor(project, src, one)), "")
            return Permalink(page_address(src), anchor)
    return Permalink(page_address(project.settings.one_page) if project.settings.one_page else "")


def bare_folders(project: Project) -> tuple[str, ...]:
    """The addresses of the folders that hold questions, and no page of their own: "faq/", "faq/billing/"."""
    folders = {
        "/".join(parts[:depth])
        for parts in (question.src.split("/")[:-1] for question in project.numbered)
        for depth in range(1, len(parts) + 1)
    }
    taken = {page_address(src) for src in (*project.pages, *project.generated)}
    return tuple(sorted(f"{folder}/" for folder in folders if f"{folder}/" not in taken))


def question_list(src: str, questions: Sequence[Question]) -> str:
    """All questions as Markdown: a numbered list, or one list under each section's title."""
    lines: list[str] = []
    for section, inside in sections(questions):
        if section:
            lines += ["", f"**{inside[0].section_numbers[-1]} {_escaped(' – '.join(section))}**", ""]
        counted = [question.place for question in inside] == [str(n + 1) for n in range(len(inside))]
        for position, question in enumerate(inside, 1):
            # A list that Markdown counts shows the places 1, 2, 3, and no others.
            mark = f"{position}." if counted else f"- {question.place}"
            lines.append(f"{mark} [{_escaped(question.title)}]({relative(src, question.src)})")
    return "\n".join(lines).strip("\n")


def _short_list(src: str, project: Project, everything: str) -> str:
    """The sections, or the first questions, and the way to the page that names all."""
    way = relative(src, everything)
    if not any(question.section for question in project.numbered):
        named = question_list(src, project.numbered[: project.settings.list_up_to])
    else:
        anchors = section_anchors(project.numbered) if project.made_overview else {}
        firsts = {section[:1]: inside[0] for section, inside in reversed(list(sections(project.numbered)))}
        named = "\n".join(
            f"- {question.section_numbers[0]} "
            f"[{_escaped(section[0])}]({way}{'#' * bool(anchors)}{anchors.get(section, '')})"
            if section
            else f"- {question.place} [{_escaped(question.title)}]({relative(src, question.src)})"
            for section, question in reversed(firsts.items())
        )
    return f"{named}\n\n[{_escaped(project.settings.texts['all_questions'])}]({way})"


def overview_html(made: Sequence[Entry], anchors: Mapping[Section, str], link: Callable[[str], str]) -> str:
    """All questions as HTML, each section under a heading with its anchor; `link` leads to an address."""
    parts: list[str] = []
    known: Section = ()
    for section, group in groupby(made, lambda entry: entry.section):
        inside = list(group)
        for depth in range(1, len(section) + 1):
            if known[:depth] != section[:depth]:
                number = inside[0].section_numbers[depth - 1]
                name = f"h{min(depth + 1, 6)}"
                title = f"{numbered(number)} {escape(section[depth - 1])}"
                parts.append(f'<{name} id="{escape(anchors[section[:depth]])}">{title}</{name}>\n')
        known = section
        items = "".join(numbered_item(one.number, link(one.url), one.title) for one in inside)
        parts.append(f'<ol role="list">\n{items}</ol>\n')
    return f'<div class="faq-list {OVERVIEW}">\n{"".join(parts)}</div>\n'


def numbered(number: str, *, anchor: bool = False) -> str:
    """A number as readers see it; an anchor, if it is to be one."""
    name = f' id="{escape(number)}"' if anchor else ""
    return f'<span class="faq-number"{name}>{escape(number)}</span>'


def label(number: str, title: str) -> str:
    """A question in the navigation: "3 · Report an email"; `title` is HTML, as the theme takes it."""
    return f'<span class="faq-number">{escape(number)} ·</span> <span>{title}</span>'


def numbered_item(number: str, href: str, title: str) -> str:
    """An entry of a list of questions, with its number written out."""
    return f'<li>{numbered(number)} <a href="{escape(href)}">{escape(title)}</a></li>\n'


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)
