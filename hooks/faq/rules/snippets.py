"""What stands in a snippet stands on every page that includes it: which pages a problem is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from faq.kinds import Kind
from faq.model import Problem, Source
from faq.text.page import Page

Place = tuple[str, int, int, Kind]
Told = Mapping[Problem, Sequence[str]]
"""Problems in snippets, each with the paths of the pages on which it was found."""


def including(source: Source, pages: Collection[Page]) -> list[Page]:
    """The pages in which a file that is none of its own stands."""
    return [
        page
        for page in pages
        if page.source is not source and any(line.source is source for line in page.lines)
    ]


def with_pages(told: Told, pages: Collection[Page]) -> Iterator[Problem]:
    """The problems, each with the pages that it is about, and with those that include the text without it.

    What mends one page would break such another, so that the advice is then to write it apart.
    """
    on: dict[Place, set[str]] = {}
    for problem, found in told.items():
        on.setdefault(_place(problem), set()).update(found)
    for problem, found in told.items():
        wrong = on[_place(problem)]
        rest = [path for path in _including(problem, pages) if path not in wrong]
        notes = [f"on {_listed(found)}, which {_verb(found, 'include')} it"]
        if rest:
            notes.append(f"{_listed(rest)} {_verb(rest, 'include')} it as well, and there it is right")
        if not rest and len(found) == len(wrong):
            yield replace(problem, notes=(*problem.notes, *notes))
            continue
        fix = "write it in each page, in its own words, or say in the snippet what is true on all of them"
        yield replace(problem, notes=(*problem.notes, *notes), fix=fix)


def _place(problem: Problem) -> Place:
    return (*problem.span.key, problem.kind)


def _including(problem: Problem, pages: Collection[Page]) -> Iterator[str]:
    """The pages in which the line of a snippet stands."""
    source = problem.span.source
    line = source.position(problem.span.start)[0] - 1
    for page in pages:
        if any(one.number == line and one.source.path == source.path for one in page.lines):
            yield page.source.path


def _listed(paths: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(paths[:-1]), paths[-1])))


def _verb(paths: Sequence[str], verb: str) -> str:
    return verb if len(paths) > 1 else verb + "s"
