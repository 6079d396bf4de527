"""MkDocs as a program of its own: how it is called, and in which surroundings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

ADVERTISED = "NO_MKDOCS_2_WARNING"
"""What keeps the theme (Material 9.8) from advertising before what a build has to say."""


def mkdocs(*arguments: str | os.PathLike[str]) -> list[str | os.PathLike[str]]:
    """The command that runs MkDocs with these arguments, by the Python that runs us."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def unadvertised(surroundings: Mapping[str, str] | None = None) -> dict[str, str]:
    """Surroundings, by default those of this program, in which no theme advertises."""
    return {**(os.environ if surroundings is None else surroundings), ADVERTISED: "1"}
