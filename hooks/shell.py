"""The shell between MkDocs and the two passes: it hears events, asks, logs and writes, and decides nothing.

What an event learns is kept in the configuration of its build: twin builds in one process share nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from faq.addresses import as_folder
from faq.book.extension_folders import anchored
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.settings import NavEntry, Settings, configured, read_settings
from faq.book.workspace import is_published
from faq.commands.annotating import in_workflow, not_annotated
from faq.model import Problem
from faq.pages.assets import stamping
from faq.pages.closing import Written, close
from faq.pages.finish import Shared, share
from faq.pages.folder import Folder
from faq.pages.navigation import NavNode, Shown, Way
from faq.pages.prepare import Prepared, extensions, prepare
from faq.pages.site import Rendered, site_of
from faq.pages.sources import read_sources
from faq.permalinks.answering import anchors_in
from faq.policy.security_txt import PATH
from faq.reporting import counts_line, problem_text
from faq.rules.unsupported import unsupported
from faq.walkthroughs.partial_content import partial_content

log = logging.getLogger("mkdocs.hooks.faq")
asked = {"command": "build"}
"""What MkDocs says once, before the first build, and never again."""
Kept = TypeVar("Kept")


class BuildFindings(list[Problem]):
    """What only the build showed to be wrong, so far."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember what was asked for: "build" or "serve"."""
    asked["command"] = command


def on_config(config: MkDocsConfig) -> None:
    """Refuse what cannot be, and extend Python-Markdown.  Nothing is read: mike loads configuration twice."""
    features = config.theme.get("features") or []
    _end(unsupported(lambda: _settings(config), config.use_directory_urls, features), config)
    config.site_url = as_folder(config.site_url)  # mike 2.2 leaves the slash off
    if config.config_file_path:
        config.mdx_configs.update(anchored(config.mdx_configs, config.markdown_extensions, _root(config)))
    _keep(config, BuildFindings())
    warnings = _keep(config, CountHandler(level=logging.WARNING))
    if is_published() and not config.strict:
        logging.getLogger("mkdocs").addHandler(warnings)
    # MkDocs declares a list of names; Python-Markdown takes instances as well, and MkDocs hands them on.
    found = extensions(_source_of, lambda: _kept(config, Prepared), lambda one: _find([one], config))
    config.markdown_extensions += found  # type: ignore[arg-type]


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Take away what MkDocs (1.6.1) leaves when it cleans, in a folder with a dot."""
    Folder(config.site_dir).put(PATH, None)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read and prepare everything, and report what is wrong."""
    plugins = {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()}
    theme = config.theme.name, config.theme, map(Folder, config.theme.dirs)
    site = site_of(config, *theme, plugins, preview=asked["command"] == "serve")
    urls = {file.src_uri: file.url for file in files}
    prepared = _keep(config, prepare(site, read_sources(_settings(config)), urls, _reader(files)))
    _say(prepared.report.problems, config)
    _annotate(prepared.report.hints, config)
    for taken in filter(None, map(files.get_file_from_path, prepared.stamps.names)):
        files.remove(taken)
    for path, text in prepared.files.items():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    config.extra_css = prepared.stamps.named(config.extra_css)
    for at, script in enumerate(config.extra_javascript):
        path = prepared.stamps.names.get(str(script), str(script))
        if isinstance(script, str):
            config.extra_javascript[at] = path
        else:
            script.path = path
    return files


@event_priority(-100)  # behind the plugins that make a navigation of their own
def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Compare the order that readers see with that of the numbers."""
    _find(_kept(config, Prepared).misordered(tuple(_entries(nav.items))), config)
    return _keep(config, nav)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the list of questions where a page asks for it; date the page for the sitemap."""
    prepared = _kept(config, Prepared)
    page.update_date = prepared.day(page.file.src_uri) or page.update_date
    return prepared.text(page.file.src_uri, markdown)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the anchors that a page had."""
    html, missing = _kept(config, Prepared).with_anchors(page.file.src_uri, html)
    _find(missing, config)
    return html


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Find what pages share, give it to templates, and fill the pages that are made of the others."""
    prepared = _kept(config, Prepared)
    excluded = {file.src_uri for file in files if file.inclusion == InclusionLevel.EXCLUDED}
    places = {file.src_uri: file.dest_uri for file in files}
    nodes = tuple(_nodes(_kept(config, Navigation).items, prepared.project.by_src))
    shared = _keep(config, share(prepared, _rendered(files), places, excluded, env, nodes))
    _end(shared.theme_faults(env), config)
    env.globals.update(shared.for_all())
    env.filters |= {"faq_day": shared.day, "url": stamping(env.filters["url"], prepared.stamps)}
    filled = dict(shared.filled())
    for page in filter(None, (file.page for file in files.documentation_pages())):
        src = page.file.src_uri
        if src in filled:
            page.content = filled[src]
            page.present_anchor_ids = (page.present_anchor_ids or set()) | anchors_in(filled[src])
        page.meta.update(shared.described(src))


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object
) -> dict[str, Any]:
    """Give a page's template what it knows beside the page."""
    src = page.file.src_uri
    return _near(context, src, config) | _kept(config, Shared).for_page(src)


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
    return _mended(output, page.file.dest_uri, config)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Let films be wound in the preview: MkDocs' server knows no Range requests (1.6.1)."""
    application = server.get_app()
    if application is not None:
        server.set_app(partial_content(application))
    return server


