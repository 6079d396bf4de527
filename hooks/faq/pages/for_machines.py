"""What a site has for machines: Markdown copies, llms.txt, pictures, and what pages say in their heads."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import urljoin

from faq.book.catalogue import place_of
from faq.book.link_plan import LinkPlan
from faq.book.nav import automatic
from faq.book.project import Project
from faq.frozen import record
from faq.machines import copies, graph
from faq.machines.card import HEIGHT, WIDTH, Card
from faq.machines.describing import Described, descriptions, prose
from faq.machines.llms import llms_txt
from faq.machines.places import LLMS, Places, card_of, copy_of
from faq.pages.keeping import Keeper, digest, kept_in
from faq.pages.pictures import CACHE, Pictures
from faq.pages.reuse import Reuse
from faq.pages.site import Rendered, Site
from faq.permalinks.declared import Declared
from faq.permalinks.stub_copies import gone_anchors, stub_copies


@record
class Machines:
    """What one build knows of this, once its pages are rendered."""

    site: Site
    project: Project
    places: Places
    pages: Mapping[str, Rendered]
    """Those that anybody may find, by path in the docs folder; a page with `noindex` is none."""
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    """Of every page, by path in the docs folder."""
    pictures: Pictures | None
    """None where there are none: nobody asks for them in a preview."""
    cards: Mapping[str, Card]
    """What is on them, by path in the docs folder."""
    home: Rendered | None
    reuse: Reuse

    def head(self, src: str) -> graph.Head | None:
        """What a page says in its head; None for a page that is not to be found."""
        page = self.pages.get(src)
        if page is None:
            return None
        copy = self.places.copies.get(src)
        trail = self._breadcrumbs(src) if self.project.settings.machines.breadcrumbs else None
        return graph.Head(
            self.titles[src],
            self.descriptions[src],
            "website" if page.home else "article",
            page.canonical,
            self._picture(src),
            posixpath.basename(copy) if copy else "",
            trail,
        )

    @property
    def llms(self) -> str:
        """Where pages say that llms.txt is, as templates pass it through the `url` filter; empty for nowhere.

        Absolute where the site has an address: of all versions only the current one has it.
        """
        return urljoin(self.site.url, LLMS) if self.project.settings.machines.llms_txt else ""

    def files(self, plans: Mapping[str, LinkPlan], declared: Declared) -> Iterator[tuple[str, bytes]]:
        """The files that are made, one by one.

        `plans` say what each page links, `declared` what old addresses answer.
        """
        options, places = self.project.settings.machines, self.places
        all_places = digest(places)
        for src, path in places.copies.items():
            if src in plans:
                place = place_of(self.project, self.project.by_src.get(src))
                llms = places.led(path, LLMS) if options.llms_txt else ""
                head = copies.CopyHead(self.titles[src], self.pages[src].canonical, place, llms)
                notes = gone_anchors(self.project, declared, src, places)
                plan = plans[src]
                make = partial(copies.markdown_copy, self.project, src, plan, places, head, notes)
                known = src, plan.text, plan.marks, head, notes, all_places
                made = partial(self.reuse.text, "copy", *known, make=make)
                yield path, self.reuse.same(("copy", src), known, made).encode()
        if options.copies:
            for path, text in stub_copies(self.project, declared, places, llms=options.llms_txt):
                yield path, text.encode()
        if options.llms_txt:
            yield LLMS, self._llms_txt().encode()
        if self.pictures is not None:
            for src, card in self.cards.items():
                yield card_of(src), self.pictures.png(card)
            self.pictures.close()

    def _breadcrumbs(self, src: str) -> dict[str, object] | None:
        trail = (self.home.title or self.site.name, self.home.src) if self.home else None
        return graph.breadcrumbs(self.project, src, trail, self.places)

    def _picture(self, src: str) -> graph.Picture | None:
        if src not in self.cards:
            return None
        alt = self.project.settings.texts["card_alt"].format(site=self.site.name, title=self.titles[src])
        return graph.Picture(self.places.file(card_of(src)), alt, WIDTH, HEIGHT)

    def _llms_txt(self) -> str:
        settings, places = self.project.settings, self.places
        nav = settings.nav if settings.nav is not None else automatic(sorted(self.pages))

        def url_of(src: str) -> str | None:
            return places.copy(src) if src in self.pages else None

        return llms_txt(self.project, nav, self.site.description, url_of, self.titles, self.descriptions)


def for_machines(
    site: Site,
    project: Project,
    rendered: Mapping[str, Rendered],
    published: Mapping[str, str],
    reuse: Reuse,
) -> Machines:
    """Everything but the files.

    `rendered` are the pages, `published` the files of the site, both by their paths in the docs folder;
    `reuse` is what earlier builds kept.
    """
    options = project.settings.machines
    titles = {src: _title(project, page) for src, page in rendered.items()}
    pages = {src: page for src, page in rendered.items() if not page.unlisted}
    copied = {src: copy_of(page.file) for src, page in pages.items()} if options.copies else {}
    # The picture's address must be absolute (https://ogp.me/), so a site without one has no use for it.
    pictures: Pictures | None = None
    if options.cards and site.url and not site.preview:
        pictures = Pictures(options.cards, Keeper(kept_in(project.settings.root, CACHE)), reuse.installed)
    cards: dict[str, Card] = {}
    if pictures and pictures.shows(site.name):
        for src in pages:
            cards[src] = Card(site.name, titles[src], place_of(project, project.by_src.get(src)))
    return Machines(
        site=site,
        project=project,
        places=Places(published, copied, site.url),
        pages=pages,
        titles=titles,
        descriptions=_descriptions(site, project, rendered, titles, reuse),
        pictures=pictures,
        cards=cards,
        home=next((page for page in pages.values() if page.home), None),
        reuse=reuse,
    )


def _title(project: Project, page: Rendered) -> str:
    question, source = project.by_src.get(page.src), project.pages.get(page.src)
    return question.title if question else (source.title if source else None) or page.title or page.src


def _descriptions(
    site: Site, project: Project, pages: Mapping[str, Rendered], titles: Mapping[str, str], reuse: Reuse
) -> dict[str, str]:
    """By path in the docs folder; the theme finds them where a writer would have put them."""
    described = []
    for src, page in pages.items():
        own = page.meta.get("description") or (site.description if page.home else "")
        own = " ".join(own.split()) if isinstance(own, str) else ""
        html = "" if src == project.settings.one_page else page.html
        described.append(Described(titles[src], html, place_of(project, project.by_src.get(src)), own))

    def read(html: str) -> str:
        made = partial(reuse.text, "prose", html, make=partial(prose, html))
        return reuse.same(("prose", html), None, made)

    return dict(zip(pages, descriptions(described, site.name, read), strict=True))
