"""Edits of a list in front matter, `aliases: [faq/old/]`: entries put in and taken out, all else kept.

A list is written in brackets, one entry a line, or as one entry alone; what has no list gets one in brackets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from faq.model import Span
from faq.repair.editing import CannotEdit
from faq.repair.mending import Mending
from faq.text.front_matter_keys import FrontMatterKey, entries
from faq.text.page import Page
from faq.text.yaml_nodes import in_flow


def with_entries(page: Page, key: FrontMatterKey[Any], more: Sequence[str]) -> Iterator[Mending]:
    """What puts entries behind those that a list has; nothing where there are none to put in.

    Raises CannotEdit where the front matter is written in another way than between two lines "---".
    """
    front, source = page.front, page.source
    if not more:
        return
    text = ", ".join(map(in_flow, more))
    spans = front.items.get(key.name, ())
    end = _line_end(page)
    if key.name not in front.values:
        line = f"{key.name}: [{text}]{end}"
        if front.inner is not None:
            yield Mending(Span(source, front.inner[1], front.inner[1]), line)
        elif front.values:
            raise CannotEdit(
                f"{source.path}: write the front matter between two lines ---, so that it can grow"
            )
        else:
            yield Mending(Span(source, 0, 0), f"---{end}{line}---{end}{end}")
        return
    whole = front.spans[key.name]
    if not front.values[key.name]:
        yield Mending(whole, f"[{text}]" if whole.text else f" [{text}]")
    elif not spans:
        yield Mending(whole, f"[{in_flow(str(front.values[key.name]))}, {text}]")
    elif whole.text.startswith("["):
        yield Mending(Span(source, spans[-1].end, spans[-1].end), f", {text}")
    else:
        last, behind = _line(spans[-1])
        lead = last.text[: spans[-1].start - last.start]
        unended = "" if last.text.endswith(("\n", "\r")) else end
        lines = "".join(f"{lead}{in_flow(one)}{end}" for one in more)
        yield Mending(Span(source, behind, behind), unended + lines)


def without_entries(page: Page, key: FrontMatterKey[Any], taken: Collection[str]) -> Iterator[Mending]:
    """What takes entries out of a list; of the whole key, where none is left."""
    front = page.front
    found = list(entries(front, key))
    left = [one for one in found if one[0] not in taken]
    if len(left) == len(found):
        return
    whole = front.spans[key.name]
    if not left:
        first, _ = _line(front.keys[key.name])
        _, end = _line(Span(whole.source, whole.start, max(whole.start, whole.end - 1)))
        yield Mending(Span(whole.source, first.start, end), "")
    elif whole.text.startswith("["):
        spans = [span for _, span in found]
        for index, (entry, span) in enumerate(found):
            if entry not in taken:
                continue
            # Its comma goes with it: the one behind, or of the last ones the one before.
            last = all(other in taken for other, _ in found[index:])
            start = spans[index - 1].end if last else span.start
            end = span.end if last else spans[index + 1].start
            yield Mending(Span(span.source, start, end), "")
    else:
        for entry, span in found:
            if entry in taken:
                yield Mending(_line(span)[0], "")


def with_pairs(page: Page, key: FrontMatterKey[Any], more: Mapping[str, str]) -> Iterator[Mending]:
    """What puts pairs behind those of a mapping, `anchors: {old: new}`; nothing where there are none."""
    front, source, end = page.front, page.source, _line_end(page)
    if not more:
        return
    pairs = [f"{in_flow(name)}: {in_flow(value)}" for name, value in more.items()]
    value = front.values.get(key.name)
    if key.name not in front.values:
        if front.inner is None:
            raise CannotEdit(
                f"{source.path}: write its front matter between two lines ---, so that it can grow"
            )
        yield Mending(
            Span(source, front.inner[1], front.inner[1]), f"{key.name}: {{{', '.join(pairs)}}}{end}"
        )
    elif not value:
        whole = front.spans[key.name]
        yield Mending(whole, f"{'' if whole.text else ' '}{{{', '.join(pairs)}}}")
    elif (whole := front.spans[key.name]).text.startswith("{"):
        at = whole.end - 1
        yield Mending(Span(source, at, at), f", {', '.join(pairs)}")
    else:
        last = list(front.inner_keys[key.name].values())[-1]
        lines, behind = _line(last)
        lead = lines.text[: last.start - lines.start]
        unended = "" if lines.text.endswith(("\n", "\r")) else end
        yield Mending(Span(source, behind, behind), unended + "".join(f"{lead}{one}{end}" for one in pairs))


def _line(span: Span) -> tuple[Span, int]:
    """The lines that a span takes, with their ends, and the offset behind them."""
    source = span.source
    first = source.position(span.start)[0] - 1
    last = source.position(max(span.start, span.end - 1))[0]
    end = source.starts[last] if last < len(source.starts) else len(source.text)
    return Span(source, source.starts[first], end), end


def _line_end(page: Page) -> str:
    return next((end for end in ("\r\n", "\n", "\r") if end in page.source.text), "\n")
