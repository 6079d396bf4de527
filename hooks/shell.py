"""The shell between MkDocs and the rules: events, logging and files, and nothing else.

State lives in the configuration of one build, so that twin builds in one process share nothing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from faq.answers.beside import Beside, all_beside
from faq.book.catalogue import Entry, catalogue, entries, with_list
from faq.book.link_plan import LinkPlan, page_plan, replan
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.project import Project
from faq.book.settings import Settings, configured, read_settings
from faq.book.workspace import load, today
from faq.engine import machines, theme, written
from faq.engine.answers import ChangesPage, add_changes, fill_changes, times_of
from faq.engine.assets import know_stamps, prune_theme, stamp
from faq.engine.policy import clear_security_txt, lock, remember, write_security_txt
from faq.engine.publishing import is_published, list_gone_files, prepare_versions
from faq.engine.search import finish_search, searches
from faq.engine.unlisted import unlisted_page
from faq.git import GitError
from faq.model import Report
from faq.pages.one_page import Answer, combine
from faq.pages.rendering import ReferenceExtension
from faq.permalinks.answering import kept_addresses, one_page_history, with_kept_anchors
from faq.permalinks.declared import Declared, declared
from faq.policy.alignment import AlignmentExtension
from faq.reporting import as_github, counts_line, problem_text
from faq.rules.check import check
from faq.texts import TEXTS, date_text
from faq.walkthroughs.beside_pages import structured_data
from faq.walkthroughs.extension import WalkthroughExtension
from faq.walkthroughs.figure import Exhibit
from faq.walkthroughs.partial_content import partial_content

log = logging.getLogger("mkdocs.hooks.faq")


@dataclass
class Build:
    """What one build knows."""

    command: str
    settings: Settings | None = None
    project: Project | None = None
    report: Report | None = None
    changed: Mapping[str, datetime] = field(default_factory=dict)
    """When each page last changed for its readers; asked of git for a build that is published, or that tells
    of changes."""
    declared: Declared | None = None
    """What becomes of old addresses."""
    entries: tuple[Entry, ...] = ()
    beside: Mapping[str, Beside] = field(default_factory=dict)
    """What stands beside each answer, by source path."""
    changes: ChangesPage | None = None
    one_page: str | None = None
    """URL of the page with all answers."""
    plans: dict[str, LinkPlan] = field(default_factory=dict)
    """What was linked in each page, and the text in which it was."""
    machines: machines.Machines | None = None
    """What is made for machines, once all pages are rendered."""
    files: Files | None = None
    warnings: CountHandler | None = None
    """Counts MkDocs' own warnings while mike builds, which knows no --strict."""

    def film(self, src: str) -> Exhibit | None:
        """The film that an image's address names."""
        if self.project is None or self.project.shelf is None:
            return None
        exhibit = self.project.shelf.exhibits.get(PurePosixPath(urlsplit(src).path).stem)
        return replace(exhibit, texts=self.project.settings.texts) if exhibit else None

    @property
    def preview(self) -> bool:
        """Whether a writer is looking: then a broken reference is marked, and nothing fails."""
        return self.command == "serve"


@dataclass
class Asked:
    """What MkDocs says once, before the first build, and never again."""

    command: str = "build"


