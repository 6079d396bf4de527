"""Where the links of a page lead."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote

from faq.addresses import led_to, page_address, resolved
from faq.book.page_anchors import all_anchors
from faq.book.project import Project
from faq.book.validation import from_docs
from faq.model import Question
from faq.text.page import EXTERNAL

UNSAFE = re.compile(r"[\s()<>%?#\\`$:]|&(?=#?\w+;)")
"""What would end the destination of a link in Markdown, or mean something else in it."""
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
    if EXTERNAL.match(destination):
        return None
    path, _, anchor = destination.partition("#")
    path = unquote(path.partition("?")[0])
    if path.startswith(("/", "\\")):
        if not from_docs(project.settings):
            return None
        where = posixpath.normpath(path.lstrip("/"))
        return where, anchor_at(project, where, anchor)
    folder = src.rpartition("/")[0]
    where = posixpath.normpath(f"{folder}/{path}" if folder else path) if path else src
    return where, anchor_at(project, where, anchor)


def anchor_at(project: Project, where: str, fragment: str) -> str:
    """The anchor on a page to which a link leads that ends so."""

    def there(anchor: str) -> bool:
        if (found := project.anchored(where)) is not None:
            return anchor.split("--")[0] in found
        return where in project.pages and anchor in (all_anchors(project, where) or ())

    return led_to(fragment, there)


def question_of(project: Project, src: str, destination: str) -> Question | None:
    """The question that a link leads to, by its page or by its anchor in the one-page view."""
    target = target_of(project, src, destination)
    return None if target is None else _question(project, *target)


def _question(project: Project, where: str, anchor: str) -> Question | None:
    if anchor and (answers := project.anchored(where)) is not None:
        return answers.get(anchor.split("--")[0])
    return project.by_src.get(where)


def page_at(project: Project, src: str, address: str) -> str | None:
    """The source path of the page to which an address leads from a page of the built site, as in raw HTML."""
    if EXTERNAL.match(address):
        return None
    there = resolved(page_address(src), address).removesuffix("index.html")
    made = (src for src in project.generated if src not in project.pages)
    known = (*project.pages, *made)
    return next((one for one in known if page_address(one) in (there, f"{there}/")), None)


def question_at(project: Project, src: str, address: str) -> Question | None:
    """The question to which such an address leads, as its page or as its place in the one-page view."""
    page = page_at(project, src, address)
    anchor = address.partition("#")[2]
    return None if page is None else _question(project, page, anchor_at(project, page, anchor))


def relative(src: str, target: str) -> str:
    """How a page links to another in Markdown; both are source paths."""
    folder, name = posixpath.split(target)
    here = posixpath.dirname(src)
    return encoded(name if folder == here else posixpath.relpath(target, here or "."))


def encoded(path: str) -> str:
    """A path as the destination of a link in Markdown."""
    return UNSAFE.sub(lambda m: quote(m[0]), path)
