"""How a language cites a question, read from a file of words: one file each in `languages/`.

A project can bring a file of its own, and needs only the entry `name` and its nouns; an entry that is left
out is empty.  What each entry holds is told at the fields below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from inspect import get_annotations
from pathlib import Path
from typing import Any, Literal, get_args

from faq.frozen import record
from faq.model import Source, Span
from faq.patterns import late
from faq.shapes import Keys, Misfit, Schema, Several, Shape, Text, misfit
from faq.text.yaml_nodes import Fields, NotYaml, nearest, place_of, read_yaml

Words = tuple[str, ...]
Pairs = tuple[tuple[str, str], ...]
Triples = tuple[tuple[str, str, str], ...]
Spacing = Literal["words", "particles", "none"]

CODE = late(r"[A-Za-z]{2,3}")
FOLDER = Path(__file__).with_name("languages")


class LanguageError(ValueError):
    """A file of words cannot be used; the text says which entry and what to write."""


@record
class Language:
    """The words of one language.  "time(s)": what stands in parentheses may be missing."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    name: str
    """What the language calls itself."""
    one: Words = ()
    """The noun that a number follows, in the singular and in every case: "Frage"."""
    many: Words = ()
    """The same in the plural, which cites two numbers or more."""
    any: Words = ()
    """Nouns that have no plural, and cite one number or more: "질문"."""
    plural: str = "s"
    """What makes the plural of a word in `words:` that names none; empty: the word has none."""
    examples: Words = ("question {}", "questions {}, {} and {}", "question {} of this FAQ")
    """How one question is cited, how three are, and how one that might be another's: writers are told so."""
    spacing: Spacing = "words"
    """ "words" stand alone; "particles" touch what stands before them; "none": there are no spaces."""
    ordinals: Words = ()
    """What may stand between noun and number: "no.", "n°", "Nr."."""
    both: Words = ()
    """What joins the last number of a list: "and"."""
    between: Words = ()
    """What may stand behind it: "and also 4", "y la 4"."""
    to: Words = ()
    """What stands between the ends of a range: "to"."""
    closed: Pairs = ()
    """What stands between and behind them: 부터, 까지."""
    signs: str = ""
    """Characters that make a range beside dashes: "~"."""
    opening: Words = ()
    """What may stand before the first number of a range: "von 3 bis 5"."""
    apart: Words = ()
    """What names a second number without making a list: "rather than"."""
    things: Words = ()
    """What is numbered as well: "section 3" is no question."""
    touching: Words = ()
    """Particles that may touch a number from behind, where `spacing` is "particles"."""
    agreeing: Triples = ()
    """Those that agree with the number: its last digits, the form behind them, the form behind others."""
    agreeing_more: Words = ()
    """What may touch such a form."""
    counters: Words = ()
    """What says that a number is one in a row: 3번, 3番."""
    numbered: Pairs = ()
    """What stands before and behind a number where the noun follows: 第, 问."""
    nth: Pairs = ()
    """What touches a number that counts off the noun behind it: "." in "die 3. Frage".

    Before each stands how the numbers end that have it, or "=" and the only one: ["", th], ["1", st],
    ["11", th].  Of those that fit a number, those with the longest end do.
    """
    nth_behind: Words = ()
    """What must stand before it, or "am 3. Frage ..." would be one: "die", "zur"."""
    not_behind: Words = ()
    """What makes another word where it touches the noun: 逆質問."""
    sides: Pairs = ()
    """The words for above and below."""
    side_lead: Words = ()
    """What may stand before them: "further"."""
    side_not: Words = ()
    """What must not follow them: "above all"."""
    side_link: Words | None = None
    """What stands between them and the noun, where they stand before it: 上の質問3; None: they do not."""
    neighbours: Pairs = ()
    """The words for previous and next, each pair in one form."""
    neighbour_link: Words = ()
    """What may stand between them and the noun: 前の質問."""
    neighbour_behind: bool = False
    """Whether they stand behind the noun: "la question précédente"."""
    articles: Words = ()
    """What belongs to "the previous question" as its first word."""
    article_needed: bool = False
    """Whether only those with an article mean one question."""
    neighbour_not: Words = ()
    """What must not follow: "the next question mark"."""
    months: Words = ()
    """Their names, as dates have them: "3. Mai", "15 de junio"."""
    counted: Words = ()
    """What makes a number a count: "question 5 minutes later"."""
    quantities: Words = ()
    """What counts the noun itself: "twenty questions 3 and 4"."""
    determiners: Words = ()
    """What makes the noun one that a number behind it does not name: "this question 3 people asked"."""
    unnumbered: Words = ()
    """Those of them behind which no number ever names it: "an answer counts 10, a question 5"."""
    possessive: bool = False
    """Whether "'s" does the same."""
    follows: Words = ()
    """What may follow a number that names the noun all the same: "this question 3 is"."""
    faq: Words = ()
    """What documents of questions are called."""
    faq_first: bool = False
    """Whether their names stand behind that: "la FAQ de Mozilla"."""
    of: Words = ()
    """What says whose a question is."""
    from_: Words = ()
    """The same, written `from:`; it may also say from where to read."""
    within: Words = ()
    """What says in what it stands, or only where something happens: "in", "on"."""
    before_of: Words = ()
    """What says whose a question is, behind the owner: の, 의, 的."""
    leads: Words = ()
    """What may stand before the owner's place, and names none: 详见FAQ的问题3."""
    stops: Words = ()
    """What ends the name of a document, beside the words above: "with", "is"."""
    document_articles: Words = ()
    """What may begin the name of a document: "the", "your"."""
    definite: Words = ()
    """Those that say nothing of whose it is: "the"."""
    indefinite: Words = ()
    """Those that name no document in particular: "another"."""
    ours: Words = ()
    """What makes a document ours: "this"."""
    our_nouns: Words = ()
    """What is ours where nothing else is said: "list", "page"."""
    their_nouns: Words = ()
    """What is never ours: "homework"."""
    compounds: bool = False
    """Whether a word that ends like one of these is one as well: "Steuerformular"."""
    owner_ends: Words = ()
    """How a word ends that may say whose a FAQ is right behind it: "FAQ производителя"."""
    their_words: Words = ()
    """What before the noun makes a question another's: "security question 1"."""
    our_words: Words = ()
    """What before the noun changes nothing: "the related question 3"."""
    idioms: Words = ()
    """What begins like the name of a document and is none: "of course"."""

    letters: Pairs = ()
    """What a letter becomes in the name of a file, where that is not what its form suggests: ä, ae."""
    spelled: bool = True
    """Whether a question gives the name of a file; Japanese has no spaces, and many readings."""

    def cited(self, which: int, numbers: Sequence[str]) -> str:
        """One of the examples with these numbers."""
        parts = self.examples[which].split("{}")
        return parts[0] + "".join(n + part for n, part in zip(numbers, parts[1:], strict=False))

    @property
    def nouns(self) -> Words:
        """Every form of the noun."""
        return (*self.one, *self.many, *self.any)


