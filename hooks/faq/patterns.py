"""Regular expressions that are compiled once somebody asks them: a small build asks a third of them.

Compiling all of them took a tenth of such a build.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

ANY_SIGN = re.compile(r"\\([ -/:-@\[-^`{-~\n])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[.^$]", re.DOTALL)
"""In an expression what stands for one of several signs, or for none; in the group, what means itself."""
HELD = 0x100000
"""Where a sign stands that means itself, so that nothing else is to be read in it."""
BACK = {HELD + sign: sign for sign in range(128)}
OFTEN = re.compile(r"\{([1-9])?[\d,]*\}")
"""How often something stands there, in numbers; in a group, that it does."""
GROUP = re.compile(r"\((\?(?:P<\w+>|<?[=!]|\w*:))?([^()]*)\)([*?+])?")
"""A group with none in it, with its kind and what says how often it stands there."""
ITSELF = re.compile(r"(?:[^*+?|()\0](?![*?]))+")
"""What means itself, once nothing stands there for other signs."""
LOOSE = re.compile(r"\(\?[a-z]*[ix][a-z]*\)")
"""At the beginning of an expression that does not mean itself."""
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
    found = either(expression)
    return "" if len(found) > 1 else found[0]


@cache
def either(expression: str) -> tuple[str, ...]:
    """The same of each way in which an expression fits: one of them stands there."""
    if LOOSE.match(expression):
        return ("",)
    text = ANY_SIGN.sub(lambda sign: chr(HELD + ord(sign[1])) if sign[1] else "\0", expression)
    text = OFTEN.sub(lambda often: "+" if often[1] else "*", text)
    while group := GROUP.search(text):
        kind, inside, often = group.groups("")
        stands = kind in ("", "?:") and inside[:1] != "?" and often in ("", "+")
        # Of a group in another one any of its ways may be meant.
        stands = stands and ("|" not in inside or group.span() == (0, len(text)))
        text = text[: group.start()] + (inside + often if stands else "\0") + text[group.end() :]
    longest = (max(ITSELF.findall(way), key=len, default="") for way in text.split("|"))
    return tuple(one.translate(BACK) for one in longest)
