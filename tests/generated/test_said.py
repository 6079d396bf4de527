"""Sentences that were written apart from the grammar: all that they cite is found, kept, and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.book.project import Project
from faq.kinds import Kind
from faq.model import Source
from faq.repair import editing, nav_lines
from faq.repair.fix import plan
from faq.rules.check import check
from faq.text.grammar import vocabulary
from faq.text.language import codes, shipped
from faq.text.phrases import find_phrases

from .said import CODES, cited, lines, make, meant, read, sentence, stretches

EVERY = [(code, line) for code in CODES for line in lines(code)]
SEEDS = st.integers(0, 2**32)
UNTRUE = (Kind.WRONG_DIRECTION, Kind.BAD_RANGE, Kind.PLACEHOLDER_ANSWER)
"""What an edit brings about that no number can mend, and the answer that is yet to be written."""


def told(project: Project, *but: Kind) -> list[str]:
    """What the check says of a project, less some kinds: each with the sentence that it is about."""
    return [
        f"{problem.code}: {problem.message}: {problem.span.text}"
        for problem in check(project).problems
        if problem.kind not in but
    ]


def untrue(project: Project, texts: Mapping[str, str]) -> set[tuple[str, int]]:
    """The paragraphs, by page and place, in which "above" should be "below" or the other way round."""
    found = [one.span for one in check(project).problems if one.kind is Kind.WRONG_DIRECTION]
    return {
        (page, place)
        for page, text in texts.items()
        for place, part in enumerate(stretches(text))
        for span in found
        if span.source.path == f"docs/{page}" and 0 <= span.start - part.start < len(part.text)
    }


def test_there_are_sentences_in_every_language() -> None:
    assert codes() == CODES
    for code in CODES:
        kinds = [line[0] for line in lines(code)]
        assert sum(kind in "+12" for kind in kinds) >= 25, code
        assert sum(kind in "-?" for kind in kinds) >= 15, code


@pytest.mark.parametrize(("code", "line"), EVERY)
def test_reads_what_a_reader_reads(code: str, line: str) -> None:
    one = sentence(line)
    text = one.text(one.numbers)
    found = find_phrases(text, vocabulary((), "Acme", shipped(code)))
    ours = [(number.start, number.end) for phrase in found if not phrase.external for number in phrase.cited]
    assert sorted(ours) == one.spans(one.numbers)
    assert [phrase.doubt for phrase in found if phrase.doubt] == (["undecided"] if one.kind == "?" else [])


@pytest.mark.parametrize("sectioned", [False, True], ids=["flat", "sections"])
@pytest.mark.parametrize("code", CODES)
def test_finds_all_of_a_faq_and_nothing_else(code: str, sectioned: bool) -> None:
    rng = random.Random(f"{code} {sectioned}")
    faq = make(code, rng, sectioned, 100)
    texts = faq.texts(rng)
    project = read(faq.config, texts)

    for page, paragraphs in faq.paragraphs.items():
        wanted = []
        for part, one in zip(stretches(texts[page]), paragraphs, strict=True):
            numbers = [faq.numbers[target] for target in one.targets]
            spans = one.sentence.spans(numbers)
            wanted += [
                (part.start + a, part.start + b, t) for (a, b), t in zip(spans, one.targets, strict=True)
            ]
        assert sorted(cited(project, page)) == wanted, texts[page]
    assert told(project, Kind.WRONG_DIRECTION) == []


@pytest.mark.parametrize("code", CODES)
@settings(max_examples=8)
@given(seed=SEEDS, sectioned=st.booleans(), edit=st.sampled_from(["move", "new", "order"]))
def test_an_edit_keeps_every_target(code: str, seed: int, sectioned: bool, edit: str) -> None:
    rng = random.Random(seed)
    faq = make(code, rng, sectioned, 100)
    texts = faq.texts(rng)
    pages = list(faq.numbers)
    before = read(faq.config, texts)
    config, files = faq.config, dict(texts)
    if edit == "order":
        shuffled = dict(zip(pages, rng.sample(pages, len(pages)), strict=True))
        config = re.sub(r"faq/p\d+\.md", lambda m: shuffled[m.group()], config)
    elif edit == "move":
        page, after = rng.sample(pages, 2)
        config = nav_lines.move(Source("mkdocs.yml", config), page, after, None)
    else:
        page, text = editing.new_file(before, "How?", "new-one")
        config = nav_lines.insert(Source("mkdocs.yml", config), page, rng.choice(pages), None, None)
        files[page] = text

    planned = plan(read(config, files))
    fixed = {**files, **{path.removeprefix("docs/"): text for path, text in planned.texts.items()}}
    mended = read(config, fixed)

    assert not planned.refused
    assert not plan(mended).texts
    assert told(mended, *UNTRUE) == []
    for page, place in untrue(mended, fixed) - untrue(before, texts):
        assert len(faq.paragraphs[page][place].targets) > 1, fixed[page]
    for page, paragraphs in faq.paragraphs.items():
        assert meant(mended, page, fixed[page]) == [sorted(one.targets) for one in paragraphs], fixed[page]
        for old, new, one in zip(stretches(texts[page]), stretches(fixed[page]), paragraphs, strict=True):
            assert one.targets or new.text == old.text
