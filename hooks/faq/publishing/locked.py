"""The root of the branch, locked: one policy for the pages of all versions, told to hosts in their files."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import reduce
from html import unescape

from faq.book.settings import Settings
from faq.frozen import record
from faq.policy.csp import Allowed, everything_of, policy, scripts_of
from faq.policy.headers import FILES, with_policy, without_policy
from faq.policy.scan import scan
from faq.policy.securing import UNLOCKED, secured
from faq.policy.security_txt import PATH, security_txt
from faq.publishing.blobs import Entry
from faq.verbatim import bytes_of, text_of

ROOT_PAGES = frozenset({"index.html", "404.html"})
STATED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
"""The policy as the hooks write it into each page."""
BARE = "some pages have no Content-Security-Policy, and nothing of them is mended: they are not Material's"
LONGEST = 2000
"""Characters of a line in `_headers` that Cloudflare Pages takes."""


@record
class Need:
    """What a page needs of a policy: what it says itself, or what it holds where it says nothing.

    A tree that was published before pages had a policy stays as it is, its styles included.
    """

    stated: str | None
    silent: Allowed
    bare: bool
    """Whether it is left without a policy."""


def need_of(html: str) -> Need:
    """Of a page, as published."""
    found = STATED.search(html, 0, 4096)
    silent = Allowed() if found else everything_of([scan(html)])
    return Need(found[1] if found else None, silent, UNLOCKED in html)


def together(needs: Iterable[Need]) -> Allowed:
    """What pages need all together."""
    found = set(needs)
    stated = {one.stated for one in found if one.stated is not None}
    return reduce(Allowed.__or__, [*map(_of_policy, stated), *(one.silent for one in found)], Allowed())


def locked_root(
    tree: Mapping[str, bytes],
    needed: Callable[[Collection[str]], Collection[Need]],
    written: Collection[str],
    own: Collection[str] = (),
) -> tuple[dict[str, Entry], list[str]]:
    """The pages that publishing writes with a policy, and the hosts' files with one for all on the branch.

    `tree` is the branch, `needed` tells what its pages but some need, `written` are the stubs that were just
    written.  Versions' own pages stay as they were built, and a team's own at the root (`own`) as it wrote
    them.  Also gives what is good to know.
    """
    ours = {*written} | ((tree.keys() & ROOT_PAGES) - {*own})
    pages = {path: _locked(tree[path]) for path in sorted(ours)}
    hosts = {name: text_of(tree[name]) for name in FILES if name in tree}
    needs = {*needed(ours), *(need_of(text_of(page)) for page in pages.values())}
    out: dict[str, Entry] = {**pages}
    if any(one.bare for one in needs):
        told = [BARE, *(f"{name}: tells browsers no policy" for name in hosts)]
        return out | {name: bytes_of(without_policy(text)) for name, text in hosts.items()}, told
    said = policy(together(needs), header=True)
    told = (
        [] if len(said) <= LONGEST else [f"the policy has {len(said)} characters; some hosts take {LONGEST}"]
    )
    for name, text in hosts.items():
        try:
            out[name] = bytes_of(with_policy(text, said))
        except ValueError as error:
            told.append(
                f"{name} {error}, and the host will not tell browsers the policy; write into hosting/{name}: "
                f"{FILES[name]}"
            )
    return out, told


def allowed_on(pages: Iterable[bytes]) -> Allowed:
    """What pages need all together, of which there may be many."""
    return together(need_of(text_of(page)) for page in pages)


def root_files(settings: Settings, time: float) -> dict[str, bytes]:
    """What hosts and finders of holes read at the root of a site."""
    files = {name: settings.root / "hosting" / name for name in FILES}
    out = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    if settings.security is not None:
        out[PATH] = security_txt(settings.security, settings.site_url, time).encode()
    return out


def _of_policy(text: str) -> Allowed:
    parts = dict(part.strip().partition(" ")[::2] for part in unescape(text).split(";"))
    found = [
        frozenset(re.findall(r"'sha256-[^']+'", parts.get(name, ""))) for name in ("script-src", "style-src")
    ]
    return Allowed(*found)


def _locked(data: bytes) -> bytes:
    html = text_of(data)
    if STATED.search(html) or UNLOCKED in html:
        return data
    page = scan(html)
    return bytes_of(secured(page, policy(scripts_of([page]))))
