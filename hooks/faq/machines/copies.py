"""A page's Markdown copy: what the writer wrote, with everything resolved that only the build knows.

References are the ones that the page links (faq.book.link_plan), snippets are in their places, paths have
become addresses. Links between pages lead from copy to copy, and are absolute where the site has an address:
most who read a copy were handed its text, and do not know where it was. What is published is built for
`latest`; who publishes leads the copies of other versions into these (faq.publishing.superseded).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from faq.book.link_plan import LinkPlan
from faq.book.linking import target_of
from faq.book.project import Project, is_question
from faq.edits import Edit, line_starts
from faq.frozen import record
from faq.machines.boxes import without_boxes
from faq.machines.places import Places
from faq.machines.wrappers import without_wrappers
from faq.model import Link
from faq.patterns import late
from faq.text.page import Page, read_text
from faq.walkthroughs.figure import Exhibit
from faq.walkthroughs.film_links import is_film
from faq.walkthroughs.shelf import IN_DOCS

AS_WRITTEN = json.JSONEncoder(ensure_ascii=False)
SPECIAL = late(r"([\\`*_\[\]<>])")
IN_TITLE = late(r"[&\"<>\\`|()\[\]*_]")


@record
class CopyHead:
    """What stands above a copy, in the place of the writer's front matter."""

    title: str
    url: str = ""
    """The page's absolute address; empty where the site has none."""
    place: str = ""
    """ "Question 3 of 7"; empty for a page that is no question."""
    llms: str = ""
    """The address of llms.txt; empty where the site has none."""


def markdown_copy(
    project: Project, src: str, plan: LinkPlan, places: Places, head: CopyHead, notes: Sequence[str] = ()
) -> str:
    """The copy of a page; `plan` holds its text as Python-Markdown got it, and the references in it.

    `notes` are Markdown paragraphs that the page says of itself, below the writer's text.
    """
    page, lead = _read(project, src, plan)
    films = _films(project, src, page, places)
    edits = [*films, *_links(project, src, page, places, films), *_raw_links(src, page, places)]
    moved = (Edit(one.start - lead, one.end - lead, one.text) for one in edits if one.start >= lead)
    boxes = [(span.start - lead, tag) for span, tag in page.boxes if span.start >= lead]
    body = without_boxes(plan.text, [*moved, *_references(plan, src, places), *_dropped(plan)], boxes)
    body = without_wrappers(body, project.settings.extensions).strip("\n")
    return front_matter(_fields(head)) + "\n" + "\n\n".join([body, *notes]) + "\n"


