"""`clients.yml` read: every mistake is told with its place and what to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from faq.clients.matrix import Cell, Client, Clients, Platform, Tried, Worded
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source, Span
from faq.text.anchors import slugify
from faq.text.markdown.lines import SNIPPET, Line, without_tabs
from faq.text.yaml_nodes import Fields, Items, Node, NotYaml, Scalar, read_yaml, written

IMPOSSIBLE = "not possible"
UNTRIED = "not tried"
WAYS = ("steps", "as", IMPOSSIBLE)
"""What a cell says to do: one of these."""
TRIED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2}) with (?P<version>\S.*)")
EXAMPLE = "write tried: year-month-day with the program's version, or tried: not tried"
STEPS = "write steps: | and the steps below it, further in, as in an answer"


@record
class ParsedClients:
    """What became of a file: all of it that could be read, and what is wrong."""

    clients: Clients
    problems: tuple[Problem, ...]


@lru_cache(maxsize=8)
def parse(source: Source) -> ParsedClients:
    """Read the file.  What is wrong is told, and left out; one wrong value gives one problem."""
    reader = _ClientsReader(source)
    try:
        document = read_yaml(source, as_written=True)
    except NotYaml as error:
        fix = "mend the line; words in which a blank follows a colon stand in quotes"
        reader.wrong(error.span, f"this is not YAML: {error.why}", fix)
        return ParsedClients(Clients(source, {}, ()), tuple(reader.problems))
    for twice in document.repeated:
        reader.wrong(twice.span, f"{twice.name}: is written twice", "make one of the two")
    clients = reader.whole(document.root)
    return ParsedClients(clients, tuple(sorted(reader.problems, key=lambda problem: problem.key)))


@dataclass(slots=True)
class _ClientsReader:
    """Collects problems while it walks the tree of one file."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    cases: dict[str, Worded] = field(default_factory=dict)

    def wrong(self, where: Node | Span | None, message: str, fix: str = "") -> None:
        place = self.source.whole if where is None else where if isinstance(where, Span) else where.span
        span = self.source.line(self.source.position(place.start)[0])
        self.problems.append(Problem(Kind.BAD_CLIENTS, span, message, fix))

    def fields(self, node: Node | None, what: str, known: Iterable[str], example: str) -> dict[str, Node]:
        """The values of a mapping by name; reports what is none, and names that are unknown."""
        if not isinstance(node, Fields):
            self.wrong(node, f"{what} must be names and their values", f"write {example}")
            return {}
        names, found = list(known), dict[str, Node]()
        for pair in node.pairs:
            if (name := str(pair.key.value)) in names:
                found[name] = pair.value
            else:
                near = difflib.get_close_matches(name, names, n=1)
                fix = f"did you mean {near[0]}?" if near else f"write one of: {', '.join(names)}"
                self.wrong(pair.key, f"{what} knows no '{name}'", fix)
        return found

    def text(self, node: Node | None, what: str, example: str) -> Worded | None:
        """A value of one line."""
        if not isinstance(node, Scalar) or not (text := node.text.strip()) or "\n" in text:
            self.wrong(node, f"{what} must be words in one line", f"write {example}")
            return None
        if (said := Worded(text, written(node))).places:
            return said
        fix = "write it without escapes, in quotes of the other kind or in none"
        self.wrong(node, f"{what} does not stand here as it is read", fix)
        return None

    def whole(self, root: Node | None) -> Clients:
        found = self.fields(root, "this file", ("cases", "clients"), "cases: and clients:")
        for name in ("cases", "clients"):
            if found and name not in found:
                self.wrong(
                    root,
                    f"{name}: is missing",
                    f"write {name}: with what there is to report, or with a list of programs",
                )
        cases = found.get("cases")
        for pair in cases.pairs if isinstance(cases, Fields) else ():
            example = f"{pair.key.value}: what there is to report, in readers' words"
            if said := self.text(pair.value, "a case", example):
                self.cases[str(pair.key.value)] = said
        if cases is not None and not isinstance(cases, Fields):
            self.wrong(
                cases, "cases: must be names and their words", "write received: Spam that you received"
            )
        # Without cases every cell would be wrong.
        clients = tuple(self.clients(found["clients"])) if self.cases and "clients" in found else ()
        return Clients(self.source, self.cases, clients)

    def clients(self, node: Node) -> Iterator[Client]:
        taken: dict[str, str] = {}
        if not isinstance(node, Items) or not node.items:
            self.wrong(node, "clients: must be a list", "write - name: and the program's name")
            return
        for item in node.items:
            if (client := self.client(item)) is None:
                continue
            if client.anchor in taken:
                message = f"'{client.anchor}' is the anchor of {taken[client.anchor]} already"
                self.wrong(client.name.span, message, "give one of the two another anchor:")
                continue
            taken[client.anchor] = client.name.text
            yield client

    def client(self, node: Node) -> Client | None:
        found = self.fields(node, "a client", ("name", "anchor", "film", "platforms"), "name: and platforms:")
        if not found:
            return None
        name = self.text(found.get("name", node), "name:", "name: the program's name")
        if name is None:
            return None
        anchor = self.anchor(name, found.get("anchor"))
        film = (
            self.text(found["film"], "film:", "film: the name of its storyboard") if "film" in found else None
        )
        platforms = tuple(self.platforms(found.get("platforms"), name))
        return Client(name, anchor, film, platforms) if anchor else None

    def anchor(self, name: Worded, node: Node | None) -> str:
        """What leads to the steps: what is written, or what the name makes."""
        said = node.text if isinstance(node, Scalar) else slugify(name.text)
        if re.fullmatch(r"[a-z0-9][a-z0-9_-]*", said):
            return said
        wrong = node if node is not None else name.span
        self.wrong(wrong, f"'{said}' is no anchor", "write anchor: in small letters, digits and hyphens")
        return ""

    def platforms(self, node: Node | None, name: Worded) -> Iterator[Platform]:
        if not isinstance(node, Fields) or not node.pairs:
            where = node if node is not None else name.span
            fix = "write platforms: and below it Windows:, or Any browser:"
            self.wrong(where, f"{name.text} has no platforms", fix)
            return
        for pair in node.pairs:
            said = self.text(pair.key, "a platform", "Windows:")
            cells = self.fields(pair.value, "a platform", self.cases, f"below it {', '.join(self.cases)}")
            if said and isinstance(pair.value, Fields):
                made = {case: self.cell(case, pair.value, cell) for case, cell in cells.items()}
                right = {case: cell for case, cell in made.items() if cell is not None}
                yield Platform(said, right, made.keys() - right.keys())

    def cell(self, case: str, platform: Fields, node: Node) -> Cell | None:
        found = self.fields(node, case, (*WAYS, "tried", "source"), "steps: | and tried:")
        if not found:
            return None
        said = [way for way in WAYS if way in found]
        if len(said) != 1:
            what = " and ".join(said) or "nothing of what to do"
            self.wrong(node, f"{case} says {what}", f"write one of {', '.join(f'{way}:' for way in WAYS)}")
            return None
        way, value = said[0], found[said[0]]
        steps = tuple(self.steps(value)) if way == "steps" else ()
        instead = self.text(value, f"{way}:", f"{way}: use a computer") if way == IMPOSSIBLE else None
        like = self.like(case, platform, value) if way == "as" else ""
        tried = self.tried(found["tried"]) if "tried" in found else None
        if instead and "tried" in found:
            self.wrong(found["tried"], "what is not possible is not tried", "take tried: out")
        span = self.source.line(self.source.position(node.span.start)[0])
        return Cell(steps, like, instead, tried, span) if steps or instead or like else None

    def like(self, case: str, platform: Fields, node: Node) -> str:
        """The sort of report of which the same holds; it must say so itself, and not lead on."""
        name = node.text if isinstance(node, Scalar) else ""
        other = platform.get(name)
        if name in self.cases and isinstance(other, Fields) and "as" not in other.value:
            return name
        fix = "name another case of this platform that has steps: or not possible:"
        self.wrong(node, f"{case}, as: {name} leads to no steps", fix)
        return ""

    def tried(self, node: Node) -> Tried | None:
        said = self.text(node, "tried:", UNTRIED)
        if said is None or said.text == UNTRIED:
            return Tried(None, None, said.span) if said else None
        found = TRIED.fullmatch(said.text)
        try:
            day = date.fromisoformat(found["day"]) if found else None
        except ValueError:
            day = None
        if found and day:
            version = Span(self.source, said.places[found.start("version")], said.places[-1] + 1)
            return Tried(day, Worded(found["version"], version), said.span)
        self.wrong(node, f"'{said.text}' is neither a day with a version nor '{UNTRIED}'", EXAMPLE)
        return None

    def steps(self, node: Node) -> Iterator[Line]:
        """The lines of a block, each with its place in the file."""
        span, source = node.span, self.source
        if (
            not isinstance(node, Scalar)
            or not re.match(r"\|[+-]?\s", span.text + "\n")
            or not node.text.strip()
        ):
            self.wrong(node, "steps: must be a block of Markdown", STEPS)
            return
        first = source.position(span.start)[0]
        rows = node.text.rstrip("\n").split("\n")
        # What YAML takes off is as wide in every line as in the first that says something.
        lead = next(n for n, row in enumerate(rows) if row.strip())
        indent = len(source.lines[first + lead]) - len(rows[lead])
        for number, row in enumerate(rows, first):
            if SNIPPET.match(row):
                self.wrong(source.line(number + 1), "steps take no snippet", "write its text here")
                return
            text, columns = without_tabs(row)
            start = source.starts[number] + min(indent, len(source.lines[number]))
            yield Line(text, source, number, start, 0, tuple(columns) if "\t" in row else None, text)
