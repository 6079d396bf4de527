"""What all of pytest's workers use is made by the first that wants it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def once(factory: pytest.TempPathFactory, worker: str, name: str, make: Callable[[Path], object]) -> Path:
    """The path `name` in a folder that all workers see; `make` is called with it, by one of them, once."""
    shared = factory.getbasetemp()
    if worker != "master":
        shared = shared.parent
    made, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(made)
            done.touch()
    return made
