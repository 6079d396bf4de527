"""How questions are numbered: "3", "2.3", "A.6.10", "3b", as `numbers:` says by the first question's number.

A scheme is that number, level by level: `1` counts in digits, `A` and `a` in letters, `I` and `i` in Roman
numerals; a dot stands between two levels, or nothing where one is a letter.  Deeper levels go on as ".1".
What stands in parentheses at the end numbers the questions below a question: with `1.1(.1)`, "3.1.1" stands
beside "3.1", and in `nav:` such a group's first page is the question itself.

Inside the project a number is its places, counted from 1: (1, 6, 10).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import pairwise

from faq.frozen import record
from faq.patterns import late

Key = tuple[int, ...]
"""A number's places: "1.10" is (1, 10), and is not "1.1"."""

DIGITS = r"[0-9]+(?:\.[0-9]+)*"
"""A number as most questions have it."""
PLAIN = late(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,9}")
SCHEME = late(r"[1AaIi](?:\.?[1AaIi]){0,5}(?:\(\.?[1AaIi]\))?")
LEVEL = late(r"\(?(?P<before>\.?)(?P<counts>[1AaIi])\)?")
SPELLED = {"1": "[0-9]+", "A": "[A-Z]", "a": "[a-z]", "I": "[IVXLC]+", "i": "[ivxlc]+"}
ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
ALPHABET = 26


@record
class Level:
    """One level of a number."""

    before: str
    """What stands before it: a dot or nothing."""
    counts: str
    """How it counts: "1", "A", "a", "I" or "i"."""

    def spelled(self, place: int) -> str | None:
        """A place as it is written; None where it has no numeral."""
        if self.counts == "1":
            return str(place)
        if self.counts in "Aa":
            return chr(ord(self.counts) + place - 1) if 1 <= place <= ALPHABET else None
        numeral = roman(place) if 1 <= place < 400 else None
        return numeral.lower() if numeral and self.counts == "i" else numeral

    def place(self, numeral: str) -> int | None:
        """What a numeral of its letters counts; None where it is none."""
        if self.counts == "1":
            return int(numeral)
        if self.counts in "Aa":
            return ord(numeral) - ord(self.counts) + 1
        return next((n for n in range(1, 400) if self.spelled(n) == numeral), None)


DEEPER = Level(".", "1")


@record
class Spelling:
    """How a number is known in a text."""

    pattern: str
    """A regular expression for it, in the cases that it is written in."""
    begins: str
    """One for how it begins."""
    plain: bool
    """Whether all is digits and dots."""
    lettered: bool
    """Whether letters touch what stands before them: "3b"."""


