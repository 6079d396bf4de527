"""A lock that says that a process is alive: the system frees it however the process ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(lock: int) -> None:
        msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)

    def _is_ours(_: Path) -> bool:
        return True  # the folder for temporary files is the user's own

    FLAGS = 0
else:
    import fcntl

    def _hold(lock: int) -> None:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_ours(path: Path) -> bool:
        return path.stat().st_uid == os.getuid()

    FLAGS = os.O_NOFOLLOW


def held(path: Path, *, new: bool = False) -> int:
    """Hold the lock in a file; what is to be closed to let go of it.

    Raises FileNotFoundError where there is no file, unless it is to be made `new`, and OSError where another
    process holds it.
    """
    lock = os.open(path, os.O_RDWR | FLAGS | (os.O_CREAT if new else 0), 0o600)
    try:
        _hold(lock)
    except BaseException:
        os.close(lock)
        raise
    return lock


def is_ours(folder: Path) -> bool:
    """Whether a folder is one, and this user's own."""
    return not folder.is_symlink() and folder.is_dir() and _is_ours(folder)
