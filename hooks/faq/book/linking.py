"""Where the links of a page lead, and which lead nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Link, Problem, Question
from faq.text.page import EXTERNAL, Page

MEDIA = frozenset(
    [
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "avif",
        "ico",
        "mp4",
        "webm",
        "ogv",
        "mov",
        "vtt",
        "mp3",
        "ogg",
        "wav",
        "pdf",
        "zip",
        "eml",
        "txt",
        "csv",
        "json",
    ]
)


def target_of(project: Project, src: str, destination: str) -> tuple[str, str] | None:
    """The source path and the anchor that a link leads to; None for what is no page or file of ours."""
    if EXTERNAL.match(destination) or destination.startswith("/"):
        return None
    path, _, anchor = destination.partition("#")
    path = unquote(path.partition("?")[0])
    folder = src.rpartition("/")[0]
    where = posixpath.normpath(f"{folder}/{path}" if folder else path) if path else src
    return where, unquote(anchor)


def question_of(project: Project, src: str, destination: str) -> Question | None:
    """The question that a link leads to, by its page or by its anchor in the one-page view."""
    target = target_of(project, src, destination)
    if target is None:
        return None
    where, anchor = target
    if where == project.settings.one_page and anchor:
        name = anchor.split("--")[0]
        return next((q for q in project.questions if q.place == name or q.slug == name), None)
    return project.by_src.get(where)


def link_problems(project: Project, src: str, page: Page) -> Iterator[Problem]:
    """Links to pages, anchors and files that do not exist."""
    for link in page.links:
        target = target_of(project, src, link.destination)
        if target is None:
            continue
        where, anchor = target
        if where in project.settings.generated or where.startswith("../"):
            continue
        ending = posixpath.splitext(where)[1].lower().removeprefix(".")
        if ending in ("md", "markdown"):
            yield from _page_problem(project, src, link, where, anchor)
        elif not where and anchor:
            yield from _page_problem(project, src, link, src, anchor)
        elif ending == "webm" and project.shelf is not None and project.shelf.storyboards:
            continue  # a film is more than one file: faq.walkthroughs looks at all of them
        elif (link.image or ending in MEDIA) and where not in project.files:
            yield _missing(project, link, where)


def _page_problem(project: Project, src: str, link: Link, where: str, anchor: str) -> Iterator[Problem]:
    target = project.pages.get(where)
    if target is None:
        if where not in project.files:
            near = get_close_matches(where, project.pages, 1, 0.6)
            fix = f"write {relative(src, near[0])}" if near else "write the path of a page"
            yield Problem(Kind.BROKEN_LINK, link.span, f'"{where}" does not exist', fix)
    elif anchor and anchor not in target.anchors and sure_of_anchors(project, target):
        near = get_close_matches(anchor, target.anchors, 1, 0.5)
        fix = f"write #{near[0]}" if near else "write the anchor of a heading, or leave it out"
        yield Problem(Kind.BROKEN_ANCHOR, link.span, f'"{where}" has no anchor #{anchor}', fix)


def sure_of_anchors(project: Project, page: Page) -> bool:
    """Whether all anchors of a page are known: a slugify of one's own or an extension may add others."""
    own = project.settings.extensions.get("toc", {}).get("slugify")
    return not own and not any(h.anchor == "" for h in page.headings) and "[^" not in page.source.text


def _missing(project: Project, link: Link, where: str) -> Problem:
    near = get_close_matches(
        posixpath.basename(where), [posixpath.basename(f) for f in project.files], 1, 0.6
    )
    full = next((f for f in sorted(project.files) if near and posixpath.basename(f) == near[0]), None)
    fix = f"did you mean {full}?" if full else "put the file there, or write the path of one that is"
    return Problem(Kind.MISSING_FILE, link.span, f'the file "{where}" does not exist', fix)


def relative(src: str, target: str) -> str:
    """How a page links to another; both are source paths."""
    folder, name = posixpath.split(target)
    here = posixpath.dirname(src)
    return name if folder == here else posixpath.relpath(target, here or ".")
