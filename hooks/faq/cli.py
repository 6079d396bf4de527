"""The command line: `faq check`, `fix`, `new`, `move`, and publishing.  The shell around the pure rules."""

from __future__ import annotations

import argparse
import difflib
import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from faq.book.project import Project
from faq.book.settings import ConfigurationError, Settings, read_settings
from faq.book.workspace import load, today, write_all
from faq.kinds import Kind
from faq.model import Problem, Report
from faq.rules.check import check

CLEAN, PROBLEMS, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the result is the exit code: 0 clean, 1 problems, 2 the configuration cannot be read."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal that lacks a character still gets the rest
    arguments = _parser().parse_args(argv)
    try:
        settings = read_settings(Path(arguments.config))
        if not (settings.root / settings.docs_dir).is_dir():
            raise ConfigurationError(
                f"{settings.config.path}: docs_dir: there is no folder {settings.docs_dir}/"
            )
        code: int = arguments.run(settings, arguments)
    except ConfigurationError as error:
        print(f"error: {error}", file=sys.stderr)
        return UNREADABLE
    except RecursionError:
        print("error: a list, a quote or a configuration is nested too deeply to be read", file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        # Whoever read us has seen enough; keep Python from writing the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as error:
        print(f"error: {error}; nothing was written", file=sys.stderr)
        return PROBLEMS
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="faq", description="Keeps the numbers and references of a FAQ true."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "-f", "--config", default="mkdocs.yml", metavar="FILE", help="the configuration (mkdocs.yml)"
    )
    since = argparse.ArgumentParser(add_help=False)
    since.add_argument(
        "--since", metavar="REV", help="what stood at this commit keeps the meaning it had there"
    )
    dry = argparse.ArgumentParser(add_help=False)
    dry.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")
    after = argparse.ArgumentParser(add_help=False)
    place = after.add_mutually_exclusive_group()
    place.add_argument("--after", metavar="SLUG", help="the question that it follows")
    place.add_argument("--first", action="store_true", help="make it the first question")

    one = commands.add_parser("check", parents=[common, since], help="report everything that is wrong")
    one.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), help="text, or github in a workflow"
    )
    one.set_defaults(run=_check)
    two = commands.add_parser("fix", parents=[common, since, dry], help="make numbers follow nav:")
    two.set_defaults(run=_fix)
    three = commands.add_parser("new", parents=[common, dry, after], help="add a question")
    three.add_argument("title", help='the whole question, such as "How do I ...?"')
    three.set_defaults(run=_new)
    four = commands.add_parser("move", parents=[common, dry, after], help="put a question elsewhere")
    four.add_argument("slug", help="the question's file without .md, or its number")
    four.set_defaults(run=_move)
    _publishing_parsers(commands, common)
    return parser


