"""The navigation as one page shows it, where the questions are too many to stand on every page.

A page shows the questions of its own section, its neighbours where even these are many, the other sections,
and the way to the overview, which names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from faq.book.overview import near

NEIGHBOURS = 10
"""How many questions stand together where their section has too many."""

Address = Callable[[tuple[str, ...]], str]
"""Where the overview names the questions of a section, by its titles; its beginning for none."""


@dataclass(frozen=True, slots=True)
class NavNode:
    """An entry of the whole navigation."""

    item: object
    """What the engine knows it as."""
    title: str = ""
    src: str | None = None
    """The path in the docs folder of a page; None for a section, and for a link that leads away."""
    children: tuple[NavNode, ...] = ()
    questions: int = 0
    """How many stand here and below."""


@dataclass(frozen=True, slots=True)
class NavPart:
    """A section with what a page shows of it."""

    title: str
    children: tuple[Shown, ...]
    active: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A link into the overview."""

    title: str
    url: str
    """From the site's root."""


Shown = NavPart | Way | NavNode
"""What a page shows: an entry as it is, a section cut short, a link."""


@dataclass(frozen=True, slots=True)
class NearNavigation:
    """The navigation of a site with more questions than stand on every page."""

    nodes: tuple[NavNode, ...]
    most: int
    """How many questions, or sections, stand together."""
    all_questions: str
    """What the way to the overview is called."""
    address: Address
    wrapper: tuple[int, ...]
    """The way down to the one section that holds all questions, as far as sections do; empty for none."""
    trails: Mapping[str, tuple[int, ...]]
    """The way down to each page: the position at every depth."""

    def shown(self, src: str) -> tuple[Shown, ...]:
        """The entries that a page shows."""
        return tuple(self._shown(self.nodes, self.trails.get(src, ()), self.wrapper, ()))

    def _shown(
        self,
        nodes: Sequence[NavNode],
        trail: Sequence[int],
        wrapper: Sequence[int] | None,
        titles: tuple[str, ...],
    ) -> Iterator[Shown]:
        """What is shown of a list; `wrapper` is None in one that does not hold all questions."""
        here = trail[0] if trail else None
        listed = [at for at, node in enumerate(nodes) if node.questions]
        # Of a list that is too long, questions are shown as the neighbours of the one that is read.
        most = self.most if len(listed) <= self.most or here is None or not nodes[here].src else NEIGHBOURS
        kept = set(near(listed, listed.index(here) if here in listed else None, most))
        for at, node in enumerate(nodes):
            if not node.questions or node.src is not None:
                yield from (node,) if at in kept or not node.questions else ()
            elif wrapper and at == wrapper[0]:
                yield NavPart(node.title, tuple(self._wrapped(node, trail[1:], wrapper[1:])), at == here)
            elif at == here:
                inside = self._shown(node.children, trail[1:], None, (*titles, node.title))
                yield NavPart(node.title, tuple(inside), active=True)
            elif at in kept:
                yield Way(node.title, self.address((*titles, node.title)))
            if wrapper == () and at == listed[-1]:
                yield Way(self.all_questions, self.address(()))

    def _wrapped(self, node: NavNode, trail: Sequence[int], wrapper: Sequence[int]) -> Iterator[Shown]:
        """What is shown of the section around all questions: nobody far from them needs the first few."""
        flat = all(child.src is not None for child in node.children if child.questions)
        if trail or not flat:
            yield from self._shown(node.children, trail, wrapper, ())
        else:
            yield from (child for child in node.children if not child.questions)
            yield Way(self.all_questions, self.address(()))


def near_navigation(
    nodes: Sequence[NavNode], most: int, all_questions: str, address: Address
) -> NearNavigation:
    """The same, with the way down to each page."""
    trails = dict(_trails(nodes, ()))
    return NearNavigation(tuple(nodes), most, all_questions, address, tuple(_wrapper(nodes)), trails)


def _wrapper(nodes: Sequence[NavNode]) -> Iterator[int]:
    holding = [at for at, node in enumerate(nodes) if node.questions]
    if len(holding) == 1 and nodes[holding[0]].src is None:
        yield holding[0]
        yield from _wrapper(nodes[holding[0]].children)


def _trails(nodes: Sequence[NavNode], above: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for at, node in enumerate(nodes):
        if node.src is not None:
            yield node.src, (*above, at)
        yield from _trails(node.children, (*above, at))
