"""A style as single rules, each with what decides which of two wins (CSS Cascading and Inheritance, 6)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from faq.frozen import record
from faq.pages.selecting import Selector
from faq.patterns import late

VENDOR = late(r"^-(?:webkit|moz|ms|o)-")
PRINTED = late(r"@media\s*print\b[^,]*$")
PROPERTY = late(r"--[\w-]+")
ALIKE = {
    **dict.fromkeys(("top", "right", "bottom", "left"), "inset"),
    **dict.fromkeys(("row", "column", "columns", "gap", "grid"), "grid"),
    **dict.fromkeys(("place", "justify", "align"), "align"),
    **dict.fromkeys(("width", "inline", "height", "block"), "size"),
    "line": "font",
    "word": "overflow",
}
"""Properties that set one another, though the first words of their names differ."""
SAFE = tuple(f"@{name}" for name in ("font-face", "keyframes", "-webkit-keyframes", "page", "property"))
"""What sets nothing on an element by where it stands."""
WHOLE = ""
"""Stands for every property."""


@record
class Declaration:
    """What a rule sets a property to.  Rules for several selectors share it, and it equals no other."""

    name: str
    value: str
    important: bool
    __eq__ = object.__eq__
    __hash__ = object.__hash__


@record
class Rule:
    """A rule for one selector, or something else that a style says."""

    around: tuple[str, ...]
    """The at-rules around it, from the outermost, as they begin."""
    selector: Selector | None
    """None for what is no rule, or holds more than declarations: it is left as it is."""
    text: str
    """The selector as it is written, or the whole of it where there is none."""
    declarations: tuple[Declaration, ...]
    """Rules for several selectors share them."""
    own: bool
    """Whether it comes from a style of the project, not from the theme's."""

    @property
    def unread(self) -> bool:
        """Whether it may set anything on any element: what it holds is not known here."""
        return not self.selector and not self.text.startswith(SAFE)

    @property
    def printed(self) -> bool:
        """Whether it is for paper alone."""
        return any(PRINTED.match(one) for one in self.around)

    def with_only(self, declarations: Sequence[Declaration]) -> Rule:
        """The rule with some of its declarations."""
        return Rule(self.around, self.selector, self.text, tuple(declarations), self.own)


@lru_cache(maxsize=4096)
def sets(name: str) -> str:
    """What a property sets: one word for all that may set the same (`margin` and `margin-inline-end`)."""
    if name.startswith("--"):
        return name
    if name == "all":
        return WHOLE
    word = VENDOR.sub("", name.lower()).split("-")[0]
    return ALIKE.get(word, word)


def written(style: Sequence[Rule]) -> str:
    """The style that rules make, in their order, as short as it can be said."""
    out = []
    for around, group in itertools.groupby(style, key=lambda one: one.around):
        inside = []
        for _, same in itertools.groupby(group, key=lambda one: one.declarations):
            first, *others = same
            if first.selector:
                names = ",".join((first.text, *(one.text for one in others)))
                inside.append(f"{names}{{{';'.join(map(_declaration, first.declarations))}}}")
            else:
                inside += [one.text for one in (first, *others)]
        opening = "".join(f"{begins}{{" for begins in around)
        out.append(f"{opening}{''.join(inside)}{'}' * len(around)}")
    text = "".join(out)
    return text if text.isascii() else f'@charset "UTF-8";{text}'


def _declaration(one: Declaration) -> str:
    return f"{one.name}:{one.value}{'!important' if one.important else ''}"


@lru_cache(maxsize=4096)
def properties_in(text: str) -> frozenset[str]:
    """The properties of its own making that a style asks for in a text."""
    return frozenset(PROPERTY.findall(text))