BUILD = "faq_build"
asked = Asked()


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember what was asked for: "build" or "serve"."""
    asked.command = command


def on_config(config: MkDocsConfig) -> None:
    """Add the extension that links references.  Nothing is read yet: mike loads a configuration twice."""
    build = Build(asked.command)
    config.data[BUILD] = build
    theme.refuse_unsupported(config)
    if is_published() and config.site_url and not config.site_url.endswith("/"):
        config.site_url += "/"  # mike 2.2 leaves it off, and the 404 page's links would miss a folder
    if is_published() and not config.strict:
        build.warnings = CountHandler()
        build.warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(build.warnings)
    extension = ReferenceExtension(_source_of, lambda src, text: _plan(build, src, text), _missed)
    # MkDocs declares a list of names; Python-Markdown takes instances as well, and MkDocs hands them on.
    config.markdown_extensions.append(extension)  # type: ignore[arg-type]
    config.markdown_extensions.append(WalkthroughExtension(build.film))  # type: ignore[arg-type]
    config.markdown_extensions.append(AlignmentExtension())  # type: ignore[arg-type]


def on_pre_build(*, config: MkDocsConfig) -> None:
    """Begin with nothing that this build would take for its own."""
    clear_security_txt(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read the project and report everything that is wrong with it."""
    build = _build(config)
    build.settings = _settings(config)
    build.project = load(build.settings)
    if is_published() or build.settings.changes:
        build.changed = _changed(build.project)
    build.report = check(build.project, None, today())
    build.declared = declared(build.project)
    _report(build.report)
    language = str(config.theme.get("language", "en"))
    for path, html in kept_addresses(build.project, build.declared, language).items():
        files.append(File.generated(config, path, content=html, inclusion=InclusionLevel.NOT_IN_NAV))
    one_page = build.settings.one_page
    if one_page and files.get_file_from_path(one_page) is None:
        title = build.settings.extra.get("one_page_title") or build.settings.texts["one_page_title"]
        files.append(unlisted_page(config, one_page, title))
    build.changes = add_changes(build.project, build.changed, files, config)
    stamp(files, config)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the list of questions where a page asks for it."""
    build = _build(config)
    # Search engines ask for the day on which the text last changed: that of the page "What changed", which no
    # number and no keyword moves, though the page's own bytes may be younger.
    if is_published() and build.changed:
        changed = build.changed.get(page.file.src_uri) or max(build.changed.values())
        page.update_date = changed.date().isoformat()
    project = build.project
    return with_list(markdown, page.file.src_uri, project.numbered) if project else markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep the anchors that a page had."""
    build = _build(config)
    if build.project is None or build.declared is None:
        return html
    kept, missing = with_kept_anchors(html, page.file.src_uri, build.project, build.declared)
    for anchor in missing:
        log.error(
            "%s: anchors: #%s is not in the built page; write the anchor of a heading",
            page.file.src_uri,
            anchor,
        )
    return kept


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> None:
    """Give templates what all pages share, and fill the pages that are made of the others."""
    build = _build(config)
    know_stamps(env, config)
    remember(files, config)
    project, settings = build.project, build.settings
    if project is None or settings is None:
        return
    env.globals["texts"] = settings.texts
    env.filters["faq_day"] = lambda day: date_text(settings.texts, date.fromisoformat(day))
    env.globals["faq_searches"] = searches(config)
    build.files = files
    build.machines = machines.prepared(project, files, config, build.preview)
    prepare_versions(env, config)
    if build.declared is not None:
        list_gone_files(env, project, build.declared)
    urls = {file.src_uri: file.url for file in files.documentation_pages()}
    build.entries = entries(project, lambda src: urls.get(src, src))
    build.beside = all_beside(project, build.entries, build.changed, lambda src: urls.get(src, src))
    fill_changes(build.changes, project, files)
    build.one_page = urls.get(settings.one_page or "")
    env.globals["faq_questions"] = build.entries
    env.globals["faq_folder"] = settings.folder
    contact = settings.contact.page if settings.contact else None
    env.globals["faq_contact"] = urls.get(contact or "")
    _fill_one_page(build, project, files)


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: object
) -> dict[str, Any]:
    """Give templates the catalogue as `faq`."""
    build = _build(config)
    if build.project is not None:
        context["faq"] = catalogue(build.project, build.entries, page.file.src_uri, build.one_page)
        context["answer"] = build.beside.get(page.file.src_uri)
        context["changes"] = build.changes
        context["structured_data"] = _structured_data(build.project, page, config)
    if build.machines is not None:
        context["head"] = build.machines.head(page, config)
    return context


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
    """Lock the pages.  A deployment fails on any problem, whether or not the configuration is strict."""
    build = _build(config)
    if build.machines is not None:
        machines.write(build.machines, build.plans, build.files, config)
    if build.project is not None and build.files is not None:
        for wrong in finish_search(config, build.project, build.files):
            log.error(wrong)
    pages: Mapping[str, str] = written.texts(Path(config.site_dir), "html")
    unpruned: list[str] = []
    if not build.preview:
        pages, unpruned = prune_theme(config, pages)
    problems, of_theme = lock(config, pages, build.project, preview=build.preview)
    security = build.settings and write_security_txt(config, build.settings, published=is_published())
    for said in filter(None, [*map(problem_text, problems), *unpruned, *of_theme, security]):
        log.error("%s\n", said)
    if build.report is not None:
        log.info(counts_line(build.report))
    if build.warnings is not None:
        logging.getLogger("mkdocs").removeHandler(build.warnings)
        if counts := build.warnings.get_counts():
            told = ", ".join(f"{count} {level.lower()}{'s' * (count > 1)}" for level, count in counts)
            raise Abort(f"{told}: nothing is deployed")


