"""Rules on `mkdocs.yml` itself, as far as a strict build stops at it and no page is needed to know."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

import pathspec

from faq.addresses import page_address
from faq.book.nav import normal, pages
from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.validation import validation
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.rules.unsupported import unsupported

SERIOUS = "warn"
"""The value of `validation:` at which a strict build ends."""


def configuration_problems(project: Project) -> Iterator[Problem]:
    """What a strict build would not go on with, whatever the pages say."""
    yield from _unsupported(project.settings)
    yield from _omitted(project)
    yield from _twice(project)
    yield from _templates(project)
    yield from _one_page(project)


def _unsupported(settings: Settings) -> Iterator[Problem]:
    """Settings of MkDocs and of the theme that have to go."""
    theme = settings.data.get("theme")
    features: Sequence[object] = (theme.get("features") or ()) if isinstance(theme, Mapping) else ()
    return unsupported(lambda: settings, settings.data.get("use_directory_urls"), features)


def _omitted(project: Project) -> Iterator[Problem]:
    """Pages in no `nav:` where MkDocs is to warn of them; a question outside is a problem of its own."""
    settings = project.settings
    if settings.nav is None or validation(settings, "nav", "omitted_files") != SERIOUS:
        return
    listed = {normal(entry.target or "") for entry in pages(settings.nav)}
    meant = pathspec.GitIgnoreSpec.from_lines(str(settings.data.get("not_in_nav") or "").splitlines())
    for src, page in project.pages.items():
        if src not in listed and src not in project.by_src and not meant.match_file(src):
            message = f"{src} stands in no nav:"
            fix = "add it to nav: in mkdocs.yml, or list it under not_in_nav: there"
            yield Problem(Kind.PAGE_NOT_IN_NAV, _top(page.source), message, fix)


def _twice(project: Project) -> Iterator[Problem]:
    """Files that become one page, of which readers get only one: index.md and README.md in one folder."""
    first: dict[str, str] = {}
    for src, page in project.pages.items():
        other = first.setdefault(page_address(src), src)
        if other != src:
            message = f"{src} and {other} both become the page {page_address(src) or 'at the root'}"
            fix = "keep one of the two, or give one another name"
            yield Problem(Kind.PAGE_TWICE, _top(page.source), message, fix)


def _templates(project: Project) -> Iterator[Problem]:
    """`extra_templates:` that are not in the docs folder."""
    settings = project.settings
    named = settings.data.get("extra_templates")
    for name in named if isinstance(named, list) else ():
        if posixpath.normpath(str(name)) not in project.files:
            span = settings.place("extra_templates", holding=str(name))
            message = f"extra_templates: the file {settings.docs_dir}/{name} does not exist"
            yield Problem(Kind.MISSING_FILE, span, message, "correct the path, or take it out")


def _one_page(project: Project) -> Iterator[Problem]:
    """A page with all answers that could only be made in the place of a file."""
    settings = project.settings
    taken = [src for src in (settings.one_page, *project.parts_by_src) if src in project.files]
    for src in taken[:1]:
        path = project.path(src or "")
        message = f"one_page: {path} is there already, and the page with all answers is one that is made"
        fix = "write a path that no file has, such as all.md, or take the file away"
        yield Problem(Kind.BAD_ONE_PAGE, settings.place("extra", "faq", "one_page"), message, fix)


def _top(source: Source) -> Span:
    return Span(source, 0, len(source.lines[0]))
