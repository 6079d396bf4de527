"""Blocks: the boxes that prose can stand in, and the ones that are none.

A block is a list of lines. Boxes nest: each puts its prefix before the lines of its inner blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .model import BREAK, CLOSE, OPEN, Decoy
from .phrases import Writer, hidden, ignored, reference, sentence, shown

Lines = list[str]

STARTS_BLOCK = re.compile(
    r"#|>|[-+*]\s|\||:\s|={2,}|-{3,}|!!!|\?\?\?|```|~~~|\[\^?[^]]*\]:|\*\[|\d+\.\s|<!--"
)
"""What would start another block at the beginning of a line."""
NUMBER_AND_STOP = re.compile(f"{OPEN}\\d+{CLOSE}\\.(\\s|$)")
"""In a list, a line that starts so is the next item."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands."""

    depth: int = 0
    in_list: bool = False
    indent: str = "    "
    included: bool = False
    """In a snippet, which may be included anywhere."""

    @property
    def top(self) -> bool:
        """Whether it certainly stands in no other block."""
        return self.depth == 0 and not self.included

    def inside(self, *, in_list: bool = False) -> Place:
        """The place of what stands within the block."""
        return replace(self, depth=self.depth + 1, in_list=self.in_list or in_list)


def spread(w: Writer, at: Place, text: str) -> Lines:
    """The text on one line or several, broken only where it may be and where no other block begins."""
    chance = w.rng.choice((0, 0, 0.1, 0.4, 1))
    lines = [""]
    for place, piece in enumerate(text.split(BREAK)):
        starts = STARTS_BLOCK.match(piece) or (at.in_list and NUMBER_AND_STOP.match(piece))
        if place and not starts and w.rng.random() < chance:
            lines.append(piece)
        else:
            lines[-1] += (" " if place else "") + piece
    return lines


def prose(w: Writer, count: int = 0) -> str:
    """Some sentences, the first of them never a number that would make a list."""
    sentences = [sentence(w) for _ in range(count or w.rng.choice((1, 1, 2, 3, 5)))]
    return BREAK.join(sentences)


def paragraph(w: Writer, at: Place) -> Lines:
    """Plain prose; now and then a very long line."""
    if w.rng.random() < 0.03:
        return [prose(w, 40).replace(BREAK, " ")]
    return spread(w, at, prose(w))


def stack(*blocks: Lines) -> Lines:
    """Blocks one under the other, a blank line between."""
    out: Lines = []
    for block in blocks:
        out += ([""] if out else []) + block
    return out


def indented(lines: Lines, prefix: str) -> Lines:
    """The lines with a prefix, blank ones left blank."""
    return [prefix + line if line else "" for line in lines]


def _item(w: Writer, at: Place, marker: str, loose: bool) -> Lines:
    inner = at.inside(in_list=True)
    first, *rest = spread(w, inner, prose(w, w.rng.randint(1, 2)))
    follow = w.rng.choice(
        (at.indent, at.indent, "  " if at.indent != "\t" else "\t", "" if not at.in_list else at.indent)
    )
    lines = [marker + first, *(follow + line for line in rest)]
    if loose:
        for _ in range(w.rng.choice((0, 0, 1, 1, 2))):
            lines += ["", *indented(block(w, inner), at.indent)]
    elif at.depth < 2 and w.rng.random() < 0.25:
        lines += indented(bullets(w, replace(inner, depth=3)), at.indent)
    return lines


def _items(w: Writer, at: Place, markers: list[str]) -> Lines:
    loose = at.depth < 3 and w.rng.random() < 0.5
    items = [_item(w, at, marker, loose) for marker in markers]
    return stack(*items) if loose else [line for item in items for line in item]


def bullets(w: Writer, at: Place) -> Lines:
    """A list with bullets."""
    marker = w.rng.choice(("- ", "* ", "+ ", "-   ", "-\t"))
    return _items(w, at, [marker] * w.rng.randint(2, 4))


def ordered(w: Writer, at: Place) -> Lines:
    """A numbered list, whose own numbers cite nothing."""
    space = w.rng.choice((" ", "  "))
    return _items(w, at, [f"{number}.{space}" for number in range(1, w.rng.randint(3, 5))])


def quote(w: Writer, at: Place) -> Lines:
    """A quotation, nested ones among them; some paragraphs go on without the mark."""
    inner = at.inside()
    if at.top and w.rng.random() < 0.25:
        first, *rest = spread(w, at, prose(w, 2))
        return [f"> {first}", *rest]
    blocks = [block(w, inner) for _ in range(w.rng.randint(1, 2))]
    return [f"> {line}" if line else ">" for line in stack(*blocks)]


