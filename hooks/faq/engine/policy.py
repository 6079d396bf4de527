"""The last step of a build: every page gets the policy, and what the policy would block is told."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from faq import git
from faq.book.project import Project
from faq.book.settings import Settings
from faq.engine import written
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.policy.csp import policy, scripts_of
from faq.policy.judge import Fault, faults
from faq.policy.scan import Scan, scan
from faq.policy.securing import secured
from faq.policy.security_txt import PATH, security_txt
from faq.policy.storing import theme_faults
from faq.verbatim import bytes_of

BUILT = "faq_built_from"
SCRIPTS = "assets/javascripts"
THEMES = re.compile(r"bundle\.|workers/").match
"""The theme's own scripts, beside which the project's stand."""
UTF_16 = ("\udcff\udcfe", "\udcfe\udcff")
"""How files begin that hold two bytes for each letter (faq.verbatim)."""


def remember(files: Files, config: MkDocsConfig) -> None:
    """Keep which source each written file comes from, for messages that name what a writer can change."""
    config.data[BUILT] = {file.dest_uri: file.src_uri for file in files}


def lock(
    config: MkDocsConfig, htmls: Mapping[str, str], project: Project | None, *, preview: bool
) -> tuple[list[Problem], list[str]]:
    """Write every page, `htmls` by path, with the policy in it; what is wrong with pages, and with the theme.

    In a preview pages get no policy: the script with which MkDocs reloads them is another in each (1.6.1).
    """
    site = Path(config.site_dir)
    host = urlsplit(config.site_url or "").netloc
    wide = [path for path, html in htmls.items() if html.startswith(UTF_16)]
    pages = {path: scan(html) for path, html in htmls.items() if path not in wide}
    scripts = {path: text for path, text in written.texts(site / SCRIPTS, "js").items() if THEMES(path)}
    said = None if preview else policy(scripts_of(pages.values()))
    told = [f"{path}: is UTF-16, and would have no policy; save it as UTF-8" for path in wide]
    told += theme_faults(pages, scripts)
    for path, page in pages.items():
        done = secured(page, said, host)
        if done != page.html or not preview:
            (site / path).write_bytes(bytes_of(done))
    built: Mapping[str, str] = config.data.get(BUILT, {})
    return list(_placed(pages, host, built, project)), told


def _placed(
    pages: Mapping[str, Scan], host: str, built: Mapping[str, str], project: Project | None
) -> Iterator[Problem]:
    """What is wrong with pages, each at its place in the source where that can be found, and told once."""
    seen: set[tuple[Kind, str]] = set()
    found = [(path, fault) for path, page in pages.items() for fault in faults(page, host)]
    in_sources = [(fault, _in_source(fault, built.get(path), project)) for path, fault in found]
    for (path, fault), (_, span) in sorted(
        zip(found, in_sources, strict=True), key=lambda pair: pair[1][1] is None
    ):
        if (fault.kind, fault.what) not in seen or span is not None:
            seen.add((fault.kind, fault.what))
            span = span or Span(Source(f"{path} (as built)", pages[path].html), fault.start, fault.end)
            yield Problem(fault.kind, span, fault.message, fault.fix)


def _in_source(fault: Fault, src: str | None, project: Project | None) -> Span | None:
    page = project.pages.get(src) if project and src else None
    place = fault.place(page.source.text) if page else None
    return Span(page.source, *place) if page and place else None


def clear_security_txt(config: MkDocsConfig) -> None:
    """Take away what an earlier build wrote: MkDocs (1.6.1) leaves folders with a dot when it cleans.

    Before anything is written, so that what is there at the end is of this build.
    """
    Path(config.site_dir, PATH).unlink(missing_ok=True)


def write_security_txt(config: MkDocsConfig, settings: Settings, *, published: bool) -> str | None:
    """Put `.well-known/security.txt` into a site that is served as it is built; what is wrong with it.

    A file of the team's own stays.  What is published is one of several folders: there `faq publish` writes
    the file, at the root.
    """
    try:
        # Git is asked only where somebody wants the file.
        time = _commit_time(settings.root) if settings.extra.get("security_contact") else 0.0
    except git.GitError as error:
        return f"{PATH} cannot be dated: {error}"
    try:
        text = security_txt(settings.extra, config.site_url or "", time)
    except ValueError as error:
        return f"{settings.config.path}: extra: faq: {error}"
    path = Path(config.site_dir) / PATH
    if text and not published and not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return None


def _commit_time(folder: Path) -> float:
    """When the commit that is checked out was made; now, where there is none.  Raises GitError."""
    if named := os.environ.get("SOURCE_DATE_EPOCH"):
        return float(named)
    time = git.commit_time(folder)
    return datetime.now(UTC).timestamp() if time is None else float(time)
