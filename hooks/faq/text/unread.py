"""What looks like a citation and is not understood: it is told, so that nothing is read in part."""

from __future__ import annotations

import re

from faq.patterns import late
from faq.text.grammar import Grammar

ALWAYS = late(r"24/7|24-7|365")
"""Shares that everybody writes as numbers."""
ODD = late(
    r"""(?:
      [A-Za-z][.-]?[0-9]+(?:\.[0-9]+)*(?:\.[A-Za-z])?             # A.3, A.6.10
    | [0-9]+(?:\.[0-9]+)*\.?(?:[abcefhijlnopqrtuvwyzABCEFHI])     # 3b, 3.B
    | [0-9]+(?:\.[0-9]+)*\.(?:[A-Za-z]|[IVXLC]{2,5})         # 11.I
    | [0-9]+(?:\.[0-9]+)*\s?\((?:[a-z]|[ivx]{1,4})\)             # 3(b)
    | [0-9]{1,3}(?:\.[0-9]+)*/[0-9]{1,3}(?:\.[0-9]+)*             # 3/4
    | [０-９]+
    | (?:II|III|IV|VI{1,3}|IX|XI{1,3}|XI?V|XVI{0,3}|XIX|XX)                # IV
    | [A-Za-z][.-][0-9]+(?:\.[0-9]+)*[A-Za-z]                      # A.3b
    | [0-9]+(?:\.[0-9]+)*[a-z][-‐‑/][a-z]                           # 3a-c, 3a/b
    )(?![\w/]|[-‐‑][^\W\d_]|\.[0-9])""",
    re.X,
)
"""Numbers of shapes that no setting names."""
ALONE = late(r"\s?\((?P<n>[0-9]+(?:\.[0-9]+)*)\)")
"""A number alone in parentheses: "question (3)"."""
STEP = late(r"\s+(?P<word>[^\s.;:!?0-9]+)(?=\s)")
"""One more word of a sentence."""
BEFORE_NUMBER = late(r"(?:\s+\(?)?")
LETTER = late(r"[A-Za-z](?!\w)")
SPACE = late(r"\s+")
WORDS = late(r"(?:\s[^\s.;:!?0-9]+){1,5}\s")
"""A few words of one sentence."""
ELIDED = late(r".*['’]")
"""What is elided before a vowel: "all'articolo 14"."""
CENTS = late(r",[0-9]")
ENDS = late(r"\s*(?:[.;:!?)\]”»]|,(?!\s*[0-9])|$)")


def looks_cited(text: str, grammar: Grammar, noun: re.Match[str]) -> int | None:
    """Where the number ends that seems to belong to a noun, though no rule reads it; None where none does."""
    before = text[max(0, noun.start() - 30) : noun.start()]
    if grammar.quantity.search(before):
        return None
    end = _odd(text, noun.end(), grammar)
    if end is None and noun["plural"]:
        end = _second(text, noun.end(), grammar)
    if end is not None:
        return None if grammar.determiner.search(before) and not ENDS.match(text, end) else end
    return _distant(text, noun.end(), grammar) if grammar.language.spacing == "words" else None


def _odd(text: str, at: int, grammar: Grammar) -> int | None:
    """The end of a number of an odd shape right behind a noun."""
    if m := ALONE.match(text, at):
        return m.end()
    gap = SPACE.match(text, at)
    if gap is None and grammar.language.spacing == "words":
        return None
    begin = gap.end() if gap else at
    if prefix := _prefix_end(text, begin, grammar):
        begin = prefix
    if ALWAYS.match(text, begin):
        return None
    m = ODD.match(text, begin)
    if m is None or (gap and gap.group().count("\n") > 1):
        return None
    return None if grammar.counted.match(text, m.end()) else m.end()


def _prefix_end(text: str, at: int, grammar: Grammar) -> int | None:
    """Where "no. " before a number ends."""
    for entry in grammar.language.ordinals:
        plain = entry.replace("(", "").replace(")", "")
        if text[at : at + len(plain)].lower() == plain.lower():
            end = at + len(plain)
            return end + len(text[end:]) - len(text[end:].lstrip())
    return None


def _second(text: str, at: int, grammar: Grammar) -> int | None:
    """Behind a plural with one number: the end of another that belongs to it all the same."""
    m = SPACE.match(text, at)
    first = grammar.number.match(text, m.end()) if m else None
    if first is None or grammar.counted.match(text, first.end()):
        return None
    between = WORDS.match(text, first.end())
    number = grammar.number.match(text, between.end()) if between else None
    if number is not None and not grammar.counted.match(text, number.end()):
        return number.end()
    return read_on(text, grammar, first.end(), True)


def _distant(text: str, at: int, grammar: Grammar) -> int | None:
    """The end of a number a few words behind the noun that names nothing else: "the question on fees (3)"."""
    for _ in range(4):
        step = STEP.match(text, at)
        if step is None or "\n\n" in step.group() or grammar.noun.match(text, step.start("word")):
            return None  # "the previous question and question 1": the number is the second's
        at = step.end()
        number = grammar.number.match(text, BEFORE_NUMBER.match(text, at).end())  # type: ignore[union-attr]
        if number is not None:
            return _alone(text, step["word"], number, grammar)
        if step["word"].endswith(","):
            return None  # "for questions about bills, press 2"
    return None


def _alone(text: str, before: str, number: re.Match[str], grammar: Grammar) -> int | None:
    """The end of a number behind a word, unless it numbers or counts something else than a question."""
    named, end = before.lower().strip(",("), number.end()
    amounts = (grammar.counted, grammar.share, grammar.date, CENTS)
    if any(amount.match(text, end) for amount in amounts):
        return None
    if len(number["n"].split(".")[0]) > 3 or number["n"] == "24":
        return None
    listed = grammar.list.match(text, end)
    if listed and listed["word"] and (last := grammar.number.match(text, listed.end())):
        end = last.end()
    if text[number.start() - 1] == "(" and text[end : end + 1] == ")":
        return end + 1
    if before[:1].isupper() or not {named, ELIDED.sub("", named)}.isdisjoint(grammar.language.things):
        return None
    goes_on = not before.endswith(",") and grammar.follows.match(text, end)
    return end if ENDS.match(text, end) or goes_on else None


def read_on(text: str, grammar: Grammar, at: int, listed: bool) -> int | None:
    """Where a phrase really ends that goes on behind the numbers that were read; None where it does not."""
    if m := grammar.apart.match(text, at):
        number = grammar.number.match(text, m.end())
        if number is not None and not grammar.counted.match(text, number.end()):
            return number.end()
    joint = grammar.joint.match(text, at)
    if joint is None or ALWAYS.match(text, joint.end()) or grammar.cited.match(text, joint.end()):
        return None
    number = grammar.number.match(text, joint.end())
    odd = ODD.match(text, joint.end()) if number is None else None
    if odd and not grammar.counted.match(text, odd.end()) and (listed or ENDS.match(text, odd.end())):
        return odd.end()
    if number is None and grammar.letters:
        return _letter(text, joint.end(), grammar)
    if number is None or grammar.counted.match(text, number.end()):
        return None
    return number.end() if ENDS.match(text, number.end()) else None


def _letter(text: str, at: int, grammar: Grammar) -> int | None:
    """Where a letter ends that stands for a number, as in "3a, b and c"; None where it is a word."""
    m = LETTER.match(text, at)
    if m and (ENDS.match(text, m.end()) or LETTER.match(text, _behind(grammar.joint, text, m.end()))):
        return m.end()
    return None


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    m = pattern.match(text, at)
    return m.end() if m else len(text)
