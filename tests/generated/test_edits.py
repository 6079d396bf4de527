"""One edit of `nav:` and nothing else: what it made wrong is reported, and `faq fix` mends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .edits import Claim, Kind
from .faqs import Shape
from .sizes import SEEDS, SHAPES
from .stories import edit_navigation, judge_check, judge_fix

EDITS: tuple[tuple[Kind, Claim | bool], ...] = (
    ("swap", False),
    ("move", False),
    ("insert", "none"),
    ("insert", "bare"),
    ("insert", "place"),
    ("delete", False),  # the file stays
    ("delete", True),  # the file goes too
)
CASES = [
    (seed, shape, kind, how)
    for seed in SEEDS
    for place, (kind, how) in enumerate(EDITS)
    for shape in (SHAPES if len(SEEDS) > 1 else (SHAPES[place % 4],))
]


@pytest.mark.parametrize(("seed", "shape", "kind", "how"), CASES)
def test_an_edit_of_the_navigation(
    seed: int, shape: Shape, kind: Kind, how: Claim | bool, tmp_path: Path
) -> None:
    story = edit_navigation(tmp_path / "faq", seed, shape, kind, how)
    judge_check(story)
    judge_fix(story)
