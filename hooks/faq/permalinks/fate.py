"""What has become of a page of one tree in another."""

from __future__ import annotations

from collections.abc import Mapping

from faq.addresses import resolved
from faq.frozen import record
from faq.permalinks.inventory import PageContent


@record
class Fate:
    """What has become of a page in the current version."""

    address: str | None
    """Where it is now, inside the version; None where it is nowhere."""
    told: str | None = None
    """Where the current version says that it is gone; None where it does not say so."""

    @property
    def onward(self) -> str:
        """Where its readers are led, inside the version: the first page where there is nothing nearer."""
        return self.address or self.told or ""


def fate(address: str, pages: Mapping[str, PageContent]) -> Fate:
    """Where a page of another version is in the current one, redirects followed to their end."""
    seen = set()
    while address in pages and address not in seen:
        seen.add(address)
        page = pages[address]
        if page.gone:
            return Fate(None, address)
        if page.moved is None:
            return Fate(address)
        address = resolved(address, page.moved)
    return Fate(None)
