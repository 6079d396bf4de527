"""Numbers from the order in `nav:`."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from faq.book.settings import NavEntry
from faq.frozen import record
from faq.model import Span
from faq.text.scheme import DEFAULT, Key, Scheme


@record
class Place:
    """A question's place in `nav:`."""

    src: str
    number: str
    """ "3" in one list; "2.3" where `nav:` groups the questions under titles."""
    label: str | None
    section: tuple[str, ...]
    section_numbers: tuple[str, ...]
    span: Span | None
    key: Key


@record
class _Group:
    title: str
    members: tuple[_Group | NavEntry, ...]


def places(
    nav: Sequence[NavEntry], is_question: Callable[[str], bool], scheme: Scheme = DEFAULT
) -> list[Place]:
    """The place of every question in `nav:`, in order; a question listed twice comes twice.

    Only what holds questions counts: a "Contact" between two sections takes no number.  One group that holds
    all questions is a wrapper ("Questions: ...") and gives no number of its own; where a group may be a
    question with others below it, there is one wrapper at most.
    """
    members = _pruned(nav, is_question)
    wrapped = True
    while wrapped and len(members) == 1 and isinstance(members[0], _Group):
        members = members[0].members
        wrapped = scheme.below is None
    return list(_numbered(members, (), (), scheme))


def pages(nav: Sequence[NavEntry]) -> Iterator[NavEntry]:
    """Every entry that names a page, in order."""
    for entry in nav:
        if entry.target is not None:
            yield entry
        yield from pages(entry.children)


def without(nav: Sequence[NavEntry], taken: Container[str]) -> tuple[NavEntry, ...]:
    """The entries less those of some pages, and less the groups that this leaves empty."""
    out: list[NavEntry] = []
    for entry in nav:
        if entry.target is not None:
            out += [] if normal(entry.target) in taken else [entry]
            continue
        inside = without(entry.children, taken)
        out += [replace(entry, children=inside)] if inside or not entry.children else []
    return tuple(out)


def _pruned(nav: Sequence[NavEntry], is_question: Callable[[str], bool]) -> tuple[_Group | NavEntry, ...]:
    out: list[_Group | NavEntry] = []
    for entry in nav:
        if entry.target is not None:
            if is_question(normal(entry.target)):
                out.append(entry)
        elif inner := _pruned(entry.children, is_question):
            out.append(_Group(entry.title or "", inner))
    return tuple(out)


def _numbered(
    members: Sequence[_Group | NavEntry], above: Key, titles: tuple[str, ...], scheme: Scheme
) -> Iterator[Place]:
    for index, member in enumerate(members, 1):
        number = (*above, index)
        if isinstance(member, NavEntry):
            yield _place(member, number, titles, scheme)
            continue
        first, *below = member.members
        if len(number) == scheme.below and isinstance(first, NavEntry):
            yield _place(first, number, titles, scheme)
            yield from _numbered(below, number, titles, scheme)
        else:
            yield from _numbered(member.members, number, (*titles, member.title), scheme)


def _place(entry: NavEntry, number: Key, titles: tuple[str, ...], scheme: Scheme) -> Place:
    sections = tuple(scheme.written(number[:depth]) for depth in range(1, len(titles) + 1))
    target = normal(entry.target or "")
    return Place(target, scheme.written(number), entry.title, titles, sections, entry.span, number)


def normal(target: str) -> str:
    """A page's path as MkDocs compares it."""
    return posixpath.normpath(target)


def automatic(sources: Sequence[str]) -> tuple[NavEntry, ...]:
    """The navigation that MkDocs makes where `mkdocs.yml` has none: index first, files, then folders."""
    return _tree(sorted(sources, key=_order), "")


def _order(src: str) -> tuple[tuple[bool, bool, str], ...]:
    parts = src.split("/")
    last = len(parts) - 1
    return tuple((i < last, part not in ("index.md", "README.md"), part) for i, part in enumerate(parts))


def _tree(sources: Sequence[str], prefix: str) -> tuple[NavEntry, ...]:
    files = [s for s in sources if "/" not in s.removeprefix(prefix)]
    folders = dict.fromkeys(s.removeprefix(prefix).split("/")[0] for s in sources if s not in files)
    out = [NavEntry(None, s, (), None) for s in files]
    for folder in folders:
        inside = [s for s in sources if s.startswith(f"{prefix}{folder}/")]
        title = folder.replace("-", " ").replace("_", " ")
        out.append(
            NavEntry(
                title.capitalize() if title.islower() else title,
                None,
                _tree(inside, f"{prefix}{folder}/"),
                None,
            )
        )
    return tuple(out)