def _publishing_parsers(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("version", help="X.Y, X.Y.Z or dev")
    where.add_argument("--remote", default="origin", help="the remote that holds the branch (origin)")
    where.add_argument("--branch", default="gh-pages", help="the branch that readers get (gh-pages)")
    where.add_argument("--dry-run", action="store_true", help="do everything but the push")
    one = commands.add_parser("publish", parents=[common, where], help="publish a version")
    choice = one.add_mutually_exclusive_group()
    choice.add_argument("--latest", action="store_true", help="make it the current version")
    choice.add_argument(
        "--latest-if-newest", action="store_true", help="the same, unless a newer one is current"
    )
    one.set_defaults(run=_publish)
    two = commands.add_parser("rollback", parents=[common, where], help="make an earlier tree current again")
    two.add_argument("--further", action="store_true", help="once more, after a rollback of the version")
    two.add_argument("--allow-lost", action="store_true", help="even where that loses addresses")
    two.set_defaults(run=_rollback)
    three = commands.add_parser("unpublish", parents=[common, where], help="take a version away")
    three.set_defaults(run=_unpublish)


def _publish(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.command import publish_command  # mike, which the other commands do not need

    return publish_command(settings, arguments)


def _rollback(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.command import rollback_command

    return rollback_command(settings, arguments)


def _unpublish(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.publishing.command import unpublish_command

    return unpublish_command(settings, arguments)


def _check(settings: Settings, arguments: argparse.Namespace) -> int:
    report = checked(load(settings), arguments.since)
    in_workflow = os.environ.get("GITHUB_ACTIONS") == "true"
    _print_report(report, arguments.format or ("github" if in_workflow else "text"), settings)
    return PROBLEMS if report.problems else CLEAN


def checked(project: Project, since: str | None, altered: Iterable[str] = ()) -> Report:
    """The report on a project; where the commit cannot be read, the report says so.

    `altered` are files that the project reads otherwise than they stand on the disk.
    """
    from faq.book.history import NoHistory, read_earlier

    if since is None:
        return check(project, None, today())
    try:
        return check(project, read_earlier(project, since, altered), today())
    except NoHistory as reason:
        notice = f"not compared with {since}: {reason}; references are checked against the front matter alone"
        report = check(project, None, today())
        return replace(report, notices=(notice, *report.notices))


def _print_report(report: Report, form: str, settings: Settings) -> None:
    from faq import reporting

    if form == "json":
        print(reporting.as_json(report))
    elif form == "sarif":
        print(reporting.as_sarif(report))
    elif form == "github":
        print(reporting.as_text(report))
        print(reporting.as_github(report, _workspace_prefix(settings.root)))
    else:
        color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(reporting.as_text(report, color))


def _workspace_prefix(root: Path) -> str:
    """From the top of a workflow's checkout to the project's folder, as annotations need it."""
    top = os.environ.get("GITHUB_WORKSPACE")
    resolved = root.resolve()
    if not top or not resolved.is_relative_to(Path(top).resolve()):
        return ""
    prefix = resolved.relative_to(Path(top).resolve()).as_posix()
    return "" if prefix == "." else prefix + "/"


# -- commands that write


def _fix(settings: Settings, arguments: argparse.Namespace) -> int:
    return _apply(settings, {}, arguments.since, arguments.dry_run)


def _new(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.repair import editing

    project = load(settings)
    try:
        _require_sound(project)
        src, text = editing.new_file(project, arguments.title)
        after, first = _place(project, arguments, None)
        config = editing.insert(settings.config, src, after, first, None)
        return _apply(
            settings,
            _config_change(settings, config, {project.path(src): text.encode()}),
            None,
            arguments.dry_run,
        )
    except editing.Refused as reason:
        return _refused(reason)


def _move(settings: Settings, arguments: argparse.Namespace) -> int:
    from faq.repair import editing

    project = load(settings)
    try:
        _require_sound(project)
        question = editing.find(project, arguments.slug)
        after, first = _place(project, arguments, question.src)
        config = editing.move(settings.config, question.src, after, first)
        return _apply(settings, _config_change(settings, config, {}), None, arguments.dry_run)
    except editing.Refused as reason:
        return _refused(reason)


def _refused(reason: Exception) -> int:
    print(f"error: {reason}; nothing was written", file=sys.stderr)
    return PROBLEMS


def _require_sound(project: Project) -> None:
    """A command that moves numbers begins where numbers are true; anything else would mix two changes."""
    from faq.repair.editing import Refused

    if project.settings.config.path != Path(project.settings.config.path).name or project.settings.inherited:
        raise Refused(f"nav: comes from {project.settings.config.path} (INHERIT); edit it there by hand")
    report = check(project)
    number = [
        p for p in report.problems if p.code.startswith(("number-", "stale-", "not-", "nav-", "bad-front"))
    ]
    if number:
        raise Refused(f"{_told(number[0])}; run `faq fix` first")


def _told(problem: Problem) -> str:
    line, column = problem.span.source.position(problem.span.start)
    return f"{problem.span.source.path}:{line}:{column}: {problem.message}"


def _place(
    project: Project, arguments: argparse.Namespace, moving: str | None
) -> tuple[str | None, str | None]:
    from faq.repair import editing

    others = [q for q in project.questions if q.place and q.src != moving]
    if not others:
        raise editing.Refused("nav: holds no other question; add the first one by hand")
    if arguments.first:
        return None, others[0].src
    if arguments.after:
        after = editing.find(project, arguments.after)
        if after.src == moving:
            raise editing.Refused("a question cannot follow itself")
        return after.src, None
    if moving:
        raise editing.Refused("say where to: --after SLUG or --first")
    return others[-1].src, None


def _config_change(settings: Settings, text: str, more: Mapping[str, bytes]) -> dict[str, bytes]:
    from faq.repair import editing

    if not editing.same_data(settings.config.text, text):
        raise editing.Refused(
            f"{settings.config.path}: nav: is written in a way that cannot be edited; do it by hand"
        )
    bom = (settings.root / settings.config.path).read_bytes().startswith(b"\xef\xbb\xbf")
    return {settings.config.path: _encoded(text, bom), **more}


def _encoded(text: str, bom: bool) -> bytes:
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode()


def _apply(settings: Settings, first: dict[str, bytes], since: str | None, dry_run: bool) -> int:
    """Fix the project as it is with the `first` changes made, and write all of it or none."""
    from faq.book.history import NoHistory, read_earlier
    from faq.repair.fix import plan

    settings_now = settings
    if settings.config.path in first:
        text = first[settings.config.path].decode("utf-8-sig")
        settings_now = read_settings(settings.root / settings.config.path, text)
    project = load(settings_now, first)
    before, notices = None, list[str]()
    if since is not None:
        try:
            before = read_earlier(project, since, first)
        except NoHistory as reason:
            notices.append(f"not compared with {since}: {reason}")
    planned = plan(project, before)
    if planned.refused:
        _print_report(replace(checked(project, since, first), notices=tuple(notices)), "text", settings)
        print(f"error: {planned.refused}; nothing was written", file=sys.stderr)
        return PROBLEMS
    sources = project.sources
    contents = {**first, **{p: _encoded(t, sources[p].bom) for p, t in planned.texts.items()}}
    after = checked(load(settings_now, contents), since, contents)
    if broken := [p for p in after.problems if p.kind is Kind.BAD_FRONT_MATTER]:
        print(
            f"error: this would break front matter: {_told(broken[0])}; nothing was written", file=sys.stderr
        )
        return PROBLEMS
    after = replace(after, notices=(*notices, *planned.notes, *after.notices))
    if dry_run:
        sys.stdout.writelines(_diff(settings.root, contents))
    else:
        write_all(settings.root, contents)
    _print_report(after, "text", settings)
    verb = "would change" if dry_run else "changed"
    print(f"{verb} {len(contents)} file{'' if len(contents) == 1 else 's'}", *sorted(contents), sep="\n  ")
    return PROBLEMS if after.problems else CLEAN


def _diff(root: Path, contents: Mapping[str, bytes]) -> list[str]:
    out = []
    for path, data in sorted(contents.items()):
        target = root / path
        old = target.read_bytes().decode("utf-8", "replace") if target.exists() else ""
        new = data.decode("utf-8", "replace")
        names = (f"a/{path}" if target.exists() else "/dev/null", f"b/{path}")
        lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), *names)
        out += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines]
    return out


if __name__ == "__main__":
    sys.exit(main())
