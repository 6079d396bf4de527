"""What MkDocs holds, as plain values, and plain values as MkDocs wants them.  Only the shell asks."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from faq.addresses import address_of, quote
from faq.book.catalogue import label
from faq.book.extension_folders import anchored
from faq.book.nav import normal
from faq.book.settings import NavEntry, Settings, configured, read_settings
from faq.model import Question, Source
from faq.pages.assets import Stamps
from faq.pages.folder import Folder
from faq.pages.keeping import plain
from faq.pages.navigation import NavNode, Shown, Way
from faq.pages.site import Rendered, Site, site_of
from faq.permalinks.answering import anchors_in
from faq.theme.kinship import is_material
from faq.verbatim import is_utf8, text_of

Kept = TypeVar("Kept")


def keep(config: MkDocsConfig, value: Kept) -> Kept:
    """Keep what an event learned for those that follow, one value of each type for a build."""
    config.data[f"faq {type(value).__name__}"] = value
    return value


def kept(config: MkDocsConfig, kind: type[Kept]) -> Kept:
    """What was kept."""
    value: Kept = config.data[f"faq {kind.__name__}"]
    return value


def root_of(config: MkDocsConfig) -> Path:
    """The project's folder."""
    return Path(config.config_file_path or config.docs_dir).resolve().parent


def settings_of(config: MkDocsConfig) -> Settings:
    """The settings, from the file where there is one.  Raises ConfigurationError."""
    if config.config_file_path:
        return read_settings(Path(config.config_file_path))
    values = {key: config[key] for key in ("site_name", "docs_dir", "nav", "extra")}
    names = [name for name in config.markdown_extensions if isinstance(name, str)]
    values["markdown_extensions"] = [{name: config.mdx_configs.get(name)} for name in names]
    return configured(root_of(config), values)


def anchor_folders(config: MkDocsConfig) -> None:
    """Have extensions seek their folders beside `mkdocs.yml`, wherever the build is run."""
    if config.config_file_path:
        config.mdx_configs.update(anchored(config.mdx_configs, config.markdown_extensions, root_of(config)))


def configured_site(config: MkDocsConfig, *, preview: bool) -> Site:
    """What the configuration says of the site, its theme and its plugins."""
    plugins = {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()}
    folders = map(Folder, config.theme.dirs)
    return site_of(config, config.theme.name, config.theme, folders, plugins, preview=preview)


def is_made_of_material(config: MkDocsConfig) -> bool:
    """Whether the theme is Material, whatever it is called."""
    folders = map(Folder, config.theme.dirs)
    return is_material(text_of(one["base.html"]) for one in folders if "base.html" in one)


def own_template(config: MkDocsConfig, name: str) -> Source | None:
    """A template in the team's own folder."""
    custom = config.theme.custom_dir
    data = Folder(custom).get(name) if custom else None
    if custom is None or data is None:
        return None
    return Source(os.path.relpath(Path(custom, name), root_of(config)).replace(os.sep, "/"), text_of(data))


def add_assets(files: Files, paths: Mapping[str, Path], config: MkDocsConfig) -> None:
    """Put files of this package into the site, by path there; a team's own of the same path stays."""
    for path, file in paths.items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, abs_src_path=str(file)))


def reader(files: Files) -> Callable[[str], str | None]:
    """Gives the text of a file by its path in the docs folder; None where there is none."""

    def read(path: str) -> str | None:
        file = files.get_file_from_path(path)
        return file.content_string if file else None

    return read


def excluded(files: Files) -> set[str]:
    """The paths of files that are left out."""
    return {file.src_uri for file in files if file.inclusion == InclusionLevel.EXCLUDED}


def replace_files(files: Files, gone: Iterable[str], made: Mapping[str, str], config: MkDocsConfig) -> None:
    """Take files out, and put those in that are made, by path in the docs folder."""
    for taken in filter(None, map(files.get_file_from_path, gone)):
        files.remove(taken)
    for path, text in made.items():
        file = File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
        # What was published may have such a name, of which the engine (1.6.1) makes no address.
        if not is_utf8(path):
            file.url = quote(address_of(file.dest_uri))
        files.append(file)


def leave_out_unnamed(files: Files) -> None:
    """Take files out of whose names no address can be made; the check tells them."""
    for file in [file for file in files if not is_utf8(file.src_uri)]:
        files.remove(file)


def leave_out(config: MkDocsConfig, taken: Container[str]) -> None:
    """Take pages out of `nav:`, and the groups that this leaves empty: MkDocs (1.6.1) would warn of each."""
    if taken and config.nav is not None:
        config.nav = _without(config.nav, taken)


def _without(nav: object, taken: Container[str]) -> Any:
    if isinstance(nav, str):
        return None if normal(nav) in taken else nav
    if isinstance(nav, dict):
        inside = {title: _without(item, taken) for title, item in nav.items()}
        return {title: item for title, item in inside.items() if item is not None} or None
    if isinstance(nav, list):
        return [item for item in (_without(one, taken) for one in nav) if item is not None] or None
    return nav


def rename_assets(config: MkDocsConfig, stamps: Stamps) -> None:
    """Have pages ask for styles and scripts under the names that they have in the site."""
    config.extra_css = stamps.named(config.extra_css)
    for at, script in enumerate(config.extra_javascript):
        path = stamps.names.get(str(script), str(script))
        if isinstance(script, str):
            config.extra_javascript[at] = path
        else:
            script.path = path


