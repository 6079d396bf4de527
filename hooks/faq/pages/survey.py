"""What built pages hold, for the policy and the theme's style, read so that what they share is read once.

Each page is its own text in a frame that it shares with the others, and an HTML parser needs milliseconds for
the frame alone.  So a page is cut into its tags, and a tag that was seen before is not parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import accumulate, compress, islice

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
ALIKE = {one: one for one in (NOWHERE, EARLY)}
"""Places of which most are one."""
MANY = 10_000
"""How many tags are remembered: those of the frame are soon met again."""


@record
class Held:
    """What pages hold that concerns them all, or tags, wherever these stand."""

    scripts: frozenset[str]
    """The hashes of scripts in it."""
    sets: bool
    """Whether one of them defines how the theme stores."""
    words: frozenset[str]
    """Its words that may be the name of a class that is looked for; those of texts between tags are none."""
    kinds: frozenset[str]
    """The kinds of its elements."""

    def with_all(self, others: Collection[Held]) -> Held:
        """The same of this and of others."""
        return Held(
            self.scripts.union(*(one.scripts for one in others)),
            self.sets or any(one.sets for one in others),
            self.words.union(*(one.words for one in others)),
            self.kinds.union(*(one.kinds for one in others)),
        )


NOTHING = Held(frozenset(), False, frozenset(), frozenset())


@record
class Piece:
    """What one tag says, or a page that is not cut; offsets are from its beginning."""

    edits: tuple[Edit, ...]
    place: PolicyPlace
    blocked: bool
    """Whether there is anything that the policy would block."""
    held: Held

    @property
    def concerns_one(self) -> bool:
        """Whether it says anything of a page where it stands, and not only what concerns them all."""
        return self.blocked or bool(self.edits) or self.place is not NOWHERE


@record
class Survey:
    """What is to be done with one page, and what it has of that which concerns them all; without the page."""

    seal: Seal
    blocked: bool
    held: Held


@dataclass(slots=True)
class Surveyor:
    """Reads one page after another."""

    host: str
    """The site's own, as in its address."""
    classes: frozenset[str]
    """The words that are looked for."""
    _known: dict[str, Piece] = field(default_factory=dict)
    """What tags say that were met more than once, or that are more than plain."""
    _noted: dict[str, Piece] = field(default_factory=dict)
    """Those of them that say something of the page."""
    _met: set[str] = field(default_factory=set)
    """Plain ones that were met once: most are another on each page, and are asked all together."""
    _frame: frozenset[str] = frozenset()
    """Known ones that the last pages had in common, which are most of a page."""
    _in_frame: Held = NOTHING
    """What these hold."""

    def survey(self, html: str) -> Survey:
        """What is to be done with a page."""
        parts = TAGS.split(html)
        if "<" in "\0".join(parts[::2]):
            # Read whole, and let go: no other page is the same.
            piece = self._read(html)
            return Survey(Seal(piece.edits, piece.place.found(html)), piece.blocked, piece.held)
        self._forget()
        tags = set(parts[1::2])
        fresh = self._fresh(tags.difference(self._known))
        noted = {tag: self._noted[tag] for tag in tags.intersection(self._noted)}
        noted |= dict.fromkeys(filter(_is_early, fresh), FRESH_EARLY)
        edits, place = _placed(parts, noted)
        text = "".join(fresh)
        words, found = self.classes.intersection(words_in(text)), frozenset(kinds(text))
        held = self._held(tags.difference(fresh)).with_all([replace(NOTHING, words=words, kinds=found)])
        return Survey(Seal(edits, place.found(html)), any(one.blocked for one in noted.values()), held)

    def _forget(self) -> None:
        """Make room where too much is remembered."""
        if len(self._known) >= MANY:
            self._known.clear()
            self._noted.clear()
        if len(self._met) >= MANY:
            self._met.clear()

    def _fresh(self, tags: Set[str]) -> Set[str]:
        """Those that are plain and met for the first time, of tags not known yet; the others are read."""
        unmet = tags - self._met
        # All together are plain where each is: one match takes a tag up to its end.
        fresh = unmet if _is_plain("".join(unmet)) else set(filter(_is_plain, unmet))
        self._met |= fresh
        for tag in tags - fresh:
            piece = self._known[tag] = self._read(tag)
            if piece.concerns_one:
                self._noted[tag] = piece
        return fresh

    def _held(self, tags: Set[str]) -> Held:
        """What these tags hold, all of which are known."""
        if not self._frame <= tags:
            self._see(self._frame & tags)
        if len(others := tags - self._frame) > len(self._frame):
            self._see(frozenset(tags))
            others = frozenset()
        return self._in_frame.with_all([self._known[tag].held for tag in others])

    def _see(self, frame: frozenset[str]) -> None:
        self._frame = frame
        self._in_frame = NOTHING.with_all([self._known[tag].held for tag in frame])

    def _read(self, text: str) -> Piece:
        words, found = self.classes.intersection(words_in(text)), frozenset(kinds(text))
        if _is_plain(text):
            held = Held(frozenset(), False, words, found)
            return Piece((), EARLY if _is_early(text) else NOWHERE, False, held)
        read = scan(text)
        suspicious = next(blocked(read, self.host), None) is not None
        sets = any(SETS in script for script in read.scripts)
        held = Held(scripts_of([read]).scripts, sets, words, found)
        edits, place = tuple(seal_edits(read, self.host)), place_in(read)
        return Piece(edits, ALIKE.get(place, place), suspicious, held)


def _placed(parts: Sequence[str], noted: Mapping[str, Piece]) -> tuple[tuple[Edit, ...], PolicyPlace]:
    """What is to be written, and where the policy can stand, in a page cut into texts and tags in turn."""
    edits, place, tags = list[Edit](), NOWHERE, parts[1::2]
    starts = islice(accumulate(map(len, parts)), 0, None, 2)
    for tag, start in compress(zip(tags, starts, strict=False), map(noted.__contains__, tags)):
        piece = noted[tag]
        if piece.edits:
            edits += (Edit(start + one.start, start + one.end, one.text) for one in piece.edits)
        if piece.place is not NOWHERE and not (piece.place is EARLY and place.early):
            place = place.then(piece.place, start)
    return tuple(edits), place


FRESH_EARLY = Piece((), EARLY, False, NOTHING)
"""What is known of a tag that is met for the first time, is plain, and stands before none that is to hold."""


def _is_plain(text: str) -> bool:
    """Whether the policy, or a link to another host, cannot be about a text."""
    folded = text.casefold()
    return bool(PLAIN.fullmatch(text)) and not any(word in folded for word in WATCHED)


def _is_early(plain: str) -> bool:
    """Whether it is something that the policy must stand before."""
    return "<link" in plain or "<script" in plain
