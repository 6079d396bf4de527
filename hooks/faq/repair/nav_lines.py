"""Edits of `nav:`, every other byte of the configuration kept.

The YAML's nodes say where each entry stands; its lines are then moved as they are, so that comments, quotes
and indents of the whole file stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from faq.book.mkdocs_yml import ConfigurationError, plain_data, read_own
from faq.book.nav import normal
from faq.edits import Edit, edited
from faq.frozen import record
from faq.model import Source, Span
from faq.repair.editing import CannotEdit
from faq.text.yaml_nodes import Fields, Items, Node, place_of

LineEdit = tuple[int, int, list[str]]
"""Whole lines in the place of others: the index of the first, the one behind the last, and the new lines."""
ON_ONE_LINE = "nav: is written on one line; write one `- page` a line"


@record
class NavLines:
    """An entry of `nav:`, a page or a section: the lines that it takes."""

    src: str | None
    """A page's source path; None for a section."""
    first: int
    """Index of its first line, comments right above it included."""
    last: int
    """Index behind its last line."""
    indent: str
    """What stands before its dash."""
    title: str | None = None
    label: Span | None = None
    """Where its title is written."""
    target: Span | None = None
    """Where its page is written."""
    inside: tuple[NavLines, ...] = ()


def tree(config: Source) -> tuple[NavLines, ...]:
    """What `nav:` holds.  Raises CannotEdit where it cannot be edited line by line."""
    nav = read_own(config).get("nav")
    if not isinstance(nav, Items):
        raise CannotEdit(f"{config.path} has no nav: list of its own; add one first")
    return tuple(_walk(config, nav))


def entries(config: Source) -> list[NavLines]:
    """Every page in `nav:`.  Raises CannotEdit as `tree` does."""
    return [entry for entry in everything(tree(config)) if entry.src is not None]


def everything(nav: Sequence[NavLines]) -> Iterator[NavLines]:
    """Pages and sections, in order."""
    for entry in nav:
        yield entry
        yield from everything(entry.inside)


def _walk(config: Source, nav: Items) -> Iterator[NavLines]:
    if nav.flow:
        raise CannotEdit(f"{place_of(nav.span)}: {ON_ONE_LINE}")
    for item in nav.items:
        if isinstance(item.value, str):
            yield replace(_entry(config, item), src=normal(item.value), target=item.span)
        elif isinstance(item, Fields):
            for pair in item.pairs:
                named = replace(_entry(config, item), title=str(pair.key.value), label=pair.key.span)
                if isinstance(pair.value, Items):
                    inside = tuple(_walk(config, pair.value))
                    last = max((named.last, *(one.last for one in inside)))
                    yield replace(named, inside=inside, last=last)
                elif isinstance(pair.value.value, str) and len(item.pairs) == 1:
                    yield replace(named, src=normal(pair.value.value), target=pair.value.span)


def _entry(config: Source, item: Node) -> NavLines:
    line = config.position(item.span.start)[0] - 1
    m = re.match(r"[ ]*(?=-[ ])", config.lines[line])
    if m is None:
        raise CannotEdit(f"{place_of(item.span)}: {ON_ONE_LINE}")
    first = line
    while first and re.match(rf"{m.group()}#", config.lines[first - 1]):
        first -= 1
    last = line + 1
    deeper = re.compile(rf"{m.group()}[ ]+\S")
    while last < len(config.lines) and deeper.match(config.lines[last]):
        last += 1
    return NavLines(None, first, last, m.group())


def insert(config: Source, new: str, after: str | None, first: str | None, label: str | None) -> str:
    """The configuration with a new entry behind the page `after`, or before the page `first`."""
    known = entries(config)
    anchor = next((e for e in known if e.src == (after or first)), None)
    if anchor is None:
        raise CannotEdit(f"{after or first} does not stand in nav: of {config.path}")
    entry = f"- {as_scalar(label)}: {new}" if label else f"- {new}"
    at = anchor.last if after else anchor.first
    return with_lines(config, [(at, at, [anchor.indent + entry])])


