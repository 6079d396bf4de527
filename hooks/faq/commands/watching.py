"""How a preview hears of saved files: from the system, which tells at once.

MkDocs (1.6.1) looks at every file twice a second, for not every system tells of what changes in a folder that
lies elsewhere: so it still does where that may be.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What is heard of: a build opens and closes files, and is not to follow from that."""
OWN = frozenset({"bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "overlay", "tmpfs", "xfs", "zfs"})
"""Kinds of file systems (Linux) to which nobody writes but this system."""
ESCAPED = re.compile(r"\\([0-7]{3})")
"""How /proc/mounts writes spaces (proc_pid_mounts(5))."""


def tells(paths: Iterable[str], mounts: str) -> bool:
    """Whether the system tells of all that changes at these paths; `mounts` is what /proc/mounts says.

    Links lead to what is not watched.
    """
    kinds = dict(map(_mount, mounts.splitlines()))
    return all(_kind(os.path.realpath(path), kinds) in OWN and not _linked(path) for path in paths)


def _mount(line: str) -> tuple[str, str]:
    """A place, and the kind of what is mounted there."""
    _, place, kind, *_ = line.split(" ")
    return ESCAPED.sub(lambda m: chr(int(m[1], 8)), place), kind


def _kind(path: str, kinds: dict[str, str]) -> str:
    """The kind of file system that holds a path."""
    while path not in kinds and path != os.path.dirname(path):  # noqa: PTH120 - no file is looked at
        path = os.path.dirname(path)  # noqa: PTH120
    return kinds.get(path, "")


def _linked(path: str) -> bool:
    return os.path.islink(path) or any(  # noqa: PTH114 - many files
        os.path.islink(os.path.join(folder, name))  # noqa: PTH114, PTH118
        for folder, folders, names in os.walk(path)
        for name in (*folders, *names)
    )


def observer(paths: Iterable[str]) -> BaseObserver | None:
    """What hears of changes at these paths as soon as they are there; None where MkDocs had better look."""
    mounts = Path("/proc/mounts")
    if sys.platform != "linux" or not mounts.is_file() or not tells(paths, mounts.read_text("utf-8")):
        return None
    return heard_by_system()


def heard_by_system() -> BaseObserver:
    """What hears of written files, and of nothing that is read."""
    made = Observer()
    schedule = made.schedule

    def for_changes(handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Any:
        if os.path.isfile(path):  # noqa: PTH113 - as MkDocs has it
            # Editors put a new file in the place of the old one, of which nothing more is heard.
            handler, path, recursive = _OneFile(handler, path), os.path.dirname(path), False  # noqa: PTH120
        return schedule(handler, path, recursive=recursive, event_filter=CHANGES)

    vars(made)["schedule"] = for_changes
    return made


class _OneFile(FileSystemEventHandler):
    """Hears of one file of a folder."""

    def __init__(self, handler: FileSystemEventHandler, path: str) -> None:
        self._handler, self._path = handler, path

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what concerns the file."""
        if self._path in (event.src_path, event.dest_path):
            self._handler.on_any_event(event)
