"""All questions, then all answers, in order, on one page, or so many on each of its parts (faq.pages.parted).

The answers come as rendered HTML, each written for an address of its own.  `combine` puts them together and
rewrites what would not survive the move: identifiers that would occur twice, links that can now stay on the
page, and relative addresses that were relative to somewhere else.  All else is handed on byte for byte.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import urlsplit, urlunsplit

from faq.addresses import fragment, relative_as_written
from faq.book.catalogue import numbered
from faq.edits import Edit, edited, line_starts
from faq.frozen import record
from faq.texts import TEXTS

LIST = "__questions"
"""The anchor of the list of questions."""
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


@record
class Answer:
    """A question with its rendered answer."""

    number: str
    """As readers see it: "3", or "2.3" in a section."""
    title: str
    """The whole question, as plain text."""
    slug: str
    """Its anchor on the page, beside the number; no other answer has it."""
    url: str
    """Where it is by itself, relative to the site: "faq/report-an-email/"."""
    html: str
    """What that page holds, the level-1 heading included."""
    section: tuple[str, ...] = ()
    """Titles of the sections that it is in, the outermost first; empty in a flat list."""
    section_numbers: tuple[str, ...] = ()
    """The number of each."""


@record
class Located:
    """Where an answer stands among others."""

    url: str
    """The page, relative to the site: "all/"."""
    slug: str
    """The answer's anchor on it."""


AnswerSection = tuple[str, tuple[str, ...]]
"""An answer with the links below it, and the anchors inside it."""


@record
class Combined:
    """Answers on one page."""

    html: str
    anchors: Mapping[str, tuple[str, ...]]
    """The anchors inside each answer, by its slug: "report-an-email--steps"."""


def places(answers: Iterable[Answer], page_url: str) -> dict[str, Located]:
    """Where answers stand that are combined at `page_url`, by the page that each has for itself."""
    return {_page(answer.url): Located(page_url, answer.slug) for answer in answers}


def combine(answers: Sequence[Answer], page_url: str, texts: Mapping[str, str] = TEXTS) -> str:
    """The HTML of all answers at `page_url` (relative to the site), each link between them on this page."""
    return combined(answers, page_url, places(answers, page_url), texts).html


def combined(
    answers: Sequence[Answer],
    page_url: str,
    at: Mapping[str, Located],
    texts: Mapping[str, str],
    whole: str | None = None,
    section: Callable[[Answer, str, Mapping[str, Located], str], AnswerSection] | None = None,
) -> Combined:
    """A list of links, then the answers, at `page_url`; `at` says where all answers stand, here or elsewhere.

    Every answer is a section with two anchors, `#<slug>` and `#<number>`; its headings stand one level
    lower, below sections deeper still, and its own identifiers begin with `<slug>--`.  `whole` is the page
    that lists all questions, where it is another; `section` is `answer_section`.
    """
    make = section or answer_section
    back = f"{'' if whole is None else relative_as_written(page_url, whole)}#{LIST}"
    out = [_list(answers, texts)]
    anchors: dict[str, tuple[str, ...]] = {}
    before: Answer | None = None
    for answer in answers:
        out.append(_section_headings(before, answer))
        own = escape(relative_as_written(page_url, _page(answer.url)))
        links = (
            f'<p class="faq-answer__links"><a href="{own}">{escape(texts["own_page"])}</a> '
            f'<a href="{escape(back)}">{escape(texts["to_list"])}</a></p>\n'
        )
        html, anchors[answer.slug] = make(answer, page_url, at, links)
        out.append(html)
        before = answer
    return Combined("".join(out), anchors)


def _list(answers: Sequence[Answer], texts: Mapping[str, str]) -> str:
    groups = [list_part(above, "".join(map(_line, group))) for above, group in groupby(answers, levels)]
    name = escape(texts["all_questions"])
    return f'<nav class="faq-list" id="{LIST}" aria-label="{name}">\n{"".join(groups)}</nav>\n'


def _line(answer: Answer) -> str:
    link = f'<a href="{escape(fragment(answer.slug))}">{escape(answer.title)}</a>'
    return f"<li>{numbered(answer.number)} {link}</li>\n"


def list_part(above: Sequence[tuple[str, str]], items: str) -> str:
    """A list of questions, under the titles of the sections that are above them."""
    name = ""
    if above:
        titles = " – ".join(title for _, title in above)
        name = f"<p>{numbered(above[-1][0])} {escape(titles)}</p>\n"
    # The number is written out: a browser cannot count "2.3", and what is written can be searched and copied.
    return f'{name}<ol role="list">\n{items}</ol>\n'


def _section_headings(before: Answer | None, answer: Answer) -> str:
    """A heading for each section that begins with this answer."""
    headings, known = [], levels(before) if before else []
    for level, (number, title) in enumerate(levels(answer), start=1):
        if known[:level] != levels(answer)[:level]:
            heading = HEADINGS[min(level, 5)]
            headings.append(
                f'<{heading} class="faq-section">{numbered(number)} {escape(title)}</{heading}>\n'
            )
    return "".join(headings)


def levels(answer: Answer) -> list[tuple[str, str]]:
    """The sections around an answer, each with its number: titles alone may occur twice."""
    return list(zip(answer.section_numbers, answer.section, strict=True))


