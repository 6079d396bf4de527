"""The list `gone:` of `mkdocs.yml`: what was taken away on purpose, and what its addresses answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from faq.addresses import Permalink, file_of, normal, page_address, part_read, written_anchor
from faq.addresses import written as written_address
from faq.book.page_anchors import has_anchor, likely_anchors
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Span
from faq.permalinks import advice
from faq.permalinks.found import DeclaredSoFar
from faq.permalinks.made import NAMED
from faq.text.yaml_nodes import Items, Node, at, written


@record
class Gone:
    """What was taken away on purpose: a page, a file, or an anchor."""

    at: Permalink
    reason: str
    instead: Permalink | None
    """Where readers are led; None for the home page."""

    @property
    def answered(self) -> bool:
        """Whether a page can stand at its address and give the reason: no page can stand at a film's."""
        return not self.at.anchor and file_of(self.at.address).endswith(".html")


FIX = "write - {address: faq/old/, reason: Why it is gone., instead: faq/new/}"


def gone_entries(project: Project, live: Mapping[str, str], found: DeclaredSoFar) -> Iterator[Gone]:
    """The entries that are sound; what is wrong with the others, and what is turned, goes to `found`.

    `live` maps every address that answers by itself to its source path; `found` knows aliases and anchors.
    """
    settings = project.settings
    listed = at(settings.fields, "extra", "faq", "gone")
    if listed is None or listed.value is None:
        return
    if not isinstance(listed, Items):
        span = settings.key_place("extra", "faq", "gone")
        found.say(Kind.BAD_GONE, span, "gone: must be a list of addresses with reasons", FIX)
        return
    seen: set[Permalink] = set()
    for item in listed.items:
        for entry in _entries(item, seen, found):
            if entry.was is not None:
                _turned(entry, live, found)
                continue
            if entry.at.anchor and entry.at.address in found.aliases:
                # The page has moved: the anchor is gone from where it is now.
                here = page_address(found.aliases[entry.at.address])
                entry = replace(entry, at=Permalink(here, entry.at.anchor))
            if _free(project, live, entry, found):
                yield from _led_on(entry, project, live, found)


def moved_parts(project: Project, live: Mapping[str, str], found: DeclaredSoFar) -> Iterator[Gone]:
    """The anchors that lead to another page, as `anchors:` says: the page that had them says so."""
    for part in found.parts:
        target = _instead(part.to, live, found.aliases, part.at.address)
        if target is None:
            message = f'"{part.to}" leads to no other page that is there'
            fix = f"write its address and anchor{advice.signs(part.to, 1)}"
            found.say(Kind.ANCHOR_TARGET, part.span, message, fix)
        elif target.anchor and not _has_anchor(project, live[target.address], target.anchor, found):
            message = f"that page has no anchor #{target.anchor}"
            fix = f"write the anchor of a heading of it{advice.signs(target.anchor)}"
            found.say(Kind.ANCHOR_TARGET, part.span, message, fix)
        else:
            yield Gone(part.at, project.settings.texts["moved_part"], target)


@record
class _GoneEntry:
    """An entry of `gone:` as it is written, with an address that may be one."""

    at: Permalink
    reason: str
    instead: Node | None
    was: Node | None
    span: Span
    """Where the address stands."""
    instead_span: Span


def _entries(item: Node, seen: set[Permalink], found: DeclaredSoFar) -> Iterator[_GoneEntry]:
    """An entry as it is written; one that lists several addresses as one for each: a film is four files."""
    address = at(item, "address")
    several = address.items if isinstance(address, Items) else ()
    for one in several or (address,):
        entry = _entry(item, one, seen, found)
        if entry is not None:
            yield entry


def _entry(item: Node, address: Node | None, seen: set[Permalink], found: DeclaredSoFar) -> _GoneEntry | None:
    if address is None or not isinstance(address.value, str):
        place = _place(item, address) if address is not None and address.span.text else item.span
        found.say(Kind.BAD_GONE, place, f"{item.value!r} has no address", FIX)
        return None
    span, lost = _place(item, address), Permalink.read(address.value)
    reason = at(item, "reason")
    if lost is None or ("#" in address.value and not lost.anchor):
        fix = FIX + advice.signs(address.value)
        found.say(Kind.BAD_GONE, span, f'"{address.value}" is no address inside the site', fix)
        return None
    if reason is None or not isinstance(reason.value, str) or not reason.value.strip():
        found.say(Kind.BAD_GONE, span, f"{address.value} has no reason", FIX)
        return None
    instead = _said(item, "instead")
    said = " ".join(reason.value.split())
    if lost in seen:
        found.say(Kind.BAD_GONE, span, f"{address.value} is listed twice", "keep one of the two")
        return None
    seen.add(lost)
    return _GoneEntry(lost, said, instead, _said(item, "was"), span, _place(item, instead or item))


def _place(item: Node, node: Node) -> Span:
    """Where a part of an entry stands; the entry itself where the part is taken in from elsewhere."""
    inside = item.span.source is node.span.source and item.span.start <= node.span.start < item.span.end
    return written(node) if inside else item.span


def _said(item: Node, key: str) -> Node | None:
    node = at(item, key)
    return node if node is not None and node.value is not None else None


