"""`mkdocs.yml` as it is written, what it inherits taken in, and every value with its place."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from faq.frozen import record
from faq.model import Source, Span
from faq.text.yaml_nodes import Fields, Items, Node, NotYaml, Pair, Scalar, place_of, read_yaml


class ConfigurationError(Exception):
    """The configuration cannot be read; the text says where and what to do."""


@record
class Configuration:
    """A configuration file and all that it says."""

    root: Path
    """The folder of the file."""
    source: Source
    """The file itself, not those that it inherits from."""
    fields: Fields
    """What the file says, over what it inherits; each place is in the file that says it."""


def read_configuration(path: Path, instead: str | None = None) -> Configuration:
    """A configuration file and what it inherits.  Raises ConfigurationError where it cannot be read.

    `instead` is read in place of what the file says.
    """
    if instead is None and not path.exists():
        raise ConfigurationError(f"{path}: there is no such file; say which with -f")
    source = _source(path, path.name, instead)
    fields = _with_parents(read_own(source), path.resolve(), path.parent.resolve())
    return Configuration(path.parent, source, fields)


def configuration_of(root: Path, data: Mapping[str, Any]) -> Configuration:
    """A configuration that no file holds, such as a test's; its places are all the beginning of nothing."""
    source = Source("mkdocs.yml", "")
    fields = _placed(data, Span(source, 0, 0))
    if not isinstance(fields, Fields):
        raise TypeError("a configuration is a mapping")
    return Configuration(root, source, fields)


def plain_data(text: str) -> dict[str, Any]:
    """A configuration's own values, without places.  Raises ConfigurationError."""
    return read_own(Source("mkdocs.yml", text)).value


def read_own(source: Source) -> Fields:
    """What a configuration file says itself.  Raises ConfigurationError."""
    try:
        document = read_yaml(source)
    except NotYaml as error:
        raise ConfigurationError(str(error)) from None
    root = document.root
    if document.repeated:
        raise ConfigurationError(str(min(document.repeated, key=lambda one: one.span.start)))
    if root is None:
        return Fields(Span(source, 0, 0), {}, (), False)
    if not isinstance(root, Fields):
        raise ConfigurationError(f"{source.path}:1:1: must be a mapping such as `site_name: ...`")
    return root


def _with_parents(fields: Fields, path: Path, top: Path) -> Fields:
    """What a file says over what it inherits, as MkDocs merges it: mappings are, all else is replaced.

    `top` is the folder of the file that was named first, to which the others' names are relative.
    """
    seen = {path}
    while (inherit := fields.pair("INHERIT")) is not None:
        where = f"{place_of(inherit.value.span)}: INHERIT"
        if not isinstance(inherit.value.value, str):
            raise ConfigurationError(f"{where}: must be a file, not {inherit.value.value!r}")
        path = (path.parent / inherit.value.value).resolve()
        if path in seen:
            raise ConfigurationError(f"{where} goes round in a circle at {inherit.value.value}")
        if not path.exists():
            raise ConfigurationError(f"{where}: there is no file {inherit.value.value}")
        seen.add(path)
        parent = read_own(_source(path, posixpath.relpath(path.as_posix(), top.as_posix())))
        fields = _over(parent, _fields([p for p in fields.pairs if p.key.value != "INHERIT"], fields))
    return fields


def _source(path: Path, name: str, instead: str | None = None) -> Source:
    try:
        text = path.read_bytes().decode("utf-8-sig") if instead is None else instead
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from None
    return Source(name, text)


def _over(base: Fields, over: Fields) -> Fields:
    pairs = {pair.key.value: pair for pair in base.pairs}
    for pair in over.pairs:
        old = pairs.get(pair.key.value)
        if old is not None and isinstance(old.value, Fields) and isinstance(pair.value, Fields):
            pairs[pair.key.value] = Pair(pair.key, _over(old.value, pair.value))
        else:
            pairs[pair.key.value] = pair
    return _fields(pairs.values(), over)


def _fields(pairs: Iterable[Pair], like: Fields) -> Fields:
    pairs = tuple(pairs)
    return Fields(like.span, {pair.key.value: pair.value.value for pair in pairs}, pairs, like.flow)


def _placed(value: Any, span: Span) -> Node:
    if isinstance(value, Mapping):
        pairs = tuple(Pair(Scalar(span, key, str(key)), _placed(item, span)) for key, item in value.items())
        return Fields(span, dict(value), pairs, False)
    if isinstance(value, list | tuple):
        return Items(span, list(value), tuple(_placed(item, span) for item in value), False)
    return Scalar(span, value, str(value))
