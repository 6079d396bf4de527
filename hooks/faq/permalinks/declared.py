"""What writers declare so that old addresses live on: `aliases:`, `anchors:` and the list `gone:`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping

from faq.addresses import Permalink, address_of, file_of, normal, page_address, read_anchor, written
from faq.book.linking import MEDIA
from faq.book.page_anchors import likely_anchors
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Span
from faq.permalinks.advice import another, signs
from faq.permalinks.found import DeclaredSoFar, MovedPart
from faq.permalinks.gone import Gone, gone_entries, moved_parts
from faq.permalinks.made import NAMED, is_made
from faq.text.front_matter_keys import ALIASES, ANCHORS, entries, form_problems
from faq.text.page import Page
from faq.text.yaml_nodes import in_flow


@record
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


def declared(project: Project) -> Declared:
    """What the project declares, and what is wrong with it."""
    found = DeclaredSoFar()
    live = addresses(project)
    for path in (*map(file_of, live), *NAMED):
        found.place(path)
    for src, page in project.pages.items():
        found.problems += form_problems(page.front, ALIASES)
        _aliases(src, page, live, found)
        found.problems += form_problems(page.front, ANCHORS)
        _anchors(src, page, project, found)
    _of_made(project, live, found)
    gone = (*moved_parts(project, live, found), *gone_entries(project, live, found))
    return Declared(
        found.aliases, found.anchors, found.reworded, gone, frozenset(found.turned), tuple(found.problems)
    )


def addresses(project: Project) -> dict[str, str]:
    """Everything that answers by itself: from address to source path."""
    out = {address_of(f): f for f in project.files if f not in project.pages}
    out |= {page_address(src): src for src in project.pages}
    return out | {page_address(src): src for src in project.generated}


def _aliases(src: str, page: Page, live: Mapping[str, str], found: DeclaredSoFar) -> None:
    for item, span in entries(page.front, ALIASES):
        _alias(item, span, src, live, found)


def _alias(item: str, span: Span, src: str, live: Mapping[str, str], found: DeclaredSoFar) -> None:
    """Note that the page of a source path answers at an old address, or what is wrong with that."""
    address = normal(item)
    if address is None:
        fix = "write it as it stands behind the version in the address bar, such as faq/old/ or old.html"
        found.say(Kind.BAD_ALIAS, span, f'"{item}" is no address inside the site', fix + signs(item))
    elif address in live:
        message = f"{address or 'the home page'} is the address of {live[address]}, which would be hidden"
        found.say(Kind.ALIAS_SHADOWS, span, message, "take the alias out, or move that page")
    elif is_made(file_of(address), live):
        message = f"{address} is kept for what the build makes, which would be hidden"
        found.say(Kind.ALIAS_SHADOWS, span, message, "take the alias out: it never was a page's address")
    elif posixpath.splitext(address)[1].lower().removeprefix(".") in MEDIA:
        # Hosts serve it as what its ending says: readers would get a film that does not play.
        fix = f"list it under gone: with a reason and instead: {page_address(src) or 'index.html'}"
        found.say(Kind.BAD_ALIAS, span, f"{address} is a file's address, where no page can be", fix)
    elif found.aliases.get(address, src) != src:
        message = f"{address} is also an alias of {found.aliases[address]}"
        found.say(Kind.ALIAS_TWICE, span, message, "keep it in the page that answers the old question")
    elif address not in found.aliases and (obstacle := found.obstacle(address)) is not None:
        fix = "write an address of its own, or take the alias out: it never was a page's address"
        found.say(Kind.BAD_ALIAS, span, f'no page can be at "{item}": {obstacle}', fix)
    else:
        found.aliases[address] = src
        found.place(file_of(address))


def _of_made(project: Project, live: Mapping[str, str], found: DeclaredSoFar) -> None:
    """The old addresses of pages that are made: they stand in `mkdocs.yml`, for want of front matter."""
    said = project.settings.aliases
    onward = {normal(item): normal(to) for item, to in said.items()}
    for item, to in said.items():
        span = project.settings.key_place("extra", "faq", "aliases", item)
        target, steps = normal(to), {normal(item)}
        while target in onward and target not in live and target not in steps:
            steps.add(target)
            target = onward[target]
        src = live.get(target) if target is not None else None
        if src in project.pages:
            fix = f"write it into the front matter of {src}: aliases: [{in_flow(item)}]"
            found.say(Kind.BAD_ALIAS, span, f"{to} is a page that somebody wrote", fix)
        elif src is None or not file_of(target or "").endswith(".html"):
            there = ", ".join(written(page_address(one)) for one in sorted(project.generated))
            fix = (
                f"write one of the pages that are made: {there}"
                if there
                else "take the entry out: none is made"
            )
            found.say(Kind.BAD_ALIAS, span, f'"{to}" is the address of no page that is made', fix)
        else:
            _alias(item, span, src, live, found)


def _parts(
    src: str,
    parts: Mapping[str, str],
    places: Mapping[str, Span],
    known: Collection[str],
    found: DeclaredSoFar,
) -> None:
    """Note the anchors that lead to another page; whether that is there shows once all are read."""
    for old, to in parts.items():
        if old in known:
            message = f"#{old} is an anchor of this page already, which the entry would hide"
            found.say(Kind.ANCHOR_SHADOWS, places[old], message, "take the entry out")
        else:
            found.parts.append(MovedPart(Permalink(page_address(src), old), to, places[old]))


def _anchors(src: str, page: Page, project: Project, found: DeclaredSoFar) -> None:
    value = page.front.values.get(ANCHORS.name)
    said = value.items() if isinstance(value, dict) else ()
    sound = ((str(old), new) for old, new in said if new and isinstance(new, str))
    keys = page.front.inner_keys.get(ANCHORS.name, {})
    places = {read_anchor(old): span for old, span in keys.items()}
    given = {read_anchor(old): new for old, new in sound}
    # "faq/b/#steps": it is on another page by now.
    parts = {old: new for old, new in given.items() if "#" in new[1:]}
    pairs = {old: read_anchor(new) for old, new in given.items() if old not in parts}
    _parts(src, parts, places, likely_anchors(project, src) if parts else (), found)
    if not pairs:
        return
    known = likely_anchors(project, src)
    found.reworded[src] = frozenset(old for old, new in pairs.items() if old == new and old in known)
    flat: dict[str, str] = {}
    for old, new in pairs.items():
        span = places[old]
        if old in found.reworded[src]:
            continue
        end, steps = new, {old}
        while end in pairs and end not in known and end not in steps:
            steps.add(end)
            end = pairs[end]
        if not old or re.search(r"\s", old):
            # HTML's only rule for an id (HTML Living Standard, 3.2.6).
            fix = "write it as behind the # of a link"
            found.say(Kind.BAD_ANCHORS, span, f'"{old}" cannot be an anchor', fix)
        elif old in known:
            message = f"#{old} is an anchor of this page already, which the entry would hide"
            fix = f"take the entry out, or give that heading another anchor: {another(old)}"
            found.say(Kind.ANCHOR_SHADOWS, span, message, fix)
        elif end in steps and old != new:
            message = f"#{old} leads round in a circle"
            found.say(Kind.ANCHOR_LOOP, span, message, "let one of them lead to a heading of this page")
        elif end not in known:
            headings = ", ".join(f"#{one}" for one in page.anchors.headings)
            found.say(
                Kind.ANCHOR_TARGET,
                span,
                f"this page has no anchor #{end}",
                f"write one of the page's: {headings}",
            )
        else:
            flat[old] = end
    if flat:
        found.anchors[src] = flat
