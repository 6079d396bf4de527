"""The sentence in which something stands, on one line."""

from __future__ import annotations

import re

from faq.model import Span
from faq.patterns import late

ENDS = late(r"[.!?…][\"'”’»)*_]*(?=\s+[^\sa-zà-ÿ])|[。！？]")
"""The end of a sentence: what goes on with a small letter is the same one, as behind "e.g."."""
BEGINS = late(
    r"""[\s>]*(?:
      \#{1,6}\s | [-*+]\s | \d+[.)]\s | :\s | [!?=]{3}\+?\s   # heading, item, definition, box
    | \*?\[\^?[^\]]+\]: | [\w-]+:\s                      # footnote, abbreviation, address, value
    | \| | < | /{3} | -{3} | [`~]{3}                       # row, element, block, rule, code
    )""",
    re.X,
)
"""A line that begins something: a heading, an item, a row of a table, an element, a value."""
HEADING = late(r"[\s>]*#")
LEAD = late(r"(?m)^[\s>]*(?:\#{1,6}\s+|[-*+]\s+|\d+[.)]\s+)?")


def sentence(span: Span) -> str:
    """The sentence of a writer's text that holds a span, less what makes it a heading, an item or a quote."""
    source = span.source
    first = source.position(span.start)[0] - 1
    last = source.position(max(span.start, span.end - 1))[0] - 1
    while first and not _begins(source.lines[first]) and _goes_on(source.lines[first - 1]):
        first -= 1
    heading = HEADING.match(source.lines[last])
    while not heading and last + 1 < len(source.lines) and _goes_on(source.lines[last + 1], behind=True):
        last += 1
    start, end = source.starts[first], source.starts[last] + len(source.lines[last])
    text = source.text[start:end]
    here, behind = span.start - start, span.end - start
    begin = max((m.end() for m in ENDS.finditer(text) if m.end() <= here), default=0)
    stop = next((m.end() for m in ENDS.finditer(text) if m.end() >= behind), len(text))
    return " ".join(LEAD.sub("", text[begin:stop]).split())


def _begins(line: str) -> bool:
    return BEGINS.match(line) is not None


def _goes_on(line: str, behind: bool = False) -> bool:
    """Whether a line is of one piece with its neighbour; one behind must not begin something else."""
    return bool(line.strip(" \t>")) and not (behind and _begins(line))
