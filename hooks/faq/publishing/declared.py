"""What writers declare so that old addresses live on: `aliases:`, `anchors:` and the list `gone:`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from faq.linking import sure_of_anchors
from faq.model import Problem, Source, Span
from faq.page import Page
from faq.project import Project
from faq.publishing.addresses import file_of, normal
from faq.publishing.made import NAMED, is_made


@dataclass(frozen=True, slots=True)
class Gone:
    """An address that was taken away on purpose."""

    address: str
    """A page's address, a file's, or one with an anchor: "faq/old/", "assets/film.mp4", "faq/a/#steps"."""
    reason: str
    instead: str | None
    """Where readers are led: an address, with an anchor perhaps; None for the home page."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Every old address of a project and what becomes of it."""

    aliases: Mapping[str, str]
    """From an old address to the source path of the page that answers now."""
    anchors: Mapping[str, Mapping[str, str]]
    """By source path: from an old anchor to the one in the page, chains flattened."""
    reworded: Mapping[str, frozenset[str]]
    """By source path: anchors that lead to themselves: their headings have other words, and mean the same."""
    gone: tuple[Gone, ...]
    turned: frozenset[tuple[str, str]]
    """Old addresses that lead elsewhere than they did, on purpose, each with the address that it led to."""
    problems: tuple[Problem, ...]


@dataclass
class _Found:
    files: set[str] = field(default_factory=set)
    """Every file of the tree whose place is known, by path."""
    folders: set[str] = field(default_factory=set)
    """The folders that they stand in."""
    aliases: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)
    reworded: dict[str, frozenset[str]] = field(default_factory=dict)
    turned: set[tuple[str, str]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: str) -> None:
        self.files.add(path)
        self.folders.update(_above(path))

    def obstacle(self, address: str) -> str | None:
        """What keeps a page from an address: a file where a folder must be, or a folder in its place."""
        path = file_of(address)
        inside = next((folder for folder in _above(path) if folder in self.files), None)
        if inside is not None:
            return f"{inside} is a file, in which there can be nothing"
        return f"{path} is a folder" if path in self.folders else None

    def say(self, code: str, span: Span, message: str, fix: str) -> None:
        self.problems.append(Problem(code, span, message, fix))


def declared(project: Project) -> Declared:
    """What the project declares, and what is wrong with it."""
    found = _Found()
    live = _addresses(project)
    for path in (*map(file_of, live), *NAMED):
        found.place(path)
    for src, page in project.pages.items():
        if "aliases" in page.front.values:
            _aliases(src, page, live, found)
        if "anchors" in page.front.values:
            _anchors(src, page, project, found)
    gone = tuple(_gone(project, live, found))
    return Declared(
        found.aliases, found.anchors, found.reworded, gone, frozenset(found.turned), tuple(found.problems)
    )


def page_address(src: str) -> str:
    """The address of a page with `use_directory_urls`, MkDocs' default."""
    folder, name = posixpath.split(src)
    stem = posixpath.splitext(name)[0]
    parts = [folder] if folder else []
    if stem not in ("index", "README"):
        parts.append(stem)
    return "/".join(parts) + "/" if parts else ""


def _addresses(project: Project) -> dict[str, str]:
    """Everything that answers by itself: from address to source path."""
    out = {f: f for f in project.files if f not in project.pages}
    out |= {page_address(src): src for src in project.pages}
    return out | {page_address(src): src for src in project.settings.generated}


def _above(path: str) -> Iterator[str]:
    """The folders that a file stands in."""
    parts = path.split("/")[:-1]
    return ("/".join(parts[: n + 1]) for n in range(len(parts)))


def _aliases(src: str, page: Page, live: Mapping[str, str], found: _Found) -> None:
    whole = page.front.spans["aliases"]
    value = page.front.values["aliases"]
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        found.say("bad-alias", whole, "aliases: must be a list of addresses", "write aliases: [faq/old/]")
        return
    places = page.front.items.get("aliases", ())
    for index, item in enumerate(items):
        span = places[index] if index < len(places) else _inside(whole, item)
        address = normal(item)
        if address is None:
            fix = "write it as it stands behind the version in the address bar, such as faq/old/ or old.html"
            found.say("bad-alias", span, f'"{item}" is no address inside the site', fix)
        elif address in live:
            message = f"{address or 'the home page'} is the address of {live[address]}, which would be hidden"
            found.say("alias-shadows", span, message, "take the alias out, or move that page")
        elif is_made(file_of(address), live):
            message = f"{address} is kept for what the build makes, which would be hidden"
            found.say("alias-shadows", span, message, "take the alias out: it never was a page's address")
        elif found.aliases.get(address, src) != src:
            message = f"{address} is also an alias of {found.aliases[address]}"
            found.say("alias-twice", span, message, "keep it in the page that answers the old question")
        elif address not in found.aliases and (obstacle := found.obstacle(address)) is not None:
            fix = "write an address of its own, or take the alias out: it never was a page's address"
            found.say("bad-alias", span, f'no page can be at "{item}": {obstacle}', fix)
        else:
            found.aliases[address] = src
            found.place(file_of(address))