def admonition(w: Writer, at: Place) -> Lines:
    """A box with a title, open, closed or always open; `question` is one of the kinds."""
    mark = w.rng.choice(("!!!", "!!!", "???", "???+"))
    kind = w.rng.choice(("note", "tip", "question", "warning inline"))
    title = w.rng.choice(("", ' "Good to know"', ' ""' if mark == "!!!" else ' "More"'))
    blocks = [block(w, at.inside()) for _ in range(w.rng.randint(1, 3))]
    gap = [""] if w.rng.random() < 0.3 else []
    return [f"{mark} {kind}{title}", *gap, *indented(stack(*blocks), at.indent)]


def tabs(w: Writer, at: Place) -> Lines:
    """Content tabs."""
    out: Lines = []
    for label in w.rng.sample(("Outlook", "Thunderbird", "Größe", "Apple Mail"), 2):
        blocks = [block(w, at.inside()) for _ in range(w.rng.randint(1, 2))]
        out = (
            stack(out, [f'=== "{label}"', "", *indented(stack(*blocks), at.indent)])
            if out
            else ([f'=== "{label}"', "", *indented(stack(*blocks), at.indent)])
        )
    return out


def table(w: Writer, at: Place) -> Lines:
    """A table; a word at the end of a cell has nothing to do with the number in the next."""

    def cell() -> str:
        return w.rng.choice(
            (lambda: sentence(w), lambda: sentence(w), lambda: "a \\| b, then " + reference(w))
        )()

    trap = w.slot(Decoy(w.rng.choice(list(w.numbering.numbers.values())), False))
    rows = [[cell(), cell()] for _ in range(w.rng.randint(1, 3))] + [["This is the question", f"{trap} days"]]
    rows = [["Case", reference(w) if w.rng.random() < 0.2 else "Answer"], *rows]
    bars = w.rng.random() < 0.7 or any("|" in cell.replace("\\|", "") for row in rows for cell in row)
    lines = [" | ".join(row).replace(BREAK, " ") for row in rows]
    lines.insert(1, w.rng.choice(("--- | ---", ":-- | --:", "----|----")))
    return [f"| {line} |" for line in lines] if bars else lines


def definitions(w: Writer, at: Place) -> Lines:
    """A definition list; a term has nothing to do with the number that its definition starts with."""
    out: Lines = []
    for term in w.rng.sample(("Spam", "Question", "Größe", "Gold support"), 2):
        first, *rest = spread(w, at.inside(in_list=True), prose(w, 2))
        entry = [term, f":{at.indent if at.indent == chr(9) else '   '}{first}", *indented(rest, at.indent)]
        if w.rng.random() < 0.3:
            entry += ["", *indented(spread(w, at.inside(in_list=True), prose(w, 1)), at.indent)]
        out = stack(out, entry) if out else entry
    trap = w.slot(Decoy(str(w.rng.randint(2, 9)), False))
    return stack(out, ["Questions", f":   {trap} days they waited."])


def footnote(w: Writer, at: Place) -> Lines:
    """A paragraph with a footnote mark, and the note, of one paragraph or two."""
    label = w.label()
    first, *rest = spread(w, at, prose(w, 2))
    note = [f"[^{label}]: {first}", *indented(rest, at.indent)]
    if w.rng.random() < 0.5:
        note += ["", *indented(block(w, at.inside()), at.indent)]
    before = spread(w, at, f"{reference(w)[:-1]}[^{label}] and{BREAK}the question[^{label}].")
    return stack(before, note)


def html(w: Writer, at: Place) -> Lines:
    """Markdown within HTML."""
    opening = w.rng.choice(
        (
            '<div markdown="1">',
            "<div markdown>",
            '<div class="grid cards" markdown>',
            '<section markdown="block">',
        )
    )
    closing = f"</{opening[1:].split()[0].rstrip('>')}>"
    inner = [paragraph(w, at)]
    if w.rng.random() < 0.5:
        inner.append(bullets(w, replace(at, depth=3)))
    return [opening, "", *stack(*inner), "", closing]


def fence(w: Writer, at: Place) -> Lines:
    """Fenced code that would be full of references."""
    mark = w.rng.choice(("```", "~~~", "````", "``` text", "~~~~ yaml", '``` { .yaml title="a.yml" }'))
    inner = [
        hidden(w),
        *w.rng.sample(["", "# " + hidden(w), "```" if mark[:4] == "````" else "- x", hidden(w)], 2),
        hidden(w),
    ]
    return [mark, *inner, mark[: 4 if mark[:4] in ("````", "~~~~") else 3]]


def comment(w: Writer, at: Place) -> Lines:
    """A comment over one line or more; with blank lines in it where nothing is around it."""
    if not at.top:
        return [f"<!-- {hidden(w)} -->"]
    gap = [""] if w.rng.random() < 0.5 else []
    return w.rng.choice(
        (
            [f"<!-- {hidden(w)} -->"],
            ["<!--", hidden(w), *gap, hidden(w), "-->"],
            [f"<!-- {hidden(w)}", *gap, "-->"],
        )
    )


