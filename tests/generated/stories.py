"""A FAQ on disk whose navigation was edited, and the judgement of what `faq` makes of it."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .command import Problem, check, fix
from .edits import (
    Claim,
    Edit,
    Kind,
    Wrong,
    decoded,
    difference,
    edited,
    matched,
    new_page,
    repaired,
    says_it_still,
    wrong,
)
from .faqs import Shape, between, config_text, make, number_filling, source, write
from .judging import READ, reported
from .model import CLOSE, OPEN, Cite, Direction, Faq, Numbering, Own, Page, Relative, Slot, Span, render
from .sizes import size

Fillings = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as it lies on disk after the edit."""

    page: Page
    filled: Fillings
    """What stands in its slots."""
    fresh: frozenset[int] = frozenset()
    """Slots that were written after the edit, and so by the new numbers."""

    def spans(self) -> dict[int, Span]:
        """Where its references and direction words lie; a relative phrase to its end."""
        _, found = render(self.page, lambda index, _: self.filled[index])
        out: dict[int, Span] = {}
        for index, span in found.items():
            match self.page.slots[index]:
                case Relative():
                    end = found[index + 1]
                    out[index] = Span(span.line, span.column, end.line, end.column)
                case Cite() | Direction():
                    out[index] = span
                case _:
                    pass
        return out

    def wrong(self, story: Story) -> list[Wrong]:
        """Everything in it that the edit made wrong."""
        return [
            one
            for one in wrong(self.page, story.old, story.new)
            if one.index not in self.fresh
            and not (story.arguments and says_it_still(self.page, one.index, story.old, story.new))
        ]


@dataclass(frozen=True, slots=True)
class Story:
    """What was there, what was done, and what the command is told."""

    folder: Path
    faq: Faq
    edit: Edit
    old: Numbering
    new: Numbering
    drafts: tuple[Draft, ...]
    """The pages that are there, but for the inserted one."""
    inserted: Page | None
    arguments: tuple[str, ...] = ()
    """`--since REV`, where the numbers in the front matter were changed by hand."""
    contested: str | None = None
    """The number that two questions claim, so that nobody can know whom it means."""


def edit_navigation(folder: Path, seed: int, shape: Shape, kind: Kind, how: Claim | bool) -> Story:
    """Write a FAQ, edit its navigation, and nothing else but to add the file of an inserted question.

    `how` is what an inserted question says of its number, or whether the file of a deleted one goes too.
    """
    faq = make(seed, size(seed, shape), shape, blocks=3)
    rng = random.Random(f"{seed} {shape} {kind} {how}")
    edit = edited(rng, faq.nav, kind)
    old, new = Numbering.of(faq.nav), Numbering.of(edit.nav)
    write(faq, folder, old, faq.nav)
    (folder / "mkdocs.yml").write_text(config_text(faq, edit.nav), encoding="utf-8")
    inserted = None
    if isinstance(how, str):
        inserted = new_page(rng, faq, edit, how)
        both = Numbering({**old.numbers, edit.path: new.numbers[edit.path]})
        (folder / inserted.path).write_bytes(inserted.encode(source(inserted, both)[0]))
    pages = _left(folder, faq, edit) if how is True else _read(faq)
    drafts = tuple(Draft(page, number_filling(page, old)) for page in pages)
    contested = new.numbers[edit.path] if how == "place" else None
    return Story(folder, faq, edit, old, new, drafts, inserted, contested=contested)


def _read(faq: Faq) -> list[Page]:
    return [page for page in faq.pages if not page.path.startswith(READ)]


def _left(folder: Path, faq: Faq, edit: Edit) -> list[Page]:
    """Delete the question's file; the pages that are left, without the snippets that only it included."""
    (folder / "docs" / edit.path).unlink()
    pages = [page for page in _read(faq) if page.path != f"docs/{edit.path}"]
    included = {snippet for page in pages for snippet in page.includes}
    return [page for page in pages if page.path.startswith("docs/") or page.path in included]


def renumber_by_hand(folder: Path, seed: int, shape: Shape, kind: Kind) -> Story:
    """Commit a FAQ, edit its navigation, and change the numbers in the front matter by hand as well.

    The references stay, but some pages get a new sentence, and some are wholly corrected by hand.
    """
    faq = make(seed, size(seed, shape), shape, blocks=3)
    rng = random.Random(f"{seed} {shape} {kind} by hand")
    edit = edited(rng, faq.nav, kind)
    old, new = Numbering.of(faq.nav), Numbering.of(edit.nav)
    write(faq, folder, old, faq.nav)
    _commit(folder)
    (folder / "mkdocs.yml").write_text(config_text(faq, edit.nav), encoding="utf-8")
    inserted = None
    if kind == "insert":
        inserted = new_page(rng, faq, edit, "place")
        (folder / inserted.path).write_bytes(inserted.encode(source(inserted, new)[0]))
    pages = _left(folder, faq, edit) if kind == "delete" else _read(faq)
    drafts = tuple(_by_hand(rng, faq, page, old, new) for page in pages)
    for draft in drafts:
        text, _ = render(draft.page, lambda index, _, filled=draft.filled: filled[index])  # type: ignore[misc]
        (folder / draft.page.path).write_bytes(draft.page.encode(text))
    return Story(folder, faq, edit, old, new, drafts, inserted, ("--since", "HEAD"))


