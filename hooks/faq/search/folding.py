"""Words as the search compares them: without capitals, marks and the letters that some keyboards have not."""

from __future__ import annotations

import re
import unicodedata

LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ς": "σ",
}
"""What a letter is typed as that Unicode does not take apart; docs/assets/finder.js has the same."""
_TABLE = str.maketrans(LETTERS)
_INSIDE = re.compile("(?<=(.))['’](?=(.))", re.S)


def folded(text: str) -> str:
    """A text as it is compared: "Łódź", "straße" and "don't" are "lodz", "strasse" and "dont"."""
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in parted if not unicodedata.category(c).startswith("M"))
    return _INSIDE.sub(_apostrophe, bare.lower().translate(_TABLE))


def _apostrophe(found: re.Match[str]) -> str:
    return "" if found[1].isalpha() and found[2].isalpha() else found[0]


__all__ = ["LETTERS", "folded"]
