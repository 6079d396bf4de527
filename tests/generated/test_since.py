"""The numbers in the front matter were changed by hand as well: `--since REV` still knows what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from .edits import Kind
from .faqs import Shape
from .sizes import SEEDS, SHAPES
from .stories import judge_check, judge_fix, renumber_by_hand

KINDS: tuple[Kind, ...] = ("insert", "swap", "move", "delete")
CASES = [
    (seed, shape, kind)
    for seed in SEEDS
    for place, kind in enumerate(KINDS)
    for shape in (SHAPES if len(SEEDS) > 1 else (SHAPES[place % 4],))
]


@pytest.mark.parametrize(("seed", "shape", "kind"), CASES)
def test_numbers_changed_by_hand(seed: int, shape: Shape, kind: Kind, tmp_path: Path) -> None:
    story = renumber_by_hand(tmp_path / "faq", seed, shape, kind)
    judge_check(story)
    judge_fix(story)
