"""Every cited number is found at its exact place with the right target, and no trap is taken for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from .command import check
from .faqs import Shape, make, write
from .judging import all_expected, count, unlike
from .model import Numbering
from .sizes import CASES


@pytest.mark.parametrize(("seed", "size", "shape"), CASES)
def test_every_reference_and_nothing_else(seed: int, size: int, shape: Shape, tmp_path: Path) -> None:
    faq = make(seed, size, shape)
    numbering = Numbering.of(faq.nav)
    folder = tmp_path / "faq"
    write(faq, folder, numbering, faq.nav)

    report = check(folder)

    wrong = unlike(folder, all_expected(faq, numbering), report.references)
    assert not wrong, "\n".join(wrong)
    assert not report.problems, "\n".join(map(str, report.problems[:20]))
    assert report.code == 0
    assert report.questions == {f"docs/{path}": number for path, number in numbering.numbers.items()}
    assert report.counts["external"] == count(faq, "external", numbering)
    assert report.counts["ignored"] == count(faq, "ignored", numbering)
