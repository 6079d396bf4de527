"""Links between anchors of one page, or files of a folder, become links between files of the project."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from urllib.parse import unquote

from faq.addresses import led_to, normal, written
from faq.book.linking import encoded
from faq.edits import Edit, edited
from faq.frozen import record
from faq.importing.records import OldFaq, OldQuestion
from faq.importing.sheet import TARGET, read_page
from faq.model import Link

LEAD = -1
"""The place of the first page, which is no question's."""
ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
ENDINGS = (".md", ".markdown", ".mdx", ".html", ".htm")


@record
class Destinations:
    """Where everything is that a link may lead to."""

    names: Sequence[str]
    """What the questions' files are called, without `.md`."""
    anchors: Mapping[str, tuple[int, str]]
    """By old anchor: the question's place, and the anchor in its page, empty for the page itself."""
    files: Mapping[str, int]
    """By a file's old path, or address."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """By the old path of a file that is copied: its name in `docs/media/`."""

    def way(self, here: int, to: int, anchor: str, raw: bool) -> str:
        """A link from a page to another, and an anchor in it; raw HTML leads to addresses."""
        behind = f"#{encoded(anchor)}" if anchor else ""
        if here == to and anchor:
            return behind
        if raw:
            if to == LEAD:
                return ("./" if here == LEAD else "../../") + behind
            return ("faq/" if here == LEAD else "../") + f"{self.names[to]}/{behind}"
        if to == LEAD:
            return ("index.md" if here == LEAD else "../index.md") + behind
        return ("faq/" if here == LEAD else "") + f"{self.names[to]}.md" + behind

    def picture(self, here: int, name: str, raw: bool) -> str:
        """The way from a page to a file that was copied."""
        return ("" if here == LEAD else "../../" if raw else "../") + f"media/{name}"


def places(gathered: OldFaq, names: Sequence[str], pictures: Mapping[str, str]) -> Destinations:
    """The places of a FAQ.  Of two with one anchor the first counts, and a question before its inside."""
    anchors: dict[str, tuple[int, str]] = {}
    files: dict[str, int] = {}
    for place, one in enumerate(gathered.asked):
        for anchor in one.anchors:
            anchors.setdefault(anchor, (place, ""))
        for address in filter(None, (one.path, *one.aliases)):
            files.setdefault(address, place)
    for anchor, place in gathered.section_anchors.items():
        anchors.setdefault(anchor, (min(place, len(names) - 1), ""))
    for place, text in enumerate((gathered.lead, *(one.body for one in gathered.asked)), LEAD):
        found = read_page(text)
        for anchor in sorted(found.anchors.sure | set(found.anchors.headings)):
            anchors.setdefault(anchor, (place, anchor))
    return Destinations(names, anchors, files, pictures)


def named_twice(gathered: OldFaq) -> list[str]:
    """The anchors that two places of one page have; links lead to the first."""
    if any(one.path for one in gathered.asked):
        return []
    counts = Counter(anchor for one in gathered.asked for anchor in one.anchors)
    for text in (gathered.lead, *(one.body for one in gathered.asked)):
        counts.update(m["name"] for m in TARGET.finditer(text))
    return [
        f'the anchor "#{name}" stands {n} times: links lead to the first'
        for name, n in counts.items()
        if n > 1
    ]


def local_files(gathered: OldFaq) -> list[str]:
    """The files that pages name and that are no pages, by their paths beside the page or in the folder."""
    out: dict[str, None] = {}
    for path, text in _texts(gathered):
        page = read_page(text)
        for link in (*page.links, *page.html_links):
            found = _path(link.destination, path)
            if found and not found.endswith(("/", *ENDINGS)):
                out[found] = None
    return list(out)


def _texts(gathered: OldFaq) -> list[tuple[str, str]]:
    return [("", gathered.lead), *((one.path, f"{one.heading}\n\n{one.body}") for one in gathered.asked)]


def _path(destination: str, beside: str) -> str:
    """The path that a link names, from the page's folder or the topmost one; empty where it names none."""
    path = unquote(destination.partition("#")[0].partition("?")[0])
    if ELSEWHERE.match(destination) or not path:
        return ""
    if path.startswith("/"):
        return path[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(beside), path)) + "/" * path.endswith("/")


