"""What stands on a branch that somebody else made, and what becomes of each of it when it is adopted.

Pure: it sees the branch as paths with the names of their contents, and reads a few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from faq.addresses import address_of
from faq.frozen import record
from faq.permalinks.inventory import standing
from faq.publishing.blobs import Blob
from faq.publishing.versions import DEV, FOLDER, LATEST, NAME_MARKUP, TITLE_MARKUP, is_safe, newest
from faq.publishing.versions_json import FILE, Listed
from faq.verbatim import text_of

LINK = "120000"
"""The mode of a symbolic link in a tree of git's."""
BESIDE = re.compile(
    rf"\.git[^/]*|\.nojekyll|\.well-known/.*|CNAME|LICENSE(?:\.(?:md|txt))?|{re.escape(FILE)}"
)
"""What is no part of a site, at the root of a branch."""
BUILT = frozenset({"sitemap.xml", "404.html", "search/search_index.json"})
"""What MkDocs writes beside a site's first page: a folder that has it holds a whole site."""
LEADING = re.compile(
    r"""location\.replace\(\s*["']([^"'?#]*)["'] *\+|http-equiv=["']?refresh["']?[^>]*url=([^"'>\s]+)""", re.I
)
"""Where a page leads that is nothing but a way on: as mike (2.2) writes it, or without a script."""
MERGED = frozenset({"_headers", "_redirects", "robots.txt", "security-headers.conf"})
"""What a team writes for hosts and robots, at the root: it is no part of a site that was built."""


@record
class Item:
    """One thing on the branch."""

    name: str
    found: str
    becomes: str
    turns: bool = False
    """Whether a publication would turn it in silence."""


@record
class Inspection:
    """What is on a branch, and what is to be there."""

    versions: tuple[Listed, ...]
    """What is to be listed, `latest` with the version that is current."""
    current: str | None
    """What `latest` is to name; None where nothing is current yet."""
    folders: Mapping[str, str]
    """By version, the folder that its files are in now, where that has another name: "" is the root."""
    rooted: frozenset[str]
    """The files at the root that are a site of their own, which becomes a version."""
    pages: frozenset[str]
    """Those of them that are pages."""
    items: tuple[Item, ...]
    unsettled: tuple[str, ...]
    """What a publication would turn in silence."""


@record
class Branch:
    """A branch as others left it."""

    files: Mapping[str, Blob]
    read: Callable[[str], bytes]
    """The contents of a file."""

    @property
    def tops(self) -> frozenset[str]:
        """The folders at the root."""
        return frozenset(path.partition("/")[0] for path in self.files if "/" in path)

    def below(self, folder: str) -> dict[str, str]:
        """The files of a folder, by path in it, with the names of their contents."""
        start = f"{folder}/"
        return {p[len(start) :]: b.name for p, b in self.files.items() if p.startswith(start)}

    def is_link(self, name: str) -> bool:
        """Whether a name at the root is a symbolic link."""
        return name in self.files and self.files[name].mode == LINK

    def onward(self, path: str) -> str | None:
        """Where a page leads that is nothing but a way on; None for any other."""
        return leads_on(text_of(self.read(path))) if path in self.files else None

    def is_site(self, name: str) -> bool:
        """Whether a folder at the root holds a whole site, as the folder of a version does."""
        files = self.below(name)
        first = f"{name}/index.html"
        if "index.html" not in files or self.is_listed(first) or self.onward(first) is not None:
            return False
        if self.is_stub(first):
            return False  # a version that was taken away
        return FOLDER.fullmatch(name) is not None or bool(BUILT & files.keys())

    def is_paged(self, name: str) -> bool:
        """Whether a folder at the root holds pages of a site at the root, however it is called."""
        files = self.below(name)
        return not BUILT & files.keys() and any(
            path.endswith(".html") and self.is_listed(f"{name}/{path}") for path in files
        )

    def is_listed(self, path: str) -> bool:
        """Whether the root's own sitemap names a page."""
        address = address_of(path)
        listed = text_of(self.read("sitemap.xml")) if "sitemap.xml" in self.files else ""
        return bool(address) and f"/{address}</loc>" in unquote(unescape(listed))

    def is_page(self, path: str) -> bool:
        """Whether a file is a page of a site at the root; one alone is none, unless nothing else is listed.

        It may be what a search engine asked for, so as to know whose the site is.
        """
        if not path.endswith(".html") or path == "404.html" or self.is_stub(path):
            return False
        return "/" in path or path == "index.html" or "sitemap.xml" not in self.files or self.is_listed(path)

    def is_stub(self, path: str) -> bool:
        """Whether a page is one of ours that leads on."""
        return standing(text_of(self.read(path))).moved is not None


