"""What a selector asks for (Selectors Level 4), compared with the elements that pages have.

Two questions are asked of it: whether it may fit as a page is served, before anybody has touched it; and
whether two selectors may fit one element, so that it matters which stands behind the other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from functools import reduce
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

Selector = Sequence[Node]
Specificity = tuple[int, int, int]

TOUCHED = frozenset(
    {"hover", "focus", "focus-visible", "focus-within", "active", "fullscreen", "popover-open"}
)
"""What an element is only once a reader did something."""
ANY_OF = frozenset({"is", "where", "matches", "-webkit-any", "-moz-any"})
PARTS = frozenset({"before", "after", "first-line", "first-letter"})
"""Parts of an element that may be written with one colon."""


def selectors(prelude: Selector) -> list[list[Node]]:
    """The selectors of a list."""
    return _split(prelude, ",")


def compounds(selector: Selector) -> list[list[Node]]:
    """What stands between combinators, from the outermost to the element itself."""
    out: list[list[Node]] = [[]]
    for node in selector:
        if isinstance(node, WhitespaceToken) or (isinstance(node, LiteralToken) and node.value in ">+~"):
            out.append([])
        else:
            out[-1].append(node)
    return [compound for compound in out if compound]


def classes(selector: Selector) -> Iterator[str]:
    """The classes that a selector asks for; what stands in `:not()` and the like is no such thing."""
    for before, node in itertools.pairwise(selector):
        if isinstance(before, LiteralToken) and before.value == "." and isinstance(node, IdentToken):
            yield node.value


def part(selector: Selector) -> str:
    """The pseudo-element that a selector is about; empty where it is the element itself."""
    subject = compounds(selector)[-1]
    for before, node in itertools.pairwise(subject):
        if _is(before, ":") and isinstance(node, (IdentToken, FunctionBlock)):
            name = str(node.lower_name if isinstance(node, FunctionBlock) else node.lower_value)
            at = subject.index(before)
            if name in PARTS or (at and _is(subject[at - 1], ":")):
                return name
    return ""


def specificity(selector: Selector) -> Specificity:
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
class Gallery:
    """The kinds of elements of a site, and what scripts may make of them.  Answers are bits, one for each."""

    elements: tuple[Element, ...]
    ours: frozenset[str]
    """The words of the project's scripts, which may give any element a class that is one of them."""
    theirs: frozenset[str]
    """The words of the theme's scripts."""
    _known: dict[tuple[str, bool], int] = field(default_factory=dict)
    _cut: dict[int, tuple[Selector, list[tuple[Selector, str]]]] = field(default_factory=dict)
    """The compounds of selectors that were asked for, each with its text, by the selector.

    By its `id`, as it cannot be hashed; it is kept so that nothing else gets that."""

    def may_fit(self, selector: Selector) -> bool:
        """Whether a selector may fit an element as a page is served: each of its parts fits some element."""
        return all(self._fits(one, text, touched=False) for one, text in self._compounds(selector))

    def subjects(self, selector: Selector) -> int:
        """The elements that a selector may be about, whatever a reader or a script did."""
        return self._fits(*self._compounds(selector)[-1], touched=True)

    def shows(self, name: str) -> bool:
        """Whether any element has a class as pages are served."""
        return bool(self._with_class(name, touched=False))

    def makes(self, name: str) -> bool:
        """Whether a script may give an element a class, or make an element with a name."""
        return name in self.ours or name in self.theirs

    def fitting(self, compound: Selector, *, touched: bool) -> int:
        """The elements that a compound may fit; `touched` if a reader or a script may have done something."""
        return self._fits(compound, tinycss2.serialize(compound), touched=touched)

    def _fits(self, compound: Selector, text: str, *, touched: bool) -> int:
        key = text, touched
        if key not in self._known:
            self._known[key] = self._fitting(compound, touched)
        return self._known[key]

    def _compounds(self, selector: Selector) -> list[tuple[Selector, str]]:
        """Those of a rule's selector, which is asked for several times; to write one takes longest."""
        if id(selector) not in self._cut:
            self._cut[id(selector)] = (
                selector,
                [(one, tinycss2.serialize(one)) for one in compounds(selector)],
            )
        return self._cut[id(selector)][1]

    def _fitting(self, compound: Selector, touched: bool) -> int:
        fit = self._all
        nodes = iter(compound)
        for node in nodes:
            if _is(node, "."):
                name = next(nodes)
                fit &= self._with_class(name.value if isinstance(name, IdentToken) else "", touched=touched)
            elif _is(node, ":"):
                pseudo = next(nodes)
                if _is(pseudo, ":"):  # a part of the element, which has it as it is
                    next(nodes)
                else:
                    fit &= self._in_state(pseudo, touched)
            elif not (touched and isinstance(node, SquareBracketsBlock)):
                fit &= self._those(lambda one: _is_named(one, node))  # noqa: B023 (asked at once)
        return fit

    @property
    def _all(self) -> int:
        return (1 << len(self.elements)) - 1

    def _those(self, are: Callable[[Element], bool]) -> int:
        return sum(1 << at for at, one in enumerate(self.elements) if are(one))

    def _with_class(self, name: str, *, touched: bool) -> int:
        if touched and self.makes(name):
            return self._all
        key = f".{name}", False
        if key not in self._known:
            self._known[key] = self._those(lambda one: name in one.classes)
        return self._known[key]

    def _in_state(self, pseudo: Node, touched: bool) -> int:
        """The elements that may be in the state that a pseudo-class names; what is unknown may be."""
        if isinstance(pseudo, FunctionBlock):
            inside = selectors(pseudo.arguments)
            if pseudo.lower_name in ANY_OF:
                return reduce(or_, (self._about(one, touched) for one in inside), 0)
            if pseudo.lower_name == "not" and not touched:
                certain = (self.fitting(one, touched=False) for one in inside if _plain(one))
                return self._all & ~reduce(or_, certain, 0)
            return self._all
        name = pseudo.lower_value if isinstance(pseudo, IdentToken) else ""
        if name == "root":
            return self._those(lambda one: one.name == "html")
        if touched:
            return self._all
        if name == "checked":
            return self._those(lambda one: one.holds("checked", "", ""))
        return 0 if name in TOUCHED else self._all

    def _about(self, selector: Selector, touched: bool) -> int:
        parts = compounds(selector)
        if not parts or not all(self.fitting(one, touched=touched) for one in parts):
            return 0
        return self.fitting(parts[-1], touched=touched)


