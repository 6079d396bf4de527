"""Publishing, rolling back and unpublishing a version: compare and swap on the branch."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from mike import commands
from mike.versions import Versions

from faq.machines.places import LLMS
from faq.policy.security_txt import PATH as SECURITY
from faq.policy.security_txt import is_ours
from faq.publishing.addresses import address_of
from faq.publishing.compare import NOTHING, Break, Reviewed, compare, renumbered
from faq.publishing.inventory import PageContent, inventory, standing
from faq.publishing.locked import lock_root
from faq.publishing.made import is_made
from faq.publishing.marks import Fate, fate, marked, unmarked
from faq.publishing.root import NOINDEX, pages_index, robots, root_sitemap
from faq.publishing.store import Blob, Refused, Store
from faq.publishing.stubs import redirect
from faq.publishing.versions import DEV, LATEST, is_release, newer, newest
from faq.texts import TEXTS

ATTEMPTS = 40
"""How often somebody else may be faster: each time one of them has published."""
WRITTEN = frozenset({"index.html", "404.html", "sitemap.xml", "robots.txt", "pages.json", LATEST, DEV})
"""What a publication writes at the root, beside the versions."""
PUBLISHED = re.compile(r"(?m)^Published: (\S+) ([0-9a-f]{40,64})$")
BACK = "Roll back to"
"""How the message of a rollback begins."""

Say = Callable[[str], None]


class Breaking(Refused):
    """Permalinks would break; the text lists them with what to write."""

    def __init__(self, breaks: Mapping[str, list[Break]], version: str, *, rollback: bool) -> None:
        lists = [f"{folder}/{one}" for folder, found in breaks.items() for one in found]
        end = f"{len(lists)} permalink{'s' * (len(lists) != 1)} would break; nothing was "
        if rollback:  # nobody can write anything into a tree that is there already
            lists = [f"{folder}/{b.address}: {b.message}" for folder, found in breaks.items() for b in found]
            end += f"changed; go back all the same: faq rollback {version} --allow-lost"
        else:
            end += "published"
        super().__init__("\n".join([*lists, end]))


@dataclass(frozen=True, slots=True)
class Root:
    """What the files beside the versions, the marks and the redirects are made with."""

    url: str
    """The site's address, above the versions; ends in a slash."""
    texts: Mapping[str, str] = field(default_factory=lambda: TEXTS)
    """What the pages say by themselves (faq.texts)."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Release:
    """What is to be published."""

    version: str
    tree: Mapping[str, bytes]
    """The built tree, by path."""
    site_dir: Path
    """The folder that holds it: mike reads it there."""
    root: Root
    commit: str
    """The commit that it was built from."""
    root_files: Mapping[str, bytes] | None = None
    """What the project adds to the root, such as `_headers`; None leaves there what is."""
    reviewed: Reviewed = NOTHING
    latest: bool = False
    if_newest: bool = False
    """Whether `latest` is left alone where a newer version has it, instead of refusing."""
    rollback: bool = False
    """Whether the current version may become an older one."""
    allow_lost: bool = False
    """Whether a rollback may lose addresses that only the present tree has."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is on the remote now."""

    commit: str
    latest: str | None
    attempts: int
    changed: bool
    changes: tuple[str, ...] = ()
    """In a rehearsal: what the commit would change, a line a file."""


def publish(store: Store, release: Release, say: Say, *, dry_run: bool = False) -> Outcome:
    """Put a release on the branch, and ask the remote whether it is there.  Raises Refused."""

    def make(base: str | None) -> str:
        return prepared(store, release, base, say)

    def there(commit: str) -> bool:
        return _holds(store, commit, release)

    return _swap(store, make, there, f"publish {release.version}", say, dry_run)


def _swap(
    store: Store,
    make: Callable[[str | None], str],
    there: Callable[[str], bool],
    what: str,
    say: Say,
    dry_run: bool,
) -> Outcome:
    """Make a commit on what the remote has and put it there; again from the start if somebody was faster."""
    for attempt in range(1, ATTEMPTS + 1):
        base = store.fetch()
        commit = make(base)
        same = base is not None and store.tree(commit, "") == store.tree(base, "")
        if dry_run:
            changes = () if same else tuple(store.changes(base, commit))
            return Outcome(base if same and base else commit, _latest(store), attempt, not same, changes)
        if not same:
            pushed = store.push(commit, base)
            now = store.ask()
            if now == base and pushed.returncode:
                said = pushed.stderr.decode(errors="replace").strip()
                if not _was_race(said):
                    raise Refused(f"the remote does not take it: {said}")
        # Not what was sent counts, but what the remote says that it has.
        head = store.fetch()
        if head is not None and there(head) and (same or _contains(store, head, commit)):
            return Outcome(head, _latest(store), attempt, not same)
        say(f"somebody else was faster; again from the start ({attempt} of {ATTEMPTS})")
        time.sleep(random.uniform(0, min(2.0, 0.1 * attempt)))
    raise Refused(f"somebody else was faster {ATTEMPTS} times; nothing was lost, run it again: {what}")


