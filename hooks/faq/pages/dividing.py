"""A style in two: what a page needs as it is served, and the rest.

The first part holds every rule that may fit an element of any page before a reader has done anything; what
comes later is for pointers and keys, for paper, for what is opened and for what scripts make.  So nothing
looks other when the rest arrives.  Where a rule of the first part stood behind one of the rest and both may
set the same, it is in the rest as well, at its place: which of two wins is as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, partial

from tinycss2.ast import IdentToken, SquareBracketsBlock

from faq.frozen import record
from faq.pages.cascade import WHOLE, Declaration, Rule, properties_in, sets, written
from faq.pages.selecting import Compound, Gallery, Rank
from faq.pages.sheets import Sheet, rules
from faq.patterns import late

KEYFRAMES = late(r"@(?:-\w+-)?keyframes\s+([\w-]+)")
COLOURS = "data-md-color-"
"""How the theme's attributes begin whose values stand in the page before a script can set them."""
SOMETHING = "*"


@record
class Divided:
    """The parts of a site's style."""

    first: str
    rest: str
    made: str
    """What only the theme's program makes needs."""


class Share(IntEnum):
    """When a rule is needed."""

    FIRST = 0
    REST = 1
    MADE = 2


Parted = tuple[Rule, Share]


def divided(styles: Iterable[Sheet], behind: Iterable[str], gallery: Gallery) -> Divided:
    """Styles, in their order, in parts; `behind` are those that some pages have behind the first part.

    Raises ValueError where one is no CSS.
    """
    whole = [rule for style in styles for rule in rules(style)]
    follow = [rule for text in behind for rule in rules(Sheet(text, own=True))]
    usable = _usable(_possible(whole, gallery), follow, gallery)
    parts = list(_parted(list(_assigned(usable, follow, gallery)), follow))
    rest = list(_later(parts, Share.REST, gallery))
    made = list(_later(parts, Share.MADE, gallery))
    return Divided(
        written([rule for rule, share in parts if share is Share.FIRST]), written(rest), written(made)
    )


def _possible(whole: Iterable[Rule], gallery: Gallery) -> list[Rule]:
    """The project's rules, and the theme's for elements that there may be."""
    may_be = cache(partial(_may_be, gallery))
    return [
        rule for rule in whole if rule.own or not rule.selector or all(map(may_be, rule.selector.compounds))
    ]


def _may_be(gallery: Gallery, compound: Compound) -> bool:
    """Whether the elements of a theme's rule are any that pages have or scripts make.

    Neither changes the direction of a page, nor has it other colours than it was built with.
    """
    fixed = (node for node in compound.nodes if isinstance(node, SquareBracketsBlock) and _is_fixed(node))
    if not all(map(gallery.holding, fixed)):
        return False
    first = compound.nodes[0]
    return (
        not isinstance(first, IdentToken)
        or gallery.makes(first.value)
        or bool(gallery.named(first.lower_value))
    )


def _is_fixed(block: SquareBracketsBlock) -> bool:
    name = block.content[0].value if block.content and isinstance(block.content[0], IdentToken) else ""
    return name == "dir" or name.startswith(COLOURS)


def _usable(whole: Sequence[Rule], follow: Sequence[Rule], gallery: Gallery) -> list[Rule]:
    """The rules without the theme's properties that nobody asks for: pictures, most of them."""
    asked = {name for rule in (*whole, *follow) for name in _asked(rule)}
    out = []
    for rule in whole:
        kept = [one for one in rule.declarations if rule.own or _is_used(one.name, asked, gallery)]
        if kept or not rule.selector:
            out.append(rule.with_only(kept) if len(kept) < len(rule.declarations) else rule)
    return out


def _is_used(name: str, asked: Set[str], gallery: Gallery) -> bool:
    return not name.startswith("--") or name in asked or gallery.makes(name.lstrip("-"))


def _assigned(whole: Sequence[Rule], follow: Sequence[Rule], gallery: Gallery) -> Iterator[Parted]:
    """Rules, each with when it is needed; what a style behind the first part must stay behind is first."""
    heap, known = Heap(gallery), Heap(gallery)
    for rule in follow:
        heap.add(rule, rule.declarations)
        if not rule.selector or gallery.theirs.issuperset(rule.selector.classes):
            known.add(rule, rule.declarations)
    for rule in whole:
        share = _share_of(rule, gallery)
        # The theme's program gives none of its classes to what has others, which it does not know.
        made = share is Share.MADE and not (
            rule.selector and all(map(gallery.shows, rule.selector.compounds[-1].classes))
        )
        yield rule, Share.FIRST if share and any((known if made else heap).met(rule)) else share


