"""The Markdown of `clients.yml`: links, a heading a program, its steps, when they were tried, its film.

Plain Markdown, so that copies, print and browsers without JavaScript have all of it.  Each line knows the
place in the file that says it: what is wrong there is told there, and mended there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from string import Formatter
from typing import TypeAlias

from faq.clients.client_reading import parse
from faq.clients.matrix import NAME, Cell, Client, Clients, Platform, Worded, is_clients
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source
from faq.text.markdown.lines import Inclusion, Line
from faq.texts import date_text

HEADING = "###"

Piece: TypeAlias = str | Worded
"""Of a line: what we write around what the file says."""


@record
class ClientLines:
    """How a project's pages take its clients."""

    films: str
    """The folder of films, from the project's own."""
    texts: Mapping[str, str]
    lists: bool
    """Whether Markdown's attribute lists are read, which give headings their anchors."""

    def __call__(self, source: Source, place: Inclusion) -> tuple[list[Line], list[Problem]] | None:
        """The lines that a page gets there, and what is wrong; None for another file."""
        if not is_clients(source.path):
            return None
        at = place.span
        if not self.lists:
            message = f"{source.path} needs Markdown's attr_list, which gives each program its anchor"
            fix = "add attr_list to markdown_extensions: in mkdocs.yml"
            return [], [Problem(Kind.BAD_CLIENTS, at, message, fix)]
        if place.indented or at.text.partition(NAME)[2].startswith(":"):
            message = f"{source.path} is taken whole, by a line that begins at the margin"
            return [], [
                Problem(Kind.BAD_CLIENTS, at, message, f'write --8<-- "{NAME}" at the beginning of a line')
            ]
        parsed = parse(source)
        films = posixpath.relpath(self.films, posixpath.dirname(place.page))
        lines = list(_Lines(parsed.clients, films, self.texts).lines())
        own = [line._replace(source=source) if line.source is NOWHERE else line for line in lines]
        return _once_apart(own), list(parsed.problems)


@record
class _Lines:
    clients: Clients
    films: str
    texts: Mapping[str, str]

    def lines(self) -> Iterator[Line]:
        """All of it; empty lines part its blocks."""
        yield _line()
        for client in self.clients.clients:
            yield _line("- [", client.name, f"](#{client.anchor})")
        for client in self.clients.clients:
            yield from _apart(f"{HEADING} ", client.name, f" {{ #{client.anchor} }}")
            for platform in client.platforms:
                yield from self.platform(client, platform)
            if client.film:
                said = self.filled("client_film", client=client.name)
                yield from _apart("![", *said, f"]({self.films}/", client.film, ".webm)")
        yield _line()

    def platform(self, client: Client, platform: Platform) -> Iterator[Line]:
        mark = "**" if len(client.platforms) > 1 else "*"
        yield from _apart(mark, platform.name, mark)
        cells = {case: platform.cells[case] for case in self.clients.cases if case in platform.cells}
        own = [case for case, cell in cells.items() if not cell.like]
        for case in own:
            if len(own) > 1:
                yield from _apart("**", self.clients.cases[case], "**")
            if said := cells[case].instead:
                yield from _apart(*self.filled("client_impossible", instead=said))
                continue
            yield _line()
            yield from cells[case].steps
            yield _line()
            yield from self.tried({one: cell for one, cell in cells.items() if case in (one, cell.like)})

    def tried(self, cells: Mapping[str, Cell]) -> Iterator[Line]:
        """When steps were tried: in one sentence where that is the same for all that they serve."""
        if len({_trial(cell) for cell in cells.values()}) == 1:
            yield _line(*self.sentence(next(iter(cells.values()))))
            return
        for case, cell in cells.items():
            # No list: Markdown would make it one with the steps, where these are a list.
            yield from _apart(self.clients.cases[case], ": ", *self.sentence(cell))

    def sentence(self, cell: Cell) -> Sequence[Piece]:
        tried = cell.tried
        if tried is None or tried.day is None or tried.version is None:
            return self.filled("client_untried", tried=Worded("", tried.span if tried else cell.span))
        day = Worded(date_text(self.texts, tried.day), tried.span)
        return self.filled("client_tried", date=day, version=tried.version)

    def filled(self, name: str, **values: Worded) -> list[Piece]:
        """A text of the interface, with what the file says in it; a team's own may name none of that."""
        out = list[Piece]()
        for said, named, _, _ in Formatter().parse(self.texts[name]):
            out += [said] if named is None else [said, values[named]]
        if any(isinstance(one, Worded) for one in out):
            return out
        place = next(iter(values.values())).span
        return [Worded("".join(map(str, out)), place)]


def _trial(cell: Cell) -> tuple[object, str]:
    """What makes two trials the same for readers."""
    tried = cell.tried
    return (tried.day, tried.version.text) if tried and tried.version else (None, "")


NOWHERE = Source("", "")


def _once_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines without empty ones that follow another: where one block ends, the next has begun already."""
    return [line for last, line in pairwise([None, *lines]) if line and (line.raw or not last or last.raw)]


def _apart(*pieces: Piece) -> Iterator[Line]:
    """A line that is a block of its own."""
    yield _line()
    yield _line(*pieces)
    yield _line()


def _line(*pieces: Piece) -> Line:
    """A line of which each character knows its place: what the file says has its own, ours that before it."""
    said = [piece for piece in pieces if isinstance(piece, Worded)]
    if not said:
        return Line("", NOWHERE, 0, 0, 0, None, "")
    source, at = said[0].span.source, said[0].span.start
    text, columns = "", list[int]()
    for piece in pieces:
        if isinstance(piece, str):
            text, columns = text + piece, columns + [at] * len(piece)
            continue
        at = piece.span.start
        text, columns = text + piece.text, columns + list(piece.places or [at] * len(piece.text))
        at = columns[-1]
    number = source.position(said[0].span.start)[0] - 1
    return Line(text, source, number, 0, 0, (*columns, at + 1), text)
