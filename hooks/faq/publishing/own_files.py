"""What a team has at the root of its site by itself: the files of the folder `root/` beside `mkdocs.yml`.

They are published with each tree that the root follows.  Where a publication has something to say in the same
file, both say it; what somebody put on the branch by hand is never written over in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from faq.policy.headers import merged_headers
from faq.publishing.inspection import leads_on
from faq.publishing.marked_before import FILE as MARKED
from faq.publishing.publications import ADOPTED, OWN, SITE
from faq.publishing.store import Refused, Store
from faq.publishing.versions import FOLDER as VERSION
from faq.publishing.versions import LATEST
from faq.publishing.versions_json import FILE
from faq.verbatim import bytes_of, text_of

FOLDER = "root"
RESERVED = frozenset({FILE, "pages.json", "moved.json", MARKED, ".nojekyll"})
"""What a publication alone writes."""
OVERWRITTEN = ("index.html", "404.html", "robots.txt", "sitemap.xml", "llms.txt")
"""What each publication writes anew at the root, unless the team has its own."""
HEADERS = "_headers"
WRITTEN_ROBOTS = re.compile(r"User-agent: \*\nAllow: \S+\n(?:\nSitemap: \S+/sitemap\.xml\n)?")
"""What `root.robots` writes."""


def own_files(root: Path) -> dict[str, bytes]:
    """The files of a project's `root/`, by path at the site's root.

    Raises Refused for what publications alone write.
    """
    folder = root / FOLDER
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    out = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    for path in out:
        top = path.partition("/")[0]
        if top in RESERVED or VERSION.fullmatch(top) or top == ".git":
            raise Refused(f"{FOLDER}/{path}: a publication writes {top} itself; take it out of {FOLDER}/")
    return out


def with_own(given: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    """What the project adds to the root, its team's own included.  Raises Refused where they disagree."""
    out = {**given, **own}
    if HEADERS in given and HEADERS in own:
        try:
            out[HEADERS] = bytes_of(merged_headers(text_of(given[HEADERS]), text_of(own[HEADERS])))
        except ValueError as error:
            raise Refused(f"{FOLDER}/{HEADERS}:{error}") from None
    return out


def known_own(store: Store, base: str | None) -> frozenset[str]:
    """The team's own files that the last publication which says so put at the root."""
    if base is None:
        return frozenset()
    body = store.line("log", "-1", "--first-parent", f"--grep=^{OWN} ", "--format=%B", base)
    found = re.search(rf"(?m)^{OWN} (.*)$", body)
    return frozenset(json.loads(found[1])) if found else frozenset()


def told_own(names: Iterable[str]) -> str:
    """The line of a commit's message that says so."""
    return f"{OWN} {json.dumps(sorted(names))}\n"


def homeless(store: Store, base: str, written: Collection[str], own: Collection[str]) -> Iterator[str]:
    """The files at the root that a publication would write over, and that somebody else put there."""
    files = store.files(base)
    said = re.compile(rf"(?m)^(?:{SITE} |{ADOPTED} |Published: )")
    for name in dict.fromkeys([*OVERWRITTEN, *written]):
        if "/" in name or name not in files or name in own:
            continue
        text = text_of(store.read(base, name) or b"")
        copied = any(path.endswith(f"/{name}") and files[path].name == files[name].name for path in files)
        if copied or _is_written(name, text):
            continue
        if not said.search(store.line("log", "-1", "--first-parent", "--format=%B", base, "--", name)):
            yield name


def _is_written(name: str, text: str) -> bool:
    """Whether a file at the root says only what publications, or plain mike, write there."""
    if name == "index.html":
        return leads_on(text) is not None
    if name == "robots.txt":
        return WRITTEN_ROBOTS.fullmatch(text) is not None
    return name in ("sitemap.xml", "llms.txt") and f"/{LATEST}/" in text


def require_home(
    store: Store,
    base: str | None,
    written: Collection[str],
    own: Collection[str],
    project: Collection[str] = (),
) -> frozenset[str]:
    """What somebody put at the root of the branch and the project has in `root/` as well: it is a team's own.

    Raises Refused where a publication would write over what has no home there.
    """
    found = [] if base is None else list(homeless(store, base, written, own))
    if names := [name for name in found if name not in project]:
        raise Refused(
            f"{store.branch} holds {', '.join(names)} at its root, which no publication wrote, and this one "
            f"would write over; {how_to_keep(store, names)}"
        )
    return frozenset(found)


def how_to_keep(store: Store, names: Iterable[str]) -> str:
    """What to type so that files at the root of a branch get a home in the project."""
    put = "; ".join(f"git show FETCH_HEAD:{name} > {FOLDER}/{name}" for name in names)
    return f"keep them: {store.fetching}; mkdir -p {FOLDER}; {put}; and commit; or take them off the branch"
