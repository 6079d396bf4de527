"""`faq fix`, `faq new` and `faq move`: all of a change is written, or nothing."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from faq.book.project import Project
from faq.book.settings import Settings, read_settings
from faq.book.workspace import load, write_all
from faq.commands.checking import Since, checked, print_report, since
from faq.commands.exits import CLEAN, PROBLEMS
from faq.kinds import Kind
from faq.repair import editing
from faq.repair.fix import Plan, plan
from faq.reporting import one_line
from faq.rules.check import check


def fix_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Make numbers and references follow `nav:`; the exit code."""
    return _apply(settings, {}, since(settings, arguments), arguments.dry_run)


def new_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Add a question; the exit code."""

    project = load(settings)
    try:
        _require_sound(project)
        src, text = editing.new_file(project, arguments.title, arguments.slug)
        after, first = _place(project, arguments, None)
        config = editing.insert(settings.config, src, after, first, None)
        return _apply(
            settings,
            _config_change(settings, config, {project.path(src): text.encode()}),
            Since(),
            arguments.dry_run,
        )
    except editing.CannotEdit as reason:
        return _refused(reason)


def move_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Put a question elsewhere; the exit code."""

    project = load(settings)
    try:
        _require_sound(project)
        question = editing.find(project, arguments.slug)
        after, first = _place(project, arguments, question.src)
        config = editing.move(settings.config, question.src, after, first)
        return _apply(settings, _config_change(settings, config, {}), Since(), arguments.dry_run)
    except editing.CannotEdit as reason:
        return _refused(reason)


def _refused(reason: object) -> int:
    print(f"error: {reason}; nothing was written", file=sys.stderr)
    return PROBLEMS


def _require_sound(project: Project) -> None:
    """A command that moves numbers begins where numbers are true; anything else would mix two changes."""

    holds_nav = project.settings.nav_in
    if holds_nav is not project.settings.config:
        raise editing.CannotEdit(f"nav: comes from {holds_nav.path} (INHERIT); edit it there by hand")
    in_the_way = [p for p in check(project).problems if p.kind.first != "nobody"]
    # What is a writer's keeps `faq fix` from its work as well.
    for problem in sorted(in_the_way, key=lambda p: p.kind.first == "fix"):
        first = "run `faq fix` first" if problem.kind.first == "fix" else f"first {problem.fix}"
        raise editing.CannotEdit(f"{one_line(problem)}; {first}")


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


def _config_change(settings: Settings, text: str, more: Mapping[str, bytes]) -> dict[str, bytes]:

    if not editing.same_data(settings.config.text, text):
        raise editing.CannotEdit(
            f"{settings.config.path}: nav: is written in a way that cannot be edited; do it by hand"
        )
    bom = (settings.root / settings.config.path).read_bytes().startswith(b"\xef\xbb\xbf")
    return {settings.config.path: _encoded(text, bom), **more}


def _encoded(text: str, bom: bool) -> bytes:
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode()


def _apply(settings: Settings, first: dict[str, bytes], compared: Since, dry_run: bool) -> int:
    """Fix the project as it is with the `first` changes made, and write all of it or none."""
    project = load(_settings_in(first, settings), first)
    planned, mended = fixed(project, compared, first)
    if planned.refused:
        print_report(checked(project, compared, first), "text", settings)
        return _refused(planned.refused)
    contents = {**first, **mended}
    after = checked(load(_settings_in(contents, settings), contents), compared, contents)
    if broken := [p for p in after.problems if p.kind is Kind.BAD_FRONT_MATTER]:
        return _refused(f"this would break front matter: {one_line(broken[0])}")
    known = {(p.kind, p.span.key) for p in after.problems}
    left = [p for p in planned.left if (p.kind, p.span.key) not in known]
    problems = tuple(sorted((*after.problems, *left), key=lambda p: p.key))
    after = replace(after, problems=problems, notices=(*planned.notes, *after.notices))
    if dry_run:
        sys.stdout.writelines(patch(settings.root, contents))
    else:
        write_all(settings.root, contents)
    print_report(after, "text", settings)
    verb = "would change" if dry_run else "changed"
    print(f"{verb} {len(contents)} file{'' if len(contents) == 1 else 's'}", *sorted(contents), sep="\n  ")
    # What `faq new` wrote is yet to be answered: that is for the check to say, not a failure of the command.
    open_ = [
        p for p in after.problems if p.kind is not Kind.PLACEHOLDER_ANSWER or p.span.source.path not in first
    ]
    return PROBLEMS if open_ else CLEAN


def fixed(project: Project, compared: Since, altered: Iterable[str] = ()) -> tuple[Plan, dict[str, bytes]]:
    """What a fix would do, and every file that it would change, as it would be.  Raises NotCompared.

    `altered` are files that the project reads otherwise than they stand on the disk.
    """
    planned = plan(project, compared.before(project, altered))
    texts = planned.texts.items()
    return planned, {path: _encoded(text, _begins_with_bom(project, path)) for path, text in texts}


def _settings_in(contents: Mapping[str, bytes], settings: Settings) -> Settings:
    """The settings as they are with these files written."""
    path = settings.config.path
    if path not in contents:
        return settings
    return read_settings(settings.root / path, contents[path].decode("utf-8-sig"))


def _begins_with_bom(project: Project, path: str) -> bool:
    if path == project.settings.config.path:
        return (project.settings.root / path).read_bytes().startswith(b"\xef\xbb\xbf")
    return project.sources[path].bom


def patch(root: Path, contents: Mapping[str, bytes]) -> list[str]:
    """The unified diff, line by line, from the files below a folder to what they would hold."""
    out = []
    for path, data in sorted(contents.items()):
        target = root / path
        old = target.read_bytes().decode("utf-8", "replace") if target.exists() else ""
        new = data.decode("utf-8", "replace")
        names = (f"a/{path}" if target.exists() else "/dev/null", f"b/{path}")
        lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), *names)
        out += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return out
