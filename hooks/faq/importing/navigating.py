"""The lines of `nav:` for the questions of an imported FAQ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from faq.importing.records import OldQuestion


@dataclass(slots=True)
class _NavGroup:
    title: str
    members: list[_NavGroup | str] = field(default_factory=list)


def nav_lines(asked: Sequence[OldQuestion], names: Sequence[str], title: str) -> list[str]:
    """The lines below `nav:`: the first page, and a group `title` of all questions in their sections.

    A question with others below it is the first page of a group of its own.
    """
    root = _NavGroup(title)
    for place, (one, name) in enumerate(zip(asked, names, strict=True)):
        members = root.members
        for section in one.sections:
            members = _group(members, section).members
        entry = _entry(f"faq/{name}.md", one.label)
        last = members[-1] if members else None
        if one.below and isinstance(last, _NavGroup):
            last.members.append(entry)
        elif asked[place + 1 : place + 2] and asked[place + 1].below and not one.below:
            members.append(_NavGroup(one.label or one.plain, [entry]))
        else:
            members.append(entry)
    return ["- index.md", *_lines([root], "")]


def _group(members: list[_NavGroup | str], title: str) -> _NavGroup:
    """The group of a section: the last one if it has the title; one further up is another section."""
    last = members[-1] if members else None
    if isinstance(last, _NavGroup) and last.title == title:
        return last
    members.append(_NavGroup(title))
    return _group(members, title)


def _entry(path: str, label: str) -> str:
    return f"{json.dumps(label, ensure_ascii=False)}: {path}" if label else path


def _lines(members: Sequence[_NavGroup | str], indent: str) -> Iterator[str]:
    for one in members:
        if isinstance(one, str):
            yield f"{indent}- {one}"
        else:
            yield f"{indent}- {json.dumps(one.title, ensure_ascii=False)}:"
            yield from _lines(one.members, indent + "    ")
