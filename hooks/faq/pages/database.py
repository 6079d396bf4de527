"""A database that is at its path once it is whole.

The first one is written under another name: nothing is taken of what a killed build left there, so that what
it holds is written once, and not to a journal before.  Whoever finds one at its path writes to it beside
others, with a journal.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from faq.frozen import record

WAIT = 2.0
"""Seconds until a database that another build writes to is left alone."""
SIZE = 32768
"""In bytes, of what is written at a time: most pages take one or two, and each costs a call."""
NEW = ".new-"
"""What is in the name of one that is not whole yet."""


@record
class Database:
    """One that is open.  What its methods cannot do they raise as OSError or `sqlite3.Error`."""

    base: sqlite3.Connection
    path: Path
    """Where it is, or is to be."""
    new: Path | None
    """Where it is until it is whole; None for one that was there."""

    def read(self) -> sqlite3.Connection:
        """What to read from, as it was the first time: a lock for each text costs a fifth of reading it."""
        if not self.base.in_transaction:
            self.base.execute("BEGIN")
        return self.base

    def settle(self) -> None:
        """What was written so far is to be there, whatever comes."""
        if not self.new:
            self.base.commit()

    def finish(self) -> None:
        """Close it, whole."""
        self.base.commit()
        if self.new:
            self.base.execute("PRAGMA journal_mode = WAL")
        self.base.close()
        if self.new:
            _appear(self.new, self.path)

    def drop(self) -> None:
        """Close it as it is; one that is not whole goes."""
        self.base.close()
        if self.new:
            self.new.unlink(missing_ok=True)


def opened(path: Path) -> Database:
    """The database at a path, or one that is to be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = None if path.exists() else _name_for(path)
    # The threads of a preview take turns.
    base = sqlite3.connect(new or path, WAIT, check_same_thread=False)
    try:
        base.execute(f"PRAGMA page_size = {SIZE}")
        base.execute(f"PRAGMA journal_mode = {'OFF' if new else 'WAL'}")
        # Safe with such a journal, or a name that comes last: what a failing machine loses is made again.
        base.execute("PRAGMA synchronous = NORMAL")
        if new:
            base.execute("BEGIN IMMEDIATE")
    except sqlite3.Error:
        base.close()
        raise
    return Database(base, path, new)


def _name_for(path: Path) -> Path:
    """A name that nobody has; what killed builds left under theirs goes: who still writes holds a lock."""
    for left in path.parent.glob(f"{path.name}{NEW}*"):
        with suppress(OSError), closing(sqlite3.connect(left, 0)) as base:
            try:
                base.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                continue
            except sqlite3.DatabaseError:
                pass  # not all of it was written
            left.unlink()
    return path.with_name(f"{path.name}{NEW}{os.urandom(8).hex()}")


def _appear(new: Path, path: Path) -> None:
    """Give a database its name, where no other build was quicker.

    In the place of another it would find the journal of whoever writes to that.
    """
    try:
        path.hardlink_to(new)
    except FileExistsError:
        pass
    except OSError:  # a disk without links
        if not path.exists():
            new.replace(path)
    new.unlink(missing_ok=True)
