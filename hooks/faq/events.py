"""The shell between MkDocs and the two passes: it hears events, asks, logs and writes, and decides nothing.

What an event learns is kept in the configuration of its build: twin builds in one process share nothing.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from faq.addresses import as_folder
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.settings import Settings
from faq.book.workspace import is_published
from faq.commands.progressing import Progressing, progressing
from faq.commands.telling import Telling
from faq.mkdocs_objects import (
    anchor_folders,
    being_rendered,
    configured_site,
    entries,
    excluded,
    fill,
    keep,
    kept,
    leave_out,
    leave_out_unnamed,
    lengthen_navigation,
    nodes,
    number_pages,
    reader,
    rename_assets,
    rendered,
    replace_files,
    root_of,
    settings_of,
    with_navigation,
)
from faq.model import Problem
from faq.pages.assets import stamping
from faq.pages.closing import close
from faq.pages.finish import Shared, share
from faq.pages.folder import Folder
from faq.pages.framing import Frames
from faq.pages.keeping import digest
from faq.pages.prepare import Prepared, extensions, prepare
from faq.pages.progress import Watched
from faq.pages.reuse import Reuse
from faq.pages.sources import read_sources
from faq.pages.standing import Standing
from faq.policy.security_txt import PATH
from faq.reporting import counted
from faq.rules.unsupported import unsupported
from faq.seams import (
    frame_pages,
    hear,
    held,
    hold_files,
    hold_open,
    hold_source,
    quicken,
    reuse_of,
    stand,
)
from faq.search.hastening import hasten_search
from faq.sparing import all_kept
from faq.text.page import read_page
from faq.verbatim import text_of

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


@dataclass(slots=True)
class Asked:
    """What MkDocs says once, before the first build, and never again."""

    standing: Standing | None = None
    """What stands of a preview's last build; None where there is no preview."""
    end: Callable[[], None] = lambda: None
    """What puts an end to a preview."""


asked = Asked()
USUAL, SELDOM = gc.get_threshold(), (10_000, 20, 20)
"""How often Python looks for garbage, while nothing is built and while something is."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember what was asked for: "build" or "serve"."""
    on_shutdown()
    # Python need not look for garbage after every few hundred objects: a build makes millions, and hardly any
    # that hold each other.  That took a twelfth.
    gc.set_threshold(*SELDOM)
    if command == "serve":
        asked.standing = Standing()
        asked.end = stand(asked.standing)


def on_shutdown() -> None:
    """Leave MkDocs as it was."""
    gc.set_threshold(*USUAL)
    # Python need not look for garbage in what was imported, nor, at the process's end, in what a build left.
    gc.freeze()
    asked.end()
    asked.standing, asked.end = None, lambda: None


@event_priority(100)  # before the theme's search, which reads templates
def _on_config_first(config: MkDocsConfig) -> None:
    """Have templates compiled once for many builds."""
    quicken(config)


def _on_config(config: MkDocsConfig) -> None:
    """Refuse what cannot be, and extend Python-Markdown.  Nothing is read: mike loads configuration twice."""
    keep(config, Telling(root_of(config)))
    features = config.theme.get("features") or []
    _end(unsupported(lambda: _settings(config), config.use_directory_urls, features), config)
    config.site_url = as_folder(config.site_url)  # mike 2.2 leaves the slash off
    anchor_folders(config)
    warnings = keep(config, CountHandler(level=logging.WARNING))
    if is_published() and not config.strict:
        logging.getLogger("mkdocs").addHandler(warnings)
    # MkDocs declares a list of names; Python-Markdown takes instances as well, and MkDocs hands them on.
    found = extensions(being_rendered, lambda: kept(config, Prepared), lambda one: find([one], config))
    config.markdown_extensions += found  # type: ignore[arg-type]


on_config = CombinedEvent(_on_config_first, _on_config)


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Take away what MkDocs (1.6.1) leaves when it cleans, in a folder with a dot; say how far it is."""
    told = keep(config, progressing(sys.stderr))
    # The event says nothing of whose build has ended.
    config.plugins.events["build_error"].append(lambda error: told.end())
    Folder(config.site_dir).put(PATH, None)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read and prepare everything, and report what is wrong."""
    standing = asked.standing
    leave_out_unnamed(files)
    # A preview reads again what was written.
    with all_kept(for_good=standing is None):
        site = configured_site(config, preview=standing is not None)
        urls = {file.src_uri: file.url for file in files}
        sources = read_sources(_settings(config), standing.sources.read_page if standing else read_page)
        prepared = keep(config, prepare(site, sources, urls, reader(files)))
    kept(config, Telling).read(prepared.report)
    replace_files(files, (*prepared.stamps.names, *prepared.project.drafts), prepared.files, config)
    leave_out(config, prepared.project.drafts)
    rename_assets(config, prepared.stamps)
    keep(config, reuse_of(config, prepared, files, standing))
    if standing:
        hold_files(files, standing)
    return files


