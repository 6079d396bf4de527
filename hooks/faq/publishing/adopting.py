"""Making a branch that others made one of ours: one commit on top of it, and every address still answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape

from mike import commands

from faq.addresses import address_of
from faq.permalinks.inventory import is_page
from faq.permalinks.made import is_made
from faq.publishing.completing import Say, finish, is_copy
from faq.publishing.inspection import Inspection
from faq.publishing.leaving import Root, leading
from faq.publishing.marks import SHARED, as_built
from faq.publishing.own_files import known_own, require_home, told_own
from faq.publishing.publications import ADOPTED, SITE
from faq.publishing.release import Outcome, swap
from faq.publishing.store import Store
from faq.publishing.versions import LATEST, newest
from faq.publishing.versions_json import FILE, written
from faq.verbatim import bytes_of, text_of

CANONICAL = re.compile(r'(<link rel="canonical" href=")([^"]*)(")')
STALE = ("sitemap.xml", "sitemap.xml.gz", "404.html")
"""What a site at the root says of its own addresses, which lead on from now on."""


def adopt(
    store: Store,
    inspection: Callable[[str | None], Inspection],
    own: Mapping[str, bytes],
    root: Root,
    say: Say,
) -> Outcome:
    """Adopt the branch, inspected as the remote has it, and ask the remote whether it is.  Raises Refused."""
    made = ""

    def make(base: str | None) -> str:
        nonlocal made
        made = adopted(store, inspection(base), base or "", own, root, say)
        return made

    def there(head: str) -> bool:
        return store.tree(head, "") == store.tree(made, "") or store.descends(head, made)

    return swap(store, make, there, "adopt", say, dry_run=False)


def adopted(
    store: Store, inspection: Inspection, base: str, own: Mapping[str, bytes], root: Root, say: Say
) -> str:
    """The commit that adopts what was looked at, on top of `base`; not pushed yet.  Raises Refused."""
    theirs = known_own(store, base) | own.keys()
    require_home(store, base, (), theirs | inspection.rooted)
    store.write(
        dict(_moved(store, inspection, base, root)) | {FILE: written(inspection.versions)} | dict(own)
    )
    if inspection.current is not None:
        store.write(dict(_current(store, inspection.current, base)))
    names = [one.version for one in inspection.versions]
    if names and "index.html" not in theirs:
        home = LATEST if inspection.current else newest(names) or names[0]
        with store.entered():
            commands.set_default(home, branch=store.branch, allow_empty=True)
    if names:
        finish(store, root, say, theirs)
    said = f"{ADOPTED} {', '.join(names) or 'nothing'}\n\n{SITE} {root.url}\n{told_own(theirs)}"
    return store.squash(base, said)


def _moved(store: Store, inspection: Inspection, base: str, root: Root) -> Iterator[tuple[str, bytes | None]]:
    """The files of what gets a folder of its own, and what stands in their place."""
    for name, folder in inspection.folders.items():
        if folder:
            yield from ((f"{name}/{path}", data) for path, data in store.read(base, folder).items())
            continue
        files = {path: blob for path, blob in store.files(base).items() if path in inspection.rooted}
        held = store.contents(files.values())
        yield from ((f"{name}/{path}", _led(path, held[blob.name], root.url)) for path, blob in files.items())
        pages = inspection.pages - {"index.html"}
        yield from ((path, leading(path, f"{name}/{address_of(path)}", root)) for path in pages)
        yield from ((path, None) for path in STALE if path in files)


def _led(path: str, data: bytes, url: str) -> bytes:
    """A file that was built for the root, as if it had been built for `latest`: whatever says where it is."""
    start, here = re.escape(url), f"{url}{LATEST}/"
    if path == "sitemap.xml":
        return re.sub(rf"(?<=<loc>){start}".encode(), here.encode(), data)
    if not path.endswith(".html"):
        return data
    html = CANONICAL.sub(lambda m: m[1] + _onward(m[2], url, here) + m[3], text_of(data))
    return bytes_of(SHARED.sub(lambda m: m[0].replace(m[2], _onward(m[2], url, here)), html))


def _onward(href: str, start: str, here: str) -> str:
    plain = unescape(href)
    return escape(here + plain[len(start) :]) if plain.startswith(start) else href


def _current(store: Store, current: str, base: str) -> Iterator[tuple[str, bytes | None]]:
    """`latest` as a copy of a version, with what it alone had: whoever has such an address still gets it."""
    new = as_built(store.read(store.ref, current))
    old = as_built(store.read(base, LATEST)) if is_copy(store.files(base, LATEST)) else {}
    pages = {path for path in old if is_page(path)}
    only = {p: d for p, d in old.items() if p not in new and (is_page(p) or not is_made(p, pages))}
    yield LATEST, None
    yield from ((f"{LATEST}/{path}", data) for path, data in (new | only).items())
