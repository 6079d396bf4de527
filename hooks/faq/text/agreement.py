"""What touches a number and agrees with how that is read: 질문 3을, but 질문 2를."""

from __future__ import annotations

import re
from functools import lru_cache

from faq.patterns import late
from faq.text.grammar import any_of
from faq.text.language import Language


def fitted(text: str, at: int, number: str, language: Language) -> tuple[int, str] | None:
    """The end of the word at an offset, and what it becomes behind a number; None where it stays."""
    m = _words(language).match(text, at) if language.agreeing and number[-1].isdigit() else None
    for digits, form, other in language.agreeing if m else ():
        fit = form if number[-1] in digits else other
        if m and m.group() in (form, other) and m.group() != fit:
            return m.end(), fit
    return None


@lru_cache(maxsize=16)
def _words(language: Language) -> re.Pattern[str]:
    forms = any_of(form for _, *pair in language.agreeing for form in pair)
    # Another particle may follow: 질문 3으로는.
    more = f"(?={any_of(language.agreeing_more)}?(?![\\w(]))"
    return late(forms + more)


__all__ = ["fitted"]
