"""Whose question it is: this FAQ's, another document's, or one of which nobody can know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from faq.frozen import record
from faq.patterns import late
from faq.text.grammar import Grammar, any_of, spelled
from faq.text.language import Language

Owner = Literal["ours", "theirs", "undecided"]

ENDS = '.,;:!?()（）\ufffc"“”„«»…—–'
"""What ends the name of a document."""
WORD = late(r"[^\s'’]+['’]?")
"""A word; what is elided before a vowel ("l'examen") is one of its own."""
GENITIVE = late(r"(?:\s[^\s.,;:!?()\ufffc]+){1,2}")
"""What may stand there without a word between: "вопрос 3 домашнего задания"."""
AFTER_LINK = late(r"\s*[,:(]?\s*")


@record
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
    lead: re.Pattern[str]
    """What of it says nothing of the owner: 详见FAQ的问题3."""
    plain: frozenset[str]
    """Articles that say nothing of whose a document is."""
    foreign: frozenset[str]
    """Articles that name somebody else, and so a document of his: "your", "another"."""
    vague: frozenset[str]
    """Articles that name no document in particular."""
    stops: frozenset[str]
    strong: frozenset[str]
    origin: frozenset[str]
    articles: frozenset[str]
    ours: frozenset[str]
    faqs: frozenset[str]
    ours_nouns: frozenset[str]
    theirs: frozenset[str]
    compound: tuple[str, ...]
    """How a word ends that names one of these in a language that writes compounds: "Steuerformular"."""
    owned: re.Pattern[str]
    """A word that says whose without another between: "FAQ производителя"."""
    goes_on: frozenset[str]
    """What may follow a document's name, and says nothing of whose it is."""
    nouns: frozenset[str]
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
    sides = [word for pair in language.sides for word in pair]
    others = _small(language.their_nouns)
    part = r"[^\s、。，,.;()（）「」\ufffc]+?"
    return _Signs(
        faq_behind=late(rf"\s*,?{opening}{words}{faq}(?![\w-])", re.I),
        named=late(rf"\s+(?:{prepositions}{gap}(?!{ours}\b))?(?P<name>[^\W\d_][\w.-]*)"),
        opens=late(rf"{opening}(?P<rest>(?:[^\s{ENDS}]+[ \n]*){{1,6}})", re.I),
        idiom=late(rf"\s*{any_of(language.idioms)}\b", re.I),
        before_link=late(rf"\s*,?\s*\(?(?:{prepositions}{gap}(?:[\w'’.-]*[\w'’-]\s+){{0,4}})?", re.I),
        about=late(rf"{faq}|{any_of(language.nouns)}", re.I),
        their_words=tuple(
            left + word for word in _small(language.their_words) for left in ((" ", "(") if apart else ("",))
        ),
        owner=late(rf"(?P<name>{part}(?:\s+{part}){{0,4}}?)\s*{particles}\s*$"),
        lead=late(rf".*{any_of(language.leads)}", re.S),
        plain=_small(language.definite),
        foreign=_small(language.document_articles)
        - _small([*language.definite, *language.indefinite, *language.ours, *language.of]),
        vague=_small(language.indefinite),
        stops=_small(
            [*language.of, *language.from_, *language.within, *language.both, *language.to, *language.stops]
        ),
        strong=_small(language.of),
        origin=_small(language.from_),
        articles=_small(language.document_articles),
        ours=_small(language.ours),
        faqs=_small(language.faq),
        ours_nouns=_small([*language.our_nouns, *language.faq]),
        theirs=others,
        compound=tuple(sorted(others)) if language.compounds else (),
        owned=late(rf"\s+(?P<word>[^\W\d_]{{2,}}{any_of(language.owner_ends)})(?!\w)", re.I),
        goes_on=_small([*language.follows, *language.stops, *language.both, *sides]),
        nouns=_small(language.nouns),
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
    if _linked(text, phrase, cited, links, signs):
        return "theirs"
    before = " " + " ".join(text[max(0, start - 40) : start].lower().split())
    if signs.their_words and before.endswith(signs.their_words):
        return "theirs"
    behind = _faq_behind(text, reach, grammar, signs) or _behind(text, reach, grammar, signs)
    verdicts = [behind, _before(text, start, end, grammar, signs)]
    return "theirs" if "theirs" in verdicts else "undecided" if "undecided" in verdicts else "ours"


def _faq_behind(text: str, at: int, grammar: Grammar, signs: _Signs) -> Owner | None:
    """Whose the FAQ is that a phrase is said to stand in; None where none is named."""
    m = signs.faq_behind.match(text, at)
    if not m:
        return None
    words = (word.strip("-‐‑'’") for word in m["words"].lower().split())
    qualifiers = [word.removesuffix("'s").removesuffix("’s") for word in words]
    if any(word in signs.stops - signs.articles for word in qualifiers):
        return None
    harmless = grammar.own | signs.plain | signs.ours_nouns
    if any(word not in harmless for word in qualifiers if word):
        return "theirs"
    if grammar.language.faq_first and (named := signs.named.match(text, m.end())):
        name = named["name"].rstrip(".-")
        if name[:1].isupper() and name.lower() not in grammar.own | signs.ours_nouns:
            return "theirs"
    return _of_faq(text, m.end(), grammar, signs)


def _of_faq(text: str, at: int, grammar: Grammar, signs: _Signs) -> Owner:
    """Whose a FAQ is by what follows: "de la FAQ du fabricant", "dans la FAQ de cette page"."""
    document = _holder(text, at, signs)
    if document is None:
        owned = signs.owned.match(text, at)
        return "undecided" if owned and owned["word"].lower() not in signs.goes_on else "ours"
    if document.article in signs.foreign:
        return "theirs"
    if document.opens not in signs.strong | signs.origin:
        return "ours"  # "de la FAQ en ligne"
    return _named(document, grammar, signs)


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


@record
class _Holder:
    """What a text says behind a phrase of the document that it stands in, in small letters."""

    opens: str
    """The word that says so: "of", "in"."""
    article: str | None
    name: tuple[str, ...]
    capital: bool
    """Whether the name has one."""
    rest: tuple[str, ...]
    """What follows the name: "of your vendor"."""


def _holder(text: str, at: int, signs: _Signs) -> _Holder | None:
    """The document named at an offset; None where none is."""
    m = signs.opens.match(text, at)
    if m is None or signs.idiom.match(text, at):
        return None
    opens = " ".join(m["word"].lower().split())
    written = WORD.findall(m["rest"])
    words = [word.lower().rstrip("'’") or word for word in written]
    own = bool(words) and words[0] in signs.articles
    article = words[0] if own else opens if opens in signs.articles else None
    body = words[own:]
    cut = next((n for n, word in enumerate(body) if word in signs.stops), len(body))
    capital = bool(body) and written[own][:1].isupper()
    return _Holder(opens, article, tuple(body[:cut]), capital, tuple(body[cut:]))


def _behind(text: str, at: int, grammar: Grammar, signs: _Signs) -> Owner:
    """What "of the homework" behind a phrase says, or the homework alone in the genitive."""
    direct = GENITIVE.match(text, at) if grammar.language.spacing == "words" else None
    if direct and any(_theirs(word, signs) for word in direct.group().lower().split()):
        return "theirs"
    document = _holder(text, at, signs)
    return "ours" if document is None else _named(document, grammar, signs)


def _theirs(word: str, signs: _Signs) -> bool:
    """Whether a word names what is never ours, alone or at the end of a compound."""
    return word in signs.theirs or bool(signs.compound and word.endswith(signs.compound))


def _named(document: _Holder, grammar: Grammar, signs: _Signs) -> Owner:
    """What a document's name says of whose it is."""
    article, name = document.article, document.name
    of_ours = article is not None and article in signs.ours
    if any(_theirs(word, signs) for word in name):
        return "undecided" if of_ours else "theirs"
    if name and name[0] in signs.nouns:
        return "ours"  # "from question 3 to question 5" names no document
    digits = any(word[:1].isdigit() for word in name)
    if any(word in signs.ours_nouns or word in grammar.own - signs.ours for word in name):
        if not of_ours and any(word in signs.foreign for word in document.rest[:2]):
            return "theirs"  # "in the list of your vendor"
        return "undecided" if digits else "ours"
    if not name or of_ours:
        return "ours" if not name else "undecided"
    if document.opens in signs.strong:
        return "undecided" if digits else "theirs"
    if document.opens in signs.origin:
        return "theirs" if article else "undecided" if document.capital else "ours"
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
    if word in signs.stops:
        return "ours"  # "we told this in question 3"
    known = article in signs.articles and article not in signs.vague
    noun = grammar.noun.match(text, start)
    if noun and noun.group().lower() in signs.ours_nouns:
        begins = len(words) < 2 or words[0][-1] in ".!?:;" or not words[-1][0].isalnum()
        named = words[-1][:1].isupper() and not begins and word not in signs.stops
        return "theirs" if known or named else "ours"
    return "undecided" if known and language.our_words else "ours"


def _owner_before(text: str, start: int, grammar: Grammar, signs: _Signs) -> Owner:
    m = signs.owner.search(text, max(0, start - 40), start)
    this = grammar.determiner.search(text, max(0, start - 40), start)
    if m is None or (this and this.start() < m.end("name")):
        return "ours"  # この is a word, and の in it no particle
    small = " ".join(m["name"].lower().split())
    last = small.split()[-1]
    if any(small.endswith(word) for word in signs.theirs):
        return "theirs"
    for faq in sorted(signs.ours_nouns, key=len, reverse=True):
        if small.endswith(faq):
            owner = signs.lead.sub("", small.removesuffix(faq)).strip()
            if not owner or any(owner.endswith(word) for word in (*signs.ours, *grammar.own)):
                return "ours"
            # "The payment chapter" may be one of ours, "the maker's FAQ" is not.
            return "theirs" if faq in signs.faqs else "undecided"
    harmless = (*signs.ours, *signs.changes_nothing, *grammar.sides)
    return "ours" if any(last.endswith(word) for word in harmless) else "undecided"
