"""The summary of a change as Markdown, for the page of a workflow's run (GitHub Flavored Markdown)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from faq.changeset.difference import Difference, Kept, Reworded, Rewording, Rewritten
from faq.changeset.kept_addresses import AddressChange
from faq.changeset.page_weight import Weights
from faq.frozen import record
from faq.model import Question

MOST = 50
"""Lines of one list; what is left out is counted."""
LONGEST = 100_000
"""Characters of a patch that is shown: GitHub refuses a step's summary of more than 1 MiB."""
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$@])")
HEAVIEST = 5

One = TypeVar("One")


@record
class Summary:
    """All that is told of a change."""

    compared: str
    """What it is compared with, in words."""
    counts: str
    """What was read and how much is wrong, in one line."""
    difference: Difference | None
    """None where there is nothing to compare with."""
    addresses: tuple[AddressChange, ...]
    weights: tuple[Weights | None, Weights | None]
    """Of the pages as they were built before, and now; None where nobody built them."""
    patch: str
    """The unified diff of what `faq fix` would change; empty where that is nothing."""
    refused: str = ""
    """Why `faq fix` would change nothing."""


def markdown(summary: Summary) -> str:
    """The summary, from its heading to its last line."""
    parts = ["## What this change does", _text(f"Compared with {summary.compared}: {summary.counts}.")]
    if summary.difference is not None:
        told = [*_difference(summary.difference), *_addresses(summary.addresses)]
        parts += told or ["Nothing that readers see has changed."]
    parts += _weight(*summary.weights)
    parts += _patch(summary.patch, summary.refused)
    return "\n\n".join(parts) + "\n"


def _difference(found: Difference) -> Iterator[str]:
    yield from _list("Questions added", found.added, _question)
    yield from _list("Questions removed", found.removed, _question)
    yield from _list("Questions moved", found.moved, _kept)
    yield from _list("Questions renumbered", found.renumbered, _kept)
    if found.reworded:
        yield f"### Reworded ({len(found.reworded)})"
        for page in found.reworded[:MOST]:
            yield from _reworded(page)
        yield from _more(len(found.reworded))
    yield from _list("References rewritten", found.references, _reference)


def _list(title: str, found: Sequence[One], line: Callable[[One], str]) -> Iterator[str]:
    """A heading with its count, and a list; nothing where there is nothing to list."""
    if found:
        yield f"### {title} ({len(found)})"
        yield "\n".join(f"- {line(one)}" for one in found[:MOST])
        yield from _more(len(found))


def _more(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"… and {count - MOST} more."


def _question(one: Question) -> str:
    return f"{_number(one)} {_text(one.title)} ({_code(one.path)})"


def _number(one: Question) -> str:
    return f"**{_text(one.place)}**" if one.place else "(in no `nav:`)"


def _kept(one: Kept) -> str:
    was = _text(one.then.place or "nowhere")
    section = [" – ".join(side.section) for side in (one.then, one.now)]
    where = f", from “{_text(section[0])}” to “{_text(section[1])}”" if section[0] != section[1] else ""
    return f"{was} → {_number(one.now)} {_text(one.now.title)}{where}"


def _reference(one: Rewritten) -> str:
    line = one.span.source.position(one.span.start)[0]
    place = _code(f"{one.span.source.path}:{line}")
    return f"{place}: {_text(one.then)} → **{_text(one.now)}**, {_text(one.target)}"


def _reworded(page: Reworded) -> Iterator[str]:
    yield f"#### {_text(page.title)} ({_code(page.path)})"
    if not page.passages:
        yield "The page cannot be rendered by itself; read its source."
    for passage in page.passages[:MOST]:
        yield _passage(passage)
    yield from _more(len(page.passages))


def _passage(passage: Rewording) -> str:
    """Before and after, as quotes with a word above each."""
    sides = (("Before", passage.then), ("After", passage.now))
    told = (
        f"{name}:\n\n" + "\n>\n".join(f"> {_text(text)}" for text in texts) for name, texts in sides if texts
    )
    return "\n\n".join(told)


def _addresses(found: Sequence[AddressChange]) -> Iterator[str]:
    yield from _list("Addresses and anchors", found, _address)


def _address(one: AddressChange) -> str:
    fate = f"**{one.fate}**" if one.fate == "lost" else one.fate
    behind = {"led on": f" to {_code(one.told)}", "gone on purpose": f": {_text(one.told)}"}
    return f"{fate}{behind.get(one.fate, '')}: {_code(one.address)}"


def _weight(then: Weights | None, now: Weights | None) -> Iterator[str]:
    """What pages weigh: those that changed, or the heaviest where nobody knows what they weighed."""
    if now is None:
        return
    yield "### Page weight, compressed"
    rows: list[tuple[str, int | None, int | None]]
    if then is None:
        heaviest = sorted(now.pages.items(), key=lambda one: (-one[1], one[0]))[:HEAVIEST]
        rows = [(_page(page), None, size) for page, size in heaviest]
    else:
        both = sorted(then.pages.keys() | now.pages.keys())
        sizes = ((page, then.pages.get(page), now.pages.get(page)) for page in both)
        rows = [(_page(page), old, new) for page, old, new in sizes if old != new][:MOST]
    for name, of in ((f"all {len(now.pages)} pages", _all_pages), ("styles and scripts", _shared)):
        rows.append((name, of(then) if then else None, of(now)))
    yield "\n".join(_table(rows, then is not None))
    if then is None:
        yield f"The {HEAVIEST} heaviest; there is no earlier build to compare with."


def _all_pages(site: Weights) -> int:
    return sum(site.pages.values())


def _shared(site: Weights) -> int:
    return site.shared


def _page(address: str) -> str:
    return _code(address or "index.html")


def _table(rows: Iterable[tuple[str, int | None, int | None]], both: bool) -> Iterator[str]:
    yield "| page | before | now | |" if both else "| page | bytes |"
    yield "|---|--:|--:|--:|" if both else "|---|--:|"
    for name, old, new in rows:
        more = f"{new - old:+,}" if old is not None and new is not None else ""
        cells = (name, _bytes(old), _bytes(new), more) if both else (name, _bytes(new))
        yield f"| {' | '.join(cells)} |"


def _bytes(size: int | None) -> str:
    return "" if size is None else f"{size:,}"


def _patch(patch: str, refused: str) -> Iterator[str]:
    if refused:
        yield "### What `faq fix` would mend"
        yield _text(f"Nothing, before a writer mends this: {refused}")
    elif patch:
        yield "### What `faq fix` would mend"
        if len(patch) > LONGEST:
            yield f"A patch of {len(patch):,} characters, too long for this page: run `faq fix` to see it."
        else:
            yield _fenced(patch, "diff")


def _fenced(text: str, language: str) -> str:
    """A block of code that nothing in it can end (CommonMark 0.31, 4.5)."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip(chr(10))}\n{fence}"


def _code(text: str) -> str:
    """A code span that nothing in it can end, nor a cell of a table (CommonMark 0.31, 6.1)."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence, pad = "`" * (longest + 1), " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{' '.join(text.split())}{pad}{fence}".replace("|", r"\|")


def _text(text: str) -> str:
    """Plain words, with nothing in them that Markdown or HTML takes for its own."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
