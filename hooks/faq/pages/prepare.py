"""The first pass: settings and sources in; what the engine is to render out.  It knows no engine."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

from markdown import Markdown
from markdown.extensions import Extension

from faq.addresses import linked, page_address
from faq.answers.changes import Change, changes
from faq.answers.checker import SCRIPT, with_given
from faq.answers.feed import Feed, atom
from faq.book.catalogue import list_address, with_list
from faq.book.link_plan import LinkPlan, page_plan, replan
from faq.book.parts import Portion
from faq.book.project import Project
from faq.book.settings import NavEntry
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Report, Source
from faq.pages.assets import Stamps, stamps
from faq.pages.choosing import Choice, ClientsExtension
from faq.pages.rendering import ReferenceExtension
from faq.pages.site import Site
from faq.pages.sources import Sources
from faq.pages.tabs import TabsExtension
from faq.permalinks.answering import kept_addresses, with_kept_anchors
from faq.permalinks.declared import Declared, declared
from faq.permalinks.made import FEED
from faq.policy.alignment import AlignmentExtension
from faq.rules.check import check
from faq.rules.order import order_problem
from faq.text.markdown.lines import with_made
from faq.walkthroughs.extension import WalkthroughExtension
from faq.walkthroughs.figure import Exhibit

UNLISTED = "---\nrobots: noindex\nsearch:\n  exclude: true\n---\n\n"
"""The front matter of a page that no search should find: it holds what other pages say, or nothing but links.

Tells search engines, and the theme's own search."""
UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n\n"
"""The front matter of a page that the site's own search should not find, while other search engines may."""


@record
class ChangesPlace:
    """Where the page is that says what changed; what a template knows as `changes`."""

    src: str
    url: str
    """Its address, from the site's root."""
    feed: str | None
    """The feed's address; None where there is none."""


@record
class ChangesPage(ChangesPlace):
    """The same with what it says, which is more with each commit: other pages must not be other for it."""

    found: tuple[Change, ...]


@record
class Prepared:
    """What the engine is to render, and what is known before it does."""

    site: Site
    sources: Sources
    report: Report
    declared: Declared
    """What becomes of old addresses."""
    files: Mapping[str, str]
    """What is made, by path in the docs folder: pages at old addresses, pages still to be filled, a feed, and
    what stands in the place of the project's own styles and scripts."""
    stamps: Stamps
    """The project's own styles and scripts under the names that readers get; those in `docs/` go."""
    changes: ChangesPage | None
    """None where nobody wants one, or a file has its path."""
    plans: dict[str, LinkPlan]
    """What is linked in each page that was rendered so far, and the text in which it is."""
    foreseen: dict[str, LinkPlan] = field(default_factory=dict)
    """The same of each page that is to be rendered, as far as somebody has asked for it already."""

    @property
    def project(self) -> Project:
        """The project as it was read."""
        return self.sources.project

    @property
    def to_changes(self) -> ChangesPlace | None:
        """Where the page is that says what changed; None where there is none."""
        page = self.changes
        return page and ChangesPlace(page.src, page.url, page.feed)

    @property
    def lists(self) -> tuple[tuple[str, str], ...]:
        """The way from the navigation to where all questions are named, by title and address from the root.

        None where the navigation itself shows it, because these are too many for it.
        """
        if self.project.overview:
            return ()
        to = linked("", list_address(self.project))
        return ((self.project.settings.texts["all_questions"], f"./{to}" if to.startswith("#") else to),)

    @property
    def locked(self) -> bool:
        """Whether pages get the policy: not where another theme than Material only shows pages to publish.

        MkDocs' own themes (1.6.1) ask another host and style single elements.
        """
        return self.site.material or not self.project.settings.off

    def misordered(self, built: Sequence[NavEntry]) -> list[Problem]:
        """What is wrong with the navigation that the engine built."""
        return list(filter(None, [order_problem(self.project, built)]))

    def text(self, src: str, text: str) -> str:
        """A page's Markdown, as the engine has it, with the list of questions and the steps of mail programs
        where the page asks for them."""
        reading = self.project.reading
        text = with_made(text, self.project.path(src), reading.include, reading.made)
        return with_list(text, src, self.project)

    def day(self, src: str) -> str | None:
        """The day on which what a page says last changed, where search engines are told; else None.

        A page that is made of others has the day of the youngest: no number and no keyword moves it, though
        the page's own bytes may be younger.
        """
        times = self.sources.times
        if not self.site.published or not times:
            return None
        part = self.project.parts_by_src.get(src)
        of = [times[one.src] for one in part.questions if one.src in times] if part else []
        return (times.get(src) or max(of or times.values())).date().isoformat()

    @property
    def meanings(self) -> tuple[object, ...]:
        """What decides, beside the settings, what is linked in a page of which nothing else has changed."""
        return self.project.questions, tuple(self.project.pages), self.report.problems

    def planned(self, src: str, text: str) -> LinkPlan:
        """What to link in a page as it was read, with the list of questions if it asks for one.

        `text` is the Markdown of one that nobody read, because it is made.
        """
        page = self.project.pages.get(src)
        if page is None:
            return self._replanned(src, text)
        plan = page_plan(self.project, src, page, self.report, None, self.site.preview)
        listed = with_list(plan.text, src, self.project)
        return plan if listed == plan.text else self._replanned(src, listed)

    def plan(self, src: str, text: str) -> LinkPlan:
        """What to link in a page whose preprocessor got this text."""
        plan = self.foreseen.get(src) or self.planned(src, text)
        if plan.text != text:
            plan = self._replanned(src, text)
        self.plans[src] = plan
        return plan

    def _replanned(self, src: str, text: str) -> LinkPlan:
        return replan(self.project, src, text, self.report, None, self.site.preview)

    def with_anchors(self, src: str, html: str) -> tuple[str, list[Problem]]:
        """A page's content with the anchors that it had; says which of them have nowhere to lead to."""
        return with_kept_anchors(html, src, self.project, self.declared)

    def chosen(self, src: str | None) -> Choice | None:
        """The mail programs among which readers of a page choose."""
        clients = self.project.clients.get(src or "")
        if clients is None:
            return None
        name = self.project.settings.texts["client_choice"]
        return Choice(name, frozenset(client.anchor for client in clients.clients))

    def film(self, address: str) -> Exhibit | None:
        """The film that an image's address names."""
        shelf = self.project.shelf
        exhibit = shelf.exhibits.get(PurePosixPath(urlsplit(address).path).stem) if shelf else None
        return replace(exhibit, texts=self.project.settings.texts) if exhibit else None


