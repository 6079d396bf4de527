"""When steps were tried: every cell that there should be, and those that were tried too long ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from faq.clients.matrix import Clients, Platform, Tried


def cells(clients: Clients) -> Iterator[tuple[str, Platform, str]]:
    """What to call each cell of the file, its platform and its case; whether it is written or not."""
    for client in clients.clients:
        for platform in client.platforms:
            for case in clients.cases:
                yield f"{client.name.text}, {platform.name.text}: {case}", platform, case


def overdue(tried: Tried, today: date, age: int | None) -> int:
    """How many days ago steps were tried, where that is more than `age`; else 0."""
    ago = (today - tried.day).days if tried.day is not None else 0
    return ago if age and ago > age else 0
