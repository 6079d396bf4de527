"""Where the engine is held open, so that what an earlier build finished is not made again.

Seams of MkDocs (1.6) and Jinja (3.1).  Where one does not hold, all is made as the engine makes it: a seam
decides how long a build takes, and nothing else.

- `Theme.get_env` makes the environment of templates, which compiles them (a quarter of a small build) and
  lists the theme's 14,000 icons, of which none is copied.
- `Page.render` is called on a page, and nobody else renders Markdown: a page gets a `render` of its own; in a
  preview a `read_source` as well, for half of a page's time goes into its front matter.
- `pages.markdown` makes an instance for each page.
- `Environment.template_class` makes the template that MkDocs renders for a page.
- In a preview `clean_directory` and `_build_page` of MkDocs leave what stands of the last build, and
  `File.copy_file` does not copy it again (faq.pages.standing).
- `LiveReloadServer.observer` hears of saved files.
"""

from __future__ import annotations

import inspect
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, Template
from mkdocs import utils
from mkdocs.commands import build as engine
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import pages
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler

from faq.frozen import record
from faq.mkdocs_objects import PageFacts, keep, outline, root_of
from faq.model import Source
from faq.pages.finish import Shared
from faq.pages.framing import Frames
from faq.pages.keeping import (
    CACHE,
    Keeper,
    Recent,
    digest,
    ignored,
    installed,
    kept_in,
    plain,
    told,
    wherever,
)
from faq.pages.prepare import Prepared
from faq.pages.renderer import Renderer
from faq.pages.reuse import Content, Reuse, may_keep
from faq.pages.standing import Standing

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import BaseObserver

TEMPLATES = Path(".cache", "templates")
"""In the project's folder."""
BUILD_PAGE = ("page", "config", "doc_files", "nav", "env", "dirty", "excluded")
"""What MkDocs builds a page from."""
SEARCHES = ("search", "material/search")
"""Plugins that gather while pages are built."""
SETTLED = 0.05
"""Seconds without a change until a preview builds that hears of each at once: a save is several of them."""
MISSING = "404.html"
"""The one template that makes a page of no source; the sitemap shows all pages, and is made each time."""
TITLE = "_title_from_render"
"""Where a page keeps the title of its first heading; other versions of MkDocs may keep it elsewhere."""


def reuse_of(config: MkDocsConfig, prepared: Prepared, files: Files, standing: Standing | None) -> Reuse:
    """What earlier builds kept of this one's pages; nothing where it cannot be known who takes part.

    `standing` is what stands of a preview's last build.
    """
    own = [
        Path(folder).absolute() for folder in config.theme.dirs if "site-packages" not in Path(folder).parts
    ]
    hooks = {str(name) for name in config.hooks}
    plugins = [name for name in config.plugins if name not in hooks]
    templates = (path.read_text("utf-8", "replace") for top in own for path in top.rglob("*.html"))
    tools = installed()
    if not may_keep(plugins, len(hooks), config.markdown_extensions, templates):
        return Reuse(installed=tools)
    # As it is written, and as other sources of it (the environment, a plugin, the command line) have it; the
    # file's own path is another in a preview's first build than in those after an edit.
    names = set(config) - {"config_file_path", "site_dir", "plugins", "hooks", "theme"}
    known = {name: config[name] for name in names if not name.startswith("faq ")}
    written = prepared.project.settings.data, known
    shelf = prepared.project.shelf
    urls = sorted((file.src_uri, file.url) for file in files)
    root = prepared.project.settings.root
    facts = prepared.site, shelf and shelf.exhibits, urls, told(root, own)
    build = digest(tools, wherever(root, plain(written)), *facts)
    reuse = Reuse(Keeper(kept_in(root, CACHE)), build, standing=standing, installed=tools)
    reuse.book = reuse.same(("book",), (reuse.build, *prepared.meanings), object)
    return reuse


def quicken(config: MkDocsConfig) -> None:
    """Have templates compiled once for many builds, and no icons listed."""
    make, folder = config.theme.get_env, root_of(config) / TEMPLATES

    def get_env() -> Environment:
        env = make()
        # No template changes while a site is built; the next build has an environment of its own.
        env.auto_reload = False
        # To look for what always comes to the same takes a seventh of compiling, and pages say the same.
        env.optimized = False
        if type(env.loader) is FileSystemLoader:
            env.loader = _TemplateLoader(env.loader.searchpath)
        # A cache that cannot be written costs time, and nothing else.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            ignored(folder.parent)
            made_with = digest(jinja2.__version__, sorted(env.extensions), sorted(env.filters))
            env.bytecode_cache = FileSystemBytecodeCache(str(folder), f"%s-{made_with}")
        return env

    vars(config.theme)["get_env"] = get_env


