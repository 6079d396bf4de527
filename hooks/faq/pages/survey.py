"""What built pages hold, for the policy and the theme's style, read so that what they share is read once.

Each page is its own text in a frame that it shares with the others, and an HTML parser needs milliseconds for
the frame alone.  So a page is cut into its tags, and a tag that was seen before is not parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import TypeVar

from faq.edits import Edit
from faq.frozen import record
from faq.pages.elements import kinds, words_in
from faq.patterns import late
from faq.policy.csp import scripts_of
from faq.policy.judge import blocked
from faq.policy.scan import scan
from faq.policy.securing import PolicyPlace, Seal, place_in, seal_edits
from faq.policy.storing import SETS

ATTRIBUTES = r"""(?:\s++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'<>/=`]++))?+)*+\s*+"""
TAGS = late(
    rf"""(<(?:
    /[a-zA-Z][a-zA-Z0-9-]*+\s*+>
    | (?!(?i:iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)\b)
    [a-zA-Z][a-zA-Z0-9:-]*+{ATTRIBUTES}/?>
    | (?i:script){ATTRIBUTES}> (?:[^<]++|<(?!/(?i:script)|!--))*+ </(?i:script)>
    | (?i:style){ATTRIBUTES}> [^<]*+ </(?i:style)>
    | (?i:title){ATTRIBUTES}> [^<]*+ </(?i:title)>
    | (?i:textarea){ATTRIBUTES}> [^<]*+ </(?i:textarea)>
    | !(?i:doctype)[^<>\[\]]*+>
    | !--(?:[^<>-]|-(?!-))*+-->
    ))""",
    re.X,
)
"""Where pages are cut: tags, those of a text that is none of HTML with that text.

Nothing is among them that parsers of HTML, or versions of them, read in two ways: where some of that stands,
a page is read whole."""
PLAIN = late(
    r"""(?:[^<]++ | </[a-z][a-z0-9]*> | <
    (?!(?:base|embed|frame|head|html|iframe|link|meta|object|plaintext|script|style|textarea|title|xmp)\b)
    [a-z][a-z0-9]* (?:\s+(?!on|style\b) [a-z][a-z0-9-]*+
    (?:="(?:[^"<>&/\\]|/(?![/\\])|&(?:amp|lt|gt|quot|\#39|para);)*+")? )*+ \s*/?>
    | <title>[^<]*+</title>
    | <meta\ (?:name|property)="[^"<>]*+"\ content="[^"<>]*+">
    | <link\ rel="(?:canonical|prev|next)"\ href="(?:[^"<>&]|&(?:amp|lt|gt|quot|\#39);)*+">
    | <script\ type="application/ld\+json">[^<]*+</script>
    )*+""",
    re.X,
)
"""What the policy, or a link to another host, cannot be about."""
WATCHED = ("javascript:", "mermaid")
"""What is watched in the values of any attribute."""
NOWHERE = PolicyPlace()
"""Of a tag that has nothing to do with the policy."""
EARLY = PolicyPlace(early=True)
"""Of one that has nothing to do with it either, but which it stands before."""
MANY = 10_000
"""How many tags are remembered: those of the frame are soon met again."""


@record
class Piece:
    """What one tag says, or a page that is not cut; offsets are from its beginning."""

    edits: tuple[Edit, ...]
    place: PolicyPlace
    blocked: bool
    """Whether there is anything that the policy would block."""
    scripts: frozenset[str]
    """The hashes of scripts in it."""
    sets: bool
    """Whether one of them defines how the theme stores."""
    words: frozenset[str]
    """Its words that may be the name of a class that is looked for; those of texts between tags are none."""
    kinds: frozenset[str]
    """The kinds of its elements."""


@record
class Survey:
    """What is to be done with one page, and what it has of that which concerns them all; without the page."""

    seal: Seal
    blocked: bool
    scripts: frozenset[str]
    sets: bool
    words: frozenset[str]
    kinds: frozenset[str]


Some = TypeVar("Some", dict[str, Piece], set[str])


@dataclass(slots=True)
class Surveyor:
    """Reads one page after another."""

    host: str
    """The site's own, as in its address."""
    classes: frozenset[str]
    """The words that are looked for."""
    _known: dict[str, Piece] = field(default_factory=dict)
    """What tags say that were met more than once, or that are more than plain."""
    _met: set[str] = field(default_factory=set)
    """Plain ones that were met once: most are another on each page, and are asked all together."""

    def survey(self, html: str) -> Survey:
        """What is to be done with a page."""
        parts, known = TAGS.split(html), self._known
        if "<" in "\0".join(parts[::2]):
            # Read whole, and let go: no other page is the same.
            parts, found = ["", html, ""], {html: self._read(html)}
        else:
            found = {tag: known.get(tag) or self._piece(tag) for tag in set(parts[1::2])}
        fresh = "".join(tag for tag, piece in found.items() if piece is FRESH or piece is FRESH_EARLY)
        edits, place = _placed(parts, found)
        pieces = found.values()
        return Survey(
            Seal(edits, place.found(html)),
            any(one.blocked for one in pieces),
            frozenset().union(*(one.scripts for one in pieces)),
            any(one.sets for one in pieces),
            self.classes.intersection(words_in(fresh)).union(*(one.words for one in pieces)),
            frozenset(kinds(fresh)).union(*(one.kinds for one in pieces)),
        )

    def _piece(self, tag: str) -> Piece:
        """What a tag says of which nothing is known."""
        if tag not in self._met and _is_plain(tag):
            _room(self._met).add(tag)
            return FRESH_EARLY if _is_early(tag) else FRESH
        piece = _room(self._known)[tag] = self._read(tag)
        return piece

    def _read(self, text: str) -> Piece:
        words, found = self.classes.intersection(words_in(text)), frozenset(kinds(text))
        if _is_plain(text):
            return _plain(EARLY if _is_early(text) else NOWHERE, words, found)
        read = scan(text)
        suspicious = next(blocked(read, self.host), None) is not None
        sets = any(SETS in script for script in read.scripts)
        scripts = scripts_of([read]).scripts
        edits = tuple(seal_edits(read, self.host))
        return Piece(edits, place_in(read), suspicious, scripts, sets, words, found)


def _placed(parts: Sequence[str], found: Mapping[str, Piece]) -> tuple[tuple[Edit, ...], PolicyPlace]:
    """What is to be written, and where the policy can stand, in a page cut into texts and tags in turn."""
    edits, place = list[Edit](), NOWHERE
    noted = {tag for tag, piece in found.items() if piece.edits or piece.place is not NOWHERE}
    starts = islice(accumulate(map(len, parts)), 0, None, 2)
    for tag, start in zip(parts[1::2], starts, strict=False):
        if tag in noted:
            piece = found[tag]
            edits += (Edit(start + one.start, start + one.end, one.text) for one in piece.edits)
            place = place.then(piece.place, start)
    return tuple(edits), place


def _plain(place: PolicyPlace, words: frozenset[str], found: frozenset[str]) -> Piece:
    return Piece((), place, blocked=False, scripts=frozenset(), sets=False, words=words, kinds=found)


FRESH, FRESH_EARLY = (_plain(place, frozenset(), frozenset()) for place in (NOWHERE, EARLY))
"""What is known of a plain tag that is met for the first time."""


def _is_plain(text: str) -> bool:
    """Whether the policy, or a link to another host, cannot be about a text."""
    folded = text.casefold()
    return bool(PLAIN.fullmatch(text)) and not any(word in folded for word in WATCHED)


def _is_early(plain: str) -> bool:
    """Whether it is something that the policy must stand before."""
    return "<link" in plain or "<script" in plain


def _room(known: Some) -> Some:
    """What is remembered, and forgotten where it is too much."""
    if len(known) >= MANY:
        known.clear()
    return known
