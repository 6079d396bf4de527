"""The page and the feed of what changed, for MkDocs."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from faq.answers.changes import Change, Feed, atom, changes, changes_html
from faq.answers.commits import last_changes
from faq.answers.dating import answer_times, made_of, said_to_readers
from faq.book.project import Project
from faq.engine.unlisted import unlisted_page

Times = Mapping[str, datetime]
"""When each page last changed, by source path; empty where git does not know."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The page that says what changed; what a template knows as `changes`."""

    src: str
    url: str
    """Its address, from the site's root."""
    feed: str | None
    """The feed's address; None where there is none."""
    found: tuple[Change, ...]


def times_of(project: Project) -> Times:
    """When what readers read on each page last changed."""
    files = made_of(project)
    settings = project.settings
    paths = {path for own in files.values() for path in own}
    times = last_changes(settings.root, settings.docs_dir, paths, said_to_readers(project))
    return answer_times(files, times)


def add_changes(project: Project, times: Times, files: Files, config: MkDocsConfig) -> ChangesPage | None:
    """Add the page that says what changed, still empty, and its feed; None where nobody wants them.

    Entries of a feed are named by absolute addresses (RFC 4287, 4.2.6), so there is none without `site_url`,
    nor without history.
    """
    src = project.settings.changes
    if src is None or files.get_file_from_path(src) is not None:
        return None
    file = unlisted_page(config, src, project.settings.texts["changes"])
    files.append(file)
    found = changes(project.numbered, times)
    feed = posixpath.splitext(src)[0] + ".atom" if config.site_url and found else None
    page = ChangesPage(src, file.url, feed, found)
    if feed is not None:
        files.append(File.generated(config, feed, content=_feed(project, page, files, config)))
    return page


def fill_changes(page: ChangesPage | None, project: Project, files: Files) -> None:
    """Write the list into the page that says what changed, once every page has its address."""
    file = files.get_file_from_path(page.src) if page else None
    if page is None or file is None or file.page is None:
        return

    def url(src: str) -> str:
        return get_relative_url(_url(files, src), file.url)

    feed = get_relative_url(page.feed, file.url) if page.feed else None
    content = changes_html(page.found, project.settings.texts, url, feed)
    file.page.content = (file.page.content or "") + content


def _feed(project: Project, page: ChangesPage, files: Files, config: MkDocsConfig) -> str:
    site = config.site_url or ""
    about = Feed(
        url=urljoin(site, page.feed or ""),
        page=urljoin(site, page.url),
        title=f"{config.site_name}: {project.settings.texts['changes']}",
        author=config.site_author or config.site_name,
        language=str(config.theme.get("language", "en")),
    )
    return atom(about, page.found, lambda src: urljoin(site, _url(files, src)))


def _url(files: Files, src: str) -> str:
    file = files.get_file_from_path(src)
    return file.url if file is not None else src
