"""The navigation as one page shows it, where the questions are too many to stand on every page.

A page shows the questions of its own section, its neighbours where even these are many, the other sections,
and the way to the overview, which names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from faq.book.overview import near
from faq.frozen import record

NEIGHBOURS = 10
"""How many questions stand together where their section has too many."""

Address = Callable[[tuple[str, ...]], str]
"""Where the overview names the questions of a section, by its titles; its beginning for none."""


@record
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


@record
class NavPart:
    """A section with what a page shows of it."""

    title: str
    children: tuple[Shown, ...]
    active: bool


@record
class Way:
    """A link into the overview."""

    title: str
    url: str
    """From the site's root."""


Shown = NavPart | Way | NavNode
"""What a page shows: an entry as it is, a section cut short, a link."""


@record
class NearNavigation:
    """The navigation of a site with more questions than stand on every page."""

    top: _List
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
        return tuple(self._shown(self.top, self.trails.get(src, ()), self.wrapper, ()))

    def _shown(
        self, list_: _List, trail: Sequence[int], wrapper: Sequence[int] | None, titles: tuple[str, ...]
    ) -> Iterator[Shown]:
        """What is shown of a list; `wrapper` is None in one that does not hold all questions."""
        here, listed = trail[0] if trail else -1, list_.listed
        # Of a list that is too long, questions are shown as the neighbours of the one that is read.
        few = len(listed) <= self.most or here < 0 or not list_.nodes[here].src
        kept = near(listed, list_.rank.get(here), self.most if few else NEIGHBOURS)
        for at in sorted((*kept, *list_.others)):
            node = list_.nodes[at]
            if node.src is not None or not node.questions:
                yield node
            elif wrapper and at == wrapper[0]:
                inside = self._wrapped(list_.inside[at], trail[1:], wrapper[1:])
                yield NavPart(node.title, tuple(inside), at == here)
            elif at == here:
                inside = self._shown(list_.inside[at], trail[1:], None, (*titles, node.title))
                yield NavPart(node.title, tuple(inside), active=True)
            else:
                yield Way(node.title, self.address((*titles, node.title)))
            if wrapper == () and at == kept[-1]:
                yield Way(self.all_questions, self.address(()))

    def _wrapped(self, list_: _List, trail: Sequence[int], wrapper: Sequence[int]) -> Iterator[Shown]:
        """What is shown of the section around all questions: nobody far from them needs the first few."""
        if trail or list_.inside:
            yield from self._shown(list_, trail, wrapper, ())
        else:
            yield from (list_.nodes[at] for at in list_.others)
            yield Way(self.all_questions, self.address(()))


@record
class _List:
    """The entries that stand together, with what is the same for each page that shows some of them."""

    nodes: Sequence[NavNode]
    listed: tuple[int, ...]
    """The positions of questions, and of sections that hold some."""
    rank: Mapping[int, int]
    """Where in `listed` each of them is."""
    others: tuple[int, ...]
    inside: Mapping[int, _List]
    """The entries of the sections that hold questions."""


def near_navigation(
    nodes: Sequence[NavNode], most: int, all_questions: str, address: Address
) -> NearNavigation:
    """The same, with the way down to each page."""
    wrapper, trails = tuple(_wrapper(nodes)), dict(_trails(nodes, ()))
    return NearNavigation(_list(nodes), most, all_questions, address, wrapper, trails)


def _list(nodes: Sequence[NavNode]) -> _List:
    listed = tuple(at for at, node in enumerate(nodes) if node.questions)
    return _List(
        nodes,
        listed,
        {at: rank for rank, at in enumerate(listed)},
        tuple(at for at, node in enumerate(nodes) if not node.questions),
        {at: _list(nodes[at].children) for at in listed if nodes[at].src is None},
    )


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
