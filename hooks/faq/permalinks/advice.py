"""What to write where an address would be lost, so that it is read as what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from urllib.parse import quote

from faq.addresses import Permalink, written, written_anchor
from faq.permalinks.inventory import Inventory
from faq.text.yaml_nodes import in_flow

UNNAMED = re.compile(r"[^\w.:-]+")


def entry(*lost: Permalink, more: str = "", instead: str | None = None) -> str:
    """An entry of `gone:`, and where it stands; `more` precedes its reason, and readers are led to the
    address `instead`."""
    each = [in_flow(one.written) for one in lost]
    at = each[0] if len(each) == 1 else f"[{', '.join(each)}]"
    more += f"instead: {in_flow(written(instead))}, " if instead is not None else ""
    said = f"{{address: {at}, {more}reason: ...}}"
    return f"in mkdocs.yml under extra: faq: gone: with a reason, {said}"


def listed(*lost: Permalink, instead: str | None = None) -> str:
    """What to do where something is gone on purpose."""
    return f"list it {entry(*lost, instead=instead)}"


def was(address: str) -> str:
    """What an old address led to, within an entry."""
    return f"was: {in_flow(written(address))}, "


def alias(addresses: Iterable[str], page: str | None) -> str:
    """What to write where a page answers at other addresses; `page` is its own, None where nobody knows."""
    where = written(page) if page is not None else "the page that now says this"
    named = ", ".join(in_flow(written(one)) for one in addresses)
    return f"write into the front matter of {where}: aliases: [{named}]"


def alias_of_made(addresses: Iterable[str], page: str) -> str:
    """The same where the page is made, and has no front matter."""
    pairs = ", ".join(f"{in_flow(written(one))}: {in_flow(written(page))}" for one in addresses)
    return f"write into mkdocs.yml under extra: faq: aliases: {{{pairs}}}"


def anchors(page: str, old: str, new: str) -> str:
    """What to write where an old anchor of a page leads to a new one."""
    pair = f"{in_flow(written_anchor(old))}: {in_flow(written_anchor(new))}"
    return f"write into the front matter of {written(page)}: anchors: {{{pair}}}"


def another(anchor: str) -> str:
    """What a heading may have in place of an anchor; an attribute list ends at some signs."""
    return f"{{#{UNNAMED.sub('-', anchor)}-new}}"


def moved_part(page: str, old: str, there: Permalink) -> str:
    """What to write where an old anchor of a page leads to another page."""
    pair = f"{in_flow(written_anchor(old))}: {in_flow(there.written)}"
    return f"write into the front matter of {written(page)}: anchors: {{{pair}}}"


def signs(text: str, anchors: int = 0) -> str:
    """What to add where nothing is at what was written: it ends at a sign, which may be of a name.

    The first `anchors` of a "#" begin an anchor.
    """
    found = text.replace("#", "", anchors)
    return "".join(f'; a "{one}" of a name is written {quote(one)}' for one in "#?\\" if one in found)


def file(path: str, new: Inventory) -> str:
    """What to do where a file would be gone."""
    near = get_close_matches(path, new.media, 1, 0.6)
    where = f" (like {near[0]}?)" if near else ""
    return f"put the file back{where}; or {listed(Permalink(path))}"
