"""A language's words as the patterns that find references, compiled once for a project."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import product

from faq.frozen import record
from faq.model import Thing
from faq.patterns import late
from faq.text.language import Language, shipped, speaking
from faq.text.scheme import DEFAULT, Scheme, Spelling

NEVER = late(r"(?!)")
DASHES = "-‐‑–—"
COMMA = "[,、，]"
OPTIONAL = late(r"\(([^()]*)\)")


@record
class Grammar:
    """The patterns of one language with the nouns that a project uses."""

    language: Language
    stems: tuple[str, ...]
    """How the nouns begin, in small letters."""
    looks: tuple[str, ...]
    """What a text must hold one of to cite anything."""
    noun: re.Pattern[str]
    """A noun that stands alone; the groups are `plural`, `any` and `single`."""
    cited: re.Pattern[str]
    """A noun and what stands between it and a number."""
    relative: re.Pattern[str]
    """ "The next question", its groups `which` and `noun`."""
    turned: dict[str, tuple[str, str]]
    """Of each word for previous and next: which of the two it is, and the word for the other."""
    sides: dict[str, tuple[str, str]]
    """The same for above and below."""
    side: re.Pattern[str]
    side_before: re.Pattern[str]
    number: re.Pattern[str]
    range: re.Pattern[str]
    spaced_range: re.Pattern[str]
    closed: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    list: re.Pattern[str]
    joint: re.Pattern[str]
    """What may join a number to another, whether or not that is understood."""
    again: re.Pattern[str]
    """A noun that is said again between two numbers: "questions 3 to question 5"."""
    apart: re.Pattern[str]
    opening: re.Pattern[str]
    numbered: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    nth: re.Pattern[str]
    """ "The 3rd question", its number `n` with `nth`, its end; before it may stand `m` with `mth`:
    "the 2nd and 3rd question"."""
    counter: re.Pattern[str]
    """What touches a number and says that it is one in a row: 3번."""
    counted: re.Pattern[str]
    quantity: re.Pattern[str]
    determiner: re.Pattern[str]
    determining: int
    """Of how many words the longest of them is made."""
    unnumbered: re.Pattern[str]
    follows: re.Pattern[str]
    date: re.Pattern[str]
    """What makes it a day: ". Mai", " de junio"."""
    share: re.Pattern[str]
    """What makes a number one of so many: "2 of every 3 callers"."""
    letters: bool
    """Whether a letter alone may stand for a number: "3a, b and c"."""
    own: frozenset[str]
    """What calls a document ours: "this", the words of the site's name."""
    cites: Thing = "question"
    """What its nouns name."""


@record
class Vocabulary:
    """Everything that makes a number a reference in a project: one grammar, or more where words need them."""

    grammars: tuple[Grammar, ...]
    stems: tuple[str, ...]
    exempt: re.Pattern[str] | None = None
    """Words that cite nothing, whatever stands in them."""

    def may_cite(self, text: str) -> bool:
        """Whether a text holds any of the words: a quick look before the close one."""
        lower = text.lower()
        return any(stem in lower for stem in self.stems)


NOTHING = Vocabulary((), ())
"""That of a site without questions: whatever has a number there is not ours."""


@lru_cache(maxsize=16)
def vocabulary(
    words: tuple[str, ...],
    site_name: str = "",
    language: Language | None = None,
    ignore: tuple[str, ...] = (),
    numbers: Scheme = DEFAULT,
    sections: tuple[str, ...] = (),
) -> Vocabulary:
    """The nouns of a language, English unless another is given, and the words that a project adds.

    `numbers` is how questions are numbered, and `sections` the words that cite a section, written alike.

    A word in small letters ("question") is understood with a capital and in the plural with "s";
    "Frage/Fragen" gives a plural of its own.  A word with capitals ("Q", "FAQ") is taken as written; one of
    one or two letters may touch its number ("Q3.5").  A word that is a noun of another language brings the
    grammar of that language.  A text that holds one of `ignore`, in small letters or capitals, cites nothing
    there.
    """
    main = language or shipped("en")
    if main is None:
        raise FileNotFoundError("languages/en.yml is not installed")
    added: dict[Language, list[str]] = {main: []}
    for word in words:
        single = word.partition("/")[0].lower()
        if single in main.nouns:
            continue
        other = speaking(single) if len(single) > 2 or not single.isascii() else None
        if other is None:
            added[main].append(word)
        else:
            added.setdefault(other, [])
    asked = numbers.questions
    grammars = [_grammar(spoken, tuple(more), site_name, asked) for spoken, more in added.items()]
    if sections:
        # The language as it is, but for what it says of questions alone.
        bare = replace(main, one=(), many=(), any=(), neighbours=(), numbered=(), nth=(), not_behind=())
        grammars.append(replace(_grammar(bare, sections, site_name, numbers.sections), cites="section"))
    looks = {stem for grammar in grammars for stem in grammar.looks}
    return Vocabulary(tuple(grammars), tuple(sorted(looks)), _exempt(ignore, main))


