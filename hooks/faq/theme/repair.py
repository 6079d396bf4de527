"""A repair of rendered HTML, and what to do where it no longer fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from string import Template

MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Times:
    """How often something may occur on a page, both ends included."""

    least: int
    most: int

    def __contains__(self, count: object) -> bool:
        return isinstance(count, int) and self.least <= count <= self.most


ONCE, AT_MOST_ONCE, ANY, SOME = Times(1, 1), Times(0, 1), Times(0, MANY), Times(1, MANY)


@dataclass(frozen=True, slots=True)
class Repair:
    """One fault of the theme and its remedy."""

    name: str
    why: str
    """The fault in a sentence of its own, the criterion of WCAG 2.2 or the rule of HTML that it breaks."""
    finds: str
    """A regular expression; `.` matches line ends."""
    puts: str
    """What stands there instead: `\\1` is a group of `finds`, `$word` a text of the site."""
    times: Times = ONCE
    """How often it must fit on each page."""
    needs: str = ""
    """The feature without which a page does not have the place; empty where every page has it."""
    never: str = ""
    """A regular expression that fits nowhere on a repaired page: how the fault looks from afar.

    It tells that the theme has changed where `times` cannot, because a page may well be without the place."""
    seen_in: str = "9.8.1"
    """The version of the theme in which the fault was seen last."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A repair that does not fit a page."""

    repair: Repair
    found: int
    """How often it fitted."""
    left: str = ""
    """What `never` found."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A repair as all pages of one site get it."""

    repair: Repair
    puts: str
    """What stands there instead, with the site's words in it."""


def ready(repairs: Iterable[Repair], features: frozenset[str], words: Mapping[str, str]) -> tuple[Ready, ...]:
    """The repairs whose feature is on, in their order, with the site's words."""
    escaped = {key: escape(text).replace("\\", r"\\") for key, text in words.items()}
    return tuple(
        Ready(repair, Template(repair.puts).substitute(escaped))
        for repair in repairs
        if not repair.needs or repair.needs in features
    )


def repaired(html: str, repairs: Sequence[Ready]) -> tuple[str, list[Misfit]]:
    """The page with all repairs, in their order, and those that did not fit it."""
    misfits = []
    for one in repairs:
        html, found = _pattern(one.repair.finds).subn(one.puts, html)
        if found not in one.repair.times:
            misfits.append(Misfit(one.repair, found))
    misfits += [
        Misfit(one.repair, 0, left[0][:120] or "a page without it")
        for one in repairs
        if one.repair.never and (left := _pattern(one.repair.never).search(html))
    ]
    return html, misfits


def told(page: str, misfit: Misfit, installed: str) -> str:
    """What to say of a misfit: the page, the repair, and what to do."""
    repair = misfit.repair
    if misfit.left:
        what = f"it left {misfit.left!r}"
    else:
        least, most = repair.times.least, repair.times.most
        wanted = (
            f"{least} times" if least == most else f"{least} or more" if most == MANY else f"up to {most}"
        )
        what = f"it fitted {misfit.found} times, and should fit {wanted}"
    return (
        f'{page}: the theme\'s page is not what the repair "{repair.name}" expects: {what}. '
        f"The theme is {installed}, the repair was written for {repair.seen_in}. It mends: {repair.why}. "
        "Look at the page: where a template: of its own or a file in custom_dir: stands in for the theme's, "
        "let that say what the theme says; where the theme no longer has the fault, delete the repair from "
        "hooks/faq/theme/material.py; where the theme says it in other words, correct what the repair finds; "
        "then run the tests in tests/accessible."
    )


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.S)
