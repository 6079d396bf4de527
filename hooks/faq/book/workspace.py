"""The project's files: found, read, and written all or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from faq.book.elsewhere import storyboard_texts
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.project import Project, Read, read_project
from faq.book.remembered import ReadPage
from faq.book.settings import Settings
from faq.kinds import Kind
from faq.model import Problem, Source, Today
from faq.text.page import read_page
from faq.verbatim import escaped_name, is_utf8
from faq.walkthroughs import shelf

UNNAMEABLE = frozenset({errno.ENAMETOOLONG, errno.EINVAL})
"""What systems say of a name that is none: too long, or on Windows with "?" or "*" in it."""


def today() -> Today:
    """The day in UTC, by the clock and by SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    clock = datetime.now(UTC).date()
    day = datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else clock
    return Today(day, max(day, clock))


def is_published() -> bool:
    """Whether the build makes the bytes that are published: `make build`, `faq publish` and mike say so."""
    return "MIKE_DOCS_VERSION" in os.environ


Contents = Mapping[str, bytes | None]
"""Files as they would be, by path from the project's folder; None for one that would be gone."""


def reader(root: Path, instead: Contents | None = None) -> Read:
    """A function that reads the project's files; `instead` stands for files as they would be."""
    over, folder = instead or {}, str(root)

    def read(path: str) -> bytes | None:
        if path in over:
            return over[path]
        try:
            with open(os.path.join(folder, path), "rb") as file:  # noqa: PTH118, PTH123 - as in found_files
                return file.read()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError, ValueError):
            return None
        except OSError as error:
            # No file can have such a name, or, as Windows says it, a folder has it.
            if error.errno in UNNAMEABLE or os.path.isdir(os.path.join(folder, path)):  # noqa: PTH112, PTH118
                return None
            raise

    return read


def folders_there(settings: Settings) -> None:
    """Raises ConfigurationError where a folder is not there from which everything is read."""
    folders = {("docs_dir",): settings.docs_dir, ("theme", "custom_dir"): _custom_dir(settings)}
    for keys, folder in folders.items():
        if folder and not (settings.root / folder).is_dir():
            at = settings.place(*keys)
            line, column = at.source.position(at.start)
            where = f"{at.source.path}:{line}:{column}: {': '.join(keys)}:"
            raise ConfigurationError(f"{where} there is no folder {folder}/; write the path of one from here")


def _custom_dir(settings: Settings) -> str:
    """The folder of a team's own templates and assets; empty where there is none."""
    theme = settings.data.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    return custom if isinstance(custom, str) else ""


def found_files(root: Path, docs_dir: str) -> list[str]:
    """Every file below the docs folder, relative to it, with forward slashes."""
    top = os.path.join(root, docs_dir)  # noqa: PTH118 - pathlib is a third of the cost at 1,000 pages
    out = []
    for folder, folders, names in os.walk(top, onerror=_unreadable, followlinks=True):
        # A link to a folder above would lead round in a circle.
        here = os.path.realpath(folder)
        folders[:] = [f for f in folders if not _circle(os.path.join(folder, f), here)]  # noqa: PTH118
        base = os.path.relpath(folder, top).replace(os.sep, "/")
        prefix = "" if base == "." else base + "/"
        out += [prefix + name for name in names]
    return out


def _unreadable(error: OSError) -> None:
    """What cannot be read was not checked.  Raises ConfigurationError."""
    raise ConfigurationError(f"{error.filename}: cannot be read: {error.strerror}")


def _circle(folder: str, above: str) -> bool:
    """Whether a link leads to a folder that holds it."""
    return os.path.islink(folder) and (above + os.sep).startswith(os.path.realpath(folder) + os.sep)  # noqa: PTH114


def load(settings: Settings, instead: Contents | None = None, read_page: ReadPage = read_page) -> Project:
    """Read the project that the settings describe, its pages by `read_page`."""
    docs = settings.docs_dir + "/"
    inside = {
        path.removeprefix(docs): data for path, data in (instead or {}).items() if path.startswith(docs)
    }
    found = [file for file in found_files(settings.root, settings.docs_dir) if file not in inside]
    files = list(filter(is_utf8, found))
    unnamed = [_unnamed(docs + file) for file in found if not is_utf8(file)]
    if custom := _custom_dir(settings):
        # A template has no address.
        own = (file for file in found_files(settings.root, custom) if not file.endswith(".html"))
        unnamed += [_unnamed(f"{custom}/{file}") for file in own if not is_utf8(file)]
    files += [file for file, data in inside.items() if data is not None]
    read = reader(settings.root, instead)
    project = read_project(settings, files, read, read_page)
    walkthroughs = shelf.read(settings.root, settings.docs_dir)
    problems = (*project.problems, *unnamed, *walkthroughs.problems)
    boards = (board.source for board in walkthroughs.storyboards.values())
    elsewhere = (*project.elsewhere, *storyboard_texts(boards, project.reading.words))
    return replace(project, shelf=walkthroughs, problems=problems, elsewhere=elsewhere)


def _unnamed(path: str) -> Problem:
    """What is wrong with a file for which no address can be made."""
    message = "the name of this file is no UTF-8, and no address can be made of it"
    return Problem(Kind.NOT_UTF8, Source(escaped_name(path), "").whole, message, "give the file another name")


def write_all(root: Path, contents: Contents, *, put: Callable[[Path, Path], None] | None = None) -> None:
    """Write every file, or none: all are written beside their places first, then put there.

    A file that would be gone is taken away when all others stand.  Raises OSError; the files are then as they
    were.  A file's mode is kept, a symbolic link is followed.
    """
    import tempfile  # as much to load as all of this module's, and reading does without

    move = put or (lambda a, b: a.replace(b))
    staged: list[tuple[Path, Path]] = []
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in contents.items():
            if data is None:
                continue
            target = (root / path).resolve()
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            staged.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(target.stat().st_mode if target.exists() else 0o644)
        for temporary, target in staged:
            old = target.read_bytes() if target.exists() else None
            move(temporary, target)
            done.append((target, old))
        for target in (root / path for path, data in contents.items() if data is None):
            old = target.read_bytes()
            target.unlink()
            done.append((target, old))
    except BaseException:
        for target, old in reversed(done):
            if old is None:
                target.unlink(missing_ok=True)
            else:
                target.write_bytes(old)
        raise
    finally:
        for temporary, _ in staged:
            with suppress(FileNotFoundError):
                temporary.unlink()
