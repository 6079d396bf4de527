"""Rules on links: each leads to a page, an anchor or a file that is there, and names its file.

What MkDocs (1.6, `structure/pages.py`) finds where `validation: links:` says "warn" is found here whatever it
says; and what raw HTML leads to, which MkDocs leaves alone, is looked for where the built page will be.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from faq.addresses import address_of, page_address, resolved
from faq.addresses import relative as address_between
from faq.book.linking import anchor_at, question_of, relative, target_of
from faq.book.page_anchors import has_anchor, likely_anchors
from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Link, Problem
from faq.permalinks.made import LOADED, is_made
from faq.text.page import EXTERNAL, Page

PAGES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".htm", ".html")
ROOTED = ("/", "\\")
FILLED = ("{{", "{%")
"""What only a plugin can fill in."""


def link_problems(project: Project, src: str, page: Page) -> Iterator[Problem]:
    """Links in Markdown to pages, anchors and files that do not exist, or not by this name."""
    for link in page.links:
        destination = link.destination
        if EXTERNAL.match(destination) or any(mark in destination for mark in FILLED):
            continue
        target = target_of(project, src, destination)
        if target is None:
            yield _rooted(project, src, link, in_html=False)
            continue
        where, anchor = target
        if where in project.files or where in project.generated:
            yield from _anchor_problem(project, link, where, anchor)
        elif not (where.endswith(".webm") and link.image and project.shelf and project.shelf.storyboards):
            yield _lost(project, src, link, where)  # a film is more than a file: faq.walkthroughs looks at it


def html_link_problems(project: Project, src: str, page: Page, live: Mapping[str, str]) -> Iterator[Problem]:
    """Addresses in raw HTML at which the built site has nothing.

    `live` maps every address at which something is to the path of its source, or to its own.
    """
    for link in page.html_links:
        destination = link.destination.strip()
        if EXTERNAL.match(destination) or any(mark in destination for mark in FILLED):
            continue
        if destination.startswith(ROOTED):
            yield _rooted(project, src, link, in_html=True)
            continue
        path, _, anchor = destination.partition("#")
        here = page_address(src)
        if posixpath.normpath(posixpath.join(here or ".", unquote(path))).startswith(".."):
            continue  # another version of the site, or what stands beside it
        address = resolved(here, path) if path.partition("?")[0] else here
        target = _answering(address, live)
        if target is not None:
            yield from _anchor_problem(project, link, target, anchor_at(project, target, anchor))
        elif not _made(address, live):
            yield _lost_address(project, src, link, address)


def _answering(address: str, live: Mapping[str, str]) -> str | None:
    """The source of what a host serves for an address, which may lack its last slash."""
    names = (address, address_of(address), address + "/")
    return next((live[name] for name in names if name in live), None)


def _made(address: str, live: Mapping[str, str]) -> bool:
    """Whether the build, or the theme, may put something at an address."""
    if address.endswith(".md"):
        return address_of(address.removesuffix(".md") + ".html") in live
    theme = address.startswith("assets/") and not address.endswith(("/", *PAGES))
    return theme or address.endswith(LOADED) or is_made(address, live)


# -- what is wrong, and what to write


def _rooted(project: Project, src: str, link: Link, *, in_html: bool) -> Problem:
    """A link to the root of the host: published versions stand in folders below it."""
    destination = link.destination
    path = destination.lstrip("/\\")
    base = urlsplit(project.settings.site_url).path.strip("/")
    inside = path.removeprefix(base + "/") if base else path
    found = _guess(project, "index.md", inside)
    message = f'"{destination}" begins at the root of the host, and no version of the site stands there'
    fix = "write the path of a page as it is seen from this one, or a whole address: https://..."
    if found:
        fix = f"write {_between(project, src, found)}" if in_html else _write(src, link, found)
    return Problem(Kind.ABSOLUTE_LINK, link.span, message, fix)


def _lost(project: Project, src: str, link: Link, where: str) -> Problem:
    path = link.destination.partition("#")[0]
    ending = posixpath.splitext(where)[1].lower()
    found = _guess(project, src, path)
    if where in project.drafts:
        return _to_draft(project, link, where)
    if where.startswith("../"):
        kind = Kind.BROKEN_LINK if ending in ("", *PAGES) else Kind.MISSING_FILE
        message = f'"{path}" leads out of {project.settings.docs_dir}/, and readers get nothing else'
        return Problem(
            kind, link.span, message, "link what lies inside, or write a whole address: https://..."
        )
    if found:
        message = f'"{path}" names no file, and only a link to a file is followed'
        return Problem(Kind.BROKEN_LINK, link.span, message, _write(src, link, found))
    if ending and ending not in PAGES:
        return Problem(
            Kind.MISSING_FILE,
            link.span,
            f'the file "{where}" does not exist',
            _near_file(project, src, where),
        )
    near = get_close_matches(where, project.pages, 1, 0.6)
    fix = f"write {relative(src, near[0])}" if near else "write the path of a page"
    return Problem(Kind.BROKEN_LINK, link.span, f'"{where}" does not exist', fix)


def _to_draft(project: Project, link: Link, where: str) -> Problem:
    message = f'"{project.path(where)}" is a draft, which readers do not get'
    fix = "take the link out, or draft: true out of that page"
    return Problem(Kind.BROKEN_LINK, link.span, message, fix)


def _lost_address(project: Project, src: str, link: Link, address: str) -> Problem:
    if (draft := next((one for one in project.drafts if page_address(one) == address), None)) is not None:
        return _to_draft(project, link, draft)
    path = link.destination.partition("#")[0]
    found = _guess(project, src, path)
    message = f'"{path}" in HTML leads to {address}, where the built site has nothing'
    if found:
        fix = f"write {_between(project, src, found)}: in HTML nobody rewrites addresses"
    else:
        fix = "write an address as it is seen from the built page, or a link in Markdown"
    paged = posixpath.splitext(address)[1].lower() in ("", *PAGES)
    return Problem(Kind.BROKEN_LINK if paged else Kind.MISSING_FILE, link.span, message, fix)


def _guess(project: Project, src: str, path: str) -> str | None:
    """The file that was meant by an address, or by a page's name without its ending."""
    path = unquote(path.partition("?")[0])
    bases = (posixpath.join(posixpath.dirname(src), path), posixpath.join(page_address(src), path))
    known = project.files | project.generated
    for base in bases:
        stem = posixpath.normpath(base).removesuffix(".html")
        for name in (stem, f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"):
            if posixpath.normpath(name) in known:
                return posixpath.normpath(name)
    return None


def _write(src: str, link: Link, found: str) -> str:
    _, hash_, anchor = link.destination.partition("#")
    return f"write {relative(src, found)}{hash_}{anchor}"


def _between(project: Project, src: str, found: str) -> str:
    """How the built page of one source leads to what another becomes."""
    paged = found in project.pages or found in project.generated
    return address_between(page_address(src), page_address(found) if paged else found)


def _near_file(project: Project, src: str, where: str) -> str:
    name = posixpath.basename(where)
    near = get_close_matches(name, [posixpath.basename(f) for f in project.files], 1, 0.6)
    full = next((f for f in sorted(project.files) if near and posixpath.basename(f) == near[0]), None)
    way = "write the path of one that is" if full is None else f"write {relative(src, full)}"
    return f"put the file there, or {way}"


# -- anchors


def _anchor_problem(project: Project, link: Link, where: str, anchor: str) -> Iterator[Problem]:
    if not anchor:
        return
    one_page = project.settings.one_page
    if project.anchored(where) is not None:
        if question_of(project, where, f"#{anchor}") is None and anchor != LIST:
            message = f'"{where}" has no anchor #{anchor}'
            fix = "write the name of a question's file behind the #, or leave it out"
            if where != one_page and question_of(project, one_page or "", f"#{anchor}"):
                fix = f"link {one_page}#{anchor}, which leads on to the answer wherever it stands"
            yield Problem(Kind.BROKEN_ANCHOR, link.span, message, fix)
    elif where in project.pages and not has_anchor(project, where, anchor):
        near = get_close_matches(anchor, likely_anchors(project, where), 1, 0.5)
        fix = f"write #{near[0]}" if near else "write the anchor of a heading, or leave it out"
        yield Problem(Kind.BROKEN_ANCHOR, link.span, f'"{where}" has no anchor #{anchor}', fix)


LIST = "__questions"
"""The anchor of the list at the top of the one page."""
