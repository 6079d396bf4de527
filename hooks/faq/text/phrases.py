"""The grammar of a reference: how people write "question 3", and what only looks like it.

It reads plain text (one paragraph, marks of emphasis gone) and knows nothing of Markdown.  The forms were
counted in eleven public FAQs; each rule has its phrases in `tests/test_phrases.py`.  The words are those of a
language (faq.text.language); what is said of English below holds for all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from faq.frozen import record
from faq.model import Doubt, Neighbour, Side, Thing, Turn
from faq.patterns import late
from faq.text.belonging import whose
from faq.text.grammar import NEVER, Grammar, Vocabulary, vocabulary
from faq.text.unread import looks_cited, read_on

Join = Literal["list", "range"]
Which = Literal["previous", "next"]


@record
class Cited:
    """One number of a phrase: its digits and where they stand."""

    text: str
    start: int
    end: int
    row: tuple[int, int]
    """Where it stands with what makes it one in a row: "no. 3", "1st", 第3, 3번; less a sign before it."""


@record
class Found:
    """One phrase of a text; offsets count in that text."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    """Empty for "the previous question" and "the next question", and for what is in doubt."""
    joins: tuple[Join, ...] = ()
    relative: Which | None = None
    neighbour: Neighbour | None = None
    """Of a relative phrase."""
    direction: tuple[int, int] | None = None
    """The word for above or below."""
    side: Side | None = None
    """Which of the two it is."""
    turn: Turn | None = None
    """The word with its opposite."""
    external: bool = False
    """Whether it is another document's question."""
    doubt: Doubt | None = None
    """Why its numbers are taken for no citations, though they may be some."""
    cites: Thing = "question"
    """What its noun names."""
    exempt: bool = False
    """Whether the project says of words in it that they cite nothing."""

    @property
    def numbers(self) -> tuple[tuple[str, int, int], ...]:
        """What it cites, "previous" and "next" too, each with where it begins and ends."""
        if self.relative:
            return ((self.relative, self.start, self.end),)
        return tuple((one.text, one.start, one.end) for one in self.cited)


