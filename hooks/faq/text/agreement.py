"""What touches a number and agrees with it: 질문 3을, but 질문 2를; "the 3rd question", but "the 2nd"."""

from __future__ import annotations

import re
from functools import lru_cache

from faq.patterns import late
from faq.text.grammar import any_of
from faq.text.language import Language


def fitted(text: str, at: int, number: str, language: Language) -> tuple[int, str] | None:
    """The end of the word at an offset, and what it becomes behind a number; None where it stays."""
    if not number[-1].isdigit():
        return None
    if language.nth:
        return _counting(text, at, number, language)
    m = _words(language).match(text, at) if language.agreeing else None
    for digits, form, other in language.agreeing if m else ():
        fit = form if number[-1] in digits else other
        if m and m.group() in (form, other) and m.group() != fit:
            return m.end(), fit
    return None


def _counting(text: str, at: int, number: str, language: Language) -> tuple[int, str] | None:
    """The same for an ordinal's end: of the ends that fit a number, the written one or the first."""
    written = max((end for _, end in language.nth if text.startswith(end, at)), key=len, default="")
    fits = [
        (how, end)
        for how, end in language.nth
        if (how[1:] == number if how.startswith("=") else number.endswith(how))
    ]
    best = [end for how, end in fits if len(how) == max(len(how) for how, _ in fits)]
    return None if not written or written in best else (at + len(written), best[0])


@lru_cache(maxsize=16)
def _words(language: Language) -> re.Pattern[str]:
    forms = any_of(form for _, *pair in language.agreeing for form in pair)
    # Another particle may follow: 질문 3으로는.
    more = f"(?={any_of(language.agreeing_more)}?(?![\\w(]))"
    return late(forms + more)


__all__ = ["fitted"]