@record
class _Switch:
    """True or false, of a file whose values come as they are written."""

    wants: str = "true or false"
    schema: Schema = field(default_factory=lambda: {"type": "boolean"})

    def read(self, value: object) -> bool:
        """What it means."""
        if value not in ("true", "false"):
            raise misfit(self.wants, value)
        return value == "true"


@record
class _Rows:
    """Rows of so many words; one row alone may stand without a list around it."""

    width: int
    wants: str
    schema: Schema = field(default_factory=lambda: {"type": "array"})

    def read(self, value: object) -> tuple[tuple[str, ...], ...]:
        """The rows in order."""
        rows = value if isinstance(value, list) and any(isinstance(one, list) for one in value) else [value]
        for index, row in enumerate(rows):
            fits = isinstance(row, list) and len(row) == self.width and all(isinstance(x, str) for x in row)
            if not fits:
                raise Misfit(misfit(self.wants, row).message, *([index] if rows is value else []))
        return tuple(map(tuple, rows))


WORD = Text("a word", r"\S(?:.*\S)?")
SHAPES: Mapping[str, Shape[Any]] = {
    "str": Text(),
    "bool": _Switch(),
    "Spacing": Text(f"one of {', '.join(get_args(Spacing))}", "|".join(get_args(Spacing))),
    "Pairs": _Rows(2, "a list of pairs such as [[above, below]]"),
    "Triples": _Rows(3, "a list of three each such as [[013678, 을, 를]]"),
    "Words": Several(WORD, "a list of words such as [and, or]", alone=False),
    "Words | None": Several(WORD, "a list of words such as [and, or]", alone=False),
}
"""By how the fields of a language are annotated: as texts, for to make types of these takes long."""


def _made(**values: Any) -> Language:
    language = Language(**{FIELDS[name]: value for name, value in values.items()})
    if not language.nouns:
        raise Misfit("needs a noun, such as `one: [question]` and `many: [questions]`")
    if [text.count("{}") for text in language.examples] != [1, 3, 1]:
        raise Misfit("must be three texts with {} for one number, for three, and for one again", "examples")
    return language


FIELDS: Mapping[str, str] = {name.rstrip("_"): name for name in Language.__match_args__}
"""The field of each entry: `from` is a word of Python's."""
HINTS = get_annotations(Language)
FORM = Keys(
    _made,
    {
        **{entry: SHAPES[HINTS[name]] for entry, name in FIELDS.items()},
        "name": Text("what the language calls itself", r"\S.*"),
    },
    frozenset({"name"}),
)
"""What a file of words may say."""


def parse(text: str, path: str) -> Language:
    """The language in a file's text.  Raises LanguageError with the place, the entry and what to write."""
    source = Source(path, text)
    try:
        document = read_yaml(source, as_written=True)
    except NotYaml as error:
        raise LanguageError(str(error)) from None
    if document.repeated:
        raise LanguageError(str(min(document.repeated, key=lambda one: one.span.start)))
    root = document.root
    if not isinstance(root, Fields):
        raise LanguageError(f"{place_of(Span(source, 0, 0))}: must be a mapping such as `name: English`")
    try:
        return FORM.read(root.value)
    except Misfit as error:
        entry = root.pair(error.way[0]) if len(error.way) == 1 else None
        span = entry.key.span if entry else nearest(root, *error.way).span
        raise LanguageError(f"{place_of(span)}: {error}") from None


@lru_cache(maxsize=32)
def shipped(code: str) -> Language | None:
    """The language of a code such as "de" or "pt-BR" that comes with the package; None where none does."""
    m = CODE.match(code)
    file = FOLDER / f"{m.group().lower()}.yml" if m else None
    if file is None or not file.is_file():
        return None
    return parse(file.read_text(encoding="utf-8"), file.name)


def codes() -> list[str]:
    """The codes of the languages that come with the package."""
    return sorted(file.stem for file in FOLDER.glob("*.yml"))


def speaking(word: str) -> Language | None:
    """The language of the package that has a word among its nouns; None where none has."""
    for code in codes():
        language = shipped(code)
        if language is not None and word.lower() in language.nouns:
            return language
    return None


__all__ = ["Language", "LanguageError", "codes", "parse", "shipped", "speaking"]
