"""What a published version may be called, and which of two is the newer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packaging.version import InvalidVersion, Version

from faq.text.releases import DEFAULT, Naming

DEV, LATEST = "dev", "latest"

FOLDER = re.compile(rf"{DEV}|{LATEST}|v?[0-9]+(?:\.[0-9]+){{1,2}}(?:-?[a-z]+\.?[0-9]+)?")
"""What the folder of a version of ours is called, whatever its project calls releases; scripts in pages have
patterns of their own that say the same."""
SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
"""What a version may be called that others published; neither a host nor the selector stumbles over it."""
RESERVED = frozenset({"index.html", "404.html", "versions.json", LATEST})
TITLE_MARKUP = re.compile("[<>]")
"""What no title may hold: the theme's selector (9.8) shows titles as HTML, and an element would run."""
NAME_MARKUP = re.compile("[<>&\"'/]")
"""What no name of a listed version may hold: it stands in addresses as well."""


class BadVersion(ValueError):  # noqa: N818 - the name says what it is
    """A name that no version may have; the text says which names are."""


def checked_version(name: str, naming: Naming = DEFAULT) -> str:
    """The name itself, if it is `dev` or a release's, such as `X.Y` or `X.Y.Z`.  Raises BadVersion otherwise.

    mike 2.2 accepts spaces, `?`, `.git`, `index.html` and markup, all of which break a host or the selector.
    """
    if name == DEV or naming.pattern.fullmatch(name):
        return name
    other = FOLDER.fullmatch(name) and name != LATEST
    more = "; extra: faq: versions: in mkdocs.yml says what releases are called" if other else ""
    raise BadVersion(f'{name!r} is no version; write {naming.said}, or "{DEV}"{more}')


def tagged_version(tag: str, naming: Naming = DEFAULT) -> str:
    """The version that a tag names, whether or not a "v" stands before it.  Raises BadVersion for none."""
    return checked_version(naming.before + tag.removeprefix("v"), naming)


def known_version(name: str, naming: Naming = DEFAULT) -> str:
    """The name itself, if it may be that of anybody's version.  Raises BadVersion otherwise."""
    return name if is_safe(name) else checked_version(name, naming)


def is_safe(name: str) -> bool:
    """Whether a name that others gave a version breaks nothing."""
    return SAFE.fullmatch(name) is not None and name not in RESERVED


def is_version(name: str) -> bool:
    """Whether a name is one that a version of ours may have: `latest` is another name of one."""
    return name != LATEST and FOLDER.fullmatch(name) is not None


def is_early(name: str) -> bool:
    """Whether a name is that of a pre-release, such as 1.0-rc1, which never becomes `latest` by itself."""
    at = _place(name)
    return at is not None and at.is_prerelease


def newer(one: str, other: str) -> bool:
    """Whether a release comes behind another: 1.10 behind 1.9, and 1.2 and 1.2.0 the same.

    It comes behind whatever has no place in the order, such as `stable` or `main`.
    """
    first, second = _place(one), _place(other)
    return first is not None and (second is None or first > second)


def newest(names: Iterable[str]) -> str | None:
    """The newest release among names, a pre-release where there are no others; None where there is none."""
    found = [(not at.is_prerelease, at, name) for name in names if (at := _place(name)) is not None]
    return max(found)[2] if found else None


def _place(name: str) -> Version | None:
    """Where a name stands among releases (PEP 440), 0.9.1.2 of another maker included; None for nowhere."""
    try:
        return Version(name)
    except InvalidVersion:
        return None
