"""Which addresses and anchors a change adds, leads on, gives up or loses; by the sources, without a build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from faq.addresses import Permalink, page_address, written
from faq.book.page_anchors import all_anchors
from faq.book.project import Project
from faq.frozen import record
from faq.permalinks.declared import Declared, addresses, declared
from faq.permalinks.made import is_made

Fate = Literal["added", "led on", "gone on purpose", "lost"]


@record
class AddressChange:
    """What becomes of one address that readers may keep."""

    address: str
    """As writers write it, with its anchor: "faq/hours/#by-phone"."""
    fate: Fate
    told: str = ""
    """Where it leads, or the reason that is given."""


def address_changes(then: Project, now: Project) -> tuple[AddressChange, ...]:
    """Addresses and anchors that only one of two states has, pages before their anchors.

    Anchors of pages that cannot be rendered here, and of pages that the build makes, are not looked at.
    """
    before, after = declared(then), declared(now)
    live = [_kept(project) for project in (then, now)]
    gained = live[1].keys() - live[0].keys() - before.aliases.keys()
    # An old address that leads on as it did is no news.
    given_up = (live[0].keys() | before.aliases.keys() - after.aliases.keys()) - live[1].keys()
    found = [AddressChange(written(one), "added") for one in gained]
    found += [_fate(Permalink(one), after) for one in given_up]
    for address in live[0].keys() & live[1].keys():
        found += _anchors(then, live[0][address], now, live[1][address], after)
    order: tuple[Fate, ...] = ("lost", "gone on purpose", "led on", "added")
    return tuple(sorted(found, key=lambda one: (order.index(one.fate), one.address)))


def _kept(project: Project) -> dict[str, str]:
    """Addresses of pages, and of files that readers open or embed, with their source paths."""
    live = addresses(project)
    return {
        address: src
        for address, src in live.items()
        if src in project.pages or src in project.generated or not is_made(src, live)
    }


def _fate(lost: Permalink, after: Declared) -> AddressChange:
    """What becomes of what no page has any more."""
    said = lost.written
    if not lost.anchor and (src := after.aliases.get(lost.address)) is not None:
        return AddressChange(said, "led on", written(page_address(src)))
    reason = next((one.reason for one in after.gone if one.at == lost), None)
    return AddressChange(said, "lost") if reason is None else AddressChange(said, "gone on purpose", reason)


def _anchors(then: Project, src: str, now: Project, heir: str, after: Declared) -> Iterator[AddressChange]:
    """The anchors that a page gains, and what becomes of those that it had."""
    if src not in then.pages or heir not in now.pages:
        return
    old, new = all_anchors(then, src), all_anchors(now, heir)
    if old is None or new is None:
        return
    address = page_address(heir)
    for anchor in new - old:
        yield AddressChange(Permalink(address, anchor).written, "added")
    for anchor in old - new:
        lost = Permalink(address, anchor)
        if (heading := after.anchors.get(heir, {}).get(anchor)) is not None:
            yield AddressChange(lost.written, "led on", f"#{heading}")
        else:
            yield _fate(lost, after)
