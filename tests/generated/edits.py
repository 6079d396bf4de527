"""Edits of a navigation, and what must then be reported and what repairing must make of every page.

All of it follows from the places in the two navigations; nothing is asked of the code under test.
"""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from .boxes import Place, body
from .faqs import number_filling
from .model import (
    SLOT,
    Cite,
    Direction,
    End,
    Entry,
    Faq,
    Nav,
    Numbering,
    Own,
    Page,
    Relative,
    Section,
    Slot,
    Span,
    render,
)
from .phrases import Writer, reference

Kind = Literal["insert", "swap", "move", "delete"]
Claim = Literal["place", "none", "bare"]
"""Of an inserted question: its front matter says its place; has no number; is not there at all."""

GONE = "(?:<!-- faq: gone -->)?"
"""The mark that may follow a number whose question is gone."""
BESIDE = r"(?:<!-- faq: gone \d+(?:\.\d+)* -->)?"
"""The mark that may follow an image whose text or title cites such a question."""
ABOVE = r"(?:# faq: gone \d+(?:\.\d+)*\n)*"
"""The marks that may stand above a description."""
LINES = r"(?:[\s>]*<!-- faq: gone [\d.]+ -->\n)*"
"""The marks that may stand above a line."""
RELATIVE = r"(?:[Tt]he[\s>]+(?:previous|next)[\s>]+question|[Qq]uestion[\s>]+\d+(?:\.\d+)*)"
"""What may stand in the place of `the previous question`."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to the navigation."""

    kind: Kind
    nav: Nav
    path: str
    """The question inserted, moved or deleted, or one of those swapped."""


def _rewritten(nav: Sequence[Entry | Section], change: Mapping[str, Sequence[Entry]]) -> Nav:
    out: list[Entry | Section] = []
    for node in nav:
        if isinstance(node, Section):
            out.append(Section(node.label, _rewritten(node.children, change)))
        else:
            out += change.get(node.path, [node])
    return tuple(out)


def _entries(nav: Sequence[Entry | Section]) -> Iterator[Entry]:
    for node in nav:
        if isinstance(node, Section):
            yield from _entries(node.children)
        elif node.number:
            yield node


def edited(rng: random.Random, nav: Nav, kind: Kind) -> Edit:
    """One edit at random; no section is left empty."""
    entries = list(_entries(nav))
    first, second = rng.sample(entries, 2)
    if kind == "insert":
        new = Entry(rng.choice(("", "A new one")), f"{first.path.rpartition('/')[0]}/brand-new.md", True)
        change = {first.path: rng.choice(([new, first], [first, new]))}
        return Edit(kind, _rewritten(nav, change), new.path)
    if kind == "delete":
        return Edit(kind, _rewritten(nav, {first.path: []}), first.path)
    if kind == "swap":
        if rng.random() < 0.5:
            place = rng.randrange(len(entries) - 1)
            first, second = entries[place], entries[place + 1]
        return Edit(kind, _rewritten(nav, {first.path: [second], second.path: [first]}), first.path)
    change = {first.path: [], second.path: rng.choice(([first, second], [second, first]))}
    return Edit(kind, _rewritten(nav, change), first.path)


def new_page(rng: random.Random, faq: Faq, edit: Edit, claim: Claim) -> Page:
    """The file of an inserted question, whose text cites others."""
    numbering = Numbering.of(faq.nav)
    w = Writer(rng, numbering, None, edit.path.rpartition("/")[0], "brand-new")
    front = {
        "place": ["---", f"number: {w.slot(Own())}", "---"],
        "none": ["---", "tags: [new]", "---"],
        "bare": [],
    }[claim]
    lines = [
        *front,
        "# Is this one new?",
        "",
        reference(w).replace("\ue002", " "),
        "",
        *body(w, Place(), 2, []),
    ]
    return Page(
        f"docs/{edit.path}", "\n".join(lines) + "\n", tuple(w.slots), tuple(w.groups), tuple(w.phrases)
    )


@dataclass(frozen=True, slots=True)
class Wrong:
    """A place in a page that no longer says what it said."""

    index: int
    """The slot."""
    why: str
    lasting: bool
    """Whether repairing cannot mend it, so that it stays reported."""
    alone: bool = True
    """Whether it is to be reported by itself: not the still right end of a range whose other end is wrong."""


def wrong(page: Page, old: Numbering, new: Numbering) -> list[Wrong]:
    """Everything in the page that the edit made wrong."""
    here = page.question or ""
    out: list[Wrong] = []
    for index, slot in enumerate(page.slots):
        match slot:
            case Cite(target):
                if target not in new.numbers:
                    out.append(Wrong(index, f"{target} is gone", True))
                elif new.numbers[target] != old.numbers[target]:
                    moved = f"{target}, {old.numbers[target]}, is now {new.numbers[target]}"
                    out.append(
                        Wrong(index, moved, _broken(page, index, new) and not _cites_gone(page, index, new))
                    )
                elif _broken(page, index, new) and not _cites_gone(page, index, new):
                    out.append(Wrong(index, "a range over sections", True, alone=False))
            case Direction(targets) if all(path in new.numbers for path in (here, *targets)):
                if old.direction(here, targets) != new.direction(here, targets):
                    lasting = new.direction(here, targets) is None
                    out.append(Wrong(index, "the direction has changed", lasting))
            case Relative(step) if here in new.numbers:
                if old.neighbour(here, step) != new.neighbour(here, step):
                    out.append(Wrong(index, "the neighbour is another", False))
            case _:
                pass
    return out


