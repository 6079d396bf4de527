"""The one reader of YAML: what a text says, and where each part of it stands.

`mkdocs.yml`, front matter, storyboards and stages are read here.  PyYAML composes the nodes; this module says
what the tags mean that MkDocs knows (`!ENV`, `!relative`), and gives every value its place.  A value of any
other tag stays opaque: nothing is imported, nothing is run.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import yaml
import yaml_env_tag
from yaml.composer import Composer

from faq.frozen import record
from faq.model import Source, Span
from faq.text.python_values import PythonValue

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without libyaml: slower, the same
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

STANDARD = "tag:yaml.org,2002:"


@record
class Scalar:
    """A text, a number, a truth value, nothing; or what an opaque tag stands before."""

    span: Span
    """Where it stands; where an alias stands, if it is one."""
    value: Any
    """What it means."""
    text: str
    """What is written, without quotes and escapes."""


@record
class Items:
    """A list."""

    span: Span
    value: list[Any]
    """As plain data, all the way down."""
    items: tuple[Node, ...]
    flow: bool
    """Whether it is written in brackets."""


@record
class Pair:
    """A key with its value."""

    key: Node
    value: Node


@record
class Fields:
    """A mapping."""

    span: Span
    value: dict[Any, Any]
    """As plain data, all the way down; of a key that is written twice the last value."""
    pairs: tuple[Pair, ...]
    """What `<<` takes in, then what is written, in order."""
    flow: bool
    """Whether it is written in braces."""

    def pair(self, name: object) -> Pair | None:
        """The key with this name and its value; of several the last."""
        return next((pair for pair in reversed(self.pairs) if pair.key.value == name), None)

    def get(self, name: object) -> Node | None:
        """The value of a key."""
        pair = self.pair(name)
        return pair.value if pair else None


Node: TypeAlias = Scalar | Items | Fields


@record
class Repeated:
    """A key that is written once more in one mapping, so that what was written first is lost."""

    name: str
    span: Span
    first: Span

    def __str__(self) -> str:
        first, _ = self.first.source.position(self.first.start)
        where = place_of(self.span)
        return f"{where}: {self.name}: is written twice, first in line {first}; make one of the two"


@record
class Document:
    """A text that could be read."""

    root: Node | None
    """None where nothing is written."""
    repeated: tuple[Repeated, ...]


class NotYaml(Exception):  # noqa: N818 - it names what the text is not
    """A text that cannot be read, where it cannot, and why."""

    def __init__(self, span: Span, why: str) -> None:
        super().__init__(why)
        self.span, self.why = span, why

    def __str__(self) -> str:
        return f"{place_of(self.span)}: is no YAML: {self.why}"


def read_yaml(
    source: Source, start: int = 0, end: int | None = None, *, as_written: bool = False
) -> Document:
    """What a source says between two offsets.  Raises NotYaml.

    With `as_written` the value of every scalar is its text: 1.10 stays 1.10, and 0123 stays 0123.
    """
    text = source.text[start:end]
    # PyYAML's composer written in C is twice as fast, and does not tell where an alias stands.
    loader = (_AliasLoader if "*" in text else _Loader)(text)
    reader = _Reader(source, start, text, loader, as_written)
    try:
        node = reader.composed()
        root = None if node is None else reader.node(node)
        return Document(root, tuple(reader.repeated))
    finally:
        loader.dispose()


def in_flow(text: str) -> str:
    """A text as it is written in brackets or braces, as a key or a value: in quotes where it has to be."""
    try:
        plain = yaml.safe_load(f"{{{text}: {text}, more: [{text}]}}") == {text: text, "more": [text]}
    except (yaml.YAMLError, ValueError, TypeError):
        plain = False
    return (
        text if plain else yaml.safe_dump(text, default_style='"', allow_unicode=True, width=1e9).rstrip("\n")
    )


def place_of(span: Span) -> str:
    """Where something stands, as messages begin with it; of a text that no file holds the file's name."""
    if not span.source.text:
        return span.source.path
    line, column = span.source.position(span.start)
    return f"{span.source.path}:{line}:{column}"


