"""The grammar of a reference: how people write "question 3", and what only looks like it.

It reads plain text (one paragraph, marks of emphasis gone) and knows nothing of Markdown.  The forms were
counted in eleven public FAQs; each rule has its phrases in `tests/test_phrases.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Join = Literal["list", "range"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One number of a phrase: its digits and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """One phrase of a text; offsets count in that text."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    """Empty for "the previous question" and "the next question"."""
    joins: tuple[Join, ...] = ()
    relative: Literal["previous", "next"] | None = None
    direction: tuple[int, int] | None = None
    external: bool = False
    """Whether it is another document's question."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that make a number a reference, compiled once for a configuration."""

    stems: tuple[str, ...]
    """The words in small letters."""
    word: re.Pattern[str]
    relative: re.Pattern[str]
    own: frozenset[str]
    """Words that call a FAQ ours: "this", "our", the site's name."""

    def may_cite(self, text: str) -> bool:
        """Whether a text holds any of the words: a quick look before the close one."""
        lower = text.lower()
        return any(stem in lower for stem in self.stems)


# Digits, and nothing behind them that makes them a time, a date, a share, an ordinal or a part of a word.
NUMBER = re.compile(
    r"(?P<prefix>(?:numbers?|nos?\.|nr\.?)\s+#?|[#№]\s?)?(?P<n>[0-9]+(?:\.[0-9]+)*)"
    r"(?![\w°%€$£])(?!\s?%)(?![.:/][0-9])(?!/\w)(?![-‐‑][^\W\d_])",
    re.I,
)
THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
RANGE = re.compile(r"(?:[-‐‑–—]|\s+(?:to|through|thru|until)\s+)(?=#?[0-9])", re.I)
SPACED_RANGE = re.compile(r"\s+[-–—]\s+(?=#?[0-9])")
LIST = re.compile(
    r"(?P<comma>\s*,\s*)?(?P<and>(?<=\s)|\s+)?(?:(?P<word>and/or|and|or|&|plus)\s+)?"
    r"(?:(?:also|maybe|perhaps|possibly|even|then|again|finally|especially|particularly|both|either)\s+)*"
    r"(?=(?:numbers?\s+|nos?\.\s+|#)?[0-9])",
    re.I,
)
DIRECTION = re.compile(
    r"\s*,?\s*\(?(?:(?:just|further|directly|immediately|right|shown|given|listed|answered)\s+)?(?P<word>above|below)\b(?!\s+all\b)",
    re.I,
)
# What is counted rather than cited: "questions 3 times", "question 5 minutes later".
COUNTED = re.compile(
    r"\s+(?:times?|seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|weekdays|months?|years?|decades?|centuries|"
    r"people|persons?|readers?|users?|customers?|clients?|visitors?|colleagues|callers|members|"
    r"e-?mails?|messages?|attachments?|tickets?|characters?|letters?|"
    r"hundreds?|thousands?|millions?|billions?|trillions?|dozens?|per\s?cent|percent|"
    r"[kmgt]b|[kmgt]ib|bytes?|bits?|ms|km|kg|cm|mm|a\.?m\.?|p\.?m\.?|o.clock)\b",
    re.I,
)
DETERMINER = re.compile(
    r"(?:\b(?:the|a|an|this|that|these|those|each|every|any|some|no|one|another|other|same|only|single|simple|first|"
    r"second|last|my|your|his|her|its|our|their|whose|which|what|whatever|whichever|such|many|several|few|"
    r"all|both|more|most)|['’]s)\s+$",
    re.I,
)
COUNT_BEFORE = re.compile(
    r"(?:[0-9]+(?:[.,][0-9]+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|million|dozen|several|many|few|some|more))\s+$",
    re.I,
)
# Words that may follow a cited number even where an article stands before "question".
FOLLOWS = re.compile(
    r"\s+(?:above|below|(?:and|or|to|through)(?!\s+#?[0-9])|is|was|are|were|in|on|at|of|for|from|by|with|as|if|when|where|which|that|who|"
    r"but|so|then|than|also|has|had|have|does|did|do|can|may|might|will|would|should|must|says?|said|explains?|tells?|"
    r"describes?|shows?|covers?|asks?|answers|lists|gives?|applies|helps?|again|instead|too|here|there|before|after|"
    r"about|because|since|while|without|not|it|you|we|they|i|the|a|an|this|first|only)\b|\s*[^\w\s]|\s*$",
    re.I,
)
PREPOSITION = r"(?:of|in|from|on|at|under)"
# "of the sci.crypt FAQ", "in their FAQ"; a word that ends a sentence ends the search.
FOREIGN = re.compile(
    rf"\s*,?\s*\(?{PREPOSITION}\s+(?P<words>(?:[^\s\ufffc]*[^\s.,;:!?()\ufffc]\s+){{0,5}})(?:FAQs?|F\.A\.Q\.)(?![\w-])",
    re.I,
)
BEFORE_LINK = re.compile(rf"\s*,?\s*\(?(?:{PREPOSITION}\s+(?:[\w'’.-]*[\w'’-]\s+){{0,4}})?", re.I)
AFTER_LINK = re.compile(r"\s*[,:(]?\s*")
ABOUT = re.compile(r"FAQ|question", re.I)
"""What the text of a link to another document names, if the number behind it is that document's."""
STOPS = frozenset(
    [
        "of",
        "in",
        "from",
        "on",
        "at",
        "to",
        "for",
        "with",
        "by",
        "and",
        "or",
        "under",
        "is",
        "are",
        "was",
        "were",
        "when",
        "if",
    ]
)
OWN = frozenset(["this", "our", "the", "same", "present", "very", "whole", "above", "here"])