@record
class Scheme:
    """How numbers are written and read; `scheme` makes the one of each form."""

    form: str
    """As the setting says it."""
    levels: tuple[Level, ...]
    below: int | None
    """How many levels the number of a question has that may have others below it; None where none may."""
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def level(self, depth: int) -> Level:
        """The level at a depth, counted from 0."""
        return self.levels[depth] if depth < len(self.levels) else DEEPER

    def written(self, key: Key) -> str:
        """A number as readers see it; in digits where the scheme has no numeral for one of its places."""
        if self.plain:
            return ".".join(map(str, key))
        numerals = [self.level(depth).spelled(place) for depth, place in enumerate(key)]
        if None in numerals:
            return ".".join(map(str, key))
        before = ["", *(self.level(depth).before for depth in range(1, len(key)))]
        return "".join(f"{mark}{numeral}" for mark, numeral in zip(before, numerals, strict=True))

    def fits(self, key: Key) -> bool:
        """Whether the scheme has a number for a place in `nav:`, and one that no word can be taken for."""
        written = self.written(key)
        return bool(re.search("[0-9]", written)) and self.spells(written)

    def key(self, number: str | None) -> Key | None:
        """The places of a written number, leading zeros aside; None where it is none.

        Digits are understood in any scheme: they are what a list of questions had before it got letters.
        """
        return None if number is None else _key(self, number)

    def spells(self, number: str | None) -> bool:
        """Whether a number is written as the scheme writes it, without leading zeros."""
        return number is not None and (key := _read(self, number)) is not None and self.written(key) == number

    def reads(self, number: str) -> bool:
        """The same, leading zeros aside."""
        return _read(self, number) is not None

    @cached_property
    def plain(self) -> bool:
        """Whether all is digits and dots."""
        return all(level.counts == "1" for level in self.levels)

    @cached_property
    def questions(self) -> Spelling:
        """How the numbers of questions are known: not without digits."""
        return self._spelling(next(at for at, level in enumerate(self.levels) if level.counts == "1"))

    @cached_property
    def sections(self) -> Spelling:
        """How the numbers of sections are known: they may be a letter alone."""
        return self._spelling(0)

    def _spelling(self, needed: int) -> Spelling:
        """How numbers are known that have a level, counted from 0."""
        if self.plain:
            return Spelling(DIGITS, "[0-9]", True, False)
        parts = [_part(level, depth) for depth, level in enumerate(self.levels)]
        out = r"(?:\.[0-9]+)*"
        for depth in range(len(parts) - 1, -1, -1):
            out = f"{parts[depth]}{out}" if depth <= needed else f"(?:{parts[depth]}{out})?"
        lettered = any(level.counts != "1" and not level.before for level in self.levels[1:])
        return Spelling(f"(?:{out}|{DIGITS})", f"(?:{''.join(parts[: needed + 1])}|[0-9])", False, lettered)

    def examples(self, *places: int) -> list[str]:
        """Numbers of questions, for what is told to writers."""
        depth = self.below or (len(self.levels) if not self.plain else 1)
        return [self.written((*[1] * (depth - 1), place)) for place in places]


def _part(level: Level, depth: int) -> str:
    return ("" if depth == 0 else re.escape(level.before)) + f"(?-i:{SPELLED[level.counts]})"


@lru_cache(maxsize=64)
def scheme(form: str) -> Scheme:
    """The scheme of a form such as "A.1.1", "1a" or "1.1(.1)".  Raises ValueError that says what is wrong."""
    if not SCHEME.fullmatch(form):
        raise ValueError("is no number such as 1.1, A.1.1, 1a or, with questions below questions, 1.1(.1)")
    levels = tuple(Level(m["before"], m["counts"]) for m in LEVEL.finditer(form))
    below = len(levels) - 1 if form.endswith(")") else None
    for one, other in pairwise(levels):
        if not other.before and (one.counts == "1") == (other.counts == "1"):
            raise ValueError(f"writes {one.counts}{other.counts} without a dot, which cannot be told apart")
    if all(level.counts != "1" for level in levels[:below]):
        raise ValueError("has no level in digits: a letter alone cannot be told from a word")
    return Scheme(form, levels, below)


@lru_cache(maxsize=10_000)
def _key(form: Scheme, number: str) -> Key | None:
    read = None if form.plain else _read(form, number)
    return _in_digits(number) if read is None else read


@lru_cache(maxsize=10_000)
def _read(form: Scheme, number: str) -> Key | None:
    """The places of a number that is written in the scheme."""
    if form.plain:
        return _in_digits(number)
    out: list[int] = []
    at = 0
    while at < len(number) and len(out) < 10:
        level = form.level(len(out))
        before = level.before if out else ""
        m = late(SPELLED[level.counts]).match(number, at + len(before))
        place = (
            level.place(m.group()) if m and len(m.group()) < 10 and number.startswith(before, at) else None
        )
        if m is None or place is None:
            return None
        out.append(place)
        at = m.end()
    return tuple(out) if out and at == len(number) else None


def _in_digits(number: str) -> Key | None:
    return tuple(map(int, number.split("."))) if PLAIN.fullmatch(number) else None


def roman(number: int) -> str:
    """A Roman numeral."""
    out = ""
    for value, letters in ROMAN:
        while number >= value:
            out, number = out + letters, number - value
    return out


DEFAULT = scheme("1.1")
