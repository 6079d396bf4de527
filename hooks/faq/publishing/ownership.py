"""Whose a branch is: what others left there, in its files and in its history."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from mike.versions import Versions

from faq.publishing.inspection import Branch, Inspection, Item, inspected
from faq.publishing.marked_before import FILE as MARKED
from faq.publishing.publications import ADOPTED, SITE
from faq.publishing.store import Refused, Store
from faq.publishing.versions import FOLDER
from faq.publishing.versions_json import FILE, Listed, entries

WRITTEN = frozenset(
    {"index.html", "404.html", "sitemap.xml", "robots.txt", "pages.json", "moved.json", MARKED}
)
"""What a publication writes at the root, beside the versions."""
SOURCES = frozenset({"mkdocs.yml", "mkdocs.yaml"})
"""What only a branch with the sources of a site holds."""


def require_ours(store: Store, base: str, versions: Versions) -> None:
    """Raises Refused where a publication would write over another site, or turn what others set."""
    there = set(store.folders(base))
    lost = [str(info.version) for info in versions if str(info.version) not in there]
    if lost:
        raise Refused(
            f"{FILE} on {store.branch} lists {', '.join(lost)}, and there is no such folder; put it back, or "
            "have it taken out of the list: faq adopt"
        )
    if not len(versions):
        files = store.files(base)
        _require_no_prefix(files, store)
        _require_empty(files, store.branch)
    elif not _is_ours(store, base) and (left := inspection_of(store, base, ["0.0", "0.1"]).unsettled):
        raise Refused(
            f"{store.branch} was made by others, and publishing would turn it: {'; '.join(left)}; "
            "see what would become of it: faq adopt"
        )


def _is_ours(store: Store, base: str) -> bool:
    """Whether a publication of ours, or an adoption, is in the branch's history."""
    said = (f"--grep=^{SITE} ", f"--grep=^{ADOPTED} ", "--grep=^Published: ")
    return bool(store.line("log", "-1", "--first-parent", "--format=%H", *said, base))


def _require_no_sources(files: Iterable[str], branch: str) -> None:
    if sources := sorted(path for path in files if PurePosixPath(path).name in SOURCES):
        raise Refused(
            f"{branch} holds {sources[0]}: the sources of a site; name the branch for readers with --branch"
        )


def _require_empty(files: Iterable[str], branch: str) -> None:
    """A branch without versions may hold another site, or sources.  Raises Refused before they are lost."""
    _require_no_sources(files, branch)
    tops = {path.partition("/")[0] for path in files}
    if taken := sorted(name for name in tops if name in WRITTEN or FOLDER.fullmatch(name)):
        listed = f"an empty {FILE}" if FILE in tops else f"no {FILE}"
        raise Refused(
            f"{branch} holds {', '.join(taken)} and {listed}: another site, which would be written over; see "
            "what would become of it: faq adopt; or choose another branch with --branch"
        )


def inspection_of(
    store: Store, base: str, spare: Iterable[str], wanted: str | None = None, seen: str | None = None
) -> Inspection:
    """What is on the branch at a commit, and what is to become of it.  Raises Refused where it cannot.

    `seen` is another commit that was once on the branch, such as the last one that was fetched: its history
    is asked as well for a list of versions that is lost.
    """
    files = store.files(base)
    with store.reading() as content:
        branch = Branch(files, lambda path: content(files[path]))
        return _inspected(store, branch, base, spare, wanted, seen)


def _inspected(
    store: Store, branch: Branch, base: str, spare: Iterable[str], wanted: str | None, seen: str | None
) -> Inspection:
    files = branch.files
    _require_no_sources(files, store.branch)
    _require_no_prefix(files, store)
    listed, items = _listed(store, branch, [base, *([seen] if seen else [])])
    taken = branch.tops
    found = inspected(branch, listed, (name for name in spare if name not in taken), wanted)
    return replace(found, items=(*items, *found.items))


def _require_no_prefix(files: Collection[str], store: Store) -> None:
    inside = sorted(path.removesuffix(f"/{FILE}") for path in files if path.endswith(f"/{FILE}"))
    if FILE not in files and inside and "/" not in (folder := inside[0]):
        raise Refused(
            f"{store.branch} holds {folder}/{FILE}: its versions stand in a folder (mike's deploy_prefix); "
            f"bring them to the root of a branch first, which the host serves as {folder}/: "
            f"{store.fetching}; git subtree split --prefix {shlex.quote(folder)} -b NEW FETCH_HEAD; "
            f"git push {store.quoted} NEW; faq adopt --branch NEW"
        )


def _back(store: Store, whole: str, lost: Iterable[str]) -> Item:
    """What is told where folders went with the list, as when somebody deployed one site over all versions."""
    was = store.line("rev-parse", whole)[:10]
    put = f"{store.fetching}; git push --force {store.quoted} {was}:{store.branch}"
    return Item(", ".join(lost), f"there until {was}", f"gone; to have the branch back as it was: {put}")


def _listed(store: Store, branch: Branch, starts: list[str]) -> tuple[tuple[Listed, ...], list[Item]]:
    """What versions.json says; where it is lost or wrong, what it said when it was sound."""
    there = FILE in branch.files
    found, faults = entries(branch.read(FILE)) if there else ((), [])
    sites = any(branch.is_site(name) for name in branch.tops)
    if there and not faults and (found or not sites):
        return found, []
    said = f"wrong: {'; '.join(faults)}" if faults else "empty" if there else "not there"
    for start in starts:
        whole = start  # the last one in which the list was sound
        for commit in store.try_run("log", "--format=%H", start, "--", FILE).out.decode().split():
            data = store.read(commit, FILE)
            earlier, wrong = entries(data) if data is not None else ((), [""])
            if earlier and not wrong:
                lost = [one.version for one in earlier if one.version not in branch.tops]
                back = [_back(store, whole, lost)] if lost else []
                return earlier, [Item(FILE, said, f"is as it was in {commit[:10]}"), *back]
            whole = f"{commit}^"
    return found, [Item(FILE, said, "is written anew, by what the branch holds")]
