"""What a build adds so that declared old addresses are answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from faq.addresses import Permalink, file_of, identifier, linked, page_address, part, part_read, read_anchor
from faq.book.catalogue import bare_folders, list_address
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem
from faq.permalinks.declared import Declared
from faq.permalinks.gone import Gone
from faq.permalinks.meant import Reviewed
from faq.permalinks.one_page_names import formerly
from faq.permalinks.stubs import (
    STYLE,
    STYLE_PATH,
    Note,
    anchor_places,
    gone_page,
    redirect,
    with_gone_anchors,
    with_old_anchors,
)

HOME = Permalink("")


@record
class GoneFile:
    """A file that was taken away; its 404 page says why, as no page can stand at a film's address."""

    address: str
    reason: str
    instead: Permalink
    """What leads on: inside the version, as in `Gone`."""
    title: str


def gone_files(project: Project, declared: Declared) -> tuple[GoneFile, ...]:
    """The files in `gone:` that are no pages."""
    titles = titles_by_address(project)
    return tuple(
        GoneFile(g.at.address, g.reason, g.instead or HOME, title_at(project, titles, g.instead or HOME))
        for g in declared.gone
        if not g.at.anchor and not g.answered
    )


def titles_by_address(project: Project) -> Mapping[str, str]:
    """What the project's pages are called, those that are made as well."""
    settings = project.settings
    made = {
        settings.one_page: settings.one_page_title,
        settings.changes: settings.texts["changes"],
        project.made_overview: settings.texts["all_questions"],
    }
    made |= {part.src: f"{settings.one_page_title} – {part.title}" for part in project.parts}
    written = {src: page.title or settings.site_name for src, page in project.pages.items()}
    return {page_address(src): title for src, title in (made | written).items() if src}


def title_at(project: Project, titles: Mapping[str, str], target: Permalink) -> str:
    """What the page at an address is called; the site's name where that is no page of the project."""
    return titles.get(target.address, project.settings.site_name)


def kept_addresses(project: Project, declared: Declared, language: str) -> dict[str, str]:
    """The pages at old addresses, by path in the built tree, and their style.

    Folders of questions, which readers come to by taking an address's end away, lead to the list.
    """
    out: dict[str, str] = {}
    titles, texts = titles_by_address(project), project.settings.texts
    for address, src in declared.aliases.items():
        target = Permalink(page_address(src))
        title = title_at(project, titles, target)
        out[file_of(address)] = redirect(address, target, title, language, texts)
    for gone in declared.gone:
        # A file that was no page can have no page in its place: the 404 page lists it (gone_files).
        if gone.answered:
            address, target = gone.at.address, gone.instead or HOME
            title = title_at(project, titles, target)
            out[file_of(address)] = gone_page(address, gone.reason, target, title, language, texts)
    for folder in bare_folders(project):
        said = texts["all_questions"]
        stub = redirect(folder, list_address(project), said, language, texts, folder=True)
        out.setdefault(file_of(folder), stub)
    return {**out, STYLE_PATH: STYLE} if out else out


def anchors_in(html: str) -> set[str]:
    """The anchors of a page that was made here."""
    # What begins with letters that are given is found soonest.
    found = re.findall(r"""id=(?<=\sid=)(["'])(.*?)\1""", html)
    return {identifier(unescape(anchor)) for _, anchor in found}


def former_names(project: Project, declared: Declared) -> Mapping[str, Sequence[str]]:
    """The names that questions had, by the one that each has now; less those that another has by now."""
    out: dict[str, list[str]] = {}
    for old, now in formerly(project, declared.aliases, declared.gone).moved.items():
        out.setdefault(now, []).append(old)
    return out


def with_former_names(html: str, former: Mapping[str, Sequence[str]]) -> str:
    """A page with answers, with the anchors of questions that were renamed.

    Its anchors are made of the questions' names, so what becomes of them follows from the pages' own fate.
    """
    taken = anchor_places(html) if former else {}
    wanted: dict[str, str] = {}
    for now in taken:
        for slug in _names(now):
            for old in former.get(slug, ()):
                _, dashes, inside = now.removeprefix(slug).partition("--")
                was = part(old, part_read(slug, inside)) if dashes else old
                if was not in taken:
                    wanted.setdefault(was, now)
    return with_old_anchors(html, wanted)


def _names(anchor: str) -> Iterator[str]:
    """The questions' names that an anchor may begin with: "a--b--c" is of "a", of "a--b" or a name itself."""
    yield anchor
    for m in re.finditer("--", anchor):
        yield anchor[: m.start()]


def one_page_history(html: str, project: Project, declared: Declared) -> str:
    """The page with all answers, with the anchors of questions that were renamed or taken away."""
    taken = anchors_in(html)
    former = formerly(project, declared.aliases, declared.gone)
    here = project.settings.one_page or ""
    notes = _notes({name: one for name, one in former.gone.items() if name not in taken}, here, project)
    return with_gone_anchors(with_former_names(html, former_names(project, declared)), notes)


def reviewed(project: Project, declared: Declared) -> Reviewed:
    """What writers mean to be gone, or to mean what it meant; on the page with all answers as well."""
    gone = {g.at for g in declared.gone}
    reworded = [(src, anchor) for src, anchors in declared.reworded.items() for anchor in anchors]
    same = {Permalink(page_address(src), anchor) for src, anchor in reworded}
    if project.settings.one_page:
        here = page_address(project.settings.one_page)
        former = formerly(project, declared.aliases, declared.gone)
        gone |= {Permalink(here, name) for name in former.gone}
        slugs = {src: question.slug for src, question in project.by_src.items()}
        same |= {Permalink(here, part(slugs[src], anchor)) for src, anchor in reworded if src in slugs}
    own = frozenset(map(page_address, project.pages))
    made = frozenset(map(page_address, project.generated)) - own
    return Reviewed(frozenset(gone), frozenset(same), declared.turned, project.settings.folder, own, made)


def _notes(gone: Mapping[str, Gone], src: str, project: Project) -> list[Note]:
    """What a page says of anchors that are gone, by anchor."""
    here, titles = page_address(src), titles_by_address(project) if gone else {}

    def title(target: Permalink) -> str:
        page = project.pages.get(src) if target.address == here else None
        headings = zip(page.headings, page.anchors.headings, strict=True) if page else ()
        named = (heading.title for heading, one in headings if one == target.anchor and heading.title)
        return next(named, title_at(project, titles, target))

    return [
        Note(anchor, one.reason)
        if one.instead is None
        else Note(anchor, one.reason, one.instead, linked(here, one.instead), title(one.instead))
        for anchor, one in gone.items()
    ]


def with_kept_anchors(html: str, src: str, project: Project, declared: Declared) -> tuple[str, list[Problem]]:
    """A page's content with its old anchors, and what is wrong with those that lead nowhere."""
    missing = []
    for old, new in declared.anchors.get(src, {}).items():
        try:
            html = with_old_anchors(html, {old: new})
        except LookupError:
            keys = project.pages[src].front.inner_keys["anchors"]
            span = next(span for key, span in keys.items() if read_anchor(key) == old)
            message, fix = f"#{new} is not in the built page", "write the anchor of a heading"
            missing.append(Problem(Kind.ANCHOR_TARGET, span, message, fix))
    notes = gone_notes(src, project, declared)
    return (with_gone_anchors(html, notes) if notes else html), missing


def gone_notes(src: str, project: Project, declared: Declared) -> list[Note]:
    """What a page says of its own anchors that are gone."""
    here = page_address(src)
    gone = {g.at.anchor: g for g in declared.gone if g.at.anchor and g.at.address == here}
    return _notes(gone, src, project)
