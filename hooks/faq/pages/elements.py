"""Which elements the pages of a site have, as far as a style asks: names, classes and other attributes.

Where an element stands is not kept: what it is says enough of a rule, and is the same on all pages that share
a frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape

from faq.frozen import record
from faq.patterns import late

_VALUE = r"""(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))"""
TAG = late(rf"<([a-z][\w-]*)((?:\s+[^\s\"'<>/=]+(?:\s*=\s*{_VALUE})?)*)\s*/?>", re.I)
ATTRIBUTE = late(rf"([^\s\"'<>/=]+)(?:\s*=\s*{_VALUE})?")
KEPT = ("class", "type", "dir", "hidden", "data-md-")
"""How the attributes begin whose values a style of the theme or the project asks for.

All others have any value: an address, a name or a title is another on each page."""
UNKEPT = re.compile(rf"""(\s(?!(?i:{"|".join(KEPT)}))[^\s"'<>/=]+)=(?:"[^"<>]*"|'[^'<>]*')""")
"""Any other attribute with its value."""
SCRIPTED = "js"
"""The class of the page once scripts run; a script in the head gives it before anything is shown."""
WORD = late(r"[A-Za-z_][\w-]*")


@record
class Element:
    """All elements of one kind."""

    name: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...]
    """Sorted, each with its value; None where it may have any."""

    def holds(self, attribute: str, matches: str, value: str) -> bool:
        """Whether an attribute may be as `[attribute matches value]` wants it; `matches` is empty for any."""
        for name, own in self.attributes:
            if name == attribute:
                return own is None or _compared(own, matches, value)
        return False


def kinds(html: str) -> set[str]:
    """The tags of a text, each without what is another on each page: names of attributes, and some values."""
    return {_kind(found[1], found[2]) for found in TAG.finditer(without_values(html))}


def without_values(html: str) -> str:
    """A text without the values of attributes that no style asks for."""
    # As `sub` with the group in its place, in half the time.
    return "".join(UNKEPT.split(html))


@lru_cache(maxsize=4096)
def _kind(name: str, attributes: str) -> str:
    values = sorted(
        {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(attributes)}.items()
    )
    said = (f'{key}="{_quoted(value)}"' if key.startswith(KEPT) else key for key, value in values)
    return " ".join((name.lower(), *said))


def _quoted(value: str) -> str:
    return " ".join(value.replace('"', "&quot;").split())


def elements(found: Iterable[str]) -> tuple[Element, ...]:
    """The elements of these kinds, in an order that does not depend on theirs."""
    return tuple(map(_element, sorted(set(found))))


def _element(kind: str) -> Element:
    name, _, text = kind.partition(" ")
    values = {m[1]: unescape(m[2] or "") for m in ATTRIBUTE.finditer(text)}
    classes = frozenset(values.get("class", "").split()) | ({SCRIPTED} if name == "html" else set())
    kept = ((key, value if key.startswith(KEPT) else None) for key, value in values.items())
    return Element(name, classes, tuple(kept))


def _compared(own: str, matches: str, value: str) -> bool:
    match matches:
        case "=":
            return own == value
        case "~=":
            return value in own.split()
        case "^=":
            return own.startswith(value)
        case "$=":
            return own.endswith(value)
        case "*=":
            return value in own
        case "|=":
            return own == value or own.startswith(value + "-")
        case _:
            return True


def words_in(text: str) -> Iterable[str]:
    """All that may be the name of a class in a text."""
    found: list[str] = WORD.findall(text)
    return found
