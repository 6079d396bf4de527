"""Links to other hosts: which there are, and what is said of those at which nothing answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from urllib.parse import urldefrag

from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Link, Problem


@record
class Heard:
    """What came of asking for an address."""

    status: int | None
    """The status of HTTP (RFC 9110); None where nobody answered."""
    why: str = ""
    """Why nobody did."""

    @property
    def there(self) -> bool:
        """Whether somebody answers: one who wants a login, or fewer questions, is there as well."""
        asks = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
        return self.status is not None and (self.status < 400 or self.status in asks)


def leading_out(project: Project) -> dict[str, list[Link]]:
    """Every link of a page to another host, by its address without the part behind "#"."""
    out: dict[str, dict[tuple[str, int, int], Link]] = {}
    for page in project.pages.values():
        for link in (*page.links, *page.html_links):
            address = urldefrag(link.destination.strip()).url
            if address.lower().startswith(("http://", "https://")):
                out.setdefault(address, {}).setdefault(link.span.key, link)
    return {address: list(links.values()) for address, links in sorted(out.items())}


def dead_problems(links: Mapping[str, list[Link]], heard: Mapping[str, Heard]) -> Iterator[Problem]:
    """Each link to an address at which nothing is."""
    for address, found in links.items():
        if (one := heard[address]).there:
            continue
        said = one.why if one.status is None else f"answers {one.status}"
        fix = "write where it is now, or take the link out; if it works in a browser, try again later"
        yield from (Problem(Kind.DEAD_LINK, link.span, f"{address}: {said}", fix) for link in found)