def _was_race(said: str) -> bool:
    """Whether a push failed as another is at it, the branch not moved yet (git 2.39: these words)."""
    words = ("cannot lock ref", "failed to lock", "failed to update ref", "incorrect old value", "stale info")
    return any(word in said for word in words)


def _contains(store: Store, head: str, commit: str) -> bool:
    from faq.publishing.store import run_git

    return run_git(store.folder, "merge-base", "--is-ancestor", commit, head).returncode == 0


def _latest(store: Store) -> str | None:
    return latest_of(store.versions())


def latest_of(versions: Versions) -> str | None:
    """The version that `latest` names; None where there is none."""
    found = versions.find(LATEST)
    return found[0] if found and len(found) == 2 else None


def _holds(store: Store, commit: str, release: Release) -> bool:
    """Whether a commit has the release's tree, marked or not, under its version."""
    files = store.read(commit, release.version)
    return {p: plain(p, d) for p, d in files.items()} == dict(release.tree)


def plain(path: str, data: bytes) -> bytes:
    """A published file as it was built."""
    return _bytes(unmarked(_text(data))) if path.endswith(".html") and b"<!-- faq:mark -->" in data else data


# -- one commit


def prepared(store: Store, release: Release, base: str | None, say: Say) -> str:
    """The commit that puts a release on top of `base`, not pushed yet.  Raises Refused."""
    versions = store.versions()
    require_sound(versions)
    if base is not None and not len(list(versions)):
        require_empty(store.files(base), store.branch)
    current = latest_of(versions)
    takes = takes_latest(release, current)
    breaks = _breaks(store, release, base, current if takes else None, say)
    if breaks and not release.allow_lost:
        raise Breaking(breaks, release.version, rollback=release.rollback)
    for version, found in breaks.items():
        say(f"{version}: {len(found)} addresses are lost, as allowed; the 404 page leads on")
    aliases = [LATEST] if takes else []
    with chdir(store.folder):
        with commands.deploy(
            {"site_dir": str(release.site_dir), "use_directory_urls": True},
            release.version,
            aliases=aliases,
            update_aliases=True,
            alias_type=commands.AliasType.copy,
            branch=store.branch,
            message=f"Deploy {release.version}",
            allow_empty=True,
        ):
            pass
        names = [str(info.version) for info in commands.list_versions(store.branch)]
        home = LATEST if takes or current else (newest(names) or release.version)
        commands.set_default(home, branch=store.branch, allow_empty=True)
    tree = store.tree(store.ref, release.version)
    if release.root_files is not None and (takes or not current or release.version == DEV):
        # A correction of an old version must not bring that version's policy, or its day of expiry, back.
        _put_root_files(store, release.root_files)
    _finish(store, release.root, say)
    verb = BACK if release.rollback else "Publish"
    message = (
        f"{verb} {release.version}\n\nBuilt from {release.commit}.\n\nPublished: {release.version} {tree}\n"
    )
    return store.squash(base, message)


def _put_root_files(store: Store, given: Mapping[str, bytes]) -> None:
    """Write what the project adds to the root; a security.txt of ours that it no longer gives goes."""
    held = store.read(store.ref, ".well-known", "security.txt").get("security.txt")
    if SECURITY not in given and held is not None and is_ours(_text(held)):
        store.remove([SECURITY])
    if given:
        store.write(given)


def require_empty(files: Mapping[str, Blob], branch: str) -> None:
    """A branch without versions may hold somebody's site.  Raises Refused before that is written over."""
    tops = {path.partition("/")[0] for path in files}
    if taken := sorted(name for name in tops if name in WRITTEN or is_release(name)):
        raise Refused(
            f"{branch} holds {', '.join(taken)} and no versions.json: another site, which would be written "
            "over; choose another branch with --branch, or take its files away first"
        )


def require_sound(versions: Versions) -> None:
    """Titles are shown as HTML by the theme's selector (9.8): markup in one would run."""
    for info in versions:
        if re.search("[<>&\"']", info.title) or re.search("[<>&\"'/]", str(info.version)):
            raise Refused(
                f"versions.json: the title {info.title!r} of {info.version} holds markup; "
                f"mend it first: mike retitle {info.version} {info.version} --push"
            )