@lru_cache(maxsize=16)
def vocabulary(words: tuple[str, ...], site_name: str = "") -> Vocabulary:
    """The compiled vocabulary for the configured words.

    A word in small letters ("question") is understood with a capital and in the plural with "s";
    "Frage/Fragen" gives a plural of its own.  A word with capitals ("Q", "FAQ") is taken as written; one of
    one or two letters may touch its number ("Q3.5").
    """
    singles, plurals, touching = [], [], []
    for word in words:
        single, _, plural = word.partition("/")
        singles.append(_cased(single))
        plurals.append(_cased(plural or single + "s"))
        if len(single) <= 2:
            touching.append(_cased(single))
    gap = r"(?P<gap>\s+)" + "".join(rf"|(?<=(?<!\w){word})(?=[0-9])" for word in touching)
    body = rf"(?:(?P<plural>{'|'.join(plurals)})|(?P<single>{'|'.join(singles)}))"
    word_pattern = re.compile(rf"(?<![\w/@&])(?<![^\W\d_][-‐‑])(?<!\w\.){body}(?:{gap}|\s*(?=#[0-9]))")
    long = [single for single, word in zip(singles, words, strict=True) if len(word.partition("/")[0]) > 2]
    relative = "|".join(long) or r"(?!)"
    relative_pattern = re.compile(
        rf"\b(?:the|The|THE)\s+(?P<which>(?i:previous|next))\s+(?:{relative})(?![\w-])(?!\s+(?:[#№]?[0-9]|mark\b|number\b))"
    )
    own = OWN | {part.lower() for part in re.findall(r"[\w'’.-]+", site_name)} - {"faq"}
    stems = {part.lower() for word in words for part in word.split("/")}
    return Vocabulary(tuple(sorted(stems)), word_pattern, relative_pattern, own)


def _cased(word: str) -> str:
    escaped = re.escape(word)
    return f"(?i:{escaped})" if word == word.lower() else escaped


def find_phrases(
    text: str, words: Vocabulary, foreign_links: Sequence[tuple[int, int]] = (), relative: bool = True
) -> list[Found]:
    """Every reference in a plain text, in order.

    `foreign_links` are the stretches of the text that lead to another site; `relative` says whether "the next
    question" means anything here.
    """
    lower = text.lower()
    if not any(stem in lower for stem in words.stems):
        return []
    found = [phrase for phrase in _numbered(text, lower, words) if phrase]
    if relative and ("next" in lower or "previous" in lower):
        found += [_relative(m) for m in words.relative.finditer(text)]
    found.sort(key=lambda phrase: phrase.start)
    return [_judged(phrase, text, words, foreign_links) for phrase in found]


def _relative(m: re.Match[str]) -> Found:
    which: Literal["previous", "next"] = "previous" if m["which"].lower() == "previous" else "next"
    return Found(m.start(), m.end(), (), relative=which)