def at(node: Node | None, *path: object) -> Node | None:
    """The value at the end of a path of keys; None where it leads nowhere."""
    for name in path:
        node = node.get(name) if isinstance(node, Fields) else None
    return node


def nearest(node: Node, *way: object) -> Node:
    """The value to which keys and places in lists lead; where they lead nowhere, the last on the way."""
    for step in way:
        if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        elif isinstance(node, Fields) and (inner := node.get(step)) is not None:
            node = inner
        else:
            break
    return node


def written(node: Node) -> Span:
    """Where a value's own text stands: of a quoted one without the quotes, behind an anchor or a tag."""
    span = node.span
    if not isinstance(node, Scalar) or not node.text or span.text.startswith("*"):
        return span
    start = span.source.text.rfind(node.text, span.start, span.end)
    return Span(span.source, start, start + len(node.text)) if start >= 0 else span


class _Loader(_SafeLoader):
    """Knows the tags that MkDocs knows."""


class _AliasPlaces(Composer):
    """Gives each alias a node of its own, which says where the alias stands."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[attr-defined]
        node = super().compose_node(parent, index)
        if isinstance(event, yaml.AliasEvent):
            node = copy.copy(node)  # shallow: what a list or a mapping holds is still known to be the same
            node.start_mark, node.end_mark = event.start_mark, event.end_mark  # type: ignore[union-attr]
        return node


class _AliasLoader(_AliasPlaces, _Loader):
    def __init__(self, stream: str) -> None:
        _Loader.__init__(self, stream)
        Composer.__init__(self)


def _opaque(_loader: yaml.Loader, suffix: str, _node: yaml.Node) -> str:
    return suffix


def _python(loader: yaml.Loader, suffix: str, node: yaml.Node) -> PythonValue:
    """What only Python has, with the arguments of a call; nothing is looked up."""
    if isinstance(node, yaml.MappingNode):
        return PythonValue(suffix, loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return PythonValue(suffix, loader.construct_sequence(node, deep=True))
    return PythonValue(suffix, node.value)


def _relative(_loader: yaml.Loader, node: yaml.Node) -> str:
    """MkDocs' `!relative $docs_dir`: a folder that is named by what it is."""
    return str(node.value) or "."


_Loader.add_constructor("!relative", _relative)
_Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
_Loader.add_multi_constructor("!", _opaque)
_Loader.add_multi_constructor(f"{STANDARD}python/", _python)


def _name(key: Node) -> str:
    return key.text if isinstance(key, Scalar) else str(key.value)


def _trimmed(node: yaml.CollectionNode, span: Span, inside: Sequence[Node]) -> Span:
    """A block ends with the last of what it holds; PyYAML lets it go on to what comes next."""
    return span if node.flow_style or not inside else Span(span.source, span.start, inside[-1].span.end)