def _share_of(rule: Rule, gallery: Gallery) -> Share:
    """When a page needs a rule."""
    if rule.printed or rule.text.startswith("@page"):
        return Share.REST
    if not rule.selector:
        return Share.FIRST
    unseen = [name for name in rule.selector.classes if not gallery.shows(name)]
    # What neither pages nor scripts have is written into pages later on: the mark of an old version.
    if rule.own and not all(map(gallery.makes, unseen)):
        return Share.FIRST
    if unseen and not rule.own and not gallery.ours.issuperset(unseen):
        return Share.MADE
    return Share.FIRST if gallery.may_fit(rule.selector) else Share.REST


def _parted(whole: Sequence[Parted], follow: Sequence[Rule]) -> Iterator[Parted]:
    """Rules, and properties of their own making in the first part that asks for them."""
    first, rest = ([rule for rule, its in whole if its <= share] for share in (Share.FIRST, Share.REST))
    asked = {Share.FIRST: _closure([*first, *follow]), Share.REST: _closure([*rest, *follow])}
    said = "".join(one.value for rule in first for one in rule.declarations)
    for rule, share in whole:
        if not rule.declarations:
            moving = KEYFRAMES.match(rule.text)
            yield rule, share or (Share.REST if moving and moving[1] not in said else share)
        places = [_place(one, rule, share, asked) for one in rule.declarations]
        for part in sorted(set(places)):
            kept = [one for one, its in zip(rule.declarations, places, strict=True) if its is part]
            yield rule.with_only(kept), part


def _place(one: Declaration, rule: Rule, share: Share, asked: Mapping[Share, Set[str]]) -> Share:
    """The part in which a declaration of a rule is needed; a script may ask for the project's own."""
    if not one.name.startswith("--"):
        return share
    last = max(share, Share.REST) if rule.own else Share.MADE
    return next((part for part in Share if share <= part < last and one.name in asked[part]), last)


def _closure(early: Sequence[Rule]) -> Set[str]:
    """The properties that rules ask for, and those that these ask for."""
    asked = {name for rule in early for name in _asked(rule, custom=False)}
    values: defaultdict[str, set[str]] = defaultdict(set)
    for rule in early:
        for one in rule.declarations:
            if one.name.startswith("--"):
                values[one.name] |= properties_in(one.value)
    waiting = list(asked)
    while waiting:
        new = values[waiting.pop()] - asked
        asked |= new
        waiting += new
    return asked


def _asked(rule: Rule, *, custom: bool = True) -> Iterator[str]:
    """The properties of its own making that a rule asks for."""
    if not rule.selector:
        yield from properties_in(rule.text)
    for one in rule.declarations:
        if custom or not one.name.startswith("--"):
            yield from properties_in(one.value)


def _later(parts: Iterable[Parted], wanted: Share, gallery: Gallery) -> Iterator[Rule]:
    """What is needed later, and again what of the shares before must stand behind it."""
    heap = Heap(gallery)
    for rule, share in parts:
        if share > wanted:
            continue
        again = rule.declarations if share is wanted else tuple(heap.met(rule))
        if share is wanted or again or (rule.unread and heap.begun):
            heap.add(rule, again)
            yield rule if share is wanted else rule.with_only(again)


@dataclass(slots=True)
class Heap:
    """The rules so far, by what matters to the order of those that follow."""

    gallery: Gallery
    begun: bool = False
    """Whether there is a rule among them."""
    unread: bool = False
    """Whether there is one that may set anything on any element."""
    by_rank: defaultdict[Rank, defaultdict[tuple[bool, str], int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    """The elements that rules may be about, a bit for each, by what they set there, and whether for sure."""

    def add(self, rule: Rule, declarations: Sequence[Declaration]) -> None:
        """Take a rule with some of its declarations."""
        self.begun = True
        if not rule.selector:
            self.unread = self.unread or rule.unread
            return
        about, alike = self.gallery.subjects(rule.selector), self.by_rank[rule.selector.rank]
        for one in declarations:
            alike[one.important, sets(one.name)] |= about
            alike[one.important, SOMETHING] |= about

    def met(self, rule: Rule) -> Iterator[Declaration]:
        """The declarations of a rule whose order among these matters."""
        if not rule.selector:
            return
        about, alike = self.gallery.subjects(rule.selector), self.by_rank[rule.selector.rank]
        for one in rule.declarations:
            same = alike.get((one.important, sets(one.name) or SOMETHING), 0)
            if self.unread or about & (same | alike.get((one.important, WHOLE), 0)):
                yield one
