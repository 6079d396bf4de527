"""A page as readers get it: with the policy, and with links to other hosts that tell them nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from faq.edits import Edit, edited
from faq.frozen import record
from faq.patterns import late
from faq.policy.scan import Scan, Tag, scan

POLICY = "content-security-policy"
UNLOCKED = '<meta name="faq:policy" content="none">'
"""What a page has in place of a policy where its theme could not work under one."""
REL = ("noopener", "noreferrer")
LINKS = ("a", "area", "form")
ATTRIBUTE = late(r"""[\s/]+(?P<name>[^\s/>=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")
START = late(r"\ufeff?\s*(?:<!--.*?-->\s*)*(?:<!doctype[^>]*>)?", re.I | re.S)
EARLY = ("script", "style", "link", "base")
"""What the policy must stand before to hold for it."""


@record
class Seal:
    """What is to be written into a page; offsets are into it, the page itself is not kept."""

    edits: tuple[Edit, ...]
    at: int
    """Where the policy goes."""


@record
class PolicyPlace:
    """Where in a stretch of a page the policy can stand; None for what is not in it."""

    charset: int | None = None
    """Behind the encoding, where nothing that the policy is to hold for stands before."""
    early: bool = False
    """Whether such a thing does."""
    head: int | None = None
    html: int | None = None

    def then(self, other: PolicyPlace, start: int) -> PolicyPlace:
        """The same of both, where the other begins at an offset."""

        def later(offset: int | None) -> int | None:
            return None if offset is None else start + offset

        settled = self.early or self.charset is not None
        return PolicyPlace(
            self.charset if settled else later(other.charset),
            self.early or other.early,
            later(other.head) if self.head is None else self.head,
            later(other.html) if self.html is None else self.html,
        )

    def found(self, page: str) -> int:
        """In the head, before all that loads: behind the encoding, which must be in the first 1024 bytes."""
        for offset in (self.charset, self.head, self.html):
            if offset is not None:
                return offset
        return match.end() if (match := START.match(page)) else 0


def place_in(page: Scan) -> PolicyPlace:
    """Where in a page, or a stretch of one, the policy can stand."""
    ends: dict[str, int] = {}
    for tag in page.tags:
        if tag.name == "meta" and "charset" in tag.attributes and "early" not in ends:
            ends.setdefault("charset", tag.end)
        elif tag.name in EARLY:
            ends.setdefault("early", tag.end)
        elif tag.name in ("head", "html"):
            ends.setdefault(tag.name, tag.end)
    return PolicyPlace(ends.get("charset"), "early" in ends, ends.get("head"), ends.get("html"))


def seal_edits(page: Scan, host: str) -> Iterator[Edit]:
    """`rel` on links to other hosts than the site's own, and nothing where a policy is already."""
    for tag in page.tags:
        if tag.name in LINKS and leads_away(tag, host):
            yield Edit(tag.start, tag.end, _with_rel(page.html[tag.start : tag.end], tag))
        elif _is_policy(tag):
            yield Edit(tag.start, tag.end, "")


def seal(page: Scan, host: str = "") -> Seal:
    """What `sealed` writes into a page; `host` is the site's own, as in its address."""
    return Seal(tuple(seal_edits(page, host)), place_in(page).found(page.html))


def sealed(html: str, seal: Seal, policy: str | None) -> str:
    """The page that a seal was made for with all that it says, and with the policy; None leaves that out."""
    edits = list(seal.edits)
    if policy is not None:
        meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
        edits.append(Edit(seal.at, seal.at, meta))
    return edited(html, edits)


def secured(page: Scan, policy: str | None, host: str = "") -> str:
    """The page with the policy in its head and `rel` on its links to other hosts."""
    return sealed(page.html, seal(page, host), policy)


def unlocked(html: str) -> str:
    """The page, that says of itself that it has no policy; one that says so already stays as it is."""
    if UNLOCKED in html:
        return html
    at = place_in(scan(html)).found(html)
    return f"{html[:at]}{UNLOCKED}{html[at:]}"


def foreign(address: str, host: str) -> bool:
    """Whether an address is another host's; `data:` and `mailto:` are no host's.

    As browsers read it: of web addresses a backslash is a slash (URL Standard, 4.4).
    """
    try:
        parts = urlsplit(address.strip().replace("\\", "/"))
    except ValueError:
        return False
    return bool(parts.netloc) and parts.scheme in ("", "http", "https") and parts.netloc != host


def leads_away(tag: Tag, host: str) -> bool:
    """Whether a link or form leads to another host."""
    return foreign(tag.attributes.get("action" if tag.name == "form" else "href", ""), host)


def _is_policy(tag: Tag) -> bool:
    return tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == POLICY


def _with_rel(text: str, tag: Tag) -> str:
    said = tag.attributes.get("rel", "").split()
    value = " ".join([*said, *(word for word in REL if word not in said)])
    if value == tag.attributes.get("rel"):
        return text
    name, rest = text[: len(tag.name) + 1], text[len(tag.name) + 1 :]
    rest = ATTRIBUTE.sub(lambda m: "" if m["name"].lower() == "rel" else m.group(), rest)
    return f'{name} rel="{escape(value)}"{rest}'
