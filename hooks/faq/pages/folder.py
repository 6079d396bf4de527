"""A folder as a mapping: the files of the site as they were written, each read when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path


class Folder(Mapping[str, bytes]):
    """What lies below a folder, by path relative to it, with forward slashes."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def __iter__(self) -> Iterator[str]:
        top = str(self.path)
        for folder, _, names in os.walk(top):
            below = folder.removeprefix(top).replace(os.sep, "/").removeprefix("/")
            prefix = f"{below}/" if below else ""
            for name in names:
                if os.path.isfile(os.path.join(folder, name)):  # noqa: PTH113, PTH118 - many files
                    yield prefix + name

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (self.path / path).is_file()

    def __getitem__(self, path: str) -> bytes:
        try:
            return (self.path / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            raise KeyError(path) from None
        except PermissionError:
            if not (self.path / path).is_dir():
                raise
            raise KeyError(path) from None  # as Windows says of a folder

    def put(self, path: str, data: bytes | None) -> None:
        """Write a file, and the folders that it needs; None takes it away."""
        file = self.path / path
        if data is None:
            file.unlink(missing_ok=True)
            return
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
