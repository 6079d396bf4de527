"""Sentences as FAQs in each language have them: every number that cites is found, and no other."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
import yaml

from faq.text.grammar import vocabulary
from faq.text.language import shipped
from faq.text.phrases import find_phrases

TONGUES = sorted((Path(__file__).parent / "tongues").glob("*.yml"))
CITING = ("one", "lists", "ranges", "apart", "directed", "directed_list", "linked", "ours")
MARKUP = re.compile(r"\*|\[|\]\([^)]*\)|\]")


@pytest.mark.parametrize("file", TONGUES, ids=lambda file: file.stem)
def test_every_number_of_a_sentence_and_no_other(file: Path) -> None:
    tongue = yaml.safe_load(file.read_text(encoding="utf-8"))
    words = vocabulary((), "", shipped(file.stem))
    rng = random.Random(file.stem)
    for kind in (*CITING, "nothing", "foreign"):
        # What belongs to a link is shown with Markdown around it (tests/test_phrases.py).
        for pattern in (one for one in tongue[kind] if "https:" not in one):
            numbers = sorted(rng.sample(range(3, 90), pattern.count("{")))
            text = MARKUP.sub("", pattern).replace("~", " ").replace("∼", "~").replace("&nbsp;", "\u00a0")
            text = text.replace("{side}", rng.choice((tongue["above"], tongue["below"])))
            filled = iter(numbers)
            text = re.sub(r"\{[ni]?\}", lambda _: str(next(filled)), text)  # noqa: B023 - called at once
            wanted = [str(n) for n in numbers[: len(numbers) - len(list(filled))]] if kind in CITING else []
            found = find_phrases(text, words)
            ours = [cited.text for phrase in found if not phrase.external for cited in phrase.cited]
            assert (ours, [phrase.doubt for phrase in found if phrase.doubt]) == (wanted, []), text


@pytest.mark.parametrize("file", TONGUES, ids=lambda file: file.stem)
def test_neighbours(file: Path) -> None:
    tongue = yaml.safe_load(file.read_text(encoding="utf-8"))
    words = vocabulary((), "", shipped(file.stem))
    for kind in ("previous", "next"):
        for pattern in tongue[kind]:
            text = pattern.replace("~", " ")
            (phrase,) = find_phrases(MARKUP.sub("", text), words)
            assert phrase.relative == kind, text
