"""Requests and bytes of a visit, by kind; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from faq.frozen import record

LIMIT = 60 * 1024
"""Bytes on the wire that the first page may have."""
KINDS = ("document", "style", "script", "image", "media", "font", "data")
BY_TYPE = {
    "Document": "document",
    "Stylesheet": "style",
    "Script": "script",
    "Image": "image",
    "Media": "media",
    "TextTrack": "media",
    "Font": "font",
}
"""Chromium's names (Network.ResourceType); all others are data."""
BY_MEDIA = (("text/html", "document"), ("text/css", "style"), ("javascript", "script"), ("image/", "image"))


@record
class Request:
    """One request that a browser made."""

    address: str
    kind: str
    bytes: int
    """On the wire, headers included; 0 from the browser's cache."""


@record
class Visit:
    """What one page made a browser ask for."""

    name: str
    requests: tuple[Request, ...]
    shift: float
    """The layout shift, without unit; 0 where nothing moved."""

    @property
    def bytes(self) -> int:
        """On the wire, headers included."""
        return sum(request.bytes for request in self.requests)


def kind_of(chromium: str) -> str:
    """The kind of a request, by Chromium's own name."""
    return BY_TYPE.get(chromium, "data")


def kind_of_media(media: str) -> str:
    """The kind of a request, by its media type."""
    return next((kind for part, kind in BY_MEDIA if part in media), "data")


def table(visits: Sequence[Visit]) -> str:
    """A line a kind, a pair of columns a visit."""
    rows = [["", *(cell for visit in visits for cell in (visit.name, ""))]]
    rows.append(["kind", *("requests", "bytes") * len(visits)])
    rows += [[kind, *_cells(visits, kind)] for kind in KINDS]
    rows.append(["all", *_cells(visits, None)])
    rows.append(["layout shift", *(cell for visit in visits for cell in ("", f"{visit.shift:g}"))])
    return columns(rows)


def _cells(visits: Iterable[Visit], kind: str | None) -> Iterable[str]:
    for visit in visits:
        found = [request for request in visit.requests if kind in (None, request.kind)]
        yield str(len(found))
        yield f"{sum(request.bytes for request in found):,}"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows as text: the first column to the left, all others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(
            c.ljust(w) if not i else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
