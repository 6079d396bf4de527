"""What built pages hold, for the policy and the theme's style, read so that what they share is read once.

Each page is its own text in a frame that it shares with the others, and an HTML parser needs milliseconds for
the frame alone.  So a page is cut into its tags, and a tag that was seen before is not parsed again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import compress, islice

from faq.edits import Edit
from faq.frozen import record
from faq.pages.assets import SCRIPTS, STYLES, named_in
from faq.pages.elements import kinds, without_values, words_in
from faq.patterns import late
from faq.policy.csp import scripts_of
from faq.policy.judge import blocked
from faq.policy.scan import OF_TEXT, scan
from faq.policy.securing import PolicyPlace, Seal, place_in, seal_edits
from faq.policy.storing import SETS, SIGNS

ATTRIBUTES = r"""(?:\s++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'<>/=`]++))?+)*+\s*+"""
WITH_TEXT = rf"""
    | (?i:script){ATTRIBUTES}> (?:[^<]++|<(?!/(?i:script)|!--))*+ </(?i:script)>
    | (?i:style){ATTRIBUTES}> [^<]*+ </(?i:style)>
    | (?i:title){ATTRIBUTES}> [^<]*+ </(?i:title)>
    | (?i:textarea){ATTRIBUTES}> [^<]*+ </(?i:textarea)>
    | !(?i:doctype)[^<>\[\]]*+>
    | !--(?:[^<>-]|-(?!-))*+-->
"""
BEGINNINGS = [
    sorted({sign for name in OF_TEXT.split("|") for sign in (name[at], name[at].upper())}) for at in (0, 1)
]
LIKELY = "".join(f"[{''.join(signs)}]" for signs in BEGINNINGS)
"""How elements begin whose text is none of HTML: whether a tag is one of theirs is asked of few."""
CUT = late(
    rf"""(<(?: /[^<>]*+>
    | (?!(?={LIKELY})(?i:{OF_TEXT})\b)[a-zA-Z]
    [^"'<>]*+(?:"[^"]*+"[^"'<>]*+|'[^']*+'[^"'<>]*+)*+> {WITH_TEXT} ))""",
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
NAMED_FROM = (f"{STYLES}/", f"{SCRIPTS}/")
"""Where the files are that pages name (`named_in`)."""
WATCHED = ("javascript:", "mermaid", *NAMED_FROM)
"""What is watched in the values of any attribute."""
NOWHERE = PolicyPlace()
"""Of a tag that has nothing to do with the policy."""
EARLY = PolicyPlace(early=True)
"""Of one that has nothing to do with it either, but which it stands before."""
APART = "<>"
"""What stands in no plain tag."""
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
    signs: frozenset[str]
    """What stands in its tags of SIGNS, and the files that it names (`named_in`)."""

    def with_all(self, others: Collection[Holdings]) -> Holdings:
        """The same of this and of others."""
        return Holdings(
            self.scripts.union(*(one.scripts for one in others)),
            self.sets or any(one.sets for one in others),
            self.words.union(*(one.words for one in others)),
            self.kinds.union(*(one.kinds for one in others)),
            self.signs.union(*(one.signs for one in others)),
        )


NOTHING = Holdings(frozenset(), False, frozenset(), frozenset(), frozenset())


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
    _plain: dict[str, str] = field(default_factory=dict)
    """Plain tags, each with its shape: what is left of it without the values that no style asks for."""
    _shapes: dict[str, Holdings] = field(default_factory=dict)
    """What these hold."""
    _early: set[str] = field(default_factory=set)
    """Tags that say no more than that the policy stands before them."""
    _known: dict[str, Piece] = field(default_factory=dict)
    """What other tags say."""
    _noted: dict[str, Piece] = field(default_factory=dict)
    """Those of them that say something of the page."""
    _frame: frozenset[str] = frozenset()
    """Tags that the last pages had in common, which are most of a page."""
    _in_frame: Holdings = NOTHING
    """What these hold."""

    def survey(self, html: str) -> Survey:
        """What is to be done with a page."""
        self._forget()
        parts = CUT.split(html)
        tags, texts = set(parts[1::2]), "\0".join(parts[::2])
        if "<" in texts or not self._meet(tags.difference(self._plain).difference(self._known)):
            # Read whole, and let go: no other page is the same.
            piece = self._read(html)
            return Survey(Seal(piece.edits, piece.place.found(html)), piece.blocked, piece.held)
        noted = {tag: self._noted[tag] for tag in tags.intersection(self._noted)}
        # Of these the first counts.
        early = filter(tags.intersection(self._early).__contains__, parts[1::2])
        edits, place = _placed(parts, noted | dict.fromkeys(islice(early, 1), JUST_EARLY))
        blocks = any(one.blocked for one in noted.values())
        held = self._held(tags)
        # A template may write an address for a script to read.
        if any(folder in texts for folder in NAMED_FROM):
            held = replace(held, signs=held.signs | named_in(texts))
        return Survey(Seal(edits, place.found(html)), blocks, held)

    def _forget(self) -> None:
        """Make room where too much is remembered."""
        if max(len(self._plain), len(self._shapes), len(self._known)) >= MANY:
            for one in (self._plain, self._shapes, self._known, self._noted, self._early):
                one.clear()

    def _meet(self, tags: Set[str]) -> bool:
        """Read tags that are not known yet; whether each of them is one that is read in one way only."""
        text = "".join(tags)
        plain = list(filter(_is_plain if _is_watched(text) else PLAIN.fullmatch, tags))
        others = tags - set(plain)
        # What is plain is such a tag.
        if not all(map(TAG.fullmatch, others)):
            return False
        shapes = without_values(APART.join(plain)).split(APART)
        self._plain.update(zip(plain, shapes, strict=False))
        for shape in set(shapes).difference(self._shapes):
            self._shapes[shape] = self._in_text(shape)
        self._early.update(filter(_is_early, plain if _is_early(text) else ()))
        for tag in others:
            piece = self._known[tag] = self._read(tag)
            if piece.blocked or piece.edits or piece.place not in (NOWHERE, EARLY):
                self._noted[tag] = piece
            elif piece.place == EARLY:
                self._early.add(tag)
        return True

    def _held(self, tags: Set[str]) -> Holdings:
        """What these tags hold, all of which are known."""
        if not self._frame <= tags:
            self._see(self._frame & tags)
        if len(others := tags - self._frame) > len(self._frame):
            self._see(frozenset(tags))
            others = frozenset()
        return self._in_frame.with_all(self._of(others))

    def _see(self, frame: frozenset[str]) -> None:
        self._frame = frame
        self._in_frame = NOTHING.with_all(self._of(frame))

    def _of(self, tags: Set[str]) -> list[Holdings]:
        shapes = set(map(self._plain.__getitem__, filter(self._plain.__contains__, tags)))
        others = filter(self._known.__contains__, tags)
        return [*map(self._shapes.__getitem__, shapes), *(self._known[tag].held for tag in others)]

    def _in_text(self, text: str) -> Holdings:
        """What a text holds but scripts."""
        words = self.classes.intersection(words_in(text))
        signs = named_in(text).union(sign for sign in SIGNS if sign in text)
        return replace(NOTHING, words=words, kinds=frozenset(kinds(text)), signs=frozenset(signs))

    def _read(self, text: str) -> Piece:
        """What a text says that is not plain."""
        read = scan(text)
        suspicious = next(blocked(read, self.host), None) is not None
        sets = any(SETS in script for script in read.scripts)
        held = replace(self._in_text(text), scripts=scripts_of([read]).scripts, sets=sets)
        return Piece(tuple(seal_edits(read, self.host)), place_in(read), suspicious, held)


def _placed(parts: Sequence[str], noted: Mapping[str, Piece]) -> tuple[tuple[Edit, ...], PolicyPlace]:
    """What is to be written, and where the policy can stand, in a page cut into texts and tags in turn."""
    edits, place, start, before = list[Edit](), NOWHERE, 0, 0
    for at in compress(range(1, len(parts), 2), map(noted.__contains__, parts[1::2])):
        start += sum(map(len, parts[before:at]))
        piece, before = noted[parts[at]], at
        edits += (Edit(start + one.start, start + one.end, one.text) for one in piece.edits)
        place = place.then(piece.place, start)
    return tuple(edits), place


JUST_EARLY = Piece((), EARLY, False, NOTHING)
"""What matters of a tag that says no more than that the policy stands before it."""


def _is_plain(tag: str) -> bool:
    """Whether the policy, or a link to another host, cannot be about a tag."""
    return bool(PLAIN.fullmatch(tag)) and not _is_watched(tag)


def _is_watched(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in WATCHED)


def _is_early(plain: str) -> bool:
    """Whether it is something that the policy must stand before."""
    return "<link" in plain or "<script" in plain
