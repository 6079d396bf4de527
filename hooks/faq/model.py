"""The records of the project, readable as a glossary.

Positions are kept as offsets into a source's text (code points) and become 1-based lines and columns
only where they are reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Literal

from faq.frozen import record
from faq.kinds import Kind

LINE_END = re.compile(r"\r\n|\r|\n")


@record
class Source:
    """A text file as it was read, every byte of it kept."""

    path: str
    """Relative to the folder of `mkdocs.yml`, with forward slashes."""
    text: str
    """What the file says, without a byte order mark, line ends as they are."""
    bom: bool = False
    """Whether the file began with a byte order mark, which is written back."""

    def __repr__(self) -> str:
        """Without what it says, which is long."""
        return f"Source(path={self.path!r}, bom={self.bom!r})"

    @classmethod
    def as_built(cls, path: str, text: str = "") -> Source:
        """A file of the finished site, for what is found in no file of a writer's."""
        return cls(f"{path} (as built)", text)

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if "\r" not in self.text:
            return [0, *accumulate(len(line) + 1 for line in self.lines[:-1])]
        return [0, *(m.end() for m in LINE_END.finditer(self.text))]

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        if "\r" not in self.text:
            return self.text.split("\n")
        return LINE_END.split(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an offset; columns count code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    @property
    def whole(self) -> Span:
        """What a problem of the file as a whole points at: its first character."""
        return Span(self, 0, 1)

    def line(self, number: int) -> Span:
        """What stands on a line, counted from 1, between the spaces at its ends."""
        text, start = self.lines[number - 1], self.starts[number - 1]
        return Span(self, start + len(text) - len(text.lstrip()), start + max(1, len(text.rstrip())))


@record
class Span:
    """A stretch of a source: what a problem or a reference points at."""

    source: Source
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""

    @property
    def text(self) -> str:
        """What is written there, line ends included."""
        return self.source.text[self.start : self.end]

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes two spans the same, and how they sort."""
        return self.source.path, self.start, self.end


@record
class Question:
    """A page that answers one question."""

    path: str
    """The page's file, relative to the folder of `mkdocs.yml`."""
    src: str
    """The page's file, relative to the docs folder."""
    title: str
    """The level-1 heading as plain text; the file's name where there is none."""
    label: str
    """What the navigation calls it; the title where it has no other name."""
    number: str | None
    """What the front matter says: the number that the text means."""
    place: str | None
    """What the order in `nav:` says; None for a page in no `nav:`."""
    slug: str = ""
    """Its name in anchors and on the command line: its file's name, or its path where two share one."""
    section: tuple[str, ...] = ()
    """The titles in `nav:` above it that take part in the number."""
    section_numbers: tuple[str, ...] = ()
    """The number of each of these sections."""


Side = Literal["above", "below"]
Doubt = Literal["unread", "undecided"]


@record
class Turn:
    """A word that depends on the order of the questions, and the word that says the opposite."""

    word: str
    """As it is written: "previous", "Above"."""
    other: str
    """In small letters."""


@record
class Neighbour:
    """How "the previous question" is put together."""

    turn: Turn
    noun: str
    behind: bool
    """Whether the word stands behind the noun, where a number can take its place."""
    glued: bool
    """Whether a number touches the noun: 質問3."""


Thing = Literal["question", "section"]
"""What a number is of."""
Form = Literal["text", "link", "relative", "unlinked"]
"""How a citation stands in its page; "unlinked" is text where no link can stand, such as a label."""
Status = Literal["own", "external", "ignored"]


@record
class Insertion:
    """A text to put in at a place."""

    span: Span
    """The place, which is empty."""
    text: str


@record
class Citation:
    """One cited number, or one "the previous question", where it stands in the text."""

    number: str
    """What is written: "3", "2.3", "0123", or "previous" or "next"."""
    span: Span
    """The number itself; the whole phrase of a relative reference."""
    shown: Span
    """What a problem underlines: the word with its first number, or a later number alone."""
    form: Form
    phrase: int
    """Which phrase of its page it belongs to."""
    link: str | None = None
    """The destination of the handwritten link that holds it."""
    raw: bool = False
    """Whether that link is raw HTML, which leads to addresses of the built site."""
    gone: bool = False
    """Whether a mark (`<!-- faq: gone -->`) says that its question was deleted."""
    neighbour: Neighbour | None = None
    """Of a relative reference: its words."""
    mark: Insertion | None = None
    """What would say so; None where no mark can stand."""
    cites: Thing = "question"
    """What the word before the number names."""


@record
class Phrase:
    """What a writer wrote at one place: "questions 3, 4 and 6 above"."""

    citations: tuple[Citation, ...]
    joins: tuple[Literal["list", "range"], ...]
    """What stands between one citation and the next."""
    status: Status
    direction: Span | None
    """The word "above" or "below" that goes with it."""
    side: Side | None = None
    """Which of the two it says."""
    turn: Turn | None = None
    """The word, and what the other side is called."""

    @property
    def span(self) -> Span:
        """Where it begins."""
        return self.citations[0].shown


@record
class Link:
    """A link or an image written by hand."""

    destination: str
    span: Span
    """The whole of `[text](destination)`."""
    image: bool
    text: str
    raw: bool = False
    """Whether the span covers the destination alone (a definition, raw HTML)."""
    to: Span | None = None
    """The destination itself; None where it stands elsewhere, in the definition of `[text][name]`."""


@record
class Heading:
    """A heading of a page."""

    level: int
    """1 to 6; 7 in a list, a quote or a box, where it is none of the page's own."""
    title: str
    """As readers see it."""
    written: str
    """Its Markdown, less the marks that make it a heading."""
    span: Span


@record
class FrontMatter:
    """What stands between the two `---` at the top of a page."""

    values: Mapping[str, object] = field(default_factory=dict)
    """Top-level keys; scalars as text, exactly as written."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Where the value of each key stands."""
    items: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    """Where the entries stand of each value that is a list."""
    twice: Mapping[str, Span] = field(default_factory=dict)
    """Top-level keys that are written more than once, each where it is written again."""
    inner: tuple[int, int] | None = None
    """Offsets of the YAML between the fences; None where there is no front matter."""
    end: int = 0
    """Offset at which the page's own text begins."""
    keys: Mapping[str, Span] = field(default_factory=dict)
    """Where each key itself stands; not told where there is nothing but a number."""
    inner_keys: Mapping[str, Mapping[str, Span]] = field(default_factory=dict)
    """Where the keys stand of each value that is a mapping."""
    twice_inside: tuple[tuple[str, Span], ...] = ()
    """Keys that are written more than once in a mapping further inside."""
    inner_values: Mapping[str, Mapping[str, Span]] = field(default_factory=dict)
    """Where the texts stand that the keys of such a mapping have."""

    @property
    def number(self) -> str | None:
        """The question's number, which stands there itself: through an alias nothing could change it."""
        said = self.values.get("number")
        written = isinstance(said, str) and not self.spans["number"].text.startswith("*")
        return str(said).strip() if written else None

    @property
    def draft(self) -> bool:
        """Whether readers do not get the page yet."""
        return str(self.values.get("draft")).lower() == "true"


@record
class Problem:
    """A finding: what is wrong, where, and what to write instead."""

    kind: Kind
    span: Span
    message: str
    fix: str = ""
    """What to write instead; empty where nobody can know."""
    notes: tuple[str, ...] = ()
    """What else helps: what was meant, what is near."""

    @property
    def code(self) -> str:
        """The name of its kind in reports."""
        return self.kind.code

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """The order of a report: by file, then by place."""
        return (*self.span.key, self.code, self.message)


@record
class Today:
    """The day by which days in the text are judged, in UTC."""

    day: date
    """Ages are counted up to it: the clock's, or SOURCE_DATE_EPOCH's, which makes builds reproducible."""
    latest: date
    """What is behind this is yet to come: the clock's day, where that is the later one.

    `make build` is dated by the commit, and a writer may well have read an answer since.
    """


@record
class Reference:
    """A citation and the question that it means."""

    citation: Citation
    target: Question | None


Standing = Literal["own", "external", "ignored", "unread", "undecided", "code"]
"""What becomes of something that may cite a question: only our own are linked, judged and mended."""


@record
class Mention:
    """Something that cites a question, or looks as if it did."""

    span: Span
    """The number, or all of what is not understood."""
    shown: Span
    """What says it: the word with its number."""
    sentence: str
    """Where it stands, on one line."""
    standing: Standing
    form: Form | None = None
    """None where it was not read."""
    number: str | None = None
    target: Question | None = None
    """The question that is meant, or the section in its form; None where there is none."""
    cites: Thing = "question"
    """What the word before the number names."""


@record
class Report:
    """All that one pass found."""

    questions: tuple[Question, ...]
    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    external: int
    ignored: int
    notices: tuple[str, ...] = ()
    """What is good to know and is no problem."""
    hints: tuple[Problem, ...] = ()
    """What the team should see to some day: findings whose level is "notice"."""

    @property
    def counts(self) -> dict[str, int]:
        """What was read and what was found, by name."""
        return {
            "questions": len(self.questions),
            "references": len(self.references),
            "external": self.external,
            "ignored": self.ignored,
            "problems": len(self.problems),
        }
