"""What a build keeps for the next: each page as it was finished, under a key made of all that it depends on.

A page is found again only where nothing that it is made of has changed, so that a build that finds it writes
the same bytes as one that does not.  What is kept lies in an SQLite database in the project's `.cache/`: two
builds can use it at once, and a killed build leaves it as it was (`faq.pages.database`).  Where it cannot be
used, all is made anew.  Pictures have one of their own (`faq.pages.pictures`).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, cast

from faq.pages.database import Database, opened
from faq.patterns import late

CACHE = Path(".cache", "made.sqlite3")
"""In the project's folder."""
ELSEWHERE = "FAQ_KEPT_IN"
"""What names another folder in the environment: what is published is built of a copy that goes again.

There it is kept by what files hold, and not by when and where they were written."""
BUILDS = 4
"""How many builds something is kept that none of them has asked for."""
SOME = 250
"""How much is held in memory before it is written."""
HTML = "html"
"""The text of a value that is kept as it is: as JSON, each would be looked at letter by letter."""
ADDRESS = late(r"\b0x[0-9a-f]+\b")
"""How Python shows a function or an object: another one in each process."""
IN_JSON = json.JSONEncoder(default=str, sort_keys=True, skipkeys=True)
AS_KEPT = json.JSONEncoder(ensure_ascii=False)
Value: TypeAlias = "dict[str, Any]"
"""What is kept, as JSON has it."""
Row: TypeAlias = "tuple[str, str | bytes | None]"
"""The same as it lies there: less its HTML, and that; of bytes only these."""
Made = TypeVar("Made")
PUBLISHED = "published"
"""The folder of what is kept of such copies, beside the rest."""


def digest(*parts: object) -> str:
    """A name for these values, which differs where one of them does; what they are is what `repr` says."""
    said = "\0".join(part if isinstance(part, str) else repr(part) for part in parts)
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def bytes_digest(data: bytes) -> str:
    """A name for what a file holds."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def plain(value: object) -> str:
    """A configuration's values as text that is the same in every process."""
    said = IN_JSON.encode(value)
    return ADDRESS.sub("", said) if "0x" in said else said


def installed() -> str:
    """Everything that is installed, with its version, and this package's own code."""
    own = Path(__file__).parents[1]
    return digest(sys.version, *packages(), *told(own, [own]))


def packages() -> Iterator[str]:
    """The name and version of each installed package, in the order in which Python looks for them."""
    for folder in sys.path:
        with suppress(OSError):
            names = os.listdir(folder)  # noqa: PTH208
            yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def contents(places: Iterable[Path]) -> Iterator[str]:
    """Names for what files hold, whenever they were written: a runner of CI has them anew each time."""
    for top in places:
        files = [top] if top.is_file() else sorted(path for path in top.rglob("*") if path.is_file())
        for path in files:
            if "__pycache__" not in path.parts:
                yield f"{path.relative_to(top)} {hashlib.blake2b(path.read_bytes()).hexdigest()}"


def kept_in(root: Path, cache: Path) -> Path:
    """Where a project's builds keep something."""
    return Path(elsewhere, cache.name) if (elsewhere := _elsewhere()) else root / cache


def told(root: Path, folders: Iterable[Path]) -> list[str]:
    """What tells of the files below folders of a project whether they are the same."""
    if not _elsewhere():
        return list(stats(folders))
    return [one for top in folders for one in (os.path.relpath(top, root), *contents([top]))]


def made_elsewhere(root: Path) -> dict[str, str]:
    """What a build of a copy of a project gets into its environment, to keep pages beside the project.

    Nothing where nothing can be written there.
    """
    folder = root / CACHE.parent
    try:
        (folder / PUBLISHED).mkdir(parents=True, exist_ok=True)
        ignored(folder)
    except OSError:
        return {}
    return {ELSEWHERE: str((folder / PUBLISHED).resolve())}


def ignored(folder: Path) -> None:
    """Have git see nothing of a folder.  To write a file anew that is there costs more than to read it."""
    file, said = folder / ".gitignore", b"*\n"
    if not (file.is_file() and file.read_bytes() == said):
        file.write_bytes(said)


def wherever(root: Path, text: str) -> str:
    """A text that tells of a project, the same wherever that stands, if its builds are kept so."""
    return text.replace(IN_JSON.encode(str(root))[1:-1], "") if _elsewhere() else text


def _elsewhere() -> str:
    return os.environ.get(ELSEWHERE, "")


def stats(folders: Iterable[Path]) -> Iterator[str]:
    """The files below folders, each with its size and when it was written."""
    for top in folders:
        for folder, folders_in_it, names in os.walk(top):
            folders_in_it[:] = sorted(name for name in folders_in_it if name not in ("__pycache__", ".icons"))
            for name in sorted(names):
                path = os.path.join(folder, name)  # noqa: PTH118 - many files
                with suppress(OSError):
                    stat = os.stat(path)  # noqa: PTH116
                    yield f"{path} {stat.st_size} {stat.st_mtime_ns}"


