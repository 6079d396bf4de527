"""What a new tree would take from readers who kept an address of the old one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from faq.addresses import Permalink, answers, part_read, resolved, written
from faq.kinds import Kind
from faq.model import Problem
from faq.permalinks import advice
from faq.permalinks.content import Lost, Successor, asks, lost_content, meaning
from faq.permalinks.fate import fate
from faq.permalinks.inventory import Inventory, PageContent
from faq.permalinks.meant import NOTHING, Reviewed
from faq.permalinks.one_page_names import is_name_of, names


def compare(old: Inventory, new: Inventory, reviewed: Reviewed = NOTHING) -> list[Problem]:
    """Every permalink of `old` that `new` breaks, but for what is `reviewed`.

    The source of each problem is the permalink inside the version, as it can be opened, without a text.
    """
    found: list[Lost] = []
    for address, page in sorted(old.pages.items()):
        made = page.moved is not None or page.overview
        if Permalink(address) in reviewed.gone or (made and address in new.folders):
            continue
        there = new.pages.get(address)
        if there is None:
            found.append(_page(address, page, old, new, reviewed))
        elif page.moved is not None:
            found += _turned(address, old, new, reviewed)
        elif not page.gone:
            now_at = fate(address, new.pages).address
            if now_at is not None:
                found += lost_content(Successor(address, now_at, old, new, reviewed))
    found += _files(old, new, reviewed)
    return [(_derived(one, found, new, reviewed) or one).problem for one in found]


def _files(old: Inventory, new: Inventory, reviewed: Reviewed) -> Iterator[Lost]:
    gone = {one.address for one in reviewed.gone if not one.anchor}
    for path in sorted(old.media - new.media - gone):
        if not answers(new.pages, path):
            yield Lost(Kind.LOST_FILE, Permalink(path), "the file would be gone", advice.file(path, new))
    for path in sorted(old.told - new.told - new.media - gone):
        if not answers(new.pages, path):
            at, message = Permalink(path), "the 404 page said why this file is gone, and would not any more"
            yield Lost(Kind.LOST_ALIAS, at, message, f"put its entry back {advice.entry(at)}")


def _derived(one: Lost, found: list[Lost], new: Inventory, reviewed: Reviewed) -> Lost | None:
    """The same, if it follows from another: on the page with all answers, from the question's own page.

    There an anchor is the question's name, or the name, two dashes and the anchor on the question's page.
    """
    where, anchor = one.at.address, one.at.anchor
    if where not in new.pages or not anchor or reviewed.has_front_matter(where):
        return None
    name, dashes, own = anchor.partition("--")
    first: list[tuple[int, str]] = []
    for other in found:
        page, there = other.at.address, other.at.anchor
        asked = is_name_of(name, page, reviewed.folder)
        if dashes and asked and there == part_read(name, own):
            first.append((0, other.at.written))
        elif asked and not there and other.kind is not Kind.LOST_FILE:
            first.append((1, other.at.written))
        elif dashes and (page, there) == (where, name):
            first.append((2, other.at.written))
    if not first:
        return None
    return replace(one, fix=f"what is written for {min(first)[1]} holds here too")


def renumbered(old: Inventory, new: Inventory, folder: str = "") -> list[str]:
    """The numbers, such as "all/#3", that name another question than they did; `folder` holds the questions.

    They are told of and not kept: a question's number is its place in `nav:`, and whoever adds one moves it.
    The question's own anchor stands beside the number, and is kept.
    """
    return [
        Permalink(address, number).shown
        for address, page in sorted(old.pages.items())
        for number, meant in page.numbers.items()
        if address in new.pages
        and not _still(meant, new.pages[address].numbers.get(number, ""), old, new, folder)
    ]


def _still(meant: str, there: str, old: Inventory, new: Inventory, folder: str) -> bool:
    """Whether two anchors among all answers belong to one question, which may have been renamed."""
    name, now = meant.partition("--")[0], there.partition("--")[0]
    were = [address for address in old.pages if name in names(address, folder)] if name != now else []
    return name == now or any(now in names(fate(a, new.pages).address or "", folder) for a in were)


def _page(address: str, page: PageContent, old: Inventory, new: Inventory, reviewed: Reviewed) -> Lost:
    at, gone = Permalink(address), advice.listed(Permalink(address))
    if page.moved is not None:
        message = "this old address led on to a page, and would be lost"
        led = fate(address, old.pages).address
        now_at = fate(led, new.pages).address if led is not None else None
        if led is None:
            # It led out of its folder, as what a site at the root has left: to the same page in a version.
            same = resolved(address, page.moved).partition("/")[2]
            now_at = fate(same, new.pages).address
        back = "" if now_at is None else f"{_alias([address], now_at, reviewed)}; or "
        return Lost(Kind.LOST_ALIAS, at, message, f"{back}{gone}")
    if page.gone:
        message = "this address said that its page is gone, and would be lost"
        return Lost(Kind.LOST_ALIAS, at, message, gone)
    if page.whole is not None:
        fix = _all_answers(address, resolved(address, page.whole), old, new, reviewed)
        return Lost(Kind.LOST_PAGE, at, "this part of all answers would be gone", fix)
    if page.numbers:
        fix = _all_answers(address, address, old, new, reviewed)
        return Lost(Kind.LOST_PAGE, at, "the page with all answers would be gone", fix)
    if renamed := _made_anew(page, old, new, reviewed):
        fix = f"{_alias([address], renamed, reviewed)}; or {advice.listed(at, instead=renamed)}"
        return Lost(Kind.LOST_PAGE, at, "the page would be gone", fix)
    fresh = {
        a: p
        for a, p in new.pages.items()
        if a not in old.pages and (p.moved, p.whole) == (None, None) and not p.gone
        if reviewed.has_front_matter(a)
    }
    near = _like(page, fresh) or next(iter(get_close_matches(address, fresh, 1, 0.6)), None)
    fix = (
        f"{advice.alias([address], near)}; or {gone}"
        if near
        else f"{gone}; or {advice.alias([address], None)}"
    )
    return Lost(Kind.LOST_PAGE, at, "the page would be gone", fix)


def _alias(addresses: list[str], page: str, reviewed: Reviewed) -> str:
    """What to write, and where, so that a page answers at other addresses."""
    say = advice.alias if reviewed.has_front_matter(page) else advice.alias_of_made
    return say(addresses, page)


def _all_answers(address: str, whole: str, old: Inventory, new: Inventory, reviewed: Reviewed) -> str:
    """What to write for an address of the page with all answers, `whole`, or of its parts.

    There may be dozens of them: what is to be written for the first holds for all that are gone.
    """
    page = old.pages.get(whole)
    parts = (a for a, one in old.pages.items() if one.whole is not None and resolved(a, one.whole) == whole)
    lost = [one for one in (whole, *parts) if one not in new.pages and Permalink(one) not in reviewed.gone]
    lost.sort(key=lambda one: (len(one), one))  # they are counted: "all/2/" before "all/10/"
    if address != lost[0]:
        return f"what is written for {written(lost[0])} holds here too"
    onward = fate(whole, new.pages).address
    if onward is None and page is not None and whole not in new.pages:
        onward = _made_anew(page, old, new, reviewed)
    listed = advice.listed(*map(Permalink, lost), instead=onward)
    # Without one, no other page has the anchors of all questions.
    return listed if onward is None else f"{_alias(lost, onward, reviewed)}; or {listed}"


def _made_anew(page: PageContent, old: Inventory, new: Inventory, reviewed: Reviewed) -> str | None:
    """Where a page that is made is made now: at a new address, without front matter, of the same kind."""
    fresh = (
        address
        for address, one in sorted(new.pages.items())
        if address not in old.pages and not reviewed.has_front_matter(address)
        if (one.moved, one.whole, one.gone) == (None, None, False)
        if (page.numbers and one.numbers) or asks(page) == asks(one) != ""
    )
    return next(fresh, None)


def _like(page: PageContent, others: Mapping[str, PageContent]) -> str | None:
    """The page that shares most headings; None where none shares any."""
    mine = {meaning(a.heading) for a in page.anchors.values() if a.heading}
    scored = [
        (len(mine & {meaning(a.heading) for a in other.anchors.values() if a.heading}), address)
        for address, other in others.items()
    ]
    best = max(scored, default=(0, ""))
    return best[1] if best[0] else None


def _turned(address: str, old: Inventory, new: Inventory, reviewed: Reviewed) -> Iterator[Lost]:
    """An alias that leads neither to the page that it led to nor to what has become of that."""
    was, now = fate(address, old.pages).address, fate(address, new.pages).address
    meant = fate(was, new.pages).address if was is not None else None
    # Where that page itself is gone, it says so, and no address of it can be kept.
    if was is None or meant is None or now == meant or (address, was) in reviewed.turned:
        return
    whole = new.pages[now].whole if now is not None else None
    # A part of all answers leads back to where its address led.
    if now == address and whole is not None and resolved(address, whole) == meant:
        return
    at = Permalink(address)
    led = f"this old address led to {was or 'the first page'}, and would "
    out = f"take it out of {_declaring(now, reviewed)}, and " if now not in (None, address) else ""
    said = f"{out}{_alias([address], meant, reviewed)}; or, if it is meant, list it "
    said += advice.entry(at, more=advice.was(was))
    if now == address:
        fix = f"give the new page another address, and then {said}"
        yield Lost(Kind.TURNED_ADDRESS, at, f"{led}be another page", fix)
    else:
        yield Lost(Kind.TURNED_ADDRESS, at, f"{led}lead to {now or 'the first page'}", said)


def _declaring(page: str | None, reviewed: Reviewed) -> str:
    """Where it is written that an old address leads to a page."""
    made = page is not None and not reviewed.has_front_matter(page)
    return "aliases: in mkdocs.yml" if made else f"the front matter of {written(page or '')}"
