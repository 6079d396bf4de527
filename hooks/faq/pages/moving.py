"""An answer moved to the page with all answers: what would not survive that is written anew, all else stays.

Identifiers that would occur twice, links that can now stay on the page, and relative addresses that were
relative to somewhere else; headings stand lower.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import unquote, urlsplit, urlunsplit

from faq.addresses import SPACED, fragment, part, relative_as_written
from faq.edits import Edit, edited
from faq.frozen import record
from faq.patterns import late
from faq.policy.scan import PLAIN, Attributes, PlacingParser, attributes

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

# Attributes that hold one identifier, or several with spaces between (HTML Living Standard; WAI-ARIA 1.2).
IDENTIFIERS = frozenset(
    {
        "id",
        "for",
        "form",
        "headers",
        "list",
        "itemref",
        "popovertarget",
        "commandfor",
        "aria-activedescendant",
        "aria-controls",
        "aria-describedby",
        "aria-details",
        "aria-errormessage",
        "aria-flowto",
        "aria-labelledby",
        "aria-owns",
    }
)

# Where `name` is an anchor, or ties elements into a group that must not reach into another answer.
NAMED = frozenset({"a", "map", "details"})

# Attributes that hold an address.
ADDRESSES = frozenset(
    {"href", "xlink:href", "src", "poster", "cite", "data", "action", "formaction", "longdesc"}
)

# Attributes that hold addresses with a descriptor each: "small.png 1x, large.png 2x".
ADDRESS_SETS = frozenset({"srcset", "imagesrcset"})

TAG = late(r"<(?:(h[1-6]|[a-z][a-z0-9]*(?= ))([^>]*)|/(a|h[1-6]))>")
"""In a plain text the tags that may change: those with attributes, those of headings, the ends of links."""


@record
class Located:
    """Where an answer stands among others."""

    url: str
    """The page, relative to the site: "all/"."""
    slug: str
    """The answer's anchor on it."""


@record
class AnswerTag:
    """A tag that may change."""

    name: str
    attributes: Attributes | None
    """None for an end tag."""
    start: int
    end: int
    """Offset behind its `>`."""


def tags(html: str) -> Iterator[AnswerTag]:
    """The tags in order, of a plain text only those that may change."""
    if not PLAIN.fullmatch(html):
        parser = _Parser(html)
        parser.feed(html)
        parser.close()
        yield from parser.tags
        return
    for found in TAG.finditer(html):
        name, said, closed = found.groups()
        yield AnswerTag(name or closed, None if closed else attributes(said), *found.span())