def _numbered(text: str, lower: str, words: Vocabulary) -> Iterator[Found | None]:
    if len(lower) != len(text):  # a letter whose small form is longer, such as İ
        places = list(range(len(text)))
    else:
        places = sorted({at for stem in words.stems for at in _places(lower, stem)})
    end = 0
    for at in places:
        m = words.word.match(text, at) if at >= end else None
        if m:
            phrase = _phrase(text, m)
            end = phrase.end if phrase else m.end()
            yield phrase


def _places(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1)


def _phrase(text: str, m: re.Match[str]) -> Found | None:
    plural = bool(m["plural"])
    if "\n" in (gap := m["gap"] or "") and gap.count("\n") > 1:
        return None
    first = _number(text, m.end(), plural)
    if first is None:
        return None
    cited, joins = _more(text, first, plural)
    before = text[max(0, m.start() - 30) : m.start()]
    if plural and (len(cited) < 2 or COUNT_BEFORE.search(before)):
        return None
    end = cited[-1].end
    if not plural and DETERMINER.search(before) and not FOLLOWS.match(text, end):
        return None
    direction = DIRECTION.match(text, end)
    span = direction.span("word") if direction else None
    return Found(m.start(), end, tuple(cited), tuple(joins), direction=span)


def _number(text: str, at: int, listed: bool) -> Cited | None:
    """The number at an offset, unless it counts something; in a list "85,152" are two numbers."""
    m = NUMBER.match(text, at)
    if not m:
        return None
    thousands = THOUSANDS.match(text, m.start("n"))
    if thousands and (not listed or COUNTED.match(text, thousands.end())) and len(m["n"]) < 3:
        return None
    if COUNTED.match(text, m.end("n")):
        return None
    return Cited(m["n"], m.start("n"), m.end("n"))


def _more(text: str, first: Cited, plural: bool) -> tuple[list[Cited], list[Join]]:
    """The numbers that follow the first: "3, 4, and 6", "3 to 5", "6,7,8"."""
    cited, joins = [first], list[Join]()
    sure = 1  # how many are certain: in the singular, "3, 4" needs an "and" behind it
    while True:
        at = cited[-1].end
        join: Join = "range"
        m = RANGE.match(text, at) or (SPACED_RANGE.match(text, at) if plural else None)
        if not m:
            join = "list"
            m = LIST.match(text, at)
            if not m or m.end() == at or not (m["comma"] or m["word"]):
                break
        number = _number(text, m.end(), plural or m.group() == ",")
        if number is None or (join == "range" and joins and joins[-1] == "range"):
            break
        cited.append(number)
        joins.append(join)
        if plural or join == "range" or m["word"] or m["comma"] == ",":
            sure = len(cited)
    return cited[:sure], joins[: sure - 1]


def _judged(phrase: Found, text: str, words: Vocabulary, links: Sequence[tuple[int, int]]) -> Found:
    """The phrase, marked where it is another document's."""
    external = _in_foreign_faq(phrase, text, words) or _by_foreign_link(phrase, text, links)
    if not external:
        return phrase
    return Found(phrase.start, phrase.end, phrase.cited, phrase.joins, phrase.relative, None, True)


def _in_foreign_faq(phrase: Found, text: str, words: Vocabulary) -> bool:
    m = FOREIGN.match(text, phrase.direction[1] if phrase.direction else phrase.end)
    if not m:
        return False
    qualifiers = m["words"].lower().split()
    if any(word in STOPS for word in qualifiers):
        return False
    return any(word.removesuffix("'s").removesuffix("’s") not in words.own for word in qualifiers)


def _by_foreign_link(phrase: Found, text: str, links: Sequence[tuple[int, int]]) -> bool:
    end = phrase.direction[1] if phrase.direction else phrase.end
    reach = m.end() if links and (m := BEFORE_LINK.match(text, end)) else end
    for start, stop in links:
        if start <= phrase.start and stop >= phrase.end:
            return True
        if any(start <= c.start and stop >= c.end for c in phrase.cited):
            return True
        if (
            end <= start <= reach
            and BEFORE_LINK.fullmatch(text, end, start)
            and text[end:start].strip(" \n,")
        ):
            return True
        if (
            stop <= phrase.start
            and AFTER_LINK.fullmatch(text, stop, phrase.start)
            and ABOUT.search(text, start, stop)
        ):
            return True
    return False
