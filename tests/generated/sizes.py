"""How much is generated: little by default, more where `FAQ_SEEDS` asks for it.

`FAQ_SEEDS=20 pytest tests/generated -n auto` makes twenty FAQs of 50 to 400 questions for every shape and
edit; `FAQ_SEEDS=20 FAQ_FIRST_SEED=100` makes twenty others.
"""

from __future__ import annotations

import os
import random

from .faqs import Shape

MANY = "FAQ_SEEDS" in os.environ
FIRST = int(os.environ.get("FAQ_FIRST_SEED", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("FAQ_SEEDS", "1")))
SHAPES: tuple[Shape, ...] = ("flat", "wrapped", "sections", "deep")


def size(seed: int, shape: Shape) -> int:
    """How many questions: 50 to 60 by default, up to 400 in the long run."""
    return random.Random(f"{seed} {shape}").randint(50, 400 if MANY else 60)


CASES = [(seed, size(seed, shape), shape) for seed in SEEDS for shape in SHAPES]
