"""The root of the branch, locked: one policy for the pages of all versions, told to hosts in their files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from html import unescape

from faq.book.settings import Settings
from faq.permalinks.inventory import MOVED
from faq.policy.csp import Allowed, everything_of, policy, scripts_of
from faq.policy.headers import FILES, with_policy, without_policy
from faq.policy.scan import scan
from faq.policy.securing import UNLOCKED, secured
from faq.policy.security_txt import PATH, security_txt
from faq.publishing.store import Store

ROOT_PAGES = frozenset({"index.html", "404.html"})
STATED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
"""The policy as the hooks write it into each page."""
BARE = "some pages have no Content-Security-Policy, and nothing of them is mended: they are not Material's"
LONGEST = 2000
"""Characters of a line in `_headers` that Cloudflare Pages takes."""


def lock_root(
    store: Store, changed: Mapping[str, bytes], own: Collection[str] = ()
) -> tuple[dict[str, bytes], list[str]]:
    """The pages that publishing writes with a policy, and the hosts' files with one for all on the branch.

    `changed` is what is about to be written.  Versions' own pages stay as they were built, and a team's own
    at the root (`own`) as it wrote them.  Also gives what is good to know.
    """
    pages = store.read(store.ref, "", ".html") | {p: d for p, d in changed.items() if p.endswith(".html")}
    ours = {path for path in changed if MOVED.encode() in changed[path]}
    ours |= (pages.keys() & ROOT_PAGES) - {*own}
    out = {path: _locked(pages[path]) for path in sorted(ours)}
    files = store.files(store.ref)
    held = store.contents([files[name] for name in FILES if name in files])
    hosts = {name: held[files[name].name].decode() for name in FILES if name in files}
    if any(UNLOCKED.encode() in page for page in pages.values()):
        told = [BARE, *(f"{name}: tells browsers no policy" for name in hosts)]
        return out | {name: without_policy(text).encode() for name, text in hosts.items()}, told
    said = policy(allowed_on({**pages, **out}.values()), header=True)
    told = (
        [] if len(said) <= LONGEST else [f"the policy has {len(said)} characters; some hosts take {LONGEST}"]
    )
    for name, text in hosts.items():
        try:
            out[name] = with_policy(text, said).encode()
        except ValueError as error:
            told.append(f"{name} {error}: the host will not tell browsers the policy")
    return out, told


def allowed_on(pages: Iterable[bytes]) -> Allowed:
    """What the pages of all versions need: what they say themselves; what they hold where they say nothing.

    A tree that was published before pages had a policy stays as it is, its styles included.
    """
    stated: set[str] = set()
    silent = []
    for page in set(pages):
        html = page.decode("utf-8", "replace")
        if found := STATED.search(html, 0, 4096):
            stated.add(found[1])
        else:
            silent.append(html)
    return reduce(Allowed.__or__, map(_of_policy, stated), everything_of(map(scan, silent)))


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
    html = data.decode("utf-8", "replace")
    if STATED.search(html) or UNLOCKED in html:
        return data
    page = scan(html)
    return secured(page, policy(scripts_of([page]))).encode()