def linked(text: str, here: int, path: str, places: Destinations) -> tuple[str, list[str]]:
    """A text with its links as they lead now, and those that lead nowhere.

    `path` is the file in a folder that the text was read from; empty for one page.
    """
    page = read_page(text)
    edits, odd = [], []
    for link in dict.fromkeys((*page.links, *page.html_links)):
        if link.to is None:
            continue
        to = _target(link, here, path, places)
        if to is None:
            odd.append(f'"{link.destination}" leads to no anchor of the page')
            edits += _without(link)
        elif to != link.destination:
            edits.append(Edit(link.to.start, link.to.end, to))
    return edited(text, dict.fromkeys(edits)), odd


def _target(link: Link, here: int, path: str, places: Destinations) -> str | None:
    """Where a link leads now; None where it leads to an anchor that nothing has."""
    destination, raw = link.destination, link.raw and link.text == "" and not _defined(link)
    said = destination.partition("#")[2]
    anchor = led_to(said, places.anchors.__contains__)
    if destination.startswith("#") and not path:
        found = places.anchors.get(anchor)
        return places.way(here, *found, raw) if found else None if anchor else destination
    named = _path(destination, path)
    if not named:
        return destination
    if named in places.pictures:
        return places.picture(here, places.pictures[named], raw)
    to = _file(named, places.files)
    return destination if to is None else places.way(here, to, anchor, raw)


def _defined(link: Link) -> bool:
    """Whether a link is the definition of a name, `[name]: address`, which Markdown resolves."""
    before = link.span.source.text[: link.span.start].rpartition("\n")[2]
    return before.rstrip(" <").endswith("]:")


def _file(named: str, files: Mapping[str, int]) -> int | None:
    """The question that a path or an address named: with its ending, another or none."""
    stem = posixpath.splitext(named)[0] if named.endswith(ENDINGS) else named.removesuffix("/")
    tried = (named, normal(named) or "", f"{stem}/", *(stem + ending for ending in ENDINGS))
    known = next((files[one] for one in tried if one in files), None)
    if known is not None:
        return known
    # Jekyll names the collection's folder as well, Hugo a file wherever it is.
    inner = named.partition("/")[2] if named.startswith("_") else ""
    ends = {place for path, place in files.items() if path == inner or path.endswith(f"/{named}")}
    return ends.pop() if len(ends) == 1 else None


def _without(link: Link) -> list[Edit]:
    """What makes a link to nowhere its text alone; raw HTML and definitions stay, for the check to tell."""
    if link.raw or link.to is None or link.image:
        return []
    written = link.span.text
    cut = written.rfind("](", 0, link.to.start - link.span.start + 1)
    if cut < 0 or not written.startswith("["):
        return []
    start, end = link.span.start, link.span.end
    return [Edit(start, start + 1, ""), Edit(start + cut, end, "")]


def old_addresses(asked: Sequence[OldQuestion], places: Destinations) -> tuple[list[list[str]], list[str]]:
    """The aliases of each question, and the anchors that can be none.

    What led to a question on the one page leads on under `all/#...`: an alias `faq/q3/` names it there.
    """
    out, odd = [list(one.aliases) for one in asked], list[str]()
    live = {name: place for place, name in enumerate(places.names)}
    for anchor, (place, _) in places.anchors.items():
        if place == LEAD or asked[place].path or live.get(anchor) == place:
            continue
        alias = normal(written(f"faq/{anchor}/"))
        number = re.fullmatch(r"[0-9]+(?:\.[0-9]+)*[a-z]?|[A-Z](?:\.[0-9]+)+", anchor)
        if number and anchor == asked[place].number:
            continue
        if number or anchor in live or alias is None or posixpath.splitext(anchor)[1] in (".md", ".html"):
            odd.append(f'the old anchor "#{anchor}" of "{asked[place].plain}" has another meaning now')
        else:
            out[place].append(alias)
    return [
        [one for one in told if one != f"faq/{name}/"] for told, name in zip(out, places.names, strict=True)
    ], odd