@dataclass(slots=True)
class _Reader:
    """Makes records of PyYAML's nodes; offsets are counted as PyYAML counts, in code points."""

    source: Source
    start: int
    text: str
    loader: Any
    as_written: bool
    repeated: list[Repeated] = field(default_factory=list)
    known: dict[int, Node | None] = field(default_factory=dict)
    """Lists and mappings by the identity of what they hold: made once, however many aliases; None for one
    that is being made."""

    def composed(self) -> yaml.Node | None:
        try:
            node: yaml.Node | None = self.loader.get_single_node()
        except yaml.reader.ReaderError as error:
            raise NotYaml(self._character(error.position), error.reason) from None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise NotYaml(self._mark(mark), str(error.problem or error.context)) from None
        return node

    def node(self, node: yaml.Node) -> Node:
        """The record of a node and of all below it."""
        span = self._span(node)
        if isinstance(node, yaml.CollectionNode):
            # Of an opaque one too: a key can be written twice in it.
            made = self._collection(node, span)
            if self.as_written or node.tag in (f"{STANDARD}seq", f"{STANDARD}map"):
                return made if made.span.start == span.start else replace(made, span=span)
        value = node.value if self.as_written else self._value(node, span)
        text = node.value if isinstance(node, yaml.ScalarNode) else str(value)
        return Scalar(span, value, text)

    def _collection(self, node: yaml.CollectionNode, span: Span) -> Node:
        identity = id(node.value)
        if identity not in self.known:
            self.known[identity] = None
            if isinstance(node, yaml.MappingNode):
                self.known[identity] = self._fields(node, span)
            else:
                items = tuple(self.node(item) for item in node.value)
                value = [item.value for item in items]
                self.known[identity] = Items(_trimmed(node, span, items), value, items, bool(node.flow_style))
        made = self.known[identity]
        if made is None:
            raise NotYaml(span, "a value holds itself")
        return made

    def _fields(self, node: yaml.MappingNode, span: Span) -> Fields:
        merged: list[Pair] = []
        last: list[Node] = []
        own: dict[Any, Pair] = {}
        pairs: list[Pair] = []
        for key_node, value_node in node.value:
            if key_node.tag == f"{STANDARD}merge":
                last = [self.node(value_node)]
                merged += self._merged(last[0])
                continue
            pair = Pair(self._key(key_node), self.node(value_node))
            first = own.setdefault(pair.key.value, pair)
            if first is not pair:
                self.repeated.append(Repeated(_name(pair.key), pair.key.span, first.key.span))
            pairs.append(pair)
            last = [pair.value]
        every = (*merged, *pairs)
        value = {pair.key.value: pair.value.value for pair in every}
        return Fields(_trimmed(node, span, last), value, every, bool(node.flow_style))

    def _key(self, node: yaml.Node) -> Node:
        if isinstance(node, yaml.ScalarNode) and node.tag == f"{STANDARD}value":
            return Scalar(self._span(node), node.value, node.value)  # "=", which is a key like any other
        key = self.node(node)
        if self.as_written and not isinstance(key, Scalar):
            return Scalar(key.span, str(key.value), str(key.value))  # `{{ n }}`, which somebody forgot
        try:
            hash(key.value)
        except TypeError:
            raise NotYaml(key.span, "a list or a mapping cannot be a key") from None
        return key

    def _merged(self, node: Node) -> Iterator[Pair]:
        """What `<<` takes in; of several mappings the first one's values count."""
        for one in reversed(node.items) if isinstance(node, Items) else (node,):
            if not isinstance(one, Fields):
                raise NotYaml(one.span, "<< takes in a mapping, or a list of mappings")
            yield from one.pairs

    def _value(self, node: yaml.Node, span: Span) -> Any:
        try:
            return self.loader.construct_object(node, deep=True)
        except yaml.MarkedYAMLError as error:
            raise NotYaml(span, str(error.problem or error.context)) from None
        except (yaml.YAMLError, ValueError, LookupError, TypeError, AttributeError) as error:
            # The last four come from PyYAML's own constructors, for a tag whose value does not fit it.
            raise NotYaml(span, str(error)) from None

    def _span(self, node: yaml.Node) -> Span:
        start, end = (self._offset(mark) for mark in (node.start_mark, node.end_mark))
        return Span(self.source, start, max(start, end))

    def _offset(self, mark: yaml.Mark) -> int:
        """The index, not the line: YAML ends lines where text files do not (U+0085, U+2028)."""
        return self.start + min(mark.index, len(self.text))

    def _mark(self, mark: yaml.Mark | None) -> Span:
        offset = self._offset(mark) if mark else self.start
        return Span(self.source, offset, min(offset + 1, len(self.source.text)))

    def _character(self, position: int) -> Span:
        """Where a character stands that no YAML can hold: PyYAML counts bytes there."""
        before = self.text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "ignore")
        offset = self.start + len(before)
        return Span(self.source, offset, min(offset + 1, len(self.source.text)))
