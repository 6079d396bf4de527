"""How a command changes a project: all of a change is written, or nothing; a diff shows what it would be."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from faq import git
from faq.book.history import Earlier
from faq.book.meaning import Befores
from faq.book.numbering import Numbering
from faq.book.project import Project
from faq.book.settings import Settings, read_settings
from faq.book.workspace import Contents, load, write_all
from faq.commands.checking import Since, checked, print_report
from faq.commands.exits import CLEAN, PROBLEMS
from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Report
from faq.repair.editing import CannotEdit
from faq.repair.fix import Plan, plan
from faq.repair.nav_lines import same_data
from faq.reporting import one_line
from faq.rules.check import check
from faq.text.sentences import sentence
from faq.text.yaml_nodes import place_of

BOM = b"\xef\xbb\xbf"


@record
class Proposal:
    """What a command would do, before numbers and citations follow."""

    contents: Contents
    moved: Mapping[str, str] = field(default_factory=dict)
    """Files that get another name: from the new path to the old one."""
    told: tuple[str, ...] = ()
    """What a person should look at, though it is right."""
    awaited: frozenset[Kind] | None = None
    """What may be found that was not there before, for a person to rewrite; None where anything may."""
    was: Project | None = None
    """The project before, where that alone tells what was meant: of what is gone nothing else tells."""


@record
class AsItWas(Since):
    """Compares with the project as it is before a change: what it says then it means."""

    was: Project | None = None

    def before(self, project: Project, altered: Iterable[str] = ()) -> Befores | None:
        """What each number meant; a question that the change takes away has none any more."""
        if self.was is None:
            return None
        now, book = project.by_src, self.was.numbering
        claims = {
            key: tuple(replace(one, question=now.get(one.question.src)) for one in claim if one.question)
            for key, claim in book.claims.items()
        }
        return Befores([Earlier(Numbering(claims, book.scheme), {})])


def refused(reason: object) -> int:
    """Say why nothing was written; the exit code."""
    print(f"error: {reason}; nothing was written", file=sys.stderr)
    return PROBLEMS


def require_sound(project: Project) -> Report:
    """The report on a project whose numbers are true; anything else would mix two changes.

    Raises CannotEdit.
    """
    settings = project.settings
    if unmerged := git.unmerged(settings.root):
        first = f"a merge is not finished in {', '.join(unmerged)}"
        raise CannotEdit(f"{first}; finish it: git add what you have put together, then commit")
    if settings.nav_in is not settings.config:
        raise CannotEdit(f"nav: comes from {settings.nav_in.path} (INHERIT); edit it there by hand")
    report = check(project)
    in_the_way = [p for p in report.problems if p.kind.first != "nobody"]
    # What is a writer's keeps `faq fix` from its work as well.
    for problem in sorted(in_the_way, key=lambda p: p.kind.first == "fix"):
        then = "run `faq fix` first" if problem.kind.first == "fix" else f"first {problem.fix}"
        raise CannotEdit(f"{one_line(problem)}; {then}")
    return report


def change_project(settings: Settings, dry_run: bool, propose: Callable[[Project], Proposal]) -> int:
    """Load a project, and write what is proposed of it: all of it, or nothing and why; the exit code.

    `propose` gets a project whose numbers are true, and raises CannotEdit.
    """
    project = load(settings)
    try:
        before = require_sound(project)
        return apply(settings, propose(project), Since(), dry_run, before)
    except CannotEdit as reason:
        return refused(reason)


def encoded(text: str, bom: bool) -> bytes:
    """A file's bytes, with the byte order mark that it had."""
    return BOM * bom + text.encode()


def encoded_texts(project: Project, texts: Mapping[str, str]) -> dict[str, bytes]:
    """The bytes of texts that a project's files are to hold, by path."""
    return {path: encoded(text, _begins_with_bom(project, path)) for path, text in texts.items()}


def config_change(settings: Settings, text: str, more: Contents) -> dict[str, bytes | None]:
    """The files of a change of `nav:`.  Raises CannotEdit where the rest would say something else."""
    if not same_data(settings.config.text, text):
        message = f"{settings.config.path}: nav: is written in a way that cannot be edited; do it by hand"
        raise CannotEdit(message)
    bom = (settings.root / settings.config.path).read_bytes().startswith(BOM)
    return {settings.config.path: encoded(text, bom), **more}


def settings_in(contents: Contents, settings: Settings) -> Settings:
    """The settings as they are with these files written.  Raises ConfigurationError."""
    path = settings.config.path
    data = contents.get(path)
    return settings if data is None else read_settings(settings.root / path, data.decode("utf-8-sig"))


def project_in(contents: Contents, settings: Settings) -> Project:
    """The project as it is with these files written.  Raises ConfigurationError."""
    return load(settings_in(contents, settings), contents)