# -- what the events share


def _build(config: MkDocsConfig) -> Build:
    build = config.data.get(BUILD)
    if not isinstance(build, Build):
        raise PluginError("hooks/shell.py: on_config has not run")
    return build


def _settings(config: MkDocsConfig) -> Settings:
    try:
        if config.config_file_path:
            return read_settings(Path(config.config_file_path))
        extensions = [
            {name: config.mdx_configs.get(name)}
            for name in config.markdown_extensions
            if isinstance(name, str)
        ]
        values: Mapping[str, Any] = {
            "site_name": config.site_name,
            "docs_dir": config.docs_dir,
            "nav": config.nav,
            "extra": config.extra,
            "markdown_extensions": extensions,
        }
        return configured(Path(config.docs_dir).parent, values)
    except ConfigurationError as error:
        raise PluginError(str(error)) from None


def _mended(html: str, name: str, config: MkDocsConfig) -> str:
    build = _build(config)
    texts = build.settings.texts if build.settings else TEXTS
    return theme.mended(html, name, config, texts, preview=build.preview)


def _source_of(md: Markdown) -> str | None:
    """The page that is being rendered: MkDocs keeps it in the treeprocessor that resolves its links."""
    if "relpath" not in md.treeprocessors:
        return None
    file = getattr(md.treeprocessors["relpath"], "file", None)
    return file.src_uri if isinstance(file, File) else None


def _plan(build: Build, src: str, text: str) -> LinkPlan:
    if build.project is None or build.report is None:
        raise PluginError("hooks/shell.py: on_files has not run")
    page = build.project.pages.get(src)
    plan = (
        page_plan(build.project, src, page, build.report, None, build.preview) if page is not None else None
    )
    if plan is None or plan.text != text:
        plan = replan(build.project, src, text, build.report, None, build.preview)
    build.plans[src] = plan
    return plan


def _missed(src: str, title: str) -> None:
    log.error("%s: a reference to %r could not be linked; please report this page as a bug", src, title)


def _changed(project: Project) -> Mapping[str, datetime]:
    """When each page last changed; nothing, and an error, where git does not let anybody look."""
    try:
        return times_of(project)
    except GitError as error:
        log.error("answers cannot be dated: %s\n", error)
        return {}


def _report(report: Report) -> None:
    """Errors, not warnings: `-q` drops warnings before `--strict` counts them (MkDocs 1.6.1)."""
    for problem in report.problems:
        log.error("%s\n", problem_text(problem))
    if report.problems and os.environ.get("GITHUB_ACTIONS") == "true":
        print(as_github(report), flush=True)


def _fill_one_page(build: Build, project: Project, files: Files) -> None:
    """Write all rendered answers into the page that holds them all."""
    settings = project.settings
    file = files.get_file_from_path(settings.one_page) if settings.one_page else None
    if file is None or file.page is None:
        return
    answers = []
    for question in project.numbered:
        answer = files.get_file_from_path(question.src)
        if answer is not None and answer.page is not None:
            html = answer.page.content or ""
            answers.append(
                Answer(
                    question.place or "", question.title, question.slug, answer.url, html, question.section
                )
            )
    content = (file.page.content or "") + combine(answers, file.url, settings.texts)
    file.page.content = one_page_history(content, project, build.declared) if build.declared else content


def _structured_data(project: Project, page: Page, config: MkDocsConfig) -> list[dict[str, Any]]:
    """What a page says of its films to machines, which ask for absolute addresses; else nothing."""
    source, site = project.pages.get(page.file.src_uri), config.site_url
    if source is None or project.shelf is None or not site:
        return []
    return structured_data(project.shelf, source, lambda path: urljoin(site, path), page.canonical_url or "")
