"""What each commit on the branch ends with: marks, what was unpublished, and the root's files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from mike.versions import Versions

from faq.addresses import absolute, address_of
from faq.frozen import record
from faq.machines.places import LLMS
from faq.permalinks.fate import Fate, fate
from faq.permalinks.inventory import MOVED, PageContent
from faq.publishing.blobs import Blob, Entry, folder
from faq.publishing.branch_pages import BranchPages, Known, known_of
from faq.publishing.leaving import Root, copies_led_on, led_on
from faq.publishing.locked import locked_root
from faq.publishing.marked_before import FILE as MARKED
from faq.publishing.marked_before import MarkedBefore, holding, made_of, told, whoever_reads
from faq.publishing.marks import marked, put_back, set_aside, unlisted, without_mark
from faq.publishing.root import (
    MOVED_INDEX,
    ROBOTS,
    SITEMAP,
    completed,
    led_to,
    moved_index,
    pages_index,
    robots,
    root_sitemap,
    with_sitemap,
)
from faq.publishing.store import Store
from faq.publishing.superseded import Superseded
from faq.publishing.trees import Tree, built_tree
from faq.publishing.versions import DEV, LATEST, is_version, newest
from faq.verbatim import bytes_of, text_of

Say = Callable[[str], None]


def latest_of(versions: Versions) -> str | None:
    """The version that `latest` names; None where there is none."""
    found = versions.find(LATEST)
    return found[0] if found and len(found) == 2 else None


def finish(store: Store, root: Root, say: Say, own: Collection[str] = (), known: Known | None = None) -> None:
    """Mark what is not current, keep what was unpublished, and write the root's files but a team's own.

    `known` is what somebody knows of pages already.
    """
    current = latest_of(store.versions())
    if current and not is_copy(store.files(store.ref, LATEST)):
        # In the place of what plain mike makes of `latest`: not every host follows a link, and pages that
        # lead on leave out all that is no page.
        store.write([(LATEST, folder(built_tree(store, store.ref, current)))])
    stubs = set[str]()
    with store.reading() as content:
        shelf = BranchPages(Tree(store.files(store.ref), content), {} if known is None else known)
        made = _made_of(store, shelf, root)
        shelf.before = holding(shelf.read(MARKED), store.trees(store.ref), made)
        store.write(_noted(_changes(store, shelf, root, say, own), stubs))
    with store.reading() as content:
        shelf = BranchPages(Tree(store.files(store.ref), content), shelf.known, shelf.before)
        locked, said = locked_root(shelf.tree, shelf.needs, stubs, own)
        now = dict(_marked_now(store, shelf, made, stubs))
    for text in said:
        say(text)
    names = made | {LATEST: whoever_reads()}
    store.write([*locked.items(), (MARKED, told(now, names) if now else None)])


def _made_of(store: Store, shelf: BranchPages, root: Root) -> dict[str, str]:
    """What the marks of each folder are made of that holds a version which is not current, by folder."""
    versions = store.versions()
    current = latest_of(versions)
    now, names = shelf.pages(current) if current else None, shelf.names(current and LATEST)
    return {
        name: made_of([path for path, _ in shelf.below(name)], version, root, now, names)
        for name, version in _places(store, versions, shelf).items()
        if version != current
    }


def _marked_now(
    store: Store, shelf: BranchPages, made: Mapping[str, str], stubs: Collection[str]
) -> Iterator[tuple[str, MarkedBefore]]:
    """What the next publication is told of the folders that are marked, but of those with new stubs, and of
    `latest`."""
    trees = store.trees(store.ref)
    for name in made.keys() - {path.partition("/")[0] for path in stubs}:
        yield name, shelf.before.get(name) or shelf.told(name, trees[name])
    if LATEST in trees and shelf.are_alike(LATEST):
        yield LATEST, shelf.told(LATEST, trees[LATEST])


def known_before(store: Store, base: str) -> Known:
    """What the branch says of the pages of `latest`, by git's names for them; nothing in doubt."""
    told = holding(store.read(base, MARKED), store.trees(base), {LATEST: whoever_reads()}).get(LATEST)
    return {} if told is None else known_of(store.files(base, LATEST), told)