def _exempt(phrases: Iterable[str], language: Language) -> re.Pattern[str] | None:
    """The pattern of words that cite nothing, whole ones where spaces part words; None for no words."""
    each = [r"\s+".join(map(re.escape, words)) for phrase in phrases if (words := phrase.split())]
    before, behind = (r"(?<!\w)", r"(?!\w)") if language.spacing == "words" else ("", "")
    return late(f"{before}(?:{_alternatives(each)}){behind}", re.I) if each else None


@record
class _Nouns:
    """The alternatives of a pattern that matches the nouns."""

    single: str
    plural: str
    either: str
    touching: tuple[str, ...]
    long: str
    """Those that "the next ..." may name: none of one or two letters."""
    stems: tuple[str, ...]


def _nouns(language: Language, words: tuple[str, ...]) -> _Nouns:
    single, plural, either = list(language.one), list(language.many), list(language.any)
    for word in words:
        one, _, many = word.partition("/")
        if many or language.plural:
            single.append(one)
            plural.append(many or one + language.plural)
        else:
            either.append(one)
    short = [word for word in (*single, *either) if len(word) <= 2 and word.isascii()]
    long = [word for word in (*single, *either) if word not in short]
    stems = {word.lower() for word in (*single, *plural, *either)}
    stems = {stem for stem in stems if not any(stem.startswith(other) for other in stems - {stem})}
    return _Nouns(
        single=_alternatives(map(_cased, single)),
        plural=_alternatives(map(_cased, plural)),
        either=_alternatives(map(_cased, either)),
        touching=tuple(map(_cased, short)),
        long=_alternatives(map(_cased, long)),
        stems=tuple(sorted(stems)),
    )


def _cased(word: str) -> str:
    escaped = re.escape(word)
    return f"(?i:{escaped})" if word == word.lower() else escaped


def _alternatives(patterns: Iterable[str]) -> str:
    found = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return "|".join(found) or "(?!)"


