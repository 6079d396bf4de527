"""The end of the second pass, over the files that the engine wrote: search, the theme's style, the policy.

Pages are read one at a time, some of them more than once, and never kept: a site has as many as it has
questions, and each carries the navigation to all of them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from urllib.parse import urlsplit

from faq.kinds import Kind
from faq.machines.kept_cards import CACHE, drawn
from faq.model import Problem, Source
from faq.pages.assets import SCRIPTS, STYLES, stamped
from faq.pages.finish import Shared
from faq.pages.pruning import pruned, words_of
from faq.policy.csp import Allowed, policy, scripts_of
from faq.policy.judge import Once, blocked
from faq.policy.scan import scan
from faq.policy.securing import Seal, seal, sealed
from faq.policy.security_txt import PATH, security_txt
from faq.policy.storing import THEMED, page_faults, script_faults
from faq.search.index import Findable, search_index
from faq.search.keywords import keywords
from faq.search.markup import lacking
from faq.verbatim import bytes_of, text_of

INDEX = "search/search_index.json"
THEMES_STYLE = re.compile(rf"{STYLES}/main\.[0-9a-f]{{8}}\.min\.css")
THEMES_SCRIPT = re.compile(rf"{SCRIPTS}/(?:bundle\.|workers/).*\.js")
"""The theme's own scripts, beside which the project's stand."""
UTF_16 = ("\udcff\udcfe", "\udcfe\udcff")
"""How files begin that hold two bytes for each letter (faq.verbatim)."""

Built = Mapping[str, bytes]
"""The files of the site by path, each read when it is asked for."""


Renaming = tuple[str, str]
"""A file's old name and its new one."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the site as it is to be."""

    path: str
    data: bytes | None
    """None for one that goes."""


def close(shared: Shared, built: Built) -> Iterator[Written | Problem]:
    """What is to be written into the site, in this order, and what is wrong with it, each told once.

    `built` is read while it is written: a page is asked for when it is its turn.
    """
    preview = shared.prepared.site.preview
    settings = shared.prepared.project.settings
    own = shared.machines.files(
        shared.prepared.plans,
        shared.prepared.declared,
        lambda painter, card: drawn(painter, card, settings.root / CACHE),
    )
    # What the docs folder holds under the same name stays.
    yield from (Written(path, data) for path, data in own if path not in shared.sources)
    yield from _search(shared, built)
    pages = Texts(built, ".html")
    renaming, pruned_style = (None, ()) if preview else prune_theme(built, pages)
    yield from pruned_style
    yield from _lock(shared, built, Renamed(pages, renaming) if renaming else pages)
    yield from _security(shared, built)


class Texts(Mapping[str, str]):
    """Those files of a site whose names end so, as texts."""

    def __init__(self, built: Built, *endings: str) -> None:
        self._built = built
        self._paths = sorted(
            (path for path in built if path.endswith(endings)), key=lambda one: one.split("/")
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, path: str) -> str:
        return text_of(self._built[path])


@dataclass(frozen=True, slots=True)
class Renamed(Mapping[str, str]):
    """Pages as they name the theme's style by its new name."""

    pages: Mapping[str, str]
    style: Renaming

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)

    def __getitem__(self, path: str) -> str:
        html = self.pages[path]
        return html.replace(*self.style) if THEMED in html else html


def _search(shared: Shared, built: Built) -> Iterator[Written | Problem]:
    """Write keywords and numbers into the index that the theme's plugin has written."""
    if not shared.prepared.site.searches:
        return
    if INDEX not in built:
        message = "the theme's plugin has written no search index"
        yield _of_theme(INDEX, message, "see hooks/faq/search/index.py")
        return
    try:
        text = search_index(built[INDEX].decode(), *_findable(shared))
    except ValueError as error:
        yield _of_theme(INDEX, str(error), "see hooks/faq/search/index.py")
        return
    yield Written(INDEX, text.encode())
    if "index.html" in built:
        for what in lacking(text_of(built["index.html"])):
            yield _of_theme("index.html", f"the theme's page lacks {what}", "see hooks/faq/search/markup.py")


def _of_theme(path: str, message: str, fix: str) -> Problem:
    return Problem(Kind.THEME_CHANGED, Source.as_built(path).whole, message, fix)


