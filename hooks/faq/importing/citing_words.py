"""Which words cite questions in a FAQ, beside those of its language; and numbers that stand without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from faq.book.project import Project
from faq.importing.numbers import ASKING, OF_SECTIONS, above
from faq.importing.records import OldFaq
from faq.model import Mention, Span
from faq.text.language import Language, speaking

CITED = re.compile(
    r"(?<![^\W_])(?P<word>[^\W\d_]+)[ \t]?(?P<number>(?:[A-Z]\.)?[0-9]+(?:\.[0-9]+)*[a-z]?)(?![^\W_])"
)
PERHAPS_NUMBER = re.compile(r"(?<![\w.])\w+(?:\.\w+)*(?!\w|\.\w)")
UNSEEN = re.compile(r"\]\([^()\n]*\)|<[^<>\n]*>|`[^`\n]*`")
"""Where links lead, tags and code."""
NOT_SUGGESTED = frozenset({"subject", "topic"})
"""What stands before titles only."""


def suggested(gathered: OldFaq, speech: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words for `words:` and for `section_words:`: those that stand before a number of the FAQ's own."""
    numbers = {one.number for one in gathered.asked if one.number}
    sections = {over for number in numbers for over in _above(number)}
    heads = {word.lower() for word in gathered.words}
    known = {noun.lower().partition("(")[0] for noun in speech.nouns}
    words, of_sections = Counter[str](), Counter[str]()
    for text in texts(gathered):
        for m in CITED.finditer(UNSEEN.sub("]", text)):
            word, number = m["word"], re.sub(r"(?<![0-9])0+(?=[0-9])", "", m["number"])
            low = word.lower()
            if low in known | NOT_SUGGESTED:
                continue
            if number in numbers and (low in ASKING | heads or (speaking(word) and len(word) > 1)):
                words[word] += 1
            elif number in sections and low in OF_SECTIONS:
                of_sections[low] += 1
    return _once(words), tuple(of_sections)


def _once(words: Counter[str]) -> tuple[str, ...]:
    """Each word in one form: in small letters, which match all, where it is written so once."""
    forms: dict[str, str] = {}
    for word in words:
        forms[word.lower()] = word.lower() if word.lower() in (word, forms.get(word.lower(), "")) else word
    return tuple(forms.values())


def _above(number: str) -> Iterator[str]:
    while number := above(number):
        yield number


def bare(project: Project, found: Sequence[Mention], numbers: Collection[str]) -> Iterator[Span]:
    """The numbers of questions that stand without a word that cites: "see A.3.5".

    Only those of several levels or with a letter are told: a digit alone is any number.
    """
    telling = {one for one in numbers if re.search(r"[.a-zA-Z]", one)}
    if not telling:
        return
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        spans.setdefault(one.span.source.path, []).append((one.span.start, one.span.end))
    for page in project.pages.values():
        cited = spans.get(page.source.path, [])
        for m in PERHAPS_NUMBER.finditer(page.source.text, page.front.end):
            if m[0] in telling and not any(start < m.end() and m.start() < end for start, end in cited):
                yield Span(page.source, m.start(), m.end())


def texts(gathered: OldFaq) -> Sequence[str]:
    """Everything that may cite a question."""
    return [gathered.lead, *(f"{one.heading}\n\n{one.body}" for one in gathered.asked)]