def spelled(word: str) -> list[str]:
    """Every spelling of an entry: "nr(.)" is "nr" and "nr."."""
    parts = OPTIONAL.split(word)
    choices = [[part] if place % 2 == 0 else ["", part] for place, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the entries; a space in one matches any white space."""
    made = {re.escape(one).replace(r"\ ", r"\s+") for word in words for one in spelled(word)}
    return f"(?:{_alternatives(made)})"


def _prefix(language: Language) -> tuple[str, str]:
    """What may stand before a number, and that of it which may touch the noun: signs such as "#"."""
    entries = {one for word in language.ordinals for one in spelled(word)}
    words = [one for one in entries if one[-1].isalpha() and one[-1] not in "ºª"]
    short = [one for one in entries if one not in words and one[0].isalpha()]
    sign = any_of(one for one in entries if one not in words and one not in short)
    space = r"\s+" if language.spacing == "words" else r"\s*"
    return rf"(?:{any_of(words)}{space}{sign}?|{any_of(short)}\s*{sign}?|{sign}\s?)", sign


def _number(language: Language, prefix: str, numbers: Spelling) -> re.Pattern[str]:
    """Digits, and nothing behind them that makes them a time, a date, a share, or a part of a word."""
    letters = r"[A-Za-z0-9_°%€$£]"
    if language.spacing == "words":
        letters = r"[\w°%€$£]"
    behind = rf"(?!{letters})(?!\s?%)(?![.:/][0-9])(?!/\w)(?![-‐‑][^\W\d_])"
    behind += r"(?!\.(?:[A-Za-z]|[IVXLC]{1,5})(?!\w))(?!\((?:[a-z]|[0-9]+|[ivx]{1,4})\))"
    if language.spacing == "particles":
        behind += rf"(?:(?![^\W\d_])|(?={any_of([*language.touching, *language.counters])}))"
    # "N.3" is a number where sections have letters, and "n. 3" is one with a word before it.
    before = f"{prefix}?" if numbers.plain else f"(?:(?!{numbers.begins}){prefix})?"
    return late(rf"{before}(?P<n>{numbers.pattern}){behind}", re.I)


def _grammar(language: Language, words: tuple[str, ...], site_name: str, numbers: Spelling) -> Grammar:
    """Compile a language with the nouns that a project adds."""
    nouns = _nouns(language, words)
    prefix, sign = _prefix(language)
    gap = maybe = r"\s+" if (words_apart := language.spacing == "words") else r"\s*"
    ahead = rf"(?={prefix}?{(begins := numbers.begins)})"
    between = f"(?:{any_of(language.between)}{maybe})*"
    counter = f"(?:{any_of(language.counters)})?" if language.counters else ""
    body = f"(?:(?P<plural>{nouns.plural})|(?P<any>{nouns.either})|(?P<single>{nouns.single}))"
    left = _left(language)
    touch = "".join(rf"|(?<=(?<!\w){word})(?={begins})" for word in nouns.touching)
    either = rf"(?:{nouns.plural}|{nouns.either}|{nouns.single})"
    to = f"{maybe}{any_of(language.to)}{maybe}"
    signs = re.escape(language.signs)
    return Grammar(
        language=language,
        stems=nouns.stems,
        looks=(*nouns.stems, *(before or behind for before, behind in language.numbered)),
        noun=late(left + body + (r"(?!\w)" if words_apart else "")),
        cited=late(rf"{left}{body}(?:(?P<gap>{gap}){touch}|\s*(?={sign}\s?{begins}))"),
        relative=_relative(language, nouns),
        turned=_pairs(language.neighbours, "previous", "next"),
        sides=_pairs(language.sides, "above", "below"),
        side=_side(language),
        side_before=_side_before(language),
        number=_number(language, prefix, numbers),
        range=late(rf"{counter}(?:[{DASHES}{signs}]|-{{2,3}}|{to}{between}){ahead}", re.I),
        spaced_range=late(rf"{counter}\s+(?:[-–—{signs}]|-{{2,3}})\s+{ahead}", re.I),
        closed=_closed(language, counter, ahead),
        list=late(f"{counter}{_joined(language)}{between}{ahead}", re.I),
        joint=_joint(language, prefix, gap, to),
        again=_again(language, either, to, between, ahead),
        apart=late(rf"\s*,?\s+{any_of(language.apart)}\s+(?:{either}\s+)?{ahead}", re.I),
        opening=late(rf"{any_of(language.opening)}\s+{ahead}", re.I),
        numbered=_numbered(language, ahead, begins),
        nth=_nth(language, nouns.long, numbers),
        counter=late(any_of(language.counters)) if language.counters else NEVER,
        letters=numbers.lettered,
        counted=_counted(language),
        quantity=late(rf"(?:[0-9]+(?:[.,][0-9]+)*|\b{any_of(language.quantities)})\s+$", re.I),
        determiner=_determiner(language, language.determiners, language.possessive),
        determining=max((len(word.split()) for word in language.determiners), default=1),
        unnumbered=_determiner(language, language.unnumbered, False),
        follows=_follows(language),
        date=late(rf"\.?\s+(?:{any_of(language.of + language.from_)}\s+)?{any_of(language.months)}\b", re.I),
        share=late(rf"\s+{any_of([*language.of, *language.from_, *language.within])}\s+(?:\w+\s+)?[0-9]"),
        own=frozenset(w.lower() for w in (*language.ours, *re.findall(r"[\w'’.-]+", site_name))) - {"faq"},
    )


def _joint(language: Language, prefix: str, gap: str, to: str) -> re.Pattern[str]:
    both = any_of(language.both)
    joints = rf"\s*{COMMA}\s*(?:{both}{gap})?|{gap}{both}{gap}|[{DASHES}]|{to}"
    return late(rf"(?:{joints})(?:{prefix})?", re.I)


def _again(language: Language, either: str, to: str, between: str, ahead: str) -> re.Pattern[str]:
    joins = rf"(?:(?P<range>{to})|(?:\s*,)?\s+{any_of(language.both)}\s+{between})"
    return late(rf"{joins}(?:{any_of(language.articles)}\s+)?{either}\s+{ahead}", re.I)


def _left(language: Language) -> str:
    """What must not stand before the noun."""
    before = r"(?<![\w/@&])(?<![^\W\d_][-‐‑])(?<!\w\.)"
    if language.spacing == "none":
        before = r"(?<![A-Za-z0-9_/@&])"
    return before + "".join(f"(?<!{re.escape(word)})" for word in language.not_behind)


def _joined(language: Language) -> str:
    """What stands between two numbers of a list."""
    comma = rf"(?P<comma>\s*{COMMA}\s*)?"
    if language.spacing == "words":
        return comma + rf"(?P<and>(?<=\s)|\s+)?(?:(?P<word>{any_of(language.both)})\s+)?"
    return comma + rf"\s*(?P<word>{any_of(language.both)})?\s*"


def _closed(
    language: Language, counter: str, ahead: str
) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands between and behind the ends of a range."""
    return tuple(
        (late(rf"{counter}\s*{any_of([a])}\s*{ahead}"), late(rf"{counter}\s*{any_of([b])}"))
        for a, b in language.closed
    )


def _counted(language: Language) -> re.Pattern[str]:
    """What behind a number says that something is counted."""
    words = any_of(language.counted)
    return late(rf"\s+{words}\b" if language.spacing == "words" else rf"\s*{words}", re.I)


def _pairs(pairs: Iterable[tuple[str, str]], first: str, second: str) -> dict[str, tuple[str, str]]:
    out: dict[str, tuple[str, str]] = {}
    for one, other in pairs:
        out.setdefault(one.lower(), (first, other))
        out.setdefault(other.lower(), (second, one))
    return out


def _relative(language: Language, nouns: _Nouns) -> re.Pattern[str]:
    which = f"(?P<which>(?i:{any_of(word for pair in language.neighbours for word in pair)}))"
    if not language.neighbours:
        return NEVER
    if language.spacing == "none":
        link = f"(?:{any_of(language.neighbour_link)})?" if language.neighbour_link else ""
        return late(rf"{which}{link}\s*(?P<noun>{nouns.long})(?!\s*[0-9])")
    article = rf"(?:(?i:{any_of(language.articles)})\s+)" + ("" if language.article_needed else "?")
    never = rf"(?!\s+(?:[#№]?[0-9]|{any_of(language.neighbour_not)}\b))"
    noun = f"(?P<noun>{nouns.long})"
    order = rf"{noun}\s+{which}" if language.neighbour_behind else rf"{which}\s+{noun}"
    if language.spacing == "particles":
        return late(rf"\b{article}{order}{never}")
    return late(rf"\b{article}{order}(?![\w-]){never}")


def _side(language: Language) -> re.Pattern[str]:
    words = any_of(word for pair in language.sides for word in pair)
    if not language.sides:
        return NEVER
    lead = rf"(?:{any_of(language.side_lead)}\s+)?"
    never = rf"(?!\s+{any_of(language.side_not)}\b)" if language.side_not else ""
    end = r"\b" if language.spacing == "words" else ""
    return late(rf"\s*,?\s*[(（]?{lead}(?P<word>{words}){end}{never}", re.I)


def _side_before(language: Language) -> re.Pattern[str]:
    if language.side_link is None:
        return NEVER
    words = any_of(word for pair in language.sides for word in pair)
    left = r"(?<!\w)" if language.spacing == "particles" else ""
    return late(rf"{left}(?P<word>{words})(?:{any_of(language.side_link)})?\s*$")


def _numbered(
    language: Language, ahead: str, begins: str
) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    out = []
    for before, behind in language.numbered:
        begin = rf"{re.escape(before)}\s*{ahead}" if before else rf"(?<![\w.,])(?={begins})"
        out.append((late(begin), late(rf"\s*{any_of([behind])}")))
    return tuple(out)


def _nth(language: Language, noun: str, numbers: Spelling) -> re.Pattern[str]:
    """A number as an ordinal with its noun; none where numbers have letters: "3b" counts nothing off."""
    if not language.nth or not numbers.plain:
        return NEVER
    lead = rf"(?<!\w){any_of(language.nth_behind)}\s+" if language.nth_behind else r"(?<![\w.,#-])"
    ends = any_of(end for _, end in language.nth)
    article = rf"(?:{any_of(language.articles)}\s+)?"
    first = rf"(?:(?P<m>{numbers.pattern})(?P<mth>{ends})\s+{any_of(language.both)}\s+{article})?"
    never = rf"(?![\w-])(?!\s+(?:[#№]?[0-9]|{any_of(language.neighbour_not)}\b))"
    return late(rf"{lead}{first}(?P<n>{numbers.pattern})(?P<nth>{ends})\s+(?:{noun}){never}", re.I)


def _determiner(language: Language, words: Iterable[str], possessive: bool) -> re.Pattern[str]:
    if language.spacing == "none":
        return late(rf"{any_of(words)}\s*$")
    before = rf"\b{any_of(words)}"
    return late(rf"(?:{before}|['’]s)\s+$" if possessive else rf"{before}\s+$", re.I)


def _follows(language: Language) -> re.Pattern[str]:
    joins = any_of([*language.both, *language.to])
    words = any_of(language.follows)
    gap, end = (r"\s+", r"\b") if language.spacing == "words" else (r"\s*", "")
    return late(rf"{gap}(?:{words}|{joins}(?!{gap}#?[0-9])){end}|\s*[^\w\s]|\s*$", re.I)