def _changes(
    store: Store, shelf: BranchPages, root: Root, say: Say, own: Collection[str]
) -> Iterator[tuple[str, Entry]]:
    """What is to stand elsewhere, or otherwise, than the versions' trees have it."""
    versions = store.versions()
    current = latest_of(versions)
    names = [str(info.version) for info in versions]
    pages = {name: shelf.pages(name) for name in names}  # of those that are passed over none is read
    now = pages.get(current or "", {})
    places = _places(store, versions, shelf)
    for name, version in places.items():
        if name in shelf.before:
            continue
        if version == current:
            entries = _as_built(shelf, name)
        else:
            banner = version != DEV and current is not None
            mark = _VersionMark(version, banner, current is not None, root.texts)
            said = Superseded(name, root.url, banner, root.texts, shelf.names(current and LATEST))
            entries = _superseded(store, shelf, name, mark, said, now)
        count = 0
        for path, data in entries:
            count += path.endswith(".html")
            yield f"{name}/{path}", data
        if count:
            say(f"{name}: pages marked anew: {count}")
        yield from _moved(name, shelf, put_back if version == current else set_aside)
    if current:
        yield from _led_on(store, shelf, places, names, now, root)
    yield from ((n, d) for n, d in _root(shelf, root, current, names, pages).items() if n not in own)
    if ROBOTS in own and (theirs := shelf.read(ROBOTS)) is not None:
        yield ROBOTS, bytes_of(with_sitemap(text_of(theirs), root.url, sitemap=current is not None))


def _noted(changes: Iterable[tuple[str, Entry]], stubs: set[str]) -> Iterator[tuple[str, Entry]]:
    """The same; which of them are stubs is noted."""
    for path, data in changes:
        if isinstance(data, bytes) and path.endswith(".html") and MOVED.encode() in data:
            stubs.add(path)
        yield path, data


def _led_on(
    store: Store,
    shelf: BranchPages,
    places: Collection[str],
    names: Collection[str],
    now: Mapping[str, PageContent],
    root: Root,
) -> Iterator[tuple[str, Entry]]:
    """The stubs outside all versions, and in the folders of those that were taken away."""
    outside = {p: b for p, b in shelf.tree.files.items() if p.partition("/")[0] not in places}
    pages = Tree(outside, shelf.tree.content).ending(".html")
    yield from led_on(pages, names, now, root).items()
    for top in store.folders(store.ref):
        if is_version(top) and top not in places:
            copies = {f"{top}/{path}": shelf.tree.content(b) for path, b in shelf.as_retold(top).items()}
            yield from copies_led_on(top, copies, shelf.names(LATEST), now, root)


def is_copy(files: Iterable[str]) -> bool:
    """Whether `latest`, of these files, is a whole tree: plain mike makes it a link, or of pages alone."""
    return any(not path.endswith(".html") for path in files)


@record
class _VersionMark:
    """What the pages of a version that is not current say of it."""

    version: str
    banner: bool
    listed: bool
    texts: Mapping[str, str]

    def on(self, html: str, address: str, now: Fate) -> str:
        more = {"banner": self.banner, "listed": self.listed}
        return marked(html, self.version, address, now, texts=self.texts, **more)


def _as_built(shelf: BranchPages, folder: str) -> Iterator[tuple[str, Entry]]:
    """What of the current version is not as it was built, by path in its folder."""
    files = dict(shelf.below(folder))
    for path, blob in files.items():
        if path.endswith(".html") and shelf.facts(blob).marked:
            yield path, without_mark(shelf.tree.content(blob))
    for path, built in shelf.as_retold(folder).items():
        if (aside := set_aside(path)) in files:
            yield path, built
            yield aside, None


