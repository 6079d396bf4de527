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
from faq.policy.scan import OF_TEXT, scan
from faq.policy.securing import PolicyPlace, Seal, place_in, seal_edits
from faq.policy.storing import SETS

ATTRIBUTES = r"""(?:\s++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'<>/=`]++))?+)*+\s*+"""
WITH_TEXT = rf"""
    | (?i:script){ATTRIBUTES}> (?:[^<]++|<(?!/(?i:script)|!--))*+ </(?i:script)>
    | (?i:style){ATTRIBUTES}> [^<]*+ </(?i:style)>
    | (?i:title){ATTRIBUTES}> [^<]*+ </(?i:title)>
    | (?i:textarea){ATTRIBUTES}> [^<]*+ </(?i:textarea)>
    | !(?i:doctype)[^<>\[\]]*+>
    | !--(?:[^<>-]|-(?!-))*+-->
"""
CUT = late(
    rf"""(<(?: /[^<>]*+>
    | (?!(?i:{OF_TEXT})\b)[a-zA-Z][^"'<>]*+(?:"[^"]*+"[^"'<>]*+|'[^']*+'[^"'<>]*+)*+> {WITH_TEXT} ))""",
    re.X,
)
"""Where pages are cut: tags, those of a text that is none of HTML with that text."""
TAG = late(
    rf"""<(?: /[a-zA-Z][a-zA-Z0-9-]*+\s*+>
    | (?!(?i:{OF_TEXT})\b)[a-zA-Z][a-zA-Z0-9:-]*+{ATTRIBUTES}/?> {WITH_TEXT} )""",
    re.X,
)
"""What they must be, each by itself.

Nothing is among them that parsers of HTML, or versions of them, read in two ways: where some of that stands,
a page is read whole."""
PLAIN = late(
    r"""(?:[^<]++ | </[a-z][a-z0-9]*> | <
    (?!(?:base|embed|frame|head|html|iframe|link|meta|object|plaintext|script|style|textarea|title|xmp)\b)
    [a-z][a-z0-9]* (?:\s+(?!on|style\b) [a-z][a-z0-9-]*+
    (?:="(?:[^"<>&/\\]++|/(?![/\\])|&(?:amp|lt|gt|quot|\#39|para);)*+")? )*+ \s*/?>
    | <title>[^<]*+</title>
    | <meta\ (?:name|property)="[^"<>]*+"\ content="[^"<>]*+">
    | <link\ rel="(?:canonical|prev|next)"\ href="(?:[^"<>&]++|&(?:amp|lt|gt|quot|\#39);)*+">
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
class Holdings:
    """What pages hold that concerns them all, or tags, wherever these stand."""

    scripts: frozenset[str]
    """The hashes of scripts in it."""
    sets: bool
    """Whether one of them defines how the theme stores."""
    words: frozenset[str]
    """Its words that may be the name of a class that is looked for; those of texts between tags are none."""
    kinds: frozenset[str]
    """The kinds of its elements."""

    def with_all(self, others: Collection[Holdings]) -> Holdings:
        """The same of this and of others."""
        return Holdings(
            self.scripts.union(*(one.scripts for one in others)),
            self.sets or any(one.sets for one in others),
            self.words.union(*(one.words for one in others)),
            self.kinds.union(*(one.kinds for one in others)),
        )


NOTHING = Holdings(frozenset(), False, frozenset(), frozenset())


@record
class Piece:
    """What one tag says, or a page that is not cut; offsets are from its beginning."""

    edits: tuple[Edit, ...]
    place: PolicyPlace
    blocked: bool
    """Whether there is anything that the policy would block."""
    held: Holdings


@record
class Survey:
    """What is to be done with one page, and what it has of that which concerns them all; without the page."""

    seal: Seal
    blocked: bool
    held: Holdings


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
    """Those of them that say something of the page, and more than that the policy stands before them."""
    _early: set[str] = field(default_factory=set)
    """Those that say no more than that."""
    _met: set[str] = field(default_factory=set)
    """Plain ones that were met once: most are another on each page, and are asked all together."""
    _frame: frozenset[str] = frozenset()
    """Known ones that the last pages had in common, which are most of a page."""
    _in_frame: Holdings = NOTHING
    """What these hold."""

    def survey(self, html: str) -> Survey:
        """What is to be done with a page."""
        self._forget()
        parts = CUT.split(html)
        tags = set(parts[1::2])
        fresh = None if "<" in "\0".join(parts[::2]) else self._fresh(tags.difference(self._known))
        if fresh is None:
            # Read whole, and let go: no other page is the same.
            piece = self._read(html)
            return Survey(Seal(piece.edits, piece.place.found(html)), piece.blocked, piece.held)
        text = "".join(fresh)
        noted = {tag: self._noted[tag] for tag in tags.intersection(self._noted)}
        early = tags.intersection(self._early).union(filter(_is_early, fresh if _is_early(text) else ()))
        # Of those the first counts.
        noted |= dict.fromkeys(islice(filter(early.__contains__, parts[1::2]), 1), JUST_EARLY)
        edits, place = _placed(parts, noted)
        held = self._held(tags.difference(fresh)).with_all([self._in_plain(text)])
        return Survey(Seal(edits, place.found(html)), any(one.blocked for one in noted.values()), held)

    def _forget(self) -> None:
        """Make room where too much is remembered."""
        if len(self._known) >= MANY:
            self._known.clear()
            self._noted.clear()
            self._early.clear()
        if len(self._met) >= MANY:
            self._met.clear()

    def _fresh(self, tags: Set[str]) -> Set[str] | None:
        """Those that are plain and met for the first time, of tags not known yet; the others are read.

        None where one is no tag that is read in one way only.
        """
        unmet = tags - self._met
        # All together are plain where each is: one match takes a tag up to its end.
        fresh = unmet if _is_plain("".join(unmet)) else set(filter(_is_plain, unmet))
        # What is plain is such a tag.
        if not all(map(TAG.fullmatch, unmet - fresh)):
            return None
        self._met |= fresh
        for tag in tags - fresh:
            piece = self._known[tag] = self._read(tag)
            if piece.blocked or piece.edits or piece.place not in (NOWHERE, EARLY):
                self._noted[tag] = piece
            elif piece.place == EARLY:
                self._early.add(tag)
        return fresh

    def _held(self, tags: Set[str]) -> Holdings:
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

    def _in_plain(self, text: str) -> Holdings:
        """What a text holds that has no script."""
        words = self.classes.intersection(words_in(text))
        return replace(NOTHING, words=words, kinds=frozenset(kinds(text)))

    def _read(self, text: str) -> Piece:
        held = self._in_plain(text)
        if _is_plain(text):
            return Piece((), EARLY if _is_early(text) else NOWHERE, False, held)
        read = scan(text)
        suspicious = next(blocked(read, self.host), None) is not None
        sets = any(SETS in script for script in read.scripts)
        held = replace(held, scripts=scripts_of([read]).scripts, sets=sets)
        return Piece(tuple(seal_edits(read, self.host)), place_in(read), suspicious, held)


def _placed(parts: Sequence[str], noted: Mapping[str, Piece]) -> tuple[tuple[Edit, ...], PolicyPlace]:
    """What is to be written, and where the policy can stand, in a page cut into texts and tags in turn."""
    edits, place, tags = list[Edit](), NOWHERE, parts[1::2]
    starts = islice(accumulate(map(len, parts)), 0, None, 2)
    for tag, start in compress(zip(tags, starts, strict=False), map(noted.__contains__, tags)):
        piece = noted[tag]
        edits += (Edit(start + one.start, start + one.end, one.text) for one in piece.edits)
        place = place.then(piece.place, start)
    return tuple(edits), place


JUST_EARLY = Piece((), EARLY, False, NOTHING)
"""What matters of a tag that says no more than that the policy stands before it."""


def _is_plain(text: str) -> bool:
    """Whether the policy, or a link to another host, cannot be about a text."""
    folded = text.casefold()
    return bool(PLAIN.fullmatch(text)) and not any(word in folded for word in WATCHED)


def _is_early(plain: str) -> bool:
    """Whether it is something that the policy must stand before."""
    return "<link" in plain or "<script" in plain
