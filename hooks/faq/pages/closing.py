"""The end of the second pass, over the files that the engine wrote: search, the theme's style, the policy.

Pages are read one at a time, some of them more than once, and never kept: a site has as many as it has
questions, and each carries the navigation to all of them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from urllib.parse import urlsplit

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source
from faq.pages.assets import SCRIPTS, STYLES
from faq.pages.elements import words_in
from faq.pages.finish import Shared
from faq.pages.keeping import bytes_digest
from faq.pages.reuse import Reuse
from faq.pages.styling import Known, Linked, Restyled, kept_style
from faq.pages.survey import NOTHING, Holdings, Surveyor
from faq.patterns import late
from faq.policy.csp import Allowed, policy
from faq.policy.judge import Once, blocked
from faq.policy.scan import scan
from faq.policy.securing import Seal, sealed, unlocked
from faq.policy.security_txt import PATH, security_txt
from faq.policy.storing import THEMED, page_faults, script_faults
from faq.search.index import Findable, search_files
from faq.search.keywords import is_wanted, keywords
from faq.search.markup import lacking
from faq.verbatim import bytes_of, text_of

INDEX = "search/search_index.json"
THEMES_SCRIPT = late(rf"{SCRIPTS}/(?:bundle\.|workers/).*\.js")
"""The theme's own scripts, beside which the project's stand."""
LUNR = f"{SCRIPTS}/lunr/"
"""What the theme's own search is made of."""
UTF_16 = ("\udcff\udcfe", "\udcfe\udcff")
"""How files begin that hold two bytes for each letter (faq.verbatim)."""

Built = Mapping[str, bytes]
"""The files of the site by path, each read when it is asked for."""


@record
class Written:
    """A file of the site as it is to be."""

    path: str
    data: bytes | None
    """None for one that goes."""


def close(shared: Shared, built: Built) -> Iterator[Written | Problem]:
    """What is to be written into the site, in this order, and what is wrong with it, each told once.

    `built` is read while it is written: a page is asked for when it is its turn.
    """
    own = shared.machines.files(shared.prepared.plans, shared.prepared.declared)
    yield from _unwritten(shared, built)
    # What the docs folder holds under the same name stays.
    yield from (Written(path, data) for path, data in own if path not in shared.sources)
    yield from _search(shared, built)
    yield from _lock(shared, built)
    yield from _security(shared, built)


def _unwritten(shared: Shared, built: Built) -> Iterator[Problem]:
    """Styles and scripts that `mkdocs.yml` names, and that the built site has not."""
    prepared = shared.prepared
    settings, site, names = prepared.project.settings, prepared.site, prepared.stamps.names
    for key, named in (("extra_css", site.styles), ("extra_javascript", site.scripts)):
        for name in named:
            parts = urlsplit(name)
            local = not (parts.scheme or parts.netloc or name.startswith("/"))
            if local and names.get(name, parts.path) not in built:
                message = f"{key}: the file {settings.docs_dir}/{name} does not exist"
                span = settings.place(key, holding=name)
                yield Problem(Kind.MISSING_FILE, span, message, "correct the path, or take it out")


