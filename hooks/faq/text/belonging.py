"""Whose question it is: this FAQ's, another document's, or one of which nobody can know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from faq.text.grammar import Grammar, any_of, spelled
from faq.text.language import Language

Owner = Literal["ours", "theirs", "undecided"]

ENDS = '.,;:!?()（）\ufffc"“”„«»…—–'
"""What ends the name of a document."""
WORD = re.compile(r"[^\s'’]+['’]?")
"""A word; what is elided before a vowel ("l'examen") is one of its own."""
GENITIVE = re.compile(r"(?:[ ][^\s.,;:!?()\ufffc]+){1,2}")
"""What may stand there without a word between: "вопрос 3 домашнего задания"."""
AFTER_LINK = re.compile(r"\s*[,:(]?\s*")


@dataclass(frozen=True, slots=True)
class _Signs:
    """The patterns that tell one language's documents apart."""

    faq_behind: re.Pattern[str]
    """ "of the sci.crypt FAQ", "in their FAQ"; a word that ends a sentence ends the search."""
    named: re.Pattern[str]
    """What stands behind such a "FAQ" where names do: "la FAQ de Mozilla"."""
    opens: re.Pattern[str]
    """ "of the homework"."""
    idiom: re.Pattern[str]
    before_link: re.Pattern[str]
    about: re.Pattern[str]
    """What the text of a link to another document names, if the number behind it is that document's."""
    their_words: tuple[str, ...]
    owner: re.Pattern[str]
    """What stands before the noun where the owner does: 宿題の質問3."""
    plain: frozenset[str]
    """Articles that say nothing of whose a document is."""
    vague: frozenset[str]
    """Articles that name no document in particular."""
    stops: frozenset[str]
    strong: frozenset[str]
    origin: frozenset[str]
    articles: frozenset[str]
    ours: frozenset[str]
    ours_nouns: frozenset[str]
    theirs: frozenset[str]
    changes_nothing: frozenset[str]


@lru_cache(maxsize=16)
def _signs(language: Language) -> _Signs:
    prepositions = any_of([*language.of, *language.from_, *language.within])
    faq, particles = any_of(language.faq), any_of(language.before_of)
    gap = r"(?:\s+|(?<=['’]))"
    opening = rf"\s*[(（]?(?P<word>{prepositions}){gap}"
    words = r"(?P<words>(?:[^\s\ufffc]*[^\s.,;:!?()\ufffc]\s+){0,5}(?:[^\s.,;:!?()\ufffc]+[-‐‑'’])?)"
    ours = any_of(language.ours)
    apart = language.spacing == "words"
    part = r"[^\s、。，,.;()（）「」\ufffc]+"
    return _Signs(
        faq_behind=re.compile(rf"\s*,?{opening}{words}{faq}(?![\w-])", re.I),
        named=re.compile(rf"\s+(?:{prepositions}{gap}(?!{ours}\b))?(?P<name>[^\W\d_][\w.-]*)"),
        opens=re.compile(rf"{opening}(?P<rest>(?:[^\s{ENDS}]+[ \n]*){{1,6}})", re.I),
        idiom=re.compile(rf"\s*{any_of(language.idioms)}\b", re.I),
        before_link=re.compile(rf"\s*,?\s*\(?(?:{prepositions}{gap}(?:[\w'’.-]*[\w'’-]\s+){{0,4}})?", re.I),
        about=re.compile(rf"{faq}|{any_of(language.nouns)}", re.I),
        their_words=tuple(
            left + word for word in _small(language.their_words) for left in ((" ", "(") if apart else ("",))
        ),
        owner=re.compile(rf"(?P<name>{part}(?:\s+{part})?)\s*{particles}\s*$"),
        plain=_small(language.definite),
        vague=_small(language.indefinite),
        stops=_small(
            [*language.of, *language.from_, *language.within, *language.both, *language.to, *language.stops]
        ),
        strong=_small(language.of),
        origin=_small(language.from_),
        articles=_small(language.document_articles),
        ours=_small(language.ours),
        ours_nouns=_small([*language.our_nouns, *language.faq]),
        theirs=_small(language.their_nouns),
        changes_nothing=_small(
            [*language.our_words, *language.ours, *language.determiners, *language.quantities]
        ),
    )


def _small(words: Sequence[str]) -> frozenset[str]:
    return frozenset(one.lower() for word in words for one in spelled(word))


def whose(
    text: str,
    phrase: tuple[int, int, int],
    cited: Sequence[tuple[int, int]],
    grammar: Grammar,
    links: Sequence[tuple[int, int]],
) -> Owner:
    """Whose question a phrase cites.

    `phrase` is its start, its end, and the end of the word for above or below behind it; `cited` are its
    numbers, and `links` the stretches of the text that lead to another site.
    """
    start, end, reach = phrase
    signs = _signs(grammar.language)
    if _faq_behind(text, reach, grammar, signs) or _linked(text, phrase, cited, links, signs):
        return "theirs"
    before = f" {text[max(0, start - 40) : start].rstrip().lower()}"
    if signs.their_words and before.endswith(signs.their_words):
        return "theirs"
    verdicts = [_behind(text, reach, grammar, signs), _before(text, start, end, grammar, signs)]
    return "theirs" if "theirs" in verdicts else "undecided" if "undecided" in verdicts else "ours"


