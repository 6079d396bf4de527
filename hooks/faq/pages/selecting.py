"""What a selector asks for (Selectors Level 4), compared with the elements that pages have.

Two questions are asked of it: whether it may fit as a page is served, before anybody has touched it; and
whether two selectors may fit one element, so that it matters which stands behind the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache, reduce
from operator import or_

import tinycss2
from tinycss2.ast import (
    FunctionBlock,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    SquareBracketsBlock,
    StringToken,
    WhitespaceToken,
)

from faq.frozen import record
from faq.pages.elements import Element

Nodes = Sequence[Node]
Specificity = tuple[int, int, int]
Rank = tuple[str, Specificity]
"""What two rules must share for their order to matter: the part of the element, and their specificity."""

TOUCHED = frozenset(
    {"hover", "focus", "focus-visible", "focus-within", "active", "fullscreen", "popover-open"}
)
"""What an element is only once a reader did something."""
ANY_OF = frozenset({"is", "where", "matches", "-webkit-any", "-moz-any"})
PARTS = frozenset({"before", "after", "first-line", "first-letter"})
"""Parts of an element that may be written with one colon."""


def selectors(prelude: Nodes) -> list[list[Node]]:
    """The selectors of a list."""
    return _split(prelude, ",")


def compounds(selector: Nodes) -> list[list[Node]]:
    """What stands between combinators, from the outermost to the element itself."""
    out: list[list[Node]] = [[]]
    for node in selector:
        if isinstance(node, WhitespaceToken) or (isinstance(node, LiteralToken) and node.value in ">+~"):
            out.append([])
        else:
            out[-1].append(node)
    return [compound for compound in out if compound]


def classes(selector: Nodes) -> Iterator[str]:
    """The classes that a selector asks for; what stands in `:not()` and the like is no such thing."""
    for before, node in itertools.pairwise(selector):
        if isinstance(before, LiteralToken) and before.value == "." and isinstance(node, IdentToken):
            yield node.value


def _part(subject: Nodes) -> str:
    for before, node in itertools.pairwise(subject):
        if _is(before, ":") and isinstance(node, (IdentToken, FunctionBlock)):
            name = str(node.lower_name if isinstance(node, FunctionBlock) else node.lower_value)
            at = subject.index(before)
            if name in PARTS or (at and _is(subject[at - 1], ":")):
                return name
    return ""


def specificity(selector: Nodes) -> Specificity:
    """How many ids, how many classes, attributes and pseudo-classes, how many names (section 17)."""
    ids = alike = names = 0
    nodes = list(selector)
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if isinstance(node, HashToken):
            ids += 1
        elif isinstance(node, SquareBracketsBlock) or _is(node, "."):
            alike += 1
            at += _is(node, ".")
        elif isinstance(node, IdentToken):
            names += 1
        elif _is(node, ":"):
            double = at + 1 < len(nodes) and _is(nodes[at + 1], ":")
            at += 2 if double else 1
            pseudo = nodes[at]
            of = _of_pseudo(pseudo, double=double)
            ids, alike, names = ids + of[0], alike + of[1], names + of[2]
        at += 1
    return ids, alike, names


def _of_pseudo(node: Node, *, double: bool) -> Specificity:
    if isinstance(node, FunctionBlock) and not double:
        inside = max((specificity(one) for one in selectors(node.arguments)), default=(0, 0, 0))
        if node.lower_name == "where":
            return 0, 0, 0
        if node.lower_name in ANY_OF | {"not", "has"}:
            return inside
        return 0, 1, 0
    name = node.lower_value if isinstance(node, IdentToken) else ""
    return (0, 0, 1) if double or name in PARTS else (0, 1, 0)


@record
class Compound:
    """What a selector asks of one element; the same for all places where it is written so."""

    text: str
    nodes: Nodes
    classes: tuple[str, ...]
    specificity: Specificity
    part: str
    """The pseudo-element that it is about; empty where it is the element itself."""
    __eq__ = object.__eq__
    __hash__ = object.__hash__


@lru_cache(maxsize=4096)
def compound(text: str) -> Compound | None:
    """What is written so between two combinators; None for what is none: browsers pass over such a rule."""
    nodes = tinycss2.parse_component_value_list(text, skip_comments=True)
    if not _is_whole(nodes):
        return None
    return Compound(tinycss2.serialize(nodes), nodes, tuple(classes(nodes)), specificity(nodes), _part(nodes))


def _is_whole(nodes: Nodes) -> bool:
    """Whether a name follows on each dot and colon."""
    for node, after in itertools.pairwise([*nodes, None]):
        named = isinstance(after, IdentToken)
        if _is(node, ".") and not named:
            return False
        if _is(node, ":") and not (named or isinstance(after, FunctionBlock) or _is(after, ":")):
            return False
        if isinstance(node, FunctionBlock) and not all(map(_is_whole, selectors(node.arguments))):
            return False
    return True


@record
class Selector:
    """What a rule asks for."""

    compounds: tuple[Compound, ...]
    """From the outermost to the element itself."""
    classes: tuple[str, ...]
    rank: Rank


def joined(compounds: Sequence[Compound]) -> Selector:
    """What these ask for together."""
    ids = alike = names = 0
    asked: tuple[str, ...] = ()
    for one in compounds:
        of = one.specificity
        ids, alike, names = ids + of[0], alike + of[1], names + of[2]
        asked += one.classes
    return Selector(tuple(compounds), asked, (compounds[-1].part, (ids, alike, names)))


@record
class Gallery:
    """The kinds of elements of a site, and what scripts may make of them.  Answers are bits, one for each."""

    elements: tuple[Element, ...]
    ours: frozenset[str]
    """The words of the project's scripts, which may give any element a class that is one of them."""
    theirs: frozenset[str]
    """The words of the theme's scripts."""
    _fitting: dict[tuple[Compound, bool], int] = field(default_factory=dict)
    _holding: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _named: dict[str, int] = field(default_factory=dict)
    """By the names of elements, and of classes with a dot."""

    def may_fit(self, selector: Selector) -> bool:
        """Whether a selector may fit an element as a page is served: each of its parts fits some element."""
        return all(self.fitting(one, touched=False) for one in selector.compounds)

    def subjects(self, selector: Selector) -> int:
        """The elements that a selector may be about, whatever a reader or a script did."""
        return self.fitting(selector.compounds[-1], touched=True)

    def shows(self, name: str) -> bool:
        """Whether any element has a class as pages are served."""
        return bool(self.named(f".{name}"))

    def makes(self, name: str) -> bool:
        """Whether a script may give an element a class, or make an element with a name."""
        return name in self.ours or name in self.theirs

    def fitting(self, compound: Compound, *, touched: bool) -> int:
        """The elements that a compound may fit; `touched` if a reader or a script may have done something."""
        key = compound, touched
        if key not in self._fitting:
            self._fitting[key] = self._fits(compound.nodes, touched)
        return self._fitting[key]

    def named(self, name: str) -> int:
        """The elements of a name, in small letters, or, with a dot, of a class."""
        if not self._named:
            for at, one in enumerate(self.elements):
                for its in (one.name, *(f".{name}" for name in one.classes)):
                    self._named[its] = self._named.get(its, 0) | 1 << at
        return self._named.get(name, 0)

    def holding(self, block: SquareBracketsBlock) -> int:
        """The elements that may have an attribute as it is asked for."""
        nodes = [node for node in block.content if not isinstance(node, WhitespaceToken)]
        if not nodes or not isinstance(nodes[0], IdentToken):
            return self._all
        matches = nodes[1].value if len(nodes) > 2 and isinstance(nodes[1], LiteralToken) else ""
        wanted = nodes[2].value if matches and isinstance(nodes[2], (IdentToken, StringToken)) else ""
        return self._holds(nodes[0].lower_value, matches if wanted or matches == "=" else "", wanted)

    def _holds(self, attribute: str, matches: str, value: str) -> int:
        key = attribute, matches, value
        if key not in self._holding:
            self._holding[key] = sum(1 << at for at, one in enumerate(self.elements) if one.holds(*key))
        return self._holding[key]

    def _fits(self, compound: Nodes, touched: bool) -> int:
        fit = self._all
        nodes = iter(compound)
        for node in nodes:
            if _is(node, "."):
                fit &= self._with_class(next(nodes).value, touched)
            elif _is(node, ":"):
                pseudo = next(nodes)
                if _is(pseudo, ":"):  # a part of the element, which has it as it is
                    next(nodes)
                else:
                    fit &= self._in_state(pseudo, touched)
            elif isinstance(node, IdentToken):
                fit &= self.named(node.lower_value)
            elif isinstance(node, HashToken):
                fit &= self._holds("id", "=", node.value)
            elif isinstance(node, SquareBracketsBlock) and not touched:
                fit &= self.holding(node)
        return fit

    @property
    def _all(self) -> int:
        return (1 << len(self.elements)) - 1

    def _with_class(self, name: str, touched: bool) -> int:
        return self._all if touched and self.makes(name) else self.named(f".{name}")

    def _in_state(self, pseudo: Node, touched: bool) -> int:
        """The elements that may be in the state that a pseudo-class names; what is unknown may be."""
        if isinstance(pseudo, FunctionBlock):
            inside = selectors(pseudo.arguments)
            if pseudo.lower_name in ANY_OF:
                return reduce(or_, (self._about(one, touched) for one in inside), 0)
            if pseudo.lower_name == "not" and not touched:
                certain = (self._fits(one, touched) for one in inside if _plain(one))
                return self._all & ~reduce(or_, certain, 0)
            return self._all
        name = pseudo.lower_value if isinstance(pseudo, IdentToken) else ""
        if name == "root":
            return self.named("html")
        if touched:
            return self._all
        if name == "checked":
            return self._holds("checked", "", "")
        return 0 if name in TOUCHED else self._all

    def _about(self, selector: Nodes, touched: bool) -> int:
        fits = [self._fits(one, touched) for one in compounds(selector)]
        return fits[-1] if fits and all(fits) else 0


def _plain(selector: Nodes) -> bool:
    """Whether a selector asks for nothing but names and classes, so that whether it fits is certain."""
    return all(isinstance(node, IdentToken) or _is(node, ".") for node in selector)


def _split(nodes: Nodes, mark: str) -> list[list[Node]]:
    out: list[list[Node]] = [[]]
    for node in nodes:
        if _is(node, mark):
            out.append([])
        else:
            out[-1].append(node)
    return out


def _is(node: Node, value: str) -> bool:
    return isinstance(node, LiteralToken) and bool(node.value == value)
