"""`faq label` and `faq section`: the lines of `nav:` change, numbers and citations follow."""

from __future__ import annotations

import argparse

from faq.book.project import Project
from faq.book.settings import Settings
from faq.commands.applying import Proposal, change_project, config_change, project_in
from faq.kinds import Kind
from faq.model import Question
from faq.repair.editing import CannotEdit, find
from faq.repair.sectioning import labelled, put_into, put_into_new, retitled, section_named

REREAD = frozenset({Kind.BAD_RANGE, Kind.WRONG_DIRECTION, Kind.NO_NEIGHBOUR, Kind.NO_SUCH_SECTION})
"""What a sentence may say that no longer holds once a question stands elsewhere, and that nobody can mend."""


def label_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Say what the navigation calls a question; the exit code."""

    def propose(project: Project) -> Proposal:
        question = find(project, arguments.slug)
        label = " ".join((arguments.text or "").split()) or None
        text = labelled(settings.config, question, label)
        change = Proposal(config_change(settings, text, {}), awaited=frozenset())
        after = project_in(change.contents, settings).by_src.get(question.src)
        if after is None or after.label != (label or question.title):
            raise CannotEdit(f"{settings.config.path}: the line in nav: cannot be edited; do it by hand")
        return change

    return change_project(settings, arguments.dry_run, propose)


def section_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Put a question into a section, old or new, or give a section another title; the exit code."""
    propose = _renamed if arguments.rename else _put
    return change_project(settings, arguments.dry_run, lambda project: propose(project, arguments))


def _renamed(project: Project, arguments: argparse.Namespace) -> Proposal:
    config, section = project.settings.config, section_named(project, arguments.what)
    text = retitled(config, section, " ".join(arguments.rename.split()))
    return Proposal(config_change(project.settings, text, {}), awaited=REREAD)


def _put(project: Project, arguments: argparse.Namespace) -> Proposal:
    question, title = find(project, arguments.what), " ".join(arguments.title.split())
    text = _moved(project, question, title, arguments)
    change = Proposal(config_change(project.settings, text, {}), awaited=REREAD)
    after = project_in(change.contents, project.settings)
    _stands(after, question, title if arguments.new else str(section_named(project, title)[-1].title))
    return change


def _moved(project: Project, question: Question, title: str, arguments: argparse.Namespace) -> str:
    config = project.settings.config
    if arguments.new:
        if arguments.after or arguments.first:
            raise CannotEdit("a question in a new section stands alone there; leave out --after and --first")
        return put_into_new(config, question, title)
    try:
        section = section_named(project, title)
    except CannotEdit as reason:
        raise CannotEdit(f"{reason} (--new makes one)") from None
    if arguments.first:
        sources = [entry.src for entry in section[-1].inside]
        first = next((q for q in project.numbered if q.src in sources), None)
        return put_into(config, question, section, first, behind=False)
    after = find(project, arguments.after) if arguments.after else None
    return put_into(config, question, section, after, behind=True)


def _stands(after: Project, question: Question, title: str) -> None:
    """Raises CannotEdit where a group under a title is no section."""
    now = after.by_src[question.src]
    if now.section[-1:] != (title,):
        form = after.settings.numbers.form
        why = f"with numbers: {form} a group there is none, or it would be the one around all"
        raise CannotEdit(f'"{title}" would be no section: {why}; change nav: by hand, then faq fix')