def _anchors(src: str, page: Page, project: Project, found: _Found) -> None:
    whole = page.front.spans["anchors"]
    value = page.front.values["anchors"]
    if not isinstance(value, dict) or not all(isinstance(v, str) and v for v in value.values()):
        fix = "write anchors: {old-anchor: new-anchor}"
        found.say("bad-anchors", whole, "anchors: must lead from old anchors to anchors of this page", fix)
        return
    pairs = {str(old).removeprefix("#"): str(new).removeprefix("#") for old, new in value.items()}
    known = set(page.anchors) | {h.anchor for h in page.headings}
    found.reworded[src] = frozenset(old for old, new in pairs.items() if old == new and old in known)
    flat: dict[str, str] = {}
    for old, new in pairs.items():
        span = _inside(whole, old)
        if old in found.reworded[src]:
            continue
        end, steps = new, {old}
        while end in pairs and end not in known and end not in steps:
            steps.add(end)
            end = pairs[end]
        if any(c in old for c in " \t<>\"'&") or not old:
            found.say(
                "bad-anchors", span, f'"{old}" cannot be an anchor', "write it as behind the # of a link"
            )
        elif old in known:
            message = f"#{old} is an anchor of this page already, which the entry would hide"
            fix = f"take the entry out, or give that heading another anchor: {{#{old}-new}}"
            found.say("anchor-shadows", span, message, fix)
        elif end in steps and old != new:
            message = f"#{old} leads round in a circle"
            found.say("anchor-loop", span, message, "let one of them lead to a heading of this page")
        elif end not in known:
            headings = ", ".join(f"#{h.anchor}" for h in page.headings)
            found.say(
                "anchor-target",
                span,
                f"this page has no anchor #{end}",
                f"write one of the page's: {headings}",
            )
        else:
            flat[old] = end
    if flat:
        found.anchors[src] = flat


FIX = "write - {address: faq/old/, reason: Why it is gone., instead: faq/new/}"


