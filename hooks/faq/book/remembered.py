"""Pages as they were read before, for whoever reads the same project again and again: a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from faq.frozen import record
from faq.model import Source
from faq.text.page import Page, Reading, read_page

ReadPage: TypeAlias = Callable[[Source, Reading, bool], Page]
"""As `faq.text.page.read_page`."""


@record
class _Read:
    page: Page
    relative: bool
    snippets: Mapping[str, Source | None]
    """Those that it asked for, by the names that it has for them."""


@dataclass(slots=True)
class Remembered:
    """The pages of one project, each with all that it was read from."""

    _reading: Reading | None = None
    _before: dict[str, _Read] = field(default_factory=dict)
    _now: dict[str, _Read] = field(default_factory=dict)

    def read_page(self, source: Source, reading: Reading, relative: bool) -> Page:
        """A page as `read_page` would read it: the one that was read before, where nothing of it has changed.

        A reading is one reading of the whole project: what it does not ask for is forgotten by the next.
        """
        if reading is not self._reading:
            self._begin(reading)
        known = self._before.get(source.path)
        if known is None or not _same(known, source, reading, relative):
            known = _read(source, reading, relative)
        self._now[source.path] = known
        return known.page

    def _begin(self, reading: Reading) -> None:
        last, self._reading = self._reading, reading
        # How headings get their anchors follows from the extensions.
        same = last is not None and _alike(last) == _alike(reading)
        self._before, self._now = self._now if same else {}, {}


def _alike(reading: Reading) -> tuple[object, ...]:
    return reading.words, reading.extensions, reading.made


def _same(known: _Read, source: Source, reading: Reading, relative: bool) -> bool:
    if (known.page.source, known.relative) != (source, relative):
        return False
    include = reading.include
    return all((include(name) if include else None) == found for name, found in known.snippets.items())


def _read(source: Source, reading: Reading, relative: bool) -> _Read:
    snippets: dict[str, Source | None] = {}
    include = reading.include

    def asked(name: str) -> Source | None:
        snippets[name] = include(name) if include else None
        return snippets[name]

    page = read_page(source, replace(reading, include=asked) if include else reading, relative)
    return _Read(page, relative, snippets)
