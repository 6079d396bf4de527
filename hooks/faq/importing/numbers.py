"""Old numbers: how headings carry them, and which scheme of ours writes them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from faq.frozen import record
from faq.text.language import speaking
from faq.text.scheme import Scheme, scheme

NUMBER = r"(?:[A-Z]\.)?[0-9]{1,6}(?:\.[0-9]{1,6}){0,5}(?:[a-z](?![a-z]))?"
"""3, 0017, 2.3, A.3.5, 12.9b."""
HEADED = re.compile(
    r"(?:(?P<word>[^\W\d_]+)[ \t]*[.:#]?[ \t]*)??\\?[\[(]?"
    rf"(?P<number>{NUMBER}|[A-PR-Z](?=\\?[.)]))(?P<end>\\?[\])]?\\?[.:)]*)"
    r"\s+(?:[-–—]\s+)?(?P<title>\S.*)",
    re.DOTALL,
)
"""A word perhaps, a number, the title.  A letter alone numbers a section; "Q." is a mark."""
MARKED = re.compile(r"(?P<word>[^\W\d_]+)\s*[:.]\s+(?P<title>\S.*)", re.DOTALL)
"""A mark and no number: "Subject: How do I ...?", "Q: How ...?"."""
ASKING = frozenset({"q", "f", "faq", "item", "subject", "topic"})
"""Words before a number or a title in English headings, beside the nouns of each language."""
OF_SECTIONS = frozenset({"section", "part", "chapter", "abschnitt", "teil", "kapitel", "partie", "parte"})
LEVEL = re.compile(r"[0-9]+|[A-Z]|[a-z]")


@record
class Headed:
    """A heading with what stands before its words."""

    word: str
    """Such as "Q" and "Subject"; empty where there is none."""
    number: str
    """Without leading zeros; empty where there is none."""
    title: str


def headed(heading: str) -> Headed:
    """What stands before a heading's words; the heading alone where nothing does that is understood."""
    m = HEADED.fullmatch(heading)
    if m and (m["word"] is None or _names(m["word"])):
        return Headed(m["word"] or "", _trimmed(m["number"]), m["title"])
    m = MARKED.fullmatch(heading)
    if m is None or not _names(m["word"]):
        return Headed("", "", heading)
    inner = HEADED.fullmatch(m["title"])
    if inner and (inner["word"] is None or _names(inner["word"])):
        return Headed(f"{m['word']} {inner['word'] or ''}".strip(), _trimmed(inner["number"]), inner["title"])
    return Headed(m["word"], "", m["title"])


def _names(word: str) -> bool:
    """Whether a word names a question or a section."""
    return word.lower() in ASKING | OF_SECTIONS or speaking(word) is not None


def _trimmed(number: str) -> str:
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", number)


def form_of(number: str) -> str:
    """The form of a number, as the setting `numbers:` says it: "A.3.5" gives "A.1.1"."""
    return LEVEL.sub(lambda m: "1" if m[0].isdigit() else "A" if m[0].isupper() else "a", number)


def above(number: str) -> str:
    """The number one level up: "A.3" of "A.3.5", "12.9" of "12.9b"; empty at the top."""
    return re.sub(r"\.?(?:[0-9]+|[A-Za-z])\Z", "", number)


def common_form(numbers: Collection[str]) -> str | None:
    """The form in which all numbers are written, "" for digits and dots; None where there is none.

    Where some have one level more, and each of these stands below another's number, that level is for
    questions below a question: "1.1(a)".
    """
    if all(re.fullmatch(r"[0-9.]+", one) for one in numbers) and not _below(numbers):
        return ""
    forms = sorted({form_of(one) for one in numbers}, key=len)
    form = forms[0]
    if len(forms) == 2:
        if not _below(numbers):
            return None
        form = f"{form}({forms[1].removeprefix(form)})"
    return form if len(forms) <= 2 and _known(form, numbers) else None


def _below(numbers: Collection[str]) -> bool:
    """Whether some numbers have one level more than the others, each below one of these."""
    forms = sorted({form_of(one) for one in numbers}, key=len)
    if len(forms) != 2 or forms[1].removeprefix(forms[0]) not in (".1", "a"):
        return False
    known = set(numbers)
    return all(above(one) in known for one in numbers if form_of(one) == forms[1])


def _known(form: str, numbers: Collection[str]) -> bool:
    try:
        made: Scheme = scheme(form)
    except ValueError:
        return False
    return all(made.reads(one) for one in numbers)


def prefixes(number: str, below: bool) -> Sequence[str]:
    """The numbers of the sections above a question, the outermost first."""
    out: list[str] = []
    number = above(above(number) if below else number)
    while number:
        out.insert(0, number)
        number = above(number)
    return out
