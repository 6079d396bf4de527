"""Every key of front matter that this project reads, each written once, and what is wrong with its form.

The list of known keys and the JSON Schema for editors are made of these; what a value means is for those to
say who read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten
from typing import Any, Generic, TypeVar

from faq.frozen import record
from faq.kinds import Kind
from faq.model import FrontMatter, Problem, Span
from faq.shapes import Day, Judged, Mapped, Misfit, Several, Shape, Text, WrittenFlag

Read = TypeVar("Read")


@record
class FrontMatterKey(Generic[Read]):
    """A key: how it is written, and what it does."""

    name: str
    shape: Shape[Read]
    """What its value may be, every scalar as it is written."""
    meaning: str
    """What it does."""
    kind: Kind
    """What is told of a value of another form."""
    fix: str
    """What to write instead."""
    twice: str = ""
    """What to do where it is written twice; empty where that is told as of any key."""
    blank: bool = False
    """Whether nothing may stand behind it."""


NUMBER = FrontMatterKey(
    "number",
    Judged({"type": ["number", "string"]}),
    "the question's number, such as 3 or 2.3; leave it to the tools",
    Kind.NUMBER_MALFORMED,
    "run faq fix",
    "take one of the two out",
)
RELATED = FrontMatterKey(
    "related",
    Several(Text("a question's name", ".+"), "a list of questions' names"),
    "the questions that readers want next, by their files' names",
    Kind.BAD_RELATED,
    "write related: [name-of-a-question, name-of-another]",
    "make one list of the two",
    blank=True,
)
REVIEWED = FrontMatterKey(
    "reviewed",
    Day(),
    "the day on which somebody read the answer and found it right: 2026-03-12",
    Kind.BAD_REVIEWED,
    "write year-month-day, or take the line out",
    "keep the later day",
)
OWNER = FrontMatterKey(
    "owner",
    Text("whom to ask, as a text such as anna", r".*\S.*"),
    "whom a notice of a review names: a person or a team",
    Kind.BAD_OWNER,
    'write a name such as owner: anna, in quotes where it begins with @: "@anna"',
    "keep one of the two",
)
KEYWORDS = FrontMatterKey(
    "keywords",
    Several(Text("a text", ".+"), "a list of what readers type", alone=False),
    "what readers type who seek this page",
    Kind.BAD_KEYWORDS,
    "write a list such as keywords: [opening hours, when are you open]",
    "make one list of the two",
)
ALIASES = FrontMatterKey(
    "aliases",
    Several(Text("an address", ".+"), "a list of addresses"),
    "old addresses of this page, such as faq/old/",
    Kind.BAD_ALIAS,
    "write aliases: [faq/old/]",
)
ANCHORS = FrontMatterKey(
    "anchors",
    Mapped(Text("an anchor", ".+"), "a mapping from old anchors to anchors of this page or another"),
    "old anchors, each with the anchor that it leads to, of this page or of another: faq/b/#steps",
    Kind.BAD_ANCHORS,
    "write anchors: {old-anchor: new-anchor}",
)
EXEMPT = FrontMatterKey(
    "faq",
    Text("ignore", "ignore"),
    "`ignore` says that nothing in this page cites a question",
    Kind.UNKNOWN_KEY,
    "write faq: ignore where nothing in the page cites a question, or take it out",
)
DRAFT = FrontMatterKey(
    "draft",
    WrittenFlag(),
    "`true` says that readers do not get the page yet: it has no number and no address, and is not checked",
    Kind.BAD_DRAFT,
    "write draft: true, or take the line out",
)
WANTED = FrontMatterKey(
    "wanted",
    WrittenFlag(),
    "`true` says that the question stands in the search field before anything is typed",
    Kind.UNKNOWN_KEY,
    "write wanted: true, or take the line out",
)
KEYS: tuple[FrontMatterKey[Any], ...] = (
    NUMBER,
    RELATED,
    REVIEWED,
    OWNER,
    KEYWORDS,
    ALIASES,
    ANCHORS,
    EXEMPT,
    DRAFT,
    WANTED,
)
"""What is read in front matter, as text: `reviewed:` is no date to YAML here."""


def form_problems(front: FrontMatter, key: FrontMatterKey[Any]) -> list[Problem]:
    """What is wrong with the form of a key's value, each part at its place; none where that can be read."""
    value = front.values.get(key.name)
    if value is None or (value == "" and key.blank):
        return []
    if key.twice and key.name in front.twice:
        span = first_line(front.spans[key.name])
        return [Problem(key.kind, span, f"{key.name}: is written twice", key.twice)]
    try:
        key.shape.read(value)
    except Misfit as error:
        whole = front.spans[key.name]
        return list(_of_parts(front, key, value)) if error.way else [_misfit(key, error, whole, key.fix)]
    return []


def entries(front: FrontMatter, key: FrontMatterKey[Any]) -> Iterator[tuple[str, Span]]:
    """The texts of a list, or the one alone, with their places; others are left out."""
    value = front.values.get(key.name)
    if isinstance(value, str) and value and isinstance(key.shape, Several) and key.shape.alone:
        yield value, front.spans[key.name]
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, str) and item:
            yield item, front.items[key.name][index]


def pairs(front: FrontMatter, key: FrontMatterKey[Any]) -> Iterator[tuple[str, str, Span]]:
    """The names of a mapping, each with its text and the place of that; others are left out."""
    value = front.values.get(key.name)
    places = front.inner_values.get(key.name, {})
    for name, text in value.items() if isinstance(value, dict) else ():
        if isinstance(text, str) and text and str(name) in places:
            yield str(name), text, places[str(name)]


def first_line(span: Span) -> Span:
    """The first line of what stands there."""
    return Span(span.source, span.start, span.start + len(span.text.split("\n", 1)[0].rstrip()))


def _of_parts(front: FrontMatter, key: FrontMatterKey[Any], value: object) -> Iterator[Problem]:
    """What is wrong with each entry of a list or a mapping."""
    places: Iterable[Span] = ()
    parts: Iterable[object] = ()
    if isinstance(value, list):
        places, parts = front.items[key.name], [[item] for item in value]
    elif isinstance(value, Mapping):
        places, parts = front.inner_keys[key.name].values(), [{name: item} for name, item in value.items()]
    for place, part in zip(places, parts, strict=True):
        try:
            key.shape.read(part)
        except Misfit as error:
            # `- Customer: rejected` is a mapping to YAML.
            colon = isinstance(part, list) and isinstance(part[0], Mapping)
            yield _misfit(key, error, place, "put it in quotes" if colon else key.fix)


def _misfit(key: FrontMatterKey[Any], error: Misfit, span: Span, fix: str) -> Problem:
    told = shorten(span.text, 60, placeholder=" ...")
    if not told.startswith(("[", "{", '"', "'")):
        told = f'"{told}"' if told else "nothing"
    return Problem(key.kind, first_line(span), f"{key.name}: must be {error.wants}, not {told}", fix)
