"""The readers' own words for a page: `keywords:` in its front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from faq.kinds import Kind
from faq.model import FrontMatter, Problem, Span

FIX = "write a list such as keywords: [opening hours, when are you open]"


def keywords(front: FrontMatter) -> tuple[str, ...]:
    """A page's keywords as written, without those that are wrong."""
    value = front.values.get("keywords")
    items = value if isinstance(value, list) else []
    return tuple(item.strip() for item in items if isinstance(item, str) and _says_something(item))


def keyword_problems(front: FrontMatter) -> Iterator[Problem]:
    """What is wrong with a page's keywords, each with its place."""
    value, whole = front.values.get("keywords"), front.spans.get("keywords")
    if whole is None:
        return
    if "keywords" in front.twice:
        message = "keywords: is written twice"
        yield Problem(Kind.BAD_KEYWORDS, _first_line(whole), message, "make one list of the two")
    elif not isinstance(value, list) or not value:
        said = _written(value) if value else "nothing"
        message = f"keywords: must be a list of what readers type, not {said}"
        yield Problem(Kind.BAD_KEYWORDS, _first_line(whole), message, FIX)
    else:
        yield from _wrong(zip(value, front.items["keywords"], strict=True))


def _wrong(items: Iterable[tuple[object, Span]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item, span in items:
        if not isinstance(item, str):
            message = f"a keyword is a text, not {_written(item)}"
            yield Problem(Kind.BAD_KEYWORDS, _first_line(span), message, "put it in quotes")
        elif not _says_something(item):
            message = f'the keyword "{item}" has neither a letter nor a digit'
            yield Problem(Kind.BAD_KEYWORDS, _first_line(span), message, "take it out")
        elif item.casefold().strip() in seen:
            message = f'the keyword "{item}" stands there twice'
            yield Problem(Kind.BAD_KEYWORDS, _first_line(span), message, "take one of the two out")
        else:
            seen.add(item.casefold().strip())


def _says_something(text: str) -> bool:
    return any(c.isalnum() for c in text)


def _written(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f'"{key}: {item}"' for key, item in value.items())
    return f'"{value}"' if isinstance(value, str) else "a list"


def _first_line(span: Span) -> Span:
    line = span.source.text[span.start : span.end].split("\n", 1)[0].rstrip()
    return Span(span.source, span.start, span.start + len(line))
