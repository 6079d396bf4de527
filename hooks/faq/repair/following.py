"""What names a page and follows it to another file: links, `related:`, and what `mkdocs.yml` names.

Pure: a project as it was, and as it is with the page elsewhere; out come edits of the former's texts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from faq.addresses import Permalink, fragment, led_to, page_address, resolved
from faq.addresses import relative as address_between
from faq.book.linking import encoded, page_at, relative, target_of
from faq.book.mkdocs_yml import read_own
from faq.book.nav import normal
from faq.book.project import Project
from faq.frozen import record
from faq.model import Link, Question, Source, Span
from faq.repair.editing import CannotEdit
from faq.repair.mending import Mending
from faq.text.front_matter_keys import ANCHORS, RELATED, entries, pairs
from faq.text.page import EXTERNAL, Page
from faq.text.yaml_nodes import Items, Node, Scalar, in_flow, place_of, written
from faq.text.yaml_nodes import at as value_at

PATH = re.compile(r"[^?#]*")


@record
class Moved:
    """A project before and after a page got another file."""

    was: Project
    now: Project
    at: Mapping[str, str]
    """From the source path that a page had to the one that it has."""

    def to(self, src: str) -> str:
        """The source path that a page, or a file, has now."""
        return self.at.get(src, src)

    def name(self, question: Question) -> str:
        """The name that a question has now: with it that of another may change, if they shared one."""
        return self.now.by_src[self.to(question.src)].slug


def following(moved: Moved) -> list[Mending]:
    """All edits.  Raises CannotEdit where pages that share a snippet would need to write it differently."""
    wanted: dict[tuple[str, int, int], tuple[Span, dict[str, str]]] = {}
    for src, page in moved.was.pages.items():
        for span, text in (*link_places(moved, src, page), *_related(moved, page), *_parts(moved, page)):
            _, texts = wanted.setdefault(span.key, (span, {}))
            texts.setdefault(text, src)
    for span, texts in wanted.values():
        if len(texts) > 1:
            pages = " and ".join(texts.values())
            message = f'{place_of(span)}: {pages} include "{span.text}", which would lead elsewhere from each'
            raise CannotEdit(f"{message}; write it apart in each of them first")
    found = [Mending(span, text) for span, texts in wanted.values() for text in texts if text != span.text]
    return [*found, *configured(moved.was.settings.config, moved.at)]


# -- links


def link_places(moved: Moved, src: str, page: Page) -> Iterator[tuple[Span, str]]:
    """Each place that says where a link leads, and what it is to say."""
    for link in page.links:
        if (span := _said(link)) is not None and not EXTERNAL.match(link.destination):
            yield span, _followed(moved, src, link.destination, span.text)
    for link in page.html_links:
        if (span := _said(link)) is not None and not EXTERNAL.match(link.destination.strip()):
            yield span, _address(moved, src, link.destination.strip(), span.text)


def _said(link: Link) -> Span | None:
    return link.to or (link.span if link.raw else None)


def _followed(moved: Moved, src: str, destination: str, text: str) -> str:
    target = target_of(moved.was, src, destination)
    if target is None:
        return text
    where, _ = target
    here, there = moved.to(src), moved.to(where)
    path, rest = _split(text)
    if path.startswith(("/", "\\")):
        path = "/" + encoded(there) if there != where else path
    elif path and posixpath.dirname(here) != posixpath.dirname(src):
        path = relative(here, there)
    elif path and there != where:
        kept = path.rpartition("/")[0] if posixpath.dirname(there) == posixpath.dirname(where) else None
        name = encoded(posixpath.basename(there))
        path = relative(here, there) if kept is None else f"{kept}/{name}".removeprefix("/")
    return path + _renamed_anchor(moved, where, rest)


def _address(moved: Moved, src: str, address: str, text: str) -> str:
    """The same of an address of the built site, in raw HTML."""
    path, rest = _split(text)
    page = page_at(moved.was, src, address)
    here = moved.to(src)
    turned = page_address(here) != page_address(src)
    if page is not None:
        rest = _renamed_anchor(moved, page, rest)
    if not path or path.startswith("/") or (not turned and (page is None or moved.to(page) == page)):
        return path + rest
    there = resolved(page_address(src), address) if page is None else page_address(moved.to(page))
    if resolved(page_address(here), path) == there:
        return path + rest
    return address_between(page_address(here), there) + rest


def _renamed_anchor(moved: Moved, where: str, rest: str) -> str:
    """What stands behind the path: on the page with all answers an anchor is made of a question's name."""
    query, _, anchor = rest.partition("#")
    named, dashes, inside = anchor.partition("--")
    answers = moved.was.anchored(where) or {}
    name = led_to(named, answers.__contains__)
    question = answers.get(name)
    if question is None or question.slug != name:
        return rest
    return query + fragment(moved.name(question)) + dashes + inside


