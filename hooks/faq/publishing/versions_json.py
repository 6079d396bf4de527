"""`versions.json`, the list of versions that mike keeps on the branch, read without trusting it.

Its form is mike's (2.2): a list of objects with `version`, `title`, `aliases` and, perhaps, `properties`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from faq.frozen import record

FILE = "versions.json"
EXAMPLE = '{"version": "1.0", "title": "1.0", "aliases": ["latest"]}'


@record
class Listed:
    """One version of the list."""

    version: str
    title: str
    aliases: tuple[str, ...] = ()
    properties: Any = None


def entries(data: bytes) -> tuple[tuple[Listed, ...], list[str]]:
    """The entries that are sound, and what is wrong with the rest: where, what, and what to write instead."""
    try:
        found = json.loads(data)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return (), [f"{where}: it is no JSON ({error.msg}); write a list such as [{EXAMPLE}]"]
    except ValueError:
        return (), [f"line 1: it is not UTF-8; write a list such as [{EXAMPLE}]"]
    except RecursionError:
        return (), [f"line 1: it is nested too deeply; write a list such as [{EXAMPLE}]"]
    if not isinstance(found, list):
        return (), [f"line 1: it is no list; write [{EXAMPLE}]"]
    sound, faults = [], []
    taken: dict[str, int] = {}
    for at, one in enumerate(found, 1):
        wrong = [*_form(one)] or [*_twice(one, taken)]
        if wrong:
            faults += [f"entry {at}: {text}" for text in wrong]
        else:
            sound.append(Listed(one["version"], one["title"], tuple(one["aliases"]), one.get("properties")))
            taken |= dict.fromkeys([one["version"], *one["aliases"]], at)
    return tuple(sound), faults


def _form(one: object) -> Iterator[str]:
    """What is wrong with an entry by itself."""
    if not isinstance(one, Mapping):
        yield f"it is no object; write {EXAMPLE}"
        return
    for key, kind, wants in (
        ("version", str, 'a text such as "1.0"'),
        ("title", str, 'a text such as "1.0"'),
        ("aliases", list, 'a list such as ["latest"], or []'),
    ):
        if key not in one:
            yield f'"{key}" is missing; write {EXAMPLE}'
        elif not isinstance(one[key], kind):
            yield f'"{key}" is {json.dumps(one[key])}; write {wants}'
    aliases = one.get("aliases")
    for name in [one.get("version"), *(aliases if isinstance(aliases, list) else [])]:
        if name is not None and not _is_folder(name):
            yield f"{json.dumps(name)} is no name of a folder; write one such as 1.0"


def _is_folder(name: object) -> bool:
    """What mike takes for a version or an alias: one folder (its `_check_version`)."""
    return not isinstance(name, str) or (name not in ("", ".", "..") and not {"/", "\\"} & set(name))


def _twice(one: Mapping[str, Any], taken: Mapping[str, int]) -> Iterator[str]:
    """Which names of an entry are there already, in it or before it."""
    names = [one["version"], *one["aliases"]]
    if odd := [name for name in one["aliases"] if not isinstance(name, str)]:
        yield f'"aliases" holds {json.dumps(odd[0])}; write texts'
        return
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f'"{name}" is named twice; name it once'
    for name in names:
        if name in taken:
            yield f'"{name}" is named by entry {taken[name]} as well; take it out of one of the two'


def written(versions: Iterable[Listed]) -> bytes:
    """The file that says so, as mike writes it."""
    listed = [
        {"version": one.version, "title": one.title, "aliases": list(one.aliases)}
        | ({"properties": one.properties} if one.properties else {})
        for one in versions
    ]
    return (json.dumps(listed, indent=2) + "\n").encode()