def entries(items: Iterable[StructureItem]) -> Iterator[NavEntry]:
    """The navigation that was built, as `nav:` would say it."""
    for item in items:
        if isinstance(item, Page):
            yield NavEntry(vars(item).get("title"), item.file.src_uri, (), None)
        elif isinstance(item, Section):
            yield NavEntry(item.title, None, tuple(entries(item.children)), None)


def number_pages(files: Files, questions: Mapping[str, Question]) -> None:
    """Give each question its number in the navigation; the page's title stays what it is everywhere else.

    The theme (9.8) shows `typeset` in its navigation alone, where a page has it.
    """
    for page in filter(None, (file.page for file in files.documentation_pages())):
        question = questions.get(page.file.src_uri)
        if question and question.place:
            vars(page)["typeset"] = {"title": label(question.place, page.title or "")}


def lengthen_navigation(
    navigation: Navigation, files: Files, links: Iterable[tuple[str, str]], pages: Iterable[str]
) -> None:
    """Add to the end of the navigation links, by title and address, and pages, by source path, once each."""
    navigation.items += [Link(title, url) for title, url in links]
    for src in pages:
        file = files.get_file_from_path(src)
        if file and file.page and file.page not in navigation.pages:
            navigation.items.append(file.page)


def nodes(items: Iterable[StructureItem], questions: Mapping[str, Question]) -> Iterator[NavNode]:
    """The same with what stands in it, so that a page can show some of it."""
    for item in items:
        if isinstance(item, Section):
            children = tuple(nodes(item.children, questions))
            yield NavNode(item, item.title, None, children, sum(child.questions for child in children))
        else:
            src = item.file.src_uri if isinstance(item, Page) else None
            question = questions.get(src or "")
            number = (question.place if question else None) or ""
            yield NavNode(item, f"{number} {item.title or ''}", src, (), int(question is not None))


def with_navigation(context: dict[str, Any], shown: Sequence[Shown]) -> dict[str, Any]:
    """A template's context with what a page shows of the navigation."""
    items = [_item(one, context.get("page")) for one in shown]
    return context | {"nav": Navigation(items, context["nav"].pages)}


def _item(shown: Shown, here: Page | None) -> StructureItem:
    if isinstance(shown, NavNode):
        return cast("StructureItem", shown.item)
    if isinstance(shown, Way):
        # The overview itself is shown as the page that is read.
        return here if here and here.url == shown.url else Link(shown.title, shown.url)
    section = Section(shown.title, [_item(child, here) for child in shown.children])
    section.active = shown.active
    return section


def rendered(files: Files) -> Iterator[Rendered]:
    """The pages that are rendered."""
    for file in files.documentation_pages():
        if (page := file.page) and page.content is not None:
            where = file.src_uri, file.url, file.dest_uri, page.canonical_url or ""
            yield Rendered(*where, str(page.title or ""), page.content, page.meta, home=page.is_homepage)


def fill(files: Files, html: Mapping[str, str], described: Callable[[str], Mapping[str, str]]) -> None:
    """Give pages, by source path, the content that is made of the others, and what else their heads say."""
    for page in filter(None, (file.page for file in files.documentation_pages())):
        src = page.file.src_uri
        if src in html:
            page.content = html[src]
            page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors_in(html[src])
        page.meta.update(described(src))


def being_rendered(md: Markdown) -> str | None:
    """The page that is being rendered: MkDocs keeps it in the treeprocessor that resolves its links."""
    if "relpath" not in md.treeprocessors:
        return None
    file = getattr(md.treeprocessors["relpath"], "file", None)
    return file.src_uri if isinstance(file, File) else None


class PageFacts:
    """What the engine knows of pages, and their templates may show, once all are rendered."""

    def __init__(self) -> None:
        self._beside: dict[int, tuple[str, str | None, str, str]] = {}
        """What stands beside others is asked for more than once."""

    def of(self, page: Page) -> tuple[object, ...]:
        """What it knows of a page, and of what stands beside it."""
        around = [page.previous_page, page.next_page, *page.ancestors]
        facts = page.title, plain(page.meta), page.content, outline(page), page.url
        more = page.canonical_url, page.edit_url, page.update_date, page.is_homepage, page.file.inclusion
        return *facts, *more, [self._of_other(one) for one in around if one]

    def _of_other(self, one: StructureItem) -> tuple[str, str | None, str, str]:
        """What a template may show of a page or section beside the page itself.

        But for its description: each page is given one that is made of its text, for its own head alone.
        """
        if id(one) not in self._beside:
            meta = {**getattr(one, "meta", {}), "description": None}
            self._beside[id(one)] = type(one).__name__, one.title, getattr(one, "url", ""), plain(meta)
        return self._beside[id(one)]


def outline(page: Page) -> list[Any]:
    """A page's table of contents, as Python-Markdown's `toc_tokens`."""
    return list(map(_token, page.toc))


def _token(entry: AnchorLink) -> Any:
    children = list(map(_token, entry.children))
    return {"level": entry.level, "id": entry.id, "name": entry.title, "children": children}
