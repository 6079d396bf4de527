"""A style as single rules, each with what decides which of two wins (CSS Cascading and Inheritance, 6)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

from faq.frozen import record
from faq.pages.pruning import Words
from faq.pages.selecting import Selector, Specificity, compounds, part, selectors, specificity
from faq.patterns import late

NESTING = ("media", "supports")
VENDOR = late(r"^-(?:webkit|moz|ms|o)-")
FOREIGN = late(r":-(?!webkit-)[a-z]")
"""A selector that some browsers do not know; those that begin so all take (Selectors 4, Appendix A)."""
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
Key = tuple[str, Specificity, bool, str]
"""What two declarations must share for their order to matter: the part of the element, the specificity of
their rules, whether they are important, and what they set."""


@record
class Rule:
    """A rule for one selector, or something else that a style says."""

    around: tuple[str, ...]
    """The at-rules around it, from the outermost, as they begin."""
    selector: Selector
    """Empty for what is no rule, or holds more than declarations: it is left as it is."""
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
        return any(re.match(r"@media\s*print\b[^,]*$", one) for one in self.around)

    def set_with(self) -> Iterator[Key]:
        """For each declaration, what it shares with those whose order to it matters."""
        of = part(self.selector), specificity(self.selector)
        for one in self.declarations:
            yield *of, bool(one.important), sets(one.name)


def sets(name: str) -> str:
    """What a property sets: one word for all that may set the same (`margin` and `margin-inline-end`)."""
    if name.startswith("--"):
        return name
    if name == "all":
        return WHOLE
    word = VENDOR.sub("", name.lower()).split("-")[0]
    return ALIKE.get(word, word)


def rules(css: str, *, own: bool, words: Words | None = None) -> tuple[Rule, ...]:
    """The rules of a style in their order; of one with `words` those that may apply (faq.pages.pruning).

    Raises ValueError for one that is no CSS, or has imports.
    """
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes, (), own, words))


def _rules(nodes: Iterable[Node], around: tuple[str, ...], own: bool, words: Words | None) -> Iterator[Rule]:
    for node in nodes:
        match node:
            case ParseError():
                raise ValueError(f"line {node.source_line}: {node.message}")
            case QualifiedRule():
                yield from _of_block(node, around, own, words)
            case AtRule() if node.lower_at_keyword in NESTING and node.content is not None:
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                begins = f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"
                yield from _rules(inside, (*around, begins), own, words)
            case AtRule() if node.lower_at_keyword == "charset":
                continue
            case AtRule() if node.lower_at_keyword == "import":
                raise ValueError(f"line {node.source_line}: a style that imports another cannot be divided")
            case _:
                yield Rule(around, (), node.serialize(), (), own)


def _of_block(node: QualifiedRule, around: tuple[str, ...], own: bool, words: Words | None) -> Iterator[Rule]:
    found = [one for one in selectors(node.prelude) if words is None or words.apply(one)]
    if not found:
        return
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    names = ",".join(tinycss2.serialize(one).strip() for one in found)
    # A list with a selector that a browser does not know goes as a whole, and so must stay one.
    whole = len(found) > 1 and FOREIGN.search(names)
    if whole or not all(isinstance(one, Declaration) for one in inside) or not all(map(compounds, found)):
        yield Rule(around, (), f"{names}{{{tinycss2.serialize(node.content)}}}", (), own)
        return
    for one in found:
        yield Rule(around, one, tinycss2.serialize(one).strip(), tuple(inside), own)


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
    return f"{one.name}:{value_of(one).strip()}{'!important' if one.important else ''}"


@lru_cache(maxsize=4096)
def value_of(one: Declaration) -> str:
    """What a declaration sets its property to; rules for several selectors share them, and each is asked."""
    return str(tinycss2.serialize(one.value))
