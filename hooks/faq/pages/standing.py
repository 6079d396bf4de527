"""What stands of a preview's last build, so that the next makes, writes and reads only what differs.

A file stands where what it is made of has the same name as before, and nobody has touched it since.  What the
last build left, and this one neither wrote nor found standing, goes.  Where a build was not finished, nothing
stands of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from faq.book.remembered import Remembered
from faq.frozen import record
from faq.pages.folder import found_below
from faq.pages.keeping import Recent, Same

Stamp: TypeAlias = tuple[int, int, int]
"""When a file was written, its size, and which it is."""
Entries: TypeAlias = tuple[Any, ...]
"""What a page brought to the search index."""


@record
class StandingPage:
    """A page of which there is nothing to be told, and no byte to be written."""

    key: str
    """A name for all that it is made of (faq.pages.reuse)."""
    entries: Entries
    themed: bool
    """Whether it has the theme's frame."""


@dataclass(slots=True)
class Standing:
    """One preview, from build to build."""

    sources: Remembered = field(default_factory=Remembered)
    values: Recent = field(default_factory=Recent)
    same: Same = field(default_factory=Same)
    again: bool = False
    """Whether the build that runs is not the first of those that were finished."""
    _site: str = ""
    _whole: bool = False
    _pages: dict[str, StandingPage] = field(default_factory=dict)
    _files: dict[str, str] = field(default_factory=dict)
    """Names for what the other files are made of."""
    _late: set[str] = field(default_factory=set)
    """Those of them that the end of a build writes."""
    _stamps: dict[str, Stamp] = field(default_factory=dict)
    _there: dict[str, Stamp] = field(default_factory=dict)
    """What there was when the build began."""
    _kept: set[str] = field(default_factory=set)
    _entries: dict[str, Entries] = field(default_factory=dict)
    _new_pages: dict[str, StandingPage] = field(default_factory=dict)
    _new_files: dict[str, str] = field(default_factory=dict)
    _new_late: set[str] = field(default_factory=set)

    def begin(self, site: str) -> bool:
        """A build begins that writes into this folder; whether it may stay as it is, or is to be emptied."""
        self.again = self._whole and self._site == site
        if not self.again:
            self._pages, self._files, self._late, self._stamps = {}, {}, set(), {}
        self._site, self._whole = site, False
        self._there = dict(_stamps(site)) if self.again else {}
        self._kept, self._entries = set(), {}
        self._new_pages, self._new_files, self._new_late = {}, {}, set()
        self.values.begin()
        self.same.begin()
        return self.again

    def page(self, path: str, key: str) -> StandingPage | None:
        """A page that stands as it was finished."""
        known = self._pages.get(path)
        if known is None or known.key != key or not self._untouched(path):
            return None
        self._kept.add(path)
        self._new_pages[path] = known
        return known

    def stands(self, path: str) -> StandingPage | None:
        """The same, once this build has found it standing."""
        return self._new_pages.get(path) if path in self._kept else None

    def written(self, path: str, entries: Entries) -> None:
        """A page was written, and brought this to the search index."""
        self._entries[path] = entries

    def settle(self, path: str, key: str, *, themed: bool) -> None:
        """A page is finished, and there is nothing to be told of it."""
        if path in self._entries:
            self._new_pages[path] = StandingPage(key, self._entries[path], themed)

    def file(self, path: str, name: str, write: Callable[[], object], *, late: bool = False) -> None:
        """Write another file, unless it stands; `name` is one for what it is made of.

        `late` says that the end of the build writes it.
        """
        self._new_files[path] = name
        if late:
            self._new_late.add(path)
        if self._files.get(path) == name and self._untouched(path):
            self._kept.add(path)
        else:
            write()

    def sweep(self) -> None:
        """Take away what nobody wrote again; what the end of a build writes has its time until then."""
        self._take_away(path for path in self._there if path not in self._late)

    def finish(self) -> None:
        """The build is finished."""
        self._take_away(path for path in self._late if path not in self._new_late)
        # What stands was looked at already.
        paths = (*self._new_pages, *self._new_files)
        stamped = {
            path: self._there[path] if path in self._kept else _stamp(self._at(path)) for path in paths
        }
        self._stamps = {path: stamp for path, stamp in stamped.items() if stamp}
        self._pages, self._files, self._late = self._new_pages, self._new_files, self._new_late
        self._whole = True

    def _take_away(self, paths: Iterator[str]) -> None:
        for path in paths:
            if path in self._kept or self._there.get(path) != _stamp(self._at(path)):
                continue
            with suppress(OSError):
                Path(self._at(path)).unlink()
                # Folders that are empty now go as well.
                os.removedirs(os.path.dirname(self._at(path)))  # noqa: PTH120

    def _untouched(self, path: str) -> bool:
        known = self._stamps.get(path)
        return known is not None and known == self._there.get(path) == _stamp(self._at(path))

    def _at(self, path: str) -> str:
        return f"{self._site}/{path}"


def _stamp(path: str) -> Stamp | None:
    try:
        stat = os.stat(path)  # noqa: PTH116 - many files
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _stamps(top: str) -> Iterator[tuple[str, Stamp]]:
    for path in found_below(top):
        if stamp := _stamp(f"{top}/{path}"):
            yield path, stamp
