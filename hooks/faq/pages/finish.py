"""The second pass: rendered pages in, the site's files out, one page at a time.  It knows no engine.

What all pages share is found once, when the last of them is rendered (`share`); what becomes of each follows
from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment

from faq.addresses import linked, relative_as_written
from faq.answers.beside import Beside, all_beside
from faq.answers.changes import changes_html
from faq.answers.checker import Checker, checkers
from faq.answers.citing import cited_in, citing
from faq.answers.signposts import sent_to
from faq.book.catalogue import Entry, catalogue, entries, overview_html
from faq.book.overview import Section, near, section_anchors
from faq.book.project import Project
from faq.frozen import record
from faq.model import Problem, Question
from faq.pages.for_machines import Machines, for_machines
from faq.pages.frames import around
from faq.pages.keeping import Value, digest, plain
from faq.pages.moving import Located
from faq.pages.navigation import NavNode, NavPart, NearNavigation, Shown, near_navigation
from faq.pages.one_page import Answer, AnswerSection, Combined, answer_section, combine, combined
from faq.pages.parted import AnswerPage, onward, part_pages
from faq.pages.prepare import ChangesPage, Prepared
from faq.pages.reuse import Reuse
from faq.pages.site import Rendered
from faq.permalinks.answering import former_names, gone_files, one_page_history, with_former_names
from faq.policy.storing import THEMED
from faq.texts import date_text
from faq.theme.kinship import installed, stranger
from faq.theme.material import REPAIRS
from faq.theme.repair import Ready, ready, repaired
from faq.theme.selector import selector_faults
from faq.theme.words import themes_words
from faq.verbatim import is_utf8
from faq.walkthroughs.beside_pages import structured_data

MUCH = 20_000
"""How much of a page's content, in characters, is looked through apart from what stands around it."""
OF_PAGE = ("answer", "checker", "faq", "head", "structured_data")
"""What templates know beside a page, and is another for each."""


@record
class Shared:
    """What the pages of a site share, once all are rendered."""

    prepared: Prepared
    pages: Mapping[str, Rendered]
    """By path in the docs folder."""
    fronts: Mapping[str, str]
    """What writers say of pages in front matter, as text, by path in the docs folder."""
    sources: Mapping[str, str]
    """The path in the docs folder of each file of the site, by its path in the site."""
    entries: tuple[Entry, ...]
    beside: Mapping[str, Beside]
    """What stands beside each answer, by source path."""
    checkers: Mapping[str, Checker]
    """What lets readers judge their mail files, by source path."""
    machines: Machines
    texts: Mapping[str, str]
    """What pages say, in the theme's own words where there is none of ours in the site's language."""
    repairs: tuple[Ready, ...]
    near: NearNavigation | None
    """What pages show of the navigation; None where they show it as it is."""
    reuse: Reuse
    """The pages that earlier builds kept."""

    def url(self, src: str) -> str:
        """The address of a page, as templates pass it through the `url` filter."""
        return self.pages[src].url if src in self.pages else src

    @property
    def one_page(self) -> str | None:
        """The address of the page with all answers; None where there is none."""
        return self._url(self.prepared.project.settings.one_page)

    def _url(self, src: str | None) -> str | None:
        page = self.pages.get(src or "")
        return page.url if page else None

    def filled(self) -> Iterator[tuple[str, str]]:
        """The pages that are made of the others: source path and content."""
        prepared, settings = self.prepared, self.prepared.project.settings
        changes = prepared.changes
        if changes is not None and (page := self.pages.get(changes.src)):
            yield page.src, page.html + _changes(self, changes, page.url)
        made = prepared.project.made_overview
        if made is not None and (page := self.pages.get(made)):
            anchors = section_anchors(prepared.project.numbered)
            yield (
                page.src,
                page.html + overview_html(self.entries, anchors, partial(relative_as_written, page.url)),
            )
        if page := self.pages.get(settings.one_page or ""):
            yield from _all_answers(self, page)

    @property
    def to_close(self) -> int:
        """How many files the end of a build writes and reads, about: each page twice (faq.pages.closing)."""
        machines = self.machines
        return 2 * len(self.pages) + len(machines.places.copies) + len(machines.cards)

    def described(self, src: str) -> dict[str, str]:
        """The description of a page where its theme looks for a writer's own, and writes it as it is."""
        descriptions = self.machines.descriptions
        return {"description": escape(descriptions[src])} if src in descriptions else {}

    def for_all(self) -> dict[str, object]:
        """What every template knows."""
        project = self.prepared.project
        contact = project.settings.contact
        gone = gone_files(project, self.prepared.declared)
        return {
            "texts": self.texts,
            "faq_searches": self.prepared.site.searches,
            "faq_llms": self.machines.llms,
            "faq_questions": near(self.entries, None, project.settings.list_up_to),
            "faq_overview": self._url(project.overview),
            "faq_folder": project.settings.folder,
            "faq_contact": self._url(contact.page) if contact else None,
            # What the 404 page says of files that were taken away; its script cannot ask for other addresses.
            "gone_files": [
                {
                    "address": one.address,
                    "reason": one.reason,
                    "href": linked("", one.instead),
                    "title": one.title,
                }
                for one in gone
                if is_utf8(one.address)
            ],
        }

    def for_page(self, src: str) -> dict[str, object]:
        """What the template of one page knows beside it."""
        project, page = self.prepared.project, self.pages.get(src)
        return {
            "faq": catalogue(project, self.entries, src, self.one_page),
            "answer": self.beside.get(src),
            "checker": self.checkers.get(src),
            "changes": self.prepared.to_changes,
            "structured_data": _structured_data(self, page) if page else [],
            "head": self.machines.head(src),
        }

    def known(self, src: str, told: Mapping[str, object] | None = None) -> tuple[object, ...]:
        """All that a page's frame is made of, but for what all pages share and what the engine knows.

        `told` has what `for_page` has said, if it was asked.
        """
        near = _outline(self.near.shown(src), self.pages, self.fronts) if self.near else ()
        told = told or self.for_page(src)
        beside = {name: told[name] for name in OF_PAGE}
        return near, sorted(beside.items())

    def mended(self, html: str, file: str, content: str = "") -> tuple[str, list[Problem]]:
        """A page as the theme wrote it, without the theme's faults; says what could not be mended.

        `content` is what its writers wrote of it.
        """
        if not file.endswith(".html"):
            return html, []
        site = self.prepared.site
        if not site.material:
            return html, [stranger(file)] if THEMED in html else []
        if len(content) > MUCH and (made := around(html, content, self.repairs)) is not None:
            return made, []
        return repaired(html, self.repairs, file, partial(installed, site.theme))

    def theme_faults(self, env: Environment) -> Iterator[Problem]:
        """Where the theme is not the one that the selector of versions was mended for."""
        if self.prepared.site.material and self.prepared.site.versioned:
            yield from selector_faults(env)

    def day(self, day: str) -> str:
        """A day in the site's words, for templates."""
        return date_text(self.prepared.project.settings.texts, date.fromisoformat(day))


