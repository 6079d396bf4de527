"""The readers' own words for a page, and whether it is shown before they type any: its front matter."""

from __future__ import annotations

from collections.abc import Iterator

from faq.kinds import Kind
from faq.model import FrontMatter, Problem
from faq.search.folding import folded
from faq.text.front_matter_keys import KEYWORDS, WANTED, entries, first_line, form_problems


def keywords(front: FrontMatter) -> tuple[str, ...]:
    """A page's keywords as written, without those that are wrong."""
    return tuple(text.strip() for text, _ in entries(front, KEYWORDS) if _says_something(text))


def is_wanted(front: FrontMatter) -> bool:
    """Whether a page's writer has it stand in the search field before anything is typed."""
    return str(front.values.get(WANTED.name)).lower() == "true"


def keyword_problems(front: FrontMatter) -> Iterator[Problem]:
    """What is wrong with a page's keywords, each with its place."""
    yield from form_problems(front, KEYWORDS)
    if KEYWORDS.name in front.twice:
        return
    seen: set[str] = set()
    for text, span in entries(front, KEYWORDS):
        if not _says_something(text):
            message = f'the keyword "{text}" has neither a letter nor a digit'
            yield Problem(Kind.BAD_KEYWORDS, first_line(span), message, "take it out")
        elif folded(text).strip() in seen:
            message = f'the keyword "{text}" stands there twice'
            yield Problem(Kind.BAD_KEYWORDS, first_line(span), message, "take one of the two out")
        else:
            seen.add(folded(text).strip())


def _says_something(text: str) -> bool:
    return any(c.isalnum() for c in text)
