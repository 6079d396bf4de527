"""`faq new` and `faq move`: a question's file and its entry in `nav:`, every other byte kept.

The YAML's nodes say where each entry of `nav:` stands; its lines are then moved as they are, so that
comments, quotes and indents of the whole file stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from faq.book.mkdocs_yml import ConfigurationError, plain_data, read_own
from faq.book.nav import normal
from faq.book.project import Project
from faq.edits import Edit, edited
from faq.model import Question, Source
from faq.repair.naming import SLUG, slug_of
from faq.rules.questions import PLACEHOLDER
from faq.text.yaml_nodes import Fields, Items, Node, place_of

MANY = 20
"""How many names a message lists at most."""
ON_ONE_LINE = "nav: is written on one line; write one `- page` a line"


class CannotEdit(Exception):  # noqa: N818 - the name says what it is; nothing is broken
    """Why an edit cannot be made, and what to do instead."""


@dataclass(frozen=True, slots=True)
class NavLines:
    """A page's entry in `nav:`: the lines that it takes."""

    src: str
    first: int
    """Index of its first line, comments right above it included."""
    last: int
    """Index behind its last line."""
    indent: str
    """What stands before its dash."""


def entries(config: Source) -> list[NavLines]:
    """Every page in `nav:`.  Raises CannotEdit where `nav:` cannot be edited line by line."""
    nav = read_own(config).get("nav")
    if not isinstance(nav, Items):
        raise CannotEdit(f"{config.path} has no nav: list of its own; add one first")
    return list(_walk(config, nav))


def _walk(config: Source, nav: Items) -> Iterator[NavLines]:
    if nav.flow:
        raise CannotEdit(f"{place_of(nav.span)}: {ON_ONE_LINE}")
    for item in nav.items:
        if isinstance(item.value, str):
            yield _entry(config, item.value, item)
        elif isinstance(item, Fields):
            for pair in item.pairs:
                if isinstance(pair.value, Items):
                    yield from _walk(config, pair.value)
                elif isinstance(pair.value.value, str) and len(item.pairs) == 1:
                    yield _entry(config, pair.value.value, item)


def _entry(config: Source, target: str, item: Node) -> NavLines:
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
    return NavLines(normal(target), first, last, m.group())


def find(project: Project, name: str) -> Question:
    """The question with a slug, a path or a number.  Raises CannotEdit with what is near."""
    numbered = [q for q in project.questions if q.place and name == q.place]
    found = list(dict.fromkeys([*project.named.get(name.removesuffix(".md"), ()), *numbered]))
    if len(found) == 1:
        return found[0]
    if found:
        raise CannotEdit(f"{name} may be {' or '.join(q.src for q in found)}; write the whole path")
    near = get_close_matches(name, [q.slug for q in project.questions], 3, 0.6)
    said = f"did you mean {' or '.join(near)}?" if near else f"there are: {_slugs(project)}"
    raise CannotEdit(f"there is no question {name}; {said}")


def _slugs(project: Project) -> str:
    """The names of all questions; of the first ones, where nobody would read all."""
    slugs = [question.slug for question in project.questions]
    more = f" and {len(slugs) - MANY} more" if len(slugs) > MANY else ""
    return ", ".join(slugs[:MANY]) + more


def insert(config: Source, new: str, after: str | None, first: str | None, label: str | None) -> str:
    """The configuration with a new entry behind the page `after`, or before the page `first`."""
    known = entries(config)
    anchor = next((e for e in known if e.src == (after or first)), None)
    if anchor is None:
        raise CannotEdit(f"{after or first} does not stand in nav: of {config.path}")
    entry = f"- {_scalar(label)}: {new}" if label else f"- {new}"
    at = anchor.last if after else anchor.first
    return _with_lines(config, [(at, at, [anchor.indent + entry])])


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
    lines = [_reindented(line, mine.indent, anchor.indent) for line in config.lines[mine.first : mine.last]]
    at = anchor.last if after else anchor.first
    return _with_lines(config, [(mine.first, mine.last, []), (at, at, lines)])


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


def _reindented(line: str, old: str, new: str) -> str:
    return new + line.removeprefix(old) if line.strip() else line


def _with_lines(config: Source, changes: Sequence[tuple[int, int, list[str]]]) -> str:
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


def _scalar(text: str) -> str:
    """A title as YAML; quoted where it would mean something else."""
    plain = re.fullmatch(r"[A-Za-z][\w ,.()'’/&+-]*(?<! )", text)
    reserved = text.lower() in ("yes", "no", "on", "off", "true", "false", "null")
    return text if plain and not reserved else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def new_file(project: Project, title: str, slug: str | None = None) -> tuple[str, str]:
    """The source path and the text of a new question.  Raises CannotEdit where it cannot be made.

    `slug` names its file where the title is not to.
    """
    title = " ".join(title.split())
    try:
        title.encode()
    except UnicodeEncodeError:
        raise CannotEdit(
            "the question holds characters that are no text; check the terminal's encoding"
        ) from None
    name = _name(project, title, slug)
    src = f"{project.settings.folder}/{name}.md".lstrip("/")
    if same := next((q for q in project.questions if _words(q.title) == _words(title)), None):
        raise CannotEdit(f'{same.path} asks that already: "{same.title}"; edit that file')
    if src in project.files or name in ("index", "readme"):
        raise CannotEdit(f"{project.path(src)} is taken; {OTHER_NAME}, or edit that file")
    if known := project.named.get(name):
        # Two of one name get other anchors on the page with all answers, and `related:` could mean both.
        raise CannotEdit(f"{known[0].path} has that name already; {OTHER_NAME}")
    heading = re.sub(r"([\\`*_{}\[\]<>])", r"\\\1", title)
    heading = re.sub(r"#$", r"\\#", heading)
    return src, f"# {heading}\n\n{PLACEHOLDER}\n"


OTHER_NAME = "choose another wording, or name the file: --slug change-password"


def _name(project: Project, title: str, slug: str | None) -> str:
    """The name of a new question's file.  Raises CannotEdit where there is none."""
    if slug is not None:
        if not SLUG.fullmatch(slug):
            raise CannotEdit(
                f"--slug {slug}: must be small Latin letters, digits and hyphens: change-password"
            )
        return slug
    if not re.search(r"\w", title):
        raise CannotEdit('the question needs words, for example: faq new "How do I ...?"')
    name = slug_of(title, project.settings.speech)
    if not name:
        reason = "the question cannot be spelled in Latin letters, as its address wants it"
        raise CannotEdit(f"{reason}; name its file: --slug change-password")
    return name


def _words(title: str) -> list[str]:
    """A question's words: case and punctuation make no other question."""
    return re.findall(r"\w+", title.casefold())


def same_data(before: str, after: str) -> bool:
    """Whether two configurations differ in `nav:` alone."""
    try:
        old, new = plain_data(before), plain_data(after)
    except ConfigurationError:
        return False
    return {**old, "nav": None} == {**new, "nav": None}