def _faq_behind(text: str, at: int, grammar: Grammar, signs: _Signs) -> bool:
    m = signs.faq_behind.match(text, at)
    if not m:
        return False
    words = (word.strip("-‐‑'’") for word in m["words"].lower().split())
    qualifiers = [word.removesuffix("'s").removesuffix("’s") for word in words]
    if any(word in signs.stops - signs.articles for word in qualifiers):
        return False
    if any(word not in grammar.own | signs.plain for word in qualifiers if word):
        return True
    if grammar.language.faq_first and (named := signs.named.match(text, m.end())):
        return named["name"][:1].isupper() and named["name"].lower() not in grammar.own
    return False


def _linked(
    text: str,
    phrase: tuple[int, int, int],
    cited: Sequence[tuple[int, int]],
    links: Sequence[tuple[int, int]],
    signs: _Signs,
) -> bool:
    """Whether a link to another site holds the phrase, or names the document that it stands in."""
    start, end, behind = phrase
    reach = m.end() if links and (m := signs.before_link.match(text, behind)) else behind
    for first, last in links:
        if first <= start and last >= end:
            return True
        if any(first <= a and last >= b for a, b in cited):
            return True
        named = behind <= first <= reach and signs.before_link.fullmatch(text, behind, first)
        if named and text[behind:first].strip(" \n,"):
            return True
        behind_link = last <= start and AFTER_LINK.fullmatch(text, last, start)
        if behind_link and signs.about.search(text, first, last):
            return True
    return False


def _behind(text: str, at: int, grammar: Grammar, signs: _Signs) -> Owner:
    """What "of the homework" behind a phrase says, or the homework alone in the genitive."""
    direct = GENITIVE.match(text, at) if grammar.language.spacing == "words" else None
    if direct and any(word in signs.theirs for word in direct.group().lower().split()):
        return "theirs"
    m = signs.opens.match(text, at)
    if m is None or signs.idiom.match(text, at):
        return "ours"
    opens = " ".join(m["word"].lower().split())
    words = [word.lower().rstrip("'’") or word for word in WORD.findall(m["rest"])]
    written = WORD.findall(m["rest"])
    article = words[0] if words and words[0] in signs.articles else opens if opens in signs.articles else None
    body = words[1:] if words and words[0] in signs.articles else words
    name = body[: next((n for n, word in enumerate(body) if word in signs.stops), len(body))]
    return _named(opens, article, name, written[-len(body) :] if body else [], grammar, signs)


def _named(
    opens: str, article: str | None, name: list[str], written: list[str], grammar: Grammar, signs: _Signs
) -> Owner:
    """What a document's name says of whose it is."""
    of_ours = article is not None and article in signs.ours
    if any(word in signs.theirs for word in name):
        return "undecided" if of_ours else "theirs"
    digits = any(word[:1].isdigit() for word in name)
    if any(word in signs.ours_nouns or word in grammar.own - signs.ours for word in name):
        return "undecided" if digits else "ours"
    if not name or of_ours:
        return "ours" if not name else "undecided"
    if opens in signs.strong:
        return "undecided" if digits else "theirs"
    if opens in signs.origin:
        return "theirs" if article else "undecided" if written[0][:1].isupper() else "ours"
    return "undecided" if article else "ours"


def _before(text: str, start: int, end: int, grammar: Grammar, signs: _Signs) -> Owner:
    """What stands right before the noun: "the Python FAQ 4.2", "the recovery question 1", 宿題の質問3."""
    language = grammar.language
    if language.before_of:
        return _owner_before(text, start, grammar, signs)
    words = text[max(0, start - 60) : start].split()[-2:]
    if not words or not text[start - 1].isspace() or not words[-1][-1].isalnum():
        return "ours"
    word = words[-1].lower().lstrip("(\"“„«'’")
    article = words[0].lower() if len(words) > 1 else ""
    own = word in grammar.own or word.removesuffix("'s").removesuffix("’s") in grammar.own
    if own or word in signs.changes_nothing or word in signs.articles or word[:1].isdigit():
        return "ours"
    known = article in signs.articles and article not in signs.vague
    noun = grammar.noun.match(text, start)
    if noun and noun.group().lower() in signs.ours_nouns:
        begins = len(words) < 2 or words[0][-1] in ".!?:;" or not words[-1][0].isalnum()
        named = words[-1][:1].isupper() and not begins and word not in signs.stops
        return "theirs" if known or named else "ours"
    return "undecided" if known and language.our_words else "ours"


def _owner_before(text: str, start: int, grammar: Grammar, signs: _Signs) -> Owner:
    m = signs.owner.search(text, max(0, start - 40), start)
    if m is None:
        return "ours"
    name = m["name"]
    small = name.lower()
    last = small.split()[-1]
    if any(small.endswith(word) for word in signs.theirs):
        return "theirs"
    for faq in sorted(signs.ours_nouns, key=len, reverse=True):
        if small.endswith(faq):
            owner = small.removesuffix(faq).strip()
            ours = not owner or any(owner.endswith(word) for word in (*signs.ours, *grammar.own))
            return "ours" if ours else "theirs"
    harmless = (*signs.ours, *signs.changes_nothing, *grammar.sides)
    return "ours" if any(last.endswith(word) for word in harmless) else "undecided"
