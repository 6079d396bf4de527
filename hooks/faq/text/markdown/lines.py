"""A page as lines that know where they come from, included snippets in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.patterns import late

TAB = 4

# pymdownx.snippets 13: `--8<-- "file"` on a line of its own, or `--8<--` lines around a list of files.
SNIPPET = late(
    r"""^(?P<space>[ \t]*)(?P<escape>;*)-+8<-+"""
    r"""(?:[ \t]+(?P<quote>["'])(?P<file>(?:\\.|(?!(?P=quote)).)+)(?P=quote))?$"""
)
SECTION = late(
    r"(?i)^(?P<pre>.*?)(?P<escape>;*)-+8<-+[ \t]+"
    r"\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*(?P<name>[a-z][-\w]*)[ \t]*\]"
)
FILE = late(
    r"(?i)^(?P<path>.*?)(?P<lines>(?::-?\d*){1,2}(?:,-?\d*(?::-?\d*)?)*)?(?::(?P<section>[a-z][-\w]*))?$"
)
DEPTH = 20

Include = Callable[[str], Source | None]
"""Finds the file that a snippet names; None where there is none.  What only a build fetches is empty."""


class Line(NamedTuple):
    """One line of a page after its snippets were put in."""

    text: str
    """With tabs expanded to the next multiple of four, as Python-Markdown does."""
    source: Source
    number: int
    """Index of the line in its source."""
    start: int
    """Offset of the line in its source."""
    indent: int
    """Columns that an indented include put in front of it."""
    columns: tuple[int, ...] | None
    """The source's column of each column, where tabs made them differ."""
    put: str | None = None
    """What the renderer gets, where that was made of a file that is no Markdown."""

    def offset(self, column: int) -> int:
        """The offset in the source of a column of the text."""
        if self.columns is not None:
            return self.start + self.columns[min(column, len(self.columns) - 1)]
        return self.start + max(0, column - self.indent)

    def raw_column(self, column: int) -> int:
        """The column in the line as it was before tabs were expanded, with the include's indent."""
        return column if self.put is not None else self.offset(column) - self.start + self.indent

    @property
    def takes_marks(self) -> bool:
        """Whether an HTML comment can be written into it: values (which begin nowhere) take none."""
        return self.put is None or self.start > 0

    @property
    def raw(self) -> str:
        """The line as the renderer gets it: tabs not yet expanded."""
        return self.put if self.put is not None else " " * self.indent + self.source.lines[self.number]


Made = Callable[[Source, "Inclusion"], tuple[list[Line], list[Problem]] | None]
"""The lines that a page gets of a file that is no Markdown, and what is wrong.

None for a file that is put in as it stands.
"""


@record
class Inclusion:
    """Where a page takes a file: itself, or by a snippet that it takes."""

    span: Span
    """What names the file."""
    page: str
    """The path of the page."""
    indented: bool
    """Whether that which names it, or a snippet on the way there, does not begin at the margin."""


def page_lines(
    source: Source, begin: int, include: Include | None, made: Made | None = None
) -> tuple[list[Line], list[Problem]]:
    """The lines of a page from an offset on, with what is wrong with its includes.

    `include` is None where the project does not use snippets: their lines are then plain text.
    """
    first = source.position(begin)[0] - 1 if begin else 0
    problems: list[Problem] = []
    if include is None or "8<" not in source.text:
        if "\t" in source.text:
            return [_line(source, n, "") for n in range(first, len(source.lines))], problems
        places = zip(source.lines, source.starts, strict=True)
        return [Line(text, source, n, start, 0, None) for n, (text, start) in enumerate(places)][
            first:
        ], problems
    rows = [(n, source.lines[n]) for n in range(first, len(source.lines))]
    reader = _Includes(include, made or (lambda source, place: None), problems)
    return list(reader.expand(source, rows, "", (source.path,))), problems


def with_made(text: str, path: str, include: Include | None, made: Made | None) -> str:
    """The text of a page that takes a file that is no Markdown, with all that it includes, as it is checked.

    Any other text as it is, and what only a build fetches as well: those are the engine's.
    """
    if include is None or made is None or "8<" not in text:
        return text
    source, taken = Source(path, text), list[Source]()

    def noted(one: Source, place: Inclusion) -> tuple[list[Line], list[Problem]] | None:
        # Also what gives no lines, because something is wrong with it: the engine would show the file itself.
        if (lines := made(one, place)) is not None:
            taken.append(one)
        return lines

    reader = _Includes(include, noted, [], fetching=True)
    lines = list(reader.expand(source, list(enumerate(source.lines)), "", (path,)))
    return joined(lines) if taken else text


def _line(source: Source, number: int, space: str) -> Line:
    text = source.lines[number]
    if space or "\t" in text:
        return _shifted(source, number, text, space)
    return Line(text, source, number, source.starts[number], 0, None)


def _shifted(source: Source, number: int, text: str, space: str) -> Line:
    whole = space + text
    if "\t" not in whole:
        return Line(whole, source, number, source.starts[number], len(space), None)
    shown, columns = without_tabs(whole)
    columns = [max(0, column - len(space)) for column in columns]
    return Line(shown, source, number, source.starts[number], len(space), tuple(columns))


def without_tabs(text: str) -> tuple[str, list[int]]:
    """A line with tabs expanded, and the column that each of its columns had, that behind the last too."""
    out, columns = list[str](), list[int]()
    for index, char in enumerate(text):
        width = TAB - len(out) % TAB if char == "\t" else 1
        out.extend(" " * width if char == "\t" else char)
        columns.extend([index] * width)
    return "".join(out), [*columns, len(text)]


@record
class _Includes:
    """Puts files in the places of the lines that name them."""

    include: Include
    made: Made
    problems: list[Problem]
    fetching: bool = False
    """Whether a line stays that names what is fetched: somebody else will."""

    def expand(
        self, source: Source, rows: Sequence[tuple[int, str]], space: str, seen: tuple[str, ...]
    ) -> Iterator[Line]:
        in_list = False
        for number, text in rows:
            m = SNIPPET.match(text) if "8<" in text else None
            if m and m["escape"]:
                yield _line(source, number, space)
            elif m and m["file"]:
                inner = space + m["space"].expandtabs(TAB)
                yield from self.included(source, number, m.start("file"), m["file"], inner, seen)
            elif m:
                in_list = not in_list
            elif in_list:
                name = text.strip()
                if name and not name.startswith(";"):
                    at = len(text) - len(text.lstrip())
                    inner = space + text[:at].expandtabs(TAB)
                    yield from self.included(source, number, at, name, inner, seen)
            elif "8<" in text and SECTION.match(text):
                continue  # a section's marker is taken out of what is shown
            else:
                yield _line(source, number, space)

    def included(
        self, source: Source, number: int, column: int, name: str, space: str, seen: tuple[str, ...]
    ) -> Iterator[Line]:
        m = FILE.match(name)
        path = m["path"].strip() if m else name
        start = source.starts[number] + column
        span = Span(source, start, start + len(name))
        found = self.include(path)
        if found is None:
            self.problems.append(_missing(span, path))
            return
        if self.fetching and "://" in path:
            yield _line(source, number, space)
            return
        if found.path in seen or len(seen) > DEPTH:
            return  # pymdownx.snippets leaves a circle out
        if (lines := self.made(found, Inclusion(span, seen[0], space != ""))) is not None:
            self.problems.extend(lines[1])
            yield from lines[0]
            return
        rows = list(enumerate(found.lines))
        if m and m["section"]:
            if not any(_begins(text, m["section"]) for text in found.lines):
                message = f'the included file "{path}" has no section "{m["section"]}"'
                fix = f"write a section of {found.path}, or begin one there: --8<-- [start:{m['section']}]"
                self.problems.append(Problem(Kind.MISSING_SNIPPET, span, message, fix))
                return
            rows = _section(rows, m["section"])
        elif m and m["lines"]:
            rows = _ranges(rows, m["lines"])
        yield from self.expand(found, rows, space, (*seen, found.path))


def _missing(span: Span, path: str) -> Problem:
    if "://" in path:
        message = f'"{path}" is not fetched: pymdownx.snippets has no url_download: true'
        return Problem(Kind.MISSING_SNIPPET, span, message, "put the text into a file, and write its path")
    message = f'the included file "{path}" does not exist'
    fix = "write the path of a file below the folders that pymdownx.snippets names as base_path"
    return Problem(Kind.MISSING_SNIPPET, span, message, fix)


def _begins(text: str, name: str) -> bool:
    """Whether a line is the marker at which a section begins."""
    m = SECTION.match(text) if "8<" in text else None
    return m is not None and not m["escape"] and m["name"] == name and m["type"].lower() == "start"


def _section(rows: list[tuple[int, str]], name: str) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    inside = False
    for number, text in rows:
        m = SECTION.match(text) if "8<" in text else None
        if m and not m["escape"] and m["name"] == name:
            if m["type"].lower() == "end":
                break
            inside = True
        elif inside and not m:
            out.append((number, text))
    return out


def _ranges(rows: list[tuple[int, str]], spec: str) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    for part in spec[1:].split(","):
        first, _, last = part.partition(":")
        begin = int(first) if first else None
        end = int(last) if last else None
        if end is not None and end < 0:
            end = len(rows) + 1 + end
        out += rows[begin if begin is None or begin < 0 else max(0, begin - 1) : end]
    return out


def joined(lines: Sequence[Line]) -> str:
    """The page as Python-Markdown's preprocessors get it behind the snippets: tabs not yet expanded."""
    return "\n".join(line.raw for line in lines)
