"""`faq label` and `faq section`: what `nav:` calls a question, and under which title it stands.

Only lines of `nav:` change here; numbers and citations follow as they follow any other order.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from faq.book.project import Project
from faq.edits import Edit, edited
from faq.model import Question, Source
from faq.repair.editing import CannotEdit
from faq.repair.nav_lines import (
    NavLines,
    as_scalar,
    everything,
    reindented,
    taken_out,
    tree,
    ways,
    with_lines,
)

Way = tuple[NavLines, ...]
"""An entry of `nav:` behind the sections that hold it."""
STEP = "    "
"""How much deeper the questions of a new section stand."""


def labelled(config: Source, question: Question, label: str | None) -> str:
    """The configuration with another label for a question; without one its whole title is shown.

    Raises CannotEdit where the question stands in no `nav:` of the file.
    """
    entry = way_to(config, question)[-1]
    if entry.target is None:
        raise CannotEdit(f"{question.src} has no line of its own in nav: of {config.path}")
    start = entry.label.start if entry.label else entry.target.start
    text = f"{as_scalar(label)}: " if label else ""
    return edited(config.text, [Edit(start, entry.target.start, text)])


def retitled(config: Source, section: Way, title: str) -> str:
    """The configuration with a section under another title."""
    label = section[-1].label
    if label is None:
        raise CannotEdit(f"{config.path}: the section has no title that could be changed")
    return edited(config.text, [Edit(label.start, label.end, as_scalar(title))])


def way_to(config: Source, question: Question) -> Way:
    """A question's entry, behind the sections that hold it.  Raises CannotEdit where there is none."""
    way = next(ways(tree(config), lambda entry: entry.src == question.src), None)
    if way is None:
        raise CannotEdit(f"{question.src} does not stand in nav: of {config.path}")
    return way


def section_named(project: Project, name: str) -> Way:
    """The section with a title ("Mail/Filters"), or a number.  Raises CannotEdit with what is near."""
    config = project.settings.config
    found = _sections(config)
    titles = _titles_of_number(project, name) or tuple(part.strip() for part in name.split("/"))
    same = [way for way in found if _titles(way)[-len(titles) :] == titles]
    # A title may hold a slash itself.
    same = same or [way for way in found if way[-1].title == name]
    if len(same) == 1:
        return same[0]
    if same:
        paths = " or ".join("/".join(_titles(way)) for way in same)
        raise CannotEdit(f'"{name}" may be {paths}; write all of its titles')
    known = [str(way[-1].title) for way in found]
    near = get_close_matches(name, known, 3, 0.5)
    said = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(known) or 'none'}"
    raise CannotEdit(f'there is no section "{name}"; {said}')


def _sections(config: Source) -> list[Way]:
    return list(ways(tree(config), lambda entry: entry.src is None))


def _titles(way: Sequence[NavLines]) -> tuple[str, ...]:
    return tuple(str(entry.title) for entry in way)


def _titles_of_number(project: Project, name: str) -> tuple[str, ...]:
    """The titles of the section with a number; none where no section has it."""
    for question in project.numbered:
        for depth, number in enumerate(question.section_numbers, 1):
            if project.key(number) == project.key(name) is not None:
                return question.section[:depth]
    return ()


def put_into(config: Source, question: Question, section: Way, beside: Question | None, behind: bool) -> str:
    """The configuration with a question in a section: at its end, or behind or before another question there.

    A section that it leaves empty goes.  Raises CannotEdit.
    """
    way, inside = way_to(config, question), section[-1].inside
    if beside is None and way[-2:-1] == section[-1:]:
        raise CannotEdit(
            f'{question.slug} stands in "{section[-1].title}" already; say where: --after, --first'
        )
    anchor = inside[-1]
    if beside is not None:
        anchor = way_to(config, beside)[-1]
        if anchor not in inside:
            raise CannotEdit(f'{beside.slug} does not stand in the section "{section[-1].title}"')
    if anchor == way[-1]:
        raise CannotEdit("a question cannot follow itself")
    at = anchor.last if behind else anchor.first
    lines = [reindented(line, way[-1].indent, anchor.indent) for line in _lines(config, way[-1])]
    return with_lines(config, [taken_out(way, keep=section), (at, at, lines)])


def put_into_new(config: Source, question: Question, title: str) -> str:
    """The configuration with a question in a new section, behind the one in which it stands, or in its place.

    Raises CannotEdit where it has one of its own already, or where the title is another's.
    """
    way = way_to(config, question)
    entry, above = way[-1], way[-2] if question.section else None
    level = way[:-2] if above else way[:-1]
    beside = level[-1].inside if level else tree(config)
    if any(one.title == title and one.src is None for one in beside):
        raise CannotEdit(f'there is a section "{title}"; leave out --new to put the question into it')
    if above and not any(one.src for one in everything(above.inside) if one != entry):
        raise CannotEdit(
            f'it is the only question of "{above.title}"; faq section "{above.title}" --rename "{title}"'
        )
    indent = above.indent if above else entry.indent
    at = above.last if above else entry.last
    lines = [reindented(line, entry.indent, indent + STEP) for line in _lines(config, entry)]
    section = f"{indent}- {as_scalar(title)}:"
    return with_lines(config, [(entry.first, entry.last, []), (at, at, [section, *lines])])


def _lines(config: Source, entry: NavLines) -> list[str]:
    return config.lines[entry.first : entry.last]
