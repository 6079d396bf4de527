"""What a build makes for machines: Markdown copies, llms.txt, pictures, and what pages say in their heads.

The files are written when all pages are: MkDocs (1.6) would take a generated `index.md` for a page.  A
preview writes them as well, but no pictures, which nobody asks for there.
"""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from faq.book.catalogue import place_of
from faq.book.link_plan import LinkPlan
from faq.book.nav import automatic
from faq.book.options import Options
from faq.book.project import Project
from faq.engine.unlisted import is_unlisted
from faq.machines import copies, graph
from faq.machines.cards import HEIGHT, WIDTH, Card, Painter
from faq.machines.describing import Described, descriptions
from faq.machines.llms import llms_txt
from faq.machines.places import LLMS, Places, card_of, copy_of

CACHE = Path(".cache", "cards")


@dataclass(frozen=True)
class Machines:
    """What one build knows of this, once its pages are rendered."""

    project: Project
    options: Options
    places: Places
    pages: Mapping[str, Page]
    """Those that anybody may find, by path in the docs folder; a page with `noindex` is none."""
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    painter: Painter | None
    cards: Mapping[str, Card]
    """By path in the docs folder."""

    def head(self, page: Page, config: MkDocsConfig) -> graph.Head | None:
        """What a page says in its head; None for a page that is not to be found."""
        src = page.file.src_uri
        if src not in self.pages:
            return None
        title = self.titles[src]
        copy = self.places.copies.get(src)
        home = next((one for one in self.pages.values() if one.is_homepage), None)
        trail = (str(home.title or config.site_name), home.file.src_uri) if home else None
        return graph.Head(
            title,
            self.descriptions[src],
            "website" if page.is_homepage else "article",
            page.canonical_url or "",
            self._picture(src, title, config.site_name),
            posixpath.basename(copy) if copy else "",
            graph.breadcrumbs(self.project, src, trail, self.places) if self.options.breadcrumbs else None,
        )

    def _picture(self, src: str, title: str, site: str) -> graph.Picture | None:
        if src not in self.cards:
            return None
        alt = self.project.settings.texts["card_alt"].format(site=site, title=title)
        return graph.Picture(self.places.file(card_of(src)), alt, WIDTH, HEIGHT)


def prepared(project: Project, files: Files, config: MkDocsConfig, preview: bool) -> Machines:
    """Everything but the files; gives each rendered page that has none its description for search engines."""
    options = project.settings.machines
    pages_of = ((file.src_uri, file.page) for file in files.documentation_pages())
    rendered = {src: page for src, page in pages_of if page is not None and page.content is not None}
    titles = {src: _title(project, src, page) for src, page in rendered.items()}
    described = _descriptions(project, rendered, titles, config)
    pages = {src: page for src, page in rendered.items() if not is_unlisted(page)}
    copied = {src: copy_of(page.file.dest_uri) for src, page in pages.items()} if options.copies else {}
    dest = {file.src_uri: file.dest_uri for file in files if file.inclusion != InclusionLevel.EXCLUDED}
    places = Places(dest, copied, config.site_url or "")
    # The picture's address must be absolute (https://ogp.me/), so a site without one has no use for it.
    painter = Painter(options.cards) if options.cards and config.site_url and not preview else None
    cards: dict[str, Card] = {}
    for src in pages if painter else ():
        place = place_of(project, project.by_src.get(src))
        card = painter.shown(Card(config.site_name, titles[src], place)) if painter else None
        if card is not None:
            cards[src] = card
    return Machines(project, options, places, pages, titles, described, painter, cards)


def write(
    machines: Machines, plans: Mapping[str, LinkPlan], files: Files | None, config: MkDocsConfig
) -> None:
    """Write all files into the site; what the docs folder holds under the same name stays."""
    site = Path(config.site_dir)
    own = {file.dest_uri for file in files or ()}
    for path, content in _contents(machines, plans, config):
        if path not in own:
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)


def _contents(
    machines: Machines, plans: Mapping[str, LinkPlan], config: MkDocsConfig
) -> Iterator[tuple[str, bytes]]:
    project, places = machines.project, machines.places
    for src, path in places.copies.items():
        if src in plans:
            place = place_of(project, project.by_src.get(src))
            head = copies.CopyHead(machines.titles[src], machines.pages[src].canonical_url or "", place)
            yield path, copies.markdown_copy(project, src, plans[src], places, head).encode()
    if machines.options.llms_txt:
        settings = project.settings
        nav = settings.nav if settings.nav is not None else automatic(sorted(machines.pages))

        def url_of(src: str) -> str | None:
            return places.copy(src) if src in machines.pages else None

        summary = config.site_description or ""
        text = llms_txt(project, nav, summary, url_of, machines.titles, machines.descriptions)
        yield LLMS, text.encode()
    if machines.painter is not None:
        for src, card in machines.cards.items():
            yield card_of(src), _drawn(machines.painter, card, project.settings.root / CACHE)


def _drawn(painter: Painter, card: Card, folder: Path) -> bytes:
    """The picture, from the cache where it was drawn before."""
    kept = folder / f"{painter.key(card)}.png"
    with suppress(OSError):
        return kept.read_bytes()
    made = painter.png(card)
    # A cache that cannot be written costs time, and nothing else.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(made)
        Path(name).replace(kept)
    return made


def _title(project: Project, src: str, page: Page) -> str:
    question, source = project.by_src.get(src), project.pages.get(src)
    return question.title if question else (source.title if source else None) or str(page.title or src)


def _descriptions(
    project: Project, pages: Mapping[str, Page], titles: Mapping[str, str], config: MkDocsConfig
) -> dict[str, str]:
    """By path in the docs folder; the theme finds them where a writer would have put them."""
    described = []
    for src, page in pages.items():
        own = page.meta.get("description") or (config.site_description if page.is_homepage else "")
        place = place_of(project, project.by_src.get(src))
        own = " ".join(own.split()) if isinstance(own, str) else ""
        html = "" if src == project.settings.one_page else page.content or ""
        described.append(Described(titles[src], html, place, own))
    out = dict(zip(pages, descriptions(described, config.site_name), strict=True))
    for src, page in pages.items():
        page.meta["description"] = out[src]
    return out
