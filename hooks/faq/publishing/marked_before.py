"""Folders whose marks cannot have changed: the next publication passes over them without reading a page.

The branch says of each folder that is not current as which tree it was marked, and of what: where both
still hold, marking it anew would write the same.  What else has to be known of its pages stands beside that.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from posixpath import splitext
from typing import Any

from faq.addresses import address_of, file_of
from faq.frozen import record
from faq.machines.places import copy_of
from faq.pages.keeping import contents, digest
from faq.permalinks.fate import fate
from faq.permalinks.inventory import PageContent
from faq.policy.csp import Allowed
from faq.publishing.leaving import Root
from faq.publishing.locked import Need
from faq.publishing.marks import ASIDE, RETOLD, put_back
from faq.theme.additions import PACKAGE

FILE = ".faq-marked"
"""The file at the root that says so: JSON, from the name of a folder to what is known of it."""


@record
class MarkedBefore:
    """A folder as a publication marked it."""

    tree: str
    """Git's name for all that it holds."""
    odd: Mapping[str, PageContent]
    """What leads on, or says that something is gone, by address; the rest are plain pages."""
    hidden: frozenset[str]
    """The pages that search engines are asked to leave out."""
    need: Need
    """What its pages need of a policy all together."""


def made_of(
    paths: Collection[str],
    version: str,
    root: Root,
    now: Mapping[str, PageContent] | None,
    names: frozenset[str],
) -> str:
    """A name for what marks are made of beside the tree that is marked.

    `paths` are the files of a folder that holds a version, `now` the pages of the current version, None where
    there is none, and `names` its files.
    """
    # Marking sets files aside: their names are those of the build, marked or not.
    files = {put_back(path) if ASIDE in path else path for path in paths}
    pages = {address_of(splitext(p)[0] + ".html") for p in files if p.endswith((".html", *RETOLD))}
    led = [(address, fate(address, now or {})) for address in sorted(pages)]
    fates = [(address, to.address, to.told, copy_of(file_of(to.onward)) in names) for address, to in led]
    beside = sorted(path for path in files if path.endswith(RETOLD) and path in names)
    texts = sorted(root.texts.items())
    return digest(whoever_reads(), version, root.url, texts, now is None, not names, fates, beside)


@cache
def whoever_reads() -> str:
    """A name for whoever reads and marks: this package as it is installed, for any of it may take part."""
    return digest(*contents([PACKAGE]))


def holding(data: bytes | None, trees: Mapping[str, str], made: Mapping[str, str]) -> dict[str, MarkedBefore]:
    """What the file says of the folders that it still holds of.

    `trees` are the folders' trees now, and `made` names what their marks would be made of.
    """
    try:
        found = json.loads(data or b"{}")
        told = {name: (one.pop("made"), one) for name, one in found.items()}
        return {
            name: _read(one)
            for name, (seal, one) in told.items()
            if name in made and one.get("tree") == trees[name] and seal == _sealed(one, made[name])
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}  # somebody else wrote it


def told(folders: Mapping[str, MarkedBefore], made: Mapping[str, str]) -> bytes:
    """The file that says so."""
    said = {name: _said(one) for name, one in folders.items()}
    whole = {name: one | {"made": _sealed(one, made[name])} for name, one in said.items()}
    return (json.dumps(whole, indent=1, sort_keys=True) + "\n").encode()


def _sealed(one: Mapping[str, Any], made: str) -> str:
    """What is made of, and what is said: nobody changes one of them by hand without its being seen."""
    return digest(made, json.dumps(one, sort_keys=True))


def _said(one: MarkedBefore) -> dict[str, Any]:
    return {
        "tree": one.tree,
        "odd": {address: [page.moved, page.folder, page.gone] for address, page in one.odd.items()},
        "hidden": sorted(one.hidden),
        "scripts": sorted(one.need.silent.scripts),
        "styles": sorted(one.need.silent.styles),
        "bare": one.need.bare,
    }


def _read(one: Mapping[str, Any]) -> MarkedBefore:
    odd = {address: PageContent({}, *said) for address, said in one["odd"].items()}
    allowed = Allowed(frozenset(one["scripts"]), frozenset(one["styles"]))
    return MarkedBefore(one["tree"], odd, frozenset(one["hidden"]), Need(None, allowed, one["bare"]))