def leads_on(html: str) -> str | None:
    """Where a page leads that is nothing but a way on; None for any other."""
    found = LEADING.search(html)
    return unescape(found[1] or found[2]).strip("./") if found else None


def inspected(
    branch: Branch, listed: Iterable[Listed], spare: Iterable[str], wanted: str | None = None
) -> Inspection:
    """What is there; `listed` is what versions.json says, or said when it was sound.

    `spare` are names for what has none, in order; `wanted` is what is to be current, where somebody says so.
    """
    listed = tuple(listed)
    kept, items = _kept(branch, listed)
    names = iter(spare)
    folders: dict[str, str] = {}
    kept, more = _latest_alone(branch, kept, names, folders)
    items += more
    known = {name for one in (*listed, *kept) for name in (one.version, *one.aliases)}
    known |= set() if branch.is_paged(LATEST) else {LATEST}
    for name in sorted(branch.tops - known):
        if is_safe(name) and branch.is_site(name):
            kept = (*kept, Listed(name, name))
            items.append(Item(f"{name}/", "a version that is not listed", "is listed", turns=True))
            known.add(name)
    leads = branch.onward("index.html")
    rooted = frozenset(_rooted(branch, known, leads is not None, bool(kept)))
    if rooted:
        name = next(names)
        folders[name] = ""
        kept = (*kept, Listed(name, name, properties={"root": True}))
        pages = sum(map(branch.is_page, rooted))
        text = f"the version {name}; each page at the root leads on to where it is in the current version"
        items.append(Item("/", f"a site of {pages} pages at the root", text, turns=True))
        items += _called_like_versions(rooted)
    return _settled(branch, kept, folders, rooted, leads, wanted, items)


def _kept(branch: Branch, listed: tuple[Listed, ...]) -> tuple[tuple[Listed, ...], list[Item]]:
    """The versions of a list that are there, and their aliases; and what is told of each."""
    kept, items = [], []
    for one in listed:
        if one.version not in branch.tops:
            is_link = branch.is_link(one.version)
            found = "listed, and is a link" if is_link else "listed, and has no folder"
            more = "; the link stays" if is_link else ""
            items.append(Item(one.version, found, f"is taken out of versions.json{more}"))
            continue
        if NAME_MARKUP.search(one.version):
            becomes = "is taken out of versions.json; its pages stay where they are"
            items.append(Item(f"{one.version}/", "a version whose name holds markup", becomes))
            continue
        there = tuple(name for name in one.aliases if name in branch.tops or branch.is_link(name))
        if TITLE_MARKUP.search(one.title):
            found = f"a version whose title holds markup, {one.title}"
            items.append(Item(f"{one.version}/", found, f"stays, and is called {one.version}"))
            one = replace(one, title=one.version)
        else:
            items.append(Item(f"{one.version}/", "a version", "stays"))
        for name in one.aliases:
            kind = _kind(branch, name) if name in there else "an alias without a folder"
            becomes = "stays, and names it" if name in there else "is taken out of versions.json"
            if name != LATEST:
                items.append(Item(f"{name}/", f"{kind} of {one.version}", becomes))
        kept.append(replace(one, aliases=there))
    return tuple(kept), items


def _kind(branch: Branch, alias: str) -> str:
    if branch.is_link(alias):
        return "an alias, a link,"
    files = branch.below(alias)
    return (
        "an alias, a copy," if any(not path.endswith(".html") for path in files) else "an alias that leads on"
    )