def raw(w: Writer, at: Place) -> Lines:
    """Raw HTML: attributes, text, and text that is code."""
    kind = w.rng.choice(("div", "pre", "data", "style", "list", "text"))
    if kind == "pre":
        return [f"<pre>{hidden(w)}", "", hidden(w), "</pre>"]
    if kind == "data":
        return [f"<div data-x='{hidden(w)}'></div>"]
    if kind == "style":
        return ["<style>", f"/* {hidden(w)} */", "</style>"]
    if kind == "list":
        return ["A paragraph with attributes.", f'{{: title="{shown(w)}" }}']
    if kind == "text":
        return ["<div>", f"<p>{shown(w, 'text')}</p>", "</div>"]
    return [f'<div title="{shown(w)}">', "<p>Raw.</p>", "</div>"]


def headings(w: Writer, at: Place) -> Lines:
    """A heading, and under it a paragraph that may begin with a number.

    One that cites has an anchor of its own, or mending it would give it one.
    """
    line = w.rng.choice(
        (
            ["## Questions"],
            ["### Questions ###"],
            ["Questions", "-" * 12],
            [f"## {shown(w, 'text')} {{ #{w.label()} }}"],
        )
    )
    number = w.slot(Decoy(w.rng.choice(list(w.numbering.numbers.values())), False))
    return (
        [*line, "", f"{number} days are enough."] if w.rng.random() < 0.6 else [*line, "", *paragraph(w, at)]
    )


def ends(w: Writer, at: Place) -> Lines:
    """One block ends in the word, and the next begins with a number."""
    number = w.slot(Decoy(str(w.rng.randint(2, 9)), False))
    return w.rng.choice(
        (
            ["Here ends the question", "", f"{number} days are enough."],
            ["- Questions", f"- {number} days are enough."],
            ["1. The first question", "2. The second question", f"3. {number} more"],
            ["!!! question", f"{at.indent}{number} days are enough."],
            ["> Here ends the question", "", f"{number} days are enough."],
        )
    )


def exempt(w: Writer, at: Place) -> Lines:
    """The comment that exempts the line under it."""
    mark = "<!-- faq: ignore -->"
    kind = w.rng.choice(("alone", "middle", "item") if at.top else ("alone",))
    if kind == "middle":
        return ["Before the line.", mark, ignored(w), "After the line."]
    if kind == "item":
        return ["- An item.", "", f"{at.indent}{mark}", f"{at.indent}{ignored(w)}"]
    return [mark, ignored(w)]


def stray(w: Writer, at: Place) -> Lines:
    """A backtick that opens nothing, so that what follows is prose."""
    return [f"A ` stray one. {reference(w)}".replace(BREAK, " ").replace("\\`", "")]


def abbreviation(w: Writer, at: Place) -> Lines:
    """An abbreviation, whose long form is an attribute."""
    label = w.label().upper().replace("-", "X")
    return stack([f"Here is {label} used."], [f"*[{label}]: {shown(w)}"])


Box = Callable[[Writer, Place], Lines]

ANYWHERE: tuple[tuple[int, Box], ...] = (
    (30, paragraph),
    (9, bullets),
    (7, ordered),
    (9, quote),
    (10, admonition),
    (5, tabs),
    (6, table),
    (6, fence),
    (3, comment),
    (3, exempt),
    (2, stray),
    (3, ends),
)
TOP: tuple[tuple[int, Box], ...] = (
    *ANYWHERE,
    (6, definitions),
    (6, footnote),
    (4, html),
    (4, raw),
    (4, headings),
    (3, abbreviation),
)
DEEP: tuple[tuple[int, Box], ...] = ((30, paragraph), (4, fence), (2, comment), (2, exempt))


def block(w: Writer, at: Place) -> Lines:
    """Any block that may stand there."""
    table_ = TOP if at.top else ANYWHERE if at.depth < 2 else DEEP
    make = w.rng.choices([box for _, box in table_], [weight for weight, _ in table_])[0]
    return make(w, replace(at, indent=w.rng.choice(("    ",) * 7 + ("\t",))) if at.depth == 0 else at)


def body(w: Writer, at: Place, count: int, extra: list[Lines]) -> Lines:
    """So many blocks with paragraphs between, the extra ones among them, and the link definitions."""
    blocks = [block(w, at) for _ in range(count)]
    for more in extra:
        blocks.insert(w.rng.randint(0, len(blocks)), more)
    parted: list[Lines] = [paragraph(w, at)]
    for inner in blocks:
        parted += [inner, paragraph(w, at)]
    return stack(*parted, *([w.definitions] if w.definitions else []))