def takes_latest(release: Release, current: str | None) -> bool:
    """Whether `latest` is to name the release.  Raises Refused where that would be a step back."""
    if not release.latest:
        return release.version == current
    if not is_release(release.version):
        raise Refused(f"{LATEST} cannot name {release.version}: only a release can be the current version")
    if current is None or release.rollback or not newer(current, release.version):
        return True
    if release.if_newest:
        return False
    raise Refused(
        f"{LATEST} names {current}, which is newer than {release.version}; publish without --latest, "
        f"or go back on purpose: faq rollback {release.version}"
    )


def _breaks(
    store: Store, release: Release, base: str | None, current: str | None, say: Say
) -> dict[str, list[Break]]:
    """What each published tree that is replaced would lose, by its folder."""
    if base is None:
        return {}
    folders = [release.version, *([LATEST] if current else [])]
    if current and not store.files(base, LATEST):
        folders.append(current)  # plain mike makes `latest` a link to it
    present = {f: store.tree(base, f) for f in folders}
    read: dict[bytes, PageContent] = {}
    new = inventory(release.tree, read)
    out: dict[str, list[Break]] = {}
    seen: dict[str, list[Break]] = {}
    for folder, tree in present.items():
        if tree is None:
            continue
        if tree not in seen:
            old = dict.fromkeys(store.files(base, folder), b"") | store.read(base, folder, ".html")
            stock = inventory(old, read)
            seen[tree] = compare(stock, new, release.reviewed)
            if seen[tree]:
                out[folder] = seen[tree]
            if moved := renumbered(stock, new):
                names = ", ".join(moved[:3]) + (", ..." if len(moved) > 3 else "")
                say(f"{folder}: {names} name other questions now; numbers follow nav: and are not kept")
    return out


def _finish(store: Store, root: Root, say: Say) -> None:
    """Mark what is not current, keep what was unpublished, and write the root's files."""
    versions = store.versions()
    current = latest_of(versions)
    names = [str(info.version) for info in versions]
    shelf = _shelf(store)
    pages = {name: shelf.pages(name) for name in names}
    now = pages.get(current or "", {})
    changed: dict[str, bytes] = {}
    for name in names:
        done = _marked(name, shelf.htmls(name), name == current or current is None, now, root.texts)
        if done:
            say(f"{name}: {len(done)} pages are marked anew")
        changed |= done
    for folder in store.folders(store.ref):
        if is_release(folder) and folder not in names:
            changed |= dict(_redirects(folder, shelf.htmls(folder), now, root))
    changed |= _root(shelf, root.url, current, names, pages)
    locked, told = lock_root(store, changed)
    for text in told:
        say(text)
    store.write(changed | locked)


@dataclass(slots=True)
class _Shelf:
    """What the branch holds, each content read and looked through once, however many versions share it."""

    files: Mapping[str, Blob]
    held: Mapping[str, bytes]
    standings: dict[str, PageContent] = field(default_factory=dict)

    def htmls(self, folder: str) -> dict[str, bytes]:
        return {p: self.held[b.name] for p, b in self._below(folder) if p.endswith(".html")}

    def pages(self, folder: str) -> dict[str, PageContent]:
        return {
            address_of(p): self._standing(b.name)
            for p, b in self._below(folder)
            if p.endswith(".html") and p != "404.html"
        }

    def media(self, folder: str) -> list[str]:
        """The files that readers may have kept, beside the pages."""
        pages = self.pages(folder)
        return [p for p, _ in self._below(folder) if not p.endswith(".html") and not is_made(p, pages)]

    def _below(self, folder: str) -> Iterator[tuple[str, Blob]]:
        start = folder + "/"
        return ((p[len(start) :], b) for p, b in self.files.items() if p.startswith(start))

    def _standing(self, name: str) -> PageContent:
        if name not in self.standings:
            self.standings[name] = standing(_text(self.held[name]))
        return self.standings[name]


def _shelf(store: Store) -> _Shelf:
    files = store.files(store.ref)
    wanted = [b for p, b in files.items() if p.endswith((".html", "/sitemap.xml", f"/{LLMS}"))]
    return _Shelf(files, store.contents(wanted))


def _text(data: bytes) -> str:
    """A page as text that gives the same bytes again, whatever another program once published."""
    return data.decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _marked(
    version: str,
    files: Mapping[str, bytes],
    current: bool,
    now: Mapping[str, PageContent],
    texts: Mapping[str, str],
) -> dict[str, bytes]:
    out = {}
    for path, data in files.items():
        html = _text(data)
        address = address_of(path)
        if current:
            new = unmarked(html)
        elif path == "404.html":
            continue
        else:
            where = fate(address, now) if now else Fate(address)
            new = marked(html, version, address, where, banner=is_release(version), texts=texts)
        if new != html:
            out[f"{version}/{path}"] = _bytes(new)
    return out