def fixed(project: Project, compared: Since, altered: Iterable[str] = ()) -> tuple[Plan, dict[str, bytes]]:
    """What a fix would do, and every file that it would change, as it would be.  Raises NotCompared.

    `altered` are files that the project reads otherwise than they stand on the disk.
    """
    planned = plan(project, compared.before(project, altered))
    return planned, encoded_texts(project, planned.texts)


def apply(
    settings: Settings, change: Proposal, compared: Since, dry_run: bool, before: Report | None = None
) -> int:
    """Fix the project as it is with a change made, and write all of it or none; the exit code.

    Where there is a report on what was `before`, nothing may be wrong afterwards that was not, but for what
    the change awaits.
    """
    first = change.contents
    project = project_in(first, settings)
    planned, mended = fixed(project, AsItWas(was=change.was) if change.was else compared, first)
    if planned.refused:
        print_report(checked(project, compared, first), "text", settings)
        return refused(planned.refused)
    contents = {**first, **mended}
    after = checked(project_in(contents, settings), compared, contents)
    if broken := [p for p in after.problems if p.kind is Kind.BAD_FRONT_MATTER]:
        return refused(f"this would break front matter: {one_line(broken[0])}")
    if before and change.awaited is not None and (new := _new_problems(before, after, change.awaited)):
        return refused(f"this would leave something wrong: {one_line(new)}; {new.fix}")
    _write(settings, contents, change, dry_run)
    return _tell(settings, _with_left(after, planned), change, contents, dry_run)


def _new_problems(before: Report, after: Report, awaited: Collection[Kind]) -> Problem | None:
    """A problem of a kind that has become more; by the kind, as messages may name what was renamed."""
    known = {(p.kind, p.message) for p in before.problems}
    counts = Counter(p.kind for p in before.problems)
    grown = {kind for kind, count in Counter(p.kind for p in after.problems).items() if count > counts[kind]}
    new = [p for p in after.problems if p.kind in grown - set(awaited)]
    return next((p for p in new if (p.kind, p.message) not in known), next(iter(new), None))


def _with_left(after: Report, planned: Plan) -> Report:
    known = {(p.kind, p.span.key) for p in after.problems}
    left = [p for p in planned.left if (p.kind, p.span.key) not in known]
    problems = tuple(sorted((*after.problems, *left), key=lambda p: p.key))
    return replace(after, problems=problems, notices=(*planned.notes, *after.notices))


def _write(settings: Settings, contents: Contents, change: Proposal, dry_run: bool) -> None:
    if dry_run:
        sys.stdout.writelines(patch(settings.root, contents, change.moved))
    else:
        write_all(settings.root, contents)


def _tell(settings: Settings, after: Report, change: Proposal, contents: Contents, dry_run: bool) -> int:
    """Print what was done and what is left; the exit code."""
    print_report(replace(after, notices=(*change.told, *after.notices)), "text", settings)
    if left := [p for p in after.problems if p.kind in (change.awaited or ())]:
        places = (f"{place_of(p.span)}: {sentence(p.span)}" for p in left)
        print("nobody but you can know what these should say:", *places, sep="\n  ")
    verb = "would change" if dry_run else "changed"
    print(f"{verb} {len(contents)} file{'' if len(contents) == 1 else 's'}", *sorted(contents), sep="\n  ")
    # What `faq new` wrote is yet to be answered: that is for the check to say, not a failure of the command.
    open_ = [
        p
        for p in after.problems
        if p.kind is not Kind.PLACEHOLDER_ANSWER or p.span.source.path not in change.contents
    ]
    return PROBLEMS if open_ else CLEAN


def _begins_with_bom(project: Project, path: str) -> bool:
    if path == project.settings.config.path:
        return (project.settings.root / path).read_bytes().startswith(BOM)
    return project.sources[path].bom


def patch(root: Path, contents: Contents, moved: Mapping[str, str] | None = None) -> Iterator[str]:
    """The unified diff, line by line, from the files below a folder to what they would hold.

    `git apply` takes it: a file with another name is told as such.
    """
    moved = moved or {}
    from_ = set(moved.values())
    for path, data in sorted(contents.items()):
        if path in from_ and data is None:
            continue
        source = root / moved.get(path, path)
        old = source.read_bytes().decode("utf-8", "replace") if source.exists() else ""
        new = (data or b"").decode("utf-8", "replace")
        names = f"a/{moved.get(path, path)}", f"b/{path}"
        if path in moved:
            yield f"diff --git {names[0]} {names[1]}\nrename from {moved[path]}\nrename to {path}\n"
        shown = (names[0] if source.exists() else "/dev/null", "/dev/null" if data is None else names[1])
        for line in difflib.unified_diff(old.splitlines(True), new.splitlines(True), *shown):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
