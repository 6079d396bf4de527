"""What the policy would block in a page, found when the page is built instead of by a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.patterns import late
from faq.policy.scan import Scan, Tag
from faq.policy.securing import foreign

ADDRESSED = ("href", "src", "action", "formaction", "xlink:href")
LOADS = {
    "audio": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href", "imagesrcset"),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Attributes whose address a browser fetches by itself."""
LOADING_RELS = late(
    r"(?i)\b(?:stylesheet|icon|apple-touch-icon|mask-icon|manifest|preload|modulepreload|prefetch|preconnect"
    r"|dns-prefetch)\b"
)
FRAMES = ("iframe", "frame", "object", "embed")
SCRIPTED = late(r"(?i)[\s\x00-\x1f]*javascript:")
FONT = "write theme: font: false in mkdocs.yml, so that the theme (9.8) asks for no web font"
FONT_HOSTS = late(r"(?i)(?:https?:)?//fonts\.(?:googleapis|gstatic)\.com(?:/|$)")
THEMES_FONT = "--md-text-font"
"""How the theme's own style names the font that it fetches."""


@record
class Blocked:
    """A problem with a tag of a built page, and how to find what a writer wrote."""

    problem: Problem
    what: str
    """What is written there: the same in many pages is one thing to mend."""
    sought: tuple[str, ...]
    """Regular expressions that find it in the source, the surest first; the group `place` is the place."""

    def place(self, source: Source) -> Span | None:
        """Where the page's source holds it; None where it cannot be known."""
        found = next(filter(None, (re.search(one, source.text) for one in self.sought)), None)
        if found is None:
            return None
        return Span(source, *found.span("place" if "place" in found.re.groupindex else 0))


class Once:
    """The problems of a site's pages, each told once.

    Of what stands in no source only the first page that has it is kept.
    """

    def __init__(self) -> None:
        self._in_sources: list[Problem] = []
        self._known: set[tuple[Kind, str]] = set()
        self._as_built: dict[tuple[Kind, str], Problem] = {}

    def add(self, blocked: Blocked, source: Source | None) -> None:
        """Take what is blocked in a page that was made from a source, or from none."""
        thing = blocked.problem.kind, blocked.what
        span = blocked.place(source) if source is not None else None
        if span is None:
            self._as_built.setdefault(thing, blocked.problem)
        else:
            self._known.add(thing)
            self._in_sources.append(replace(blocked.problem, span=span))

    def problems(self) -> list[Problem]:
        """Those with a place in a source, then what stands in none, as it was built."""
        as_built = [problem for thing, problem in self._as_built.items() if thing not in self._known]
        return [*self._in_sources, *as_built]


def blocked(page: Scan, host: str = "", path: str = "") -> Iterator[Blocked]:
    """What the policy would block in the page at this path of a site on this host."""
    built = Source.as_built(path, page.html)
    styles = iter(page.styles)
    for tag in page.tags:
        yield from _styles(built, tag, next(styles, "") if tag.name == "style" else "")
        yield from _handlers(built, tag)
        yield from _loads(built, tag, host)


def _styles(built: Source, tag: Tag, content: str) -> Iterator[Blocked]:
    span = Span(built, tag.start, tag.end)
    fix = "give the element a class ({ .name } in Markdown) and write the style into a file under extra_css:"
    if "style" in tag.attributes:
        style = tag.attributes["style"]
        message = f'style="{style}" on <{tag.name}> has no effect: pages hold no styles'
        yield Blocked(Problem(Kind.INLINE_STYLE, span, message, fix), style, (_written("style", style),))
    if tag.name == "style":
        message = "<style> has no effect: pages hold no styles"
        fix = FONT if THEMES_FONT in content else "write them into a file under extra_css:"
        yield Blocked(Problem(Kind.INLINE_STYLE, span, message, fix), "<style", ("(?i)<style",))


def _handlers(built: Source, tag: Tag) -> Iterator[Blocked]:
    span = Span(built, tag.start, tag.end)
    fix = "listen for the event in a file under extra_javascript:, with addEventListener"
    for name, value in tag.attributes.items():
        if re.fullmatch("on[a-z]+", name):
            message = f'{name}="{value}" on <{tag.name}> never runs: pages hold no event handlers'
            sought: tuple[str, ...] = (_written(name, value),)
            yield Blocked(Problem(Kind.INLINE_HANDLER, span, message, fix), value, sought)
        elif name in ADDRESSED and SCRIPTED.match(value):
            message = f'{name}="{value}" on <{tag.name}> never runs: an address is no script here'
            sought = (_written(name, value), re.escape(value))
            yield Blocked(Problem(Kind.INLINE_HANDLER, span, message, fix), value, sought)


def _loads(built: Source, tag: Tag, host: str) -> Iterator[Blocked]:
    span = Span(built, tag.start, tag.end)
    if tag.name in FRAMES:
        named = [(name, value) for name in ("src", "data") if (value := tag.attributes.get(name))]
        what = named[0][1] if named else f"<{tag.name}"
        sought = (*(_written(*one) for one in named), f"(?i)<{tag.name}")
        message = f"<{tag.name}> stays empty: pages show no other pages"
        yield Blocked(Problem(Kind.FOREIGN_CONTENT, span, message, "write a link instead"), what, sought)
        return
    if "mermaid" in tag.attributes.get("class", "").split():
        message = "the theme would fetch a program from another host to draw this diagram"
        fix = "draw it as a picture in docs/"
        sought = (r"[`~]{3}[ \t]*\{?[ \t]*\.?(?P<place>mermaid)", "mermaid")
        yield Blocked(Problem(Kind.FOREIGN_CONTENT, span, message, fix), "mermaid", sought)
    if tag.name == "link" and not LOADING_RELS.search(tag.attributes.get("rel", "")):
        return
    for name in LOADS.get(tag.name, ()):
        for address in _addresses(name, tag.attributes.get(name, "")):
            if foreign(address, host):
                message = f"<{tag.name}> would be fetched from another host, which could then see the readers"
                webfont = FONT_HOSTS.match(address.strip())
                fix = FONT if webfont else "put the file into docs/ and write its address there"
                sought = (_written(name, address), re.escape(address))
                yield Blocked(Problem(Kind.FOREIGN_CONTENT, span, message, fix), address, sought)


def _written(name: str, value: str) -> str:
    """Finds an attribute with its value, quoted or not; the place is the value's, if there is one."""
    if not value:
        return rf"""(?<![\w-])(?i:{re.escape(name)})\s*=\s*(?:""|'')"""
    spelt = "|".join(dict.fromkeys((re.escape(value), re.escape(escape(value)))))
    return (
        rf"""(?<![\w-])(?i:{re.escape(name)})\s*=\s*"""
        rf"""(?P<quote>["']?)(?P<place>{spelt})(?P=quote)(?=[\s>/\]}}]|\Z)"""
    )


def _addresses(name: str, value: str) -> list[str]:
    if name.endswith("srcset"):
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value] if value else []
