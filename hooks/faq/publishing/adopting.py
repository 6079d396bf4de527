"""Making a branch that others made one of ours: one commit on top of it, and every address still answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape, unescape
from itertools import chain

from mike import commands

from faq.addresses import address_of
from faq.permalinks.inventory import is_page
from faq.permalinks.made import is_made
from faq.publishing.blobs import Entry, folder
from faq.publishing.completing import Say, finish, is_copy
from faq.publishing.inspection import Inspection
from faq.publishing.leaving import Root, leading
from faq.publishing.marks import SHARED, AsBuilt
from faq.publishing.own_files import known_own, require_home, told_own
from faq.publishing.publications import ADOPTED, SITE
from faq.publishing.release import Outcome, swap
from faq.publishing.store import Store
from faq.publishing.trees import Tree, built_tree
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
    moved = _moved(store, inspection, base, root)
    store.write(chain(moved, [(FILE, written(inspection.versions))], own.items()))
    if inspection.current is not None:
        built = built_tree(store, store.ref, inspection.current)
        store.write(_current(store, inspection, built, base, root))
    names = [one.version for one in inspection.versions]
    if names and "index.html" not in theirs:
        home = LATEST if inspection.current else newest(names) or names[0]
        with store.entered():
            commands.set_default(home, branch=store.branch, allow_empty=True)
    if names:
        finish(store, root, say, theirs)
    said = f"{ADOPTED} {', '.join(names) or 'nothing'}\n\n{SITE} {root.url}\n{told_own(theirs)}"
    return store.squash(base, said)


def _moved(store: Store, inspection: Inspection, base: str, root: Root) -> Iterator[tuple[str, Entry]]:
    """The files of what gets a folder of its own, and what stands in their place."""
    for name, there in inspection.folders.items():
        if there:
            yield from ((f"{name}/{path}", blob) for path, blob in store.files(base, there).items())
            continue
        files = {path: blob for path, blob in store.files(base).items() if path in inspection.rooted}
        with store.reading() as content:
            for path, blob in files.items():
                led = path.endswith((".html", "sitemap.xml"))
                yield f"{name}/{path}", _led(path, content(blob), root.url) if led else blob
        pages = {path for path in inspection.pages - {"index.html"} if not path.startswith(f"{LATEST}/")}
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


def _current(
    store: Store, inspection: Inspection, built: str, base: str, root: Root
) -> Iterator[tuple[str, Entry]]:
    """`latest` as a copy of a version as it was built, with what it alone had: whoever has such an address
    still gets it, or is led on where it was one of the site at the root."""
    yield LATEST, folder(built)
    files = store.files(base, LATEST)
    new = store.files(built)
    if rooted := {path for path in files if f"{LATEST}/{path}" in inspection.rooted}:
        own = next(name for name, there in inspection.folders.items() if there == "")
        top = LATEST if own == inspection.current else own
        for path in rooted - new.keys():
            at = f"{LATEST}/{path}"
            stub = at in inspection.pages
            yield at, leading(at, f"{top}/{address_of(at)}", root) if stub else files[path]
        return
    if not is_copy(files):
        return
    with store.reading() as content:
        old = AsBuilt(Tree(files, content))
        pages = {path for path in old if is_page(path)}
        for path in old:
            if path not in new and (is_page(path) or not is_made(path, pages)):
                yield f"{LATEST}/{path}", old[path]