def _broken(page: Page, index: int, new: Numbering) -> bool:
    """Whether the slot is the end of a range that cannot be one any more."""
    group = page.group_of(index)
    if group is None or group.kind != "range":
        return False
    targets = _members(page, group.members)
    return any(path not in new.numbers for path in targets) or len({new.family(path) for path in targets}) > 1


def says_it_still(page: Page, index: int, old: Numbering, new: Numbering) -> bool:
    """Whether the slot's group, in order before, shows the same numbers in order after the edit.

    Where the numbers in the front matter are right already, such a group is right as it stands.
    """
    group = page.group_of(index)
    if group is None or _cites_gone(page, index, new) or _broken(page, index, new):
        return False
    targets = _members(page, group.members)
    before, after = sorted(targets, key=old.place.__getitem__), sorted(targets, key=new.place.__getitem__)
    return targets == before and [old.numbers[p] for p in before] == [new.numbers[p] for p in after]


def _cites_gone(page: Page, index: int, new: Numbering) -> bool:
    """Whether one of the slot's group has no number any more."""
    group = page.group_of(index)
    return group is not None and any(path not in new.numbers for path in _members(page, group.members))


def _members(page: Page, members: Sequence[int]) -> list[str]:
    return [slot.target for slot in (page.slots[index] for index in members) if isinstance(slot, Cite)]


def repaired(page: Page, old: Numbering, new: Numbering) -> dict[int, str | None]:
    """What has to stand in each slot after repairing; None where that is not certain."""
    before, after = number_filling(page, old), number_filling(page, new)
    out: dict[int, str | None] = {}
    for index, slot in enumerate(page.slots):
        if isinstance(slot, Cite) and slot.target not in new.numbers:
            out[index] = before[index]
        else:
            out[index] = after.get(index)
    for group in page.groups:
        targets = _members(page, group.members)
        if (
            any(path not in new.numbers for path in targets)
            or group.kind == "loose"
            or _broken(page, group.members[0], new)
        ):
            out.update(dict.fromkeys(group.members))
        else:
            ordered = sorted(targets, key=new.place.__getitem__)
            out.update({index: new.numbers[path] for index, path in zip(group.members, ordered, strict=True)})
    return out


def matched(page: Page, text: str, filled: Mapping[int, str | None]) -> dict[int, Span] | None:
    """Where the slots lie in a text that has the page's bytes and these numbers; None if it has others."""
    sure = {index: number for index, number in filled.items() if number is not None}
    if len(sure) == len(filled):
        wanted, spans = render(page, lambda index, _: sure[index])
        if wanted == text:
            return spans
    pattern: list[str] = []
    relative = False
    slot: Slot | None = None
    for place, piece in enumerate(SLOT.split(page.template)):
        if place % 2:
            slot = page.slots[int(piece)]
            relative = isinstance(slot, Relative)
            number = filled[int(piece)]
            inner = re.escape(number) if number is not None else r"\d+(?:\.\d+)*|above|below"
            mark = GONE if isinstance(slot, Cite | End) else ""
            pattern.append(f"(?P<s{piece}>{inner}){mark}")
        elif relative:
            pattern.append(RELATIVE)
        else:
            pattern.append(_with_marks(piece, slot))
    found = re.fullmatch("".join(pattern), text)
    if found is None:
        return None
    starts = [0, *(place.end() for place in re.finditer("\n", text))]

    def where(offset: int) -> tuple[int, int]:
        line = next(number for number in range(len(starts), 0, -1) if starts[number - 1] <= offset)
        return line, offset - starts[line - 1] + 1

    return {
        int(name[1:]): Span(*where(found.start(name)), *where(found.end(name))) for name in found.groupdict()
    }


def _with_marks(piece: str, before: Slot | None) -> str:
    """The pattern of a piece of a template, with the marks that may stand where none fits behind a number."""
    out = "".join(
        ABOVE + re.escape(part) if part == "description:" else re.escape(part)
        for part in re.split("(?m)(^description:)", piece)
    ).replace("\\\n", f"\n{LINES}")
    if isinstance(before, Cite) and before.form == "unlinked":
        return re.sub(r"^(\\\]\\\([^)]*\\\)|\"\\\))", lambda found: found[1] + BESIDE, out)
    return out


def difference(page: Page, text: str, filled: Mapping[int, str | None]) -> str:
    """What is otherwise than it has to be, line by line."""

    def number(found: re.Match[str]) -> str:
        known = filled[int(found[1])]
        return "?" if known is None else known

    wanted = SLOT.sub(number, page.template).split("\n")
    out = [f"{page.path} (? is any number)"]
    for kind, low, high, start, stop in difflib.SequenceMatcher(None, wanted, text.split("\n")).get_opcodes():
        if kind != "equal":
            old, new = "\n".join(wanted[low:high]), "\n".join(text.split("\n")[start:stop])
            same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
            begin = max(0, same - 60)
            out += [
                f"line {start + 1}:",
                f"  - {old[begin : same + 60]!r}",
                f"  + {new[begin : same + 60]!r}",
            ]
    return "\n".join(out[:40])


def decoded(page: Page, content: bytes) -> str:
    """The text without its line ends and byte order mark, or with them if they are not the page's own."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode()
    plain = text.replace("\r\n", "\n")
    # Where a wrapped "the previous question" became shorter, or a mark stands on a line of its own, the lines
    # below are not where they were.
    marked = re.search(r"(?m)^(?:#|[\s>]*<!--) faq: gone [\d.]", plain) is not None
    moved = page.newline == "mixed" and (marked or any(isinstance(slot, Relative) for slot in page.slots))
    return plain if moved or page.encode(plain) == content else text