def _commit(folder: Path) -> None:
    identity = ("-c", "user.name=Writer", "-c", "user.email=writer@faq.example", "-c", "commit.gpgsign=false")
    for line in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "The FAQ"]):
        subprocess.run(["git", *identity, *line], cwd=folder, check=True)


def _by_hand(rng: random.Random, faq: Faq, page: Page, old: Numbering, new: Numbering) -> Draft:
    """The page as someone leaves it who changes its number, and now and then its text."""
    added: frozenset[int] = frozenset()
    if page.question and rng.random() < 0.2:
        added = frozenset((len(page.slots),))
        page = _with_sentence(rng, faq, page, new)
    fresh = frozenset(index for index, slot in enumerate(page.slots) if isinstance(slot, Own)) | added
    before, after = number_filling(page, old), number_filling(page, new)
    corrected = repaired(page, old, new)
    beyond = any(one.lasting or isinstance(page.slots[one.index], Relative) for one in wrong(page, old, new))
    if rng.random() < 0.2 and not beyond and all(corrected[index] is not None for index in corrected):
        return Draft(page, {index: text or "" for index, text in corrected.items()}, frozenset(corrected))
    filled = {index: after.get(index, before[index]) if index in fresh else before[index] for index in before}
    return Draft(page, filled, fresh)


def _with_sentence(rng: random.Random, faq: Faq, page: Page, new: Numbering) -> Page:
    """The page with a new sentence under its heading, which cites a question by its new number."""
    targets = [path for path in new.order if path != page.question and path in faq.titles]
    slots: tuple[Slot, ...] = (*page.slots, Cite(rng.choice(targets), "text"))
    title = page.template.index(faq.titles[page.question or ""])
    place = page.template.index("\n\n", title)
    sentence = f"\n\nAdded by hand: see question {OPEN}{len(slots) - 1}{CLOSE}."
    return replace(page, template=page.template[:place] + sentence + page.template[place:], slots=slots)


def judge_check(story: Story) -> None:
    """All that the edit made wrong is reported, and nothing else."""
    report = check(story.folder, *story.arguments)
    assert report.code == 1
    missed, idle = [], []
    for draft in story.drafts:
        here = [problem for problem in report.problems if problem.path == draft.page.path]
        spans = draft.spans()
        bad = [(spans[one.index], one.why) for one in draft.wrong(story) if one.index in spans and one.alone]
        missed += [
            f"{draft.page.path}:{span.line}:{span.column}: {why}"
            for span, why in bad
            if not reported(here, draft.page.path, span)
        ]
        if draft.page.question != story.edit.path:
            idle += [
                str(problem) for problem in here if _is_idle(problem, draft.page, [span for span, _ in bad])
            ]
    assert not missed, f"{len(missed)} not reported:\n" + "\n".join(missed[:10])
    assert not idle, f"{len(idle)} reported, but right:\n" + "\n".join(idle[:10])


def _is_idle(problem: Problem, page: Page, bad: list[Span]) -> bool:
    """Whether a problem lies in the text of the page, but where nothing is wrong."""
    to_deleted_file = problem.code == "broken-link"
    in_text = problem.span.line > _front_matter(page)
    return in_text and not to_deleted_file and not any(problem.span.covers(span) for span in bad)


def _front_matter(page: Page) -> int:
    """The last line of the page's front matter, or 0."""
    lines = page.template.split("\n")
    if lines[0] != "---":
        return 0
    return next(place for place, line in enumerate(lines[1:], 2) if line in ("---", "..."))


