"""The Markdown copies of the pages at old addresses: they say what those pages say (faq.permalinks.stubs)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from faq.addresses import Permalink, file_of, fragment, page_address
from faq.book.project import Project
from faq.machines.copies import escaped, front_matter
from faq.machines.places import LLMS, Places, copy_of
from faq.patterns import late
from faq.permalinks.answering import HOME, gone_notes, title_at, titles_by_address
from faq.permalinks.declared import Declared
from faq.verbatim import text_of

MOVED = late(r'\A---\n(?:[a-z_]+: .*\n)*?moved: (".*")\n')
"""The line by which the copy of a stub is known."""


def redirect_copy(heading: str, title: str, url: str, llms: str = "") -> str:
    """The copy of the page at an old address that leads to `url`, where `title` is."""
    fields = {"title": title, "moved": url, "robots": "noindex", "llms_txt": llms}
    return f"{front_matter(fields)}\n# {escaped(heading)}\n\n[{escaped(title)}]({url})\n"


def moved_to(data: bytes) -> str | None:
    """Where the copy of a stub leads; None for any other file."""
    found = MOVED.match(text_of(data))
    return str(json.loads(found[1])) if found else None


def stub_copies(
    project: Project, declared: Declared, places: Places, *, llms: bool
) -> Iterator[tuple[str, str]]:
    """The copies of all pages at old addresses, with their paths; `llms` says whether there is llms.txt."""
    texts, titles = project.settings.texts, titles_by_address(project)
    sources = {page_address(src): src for src in (*project.pages, *project.generated)}

    def told(path: str) -> str:
        return places.led(path, LLMS) if llms else ""

    for address, src in declared.aliases.items():
        path = copy_of(file_of(address))
        target = Permalink(page_address(src))
        url = _led(places, path, sources, target)
        title = title_at(project, titles, target)
        yield path, redirect_copy(texts["moved"], title, url, told(path))
    for gone in declared.gone:
        if not gone.answered:
            continue
        path, target = copy_of(file_of(gone.at.address)), gone.instead or HOME
        fields = {"title": texts["gone"], "robots": "noindex", "llms_txt": told(path)}
        title = title_at(project, titles, target)
        on = f"[{escaped(title)}]({_led(places, path, sources, target)})"
        said = f"# {escaped(texts['gone'])}\n\n{escaped(gone.reason)}\n\n{on}\n"
        yield path, f"{front_matter(fields)}\n{said}"


def gone_anchors(project: Project, declared: Declared, src: str, places: Places) -> list[str]:
    """What a page's copy says of anchors that are gone, a paragraph each."""
    notes = gone_notes(src, project, declared)
    sources = {page_address(one): one for one in project.pages} if notes else {}
    out = []
    for note in notes:
        url = note.href
        if note.instead and not url.startswith("#"):
            url = _led(places, places.copies[src], sources, note.instead)
        on = f" [{escaped(note.title)}]({url})" if url else ""
        out.append(f"`#{note.anchor}`: {escaped(note.reason)}{on}")
    return out


def _led(places: Places, here: str, sources: dict[str, str], target: Permalink) -> str:
    """The link from a copy to a permalink inside the version: to the copy there."""
    src = sources.get(target.address)
    url = places.from_copy(here, src) if src else None
    return (url if url is not None else places.led(here, target.address)) + fragment(target.anchor)