def share(
    prepared: Prepared,
    rendered: Iterable[Rendered],
    files: Mapping[str, str],
    excluded: Set[str],
    env: Environment,
    nodes: Sequence[NavNode],
    reuse: Reuse,
) -> Shared:
    """What the pages share.

    `files` gives the file in the site of each file in the docs folder, `excluded` those that stay out of it;
    `env` holds the theme's templates, `nodes` are the whole navigation, `reuse` is what earlier builds kept.
    """
    project, site = prepared.project, prepared.site
    texts = {**project.settings.texts, **_of_parts(project), **_of_theme(prepared, env)}
    pages = {page.src: page for page in rendered}
    fronts = {src: plain(page.meta) for src, page in pages.items()}
    urls = {src: page.url for src, page in pages.items()}
    made = _interned(reuse, entries(project, lambda src: urls.get(src, src)))
    published = {src: file for src, file in files.items() if src not in excluded}
    cited = citing(project, partial(_cited_in, reuse))
    shared = Shared(
        prepared=prepared,
        pages=pages,
        fronts=fronts,
        sources={file: src for src, file in files.items()},
        entries=made,
        beside=all_beside(
            project,
            made,
            prepared.sources.times,
            lambda src: urls.get(src, src),
            lambda src: pages[src].html if src in pages else "",
            cited,
            lambda html: reuse.same(("sent to", html), None, partial(sent_to, html)),
        ),
        checkers=checkers(project, lambda src: urls.get(src, src), cited),
        machines=for_machines(site, project, pages, published, reuse),
        texts=texts,
        repairs=ready(REPAIRS, site.mended, texts),
        near=_near(project, urls, nodes),
        reuse=reuse,
    )
    whole = () if shared.near else _outline(nodes, pages, fronts)
    reuse.shared = digest(reuse.build, sorted(shared.for_all().items()), prepared.to_changes, whole)
    return shared


def _cited_in(reuse: Reuse, project: Project, question: Question) -> tuple[str, ...]:
    known = reuse.book, project.pages[question.src]
    return reuse.same(("cited in", question.src), known, partial(cited_in, project, question))