class _Parser(PlacingParser):
    """Finds the tags of any text."""

    def __init__(self, html: str) -> None:
        super().__init__(html)
        self.tags: list[AnswerTag] = []
        self._html = html

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        start = self.place()
        self.tags.append(AnswerTag(tag, attrs, start, start + len(self.get_starttag_text() or "")))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """`<img />`: nothing will close it."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self.place()
        self.tags.append(AnswerTag(tag, None, start, self._html.find(">", start) + 1))


class Mover:
    """One pass over an answer that notes the few places to edit.

    Only tags in which something changes are written anew: entities, spaces and comments stay as they were.
    """

    def __init__(
        self, slug: str, url: str, page_url: str, at: Mapping[str, Located], lower: int, link: str
    ) -> None:
        """For the answer with this anchor, at `url` by itself; `link` is its number, which its title gets."""
        self.has_title = False
        self.anchors: list[str] = []
        self._slug = slug
        self._url, self._page_url, self._at = url, page_url, at
        self._lower, self._link = lower, link
        self._edits: list[Edit] = []
        self._in_title = False
        self._drop_from: int | None = None

    def moved(self, html: str) -> str:
        """The answer as it stands on the one page."""
        for tag in tags(html):
            if tag.attributes is None:
                self._end(tag)
            elif self._drop_from is None and (tag.attributes or tag.name in HEADINGS):
                self._start(tag, tag.attributes, html)
        return edited(html, self._edits).strip("\n")

    def _start(self, tag: AnswerTag, told: Attributes, html: str) -> None:
        """Note what changes in a tag; the level-1 heading receives the number."""
        # The number is the title's permalink; the other, <a class="headerlink" href="#x">¶</a>, goes.
        if self._in_title and tag.name == "a" and "headerlink" in (dict(told).get("class") or "").split():
            self._drop_from = tag.start
            return
        text = html[tag.start : tag.end]
        name = self._lowered(tag.name)
        changed = [(key, self._value(tag.name, key, value, told)) for key, value in told]
        new = text
        if name != tag.name or changed != told:
            new = _tag(name, changed, closed=text.endswith("/>"))
        if tag.name == "h1" and not self.has_title:
            self.has_title = self._in_title = True
            new += self._link
        if new != text:
            self._edits.append(Edit(tag.start, tag.end, new))

    def _end(self, tag: AnswerTag) -> None:
        """Close what was renamed, end what is dropped."""
        if self._drop_from is not None:
            if tag.name == "a":
                self._edits.append(Edit(self._drop_from, tag.end, ""))
                self._drop_from = None
        elif tag.name in HEADINGS:
            self._in_title = False
            self._edits.append(Edit(tag.start, tag.end, f"</{self._lowered(tag.name)}>"))

    def _lowered(self, tag: str) -> str:
        """h1 -> h2; what would be lower than h6 stays there: HTML has no more."""
        return HEADINGS[min(HEADINGS.index(tag) + self._lower, 5)] if tag in HEADINGS else tag

    def _value(self, tag: str, key: str, value: str | None, attrs: Attributes) -> str | None:
        if not value:
            # <a href=""> is the page itself
            return fragment(self._slug) if value == "" and tag == "a" and key == "href" else value
        if key in IDENTIFIERS or (key == "name" and (tag in NAMED or ("type", "radio") in attrs)):
            named = [part(self._slug, identifier) for identifier in value.split()]
            if key == "id" or (key == "name" and tag == "a"):
                self.anchors += named
            return " ".join(named)
        if key == "usemap":
            return "#" + part(self._slug, value.removeprefix("#"))
        if key in ADDRESSES:
            return self._address(value, link=tag in {"a", "area"})
        if key in ADDRESS_SETS:
            return self._address_set(value)
        # <path fill="url(#shade)">
        return value.replace("url(#", f"url(#{self._slug}--")

    def _address(self, address: str, *, link: bool) -> str:
        """../x/#y -> #x--y, ../x/ -> #x, picture.png -> ../faq/x/picture.png; what is absolute stays."""
        try:
            parts = urlsplit(address)
        except ValueError:  # "http://[": whatever it is, it is not ours
            return address
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return address
        if not parts.path and not parts.query:
            return _way(self._slug, parts.fragment)
        target = _resolve(parts.path, self._url)
        if link and parts.fragment and page_of(target) == page_of(self._page_url):
            return "#" + parts.fragment
        place = self._at.get(page_of(target))
        if link and place is not None and not parts.query:
            there = "" if place.url == self._page_url else relative_as_written(self._page_url, place.url)
            return there + _way(place.slug, parts.fragment)
        return urlunsplit(parts._replace(path=relative_as_written(self._page_url, target)))

    def _address_set(self, value: str) -> str:
        return ", ".join(
            f"{self._address(address, link=False)} {descriptor}".rstrip()
            for address, descriptor in _candidates(value)
        )


def _way(slug: str, inside: str) -> str:
    """The link to an answer, or to an anchor inside of it, which is `inside` as a link has it."""
    if inside and SPACED.search(slug):
        return fragment(part(slug, unquote(inside)))
    return fragment(slug) + (f"--{inside}" if inside else "")


def _tag(name: str, attrs: Sequence[tuple[str, str | None]], *, closed: bool) -> str:
    written = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attrs)
    return f"<{name}{written}{' /' if closed else ''}>"


def _candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Addresses with their descriptors.

    An address may hold commas, but not end in one (HTML Living Standard, "parse a srcset attribute").
    """
    rest = srcset.strip(" \t\n\r\f,")
    while rest:
        address = rest.split(maxsplit=1)[0]
        rest, descriptor = rest[len(address) :], ""
        if not address.endswith(","):
            descriptor, _, rest = rest.partition(",")
        yield address.rstrip(","), descriptor.strip()
        rest = rest.lstrip(" \t\n\r\f,")


def page_of(url: str) -> str:
    """One name for a page: "faq/x/index.html" and "faq/x/" are the same, and so are "./" and ""."""
    url = url.removeprefix("./")
    return url[: -len("index.html")] if posixpath.basename(url) == "index.html" else url


def _resolve(path: str, base: str) -> str:
    """`path`, relative to the page `base`, as a path relative to the site: "../y/", "faq/x/" -> "faq/y/"."""
    joined = posixpath.join(posixpath.dirname(base), path)
    resolved = posixpath.normpath(joined)
    folder = posixpath.basename(joined) in {"", ".", ".."}
    if resolved == ".":
        return ""
    return resolved + "/" if folder else resolved