def move(config: Source, src: str, after: str | None, first: str | None) -> str:
    """The configuration with a page's entry put elsewhere, its comments with it."""
    known = entries(config)
    mine = next((e for e in known if e.src == src), None)
    anchor = next((e for e in known if e.src == (after or first)), None)
    if mine is None or anchor is None:
        missing = src if mine is None else after or first
        raise CannotEdit(f"{missing} does not stand in nav: of {config.path}")
    if mine == anchor:
        return config.text
    siblings = _siblings(config, known, mine)
    if len(siblings) == 1 and anchor not in siblings:
        raise CannotEdit(
            f"{src} is the last of its section; move or take out the section in {config.path} by hand"
        )
    lines = [reindented(line, mine.indent, anchor.indent) for line in config.lines[mine.first : mine.last]]
    at = anchor.last if after else anchor.first
    return with_lines(config, [(mine.first, mine.last, []), (at, at, lines)])


def remove(config: Source, src: str) -> str:
    """The configuration without a page's entry; without its section too, where that would be empty.

    Raises CannotEdit where the page stands in no `nav:` of the file.
    """
    way = next(ways(tree(config), lambda entry: entry.src == src), ())
    if not way:
        raise CannotEdit(f"{src} does not stand in nav: of {config.path}")
    return with_lines(config, [taken_out(way)])


def taken_out(way: Sequence[NavLines], keep: Collection[NavLines] = ()) -> LineEdit:
    """What takes the last of a way out, and the sections that hold nothing else; but for those to keep."""
    gone = way[-1]
    for section in reversed(way[:-1]):
        if len(section.inside) > 1 or section in keep:
            break
        gone = section
    return gone.first, gone.last, []


def ways(
    nav: Sequence[NavLines], fits: Callable[[NavLines], bool], above: tuple[NavLines, ...] = ()
) -> Iterator[tuple[NavLines, ...]]:
    """Each entry that fits, behind the sections that hold it."""
    for entry in nav:
        if fits(entry):
            yield *above, entry
        yield from ways(entry.inside, fits, (*above, entry))


def _siblings(config: Source, known: Sequence[NavLines], mine: NavLines) -> list[NavLines]:
    """The entries of the same list: those of the same indent with nothing less indented between."""
    out = []
    for entry in known:
        low, high = sorted((entry.first, mine.first))
        between = [
            line for line in config.lines[low:high] if line.strip() and not line.lstrip().startswith("#")
        ]
        if entry.indent == mine.indent and all(line.startswith(mine.indent) for line in between):
            out.append(entry)
    return out


def reindented(line: str, old: str, new: str) -> str:
    """A line of an entry where another indent stands before its dash."""
    return new + line.removeprefix(old) if line.strip() else line


def with_lines(config: Source, changes: Sequence[LineEdit]) -> str:
    """The text with stretches of whole lines replaced; each stretch is (first, behind last, new lines)."""
    end = "\r\n" if "\r\n" in config.text else "\n"
    text, starts = config.text, [*config.starts, len(config.text)]
    unended = not text.endswith(("\n", "\r"))
    if unended:
        text += end  # the last line had no end; it gets one so that another can follow
        starts[-1] = len(text)
    replaced = edited(
        text,
        (
            Edit(starts[first], starts[last], "".join(line + end for line in lines))
            for first, last, lines in changes
        ),
    )
    return replaced.removesuffix(end) if unended else replaced


def as_scalar(text: str) -> str:
    """A title as YAML; quoted where it would mean something else."""
    plain = re.fullmatch(r"[A-Za-z][\w ,.()'’/&+-]*(?<! )", text)
    reserved = text.lower() in ("yes", "no", "on", "off", "true", "false", "null")
    return text if plain and not reserved else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def same_data(before: str, after: str) -> bool:
    """Whether two configurations differ in `nav:` alone."""
    try:
        old, new = plain_data(before), plain_data(after)
    except ConfigurationError:
        return False
    return {**old, "nav": None} == {**new, "nav": None}