def _plain(selector: Selector) -> bool:
    """Whether a selector asks for nothing but names and classes, so that whether it fits is certain."""
    return all(isinstance(node, IdentToken) or _is(node, ".") for node in selector)


def _is_named(element: Element, node: Node) -> bool:
    """Whether an element has the name, the id or the attribute that a selector asks for."""
    if isinstance(node, IdentToken):
        return bool(node.lower_value == element.name)
    if isinstance(node, HashToken):
        return element.holds("id", "=", node.value)
    return not isinstance(node, SquareBracketsBlock) or _has_attribute(node, element)


def _has_attribute(block: SquareBracketsBlock, element: Element) -> bool:
    nodes = [node for node in block.content if not isinstance(node, WhitespaceToken)]
    if not nodes or not isinstance(nodes[0], IdentToken):
        return True
    matches = nodes[1].value if len(nodes) > 2 and isinstance(nodes[1], LiteralToken) else ""
    wanted = nodes[2].value if matches and isinstance(nodes[2], (IdentToken, StringToken)) else ""
    return element.holds(nodes[0].lower_value, matches if wanted or matches == "=" else "", wanted)


def _split(nodes: Selector, mark: str) -> list[list[Node]]:
    out: list[list[Node]] = [[]]
    for node in nodes:
        if _is(node, mark):
            out.append([])
        else:
            out[-1].append(node)
    return out


def _is(node: Node, value: str) -> bool:
    return isinstance(node, LiteralToken) and bool(node.value == value)