def judge_fix(story: Story) -> None:
    """`faq fix` mends every page, changes nothing else, and a second run changes nothing."""
    first = fix(story.folder, *story.arguments)
    after = _files(story.folder)
    report = check(story.folder, *story.arguments)
    lasting = [one for draft in story.drafts for one in _judge_page(story, draft)]
    silent = [
        f"{path}:{span.line}:{span.column}: {why}"
        for path, span, why in lasting
        if not reported(report.problems, path, span)
    ]
    assert not silent, f"{len(silent)} wrong, but no longer reported:\n" + "\n".join(silent[:10])
    if story.contested is None:
        rest = [str(problem) for problem in report.problems if _is_mendable(story, problem, lasting)]
        assert not rest, f"{len(rest)} left that could be mended:\n" + "\n".join(rest[:10])
    assert first.returncode == report.code, f"fix exits {first.returncode}, check exits {report.code}"
    unplaced = {f"docs/{story.edit.path}"} if story.edit.kind == "delete" else set()
    placed = {path: number for path, number in report.questions.items() if path not in unplaced}
    assert placed == {f"docs/{path}": number for path, number in story.new.numbers.items()}
    if story.inserted:
        _judge_new_page(story, story.inserted)

    second = fix(story.folder, *story.arguments)
    again = _files(story.folder)
    assert {path for path in after if after[path] != again.get(path)} == set(), (
        "a second run changed something"
    )
    assert second.returncode == first.returncode, "a second run exits otherwise"


def _files(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts
    }


def _is_mendable(story: Story, problem: Problem, lasting: list[tuple[str, Span, str]]) -> bool:
    deleted = problem.path in (f"docs/{story.edit.path}", "mkdocs.yml") or problem.code == "broken-link"
    if deleted and story.edit.kind == "delete":
        return False
    return not any(problem.path == path and problem.span.covers(span) for path, span, _ in lasting)


def _judge_page(story: Story, draft: Draft) -> list[tuple[str, Span, str]]:
    """The page has the bytes it has to have; what could not be mended, with the reason."""
    page = draft.page
    text = decoded(page, (story.folder / page.path).read_bytes())
    filled = repaired(page, story.old, story.new)
    doubtful = [
        index
        for index, slot in enumerate(page.slots)
        if story.contested and _meant(page, slot, story.old) == story.contested
    ]
    for index in doubtful:
        group = page.group_of(index)
        filled.update(dict.fromkeys(group.members if group else (index,)))
    where = matched(page, text, filled)
    assert where is not None, f"{page.path} is not as it has to be:\n{difference(page, text, filled)}"
    lines = text.split("\n")
    lasting = [
        (page.path, where[one.index], one.why)
        for one in draft.wrong(story)
        if one.lasting and one.index in where
    ]
    lasting += [
        (page.path, where[index], "claimed by two")
        for index in doubtful
        if index in where and between(lines, where[index]) != _meant(page, page.slots[index], story.new)
    ]
    if not draft.fresh.issuperset(where):
        lasting += _unmended(story, page, lines, where)
    return lasting


def _meant(page: Page, slot: Slot, numbering: Numbering) -> str | None:
    """The number that belongs into a slot for a number."""
    if isinstance(slot, Own):
        return numbering.numbers.get(page.question or "")
    return numbering.numbers.get(slot.target) if isinstance(slot, Cite) else None


def _unmended(
    story: Story, page: Page, lines: list[str], where: Mapping[int, Span]
) -> list[tuple[str, Span, str]]:
    """The phrases like "the previous question" that do not mean whom they meant."""
    out = []
    here = page.question or ""
    for index, slot in enumerate(page.slots):
        if not isinstance(slot, Relative) or index not in where or here not in story.new.numbers:
            continue
        start, end = where[index], where[index + 1]
        span = Span(start.line, start.column, end.line, end.column)
        text = between(lines, span)
        wanted = story.old.neighbour(here, slot.step)
        if "previous" in text or "next" in text:
            means = story.new.neighbour(here, -1 if "previous" in text else 1)
        else:
            means = next(
                (path for path, number in story.new.numbers.items() if number == text.split()[-1]), None
            )
        if means != wanted:
            out.append((page.path, span, f"{text!r} means {means}, and meant {wanted}"))
    return out


def _judge_new_page(story: Story, page: Page) -> None:
    """The inserted page has its number, and its text cites whom it cited."""
    text = (story.folder / page.path).read_bytes().decode()
    number = story.new.numbers[story.edit.path]
    front = rf"---\n(?:.*\n)*?number: [\"']?{re.escape(number)}[\"']?\n(?:.*\n)*?---\n"
    assert re.match(front, text), text[:200]
    start, place = text.index("# Is this one new?"), page.template.index("# Is this one new?")
    body = replace(page, template=page.template[place:])
    filled = repaired(body, story.old, story.new)
    for index, slot in enumerate(page.slots):
        if story.contested and _meant(page, slot, story.old) == story.contested:
            group = page.group_of(index)
            filled.update(dict.fromkeys(group.members if group else (index,)))
    assert matched(body, text[start:], filled) is not None, difference(body, text[start:], filled)