class _TemplateLoader(FileSystemLoader):
    def list_templates(self) -> list[str]:
        """Less what stands in folders with a dot, which MkDocs leaves out of what it copies."""
        found = set()
        for top in map(Path, self.searchpath):
            for folder, inside, names in os.walk(top):
                inside[:] = [name for name in inside if not name.startswith(".")]
                within = f"{Path(folder).relative_to(top).as_posix()}/".removeprefix("./")
                found |= {within + name for name in names}
        return sorted(found)


def hold_open(page: Page, prepared: Prepared, reuse: Reuse) -> None:
    """Have a page rendered only where no earlier build rendered the same."""
    if reuse.keeper:
        vars(page)["render"] = partial(_render, page, prepared, reuse)


def _render(page: Page, prepared: Prepared, reuse: Reuse, config: MkDocsConfig, files: Files) -> None:
    src, text = page.file.src_uri, page.markdown or ""
    known = reuse.book, prepared.project.pages.get(src) or text
    plan = reuse.same(("plan", src), known, partial(prepared.planned, src, text))
    key = reuse.content_key(src, text, plan)
    if content := reuse.content(key):
        _take(page, content, files)
        prepared.plans[src] = plan
        return
    prepared.foreseen[src] = plan
    with _listening() as said, _one_renderer(config):
        Page.render(page, config, files)
    # What had to be said must be said each time; and what was rewritten on its way is not what the key says.
    quiet = not (said.counts or plan.unchecked)
    if quiet and prepared.plans.get(src) == plan and page.links_to_anchors is not None:
        reuse.keep_content(key, _content(page))


@contextmanager
def _one_renderer(config: MkDocsConfig) -> Iterator[None]:
    """Have MkDocs render with one instance of Markdown, where it makes one for each page."""
    renderer: Renderer = config.data.get(f"faq {Renderer.__name__}") or keep(config, Renderer())
    module, vars(pages)["markdown"] = vars(pages)["markdown"], renderer
    try:
        yield
    except BaseException:
        renderer.forget()
        raise
    finally:
        vars(pages)["markdown"] = module


def _take(page: Page, known: Content, files: Files) -> None:
    """What `Page.render` leaves in a page."""
    linked = {files.get_file_from_path(path): anchors for path, anchors in known.links.items()}
    page.content, page.toc = known.html, get_toc(known.toc)
    page.present_anchor_ids = set(known.anchors)
    page.links_to_anchors = {file: anchors for file, anchors in linked.items() if file}
    setattr(page, TITLE, known.title)


def _content(page: Page) -> Content:
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    anchors = sorted(page.present_anchor_ids or ())
    return Content(page.content or "", getattr(page, TITLE), outline(page), anchors, links)


@contextmanager
def _listening() -> Iterator[CountHandler]:
    """Count what is said while a page is rendered."""
    said, logger = CountHandler(level=logging.INFO), logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        yield said
    finally:
        logger.removeHandler(said)


