"""A whole project read: its settings, its pages and the catalogue of its questions."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pathspec

from faq.addresses import identifier
from faq.book.elsewhere import Elsewhere, configured_texts
from faq.book.nav import Place, automatic, pages, places, without
from faq.book.numbering import Numbering, stated
from faq.book.parts import Portion, parts
from faq.book.remembered import ReadPage
from faq.book.settings import NavEntry, Settings
from faq.book.validation import FROM_DOCS, nav_by_plugin, validation
from faq.clients.client_lines import ClientLines
from faq.clients.client_reading import parse
from faq.clients.matrix import Clients, is_clients
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Question, Source, Span
from faq.text.anchors import anchoring
from faq.text.grammar import NOTHING, Vocabulary, vocabulary
from faq.text.page import Page, Reading, read_page
from faq.text.scheme import Key
from faq.walkthroughs.shelf import Shelf, media_folder

INDEXES = ("index.md", "README.md")
HIDDEN = (".*", "/templates/")
"""What MkDocs leaves out by itself."""

Read = Callable[[str], bytes | None]
"""Reads a file, its path relative to the project's folder; None where there is none."""


@record
class Project:
    """Everything that a check needs, read once."""

    settings: Settings
    pages: Mapping[str, Page]
    """By source path, relative to the docs folder."""
    files: frozenset[str]
    """Every file in the docs folder that is published, relative to it."""
    questions: tuple[Question, ...]
    """In the order of `nav:`; those in no `nav:` come last."""
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]
    """What kept a page from being read, or nav: from being understood."""
    reading: Reading
    shelf: Shelf | None = None
    """The walkthroughs; None where nobody looked for them."""
    drafts: Mapping[str, Page] = field(default_factory=dict)
    """Pages that readers do not get yet, by source path; they are neither in `pages` nor in `files`."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """What is cited in texts that stand in no page."""

    @cached_property
    def rendered(self) -> dict[str, frozenset[str] | None]:
        """The anchors of pages that had to be rendered to know them; filled by `faq.book.page_anchors`."""
        return {}

    @cached_property
    def by_src(self) -> Mapping[str, Question]:
        """The questions by source path."""
        return {q.src: q for q in self.questions}

    @cached_property
    def numbered(self) -> tuple[Question, ...]:
        """The questions that have a place in `nav:`, in order."""
        return tuple(q for q in self.questions if q.place)

    @cached_property
    def overview(self) -> str | None:
        """The source path of the page that names all questions where these are too many for every page.

        None where they are not.  A writer's own page of the questions' folder is taken for it.
        """
        if len(self.numbered) <= self.settings.list_up_to:
            return None
        named = [posixpath.join(self.settings.folder, name) for name in INDEXES]
        return next((src for src in named if src in self.pages), named[0])

    @cached_property
    def made_overview(self) -> str | None:
        """The same, where no file holds it, so that it is made."""
        return None if self.overview in self.pages else self.overview

    @cached_property
    def generated(self) -> frozenset[str]:
        """Source paths of the pages that are made, and that no file holds."""
        return self.settings.generated | {*filter(None, [self.made_overview]), *self.parts_by_src}

    @cached_property
    def parts(self) -> tuple[Portion, ...]:
        """The pages that hold all answers, where these are too many for one page; none where they are not."""
        one_page, most = self.settings.one_page, self.settings.one_page_up_to
        if one_page is None or len(self.numbered) <= most:
            return ()
        return tuple(parts(self.numbered, one_page, most))

    @cached_property
    def parts_by_src(self) -> Mapping[str, Portion]:
        """The same by source path."""
        return {part.src: part for part in self.parts}

    @cached_property
    def booklets(self) -> frozenset[str]:
        """Source paths of the pages on which answers stand one below the other: one page, or its parts."""
        return frozenset(self.parts_by_src) or frozenset(filter(None, [self.settings.one_page]))

    def anchored(self, src: str) -> Mapping[str, Question] | None:
        """The questions on a page that is made of answers, by name and by number; None for another page."""
        return self._anchored.get(src)

    @cached_property
    def _anchored(self) -> Mapping[str, Mapping[str, Question]]:
        whole = {src: _by_anchor(self.questions) for src in (self.settings.one_page,) if src}
        return whole | {part.src: _by_anchor(part.questions) for part in self.parts}

    @cached_property
    def count(self) -> int:
        """How many they are; what stands below a question is no further one: "Question 3b of 7"."""
        if self.settings.numbers.below is None:
            return len(self.numbered)
        return sum(len(self.key(question.place) or ()) == 1 for question in self.numbered)

    @cached_property
    def named(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions by every name that writers may use: slug, file name and paths, without ".md"."""
        out: dict[str, tuple[Question, ...]] = {}
        for question in self.questions:
            inside = posixpath.relpath(question.src, self.settings.folder or ".")
            paths = (posixpath.basename(question.src), inside, question.src, question.path)
            for name in dict.fromkeys((question.slug, *(one.removesuffix(".md") for one in paths))):
                out[name] = (*out.get(name, ()), question)
        return out

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The position of each of them, by source path."""
        return {q.src: i for i, q in enumerate(self.numbered)}

    @cached_property
    def numbering(self) -> Numbering:
        """What the front matter says now."""
        return stated(self.questions, self.settings.numbers)

    def key(self, number: str | None) -> Key | None:
        """The places of a written number; None where it is none."""
        return self.settings.numbers.key(number)

    def neighbours(self, question: Question) -> tuple[Question | None, Question | None]:
        """The questions before and behind one in `nav:`."""
        at = self.order.get(question.src)
        if at is None:
            return None, None
        return self.numbered[at - 1] if at else None, (*self.numbered[at + 1 : at + 2], None)[0]

    def mends(self, span: Span) -> bool:
        """Whether `faq fix` may write there: not in a storyboard, nor in an inherited configuration."""
        path = span.source.path
        return path == self.settings.config.path or all(path != one.source.path for one in self.elsewhere)

    def path(self, src: str) -> str:
        """A page's path relative to the project's folder."""
        return posixpath.join(self.settings.docs_dir, src)

    @cached_property
    def clients(self) -> Mapping[str, Clients]:
        """What mail programs can do, by source path of the page that takes it."""
        with_snippets = [(src, page) for src, page in self.pages.items() if "8<" in page.source.text]
        found = {
            src: {line.source.path: line.source for line in page.lines if is_clients(line.source.path)}
            for src, page in with_snippets
        }
        return {src: parse(source).clients for src, one in found.items() for source in one.values()}

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every file that holds text of the site, snippets included, by path."""
        out = {one.source.path: one.source for one in self.elsewhere}
        for page in self.pages.values():
            out[page.source.path] = page.source
            for line in page.lines:
                out.setdefault(line.source.path, line.source)
        return out