@dataclass(slots=True)
class Recent:
    """What a build of this process asked for, in memory for the next one."""

    _before: dict[str, Value] = field(default_factory=dict)
    _now: dict[str, Value] = field(default_factory=dict)

    def begin(self) -> None:
        """A build begins: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def get(self, key: str) -> Value | None:
        """What there was under a key."""
        value = self._now.get(key) or self._before.get(key)
        return None if value is None else self.put(key, value)

    def put(self, key: str, value: Value) -> Value:
        """Remember something, and give it back."""
        self._now[key] = value
        return value


@dataclass(slots=True)
class Same:
    """What a build of this process made, for the next one to take where it would make it of the same."""

    _before: dict[Hashable, tuple[object, object]] = field(default_factory=dict)
    _now: dict[Hashable, tuple[object, object]] = field(default_factory=dict)

    def begin(self) -> None:
        """A build begins: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def made(self, place: Hashable, of: object, make: Callable[[], Made]) -> Made:
        """What `make` makes of these values: what it made in this place before, if they are equal.

        They must not hold what a writer may give another kind and leave equal, as `1` for `true` in front
        matter: that is told as text (`plain`).
        """
        known = self._now.get(place) or self._before.get(place)
        if known is None or known[0] != of:
            known = of, make()
        self._now[place] = known
        return cast("Made", known[1])


@dataclass(slots=True)
class Keeper:
    """What earlier builds kept, and what this one will."""

    path: Path
    _open: Database | None = None
    _used: set[str] = field(default_factory=set)
    _new: dict[str, Row] = field(default_factory=dict)
    _broken: bool = False
    _empty: bool = False
    """Whether nothing was there when this build came: then only what it has put is asked for."""

    def get(self, key: str) -> Value | None:
        """What was kept under a key; None for nothing."""
        if (row := self._found(key)) is None:
            return None
        said, html = row
        value: Value = json.loads(said)
        return value if html is None else {**value, HTML: html}

    def put(self, key: str, value: Value) -> None:
        """Keep something for the builds that follow."""
        said = {name: one for name, one in value.items() if name != HTML}
        self._keep(key, (AS_KEPT.encode(said), value.get(HTML)))

    def data(self, key: str) -> bytes | None:
        """The same of bytes."""
        row = self._found(key)
        return row[1] if row and isinstance(row[1], bytes) else None

    def keep(self, key: str, data: bytes) -> None:
        """The same of bytes."""
        self._keep(key, ("", data))

    def _found(self, key: str) -> Row | None:
        row = self._new.get(key) or self._read(key)
        if row is not None:
            self._used.add(key)
        return row

    def _keep(self, key: str, row: Row) -> None:
        self._new[key] = row
        self._used.add(key)
        if len(self._new) >= SOME:
            self._write(last=False)

    def close(self, *, asked: bool = True) -> None:
        """Write what is new, and let go of what several builds did not ask for.

        `asked` says whether this build has asked for all that it needs: the second of a preview has not.
        """
        self._write(last=asked)
        if self._open is not None:
            try:
                self._open.finish()
            except (OSError, sqlite3.Error) as error:
                self._give_up(error)
            self._open = None

    def _read(self, key: str) -> Row | None:
        if self._broken or (self._open is None and not self.path.is_file()):
            return None
        try:
            base = self._opened().read()
            if self._empty and key not in self._used:
                return None
            row: Row | None = base.execute("SELECT value, beside FROM made WHERE key = ?", (key,)).fetchone()
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
            return None
        return row

    def _opened(self) -> Database:
        if self._open is None:
            self._open = opened(self.path)
            base = self._open.base
            # In a table with the values, each would be read for the number behind it, and written with it.
            for table, columns in (("made", "value TEXT, beside"), ("asked", "build INTEGER")):
                base.execute(f"CREATE TABLE IF NOT EXISTS {table} (key TEXT PRIMARY KEY, {columns})")
            self._empty = base.execute("SELECT 1 FROM made LIMIT 1").fetchone() is None
        return self._open

    def _write(self, *, last: bool) -> None:
        new, self._new = self._new, {}
        if self._broken or not (new or (last and self._used)):
            return
        try:
            database = self._opened()
            # What was read may not be the latest, which alone can be written to.
            database.settle()
            base = database.base
            (build,) = base.execute("SELECT coalesce(max(build), 0) FROM asked").fetchone()
            rows = ((key, *row) for key, row in new.items())
            base.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", rows)
            asked = ((key, build + last) for key in (self._used if last else new))
            base.executemany("INSERT OR REPLACE INTO asked VALUES (?, ?)", asked)
            if last:
                old, before = "FROM asked WHERE build <= ?", (build + 1 - BUILDS,)
                base.execute(f"DELETE FROM made WHERE key IN (SELECT key {old})", before)
                base.execute(f"DELETE {old}", before)
            database.settle()
        except (OSError, sqlite3.Error, UnicodeEncodeError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """A cache that cannot be used costs time, and nothing else; a damaged one is taken away."""
        self._broken = True
        damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        with suppress(OSError, sqlite3.Error):
            if self._open is not None:
                self._open.drop()
            if damaged and not (self._open and self._open.new):
                self.path.unlink()
        self._open = None