@event_priority(-100)  # behind the plugins that make a navigation of their own
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Compare the order that readers see with that of the numbers."""
    find(kept(config, Prepared).misordered(tuple(entries(nav.items))), config)
    kept(config, Progressing).begin("rendering", "pages", len(files.documentation_pages()))
    return keep(config, nav)


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> Page:
    """Have a preview read again only what was written."""
    if asked.standing:
        read = kept(config, Prepared).project.pages.get(page.file.src_uri)
        hold_source(page, config, asked.standing, read.source if read else None)
    return page


@event_priority(100)  # before those that know more of a page than what stands in its file
def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """What stands in a page's file, which was read already."""
    read = kept(config, Prepared).project.pages.get(page.file.src_uri)
    # MkDocs makes one line end of all kinds.
    return read.source.text if read and page.file.abs_src_path and "\r" not in read.source.text else None


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the list of questions where a page asks for it; date the page for the sitemap."""
    prepared = kept(config, Prepared)
    page.update_date = prepared.day(page.file.src_uri) or page.update_date
    hold_open(page, prepared, kept(config, Reuse))
    return prepared.text(page.file.src_uri, markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the anchors that a page had."""
    html, missing = kept(config, Prepared).with_anchors(page.file.src_uri, html)
    find(missing, config)
    kept(config, Progressing).tick()
    return html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Find what pages share, give it to templates, and fill the pages that are made of the others."""
    prepared = kept(config, Prepared)
    places = {file.src_uri: file.dest_uri for file in files}
    questions, navigation = prepared.project.by_src, kept(config, Navigation)
    number_pages(files, questions)
    lengthen_navigation(navigation, files, prepared.lists, [prepared.changes.src] if prepared.changes else [])
    built = tuple(nodes(navigation.items, questions))
    known = env, built, kept(config, Reuse)
    shared = keep(config, share(prepared, rendered(files), places, excluded(files), *known))
    _end(shared.theme_faults(env), config)
    env.globals.update(shared.for_all())
    env.filters |= {"faq_day": shared.day, "url": stamping(env.filters["url"], prepared.stamps)}
    fill(files, dict(shared.filled()), shared.described)
    hasten_search()
    keep(config, frame_pages(env, shared))
    told = kept(config, Progressing)
    told.begin("building", "pages", len(shared.pages))
    if pages := held(config, shared, told.tick):
        keep(config, pages)


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object
) -> dict[str, Any]:
    """Give a page's template what it knows beside the page."""
    src = page.file.src_uri
    return _near(context, src, config) | kept(config, Shared).for_page(src)


def on_template_context(
    context: dict[str, Any], *, template_name: str, config: MkDocsConfig
) -> dict[str, Any]:
    """Give a page that is no page, such as 404, the navigation that all have."""
    return _near(context, "", config)


def on_post_template(output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Mend what the theme has written: pages that are no page, such as 404."""
    return _mended(output_content, template_name, config)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Mend what the theme has written."""
    kept(config, Progressing).tick()
    return _mended(output, page.file.dest_uri, config, page.content or "")


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Let films be wound in the preview, and hear at once of what is saved.

    MkDocs' server knows no Range requests (1.6.1).
    """
    # A build needs none of these.
    from faq.commands.watching import observer
    from faq.walkthroughs.partial_content import partial_content

    application = server.get_app()
    if application is not None:
        server.set_app(partial_content(application))
    hear(server, config, observer)
    return server


@event_priority(-100)  # behind everything else that writes pages: the policy is made of what they hold
def on_post_build(*, config: MkDocsConfig) -> None:
    """Finish the site.  A deployment fails on any problem, whether or not the configuration is strict."""
    shared, site, warnings = kept(config, Shared), Folder(config.site_dir), kept(config, CountHandler)
    told = kept(config, Progressing)
    standing = asked.standing
    told.begin("finishing", "files", shared.to_close)
    if standing:
        standing.sweep()
    for done in close(shared, Watched(site, told.tick)):
        if isinstance(done, Problem):
            find([done], config)
            continue
        write = partial(site.put, done.path, done.data)
        if done.path.endswith(".html"):
            write()
            continue
        told.tick()
        if standing and done.data is not None:
            standing.file(done.path, digest(text_of(done.data)), write, late=True)
        else:
            write()
    shared.reuse.close()
    if standing:
        standing.finish()
        if not standing.again:
            # What the first build leaves, the preview keeps: the others need not look through it.
            gc.freeze()
    told.end()
    kept(config, Telling).count(shared.prepared.report)
    logging.getLogger("mkdocs").removeHandler(warnings)
    if counts := warnings.get_counts():
        raise Abort(f"{counted(counts)}: nothing is deployed")


# -- what the events share


def _settings(config: MkDocsConfig) -> Settings:
    try:
        return settings_of(config)
    except ConfigurationError as error:
        raise PluginError(str(error)) from None


def _near(context: dict[str, Any], src: str, config: MkDocsConfig) -> dict[str, Any]:
    """The context with the navigation that a page shows."""
    near = kept(config, Shared).near
    return with_navigation(context, near.shown(src)) if near else context


def _mended(html: str, name: str, config: MkDocsConfig, content: str = "") -> str:
    """Where a repair does not fit, a build ends, and a preview says so and goes on."""
    shared = kept(config, Shared)
    if shared.reuse.is_kept(name):
        return html
    html, problems = (html, []) if kept(config, Frames).repaired(html) else shared.mended(html, name, content)
    if not problems:
        shared.reuse.made(name, html)
    if shared.prepared.site.preview:
        find(problems, config)
    else:
        _end(problems, config)
    return html


def find(problems: Iterable[Problem], config: MkDocsConfig) -> None:
    """Say what only the build shows."""
    kept(config, Telling).find(problems)


def _end(problems: Iterable[Problem], config: MkDocsConfig) -> None:
    """End the build, if anything is wrong."""
    if told := kept(config, Telling).ending(problems):
        raise PluginError(told)
