"""What the questions' files are called."""

from __future__ import annotations

from collections.abc import Sequence

from faq.importing.records import OldQuestion
from faq.repair.naming import SLUG, slug_of
from faq.text.language import Language


def names(asked: Sequence[OldQuestion], speech: Language) -> list[str]:
    """A name for each question's file, no two alike: its own where it has one, else that of its subject."""
    taken: set[str] = {"index", "readme"}
    out = []
    for place, one in enumerate(asked, 1):
        own = one.name.lower()
        name = own if SLUG.fullmatch(own) else slug_of(one.plain, speech) or f"question-{place}"
        free, count = name, 1
        while free in taken:
            count += 1
            free = f"{name}-{count}"
        taken.add(free)
        out.append(free)
    return out
