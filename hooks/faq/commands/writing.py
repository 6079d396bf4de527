"""`faq fix`, `faq new` and `faq move`: all of a change is written, or nothing."""

from __future__ import annotations

import argparse

from faq.book.project import Project
from faq.book.settings import Settings
from faq.commands.applying import Proposal, apply, change_project, config_change
from faq.commands.checking import since
from faq.repair import editing, nav_lines


def fix_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Make numbers and references follow `nav:`; the exit code."""
    return apply(settings, Proposal({}), since(settings, arguments), arguments.dry_run)


def new_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Add a question; the exit code."""

    def propose(project: Project) -> Proposal:
        src, text = editing.new_file(project, arguments.title, arguments.slug)
        after, first = _place(project, arguments, None)
        config = nav_lines.insert(settings.config, src, after, first, None)
        return Proposal(config_change(settings, config, {project.path(src): text.encode()}))

    return change_project(settings, arguments.dry_run, propose)


def move_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Put a question elsewhere; the exit code."""

    def propose(project: Project) -> Proposal:
        question = editing.find(project, arguments.slug)
        after, first = _place(project, arguments, question.src)
        config = nav_lines.move(settings.config, question.src, after, first)
        return Proposal(config_change(settings, config, {}))

    return change_project(settings, arguments.dry_run, propose)


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