def _by_anchor(questions: Sequence[Question]) -> Mapping[str, Question]:
    """The questions by the anchors of their answers; of two the first counts, as in a browser."""
    found = ((name, question) for question in questions for name in (question.place, question.slug) if name)
    return dict(reversed(list(found)))


def is_question(settings: Settings, src: str) -> bool:
    """Whether a page answers a question: it lies in the folder, and is no index."""
    if settings.off:
        return False
    folder, name = posixpath.split(src)
    inside = not settings.folder or folder == settings.folder or folder.startswith(settings.folder + "/")
    return inside and name.endswith(".md") and name not in INDEXES


def published(settings: Settings, found: Sequence[str]) -> list[str]:
    """The files of the docs folder less what MkDocs leaves out."""
    lines = [*HIDDEN, *settings.exclude.splitlines()]
    spec = pathspec.GitIgnoreSpec.from_lines(lines)
    return sorted(f for f in found if not spec.match_file(f))


def read_project(
    settings: Settings, found: Sequence[str], read: Read, read_page: ReadPage = read_page
) -> Project:
    """Read every page, by `read_page`.  `found` names the files of the docs folder, relative to it."""
    files = published(settings, found)
    problems: list[Problem] = []
    reading = Reading(
        _vocabulary(settings),
        settings.extensions,
        anchoring(settings.extensions),
        _include(settings, read, problems),
        ClientLines(str(media_folder(settings.docs_dir)), settings.texts, "attr_list" in settings.extensions),
    )
    read_pages: dict[str, Page] = {}
    for src in files:
        if not src.endswith((".md", ".markdown", ".mdown", ".mkd")):
            continue
        path = posixpath.join(settings.docs_dir, src)
        source, broken = decode(path, read(path) or b"")
        problems += broken
        if not broken:
            read_pages[src] = read_page(source, reading, is_question(settings, src))
    drafts = {src: read_pages.pop(src) for src, page in list(read_pages.items()) if page.front.draft}
    files = [file for file in files if file not in drafts]
    if settings.nav is not None:
        settings = replace(settings, nav=without(settings.nav, drafts))
    nav = settings.nav if settings.nav is not None else automatic([f for f in files if f.endswith(".md")])
    placed = places(nav, lambda src: is_question(settings, src), settings.numbers)
    questions = _questions(settings, read_pages, placed)
    problems += _nav_problems(settings, files, placed)
    beside = configured_texts(settings, reading.words)
    told = tuple(problems)
    return Project(
        settings, read_pages, frozenset(files), questions, tuple(placed), told, reading, None, drafts, beside
    )


def _vocabulary(settings: Settings) -> Vocabulary:
    """The words that make a number a reference."""
    if settings.off:
        return NOTHING
    name, speech = settings.site_name, settings.speech
    numbers = settings.numbers, settings.section_words
    return vocabulary(settings.words, name, speech, settings.ignore, *numbers)


def decode(path: str, data: bytes) -> tuple[Source, list[Problem]]:
    """A file's text; where it is not UTF-8, the line and column where it broke."""
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        return Source(path, data[3 * bom :].decode(), bom), []
    except UnicodeDecodeError as error:
        good = data[3 * bom : 3 * bom + error.start].decode(errors="replace")
        rest = data[3 * bom + error.start :].decode("latin-1")
        source = Source(path, good + rest)
        message = f"byte 0x{data[3 * bom + error.start]:02x} is no UTF-8"
        span = Span(source, len(good), len(good) + 1)
        return source, [Problem(Kind.NOT_UTF8, span, message, "save the file as UTF-8")]