def _interned(reuse: Reuse, made: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The last build's entries where they are equal: what is made of them is then compared in no time."""
    return reuse.same(("entries",), made, lambda: made)


def _of_parts(project: Project) -> dict[str, str]:
    """What the link to all answers says where they stand on several pages, if a team has no words for it."""
    settings = project.settings
    own = settings.says("extra", "faq", "texts", "one_page")
    return {"one_page": settings.one_page_title} if project.parts and not own else {}


def _of_theme(prepared: Prepared, env: Environment) -> Mapping[str, str]:
    settings = prepared.project.settings
    return themes_words(env, settings.language, settings.texts) if prepared.site.material else {}


def _outline(
    nodes: Iterable[Shown], pages: Mapping[str, Rendered], fronts: Mapping[str, str]
) -> list[object]:
    """What is seen of a navigation: of front matter, Material shows `icon`, `status` and `subtitle` there."""
    out: list[object] = []
    for one in nodes:
        if isinstance(one, NavNode):
            page = pages.get(one.src or "")
            url = page.url if page else getattr(one.item, "url", "")
            front = fronts.get(one.src or "", "")
            out.append((one.title, url, front, _outline(one.children, pages, fronts)))
        elif isinstance(one, NavPart):
            out.append((one.title, one.active, _outline(one.children, pages, fronts)))
        else:
            out.append((one.title, one.url))
    return out


def _near(project: Project, urls: Mapping[str, str], nodes: Sequence[NavNode]) -> NearNavigation | None:
    overview = urls.get(project.overview or "")
    if overview is None:
        return None
    anchors = section_anchors(project.numbered) if project.made_overview else {}

    def address(section: Section) -> str:
        return f"{overview}#{anchors[section]}" if section in anchors else overview

    settings = project.settings
    return near_navigation(nodes, settings.list_up_to, settings.texts["all_questions"], address)


def _changes(shared: Shared, page: ChangesPage, here: str) -> str:
    def url(src: str) -> str:
        return relative_as_written(here, shared.url(src))

    feed = relative_as_written(here, page.feed) if page.feed else None
    return changes_html(page.found, shared.prepared.project.settings.texts, url, feed)


def _all_answers(shared: Shared, page: Rendered) -> Iterator[tuple[str, str]]:
    """The page with all answers; where they are too many, its parts, and then the page that leads to them."""
    project, declared = shared.prepared.project, shared.prepared.declared
    texts, title = project.settings.texts, project.settings.one_page_title
    if not project.parts:
        html = page.html + combine(list(_answers(shared, project.numbered)), page.url, texts)
        yield page.src, one_page_history(html, project, declared)
        return
    held = [part for part in project.parts if part.src in shared.pages]
    pages = [
        AnswerPage(shared.url(part.src), part.title, tuple(_answers(shared, part.questions))) for part in held
    ]
    former, anchors = former_names(project, declared), dict[str, tuple[str, ...]]()
    made = part_pages(pages, page.url, title, texts, partial(_combined, shared.reuse))
    for part, (html, found) in zip(held, made, strict=True):
        anchors |= found
        yield part.src, with_former_names(html, former)
    html = page.html + onward(pages, page.url, anchors, texts)
    yield page.src, one_page_history(html, project, declared)


def _combined(
    reuse: Reuse,
    answers: Sequence[Answer],
    url: str,
    at: Mapping[str, Located],
    texts: Mapping[str, str],
    whole: str,
) -> Combined:
    """Answers on one page: as they were put together before, or now."""

    places = reuse.same(("places", url), dict(at), object)

    def section(answer: Answer, url: str, at: Mapping[str, Located], links: str) -> AnswerSection:
        made = partial(answer_section, answer, url, at, links)
        return reuse.same(("section", url, answer.slug), (answer, places, links), made)

    def make() -> Value:
        made = combined(answers, url, at, texts, whole, section)
        return {"html": made.html, "anchors": dict(made.anchors)}

    known = answers, url, dict(at), dict(texts), whole

    def kept() -> Combined:
        value = reuse.value("answers", *known, make=make)
        return Combined(value["html"], {slug: tuple(found) for slug, found in value["anchors"].items()})

    return reuse.same(("answers", url), known, kept)


def _answers(shared: Shared, questions: Iterable[Question]) -> Iterator[Answer]:
    for question in questions:
        page = shared.pages.get(question.src)
        if page is not None:
            at = question.section, question.section_numbers
            yield Answer(question.place or "", question.title, question.slug, page.url, page.html, *at)


def _structured_data(shared: Shared, page: Rendered) -> list[dict[str, Any]]:
    """What a page says of its films to machines, which ask for absolute addresses; else nothing."""
    project, site = shared.prepared.project, shared.prepared.site.url
    source = project.pages.get(page.src)
    if source is None or project.shelf is None or not site:
        return []
    return structured_data(project.shelf, source, lambda path: urljoin(site, path), page.canonical)
