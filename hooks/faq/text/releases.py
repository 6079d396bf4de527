"""What releases are called, as `versions:` says by an example: "1.2", "v1.2", "2024.10", "1.2-rc1".

The example says three things: whether a "v" stands before, whether numbers behind the first may begin with a
zero, as months do, and whether there are pre-releases.  A name is a folder's name, a part of an address and a
sort key at once, so nothing else is let in.
"""

from __future__ import annotations

import re

from faq.frozen import record
from faq.patterns import late

NUMBER = "(?:0|[1-9][0-9]{0,5})"
EARLY = r"-?(?:a|b|rc|alpha|beta)\.?[0-9]{1,4}"
"""What a pre-release's name ends with, as packaging (PEP 440) reads it."""
PATTERN = rf"v?[0-9]{{1,6}}(?:\.[0-9]{{1,6}}){{1,2}}(?:{EARLY})?"
"""What an example fits, for editors as well."""
YEAR = 1900
"""From this number on the first one is a year, and the next may be a month: 2024.01."""


@record
class Naming:
    """What the releases of a project are called."""

    example: str
    before: str = ""
    padded: bool = False
    early: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a whole name fits."""
        further = "[0-9]{1,6}" if self.padded else NUMBER
        end = f"(?:{EARLY})?" if self.early else ""
        return late(rf"{self.before}{NUMBER}(?:\.{further}){{1,2}}{end}")

    @property
    def said(self) -> str:
        """What may be written, in words."""
        return f"{self.before}X.Y or {self.before}X.Y.Z (such as {self.example})"


DEFAULT = Naming("1.2")


def naming(example: str) -> Naming:
    """What releases are called that are called like one of them.  Raises ValueError for no such name."""
    if re.fullmatch(PATTERN, example) is None:
        raise ValueError("is no name of a release; write one like 1.2, v1.2, 2024.10 or 1.2-rc1")
    before = "v" if example.startswith("v") else ""
    padded = int(example.removeprefix("v").partition(".")[0]) >= YEAR
    return Naming(example, before, padded, re.search(f"{EARLY}$", example) is not None)