def _gone(project: Project, live: Mapping[str, str], found: _Found) -> Iterator[Gone]:
    config = project.settings.config
    items = project.settings.extra.get("gone")
    if items is None:
        return
    if not isinstance(items, list):
        found.say(
            "bad-gone", _in_config(config, "gone:"), "gone: must be a list of addresses with reasons", FIX
        )
        return
    seen: set[str] = set()
    for item in _one_by_one(items):
        entry = _entry(config, item, seen, found)
        if entry is None:
            continue
        if entry.was is not None:
            _turned(entry, live, found)
        elif _free(project, live, entry, found):
            yield from _led_on(entry, project, live, found)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of `gone:` as it is written, with an address that may be one."""

    address: str
    anchor: str
    reason: str
    instead: object
    was: object
    span: Span

    @property
    def full(self) -> str:
        return self.address + (f"#{self.anchor}" if self.anchor else "")


def _entry(config: Source, item: object, seen: set[str], found: _Found) -> _Entry | None:
    if not isinstance(item, Mapping) or not isinstance(written := item.get("address"), str):
        found.say("bad-gone", _in_config(config, "gone:"), f"{item!r} has no address", FIX)
        return None
    span = _in_config(config, written)
    path, hash_, anchor = written.partition("#")
    address, reason = normal(path), item.get("reason")
    if address is None or (hash_ and not anchor):
        found.say("bad-gone", span, f'"{written}" is no address inside the site', FIX)
        return None
    if not isinstance(reason, str) or not reason.strip():
        found.say("bad-gone", span, f"{written} has no reason", FIX)
        return None
    entry = _Entry(address, anchor, " ".join(reason.split()), item.get("instead"), item.get("was"), span)
    if entry.full in seen:
        found.say("bad-gone", span, f"{written} is listed twice", "keep one of the two")
        return None
    seen.add(entry.full)
    return entry


def _turned(entry: _Entry, live: Mapping[str, str], found: _Found) -> None:
    """An address that is there and means something else: what is gone is what it led to."""
    led_to = entry.was if isinstance(entry.was, list) else [entry.was]
    was = [normal(one) if isinstance(one, str) else None for one in led_to]
    if None in was or entry.anchor:
        message = "was: must be the address of the page that an old address led to, or several"
        found.say("bad-gone", entry.span, message, "write {address: old.html, was: faq/a/, reason: ...}")
    elif entry.address not in live and entry.address not in found.aliases:
        message = f"{entry.address} leads nowhere, so it cannot lead elsewhere than it did"
        fix = f"take was: out, or write {entry.address} under aliases: of the page that answers now"
        found.say("bad-gone", entry.span, message, fix)
    else:
        # Several, as what readers have in `dev` may be newer than what they have in `latest`.
        found.turned.update((entry.address, one) for one in was if one is not None)


def _led_on(entry: _Entry, project: Project, live: Mapping[str, str], found: _Found) -> Iterator[Gone]:
    """The entry as it is answered, if what it leads on to is there."""
    if entry.instead is None:
        yield Gone(entry.full, entry.reason, None)
        return
    target = _instead(entry.instead, live, found.aliases, "" if entry.anchor else entry.address)
    span = _in_config(project.settings.config, str(entry.instead), entry.span.end)
    if target is None:
        message = f'instead: "{entry.instead}" leads to no page that is there'
        found.say("gone-instead", span, message, "write a page's address")
        return
    address, _, anchor = target.partition("#")
    if anchor and not _has_anchor(project, live[address], anchor, found):
        near = get_close_matches(anchor, _anchors_of(project, live[address]), 1, 0.5)
        fix = f"write #{near[0]}" if near else "write the anchor of a heading"
        found.say(
            "gone-instead", span, f"instead: that page has no anchor #{anchor}", f"{fix}, or leave it out"
        )
        return
    yield Gone(entry.full, entry.reason, target)


def _has_anchor(project: Project, src: str, anchor: str, found: _Found) -> bool:
    """Whether a page has an anchor, an old one perhaps; true where that cannot be known."""
    if src == project.settings.one_page:
        return any(
            anchor == q.slug or _has_anchor(project, q.src, anchor.removeprefix(f"{q.slug}--"), found)
            for q in project.questions
            if anchor == q.slug or anchor.startswith(f"{q.slug}--")
        )
    page = project.pages.get(src)
    known = page is not None and sure_of_anchors(project, page)
    return not known or anchor in _anchors_of(project, src) or anchor in found.anchors.get(src, {})


def _anchors_of(project: Project, src: str) -> frozenset[str]:
    return project.pages[src].anchors if src in project.pages else frozenset()


def _one_by_one(items: Iterable[object]) -> Iterator[object]:
    """The entries, one that lists several addresses as one for each: a film is four files."""
    for item in items:
        if isinstance(item, Mapping) and isinstance(several := item.get("address"), list) and several:
            yield from ({**item, "address": one} for one in several)
        else:
            yield item


def _free(project: Project, live: Mapping[str, str], entry: _Entry, found: _Found) -> bool:
    address, anchor, span = entry.address, entry.anchor, entry.span
    if anchor:
        if live.get(address) == project.settings.one_page:
            return True  # its anchors are made when it is built
        page = project.pages.get(live.get(address, ""))
        if page is None:
            message = f"there is no page {address or 'at the root'} on which #{anchor} could be gone"
            found.say("gone-there", span, message, "list the page itself instead")
            return False
        if anchor in page.anchors or anchor in found.anchors.get(live[address], {}):
            found.say("gone-there", span, f"#{anchor} is there", "take the entry out of gone:")
            return False
        return True
    if address in live or address in found.aliases or address in NAMED:
        fix = "take the entry out of gone:"
        found.say("gone-there", span, f"{address or 'the home page'} is there", fix)
        return False
    return _writable(entry, found)


def _writable(entry: _Entry, found: _Found) -> bool:
    """Whether the page that gives the reason can stand at its address; a file's reason stands elsewhere."""
    path = file_of(entry.address)
    if not path.endswith(".html"):
        return True
    if (obstacle := found.obstacle(entry.address)) is not None:
        message = f"no page can be at {entry.address}: {obstacle}"
        found.say("bad-gone", entry.span, message, "take the entry out: it never was a page's address")
        return False
    found.place(path)
    return True


def _instead(written: object, live: Mapping[str, str], aliases: Mapping[str, str], own: str) -> str | None:
    """The address that is meant, an alias resolved to its page; None where it leads nowhere."""
    path, hash_, anchor = str(written).partition("#")
    address = normal(path)
    if address is None or (own and address == own):
        return None
    if address in aliases:
        address = page_address(aliases[address])
    return address + hash_ + anchor if address in live else None


def _inside(span: Span, text: str) -> Span:
    """Where a text stands inside a span; the span's first line where it is written otherwise."""
    start = span.source.text.find(text, span.start, span.end)
    if start < 0 or not text:
        return Span(span.source, span.start, min(span.end, span.start + 1))
    return Span(span.source, start, start + len(text))


def _in_config(config: Source, text: str, begin: int = 0) -> Span:
    """Where a value stands behind `begin`, in the list; not where it is a part of another."""
    begin = max(begin, config.text.find("gone:"), 0)
    found = re.compile(rf"(?<![\w/.#-]){re.escape(text)}(?![\w/.#-])").search(config.text, begin)
    start = found.start() if found else max(config.text.find(text, begin), 0)
    return Span(config, start, start + (len(text) if config.text.startswith(text, start) else 1))