def _split(text: str) -> tuple[str, str]:
    path = PATH.match(text)
    end = path.end() if path else 0
    return text[:end], text[end:]


# -- names


def _related(moved: Moved, page: Page) -> Iterator[tuple[Span, str]]:
    """Each entry of `related:`, and the name that it is to say."""
    for name, span in entries(page.front, RELATED):
        asked = name.strip().removesuffix(".md")
        meant = moved.was.named.get(asked, ())
        if len(meant) == 1:
            question = moved.now.by_src[moved.to(meant[0].src)]
            known = moved.now.named.get(asked, ()) == (question,)
            yield span, span.text if known else in_flow(question.slug)


def _parts(moved: Moved, page: Page) -> Iterator[tuple[Span, str]]:
    """Each anchor that leads to another page, and what it is to say."""
    by_address = {page_address(old): page_address(new) for old, new in moved.at.items()}
    for _, text, span in pairs(page.front, ANCHORS):
        led = Permalink.read(text) if "#" in text[1:] else None
        if led is not None and led.address in by_address:
            yield span, in_flow(Permalink(by_address[led.address], led.anchor).written)


def configured(config: Source, at: Mapping[str, str]) -> Iterator[Mending]:
    """What `mkdocs.yml` names: in `nav:` and wherever a page's path is a value; where `gone:` leads instead.

    Other addresses under `gone:` stay: `address:` and `was:` are what readers have kept.
    """
    root = read_own(config)
    gone = value_at(root, "extra", "faq", "gone")
    for node in _scalars(root, gone):
        path = normal(node.value)
        if path in at:
            yield Mending(written(node), at[path])
    by_address = {page_address(old): page_address(new) for old, new in at.items()}
    for item in gone.items if isinstance(gone, Items) else ():
        instead = value_at(item, "instead")
        if isinstance(instead, Scalar) and isinstance(instead.value, str):
            led = Permalink.read(instead.value)
            if led is not None and led.address in by_address:
                now = Permalink(by_address[led.address], led.anchor)
                yield Mending(written(instead), now.written)


def _scalars(node: Node, but: Node | None) -> Iterator[Scalar]:
    """Every text that is a value; not those of one part."""
    if node is but:
        return
    if isinstance(node, Scalar):
        if isinstance(node.value, str) and node.value and not node.span.text.startswith(("*", "!", "|", ">")):
            yield node
        return
    for inner in node.items if isinstance(node, Items) else (pair.value for pair in node.pairs):
        yield from _scalars(inner, but)


def still_named(sources: Mapping[str, Source], old: str) -> list[str]:
    """Where texts still hold a page's path or its file's name, which nobody could follow."""
    name = re.compile(rf"(?<![\w.-]){re.escape(posixpath.basename(old))}(?![\w-])")
    return [
        f"{path}:{source.position(m.start())[0]}: still names {m[0]}; look whether it is to say another name"
        for path, source in sorted(sources.items())
        for m in name.finditer(source.text)
    ]
