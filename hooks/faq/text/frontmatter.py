"""Front matter as MkDocs reads it, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faq.kinds import Kind
from faq.model import FrontMatter, Problem, Source, Span
from faq.patterns import late
from faq.text.front_matter_keys import KEYS
from faq.text.yaml_nodes import Fields, Items, NotYaml, Repeated, Scalar, read_yaml, written

# MkDocs 1.6.1, utils/meta.py: three hyphens open, three hyphens or three dots close.
FENCED = late(r"-{3}[ \t]*(?:\r\n|\r|\n)(.*?(?:\r\n|\r|\n))(?:-{3}|\.{3})[ \t]*(?:\r\n|\r|\n|\Z)", re.S)
OPENED = late(r"-{3}[ \t]*(?:\r\n|\r|\n)[ \t]*[\w-]+[ \t]*:")
# The other form that MkDocs takes: "Key: value" lines up to the first blank line.
META = late(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
META_MORE = late(r"(?:[ ]{4}|\t)\s*\S")

# What most questions have: a number, and nothing that YAML could read in another way.
SIMPLE = late(r"number: (?P<number>(?:[A-Z]\.)?[0-9.]+[a-z]?)\r?\n")

# The same behind empty lines and comments, where MkDocs takes it for text.
LATE = late(
    r"(?:[ \t]*(?:\r\n|\r|\n)|[ \t]*<!--.*?-->)*(?P<open>-{3})[ \t]*(?:\r\n|\r|\n)"
    r"(?P<inner>(?:(?!-{3})[^\r\n]*(?:\r\n|\r|\n))+)(?:-{3}|\.{3})[ \t]*(?:\r\n|\r|\n|\Z)",
    re.S,
)
READ = frozenset(
    {
        *(key.name for key in KEYS),
        *("description", "hide", "robots", "search", "tags", "template", "title"),
    }
)
"""Keys by which front matter is told from two lines drawn around some words."""


def read_front_matter(source: Source) -> tuple[FrontMatter, list[Problem]]:
    """The front matter of a page, and what is wrong with it."""
    front, problems = _first(source)
    if not problems and source.text.find("---", front.end) >= 0:
        problems = list(_second(source, front))
    return front, problems


def _second(source: Source, front: FrontMatter) -> Iterator[Problem]:
    """A block like front matter, before all else, that does not begin on line 1: readers would see it."""
    m = LATE.match(source.text, front.end)
    if m and any(name in READ for name in re.findall(r"(?m)^([\w-]+)[ \t]*:", m["inner"])):
        twice = front.inner is not None
        message = "front matter begins on line 1, and a page has it once"
        fix = (
            "put these lines between the two --- at the top"
            if twice
            else "take out what stands above the ---"
        )
        start = m.start("open")
        yield Problem(Kind.BAD_FRONT_MATTER, Span(source, start, start + 3), message, fix)


def _first(source: Source) -> tuple[FrontMatter, list[Problem]]:
    m = FENCED.match(source.text)
    if not m:
        if OPENED.match(source.text):
            message = "front matter is opened by --- and never closed"
            fix = "write --- alone on the line below its last entry"
            return FrontMatter(), [Problem(Kind.BAD_FRONT_MATTER, Span(source, 0, 3), message, fix)]
        return _multimarkdown(source), []
    inner, end = m.span(1), m.end()
    if SIMPLE.fullmatch(source.text, *inner):
        return _simple(source, inner, end), []
    try:
        document = read_yaml(source, *inner, as_written=True)
    except NotYaml as error:
        return FrontMatter(inner=inner, end=end), [_broken(error.span, error.why)]
    root = document.root
    if root is None:
        return FrontMatter(inner=inner, end=end), []
    if not isinstance(root, Fields):
        start = root.span.start
        here = Span(source, start, min(start + 1, len(source.text)))
        return FrontMatter(inner=inner, end=end), [_broken(here, "not a mapping")]
    return _mapping(root, document.repeated, inner, end), []


def _simple(source: Source, inner: tuple[int, int], end: int) -> FrontMatter:
    start = inner[0] + len("number: ")
    stop = len(source.text[start : inner[1]].rstrip()) + start
    return FrontMatter(
        {"number": source.text[start:stop]},
        {"number": Span(source, start, stop)},
        inner=inner,
        end=end,
    )


def _mapping(root: Fields, repeated: tuple[Repeated, ...], inner: tuple[int, int], end: int) -> FrontMatter:
    fields = {pair.key.text: pair for pair in root.pairs if isinstance(pair.key, Scalar)}
    first = {pair.key.text: pair.key.span for pair in reversed(root.pairs) if isinstance(pair.key, Scalar)}
    return FrontMatter(
        {name: pair.value.value for name, pair in fields.items()},
        {name: pair.value.span for name, pair in fields.items()},
        {
            name: tuple(item.span for item in pair.value.items)
            for name, pair in fields.items()
            if isinstance(pair.value, Items)
        },
        {one.name: one.span for one in repeated if one.first == first.get(one.name)},
        inner,
        end,
        {name: first[name] for name in fields},
        {
            name: {str(inner.key.value): written(inner.key) for inner in pair.value.pairs}
            for name, pair in fields.items()
            if isinstance(pair.value, Fields)
        },
        tuple((one.name, one.span) for one in repeated if one.first != first.get(one.name)),
        {
            name: {
                str(inner.key.value): inner.value.span
                for inner in pair.value.pairs
                if isinstance(inner.value, Scalar)
            }
            for name, pair in fields.items()
            if isinstance(pair.value, Fields)
        },
    )


def _broken(where: Span, why: str) -> Problem:
    message = f"front matter cannot be read: {why}"
    fix = "write one `name: value` on each line; put a value that holds a colon in quotes"
    return Problem(Kind.BAD_FRONT_MATTER, where, message, fix)


def _multimarkdown(source: Source) -> FrontMatter:
    """The end of "Key: value" lines at the top, which MkDocs takes out of the page."""
    values: dict[str, object] = {}
    spans: dict[str, Span] = {}
    keys: dict[str, Span] = {}
    key = None
    for index, line in enumerate(source.lines):
        if not line.strip():
            end = source.starts[index]
            break
        if m := META.match(line):
            key = m["key"].lower()
            start = source.starts[index]
            values.setdefault(key, m["value"].strip())
            keys.setdefault(key, Span(source, start + m.start("key"), start + m.end("key")))
            spans.setdefault(key, Span(source, start + m.start("value"), start + m.end("value")))
        elif not (key and META_MORE.match(line)):
            end = source.starts[index]
            break
    else:
        end = len(source.text)
    return FrontMatter(values, spans, end=end if values else 0, keys=keys)