def answer_section(answer: Answer, page_url: str, at: Mapping[str, Located], links: str) -> AnswerSection:
    """An answer at `page_url` with the links below it; `at` says where all answers stand."""
    slug, number = escape(answer.slug), escape(answer.number)
    lower = 1 + len(answer.section)
    link = f'<a class="faq-number" id="{number}" href="#{number}">{number}</a> '
    rewriter = _Rewriter(answer, page_url, at, lower, link)
    html = rewriter.rewritten()
    heading = HEADINGS[min(lower, 5)]
    title = "" if rewriter.has_title else f"<{heading}>{link}{escape(answer.title)}</{heading}>\n"
    section = f'<section class="faq-answer" id="{slug}">\n{title}{html}\n{links}</section>\n'
    return section, tuple(dict.fromkeys(rewriter.anchors))


class _Rewriter(HTMLParser):
    """One pass over an answer that notes the few places to edit.

    Only tags in which something changes are written anew: entities, spaces and comments stay as they were.
    """

    def __init__(
        self, answer: Answer, page_url: str, at: Mapping[str, Located], lower: int, link: str
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.has_title = False
        self.anchors: list[str] = []
        self._source = answer.html
        self._own, self._prefix = fragment(answer.slug), answer.slug + "--"
        self._url, self._page_url, self._at = answer.url, page_url, at
        self._lower, self._link = lower, link
        self._edits: list[Edit] = []
        self._in_title = False
        self._drop_from: int | None = None
        self._lines = line_starts(answer.html)

    def rewritten(self) -> str:
        """The answer as it stands on the one page."""
        self.feed(self._source)
        self.close()
        return edited(self._source, self._edits).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what changes in a tag; the level-1 heading receives the number."""
        if self._drop_from is not None or not (attrs or tag in HEADINGS):
            return
        start = self._offset()
        # The number is the title's permalink; the other, <a class="headerlink" href="#x">¶</a>, goes.
        if self._in_title and tag == "a" and "headerlink" in (dict(attrs).get("class") or "").split():
            self._drop_from = start
            return
        text = self.get_starttag_text() or ""
        name = self._lowered(tag)
        changed = [(key, self._value(tag, key, value, attrs)) for key, value in attrs]
        new = text
        if name != tag or changed != attrs:
            new = _tag(name, changed, closed=text.endswith("/>"))
        if tag == "h1" and not self.has_title:
            self.has_title = self._in_title = True
            new += self._link
        if new != text:
            self._edits.append(Edit(start, start + len(text), new))

    def handle_endtag(self, tag: str) -> None:
        """Close what was renamed, end what is dropped."""
        if self._drop_from is not None:
            if tag == "a":
                self._edits.append(Edit(self._drop_from, self._end(), ""))
                self._drop_from = None
        elif tag in HEADINGS:
            self._in_title = False
            self._edits.append(Edit(self._offset(), self._end(), f"</{self._lowered(tag)}>"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<img />`: nothing will close it."""
        self.handle_starttag(tag, attrs)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _end(self) -> int:
        """Where the end tag ends that begins here."""
        return self._source.find(">", self._offset()) + 1

    def _lowered(self, tag: str) -> str:
        """h1 -> h2; what would be lower than h6 stays there: HTML has no more."""
        return HEADINGS[min(HEADINGS.index(tag) + self._lower, 5)] if tag in HEADINGS else tag

    def _value(
        self, tag: str, key: str, value: str | None, attrs: list[tuple[str, str | None]]
    ) -> str | None:
        if not value:
            # <a href=""> is the page itself
            return self._own if value == "" and tag == "a" and key == "href" else value
        if key in IDENTIFIERS or (key == "name" and (tag in NAMED or ("type", "radio") in attrs)):
            named = [self._prefix + identifier for identifier in value.split()]
            if key == "id" or (key == "name" and tag == "a"):
                self.anchors += named
            return " ".join(named)
        if key == "usemap":
            return "#" + self._prefix + value.removeprefix("#")
        if key in ADDRESSES:
            return self._address(value, link=tag in {"a", "area"})
        if key in ADDRESS_SETS:
            return self._address_set(value)
        # <path fill="url(#shade)">
        return value.replace("url(#", f"url(#{self._prefix}")

    def _address(self, address: str, *, link: bool) -> str:
        """../x/#y -> #x--y, ../x/ -> #x, picture.png -> ../faq/x/picture.png; what is absolute stays."""
        try:
            parts = urlsplit(address)
        except ValueError:  # "http://[": whatever it is, it is not ours
            return address
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            return address
        if not parts.path and not parts.query:
            return self._own + _inside(parts.fragment)
        target = _resolve(parts.path, self._url)
        if link and parts.fragment and _page(target) == _page(self._page_url):
            return "#" + parts.fragment
        place = self._at.get(_page(target))
        if link and place is not None and not parts.query:
            there = "" if place.url == self._page_url else relative_as_written(self._page_url, place.url)
            return there + fragment(place.slug) + _inside(parts.fragment)
        return urlunsplit(parts._replace(path=relative_as_written(self._page_url, target)))

    def _address_set(self, value: str) -> str:
        return ", ".join(
            f"{self._address(address, link=False)} {descriptor}".rstrip()
            for address, descriptor in _candidates(value)
        )


def _inside(fragment: str) -> str:
    """What stands behind an answer's own anchor for one inside of it, as a link has it."""
    return f"--{fragment}" if fragment else ""


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


def _page(url: str) -> str:
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
