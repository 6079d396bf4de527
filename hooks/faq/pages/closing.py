"""The end of the second pass, over the files that the engine wrote: search, the theme's style, the policy.

Pages are read one at a time, some of them more than once, and never kept: a site has as many as it has
questions, and each carries the navigation to all of them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from faq.kinds import Kind
from faq.machines.kept_cards import CACHE, drawn
from faq.model import Problem, Source
from faq.pages.assets import SCRIPTS, STYLES, stamped
from faq.pages.finish import Shared
from faq.pages.pruning import pruned, words_in, words_of
from faq.pages.survey import Surveyor
from faq.policy.csp import Allowed, policy
from faq.policy.judge import Once, blocked
from faq.policy.scan import scan
from faq.policy.securing import Seal, sealed
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
    settings = shared.prepared.project.settings
    own = shared.machines.files(
        shared.prepared.plans,
        shared.prepared.declared,
        lambda painter, card: drawn(painter, card, settings.root / CACHE),
    )
    # What the docs folder holds under the same name stays.
    yield from (Written(path, data) for path, data in own if path not in shared.sources)
    yield from _search(shared, built)
    yield from _lock(shared, built)
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
    built: Built, style: str | None, words: Set[str]
) -> tuple[Renaming | None, tuple[Written | Problem, ...]]:
    """Take out of the theme's style what no page needs, a quarter.

    `style` is the path of the one that the theme's pages share, None where they share none; `words` are those
    of the pages.  Gives the style's old name and its new one, where it has one, and what is to be written and
    said.
    """
    if style is None:
        what = f"the theme's pages do not share one {STYLES}/main.*.min.css any more"
        return None, (_of_theme(STYLES, what, "see hooks/faq/pages/closing.py"),)
    try:
        text = pruned(built[style].decode(), words_of(words, Texts(built, ".js", ".mjs").values()))
    except ValueError as error:
        return None, (_of_theme(style, str(error), "see hooks/faq/pages/pruning.py"),)
    new = stamped(STYLES, "main.css", text)
    gone = [Written(path, None) for path in (style, f"{style}.map") if path != new]
    return (posixpath.basename(style), posixpath.basename(new)), (Written(new, text.encode()), *gone)


@dataclass(slots=True)
class Surveyed:
    """What the pages of a site hold."""

    seals: dict[str, Seal] = field(default_factory=dict)
    """By path, in the order of the pages."""
    scripts: set[str] = field(default_factory=set)
    """The hashes of all scripts in pages."""
    words: set[str] = field(default_factory=set)
    """Those that may be the name of a class of the theme's."""
    themed: set[str] = field(default_factory=set)
    """The paths of the theme's pages."""
    others: int = 0
    """How many of those do not name the theme's style."""


def _lock(shared: Shared, built: Built) -> Iterator[Written | Problem]:
    """Every page gets the policy, made of what stands in them all; what it would block is told.

    In a preview pages get none: the script with which MkDocs reloads them is another in each (1.6.1).
    """
    preview, pages = shared.prepared.site.preview, Texts(built, ".html")
    styles = [path for path in built if THEMES_STYLE.fullmatch(path)]
    style = styles[0] if len(styles) == 1 else None
    found = Surveyed()
    yield from _survey(shared, pages, found, built, style)
    if found.themed:
        for path, text in Texts(built, ".js").items():
            if THEMES_SCRIPT.fullmatch(path):
                yield from script_faults(text, path)
    renaming: Renaming | None = None
    if found.themed and not preview:
        renaming, done = prune_theme(built, None if found.others else style, found.words)
        yield from done
    said = None if preview else policy(Allowed(frozenset(found.scripts)))
    for path, its_seal in found.seals.items():
        html = pages[path]
        page = sealed(html, its_seal, said)
        if renaming and path in found.themed:
            page = page.replace(*renaming)
        if page != html or not preview:
            yield Written(path, bytes_of(page))


def _survey(
    shared: Shared, pages: Mapping[str, str], found: Surveyed, built: Built, style: str | None
) -> Iterator[Problem]:
    """Read every page; what is wrong with them comes at the end, each told once."""
    host = urlsplit(shared.prepared.site.url).netloc
    surveyor = Surveyor(host, frozenset(words_in(text_of(built[style])) if style else ()))
    blocked_once = Once()
    others: list[Problem] = []
    for path, html in pages.items():
        if html.startswith(UTF_16):
            message = "this page is UTF-16, and would have no policy"
            others.append(Problem(Kind.NOT_UTF8, Source.as_built(path).whole, message, "save it as UTF-8"))
            continue
        survey = shared.reuse.survey(path, html, surveyor.survey)
        found.seals[path] = survey.seal
        found.scripts |= survey.scripts
        found.words |= survey.words
        for one in blocked(scan(html), host, path) if survey.blocked else ():
            blocked_once.add(one, _source(shared, path))
        others += page_faults(html, path, sets=survey.sets)
        if THEMED in html:
            found.themed.add(path)
            found.others += style is None or posixpath.basename(style) not in html
    yield from blocked_once.problems()
    yield from others


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
