"""`faq rename` and `faq retire`: what names a question follows it, in all files or in none."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.workspace import found_files
from faq.commands.applying import Proposal, change_project, encoded_texts, project_in
from faq.model import Source
from faq.permalinks.declared import declared
from faq.repair.editing import CannotEdit, find
from faq.repair.following import Moved, configured, still_named
from faq.repair.mending import mended
from faq.repair.renaming import new_source, renamed_texts
from faq.repair.retiring import CITED, Retirement, old_addresses, retired


def rename_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Give a question's file another name; the exit code."""

    def propose(project: Project) -> Proposal:
        question = find(project, arguments.slug)
        src = new_source(project, question, arguments.name)
        old, new = question.path, project.path(src)
        at = {question.src: src}
        data = (settings.root / old).read_bytes()
        listed = encoded_texts(project, mended(configured(settings.config, at)))
        after = project_in({**listed, old: None, new: data}, settings)
        contents = encoded_texts(project, renamed_texts(Moved(project, after, at), question))
        named = still_named(dict(_unfollowed(project)), question.src)
        written = {**contents, old: None, new: contents.get(old, data)}
        return Proposal(written, {new: old}, tuple(named), awaited=frozenset())

    return change_project(settings, arguments.dry_run, propose)


def retire_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Take a question away, and keep its address; the exit code."""

    def propose(project: Project) -> Proposal:
        question = find(project, arguments.slug)
        to = find(project, arguments.to) if arguments.to else None
        plan = Retirement(question, to, arguments.because)
        made = retired(project, plan)
        contents = {**encoded_texts(project, made.texts), question.path: None}
        _all_kept(project_in(contents, settings), old_addresses(project, question), plan)
        told = (*made.told, *still_named(dict(_unfollowed(project)), question.src))
        return Proposal(contents, {}, told, awaited=CITED, was=project)

    return change_project(settings, arguments.dry_run, propose)


def _all_kept(after: Project, addresses: Sequence[str], plan: Retirement) -> None:
    """Raises CannotEdit where an address would not answer, however it was written."""
    said = declared(after)
    gone = {one.at.address for one in said.gone if not one.at.anchor}
    answered = gone if plan.because is not None else said.aliases
    if lost := [address for address in addresses if address not in answered]:
        raise CannotEdit(f"{lost[0]} would not be kept; write it by hand: aliases: or gone:")


def _unfollowed(project: Project) -> Iterator[tuple[str, Source]]:
    """Texts in which no link is followed: pages that are not published, and storyboards."""
    settings, root = project.settings, project.settings.root
    unread = sorted(set(found_files(root, settings.docs_dir)) - project.files)
    paths = [project.path(src) for src in unread if src.endswith(".md")]
    boards = project.shelf.storyboards.values() if project.shelf else ()
    for path in (*paths, *(board.source.path for board in boards)):
        yield path, Source(path, (root / path).read_text(encoding="utf-8-sig", errors="replace"))
