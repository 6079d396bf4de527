"""When an answer last changed for those who read it: of which files it is, and what they see."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from faq.book.project import Project, decode
from faq.model import Source
from faq.patterns import late
from faq.text.frontmatter import FENCED, read_front_matter
from faq.text.page import Page, Reading, read_text
from faq.walkthroughs.film_links import is_film

COMMENT = late(r"<!--\s*faq:.*?-->", re.S)
"""What only the check reads."""
MARK = late(r"(?m)^[ \t>]*<!--\s*faq:\s*gone[^>]*-->[ \t]*\r?\n|<!--\s*faq:\s*gone[^>]*-->")
"""Of that what may name a number."""
ANCHOR = late(r"(?m)(?<=\S)[ \t]+\{:?[ \t]*#[\w-]+[ \t]*\}(?=[ \t]*\r?$)")
"""An anchor behind a heading, such as `faq fix` puts there; it is read where attribute lists are not."""


def made_of(project: Project) -> dict[str, tuple[str, ...]]:
    """By source path of a page: the paths of its own file, of its snippets and of its films' storyboards."""
    storyboards = project.shelf.storyboards if project.shelf else {}
    out = {}
    for src, page in project.pages.items():
        shown = [storyboards[film].path for film in films_on(page) if film in storyboards]
        included = [line.source.path for line in page.lines]
        out[src] = tuple(dict.fromkeys((page.source.path, *included, *shown)))
    return out


def films_on(page: Page) -> list[str]:
    """The ids of the films that a page shows."""
    return [PurePosixPath(link.destination).stem for link in page.links if is_film(link.destination)]


def answer_times(files: Mapping[str, tuple[str, ...]], times: Mapping[str, datetime]) -> dict[str, datetime]:
    """When each page last changed, by source path: the newest of the `files` that it is made of.

    `times` says it of each file; a page whose own file is not there was never committed, and has none.
    """
    return {
        src: max(times[path] for path in (own, *more) if path in times)
        for src, (own, *more) in files.items()
        if own in times
    }


def said_to_readers(project: Project) -> Callable[[str, bytes], Hashable]:
    """Makes of a content of a file that pages are made of, named by its path, what readers read there.

    Two contents of which the same is made read the same.  Front matter, how lines are wrapped, and the
    numbers in references, which follow `nav:`, are left out.  A storyboard is its film: everything counts.
    """
    pages = {page.source.path for page in project.pages.values()}
    storyboards = {one.path for one in project.shelf.storyboards.values()} if project.shelf else set()
    known: dict[str, frozenset[int]] = {}
    number = late(project.settings.numbers.questions.pattern)
    unread = [MARK, *([ANCHOR] if "attr_list" in project.settings.extensions else [])]

    def said(path: str, data: bytes) -> Hashable:
        if path in storyboards:
            return data
        source, _ = decode(path, data)
        text = source.text[_front_end(source) if path in pages else 0 :]
        for one in unread:
            text = one.sub("", text)
        words = " ".join(COMMENT.sub("", text).split())
        masked = number.sub("#", words)
        # Which numbers are references is dear to find out, and the same where the other words are the same.
        if masked not in known:
            known[masked] = _references(text, path, project.reading, number)
        return masked, tuple(n for i, n in enumerate(number.findall(words)) if i not in known[masked])

    return said


def _front_end(source: Source) -> int:
    """Where a page's own text begins; YAML is not read for it."""
    m = FENCED.match(source.text)
    return m.end() if m else read_front_matter(source)[0].end


def _references(text: str, path: str, reading: Reading, number: re.Pattern[str]) -> frozenset[int]:
    """Which of a text's numbers, counted from 0, are references of its own."""
    page = read_text(text, path, reading, False)
    cited = {c.span.start for phrase in page.phrases if phrase.status == "own" for c in phrase.citations}
    return frozenset(i for i, m in enumerate(number.finditer(text)) if m.start() in cited)