def _turned(entry: _GoneEntry, live: Mapping[str, str], found: DeclaredSoFar) -> None:
    """An address that is there and means something else: what is gone is what it led to."""
    address = entry.at.address
    led_to = entry.was.items if isinstance(entry.was, Items) else (entry.was,)
    was = [normal(one.value) if one and isinstance(one.value, str) else None for one in led_to]
    if None in was or entry.at.anchor:
        message = "was: must be the address of the page that an old address led to, or several"
        found.say(Kind.BAD_GONE, entry.span, message, "write {address: old.html, was: faq/a/, reason: ...}")
    elif address not in live and address not in found.aliases:
        message = f"{address} leads nowhere, so it cannot lead elsewhere than it did"
        said = written_address(address)
        fix = f"take was: out, or write {said} under aliases: of the page that answers now"
        found.say(Kind.BAD_GONE, entry.span, message, fix)
    else:
        # Several, as what readers have in `dev` may be newer than what they have in `latest`.
        found.turned.update((address, one) for one in was if one is not None)


def _led_on(
    entry: _GoneEntry, project: Project, live: Mapping[str, str], found: DeclaredSoFar
) -> Iterator[Gone]:
    """The entry as it is answered, if what it leads on to is there."""
    if entry.instead is None:
        yield Gone(entry.at, entry.reason, None)
        return
    target = _instead(entry.instead.value, live, found.aliases, "" if entry.at.anchor else entry.at.address)
    span = entry.instead_span
    if target is None:
        said = str(entry.instead.value)
        message, fix = f'instead: "{said}" leads to no page that is there', "write a page's address"
        found.say(Kind.GONE_INSTEAD, span, message, fix + advice.signs(said, 1))
        return
    src, anchor = live[target.address], target.anchor
    if anchor and not _has_anchor(project, src, anchor, found):
        near = get_close_matches(anchor, _anchors_of(project, src), 1, 0.5)
        fix = f"write #{written_anchor(near[0])}" if near else "write the anchor of a heading"
        fix += f", or leave it out{advice.signs(anchor)}"
        found.say(Kind.GONE_INSTEAD, span, f"instead: that page has no anchor #{anchor}", fix)
        return
    yield Gone(entry.at, entry.reason, target)


def _has_anchor(project: Project, src: str, anchor: str, found: DeclaredSoFar) -> bool:
    """Whether a page has an anchor, an old one perhaps; true where that cannot be known."""
    answers = project.anchored(src)
    if answers is not None:
        ends = (m.span() for m in re.finditer("--|$", anchor))
        own = ((answers.get(anchor[:start]), anchor[:start], anchor[end:]) for start, end in ends)
        return any(
            q and q.slug == name and (not rest or _has_anchor(project, q.src, part_read(name, rest), found))
            for q, name, rest in own
        )
    known = src in project.pages
    return not known or has_anchor(project, src, anchor) or anchor in found.anchors.get(src, {})


def _anchors_of(project: Project, src: str) -> frozenset[str]:
    return likely_anchors(project, src) if src in project.pages else frozenset()


def _free(project: Project, live: Mapping[str, str], entry: _GoneEntry, found: DeclaredSoFar) -> bool:
    address, anchor, span = entry.at.address, entry.at.anchor, entry.span
    if anchor:
        if address in live and live[address] not in project.pages and file_of(address).endswith(".html"):
            return True  # a page that is made when the site is built, or a file of HTML
        if live.get(address) not in project.pages:
            message = f"there is no page {address or 'at the root'} on which #{anchor} could be gone"
            found.say(Kind.GONE_THERE, span, message, f"list the page itself instead{advice.signs('#')}")
            return False
        if anchor in likely_anchors(project, live[address]) or anchor in found.anchors.get(live[address], {}):
            found.say(Kind.GONE_THERE, span, f"#{anchor} is there", "take the entry out of gone:")
            return False
        return True
    if {address, address.removesuffix("/")} & live.keys() or address in found.aliases or address in NAMED:
        fix = "take the entry out of gone:"
        found.say(Kind.GONE_THERE, span, f"{address or 'the home page'} is there", fix)
        return False
    return _writable(entry, found)


def _writable(entry: _GoneEntry, found: DeclaredSoFar) -> bool:
    """Whether the page that gives the reason can stand at its address; a file's reason stands elsewhere."""
    path = file_of(entry.at.address)
    if not path.endswith(".html"):
        return True
    if (obstacle := found.obstacle(entry.at.address)) is not None:
        message = f"no page can be at {entry.at.address}: {obstacle}"
        found.say(Kind.BAD_GONE, entry.span, message, "take the entry out: it never was a page's address")
        return False
    found.place(path)
    return True


def _instead(
    written: object, live: Mapping[str, str], aliases: Mapping[str, str], own: str
) -> Permalink | None:
    """What is meant, an alias resolved to its page; None where it leads nowhere."""
    meant = Permalink.read(str(written))
    if meant is None or (own and meant.address == own):
        return None
    if meant.address in aliases:
        meant = Permalink(page_address(aliases[meant.address]), meant.anchor)
    # A file without an ending was read as a folder.
    there = next((one for one in (meant.address, meant.address.removesuffix("/")) if one in live), None)
    return None if there is None else Permalink(there, meant.anchor)
