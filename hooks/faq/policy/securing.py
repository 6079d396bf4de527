"""A page as readers get it: with the policy, and with links to other hosts that tell them nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from faq.edits import Edit, edited
from faq.policy.scan import Scan, Tag

POLICY = "content-security-policy"
REL = ("noopener", "noreferrer")
LINKS = ("a", "area", "form")
ATTRIBUTE = re.compile(r"""[\s/]+(?P<name>[^\s/>=]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?""")
START = re.compile(r"\ufeff?\s*(?:<!--.*?-->\s*)*(?:<!doctype[^>]*>)?", re.I | re.S)
EARLY = ("script", "style", "link", "base")
"""What the policy must stand before to hold for it."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What is to be written into a page; offsets are into it, the page itself is not kept."""

    edits: tuple[Edit, ...]
    at: int
    """Where the policy goes."""


def seal(page: Scan, host: str = "") -> Seal:
    """What `sealed` writes into a page: `rel` on links to other hosts, and nothing where a policy is already.

    `host` is the site's own, as in its address.
    """
    edits = [
        Edit(tag.start, tag.end, _with_rel(page.html[tag.start : tag.end], tag))
        for tag in page.tags
        if tag.name in LINKS and leads_away(tag, host)
    ]
    edits += [Edit(tag.start, tag.end, "") for tag in page.tags if _is_policy(tag)]
    return Seal(tuple(edits), _place(page))


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


def foreign(address: str, host: str) -> bool:
    """Whether an address is another host's; `data:` and `mailto:` are no host's."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return bool(parts.netloc) and parts.scheme in ("", "http", "https") and parts.netloc != host


def leads_away(tag: Tag, host: str) -> bool:
    """Whether a link or form leads to another host."""
    return foreign(tag.attributes.get("action" if tag.name == "form" else "href", ""), host)


def _is_policy(tag: Tag) -> bool:
    return tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == POLICY


def _place(page: Scan) -> int:
    """In the head: behind the encoding, which must stand in the first 1024 bytes, before all that loads."""
    for tag in page.tags:
        if tag.name == "meta" and "charset" in tag.attributes:
            return tag.end
        if tag.name in EARLY:
            break
    for name in ("head", "html"):
        if frame := next((tag for tag in page.tags if tag.name == name), None):
            return frame.end
    return match.end() if (match := START.match(page.html)) else 0


def _with_rel(text: str, tag: Tag) -> str:
    said = tag.attributes.get("rel", "").split()
    value = " ".join([*said, *(word for word in REL if word not in said)])
    if value == tag.attributes.get("rel"):
        return text
    name, rest = text[: len(tag.name) + 1], text[len(tag.name) + 1 :]
    rest = ATTRIBUTE.sub(lambda m: "" if m["name"].lower() == "rel" else m.group(), rest)
    return f'{name} rel="{escape(value)}"{rest}'
