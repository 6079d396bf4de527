"""A page of parts becomes questions in sections, and what is around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from faq.importing.definitions import shared_out
from faq.importing.numbers import above, headed, prefixes
from faq.importing.old_numbers import OldNumbers, counted, numbering
from faq.importing.records import HeadedPart, OldFaq, OldPage, OldQuestion, UnreadableError
from faq.importing.sheet import parts
from faq.importing.shown import words
from faq.importing.which_ask import questions

ENTRY = re.compile(
    r"[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]+(?P<before>[^\[\n]*)\[(?P<text>[^\n]*)\]\(#(?P<to>[^)\s]+)\)[ \t]*"
)
"""A line of contents: "- 1. [How ...?](#how)"."""


def gathered(sheet: OldPage, name: str) -> OldFaq:
    """The FAQ on one page; `name` is its title where it has none.  Raises UnreadableError."""
    found = parts(sheet)
    heads = [headed(part.heading) for part in found]
    asked = questions(found, heads)
    if not asked:
        raise UnreadableError(
            "no question was found: write each as a heading that ends with a question mark or begins with a "
            'number, as a term of a definition list, or, in a text, behind "Q:", "Subject:" or a number'
        )
    return _Walk(sheet, found, numbering(found, asked), asked).gathered(name)


@dataclass(slots=True)
class _Walk:
    """One pass over the parts."""

    sheet: OldPage
    found: Sequence[HeadedPart]
    numbering: OldNumbers
    asked: set[int]
    title: str = ""
    lead: list[str] = field(default_factory=list)
    out: list[OldQuestion] = field(default_factory=list)
    inner: list[HeadedPart] = field(default_factory=list)
    stack: list[HeadedPart] = field(default_factory=list)
    open: HeadedPart | None = None
    dropped: list[str] = field(default_factory=list)
    section_anchors: dict[str, int] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    """Those of the questions so far."""
    numbered: frozenset[int] = frozenset()
    """The parts, by `id`, that are sections with a number."""

    def gathered(self, name: str) -> OldFaq:
        self.numbered = frozenset(id(self.found[place]) for place in self.numbering.sections.values())
        targets = {a: words(part.plain) for part in reversed(self.found) for a in part.anchors}
        for place, part in enumerate(self.found):
            if place in self.asked:
                self._question(place, part)
            elif self.open is not None and part.level > self.open.level:
                self.inner.append(part)
            else:
                self._beside(place, part, targets)
        self._close()
        heads = [self.numbering.heads[place] for place in sorted(self.asked)]
        seen = dict.fromkeys(word for head in heads if head.number for word in head.word.split())
        lead, *bodies = shared_out(["\n\n".join(filter(None, self.lead)), *(one.body for one in self.out)])
        whole = [replace(one, body=body) for one, body in zip(self.out, bodies, strict=True)]
        asked, odd = counted(whole, self.numbering)
        return OldFaq(
            self.title or self.sheet.title or name,
            lead,
            asked,
            self.numbering.form,
            tuple(seen),
            self.section_anchors,
            (*self.sheet.dropped, *self.dropped),
            (*self.sheet.odd, *odd),
            self.sheet.language,
        )

    def _question(self, place: int, part: HeadedPart) -> None:
        self._close()
        head = self.numbering.heads[place]
        self.dropped.append(head.word)
        scheme = self.numbering.form
        below = scheme.endswith(")") and bool(head.number) and above(head.number) in self.numbers
        plain = headed(part.plain).title if head.title != part.heading else part.plain
        sections = self._sections(head.number, below)
        self.open = part
        self.numbers.add(head.number)
        self.out.append(OldQuestion(head.title, plain, part.body, head.number, sections, below, part.anchors))

    def _sections(self, number: str, below: bool) -> tuple[str, ...]:
        """The titles above a question: by its number where that has sections, else by the headings."""
        by_heading = tuple(map(self._section_title, self.stack))
        by_number = prefixes(number, below)
        if not by_number or (not self.numbering.form and len(by_heading) >= len(by_number)):
            return by_heading
        if len(by_heading) == len(by_number):
            return by_heading
        named = self.numbering.sections
        return tuple(
            self._section_title(self.found[named[one]]) if one in named else one for one in by_number
        )

    def _section_title(self, part: HeadedPart) -> str:
        return headed(part.plain).title if id(part) in self.numbered else part.plain

    def _close(self) -> None:
        """Put the headings below the open question into its answer, the highest on level 2."""
        if self.inner:
            top = min(part.level for part in self.inner)
            own = [self.out[-1].body, *(_written(part, part.level - top + 2) for part in self.inner)]
            self.out[-1] = replace(self.out[-1], body="\n\n".join(filter(None, own)))
        self.open, self.inner = None, []

    def _beside(self, place: int, part: HeadedPart, targets: Mapping[str, Counter[str]]) -> None:
        """What is no question's: the page's title, a section's heading, or text around the questions."""
        self._close()
        body, contents = without_contents(part.body, targets)
        self.dropped += contents
        self.stack = [one for one in self.stack if one.level < part.level]
        if part.level == 1 and not self.title and place == 1 and self._only(part.level):
            self.title = part.plain
            self.lead.append(body)
        elif part.level == 0:
            self.lead.append(body)
        elif self._holds(place):
            self.stack.append(part)
            head = self.numbering.heads[place]
            self.dropped += [head.word, head.number]
            self.section_anchors |= dict.fromkeys(part.anchors, len(self.out))
            self.lead.append(f"## {part.heading}\n\n{body}" if body.strip() else "")
        elif contents and not body.strip():
            self.dropped.append(part.plain)
        else:
            self.lead.append(_written(replace(part, body=body), 2))

    def _only(self, level: int) -> bool:
        return sum(part.level == level for part in self.found) == 1

    def _holds(self, place: int) -> bool:
        """Whether questions stand below a heading, before the next one that is as high."""
        for after in range(place + 1, len(self.found)):
            if after in self.asked:
                return True
            if self.found[after].level <= self.found[place].level:
                return False
        return False


def _written(part: HeadedPart, level: int) -> str:
    """A part that is no question's own heading, with every target that led to it."""
    own = f" {{#{part.anchors[0]}}}" if part.anchors else ""
    more = "".join(f'<a id="{anchor}"></a>' for anchor in part.anchors[1:])
    return f"{'#' * min(6, level)} {more}{part.heading}{own}\n\n{part.body}".rstrip()


def without_contents(body: str, targets: Mapping[str, Counter[str]]) -> tuple[str, list[str]]:
    """A text without its lines of contents, and these: each says no more than where it leads to."""
    kept, contents = [], []
    for line in body.split("\n"):
        m = ENTRY.fullmatch(line)
        if m and m["to"] in targets and words(f"{m['before']} {m['text']}") <= targets[m["to"]]:
            contents.append(f"{m['before']} {m['text']}")
        else:
            kept.append(line)
    return "\n".join(kept).strip("\n") if contents else body, contents
