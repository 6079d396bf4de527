"""What a published version may be called, and which of two is the newer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packaging.version import Version

DEV, LATEST = "dev", "latest"

# Two or three numbers without leading zeros: a folder's name, a part of an address and a sort key at once.
RELEASE = re.compile(r"(?:0|[1-9][0-9]{0,5})(?:\.(?:0|[1-9][0-9]{0,5})){1,2}")
FOLDER = re.compile(rf"{DEV}|{LATEST}|{RELEASE.pattern}")
"""What the folder of a version is called; scripts in pages have patterns of their own that say the same."""


class BadVersion(ValueError):  # noqa: N818 - the name says what it is
    """A name that no version may have; the text says which names are."""


def checked_version(name: str) -> str:
    """The name itself, if it is `X.Y`, `X.Y.Z` or `dev`.  Raises BadVersion otherwise.

    mike 2.2 accepts spaces, `?`, `.git`, `index.html` and markup, all of which break a host or the selector.
    """
    if is_version(name):
        return name
    raise BadVersion(f'{name!r} is no version; write X.Y or X.Y.Z (such as 1.2), or "{DEV}"')


def is_version(name: str) -> bool:
    """Whether a name is one that a version may have: `latest` is another name of one."""
    return name != LATEST and FOLDER.fullmatch(name) is not None


def is_release(name: str) -> bool:
    """Whether a name is that of a release."""
    return RELEASE.fullmatch(name) is not None


def newer(one: str, other: str) -> bool:
    """Whether one release comes behind another: 1.10 behind 1.9, and 1.2 and 1.2.0 the same."""
    return Version(one) > Version(other)


def newest(names: Iterable[str]) -> str | None:
    """The newest release among names; None where there is none."""
    return max(filter(is_release, names), key=Version, default=None)
