"""`faq fix`, `faq new` and `faq move`: all of a change is written, or nothing."""

from __future__ import annotations

import argparse

from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.workspace import load
from faq.commands.applying import Proposal, apply, config_change, refused, require_sound
from faq.commands.checking import Since, since
from faq.repair import editing, nav_lines


def fix_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Make numbers and references follow `nav:`; the exit code."""
    return apply(settings, Proposal({}), since(settings, arguments), arguments.dry_run)


def new_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Add a question; the exit code."""

    project = load(settings)
    try:
        require_sound(project)
        src, text = editing.new_file(project, arguments.title, arguments.slug)
        after, first = _place(project, arguments, None)
        config = nav_lines.insert(settings.config, src, after, first, None)
        change = config_change(settings, config, {project.path(src): text.encode()})
        return apply(settings, Proposal(change), Since(), arguments.dry_run)
    except editing.CannotEdit as reason:
        return refused(reason)


def move_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Put a question elsewhere; the exit code."""

    project = load(settings)
    try:
        require_sound(project)
        question = editing.find(project, arguments.slug)
        after, first = _place(project, arguments, question.src)
        config = nav_lines.move(settings.config, question.src, after, first)
        return apply(settings, Proposal(config_change(settings, config, {})), Since(), arguments.dry_run)
    except editing.CannotEdit as reason:
        return refused(reason)


def _place(
    project: Project, arguments: argparse.Namespace, moving: str | None
) -> tuple[str | None, str | None]:

    others = [q for q in project.questions if q.place and q.src != moving]
    if not others:
        raise editing.CannotEdit("nav: holds no other question; add the first one by hand")
    if arguments.first:
        return None, others[0].src
    if arguments.after:
        after = editing.find(project, arguments.after)
        if after.src == moving:
            raise editing.CannotEdit("a question cannot follow itself")
        return after.src, None
    if moving:
        raise editing.CannotEdit("say where to: --after SLUG or --first")
    return others[-1].src, None