# A number in groups of three digits.
THOUSANDS = late(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
ASIDE = late(r"\s*[(（][^()（）\n0-9;]{1,60}[)）]")
"""What may stand behind a number of a list: "questions 3 (pausing) and 4 (going on)"."""


COUNTED_OFF = (("m", "mth"), ("n", "nth"))
"""The groups of `Grammar.nth`: each number, and what makes it an ordinal."""


def find_phrases(
    text: str, words: Vocabulary, foreign_links: Sequence[tuple[int, int]] = (), relative: bool = True
) -> list[Found]:
    """Every reference in a plain text, in order, and what looks like one and is not understood.

    `foreign_links` are the stretches of the text that lead to another site; `relative` says whether "the next
    question" means anything here.
    """
    lower = text.lower()
    if not any(stem in lower for stem in words.stems):
        return []
    found: list[Found] = []
    for grammar in words.grammars:
        if not any(stem in lower for stem in grammar.looks):
            continue
        here = list(_numbered(text, lower, grammar))
        if relative and any(word in lower for word in grammar.turned):
            here += _relatives(text, grammar)
        judged = (_judged(phrase, text, grammar, foreign_links) for phrase in here)
        found += judged if grammar.cites == "question" else (replace(one, cites="section") for one in judged)
    found.sort(key=lambda phrase: (phrase.start, -phrase.end))
    found = _apart(found) if len(words.grammars) > 1 else found
    return _exempted(found, text, words.exempt) if found and words.exempt else found


def _exempted(found: Sequence[Found], text: str, words: re.Pattern[str]) -> list[Found]:
    """The phrases, those marked that share a character with what cites nothing: "security question 1"."""
    spans = [m.span() for m in words.finditer(text)]
    return [
        replace(phrase, exempt=any(a < phrase.end and phrase.start < b for a, b in spans)) for phrase in found
    ]


def _apart(found: Sequence[Found]) -> list[Found]:
    """The phrases less those that another grammar has read already."""
    out: list[Found] = []
    for phrase in found:
        if not out or phrase.start >= out[-1].end:
            out.append(phrase)
    return out


def _relatives(text: str, grammar: Grammar) -> Iterator[Found]:
    language = grammar.language
    for m in grammar.relative.finditer(text):
        if not language.article_needed and grammar.determiner.search(text, max(0, m.start() - 30), m.start()):
            continue
        side, other = grammar.turned[" ".join(m["which"].lower().split())]
        which: Which = "previous" if side == "previous" else "next"
        glued = language.spacing == "none"
        neighbour = Neighbour(Turn(m["which"], other), m["noun"], language.neighbour_behind, glued)
        yield Found(m.start(), m.end(), (), relative=which, neighbour=neighbour)


# -- nouns with numbers


def _numbered(text: str, lower: str, grammar: Grammar) -> Iterator[Found]:
    taken = [*_counted_through(text, grammar), *_counted_off(text, grammar)]
    yield from taken
    if len(lower) != len(text):  # a letter whose small form is longer, such as İ
        places = list(range(len(text)))
    else:
        places = sorted({at for stem in grammar.stems for at in _places(lower, stem)})
    end = 0
    for at in places:
        if at < end or any(one.start <= at < one.end for one in taken):
            continue
        m = grammar.cited.match(text, at)
        read = _phrases(text, m, grammar, taken) if m else None
        if read:
            last = read[-1]
            tail = read_on(text, grammar, last.end, len(last.cited) + len(read) > 2)
            if tail is None:
                yield from read
            else:
                yield Found(read[0].start, tail, (), doubt="unread")
            end = tail or last.end
        elif read is None and (noun := grammar.noun.match(text, at)):
            doubtful = looks_cited(text, grammar, noun)
            if doubtful is not None:
                yield Found(noun.start(), doubtful, (), doubt="unread")
            end = doubtful or noun.end()


def _places(text: str, stem: str) -> Iterator[int]:
    at = text.find(stem)
    while at >= 0:
        yield at
        at = text.find(stem, at + 1)


def _phrases(text: str, m: re.Match[str], grammar: Grammar, taken: Sequence[Found]) -> list[Found] | None:
    """What a noun cites, up to what another has taken ("Fragen 3 und 4, die 1. Frage").

    Nothing where a rule says that its number counts; None where no rule knows."""
    plural = bool(m["plural"])
    if (m["gap"] or "").count("\n") > 1:
        return []
    first, opened = _first(text, m.end(), plural, grammar)
    if first is None:
        return None
    numbers = _more(text, first, grammar, plural or bool(m["any"]), plural)
    theirs = (n for n, one in enumerate(numbers.cited) if any(a.start <= one.start < a.end for a in taken))
    numbers = numbers.until(next(theirs, len(numbers.cited)))
    if not numbers.cited:
        return None
    before = text[max(0, m.start() - 30) : m.start()]
    if (opened and numbers.joins[:1] != ["range"]) or (plural and grammar.quantity.search(before)):
        return []
    if plural and len(numbers.cited) < 2:
        return None
    end = numbers.cited[-1].end
    if plural or not grammar.determiner.search(before, _last_words(before, grammar.determining)):
        return _units(text, m.start(), numbers, grammar)
    if grammar.unnumbered.search(before) or not grammar.follows.match(text, end):
        return []
    return _units(text, m.start(), numbers, grammar)


def _last_words(text: str, count: int) -> int:
    """Where the last words of a text begin: a search for what ends it need not try every place before."""
    parts = text.rsplit(None, count)
    return len(parts[0]) if len(parts) > count else 0


def _first(text: str, at: int, plural: bool, grammar: Grammar) -> tuple[Cited | None, bool]:
    """The first number of a phrase, and whether it is said to open a range: "von 3 bis 5"."""
    first = _number(text, at, plural, grammar)
    if first is None and (m := grammar.opening.match(text, at)):
        return _number(text, m.end(), plural, grammar), True
    return first, False


def _number(text: str, at: int, listed: bool, grammar: Grammar) -> Cited | None:
    """The number at an offset, unless it counts something; in a list "85,152" are two numbers."""
    m = grammar.number.match(text, at)
    if not m:
        return None
    counted = grammar.counted
    thousands = THOUSANDS.match(text, m.start("n"))
    if thousands and (not listed or counted.match(text, thousands.end())) and len(m["n"]) < 3:
        return None
    if counted.match(text, m.end("n")):
        return None
    counter = grammar.counter.match(text, m.end("n"))
    ahead = (len(word) for word, _ in grammar.language.numbered if word and text.endswith(word, 0, m.start()))
    # A sign may be escaped, and no link can begin between the two: \#4.
    begin = m.start() - next(ahead, 0) if m.group()[0].isalnum() else m.start("n")
    return Cited(m["n"], *m.span("n"), (begin, counter.end() if counter else m.end("n")))


@dataclass
class _Numbers:
    """The numbers of a phrase, and what stands between them."""

    cited: list[Cited]
    joins: list[Join]
    asides: set[int]
    """Numbers behind which more is said than a joint."""

    def until(self, count: int) -> _Numbers:
        """The first so many."""
        return _Numbers(
            self.cited[:count], self.joins[: count - 1], {n for n in self.asides if n < count - 1}
        )


def _more(text: str, first: Cited, grammar: Grammar, sure_list: bool, plural: bool) -> _Numbers:
    """The numbers that follow the first: "3, 4, and 6", "3 to 5", "6,7,8"."""
    found = _Numbers([first], [], set())
    sure = 1  # how many are certain: in the singular, "3, 4" needs an "and" behind it
    while True:
        step = _step(text, found, grammar, sure_list, plural)
        if step is None:
            return found.until(sure)
        number, join, certain, aside = step
        if aside:
            found.asides.add(len(found.cited) - 1)
        found.cited.append(number)
        found.joins.append(join)
        if certain:
            sure = len(found.cited)


def _step(
    text: str, found: _Numbers, grammar: Grammar, sure_list: bool, plural: bool
) -> tuple[Cited, Join, bool, bool] | None:
    """The next number: what joins it, whether that is certain, and whether an aside stands before it."""
    at = found.cited[-1].end
    in_range = found.joins[-1:] == ["range"]
    if not in_range and (closed := _closed(text, at, sure_list, grammar)):
        return closed, "range", True, False
    m = grammar.range.match(text, at) or (grammar.spaced_range.match(text, at) if sure_list else None)
    if m:
        number = _number(text, m.end(), sure_list, grammar)
        return None if number is None or in_range else (number, "range", True, False)
    for end in (at, *_aside(text, at, grammar)):
        m = grammar.list.match(text, end)
        if m and m.end() > end and (m["comma"] or m["word"]):
            number = _number(text, m.end(), sure_list or m.group() == ",", grammar)
            certain = sure_list or bool(m["word"]) or m["comma"] == ","
            return None if number is None else (number, "list", certain, end > at)
    if plural and len(found.cited) == 1 and (m := grammar.again.match(text, at)):
        number = _number(text, m.end(), True, grammar)
        return None if number is None else (number, "range" if m["range"] else "list", True, False)
    return None


def _closed(text: str, at: int, listed: bool, grammar: Grammar) -> Cited | None:
    """The second end of a range whose two ends have a word each: 3부터 5까지."""
    for opens, closes in grammar.closed:
        if m := opens.match(text, at):
            number = _number(text, m.end(), listed, grammar)
            if number is not None and closes.match(text, number.end):
                return number
    return None


def _aside(text: str, at: int, grammar: Grammar) -> Iterator[int]:
    """Where a list may go on behind what is said of its last number."""
    if m := grammar.side.match(text, at):
        opened = m.group().count("(") + m.group().count("（")
        yield m.end() + (opened > 0 and text[m.end() : m.end() + 1] in (")", "）"))
    if m := ASIDE.match(text, at):
        yield m.end()


def _units(text: str, start: int, numbers: _Numbers, grammar: Grammar) -> list[Found]:
    """The phrase, or a phrase for each number where more is said of one: they must not change places."""
    cuts = [n + 1 for n, join in enumerate(numbers.joins) if join == "list"] if numbers.asides else []
    out = []
    for low, high in zip([0, *cuts], [*cuts, len(numbers.cited)], strict=True):
        cited = numbers.cited[low:high]
        begin = start if low == 0 else cited[0].start
        unit = Found(begin, cited[-1].end, tuple(cited), tuple(numbers.joins[low : high - 1]))
        out.append(_sided(unit, text, grammar))
    return out


def _sided(unit: Found, text: str, grammar: Grammar) -> Found:
    """The phrase with the word for above or below that belongs to it."""
    m = grammar.side.match(text, unit.end)
    if m is None and grammar.language.side_link is not None:
        m = grammar.side_before.search(text, max(0, unit.start - 12), unit.start)
    if m is None:
        return unit
    side, other = grammar.sides[" ".join(m["word"].lower().split())]
    turn = Turn(m["word"], other)
    return replace(unit, direction=m.span("word"), side="above" if side == "above" else "below", turn=turn)


def _counted_through(text: str, grammar: Grammar) -> Iterator[Found]:
    """Numbers whose noun stands behind them: 第3问, 3번과 4번 질문."""
    end = 0
    if grammar.numbered:
        grammar = replace(grammar, counted=NEVER)  # what would count them is their noun: 第3、4問
    for begins, ends in grammar.numbered:
        for m in begins.finditer(text):
            number = grammar.number.match(text, m.end()) if m.start() >= end else None
            if number is None:
                continue
            # A counter may stand behind it that is its noun's: 第3个问题.
            counter = grammar.counter.match(text, number.end("n"))
            first = Cited(number["n"], *number.span("n"), (m.start(), (counter or number).end()))
            numbers = _more(text, first, grammar, True, False)
            if behind := ends.match(text, numbers.cited[-1].end):
                end = behind.end()
                unit = Found(m.start(), end, tuple(numbers.cited), tuple(numbers.joins))
                yield _sided(unit, text, grammar)


def _counted_off(text: str, grammar: Grammar) -> Iterator[Found]:
    """Numbers as ordinals, with their noun: "die 3. Frage", "the 2nd and 3rd question"."""
    for m in grammar.nth.finditer(text):
        cited = tuple(Cited(m[n], *m.span(n), (m.start(n), m.end(th))) for n, th in COUNTED_OFF if m[n])
        joins: tuple[Join, ...] = ("list",) if m["m"] else ()
        yield _sided(Found(cited[0].start, m.end(), cited, joins), text, grammar)


# -- whose question it is


def _judged(phrase: Found, text: str, grammar: Grammar, links: Sequence[tuple[int, int]]) -> Found:
    """The phrase, marked where it is another document's, or may be."""
    if phrase.doubt:
        return phrase
    end = max(phrase.end, phrase.direction[1]) if phrase.direction else phrase.end
    spans = [(cited.start, cited.end) for cited in phrase.cited]
    owner = whose(text, (phrase.start, phrase.end, end), spans, grammar, links)
    if owner == "ours" or (owner == "undecided" and phrase.relative):
        return phrase
    if owner == "undecided":
        return Found(phrase.start, end, (), doubt="undecided")
    return replace(phrase, direction=None, side=None, turn=None, external=True)


__all__ = ["Cited", "Found", "Neighbour", "Turn", "Vocabulary", "find_phrases", "vocabulary"]