class Texts(Mapping[str, str]):
    """Those of these files of a site whose names end so, as texts."""

    def __init__(self, built: Built, paths: Iterable[str], *endings: str) -> None:
        self._built = built
        self._paths = sorted(
            (path for path in paths if path.endswith(endings)), key=lambda one: one.split("/")
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
        files = search_files(built[INDEX].decode(), *_findable(shared))
    except ValueError as error:
        yield _of_theme(INDEX, str(error), "see hooks/faq/search/index.py")
        return
    folder = posixpath.dirname(INDEX)
    yield from (Written(f"{folder}/{name}", text.encode()) for name, text in files.items())
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
        wanted = source is not None and is_wanted(source.front)
        found[address] = Findable(words, question.place if question else None, len(found), wanted)
        if page.home or page.unlisted:
            left_out.add(address)
    return found, left_out


def restyle(
    built: Built, paths: Iterable[str], found: Surveyed, reuse: Reuse
) -> Iterator[Restyled | Problem]:
    """The theme's style as its pages get it (faq.pages.styling), or why they do not.

    `paths` are those of all files of the site.
    """
    if not found.linked.runs or found.unlinked:
        what = f"the theme's pages do not share one {STYLES}/main.*.min.css any more"
        yield _of_theme(STYLES, what, "see hooks/faq/pages/styling.py")
        return
    scripts = tuple(Texts(built, paths, ".js", ".mjs"))
    theirs = [path for path in scripts if path.startswith(LUNR) or THEMES_SCRIPT.fullmatch(path)]
    known = Known(
        NOTHING.with_all(found.held).words,
        NOTHING.with_all(found.held_by_themed).kinds,
        Texts(built, set(scripts).difference(theirs), "").values(),
        Texts(built, theirs, "").values(),
    )
    names = [(path in theirs, bytes_digest(built[path])) for path in scripts]
    try:
        yield kept_style(reuse, _styles(built, paths), found.linked, known, names)
    except ValueError as error:
        yield _of_theme(STYLES, str(error), "see hooks/faq/pages/dividing.py")


def _styles(built: Built, paths: Iterable[str]) -> dict[str, str]:
    """The styles beside the theme's, by name."""
    folder = f"{STYLES}/"
    own = (path for path in paths if path.startswith(folder) and path.endswith(".css"))
    return {path.removeprefix(folder): text_of(built[path]) for path in own}


@dataclass(slots=True)
class Surveyed:
    """What the pages of a site hold."""

    seals: dict[str, Seal] = field(default_factory=dict)
    """By path, in the order of the pages."""
    held: set[Holdings] = field(default_factory=set)
    """What they hold that concerns them all: few have it alone."""
    themed: set[str] = field(default_factory=set)
    """The paths of the theme's pages."""
    held_by_themed: set[Holdings] = field(default_factory=set)
    """What these hold."""
    linked: Linked = field(default_factory=Linked)
    """The styles that they name."""
    unlinked: int = 0
    """How many of them do not name the theme's."""


def _lock(shared: Shared, built: Built) -> Iterator[Written | Problem]:
    """Every page gets the policy, made of what stands in them all; what it would block is told.

    In a preview pages get none: the script with which MkDocs reloads them is another in each (1.6.1).
    """
    # A tuple of what says how much it holds would list it twice.
    preview, paths = shared.prepared.site.preview, tuple(iter(built))
    pages = Texts(built, paths, ".html")
    if not shared.prepared.locked:
        yield from (Written(path, bytes_of(unlocked(html))) for path, html in pages.items() if not preview)
        return
    found = Surveyed()
    yield from _survey(shared, pages, found, built, paths)
    styles: Restyled | None = None
    for one in _of_pages(shared, built, paths, found) if found.themed else ():
        if isinstance(one, Restyled):
            styles = one
        else:
            yield one
    said = None if preview else policy(Allowed(NOTHING.with_all(found.held).scripts))
    for path, its_seal in found.seals.items():
        html = pages[path]
        page = sealed(html, its_seal, said)
        if styles and path in found.themed:
            page = styles.page(page)
        if page != html or not preview:
            yield Written(path, bytes_of(page))
    if not preview:
        yield from _unnamed(shared, built, found)


def _unnamed(shared: Shared, built: Built, found: Surveyed) -> Iterator[Written]:
    """The generator's and the project's styles and scripts go that no page asks for: what they do is off.

    Nobody else can know their names, for these change with what they hold.
    """
    named = NOTHING.with_all(found.held).signs
    for path in shared.prepared.stamps.files:
        if path not in named and path in built:
            yield Written(path, None)


def _script_faults(reuse: Reuse, data: bytes, path: str) -> tuple[Problem, ...]:
    """What is wrong with a script must be told each time; that nothing is may be kept."""

    def found() -> tuple[Problem, ...]:
        return tuple(script_faults(text_of(data), path))

    kept = reuse.value("script", bytes_digest(data), make=lambda: {"faulty": bool(found())})
    return found() if kept["faulty"] else ()


def _of_pages(
    shared: Shared, built: Built, paths: Iterable[str], found: Surveyed
) -> Iterator[Written | Problem | Restyled]:
    """What the theme's pages share: its scripts, of which it is told what they store, and its style."""
    for path in Texts(built, filter(THEMES_SCRIPT.fullmatch, paths), ""):
        known = shared.reuse, built[path], path
        yield from shared.reuse.same(("script", path), known[1], partial(_script_faults, *known))
    for one in () if shared.prepared.site.preview else restyle(built, paths, found, shared.reuse):
        yield one
        if isinstance(one, Restyled):
            for path, style in one.files.items():
                if style is not None or path in built:
                    yield Written(path, style.encode() if style is not None else None)


def _survey(
    shared: Shared, pages: Mapping[str, str], found: Surveyed, built: Built, paths: Iterable[str]
) -> Iterator[Problem]:
    """Read every page; what is wrong with them comes at the end, each told once."""
    host = urlsplit(shared.prepared.site.url).netloc

    @cache
    def surveyor() -> Surveyor:
        """Made once a page is to be read: those that were kept need none."""
        known = host, _styles(built, paths)
        return shared.reuse.same(("surveyor",), known, lambda: _surveyor(*known))

    blocked_once = Once()
    others: list[Problem] = []
    for path in pages:
        if stands := shared.reuse.stands(path):
            found.themed |= {path} if stands.themed else set()
            continue
        html = pages[path]
        if html.startswith(UTF_16):
            message = "this page is UTF-16, and would have no policy"
            others.append(Problem(Kind.NOT_UTF8, Source.as_built(path).whole, message, "save it as UTF-8"))
            continue
        survey = shared.reuse.survey(path, html, lambda page: surveyor().survey(page))
        found.seals[path] = survey.seal
        found.held.add(survey.held)
        for one in blocked(scan(html), host, path) if survey.blocked else ():
            blocked_once.add(one, _source(shared, path))
        faults = list(page_faults(html, path, survey.held.signs, sets=survey.held.sets))
        others += faults
        themed = THEMED in survey.held.signs
        if not (survey.blocked or faults):
            shared.reuse.settle(path, html, themed=themed)
        if themed:
            found.themed.add(path)
            found.held_by_themed.add(survey.held)
            found.unlinked += not found.linked.add(html)
    yield from blocked_once.problems()
    yield from others


def _surveyor(host: str, styles: Mapping[str, str]) -> Surveyor:
    return Surveyor(host, frozenset(name for text in styles.values() for name in words_in(text)))


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
