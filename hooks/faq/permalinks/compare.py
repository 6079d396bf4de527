"""What a new tree would take from readers who kept an address of the old one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher, get_close_matches

from faq.addresses import resolved
from faq.kinds import Kind
from faq.model import Problem, Source
from faq.permalinks.fate import fate
from faq.permalinks.inventory import Anchor, Inventory, PageContent


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What somebody has looked at, and means."""

    gone: frozenset[str] = frozenset()
    """The addresses, anchors and files that `gone:` lists."""
    reworded: frozenset[str] = frozenset()
    """The anchors whose headings have other words, and mean what they meant."""
    turned: frozenset[tuple[str, str]] = frozenset()
    """Old addresses that lead elsewhere than they did, each with the address that it led to."""


NOTHING = Reviewed()


def compare(old: Inventory, new: Inventory, reviewed: Reviewed = NOTHING) -> list[Problem]:
    """Every permalink of `old` that `new` breaks, but for what is `reviewed`.

    The source of each problem is the address inside the version, "faq/hours/#steps", without a text.
    """
    found: list[Problem] = []
    for address, page in sorted(old.pages.items()):
        if address in reviewed.gone:
            continue
        there = new.pages.get(address)
        if there is None:
            found.append(_page(address, page, old, new))
        elif page.moved is not None:
            found += _turned(address, old, new, reviewed)
        elif not page.gone:
            now_at = fate(address, new.pages).address
            if now_at is not None:
                found += _anchors(address, now_at, page, new.pages[now_at], reviewed)
    for path in sorted(old.media - new.media - reviewed.gone):
        found.append(_media(path, new))
    for path in sorted(old.told - new.told - new.media - reviewed.gone):
        message = "the 404 page said why this file is gone, and would not any more"
        found.append(_problem(Kind.LOST_ALIAS, path, message, f"put its entry back {_listed(path)}"))
    return [_derived(one, found) or one for one in found]


def _problem(kind: Kind, address: str, message: str, fix: str) -> Problem:
    return Problem(kind, Source(address, "").whole, message, fix)


def _derived(one: Problem, found: list[Problem]) -> Problem | None:
    """The same, if it follows from another: on the page with all answers, from the question's own page.

    There an anchor is the question's name, or the name, two dashes and the anchor on the question's page.
    """
    anchor = one.span.source.path.partition("#")[2]
    name, dashes, own = anchor.partition("--")
    for other in found:
        address = other.span.source.path
        page, _, there = address.partition("#")
        follows = (dashes and there == own) or other.kind is Kind.LOST_PAGE
        if name and page.endswith(f"/{name}/") and follows:
            return replace(one, fix=f"what is written for {address} holds here too")
    return None


def renumbered(old: Inventory, new: Inventory) -> list[str]:
    """The numbers, such as "all/#3", that name another question than they did.

    They are told of and not kept: a question's number is its place in `nav:`, and whoever adds one moves it.
    The question's own anchor stands beside the number, and is kept.
    """
    return [
        f"{address}#{number}"
        for address, page in sorted(old.pages.items())
        for number, meant in page.numbers.items()
        if address in new.pages and _question(new.pages[address].numbers.get(number, "")) != _question(meant)
    ]


def _question(anchor: str) -> str:
    """The name of the question to which an anchor of the page with all answers belongs."""
    return anchor.partition("--")[0]


def _page(address: str, page: PageContent, old: Inventory, new: Inventory) -> Problem:
    said = _declared_gone(address)
    if page.moved is not None:
        message = "this old address led on to a page, and would be lost"
        fix = f"put it back under aliases: of the page that it led to; {said}"
        return _problem(Kind.LOST_ALIAS, address, message, fix)
    if page.gone:
        message = "this address said that its page is gone, and would be lost"
        return _problem(Kind.LOST_ALIAS, address, message, said)
    if page.whole is not None:
        said = _listed(address, f"instead: {resolved(address, page.whole)}, ")
        return _problem(Kind.LOST_PAGE, address, "this part of all answers would be gone", said)
    fresh = [a for a, p in new.pages.items() if a not in old.pages and p.moved is None and p.whole is None]
    near = _like(page, {a: new.pages[a] for a in fresh}) or next(
        iter(get_close_matches(address, fresh, 1, 0.6)), None
    )
    where = f"of {near}" if near else "of the page that now says this"
    fix = f"write into the front matter {where}: aliases: [{address or 'index.html'}]; {said}"
    return _problem(Kind.LOST_PAGE, address, "the page would be gone", fix)


def _declared_gone(address: str) -> str:
    return f"or list it {_listed(address)}"


def _listed(address: str, more: str = "") -> str:
    # The home page's own address is empty, and behind a space YAML takes "#" for a comment.
    named = address if address.partition("#")[0] else f"index.html{address}"
    return f"in mkdocs.yml under extra: faq: gone: with a reason, {{address: {named}, {more}reason: ...}}"


def _like(page: PageContent, others: Mapping[str, PageContent]) -> str | None:
    """The page that shares most headings; None where none shares any."""
    mine = {_meaning(a.heading) for a in page.anchors.values() if a.heading}
    scored = [
        (len(mine & {_meaning(a.heading) for a in other.anchors.values() if a.heading}), address)
        for address, other in others.items()
    ]
    best = max(scored, default=(0, ""))
    return best[1] if best[0] else None


