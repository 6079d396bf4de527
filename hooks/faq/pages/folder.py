"""A folder as a mapping: the files of the site as they were written, each read when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path


def found_below(top: str) -> Iterator[str]:
    """The paths of all files below a folder, relative to it: `os.walk` would have each looked at once more.

    Links to folders are not followed, and what cannot be read is passed over.
    """
    folders = [""]
    for inside in folders:
        try:
            with os.scandir(f"{top}/{inside}") as found:
                entries = list(found)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{inside}{entry.name}/")
            elif entry.is_file():
                yield inside + entry.name


class Folder(Mapping[str, bytes]):
    """What lies below a folder, by path relative to it, with forward slashes."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._top = os.fspath(path)
        """As a text: to put paths together costs more than to read most files."""

    def __iter__(self) -> Iterator[str]:
        return found_below(self._top)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (self.path / path).is_file()

    def __getitem__(self, path: str) -> bytes:
        try:
            with open(f"{self._top}/{path}", "rb", buffering=0) as file:  # noqa: PTH123
                return file.read()
        except (FileNotFoundError, IsADirectoryError):
            raise KeyError(path) from None
        except PermissionError:
            if not (self.path / path).is_dir():
                raise
            raise KeyError(path) from None  # as Windows says of a folder

    def put(self, path: str, data: bytes | None) -> None:
        """Write a file, and the folders that it needs; None takes it away."""
        if data is None:
            (self.path / path).unlink(missing_ok=True)
            return
        file = f"{self._top}/{path}"
        try:
            _write(file, data)
        except FileNotFoundError:
            (self.path / path).parent.mkdir(parents=True, exist_ok=True)
            _write(file, data)


def _write(file: str, data: bytes) -> None:
    """Write over what stands in a file: one that is emptied first is written to the disk at once (ext4)."""
    with open(file, "wb", opener=_opened) as out:
        out.write(data)
        out.truncate()


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags & ~os.O_TRUNC, 0o666)
