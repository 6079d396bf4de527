"""On generated FAQs: whatever is renamed, each citation keeps its question, and each old address leads on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from faq.addresses import page_address
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.permalinks.declared import declared
from tests.faqs import commit_all
from tests.generated.command import Report, check, run
from tests.generated.faqs import Shape, make, write
from tests.generated.model import Numbering
from tests.generated.sizes import SEEDS, SHAPES

SIZE = 13
"""How many questions: enough for a section in a section."""
Meant = list[tuple[str, str, str | None, str]]


def meant(report: Report, now: dict[str, str] | None = None) -> Meant:
    """What each citation says and means, file by file; `now` has the names that questions have now."""
    names = now or {}
    found = [(names.get(r.path, r.path), r) for r in report.references]
    found.sort(key=lambda one: (one[0], one[1].line, one[1].column))
    return [(path, r.number, r.target and names.get(r.target, r.target), r.form) for path, r in found]


@pytest.mark.parametrize(("seed", "shape"), [(seed, shape) for seed in SEEDS for shape in SHAPES])
def test_a_question_under_another_name_is_meant_and_found_as_before(
    seed: int, shape: Shape, tmp_path: Path
) -> None:
    faq = make(seed, SIZE, shape, blocks=2)
    numbering = Numbering.of(faq.nav)
    write(faq, tmp_path / "faq", numbering, faq.nav)
    root = tmp_path / "faq"
    before = check(root)
    commit_all(root)
    rng = random.Random(f"{seed} {shape}")
    now: dict[str, str] = {}
    for index, src in enumerate(rng.sample(list(numbering.order), 3)):
        folder, name = rng.choice(("", "billing/", "new/deep/")), f"another-name-{index}"
        done = run(root, "rename", src.removeprefix("faq/"), folder + name)
        if "would lead elsewhere from each" in done.stderr:  # a snippet that pages in two folders include
            folder = ""
            done = run(root, "rename", src.removeprefix("faq/"), name)
        assert not done.stderr
        here = folder or (src.rpartition("/")[0] + "/").removeprefix("faq/")
        now[f"docs/{src}"] = f"docs/faq/{here}{name}.md"
    after = check(root, "--since", "HEAD")
    assert list(map(str, after.problems)) == list(map(str, before.problems)) == []
    assert meant(after) == meant(before, now)
    said = declared(load(read_settings(root / "mkdocs.yml")))
    docs = len("docs/")
    assert {page_address(old[docs:]): new[docs:] for old, new in now.items()} == said.aliases


@pytest.mark.parametrize("shape", SHAPES[1:3])
def test_a_question_that_is_taken_away_leaves_all_other_citations_true(shape: Shape, tmp_path: Path) -> None:
    faq = make(SEEDS[0], SIZE, shape, blocks=2)
    numbering = Numbering.of(faq.nav)
    root = tmp_path / "faq"
    write(faq, root, numbering, faq.nav)
    before = check(root)
    commit_all(root)
    rng = random.Random(shape)
    gone = f"docs/{rng.choice(list(numbering.order))}"
    done = run(root, "retire", gone.removeprefix("docs/faq/"), "--because", "Nobody asks: it is gone.")
    assert not done.stderr
    after = check(root, "--since", "HEAD")
    # What no other page includes is read no more.
    unread = {gone, *faq.page(gone).includes} - {
        name for p in faq.pages if p.path != gone for name in p.includes
    }
    kept = [(at, target) for at, _, target, _ in meant(before) if at not in unread and target != gone]
    assert [(path, target) for path, _, target, _ in meant(after) if target] == kept
    # Whatever cited it is told of, by the command as by a check.
    told = done.stdout.partition("nobody but you can know")[2]
    assert [str(p) for p in after.problems if f"{p.path}:{p.span.line}:{p.span.column}:" not in told] == []
    cited = {r.path for r in before.references if r.target == gone and r.path not in unread}
    assert cited <= {one.path for one in after.problems}
    said = declared(load(read_settings(root / "mkdocs.yml")))
    assert [one.at.address for one in said.gone] == [page_address(gone.removeprefix("docs/"))]


@pytest.mark.parametrize("shape", SHAPES[2:])
def test_a_question_in_another_section_is_meant_as_before(shape: Shape, tmp_path: Path) -> None:
    faq = make(SEEDS[0], 2 * SIZE, shape, blocks=2)
    root = tmp_path / "faq"
    write(faq, root, Numbering.of(faq.nav), faq.nav)
    before = check(root)
    commit_all(root)
    rng = random.Random(shape)
    told: list[str] = []
    while len(told) < 2:
        questions = load(read_settings(root / "mkdocs.yml")).numbered
        moved, into = rng.sample(questions, 2)
        if moved.section != into.section:
            done = run(root, "section", moved.slug, into.section_numbers[-1], "--after", into.slug)
            assert not done.stderr
            told.append(done.stdout)
    after = check(root, "--since", "HEAD")
    # Lists are put in order, so what a page cites may stand in another.
    both = (sorted((at, str(target)) for at, _, target, _ in meant(one)) for one in (before, after))
    assert next(both) == next(both)
    assert [
        str(p) for p in after.problems if f"{p.path}:{p.span.line}:{p.span.column}:" not in told[-1]
    ] == []