@event_priority(-100)  # behind everything else that writes pages: the policy is made of what they hold
def on_post_build(*, config: MkDocsConfig) -> None:
    """Finish the site.  A deployment fails on any problem, whether or not the configuration is strict."""
    shared, site, warnings = _kept(config, Shared), Folder(config.site_dir), _kept(config, CountHandler)
    for done in close(shared, site):
        if isinstance(done, Written):
            site.put(done.path, done.data)
        else:
            _find([done], config)
    report = shared.prepared.report
    log.info(counts_line(replace(report, problems=(*report.problems, *_kept(config, BuildFindings)))))
    logging.getLogger("mkdocs").removeHandler(warnings)
    if counts := warnings.get_counts():
        told = ", ".join(f"{count} {level.lower()}{'s' * (count > 1)}" for level, count in counts)
        raise Abort(f"{told}: nothing is deployed")


# -- what the events share


def _annotate(problems: Sequence[Problem], config: MkDocsConfig) -> None:
    """Have a workflow show problems on their lines."""
    if problems and in_workflow() and (new := not_annotated(problems, _root(config))):
        print(*new, sep="\n", flush=True)


def _root(config: MkDocsConfig) -> Path:
    """The project's folder."""
    return Path(config.config_file_path or config.docs_dir).resolve().parent


def _keep(config: MkDocsConfig, value: Kept) -> Kept:
    """Keep what an event learned for those that follow."""
    config.data[f"faq {type(value).__name__}"] = value
    return value


def _kept(config: MkDocsConfig, kind: type[Kept]) -> Kept:
    value: Kept = config.data[f"faq {kind.__name__}"]
    return value


def _settings(config: MkDocsConfig) -> Settings:
    if config.config_file_path:
        try:
            return read_settings(Path(config.config_file_path))
        except ConfigurationError as error:
            raise PluginError(str(error)) from None
    values = {key: config[key] for key in ("site_name", "docs_dir", "nav", "extra")}
    names = [name for name in config.markdown_extensions if isinstance(name, str)]
    values["markdown_extensions"] = [{name: config.mdx_configs.get(name)} for name in names]
    return configured(_root(config), values)


def _reader(files: Files) -> Callable[[str], str | None]:
    def read(path: str) -> str | None:
        file = files.get_file_from_path(path)
        return file.content_string if file else None

    return read


def _entries(items: Iterable[StructureItem]) -> Iterator[NavEntry]:
    for item in items:
        if isinstance(item, Page):
            yield NavEntry(vars(item).get("title"), item.file.src_uri, (), None)
        elif isinstance(item, Section):
            yield NavEntry(item.title, None, tuple(_entries(item.children)), None)


def _nodes(items: Iterable[StructureItem], questions: Container[str]) -> Iterator[NavNode]:
    for item in items:
        if isinstance(item, Section):
            children = tuple(_nodes(item.children, questions))
            yield NavNode(item, item.title, None, children, sum(child.questions for child in children))
        else:
            src = item.file.src_uri if isinstance(item, Page) else None
            yield NavNode(item, item.title or "", src, (), int(src in questions))


def _near(context: dict[str, Any], src: str, config: MkDocsConfig) -> dict[str, Any]:
    """The context with the navigation that a page shows."""
    near = _kept(config, Shared).near
    if near is None:
        return context
    return context | {"nav": Navigation(list(map(_item, near.shown(src))), context["nav"].pages)}


def _item(shown: Shown) -> StructureItem:
    if isinstance(shown, NavNode):
        return cast("StructureItem", shown.item)
    if isinstance(shown, Way):
        return Link(shown.title, shown.url)
    section = Section(shown.title, list(map(_item, shown.children)))
    section.active = shown.active
    return section


def _rendered(files: Files) -> Iterator[Rendered]:
    for file in files.documentation_pages():
        if (page := file.page) and page.content is not None:
            where = file.src_uri, file.url, file.dest_uri, page.canonical_url or ""
            yield Rendered(*where, str(page.title or ""), page.content, page.meta, home=page.is_homepage)


def _source_of(md: Markdown) -> str | None:
    """The page that is being rendered: MkDocs keeps it in the treeprocessor that resolves its links."""
    if "relpath" not in md.treeprocessors:
        return None
    file = getattr(md.treeprocessors["relpath"], "file", None)
    return file.src_uri if isinstance(file, File) else None


def _mended(html: str, name: str, config: MkDocsConfig) -> str:
    """Where a repair does not fit, a build ends, and a preview says so and goes on."""
    shared = _kept(config, Shared)
    html, problems = shared.mended(html, name)
    if shared.prepared.site.preview:
        _find(problems, config)
    else:
        _end(problems, config)
    return html


def _find(problems: Iterable[Problem], config: MkDocsConfig) -> None:
    """Say what only the build shows, and count it with the rest."""
    new = tuple(problems)
    _kept(config, BuildFindings).extend(new)
    _say(new, config)


def _say(problems: Sequence[Problem], config: MkDocsConfig) -> None:
    # Errors, not warnings: `-q` drops warnings before `--strict` counts them (MkDocs 1.6.1).
    for problem in problems:
        log.error("%s\n", problem_text(problem))
    _annotate(problems, config)


def _end(problems: Iterable[Problem], config: MkDocsConfig) -> None:
    """End the build, if anything is wrong."""
    if wrong := tuple(problems):
        _annotate(wrong, config)
        raise PluginError("\n".join(map(problem_text, wrong)))
