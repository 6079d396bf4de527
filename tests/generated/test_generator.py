"""The generator is right about Markdown: what it calls prose is prose, and what it calls hidden is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from .faqs import Shape, make, write
from .model import Cite, Decoy, Numbering
from .probe import mistakes
from .sizes import CASES


@pytest.mark.parametrize(("seed", "size", "shape"), CASES)
def test_python_markdown_agrees(seed: int, size: int, shape: Shape, tmp_path: Path) -> None:
    faq = make(seed, size, shape)
    write(faq, tmp_path / "faq", Numbering.of(faq.nav), faq.nav)
    assert list(mistakes(faq, tmp_path / "faq")) == []


def test_the_same_seed_makes_the_same_faq() -> None:
    assert make(3, 50, "deep") == make(3, 50, "deep")
    assert make(3, 50, "deep") != make(4, 50, "deep")


def test_it_is_full_of_references_and_traps() -> None:
    slots = [slot for page in make(0, 50, "flat").pages for slot in page.slots]
    assert sum(isinstance(slot, Cite) for slot in slots) > 500
    assert sum(isinstance(slot, Decoy) for slot in slots) > 500