def _read(project: Project, src: str, plan: LinkPlan) -> tuple[Page, int]:
    """A page with its links, and how much of its source stands before the plan's text.

    A writer's page that the plan takes as it is was read already.
    """
    page = project.pages.get(src)
    if page is not None and page.source.text.endswith(plan.text):
        return page, len(page.source.text) - len(plan.text)
    relative = is_question(project.settings, src)
    return read_text(plan.text, project.path(src), project.reading, relative), 0


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it."""
    return SPECIAL.sub(r"\\\1", text)


def _fields(head: CopyHead) -> dict[str, str]:
    return {"title": head.title, "question": head.place, "url": head.url, "llms_txt": head.llms}


def front_matter(fields: Mapping[str, str]) -> str:
    """What stands above a copy: a line for each field that says something."""
    # A JSON string is a YAML string: nothing in a title can end it.
    lines = [f"{name}: {AS_WRITTEN.encode(text)}\n" for name, text in fields.items() if text]
    return f"---\n{''.join(lines)}---\n"


def _references(plan: LinkPlan, src: str, places: Places) -> Iterator[Edit]:
    """`question 3` -> `question [3](../c/index.md "The question")`."""
    starts = line_starts(plan.text)
    here = places.copies[src]
    for mark, target in plan.marks:
        address = places.from_copy(here, target.path) if target.path is not None else None
        if address is None:
            continue
        start, end = starts[mark.line] + mark.start, starts[mark.end_line] + mark.end
        title = IN_TITLE.sub(lambda m: f"&#{ord(m[0])};", target.title)
        if mark.raw:
            yield Edit(start, start, f'<a href="{escape(address)}" title="{title}">')
            yield Edit(end, end, "</a>")
            continue
        yield Edit(start, start, "[")
        yield Edit(end, end, f']({address} "{title}")')


def _links(project: Project, src: str, page: Page, places: Places, films: list[Edit]) -> Iterator[Edit]:
    """The destinations that MkDocs makes addresses of (1.6); all others are addresses already."""
    done: set[int] = set()
    for link in page.links:
        to = link.to
        if to is None or to.start in done or any(f.start <= to.start < f.end for f in films):
            continue
        done.add(to.start)
        address = _address(project, src, link.destination, places)
        if address is not None:
            yield Edit(to.start, to.end, address)


def _raw_links(src: str, page: Page, places: Places) -> Iterator[Edit]:
    """The addresses in raw HTML.  They are the built page's own, so without the site's address they hold."""
    for link in page.html_links if places.site_url else ():
        try:
            parts = urlsplit(link.destination)
        except ValueError:
            continue
        if link.to is not None and parts.path and not parts.scheme and not parts.netloc:
            address = escape(urljoin(places.page(src), link.destination))
            yield Edit(link.to.start, link.to.end, address)


def _address(project: Project, src: str, destination: str, places: Places) -> str | None:
    target = target_of(project, src, destination)
    try:
        parts = urlsplit(destination)
    except ValueError:
        return None
    if target is None or not parts.path:
        return None
    address = places.from_copy(places.copies[src], target[0])
    if address is None:
        return None
    anchor = quote(parts.fragment, safe="%/:=&?~#+!$,;'@*[]-._")
    return urlunsplit(("", "", address, parts.query, anchor))


def _films(project: Project, src: str, page: Page, places: Places) -> list[Edit]:
    """Films: a link to what every player plays, one to the captions, and the steps, as on the page."""
    out = []
    for link in page.links:
        if link.image and link.to is not None and is_film(link.destination):
            name = urlsplit(link.destination).path.rpartition("/")[2].removesuffix(".webm")
            exhibit = project.shelf.exhibits.get(name) if project.shelf else None
            film = _film(project, src, link, exhibit, page.source.text, places)
            out.append(Edit(link.span.start, link.span.end, film))
    return out


def _film(project: Project, src: str, link: Link, exhibit: Exhibit | None, text: str, places: Places) -> str:
    here, texts = places.copies[src], project.settings.texts
    if exhibit is None:
        address = _address(project, src, link.destination, places) or link.destination
        return f"[{escaped(link.text)}]({address})"
    storyboard = exhibit.storyboard
    title = re.sub(r"!\[(.*)\]\(.*", r"\1", link.span.text, flags=re.S) or escaped(storyboard.title)
    files = {kind: places.from_copy(here, f"{IN_DOCS}/{storyboard.id}.{kind}") for kind in ("mp4", "vtt")}
    film = f"[{texts['film_copy'].format(title=title)}]({files['mp4']})"
    begin = text.rfind("\n", 0, link.span.start) + 1
    end = text.find("\n", link.span.end)
    if text[begin : link.span.start].strip() or text[link.span.end : end if end >= 0 else None].strip():
        return film
    note = replace(exhibit, texts=texts).note
    lines = [f"{film} ([{escaped(texts['film_captions'])}]({files['vtt']})). {escaped(note)}", ""]
    lines += [f"{escaped(texts['film_steps'])}:", ""]
    for number, step in enumerate(storyboard.steps, 1):
        lines.append(f"{number}. {escaped(f'{step.say} {step.see}'.rstrip())}")
    indent = text[begin : link.span.start]
    return "\n".join(indent + line if line and index else line for index, line in enumerate(lines))


def _dropped(plan: LinkPlan) -> Iterator[Edit]:
    """What takes the lines away that only the check reads."""
    starts = [*line_starts(plan.text), len(plan.text)] if plan.dropped else []
    return (Edit(starts[line], starts[line + 1], "") for line in plan.dropped)


__all__ = ["CopyHead", "escaped", "front_matter", "markdown_copy"]