def _redirects(
    folder: str, files: Mapping[str, bytes], now: Mapping[str, PageContent], root: Root
) -> Iterator[tuple[str, bytes]]:
    """The pages of a version that was taken away: each leads to its page in `latest`, in one step."""
    for path in files:
        address = address_of(path)
        title, target = root.texts["old_version_home"], f"{LATEST}/{fate(address, now).onward}"
        html = redirect(f"{folder}/{address}", target, title, root.language, root.texts)
        if html.encode() != files[path]:
            yield f"{folder}/{path}", html.encode()


def _root(
    shelf: _Shelf,
    site_url: str,
    current: str | None,
    names: list[str],
    pages: Mapping[str, Mapping[str, PageContent]],
) -> dict[str, bytes]:
    source = LATEST if current else (newest(names) or names[0])
    index = dict(pages) | ({LATEST: pages[current]} if current else {})
    out = {
        "pages.json": pages_index(index, shelf.media(LATEST)).encode(),
        "robots.txt": robots(site_url).encode(),
    }
    html = shelf.htmls(source)
    # Their addresses are absolute: they hold at the root as well.
    for name in ("404.html", LLMS):
        if (file := shelf.files.get(f"{source}/{name}")) is not None:
            out[name] = shelf.held[file.name]
    if (listed := shelf.files.get(f"{source}/sitemap.xml")) is not None:
        unwanted = [escape(f"{site_url}{source}/{address_of(p)}") for p, d in html.items() if _hidden(d)]
        out["sitemap.xml"] = _bytes(root_sitemap(_text(shelf.held[listed.name]), frozenset(unwanted)))
    return out


def _hidden(data: bytes) -> bool:
    return NOINDEX.search(_text(data)) is not None


# -- going back, taking away


@dataclass(frozen=True, slots=True)
class Publication:
    """One commit on the branch that published a version."""

    commit: str
    version: str
    tree: str
    rollback: bool


def earlier_tree(store: Store, version: str, base: str, *, further: bool = False) -> Publication:
    """What a rollback of a version makes current.  Raises Refused.

    A version that is not current comes back as it was published last; the current one as it was published
    before its present tree was.  Where the last publication was this rollback, it is that one again, so that
    a command that was killed can be repeated; `further` goes behind it.
    """
    log = store_log(store, base)
    trees = [one for one in log if one.version == version]
    if not trees:
        known = ", ".join(dict.fromkeys(one.version for one in log)) or "none"
        raise Refused(f"{version} was never published (published: {known})")
    if latest_of(store.versions()) != version:
        return trees[0]
    if log[0].rollback and log[0].version == version and not further:
        return log[0]
    first = max(i for i, one in enumerate(trees) if one.tree == trees[0].tree)
    if first + 1 == len(trees):
        raise Refused(f"{version} is current, and was published with no other tree before")
    return trees[first + 1]


def store_log(store: Store, base: str) -> list[Publication]:
    """Every publication on the branch, the last one first."""
    from faq.publishing.store import git

    out = git(store.folder, "log", "-z", "--first-parent", "--format=%H%n%B", base).decode("utf-8", "replace")
    entries = [entry.partition("\n") for entry in out.split("\0") if entry]
    return [
        Publication(commit.strip(), found[1], found[2], body.startswith(BACK))
        for commit, _, body in entries
        if (found := PUBLISHED.search(body))
    ]


def unpublish(store: Store, version: str, root: Root, say: Say, *, dry_run: bool = False) -> Outcome:
    """Take a version away; its addresses lead to `latest` from then on.  Raises Refused."""

    def make(base: str | None) -> str:
        versions = store.versions()
        found = versions.find(version)
        if base is None or not found or len(found) != 1:
            if base is not None and is_release(version) and store.tree(base, version):
                return base  # an earlier run has done it
            known = ", ".join(str(info.version) for info in versions) or "none"
            raise Refused(f"{version} is not published (published: {known})")
        if aliases := versions[version].aliases:
            raise Refused(
                f"{version} is what {', '.join(sorted(aliases))} names; publish or roll back to another first"
            )
        if latest_of(versions) is None:
            raise Refused(f"the root may lead to {version}, as there is no {LATEST}; publish one first")
        stubs = {
            f"{version}/{p}": d for p, d in store.read(base, version, ".html").items() if p != "404.html"
        }
        with chdir(store.folder):
            commands.delete([version], branch=store.branch, allow_empty=True)
        store.write(stubs if is_release(version) else {})
        _finish(store, root, say)
        return store.squash(base, f"Unpublish {version}\n")

    def there(commit: str) -> bool:
        listed = json.loads(store.read(commit, "", "versions.json").get("versions.json", b"[]"))
        return version not in [one["version"] for one in listed]

    return _swap(store, make, there, f"unpublish {version}", say, dry_run)
