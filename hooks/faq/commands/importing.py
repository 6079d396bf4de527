"""`faq import`: a FAQ that exists becomes a project, written whole or not at all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from shlex import quote

from faq.book.workspace import write_all
from faq.commands.exits import CLEAN, PROBLEMS, UNREADABLE
from faq.commands.initial import known_of
from faq.importing.account import told
from faq.importing.from_folder import CATEGORY, PAGES, from_folder
from faq.importing.making import Copied, Made, made
from faq.importing.old_links import local_files
from faq.importing.outline import gathered
from faq.importing.records import OldFaq, OldPage, UnreadableError
from faq.importing.source_forms import decoded, is_html, sheet_of
from faq.text.language import codes

NEEDED = ("bs4", "lxml", "markdownify")
SKIPPED = frozenset({"node_modules", "_site", "public", "build"})
"""Folders of programs and of built sites."""


def import_command(arguments: argparse.Namespace) -> int:
    """Make a project of a FAQ; the exit code.  Where something of one is there already, nothing is written.

    Raises OSError where files cannot be read or written.
    """
    source = Path(arguments.source)
    root = Path(
        arguments.into or (source.resolve().stem if source.is_file() else f"{source.resolve().name}-faq")
    )
    try:
        read, shown = _read(source)
        language = arguments.language or (read.language if read.language in codes() else "en")
        base = source if source.is_dir() else source.parent
        known = known_of(arguments, root, arguments.name or read.title, language)
        project = made(read, shown, _pictures(base, read), known)
        _free(root, project)
    except UnreadableError as reason:
        print(f"error: {reason}; nothing was written", file=sys.stderr)
        return UNREADABLE
    if not arguments.dry_run:
        write_all(root, project.files)
    print(told(project))
    _say_what_next(root, project, arguments.dry_run)
    return PROBLEMS if project.counts.lost or project.report.problems else CLEAN


def _say_what_next(root: Path, project: Made, dry_run: bool) -> None:
    count = len(project.files)
    if dry_run:
        print(f"would write {count} files to {root}", *sorted(project.files), sep="\n  ")
    else:
        print(f"wrote {count} files; now: cd {quote(str(root))} && faq serve")


def _free(root: Path, project: Made) -> None:
    """Raises UnreadableError where a project cannot be put without writing over something."""
    there = next(
        (root / path for path in ("mkdocs.yml", "docs", *project.files) if (root / path).exists()), None
    )
    if there or (root.exists() and not root.is_dir()):
        raise UnreadableError(f"{there or root} is there: name a new folder with --into")


def _read(source: Path) -> tuple[OldFaq, str]:
    """The FAQ in a file or a folder, and all that its readers saw.  Raises UnreadableError."""
    if source.is_dir():
        texts = {
            path.relative_to(source).as_posix(): decoded(path.read_bytes(), str(path))
            for path in _pages(source)
        }
        return from_folder(texts, source.resolve().name, _from_html)
    if not source.is_file():
        raise UnreadableError(f"there is no file and no folder {source}")
    data = source.read_bytes()
    text = decoded(data, str(source))
    sheet = sheet_of(source.name, text, _from_html if is_html(source.name, data) else None)
    return gathered(sheet, source.stem), sheet.shown


def _from_html(text: str) -> OldPage:
    """Raises UnreadableError where what reads HTML is not installed."""
    if any(find_spec(name) is None for name in NEEDED):
        raise UnreadableError("reading HTML needs more than is installed: pip install 'support-faq[import]'")
    from faq.importing.from_html import from_html

    return from_html(text)


def _pages(folder: Path) -> list[Path]:
    """The pages of a folder, those of programs, of built sites and hidden ones aside."""

    def seen(path: Path) -> bool:
        above = path.relative_to(folder).parts[:-1]
        return not any(part.startswith(".") or part in SKIPPED for part in above)

    return [
        path
        for path in sorted(folder.rglob("*"))
        if (path.suffix.lower() in PAGES or path.name == CATEGORY) and path.is_file() and seen(path)
    ]


def _pictures(base: Path, read: OldFaq) -> Mapping[str, Copied]:
    """The files that pages name, each once; none from outside of the folder: nobody meant to publish it."""
    inside = base.resolve()
    out: dict[str, Copied] = {}
    taken: set[str] = set()
    for path in local_files(read):
        file = (base / path).resolve()
        if file.is_relative_to(inside) and file.is_file():
            name, count = file.name, 1
            while name.lower() in taken:
                count += 1
                name = f"{file.stem}-{count}{file.suffix}"
            taken.add(name.lower())
            out[path] = Copied(name, file.read_bytes())
    return out