def prepare(
    site: Site, sources: Sources, urls: Mapping[str, str], read: Callable[[str], str | None]
) -> Prepared:
    """What the engine is to render.

    `urls` are the addresses of all files that the engine knows, by path in the docs folder; `read` gives the
    text of one of them, None where there is none.
    """
    project = sources.project
    old = declared(project)
    made = kept_addresses(project, old, site.language)
    settings = project.settings
    if settings.one_page and settings.one_page not in urls:
        made[settings.one_page] = f"{UNLISTED}# {settings.one_page_title}\n"
    made |= {part.src: _part(settings.one_page_title, part) for part in project.parts if part.src not in urls}
    if project.made_overview and project.made_overview not in urls:
        made[project.made_overview] = f"{UNSEARCHED}# {settings.texts['all_questions']}\n"
    told = _changes_page(site, sources) if settings.changes not in urls else None
    if told is not None:
        made[told.src] = f"{UNLISTED}# {settings.texts['changes']}\n"
        if told.feed is not None:
            feed = _feed(site, project, told, told.feed, urls)
            # What reads a feed follows no page that leads on; this one says where it is by now: "self".
            made |= dict.fromkeys((told.feed, *(_former_feeds(told.src, old) - urls.keys())), feed)
    report = check(project, None, sources.today)

    def given(path: str) -> str | None:
        text = read(path)
        return with_given(text, settings) if text is not None and path == SCRIPT else text

    small = stamps(site.styles, site.scripts, urls, given)
    return Prepared(
        site=site,
        sources=sources,
        report=replace(report, problems=(*site.problems(settings), *sources.problems, *report.problems)),
        declared=old,
        files={**made, **small.files},
        stamps=small,
        changes=told,
        plans={},
    )


def _part(title: str, part: Portion) -> str:
    """A page for some of the answers; its heading comes with them: a section's title is no Markdown."""
    said = json.dumps(f"{title} – {part.title}")  # JSON's strings are YAML's
    return UNLISTED.replace("---\n", f"---\ntitle: {said}\n", 1)


def extensions(
    source_of: Callable[[Markdown], str | None],
    prepared: Callable[[], Prepared],
    say: Callable[[Problem], object],
) -> Iterator[Extension]:
    """What Python-Markdown needs to know of references, films, cells, tabs and choices while it renders.

    `source_of` says which page an instance of it is rendering; `prepared` is asked while it
    does, and `say` told of what goes wrong.
    """

    def missed(src: str, title: str) -> None:
        span = prepared().project.pages[src].source.whole
        message = f"a reference to {title!r} could not be linked"
        say(Problem(Kind.UNLINKED_REFERENCE, span, message, "please report this page as a bug"))

    def plan(src: str, text: str) -> LinkPlan:
        made = prepared().plan(src, text)
        for words in made.unchecked:
            message = (
                f'"{words}" was added after the sources were read, so that nothing checked it: it stays text'
            )
            page = prepared().project.pages.get(src)
            source = page.source if page else Source(prepared().project.path(src), text)
            fix = "write it in a file that is read, or make a link of it where it is added"
            say(Problem(Kind.UNCHECKED_REFERENCE, source.whole, message, fix))
        return made

    yield ReferenceExtension(source_of, plan, missed)
    yield WalkthroughExtension(lambda address: prepared().film(address))
    yield AlignmentExtension()
    yield TabsExtension()
    yield ClientsExtension(lambda md: prepared().chosen(source_of(md)))


def _changes_page(site: Site, sources: Sources) -> ChangesPage | None:
    """The page that says what changed, and its feed.

    Entries of a feed are named by absolute addresses (RFC 4287, 4.2.6), so there is none without `site_url`,
    nor without history.
    """
    src = sources.project.settings.changes
    if src is None:
        return None
    found = changes(sources.project.numbered, sources.times)
    feed = posixpath.splitext(src)[0] + FEED if site.url and found else None
    return ChangesPage(src, quote(page_address(src)), feed, found)


def _former_feeds(src: str, old: Declared) -> set[str]:
    """Where the feed was while its page was at other addresses."""
    folders = (one for one, now in old.aliases.items() if now == src and one.endswith("/"))
    return {folder.removesuffix("/") + FEED for folder in folders}


def _feed(site: Site, project: Project, page: ChangesPage, feed: str, urls: Mapping[str, str]) -> str:
    about = Feed(
        url=urljoin(site.url, feed),
        page=urljoin(site.url, page.url),
        title=f"{site.name}: {project.settings.texts['changes']}",
        author=site.author,
        language=site.language,
    )
    return atom(about, page.found, lambda src: urljoin(site.url, urls.get(src, src)))