def _anchors(
    address: str, now_at: str, old: PageContent, new: PageContent, reviewed: Reviewed
) -> Iterator[Problem]:
    """What is lost of a page that stood at `address` and stands at `now_at`, where writers declare things."""
    before, after = _by_name(old), _by_name(new)
    for anchor, was in old.anchors.items():
        full = f"{address}#{anchor}"
        # On the page with all answers, what belongs to a question begins with its name.
        if reviewed.gone & {full, f"{now_at}#{anchor}", f"{address}#{anchor.partition('--')[0]}"}:
            continue
        now = new.anchors.get(anchor)
        if now is None:
            near = _nearest(was, old, new)
            fix = f"write into the page's front matter: anchors: {{{anchor}: {near or 'NEW-ANCHOR'}}}"
            message = f"the anchor{_named(was)} would be gone"
            yield _problem(Kind.LOST_ANCHOR, full, message, f"{fix}; {_declared_gone(full)}")
        elif f"{now_at}#{anchor}" in reviewed.reworded or was.heading is None or now.heading is None:
            continue
        elif (name := _name(anchor, was)) != _name(anchor, now):
            yield _reworded(full, anchor, old, new)
        else:
            yield from _displaced(full, anchor, before[name], after[name])


def _turned(address: str, old: Inventory, new: Inventory, reviewed: Reviewed) -> Iterator[Problem]:
    """An alias that leads neither to the page that it led to nor to what has become of that."""
    was, now = fate(address, old.pages).address, fate(address, new.pages).address
    meant = fate(was, new.pages).address if was is not None else None
    # Where that page itself is gone, it says so, and no address of it can be kept.
    if was is None or meant is None or now == meant or (address, was) in reviewed.turned:
        return
    led = f"this old address led to {was or 'the first page'}, and would "
    said = f"put it back under aliases: of {meant or 'the first page'}; or, if it is meant, list it "
    said += _listed(address, f"was: {was or 'index.html'}, ")
    if now == address:
        fix = f"give the new page another address, and {said}"
        yield _problem(Kind.TURNED_ADDRESS, address, f"{led}be another page", fix)
    else:
        yield _problem(Kind.TURNED_ADDRESS, address, f"{led}lead to {now or 'the first page'}", said)


def _named(anchor: Anchor) -> str:
    return f' of "{anchor.heading}"' if anchor.heading else ""


def _reworded(full: str, anchor: str, old: PageContent, new: PageContent) -> Problem:
    was, now, where = old.anchors[anchor], new.anchors[anchor], _nearest(old.anchors[anchor], old, new)
    message = f'the anchor meant "{was.heading}" and would mean "{now.heading}"'
    keep = (
        f"give the heading that now takes it another anchor, such as ## {now.heading} {{#another}}"
        + (f", and write anchors: {{{anchor}: {where}}}" if where and where != anchor else "")
        + f"; if it means the same as before, write anchors: {{{anchor}: {anchor}}}"
    )
    return _problem(Kind.TURNED_ADDRESS, full, message, keep)


def _displaced(
    full: str, anchor: str, before: Mapping[str, Anchor], after: Mapping[str, Anchor]
) -> Iterator[Problem]:
    """Whether the section is another one of its name; `before` and `after` are all of that name."""
    was, now = before[anchor], after[anchor]
    # The text of a section may be rewritten; it has moved only where another fits it better, and is not
    # merely what it was all along: sections of one name are often alike.
    fits = {name: _alike(was, other) for name, other in after.items() if name != anchor}
    moved = {n: fit for n, fit in fits.items() if n not in before or fit > _alike(before[n], after[n])}
    best = max(moved, key=moved.__getitem__, default=anchor)
    if best != anchor and moved[best] > _alike(was, now):
        message = f'the anchor would mean another section named "{now.heading}"; the old one is now #{best}'
        fix = f"give the new heading an anchor of its own: ## {now.heading} {{#{anchor}-new}}"
        yield _problem(Kind.TURNED_ADDRESS, full, message, fix)


def _by_name(page: PageContent) -> dict[tuple[str, str], dict[str, Anchor]]:
    """The sections of each name; on the page with all answers, each question has its own."""
    out: dict[tuple[str, str], dict[str, Anchor]] = {}
    for anchor, one in page.anchors.items():
        if one.heading is not None:
            out.setdefault(_name(anchor, one), {})[anchor] = one
    return out


def _name(anchor: str, one: Anchor) -> tuple[str, str]:
    return anchor.partition("--")[0] if "--" in anchor else "", _meaning(one.heading)


def _nearest(was: Anchor, old: PageContent, new: PageContent) -> str | None:
    """The new heading that most likely is the old one renamed."""
    fresh = {n: a for n, a in new.anchors.items() if a.heading is not None and n not in old.anchors}
    if not fresh or was.heading is None:
        return None
    heading = was.heading.lower()

    def score(name: str) -> float:
        other = fresh[name]
        return _alike(was, other) + SequenceMatcher(None, heading, (other.heading or "").lower()).ratio()

    best = max(fresh, key=score)
    return best if score(best) > 0.5 else None


def _alike(one: Anchor, other: Anchor) -> float:
    if one.text == other.text:
        return 1.0
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _meaning(heading: str | None) -> str:
    """A heading's words: case and punctuation may be mended without a new meaning."""
    return " ".join(re.findall(r"\w+", (heading or "").lower()))


def _media(path: str, new: Inventory) -> Problem:
    near = get_close_matches(path, new.media, 1, 0.6)
    where = f" (like {near[0]}?)" if near else ""
    fix = f"put the file back{where}; {_declared_gone(path)}"
    return _problem(Kind.LOST_FILE, path, "the file would be gone", fix)
