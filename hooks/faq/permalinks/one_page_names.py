"""What questions are called on the page with all answers: their anchors there are made of their names.

A question's name is its file's; of several files of one name in different folders, each has its folders'
names before it, "setup-begin" (faq.book.project).  So a question that is added, moved or taken away may
change the name of another, whose own address stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from faq.addresses import identifier, identifiers, page_address
from faq.book.project import Project
from faq.frozen import record
from faq.permalinks.gone import Gone


def names(address: str, folder: str) -> tuple[str, ...]:
    """What a question at an address has been called, the name that is its alone first.

    `folder` holds the questions; there are none for an address outside of it, or one of an anchor or file.
    """
    start = folder + "/" if folder else ""
    plain = address.removesuffix("/").removesuffix(".html")
    if not address.endswith(("/", ".html")) or not address.startswith(start) or not plain.removeprefix(start):
        return ()
    parts = identifier(plain.removeprefix(start)).split("/")
    return tuple(dict.fromkeys(("-".join(parts), parts[-1])))


def is_name_of(name: str, address: str, folder: str) -> bool:
    """Whether an anchor among all answers is, or was, that of the question at an address."""
    return any(name in identifiers(one) for one in names(address, folder))


@record
class FormerNames:
    """The names that the page with all answers no longer gives by itself, in each form that it gave them."""

    moved: Mapping[str, str]
    """Of questions that are there, each with the name now."""
    gone: Mapping[str, Gone]
    """Of questions that are gone."""


def formerly(project: Project, aliases: Mapping[str, str], gone: Iterable[Gone]) -> FormerNames:
    """What the questions of a project were called.

    `aliases` gives the source of the page that answers at each old address.
    """
    folder = project.settings.folder
    slugs = {src: question.slug for src, question in project.by_src.items()}
    old: list[tuple[str, str | Gone]] = [(a, src) for a, src in aliases.items() if src in slugs]
    old += [(one.at.address, one) for one in gone if not one.at.anchor]
    if not old:
        return FormerNames({}, {})
    named = [(names(address, folder), owner) for address, owner in old]
    lost = {found[-1] for found, _ in named if found}
    live = [(names(page_address(src), folder), src) for src in slugs]
    # Only where another of the name was taken away has a question lost the folders before its own.
    named += [(found, owner) for found, owner in live if found[-1:] and found[-1] in lost]
    owners: dict[str, set[str | Gone]] = {}
    for found, owner in [*named, *live]:
        owners.setdefault(found[-1] if found else "", set()).add(owner)
    told = set(slugs.values())
    out = FormerNames(moved := {}, away := {})
    # A name with its folders is one question's; one without may have been another's.
    sure = [(found[0], owner) for found, owner in named if found]
    short = [(found[1], owner) for found, owner in named if found[1:] and len(owners[found[1]]) == 1]
    for name, owner in (*sure, *short):
        if name in told:
            continue
        told.add(name)
        for form in identifiers(name):
            if isinstance(owner, Gone):
                away[form] = owner
            else:
                moved[form] = slugs[owner]
    return out
