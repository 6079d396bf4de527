"""What built pages hold, for the policy and the theme's style, read so that what they share is read once.

Each page is its own text in a frame that it shares with the others, and an HTML parser needs milliseconds for
the frame alone.  So a page is cut into pieces between tags; a piece that was seen before is not parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from faq.edits import Edit
from faq.frozen import record
from faq.pages.elements import kinds
from faq.pages.pruning import words_in
from faq.patterns import late
from faq.policy.csp import scripts_of
from faq.policy.judge import blocked
from faq.policy.scan import scan_piece
from faq.policy.securing import PolicyPlace, Seal, place_in, seal_edits
from faq.policy.storing import SETS

SEAM = late(
    r"(?=<(?:/?head|/?header|/?nav|/?main|/?article|/?footer|aside|form|label|li|h\d|p|script|title|meta|link)\b)"
)
"""Where pages are cut: the smaller the pieces, the more are the same."""
PLAIN = late(
    r"""(?:[^<]++ | </[a-z][a-z0-9]*> | <
    (?!(?:base|embed|frame|head|html|iframe|link|meta|object|plaintext|script|style|textarea|title|xmp)\b)
    [a-z][a-z0-9]* (?:\s+(?!on|style\b) [a-z][a-z0-9-]*+
    (?:="(?:[^"<>&/]|/(?!/)|&(?:amp|lt|gt|quot|\#39|para);)*+")? )*+ \s*/?>
    | <title>[^<]*+</title>
    | <meta\ (?:name|property)="[^"<>]*+"\ content="[^"<>]*+">
    | <link\ rel="(?:canonical|prev|next)"\ href="(?:[^"<>&]|&(?:amp|lt|gt|quot|\#39);)*+">
    | <script\ type="application/ld\+json">[^<]*+</script>
    )*+""",
    re.X,
)
"""A stretch of whole tags, none of which the policy, or a link to another host, could be about."""
WATCHED = late("javascript:|mermaid", re.I)
"""What is watched in the values of any attribute."""
NOWHERE = PolicyPlace()
"""Of a stretch that has nothing to do with the policy."""
EARLY = PolicyPlace(early=True)
"""Of one that has nothing to do with it either, but which it stands before."""
MANY = 5_000
"""How many pieces are remembered: those of the frame are soon read anew."""


@record
class Piece:
    """What stands in one stretch of a page, at offsets from its beginning."""

    edits: tuple[Edit, ...]
    place: PolicyPlace
    blocked: bool
    """Whether there is anything that the policy would block."""
    scripts: frozenset[str]
    """The hashes of its scripts."""
    sets: bool
    """Whether one of them defines how the theme stores."""
    words: frozenset[str]
    """Its words that may be the name of a class that is looked for."""
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


@dataclass(slots=True)
class Surveyor:
    """Reads one page after another."""

    host: str
    """The site's own, as in its address."""
    classes: frozenset[str]
    """The words that are looked for."""
    _known: dict[tuple[str, bool], Piece | None] = field(default_factory=dict)

    def survey(self, html: str) -> Survey:
        """What is to be done with a page."""
        edits: list[Edit] = []
        place, suspicious, sets = PolicyPlace(), False, False
        scripts, words, found = set[str](), set[str](), set[str]()
        for start, piece in self._pieces(html):
            words |= piece.words
            found |= piece.kinds
            if piece.place is NOWHERE:
                continue
            edits += (Edit(start + one.start, start + one.end, one.text) for one in piece.edits)
            place = place.then(piece.place, start)
            suspicious, sets = suspicious or piece.blocked, sets or piece.sets
            scripts |= piece.scripts
        seal = Seal(tuple(edits), place.found(html))
        return Survey(seal, suspicious, frozenset(scripts), sets, frozenset(words), frozenset(found))

    def _pieces(self, html: str) -> Iterator[tuple[int, Piece]]:
        """The pieces of a page, each with where it begins; one that is not whole takes the next as well."""
        start = 0
        for end in (*(seam.start() for seam in SEAM.finditer(html)), len(html)):
            if end > start and (piece := self._piece(html[start:end], last=end == len(html))):
                yield start, piece
                start = end

    def _piece(self, text: str, *, last: bool) -> Piece | None:
        if (text, last) not in self._known:
            if len(self._known) >= MANY:
                self._known.clear()
            self._known[text, last] = self._read(text, last=last)
        return self._known[text, last]

    def _read(self, text: str, *, last: bool) -> Piece | None:
        """A piece as it is; None where a tag, a comment or a script goes on behind it."""
        words, found = self.classes.intersection(words_in(text)), frozenset(kinds(text))
        if PLAIN.fullmatch(text) and not WATCHED.search(text):
            place = EARLY if "<link" in text or "<script" in text else NOWHERE
            return Piece((), place, blocked=False, scripts=frozenset(), sets=False, words=words, kinds=found)
        read, whole = scan_piece(text)
        if not whole and not last:
            return None
        suspicious = next(blocked(read, self.host), None) is not None
        sets = any(SETS in script for script in read.scripts)
        scripts = scripts_of([read]).scripts
        edits = tuple(seal_edits(read, self.host))
        return Piece(edits, place_in(read), suspicious, scripts, sets, words, found)