def frame_pages(env: Environment, shared: Shared) -> Frames:
    """Have a page's template rendered only where no earlier build finished the same page."""
    frames, facts = Frames(env, shared), PageFacts()
    if not shared.reuse.keeper:
        return frames

    class Framed(Template):
        """A template that asks first."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            page = args[0].get("page") if args else None
            whole = partial(super().render, *args, **kwargs)
            if isinstance(page, Page):
                path, known = page.file.dest_uri, (*facts.of(page), *shared.known(page.file.src_uri, args[0]))
                kept = shared.reuse.page(path, self.name, *known)
                return kept or frames.page(self.name or "", args[0], whole)
            if self.name == MISSING:
                path, known = MISSING, (args[0].get("base_url"), *shared.known(""))
                return shared.reuse.page(path, self.name, *known) or whole()
            return whole()

    env.template_class = Framed
    return frames


def stand(standing: Standing) -> Callable[[], None]:
    """Have this process build upon what stands of its last build; gives what puts an end to it.

    Where MkDocs builds pages in another way than it does in 1.6, each build is one from the beginning.
    """
    clean, make = utils.clean_directory, engine._build_page
    if tuple(inspect.signature(make).parameters) != BUILD_PAGE:
        return lambda: None

    def begin(directory: str) -> None:
        if not standing.begin(directory):
            clean(directory)

    def build_page(page: Page, config: MkDocsConfig, *more: Any, **named: Any) -> None:
        held: Held | None = config.data.get(f"faq {Held.__name__}")
        build = partial(make, page, config, *more, **named)
        if held and page.file.inclusion.value > InclusionLevel.DRAFT.value:
            held.build(page, build)
        else:
            build()

    def end() -> None:
        utils.clean_directory, engine._build_page = clean, make

    utils.clean_directory, engine._build_page = begin, build_page
    return end


def hear(
    server: LiveReloadServer, config: MkDocsConfig, observer: Callable[[Iterable[str]], BaseObserver | None]
) -> None:
    """Have a preview hear of changes by another observer, if there is one for all that it is to watch."""
    watched = []
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        # The theme's are watched where somebody asks for it.
        with suppress(KeyError):
            server.unwatch(path or "")
            watched.append(path or "")
    if heard := observer([*watched, *config.watch]):
        server.observer = heard  # type: ignore[assignment] # MkDocs names its own
        server.build_delay = SETTLED
    for path in watched:
        server.watch(path)


def hold_source(page: Page, config: MkDocsConfig, standing: Standing, read: Source | None) -> None:
    """Have a page's front matter read only where it was not read before, and nobody else reads sources.

    `read` is its source, where this build has read it already.
    """
    if read and len(config.plugins.events["page_read_source"]) == 1:
        vars(page)["read_source"] = partial(_read_source, page, standing.values, read.text)


def _read_source(page: Page, values: Recent, text: str, config: MkDocsConfig) -> None:
    known = values.get(text)
    if known is None:
        Page.read_source(page, config)
        values.put(text, {"markdown": page.markdown, "meta": deepcopy(page.meta)})
    else:
        page.markdown, page.meta = known["markdown"], deepcopy(known["meta"])


def hold_files(files: Files, standing: Standing) -> None:
    """Have files copied only where they do not stand; but pages, which the end of a build mends."""
    for file in files:
        if file.is_documentation_page() or file.dest_uri.endswith(".html"):
            continue
        vars(file)["copy_file"] = partial(_copy, standing, file)


def _copy(standing: Standing, file: File, *dirty: bool) -> None:
    if file.abs_src_path is None:
        name = digest(file.content_bytes)
    else:
        stat = os.stat(file.abs_src_path)  # noqa: PTH116 - many files
        name = digest(file.abs_src_path, stat.st_size, stat.st_mtime_ns, stat.st_ino)
    standing.file(file.dest_uri, name, partial(File.copy_file, file, *dirty))


@record
class Held:
    """What says whether a page stands, once all are rendered."""

    shared: Shared
    standing: Standing
    entries: list[Any]
    """What pages bring to the search index, one after another."""
    tick: Callable[[], object]
    facts: PageFacts = field(default_factory=PageFacts)

    def build(self, page: Page, build: Callable[[], None]) -> None:
        """Build a page, unless it stands."""
        path, template = page.file.dest_uri, page.meta.get("template", "main.html")
        known = *self.facts.of(page), *self.shared.known(page.file.src_uri)
        if found := self.standing.page(path, self.shared.reuse.page_key(path, template, *known)):
            self.entries.extend(found.entries)
            self.tick()
            return
        before = len(self.entries)
        build()
        self.standing.written(path, tuple(self.entries[before:]))


def held(config: MkDocsConfig, shared: Shared, tick: Callable[[], object]) -> Held | None:
    """What holds pages; None where each build is one from the beginning. `tick` hears of each that stands."""
    standing = shared.reuse.standing
    search = [plugin for name, plugin in config.plugins.items() if name in SEARCHES]
    indexes = [getattr(plugin, "search_index", None) for plugin in search]
    entries = [getattr(index, "entries", None) for index in indexes] or [[]]
    if standing is None or shared.reuse.keeper is None or len(entries) > 1 or type(entries[0]) is not list:
        return None
    return Held(shared, standing, entries[0], tick)