def _superseded(
    store: Store,
    shelf: BranchPages,
    folder: str,
    mark: _VersionMark,
    said: Superseded,
    now: Mapping[str, PageContent],
) -> Iterator[tuple[str, Entry]]:
    """The pages of a version that need another mark, or none, and what stands beside them, by path in its
    folder; where nothing is current, none lives on.

    First all pages, then the rest: git packs each content as a difference from the one before.
    """
    files, content = dict(shelf.below(folder)), shelf.tree.content
    written: dict[str, frozenset[str]] = {}
    for page, blob in files.items():
        if not page.endswith(".html"):
            continue
        html, address = text_of(content(blob)), address_of(page)
        written[page] = said.written(html)
        if page != "404.html" and (new := mark.on(html, address, fate(address, now))) != html:
            data = bytes_of(new)
            shelf.known[store.name_of(data)] = replace(shelf.facts(blob), marked=True)
            yield page, data
    for path, built in shelf.as_retold(folder).items():
        page = f"{posixpath.splitext(path)[0]}.html"
        named = written.get(page, ())
        new = said.file(path, text_of(content(built)), named, fate(address_of(page), now))
        yield from _retold(store, files, path, built, new)


def _retold(
    store: Store, files: Mapping[str, Blob], path: str, built: Blob, said: str
) -> Iterator[tuple[str, Entry]]:
    """A copy or feed of a version that is not current, and, aside, what was built."""
    data = bytes_of(said)
    name = store.name_of(data)
    if path not in files or name != files[path].name:
        yield path, data
    if name != built.name and set_aside(path) not in files:
        yield set_aside(path), built


def _places(store: Store, versions: Versions, shelf: BranchPages) -> dict[str, str]:
    """By folder, the version that it holds: its own, `latest`, and every other alias that is a copy."""
    out = {str(info.version): str(info.version) for info in versions}
    there = set(store.folders(store.ref))
    for info in versions:
        copies = [one for one in sorted(info.aliases) if one in there and is_copy(shelf.names(one))]
        out |= dict.fromkeys(copies, str(info.version))
    return out


def _moved(version: str, shelf: BranchPages, name: Callable[[str], str]) -> Iterator[tuple[str, Entry]]:
    """The lists of a version, where `name` says that they are to stand; nothing is written over."""
    files = shelf.lists(version)
    for path, blob in files.items():
        if (to := name(path)) not in files:
            yield f"{version}/{to}", blob
            yield f"{version}/{path}", None


def _root(
    shelf: BranchPages,
    root: Root,
    current: str | None,
    names: list[str],
    pages: Mapping[str, Mapping[str, PageContent]],
) -> dict[str, Entry]:
    """The root's files; None for one that is to go."""
    source = LATEST if current else (newest(names) or names[0])
    index = dict(pages) | ({LATEST: pages[current]} if current else {})
    site_url = root.url
    said = robots(site_url, sitemap=current is not None)
    known = pages_index(index, shelf.media(LATEST))
    out: dict[str, Entry] = {"pages.json": known.encode(), ROBOTS: said.encode()}
    out[MOVED_INDEX] = moved_index(index).encode()
    if (first := shelf.read("index.html")) is not None:
        out["index.html"] = bytes_of(completed(text_of(first), root.language))
    if (lost := shelf.read(f"{source}/404.html")) is not None:
        # Every build leads to `latest`.
        out["404.html"] = lost if current else bytes_of(led_to(unlisted(text_of(lost)), site_url, source))
    return out | (_lists(shelf, site_url) if current else _stale(shelf, site_url))


def _lists(shelf: BranchPages, site_url: str) -> dict[str, Entry]:
    """What lists the pages of `latest`: their addresses are absolute, and hold at the root as well."""
    out: dict[str, Entry] = {}
    lists = {put_back(path): blob for path, blob in shelf.lists(LATEST).items()}
    if (listed := lists.get(LLMS)) is not None:
        out[LLMS] = listed
    if (listed := lists.get(SITEMAP)) is not None:
        files = ((p, b) for p, b in shelf.below(LATEST) if p.endswith(".html"))
        hidden = [path for path, blob in files if shelf.facts(blob).hidden]
        unwanted = frozenset(absolute(f"{site_url}{LATEST}/", address_of(path)) for path in hidden)
        out[SITEMAP] = bytes_of(root_sitemap(text_of(shelf.tree.content(listed)), unwanted))
    return out


def _stale(shelf: BranchPages, site_url: str) -> dict[str, Entry]:
    """The root's lists of a `latest` that is no longer there: nothing that they name answers."""
    start = f"{site_url}{LATEST}/".encode()
    return {name: None for name in (LLMS, SITEMAP) if start in (shelf.read(name) or b"")}
