"""What each commit on the branch ends with: marks, what was unpublished, and the root's files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mike.versions import Versions

from faq.addresses import address_of
from faq.frozen import record
from faq.machines.places import LLMS
from faq.permalinks.fate import fate
from faq.permalinks.inventory import PageContent, standing
from faq.permalinks.made import is_made
from faq.publishing.leaving import Root, copies_led_on, led_on
from faq.publishing.locked import lock_root
from faq.publishing.marks import LISTS, RETOLD, as_built, marked, put_back, set_aside, unlisted, unmarked
from faq.publishing.outliving import LIST
from faq.publishing.root import (
    MOVED_INDEX,
    NOINDEX,
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
from faq.publishing.store import Blob, Store
from faq.publishing.superseded import Superseded
from faq.publishing.versions import DEV, LATEST, is_version, newest
from faq.verbatim import bytes_of, text_of

Say = Callable[[str], None]


def latest_of(versions: Versions) -> str | None:
    """The version that `latest` names; None where there is none."""
    found = versions.find(LATEST)
    return found[0] if found and len(found) == 2 else None


def finish(store: Store, root: Root, say: Say, own: Collection[str] = ()) -> None:
    """Mark what is not current, keep what was unpublished, and write the root's files but a team's own."""
    versions = store.versions()
    current = latest_of(versions)
    names = [str(info.version) for info in versions]
    if current and not is_copy(store.files(store.ref, LATEST)):
        _copy(store, current)
    shelf = _shelf(store)
    pages = {name: shelf.pages(name) for name in names}
    now = pages.get(current or "", {})
    changed: dict[str, bytes | None] = {}
    places = _places(store, versions, shelf)
    for name, version in places.items():
        there = version == current
        banner = version != DEV and current is not None
        mark = _Told(version, there, banner, current is not None, root.texts)
        done = {f"{name}/{path}": data for path, data in _marked(mark, shelf.htmls(name), now)}
        if done:
            say(f"{name}: {len(done)} pages are marked anew")
        changed |= done | dict(_moved(name, shelf, put_back if there else set_aside))
        if there:
            changed |= dict(_put_back(name, shelf))
        else:
            said = Superseded(name, root.url, banner, root.texts, shelf.names(current and LATEST))
            changed |= dict(_retold(name, shelf, said, now))
    if current:
        outside = {p: d for p, d in shelf.all_htmls() if p.partition("/")[0] not in places}
        changed |= led_on(outside, names, now, root)
        for folder in store.folders(store.ref):
            if is_version(folder) and folder not in places:
                copies = {f"{folder}/{path}": data for path, data in shelf.retold(folder).items()}
                changed |= dict(copies_led_on(folder, copies, shelf.names(LATEST), now, root))
    changed |= {n: d for n, d in _root(shelf, root, current, names, pages).items() if n not in own}
    if ROBOTS in own and (theirs := shelf.read(ROBOTS)) is not None:
        changed[ROBOTS] = bytes_of(with_sitemap(text_of(theirs), root.url, sitemap=current is not None))
    locked, told = lock_root(store, {path: data for path, data in changed.items() if data is not None}, own)
    for text in told:
        say(text)
    store.write(changed | locked)


def is_copy(files: Iterable[str]) -> bool:
    """Whether `latest`, of these files, is a whole tree: plain mike makes it a link, or of pages alone."""
    return any(not path.endswith(".html") for path in files)


def _copy(store: Store, current: str) -> None:
    """Put a copy in the place of what plain mike makes of `latest`: not every host follows a link, and pages
    that lead on leave out all that is no page."""
    files = as_built(store.read(store.ref, current))
    store.write({LATEST: None} | {f"{LATEST}/{path}": data for path, data in files.items()})


@dataclass(slots=True)
class _BranchContents:
    """What the branch holds, each content read and looked through once, however many versions share it."""

    files: Mapping[str, Blob]
    held: Mapping[str, bytes]
    standings: dict[str, PageContent] = field(default_factory=dict)

    def htmls(self, folder: str) -> dict[str, bytes]:
        return {p: self.held[b.name] for p, b in self._below(folder) if p.endswith(".html")}

    def all_htmls(self) -> Iterator[tuple[str, bytes]]:
        """Every page on the branch, by its whole path."""
        return ((path, self.held[blob.name]) for path, blob in self.files.items() if path.endswith(".html"))

    def pages(self, folder: str) -> dict[str, PageContent]:
        return {
            address_of(p): self._standing(b.name)
            for p, b in self._below(folder)
            if p.endswith(".html") and p != "404.html"
        }

    def media(self, folder: str) -> list[str]:
        """The files that readers may have kept, beside the pages."""
        pages = self.pages(folder)
        files = (p for p, _ in self._below(folder) if p != LIST and not p.endswith(".html"))
        return [path for path in files if not is_made(path, pages)]

    def retold(self, folder: str) -> dict[str, bytes]:
        """The copies and feeds, as they were built, by their paths then; what the project holds is none."""
        there = {p: self.held[b.name] for p, b in self._below(folder) if p.endswith(RETOLD)}
        pages = self.pages(folder)
        return {p: data for p, data in as_built(there).items() if is_made(p, pages)}

    def names(self, folder: str | None) -> frozenset[str]:
        """The files of a folder, by path in it; none where there is no folder."""
        return frozenset(path for path, _ in self._below(folder)) if folder else frozenset()

    def lists(self, folder: str) -> dict[str, bytes]:
        """The files that list pages, wherever they stand."""
        return {p: self.held[b.name] for p, b in self._below(folder) if put_back(p) in LISTS}

    def read(self, path: str) -> bytes | None:
        """A page, or a list of pages; None where it is not there."""
        return self.held[self.files[path].name] if path in self.files else None

    def _below(self, folder: str) -> Iterator[tuple[str, Blob]]:
        start = folder + "/"
        return ((p[len(start) :], b) for p, b in self.files.items() if p.startswith(start))

    def _standing(self, name: str) -> PageContent:
        if name not in self.standings:
            self.standings[name] = standing(text_of(self.held[name]))
        return self.standings[name]


def _shelf(store: Store) -> _BranchContents:
    files = store.files(store.ref)
    wanted = [
        blob
        for path, blob in files.items()
        if path.endswith((".html", *RETOLD)) or path == ROBOTS or put_back(path.split("/", 1)[-1]) in LISTS
    ]
    return _BranchContents(files, store.contents(wanted))


@record
class _Told:
    """What the pages of a folder say of their version."""

    version: str
    current: bool
    banner: bool
    listed: bool
    texts: Mapping[str, str]


def _marked(
    told: _Told, files: Mapping[str, bytes], now: Mapping[str, PageContent]
) -> Iterator[tuple[str, bytes]]:
    """The pages of a version that need another mark, or none; where nothing is current, none lives on."""
    for path, data in files.items():
        html, address = text_of(data), address_of(path)
        if told.current:
            new = unmarked(html)
        elif path == "404.html":
            continue
        else:
            where, more = fate(address, now), {"banner": told.banner, "listed": told.listed}
            new = marked(html, told.version, address, where, texts=told.texts, **more)
        if new != html:
            yield path, bytes_of(new)


def _places(store: Store, versions: Versions, shelf: _BranchContents) -> dict[str, str]:
    """By folder, the version that it holds: its own, `latest`, and every other alias that is a copy."""
    out = {str(info.version): str(info.version) for info in versions}
    there = set(store.folders(store.ref))
    for info in versions:
        copies = [one for one in sorted(info.aliases) if one in there and is_copy(shelf.names(one))]
        out |= dict.fromkeys(copies, str(info.version))
    return out


def _moved(
    version: str, shelf: _BranchContents, name: Callable[[str], str]
) -> Iterator[tuple[str, bytes | None]]:
    """The lists of a version, where `name` says that they are to stand; nothing is written over."""
    files = shelf.lists(version)
    for path, data in files.items():
        if (to := name(path)) not in files:
            yield f"{version}/{to}", data
            yield f"{version}/{path}", None


def _put_back(version: str, shelf: _BranchContents) -> Iterator[tuple[str, bytes | None]]:
    """The copies and feeds of a version that is current, as they were built."""
    names = shelf.names(version)
    for path, built in shelf.retold(version).items():
        if (aside := set_aside(path)) in names:
            yield f"{version}/{path}", built
            yield f"{version}/{aside}", None


def _retold(
    version: str, shelf: _BranchContents, said: Superseded, now: Mapping[str, PageContent]
) -> Iterator[tuple[str, bytes]]:
    """The copies and feeds of a version that is not current, and, aside, what was built."""
    pages = shelf.htmls(version)
    for path, built in shelf.retold(version).items():
        page = posixpath.splitext(path)[0] + ".html"
        html = text_of(pages.get(page, b""))
        new = bytes_of(said.file(path, text_of(built), html, fate(address_of(page), now)))
        if new != shelf.read(f"{version}/{path}"):
            yield f"{version}/{path}", new
        if new != built:
            yield f"{version}/{set_aside(path)}", built


def _root(
    shelf: _BranchContents,
    root: Root,
    current: str | None,
    names: list[str],
    pages: Mapping[str, Mapping[str, PageContent]],
) -> dict[str, bytes | None]:
    """The root's files; None for one that is to go."""
    source = LATEST if current else (newest(names) or names[0])
    index = dict(pages) | ({LATEST: pages[current]} if current else {})
    site_url = root.url
    said = robots(site_url, sitemap=current is not None)
    known = pages_index(index, shelf.media(LATEST))
    out: dict[str, bytes | None] = {"pages.json": known.encode(), ROBOTS: said.encode()}
    out[MOVED_INDEX] = moved_index(index).encode()
    if (first := shelf.read("index.html")) is not None:
        out["index.html"] = bytes_of(completed(text_of(first), root.language))
    if (lost := shelf.read(f"{source}/404.html")) is not None:
        # Every build leads to `latest`.
        out["404.html"] = lost if current else bytes_of(led_to(unlisted(text_of(lost)), site_url, source))
    return out | (_lists(shelf, site_url) if current else _stale(shelf, site_url))


def _lists(shelf: _BranchContents, site_url: str) -> dict[str, bytes | None]:
    """What lists the pages of `latest`: their addresses are absolute, and hold at the root as well."""
    out: dict[str, bytes | None] = {}
    lists = as_built(shelf.lists(LATEST))
    if (listed := lists.get(LLMS)) is not None:
        out[LLMS] = listed
    if (listed := lists.get(SITEMAP)) is not None:
        hidden = [p for p, d in as_built(shelf.htmls(LATEST)).items() if _hidden(d)]
        unwanted = frozenset(f"{site_url}{LATEST}/{address_of(path)}" for path in hidden)
        out[SITEMAP] = bytes_of(root_sitemap(text_of(listed), unwanted))
    return out


def _stale(shelf: _BranchContents, site_url: str) -> dict[str, bytes | None]:
    """The root's lists of a `latest` that is no longer there: nothing that they name answers."""
    start = f"{site_url}{LATEST}/".encode()
    return {name: None for name in (LLMS, SITEMAP) if start in (shelf.read(name) or b"")}


def _hidden(data: bytes) -> bool:
    return NOINDEX.search(text_of(data)) is not None