def _latest_alone(
    branch: Branch, kept: tuple[Listed, ...], names: Iterator[str], folders: dict[str, str]
) -> tuple[tuple[Listed, ...], list[Item]]:
    """What becomes of a folder `latest` that is no alias: one of a version that is the same, or a version."""
    listed = any(LATEST in (one.version, *one.aliases) for one in kept)
    if LATEST not in branch.tops or any(LATEST in one.aliases for one in kept):
        return kept, []
    if not listed and branch.is_paged(LATEST):
        return kept, []
    files = branch.below(LATEST)
    others = tuple(one for one in kept if one.version != LATEST)
    same = next((one for one in others if branch.below(one.version) == files), None)
    if same is not None:
        item = Item(
            f"{LATEST}/", f"the same as {same.version}/", f"names {same.version} from now on", turns=True
        )
        return tuple(
            replace(one, aliases=(*one.aliases, LATEST)) if one == same else one for one in others
        ), [item]
    name = next(names)
    folders[name] = LATEST
    item = Item(f"{LATEST}/", "a version by itself", f"the version {name}", turns=True)
    return (*others, Listed(name, name, (LATEST,))), [item]


def _rooted(branch: Branch, known: set[str], leads: bool, versioned: bool) -> Iterator[str]:
    """The files of a site at the root: of one whose first page is there, or that another one left behind."""
    own = [
        path
        for path in branch.files
        if path.partition("/")[0] not in known and not BESIDE.fullmatch(path) and path not in MERGED
    ]
    pages = {path for path in own if branch.is_page(path)}
    first = "index.html" in pages and not leads
    if any("/" in path for path in pages) or (first and not versioned):
        yield from (path for path in own if path != "index.html" or first)


def _called_like_versions(rooted: Iterable[str]) -> Iterator[Item]:
    """What is told of folders of pages that a version will want."""
    for top in sorted({path.partition("/")[0] for path in rooted if "/" in path}):
        if FOLDER.fullmatch(top):
            when = "the current version" if top == LATEST else f"the version {top}, where one is published"
            text = f"lead on, as all of them; {top}/ itself becomes the first page of {when}"
            yield Item(f"{top}/", "pages at the root in a folder that is called like a version", text)


def _settled(
    branch: Branch,
    kept: tuple[Listed, ...],
    folders: Mapping[str, str],
    rooted: frozenset[str],
    leads: str | None,
    wanted: str | None,
    items: list[Item],
) -> Inspection:
    """The whole, with what is to be current: as asked for, where the root leads, what `latest` names."""
    names = {name: one.version for one in kept for name in (one.version, *one.aliases)}
    now = names.get(LATEST)
    home = names.get((leads or "").partition("/")[0])
    if "index.html" in rooted:
        home = next(name for name, folder in folders.items() if folder == "")
    current = wanted or home or now
    unsettled = [f"{one.name} is {one.found}" for one in items if one.turns]
    if leads is not None and home is not None and now != home:
        unsettled.append(f"index.html leads to {leads}/, and {LATEST} names {now or 'nothing'}")
    versions = tuple(_named(one, current) for one in kept)
    items += _told(branch, versions, now, current, leads)
    pages = frozenset(filter(branch.is_page, rooted))
    return Inspection(versions, current, folders, rooted, pages, tuple(items), tuple(unsettled))


def _told(
    branch: Branch, versions: tuple[Listed, ...], now: str | None, current: str | None, leads: str | None
) -> Iterator[Item]:
    """What is told of the root, of `latest`, and of what is not current."""
    if leads is not None:
        yield Item(
            "index.html", f"leads to {leads}/", f"leads to {LATEST}/" if current else "may lead elsewhere"
        )
    if current is None:
        first = newest([one.version for one in versions]) or (versions[0].version if versions else DEV)
        yield Item("/", "no version is current", f"leads to {first}/ until a release becomes {LATEST}")
        return
    if now == current:
        yield Item(f"{LATEST}/", f"names {now}", "stays, as a copy")
    else:
        more = f"; what only {now} has there stays" if now else ""
        yield Item(f"{LATEST}/", f"names {now or 'nothing'}", f"names {current}{more}")
    for one in versions:
        if one.version not in (current, DEV):
            yield Item(f"{one.version}/", "not current", "its pages say so, and lead to the current ones")


def _named(one: Listed, current: str | None) -> Listed:
    """An entry with `latest` where it belongs."""
    others = tuple(name for name in one.aliases if name != LATEST)
    return replace(one, aliases=(*others, LATEST) if one.version == current else others)
