"""Misspelt words: what a program is asked, line by line, and what is told of its answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from faq.book.elsewhere import configured_values, storyboard_values
from faq.book.project import Project
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.patterns import late
from faq.text.all_passages import passages
from faq.text.passages import Passage, Value

ADDRESS = late(r"\S*(?:://|@|www\.)\S*")
"""An address of the web or of mail; its parts are no words."""
BLANK = late(r"[^\S ]|[\ufffb\ufffc]")
"""What separates words: the end of a line, and what stands in the place of code."""
WORD = late(r"[\w'’-]+")
"""What codespell takes for a word (2.4)."""
PARTED = late(r"\w(?:[*_~^=+`]+|<[^<>]*>|&#?\w+;|\\|\[|\](?:\([^()]*\)|\[[^][]*\])?|\{[^{}]*\})+\w")
"""A word with markup in it."""
PARTING = late(r"[*_~^=+`<&\\[\]{](?<=\w.)")
"""What begins such markup, behind a letter: that is sought far sooner than letters are."""
COMMAND = "pip install 'support-faq[spelling]'"


@record
class Misspelt:
    """What is said of one word of one line."""

    line: int
    """Of the lines that were asked for, counted from 0."""
    word: str
    better: tuple[str, ...]
    """What to write instead; the likeliest first."""


def beside_pages(project: Project) -> list[Passage]:
    """What readers read that stands in no page: labels in `nav:`, what a site says of itself, storyboards."""
    boards = project.shelf.storyboards.values() if project.shelf else ()
    values = [*configured_values(project.settings), *storyboard_values(one.source for one in boards)]
    return [Value(span, span.source.position(span.start)[0] - 1) for span in values]


def words_of_files(project: Project) -> list[str]:
    """Every word of the files that hold text of the site, each once, code and addresses included."""
    found: set[str] = set()
    for source in project.sources.values():
        found.update(WORD.findall(source.text))
        if "_" in source.text:  # which is emphasis, or a part of a name
            found.update(WORD.findall(source.text.replace("_", " ")))
    return sorted(found)


def read_by_readers(project: Project, words: Collection[str]) -> list[Passage]:
    """What readers read of the pages in which one of the words may stand.

    A page is read as readers read it only for that: it takes as long as all else that a check does.  Where
    markup parts a word, its letters stand together nowhere, and the page is read in any case.
    """
    doubtful = re.compile("|".join(map(re.escape, sorted(words)))) if words else None
    found: list[Passage] = []
    for page in project.pages.values():
        files = {one.path: one.text for one in (page.source, *(line.source for line in page.lines))}
        if any(has_parted(text) or (doubtful and doubtful.search(text)) for text in files.values()):
            found += passages(page.source, project.reading)
    return found


def has_parted(text: str) -> bool:
    """Whether markup stands in a word."""
    return any(PARTED.match(text, found.start() - 1) for found in PARTING.finditer(text))


def as_line(passage: Passage) -> str:
    """A passage on one line, every character at its place, and spaces in place of code and of addresses."""
    return ADDRESS.sub(lambda found: " " * len(found.group()), BLANK.sub(" ", passage.text))


def misspelt_problems(
    found: Sequence[Passage], told: Iterable[Misspelt], known: Collection[str], listed_in: str | None
) -> Iterator[Problem]:
    """Each place of each word, once: snippets stand on several pages.

    `found` are the passages that were asked about, and `known` the words that the site's own list has, the
    file `listed_in`.
    """
    right = {word.casefold() for word in known}
    where = f"add it to {listed_in}" if listed_in else "list it: spelling: {words: words.txt}"
    seen: set[tuple[str, int, int]] = set()
    for one in told:
        if one.word.casefold() in right:
            continue
        better = " or ".join(f'"{word}"' for word in one.better)
        for m in re.finditer(rf"(?<![\w'’-]){re.escape(one.word)}(?![\w'’-])", as_line(found[one.line])):
            span = found[one.line].span(m.start(), m.end())
            if span.key not in seen:
                seen.add(span.key)
                fix = f"write {better}; if it is right, {where}"
                yield Problem(Kind.MISSPELT_WORD, span, f'"{one.word}" is a common misspelling', fix)


def words_of(source: Source) -> tuple[str, ...]:
    """The words of a list, one a line; what follows "#" is for people."""
    lines = (line.partition("#")[0].strip() for line in source.lines)
    return tuple(line for line in lines if line)


def missing_program(span: Span) -> Problem:
    """That the program which knows the words is not there."""
    message = "spelling: asks for codespell, which is not installed"
    return Problem(Kind.PROGRAM_MISSING, span, message, f"install it: {COMMAND}")
