"""Front matter as MkDocs reads it, with the place of every value."""

from __future__ import annotations

import re

import yaml

from faq.kinds import Kind
from faq.model import FrontMatter, Problem, Source, Span

try:
    from yaml import CBaseLoader as _Loader
except ImportError:
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

# MkDocs 1.6.1, utils/meta.py: three hyphens open, three hyphens or three dots close.
FENCED = re.compile(r"-{3}[ \t]*(?:\r\n|\r|\n)(.*?(?:\r\n|\r|\n))(?:-{3}|\.{3})[ \t]*(?:\r\n|\r|\n|\Z)", re.S)
OPENED = re.compile(r"-{3}[ \t]*(?:\r\n|\r|\n)[ \t]*[\w-]+[ \t]*:")
# The other form that MkDocs takes: "Key: value" lines up to the first blank line.
META = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
META_MORE = re.compile(r"(?:[ ]{4}|\t)\s*\S")

# What most questions have: a number, and nothing that YAML could read in another way.
SIMPLE = re.compile(r"number: (?P<number>[0-9.]+)\r?\n")

NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*")


def read_front_matter(source: Source) -> tuple[FrontMatter, list[Problem]]:
    """The front matter of a page, and what is wrong with it."""
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
    loader = _Loader(source.text[slice(*inner)])
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return FrontMatter(inner=inner, end=end), [
            _broken(source, inner, mark, str(error.problem or error.context))
        ]
    except yaml.YAMLError as error:
        return FrontMatter(inner=inner, end=end), [_broken(source, inner, None, str(error))]
    finally:
        loader.dispose()
    if node is None:
        return FrontMatter(inner=inner, end=end), []
    if not isinstance(node, yaml.MappingNode):
        return FrontMatter(inner=inner, end=end), [_broken(source, inner, node.start_mark, "not a mapping")]
    return _mapping(source, node, inner, end), []


def _simple(source: Source, inner: tuple[int, int], end: int) -> FrontMatter:
    start = inner[0] + len("number: ")
    stop = len(source.text[start : inner[1]].rstrip()) + start
    return FrontMatter(
        {"number": source.text[start:stop]},
        {"number": Span(source, start, stop)},
        inner=inner,
        end=end,
    )


def _mapping(source: Source, node: yaml.MappingNode, inner: tuple[int, int], end: int) -> FrontMatter:
    values: dict[str, object] = {}
    spans: dict[str, Span] = {}
    items: dict[str, tuple[Span, ...]] = {}
    keys: dict[str, Span] = {}
    twice: list[str] = []
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        keys.setdefault(key.value, _span(source, inner[0], key))
        if value.start_mark.index < key.end_mark.index:
            values[key.value] = (
                None  # an alias stands for what is written elsewhere; it has no place of its own
            )
            continue
        if key.value in values:
            twice.append(key.value)
        values[key.value] = _plain(value)
        spans[key.value] = _span(source, inner[0], value)
        if isinstance(value, yaml.SequenceNode):
            items[key.value] = tuple(_span(source, inner[0], item) for item in value.value)
    return FrontMatter(values, spans, items, tuple(twice), inner, end, keys)


def _span(source: Source, base: int, node: yaml.Node) -> Span:
    start = _offset(source, base, node.start_mark)
    return Span(source, start, max(start, _offset(source, base, node.end_mark)))


def _plain(node: yaml.Node) -> object:
    """A node as text, lists and mappings; no number is ever made of a scalar, so 1.10 stays 1.10."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    return node.value


def _offset(source: Source, base: int, mark: yaml.Mark) -> int:
    """The index, not the line: YAML ends lines where text files do not (U+0085, U+2028)."""
    return min(base + mark.index, len(source.text))


def _broken(source: Source, inner: tuple[int, int], mark: yaml.Mark | None, why: str) -> Problem:
    start = min(_offset(source, inner[0], mark) if mark else inner[0], inner[1])
    message = f"front matter cannot be read: {why}"
    fix = "write one `name: value` on each line; put a value that holds a colon in quotes"
    return Problem(Kind.BAD_FRONT_MATTER, Span(source, start, min(start + 1, len(source.text))), message, fix)


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