def _findable(shared: Shared) -> tuple[dict[str, Findable], set[str]]:
    """What is known of each page by its address, and the addresses that search must not find."""
    project = shared.prepared.project
    found: dict[str, Findable] = {}
    left_out: set[str] = set()
    pages = shared.pages.values()
    for page in sorted(pages, key=lambda page: (project.order.get(page.src, len(pages)), page.src)):
        question, source = project.by_src.get(page.src), project.pages.get(page.src)
        words = keywords(source.front) if source else ()
        address = page.url.removeprefix("./")
        found[address] = Findable(words, question.place if question else None, len(found))
        if page.home or page.unlisted:
            left_out.add(address)
    return found, left_out


def prune_theme(
    built: Built, pages: Mapping[str, str]
) -> tuple[Renaming | None, tuple[Written | Problem, ...]]:
    """Take out of the theme's style what no page needs, a quarter.

    Gives the style's old name and its new one, where it has one, and what is to be written and said.
    """
    themed = [path for path, html in pages.items() if THEMED in html]
    if not themed:
        return None, ()
    found = [path for path in built if THEMES_STYLE.fullmatch(path)]
    old = posixpath.basename(found[0]) if len(found) == 1 else ""
    if not old or not all(old in pages[path] for path in themed):
        what = f"the theme's pages do not share one {STYLES}/main.*.min.css any more"
        return None, (_of_theme(STYLES, what, "see hooks/faq/pages/closing.py"),)
    try:
        words = words_of(pages.values(), Texts(built, ".js", ".mjs").values())
        text = pruned(built[found[0]].decode(), words)
    except ValueError as error:
        return None, (_of_theme(found[0], str(error), "see hooks/faq/pages/pruning.py"),)
    new = stamped(STYLES, "main.css", text)
    gone = [Written(path, None) for path in (found[0], f"{found[0]}.map") if path != new]
    return (old, posixpath.basename(new)), (Written(new, text.encode()), *gone)


@dataclass(frozen=True, slots=True)
class Survey:
    """What is to be done with one page for the policy, without the page."""

    seal: Seal
    allowed: Allowed
    """What stands in it and may run."""


def _lock(shared: Shared, built: Built, pages: Mapping[str, str]) -> Iterator[Written | Problem]:
    """Every page gets the policy, made of what stands in them all; what it would block is told.

    In a preview pages get none: the script with which MkDocs reloads them is another in each (1.6.1).
    """
    site = shared.prepared.site
    host = urlsplit(site.url).netloc
    surveys: dict[str, Survey] = {}
    blocked_once = Once()
    others: list[Problem] = []
    themed = False
    for path, html in pages.items():
        if html.startswith(UTF_16):
            message = "this page is UTF-16, and would have no policy"
            others.append(Problem(Kind.NOT_UTF8, Source.as_built(path).whole, message, "save it as UTF-8"))
            continue
        page = scan(html)
        surveys[path] = Survey(seal(page, host), scripts_of([page]))
        for one in blocked(page, host, path):
            blocked_once.add(one, _source(shared, path))
        others += page_faults(page, path)
        themed = themed or THEMED in html
    yield from blocked_once.problems()
    yield from others
    if themed:
        for path, text in Texts(built, ".js").items():
            if THEMES_SCRIPT.fullmatch(path):
                yield from script_faults(text, path)
    allowed = reduce(Allowed.__or__, (one.allowed for one in surveys.values()), Allowed())
    said = None if site.preview else policy(allowed)
    for path, survey in surveys.items():
        html = pages[path]
        done = sealed(html, survey.seal, said)
        if done != html or not site.preview:
            yield Written(path, bytes_of(done))


def _source(shared: Shared, path: str) -> Source | None:
    """The writer's file that a page of the site was made from."""
    page = shared.prepared.project.pages.get(shared.sources.get(path, ""))
    return page.source if page else None


def _security(shared: Shared, built: Built) -> Iterator[Written]:
    """Put `.well-known/security.txt` into a site that is served as it is built.

    A file of the team's own stays.  What is published is one of several folders: there `faq publish` writes
    the file, at the root.
    """
    site, sources = shared.prepared.site, shared.prepared.sources
    if sources.committed is None:
        return
    settings = sources.project.settings
    if settings.security and not site.published and PATH not in built:
        yield Written(PATH, security_txt(settings.security, site.url, sources.committed).encode())
