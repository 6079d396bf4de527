"""Regular expressions that are compiled once somebody asks them: a small build asks a third of them.

Compiling all of them took a tenth of such a build.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

ANY_SIGN = re.compile(r"(\\\W)|\\\w|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$]")
"""In an expression what stands for one of several signs, or for none; in the group, what means itself."""
OFTEN = re.compile(r"(?<!\\)\{[\d,]+\}")
"""How often something stands there, in numbers."""
GROUP = re.compile(r"(?<!\\)\((\?(?:P<\w+>|<?[=!]|\w*:))?((?:\\\W|[^()\\])*)\)([*?+])?")
"""A group with none in it, with its kind and what says how often it stands there."""
ITSELF = re.compile(r"(?:(?:\\\W|[^\\*+?|()\0])(?![*?]))+")
"""What means itself, once nothing stands there for other signs."""
ASKED = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))
"""What a pattern can be asked."""


class _Late:
    """Stands for a pattern until it is asked; from then on the pattern answers by itself."""

    def __init__(self, text: str, flags: int) -> None:
        self._written = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in ASKED:
            raise AttributeError(name)
        compiled = re.compile(*self._written)
        vars(self).update((asked, getattr(compiled, asked)) for asked in ASKED)
        return vars(self)[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Late) and self._written == other._written

    def __hash__(self) -> int:
        return hash(self._written)

    def __repr__(self) -> str:
        """As a pattern's: what is kept between builds has names that are made of it."""
        return f"late{self._written!r}"


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`; a mistake in the expression is told when it is first asked.

    Not for what is handed to functions of `re` or to the standard library: these know no other patterns.
    """
    return cast("re.Pattern[str]", _Late(text, flags))


@cache
def always(expression: str) -> str:
    """The longest text that stands wherever an expression fits, which is found sooner; it may be empty."""
    text = OFTEN.sub("*", ANY_SIGN.sub(lambda sign: sign[1] or "\0", expression))
    while group := GROUP.search(text):
        kind, inside, often = group.groups("")
        stands = kind in ("", "?:") and "|" not in inside and inside[:1] != "?" and often in ("", "+")
        text = text[: group.start()] + (inside + often if stands else "\0") + text[group.end() :]
    if re.search(r"(?<!\\)\|", text):
        return ""
    found = (re.sub(r"\\(\W)", r"\1", one) for one in ITSELF.findall(text))
    return max(found, key=len, default="")
