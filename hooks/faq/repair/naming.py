"""What a question's file is called: its subject in Latin letters, which will be its address."""

from __future__ import annotations

import re

from anyascii import anyascii

from faq.text.language import Language

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNSPELLED = re.compile(
    "[\u2e80-\u2fdf\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Ideographs and kana: a transliteration would have to know the language, and where its words end."""
WORDS, CHARACTERS = 8, 60
"""How much of a question its file's name holds at most."""


def slug_of(title: str, language: Language) -> str | None:
    """The name of a question's file, by its language: "Wie ändere ich ...?" gives "wie-aendere-ich-...".

    Empty where the title has no words; None where it cannot be spelled in Latin letters.
    """
    if UNSPELLED.search(title) or not (language.spelled or title.isascii()):
        return None
    text = title.lower()
    for letter, spelling in language.letters:
        text = text.replace(letter, spelling)
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`]", "", anyascii(text).lower())).strip("-").split("-")
    return "-".join(words[:WORDS])[:CHARACTERS].strip("-")