def _include(
    settings: Settings, read: Read, problems: list[Problem]
) -> Callable[[str], Source | None] | None:
    options = settings.extensions.get("pymdownx.snippets")
    if options is None:
        return None
    base = options.get("base_path", ".")
    bases = [_folder(settings, str(b)) for b in (base if isinstance(base, list) else [base])]
    fetches = bool(options.get("url_download"))
    known: dict[str, Source | None] = {}

    def include(name: str) -> Source | None:
        if "://" in name:
            return Source(name, "") if fetches else None
        if name not in known:
            known[name] = None
            for folder in bases:
                path = posixpath.normpath(posixpath.join(folder, name))
                data = None if path.startswith("../") else read(path)
                if data is not None:
                    known[name], broken = decode(path, data)
                    problems.extend(broken)
                    break
        return known[name]

    return include


def _folder(settings: Settings, written: str) -> str:
    """A folder of the configuration, relative to the project's where it lies inside."""
    path = written.replace("$docs_dir", settings.docs_dir).replace("$config_dir", ".")
    root = settings.root.resolve().as_posix() + "/"
    return path.removeprefix(root) if path.startswith(root) else path


def _questions(
    settings: Settings, read_pages: Mapping[str, Page], placed: Sequence[Place]
) -> tuple[Question, ...]:
    first: dict[str, Place] = {}
    for place in placed:
        first.setdefault(place.src, place)
    rest = [src for src in read_pages if is_question(settings, src) and src not in first]
    out = []
    names = Counter(posixpath.basename(src) for src in (*first, *rest))
    for src in (*first, *rest):
        if src not in read_pages:
            continue  # it keeps its place, so that the others keep theirs
        page, at = read_pages[src], first.get(src)
        title = page.title or posixpath.basename(src).removesuffix(".md")
        out.append(
            Question(
                path=page.source.path,
                src=src,
                title=title,
                label=(at.label if at else None) or title,
                number=page.front.number,
                place=at.number if at else None,
                slug=_slug(settings, src, names),
                section=at.section if at else (),
                section_numbers=at.section_numbers if at else (),
            )
        )
    return tuple(out)


def _slug(settings: Settings, src: str, names: Counter[str]) -> str:
    name = posixpath.basename(src)
    if names[name] > 1:
        name = posixpath.relpath(src, settings.folder or ".").replace("/", "-")
    return identifier(name.removesuffix(".md"))


def _nav_problems(settings: Settings, files: Sequence[str], placed: Sequence[Place]) -> list[Problem]:
    """Entries of nav: without a file, and questions that stand there twice."""
    known = {*files, *settings.generated}
    lost = (entry for entry in pages(settings.nav or ()) if entry.target not in known)
    out = [problem for entry in lost for problem in _lost(settings, known, entry)]
    seen: dict[str, Place] = {}
    for place in placed:
        if place.src in seen and place.span:
            message = f'nav: lists "{place.src}" twice, as {seen[place.src].number} and as {place.number}'
            out.append(Problem(Kind.NAV_TWICE, place.span, message, "keep one of the two entries"))
        seen.setdefault(place.src, place)
        if not settings.numbers.fits(place.key):
            out.append(_unnumbered(settings, place))
    return out


def _unnumbered(settings: Settings, place: Place) -> Problem:
    """A place for which the numbers have no numeral: of more than 26 letters, or of letters alone."""
    form = settings.numbers.form
    at = ".".join(map(str, place.key))
    message = f"nav: {place.src} stands at {at}, for which numbers: {form} has no number"
    span = place.span or settings.place("extra", "faq", "numbers")
    fix = "put it into a section, or write numbers in digits: numbers: 1.1"
    return Problem(Kind.NO_NUMBER, span, message, fix)


def _lost(settings: Settings, known: Collection[str], entry: NavEntry) -> Iterator[Problem]:
    """What is wrong with an entry of nav: that names no file as it stands in the docs folder."""
    target = entry.target or ""
    span = entry.span or Span(settings.config, 0, len(settings.config.lines[0]))
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or (nav_by_plugin(settings) and (target.endswith("/") or "*" in target)):
        return
    if target.startswith("/") and validation(settings, "nav", "absolute_links") != FROM_DOCS:
        message = f'nav: "{target}" begins at the root of the host, and no version of the site stands there'
        fix = f"write {found}" if (found := target.strip("/")) in known else "write the path of a page"
        yield Problem(Kind.ABSOLUTE_LINK, span, message, f"{fix}, or a whole address: https://...")
    elif PurePosixPath(target.lstrip("/")).as_posix() not in known:
        message = f'nav: names "{target}", which does not exist'
        near = [name for name in (posixpath.normpath(target), f"{target.strip('/')}.md") if name in known]
        fix = f"write {near[0]}" if near else "write the path of a page"
        yield Problem(Kind.NAV_MISSING_FILE, span, message, f"{fix}, or take the entry out")
