"""A repair of rendered HTML, and what to do where it no longer fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from string import Template

from faq.frozen import record
from faq.kinds import Kind
from faq.model import Problem, Source
from faq.patterns import always, late

MANY = 1_000_000
SIGN = "md-"
"""How the theme's own names begin, which most repairs are about and most texts of a team have none of."""


@record
class Times:
    """How often something may occur on a page, both ends included."""

    least: int
    most: int

    def __contains__(self, count: object) -> bool:
        return isinstance(count, int) and self.least <= count <= self.most


ONCE, AT_MOST_ONCE, ANY, SOME = Times(1, 1), Times(0, 1), Times(0, MANY), Times(1, MANY)


@record
class Repair:
    """One fault of the theme and its remedy."""

    name: str
    why: str
    """The fault in a sentence of its own, the criterion of WCAG 2.2 or the rule of HTML that it breaks."""
    finds: str
    """A regular expression, and no choice of several; `.` matches line ends."""
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


@record
class Ready:
    """A repair as all pages of one site get it."""

    repair: Repair
    puts: str
    """What stands there instead, with the site's words in it."""
    holds: str
    """What stands wherever it fits, which is found sooner."""
    leaves: str
    """The same of the fault as it looks from afar; empty where nothing is looked for."""
    themed: bool
    """Whether it fits only where one of the theme's own names stands."""

    def may_fit(self, html: str, themed: bool) -> bool:
        """Whether it may fit a text; `themed` says whether one of the theme's own names stands in that."""
        return (themed or not self.themed) and self.holds in html


def ready(repairs: Iterable[Repair], features: frozenset[str], words: Mapping[str, str]) -> tuple[Ready, ...]:
    """The repairs whose feature is on, in their order, with the site's words."""
    escaped = {key: escape(text).replace("\\", r"\\") for key, text in words.items()}
    return tuple(
        Ready(
            repair,
            Template(repair.puts).substitute(escaped),
            holds := always(repair.finds),
            always(repair.never),
            SIGN in holds,
        )
        for repair in repairs
        if not repair.needs or repair.needs in features
    )


def repaired(
    html: str, repairs: Sequence[Ready], path: str = "", installed: Callable[[], str] = str
) -> tuple[str, list[Problem]]:
    """The page at a path with all repairs, in their order, and those that did not fit it.

    `installed` gives the version of the theme.
    """
    misfits = []
    html, counts = applied(html, repairs)
    for one, found in zip(repairs, counts, strict=True):
        if found not in one.repair.times:
            misfits.append(misfit(one.repair, _wanted(one.repair.times, found), path, installed()))
    for one, left in remnants(html, repairs):
        what = f"it left {left[:120] or 'a page without it'!r}"
        misfits.append(misfit(one.repair, what, path, installed()))
    return html, misfits


def applied(html: str, repairs: Iterable[Ready]) -> tuple[str, list[int]]:
    """A text with all repairs, in their order, and how often each fitted."""
    counts, themed = [], SIGN in html
    for one in repairs:
        found = 0
        if one.may_fit(html, themed):
            html, found = _pattern(one.repair.finds).subn(one.puts, html)
            themed = SIGN in html
        counts.append(found)
    return html, counts


def fit_together(repairs: Iterable[Ready], *counts: Iterable[int]) -> bool:
    """Whether each repair fitted a page as often as it must; `counts` are those of its parts."""
    return all(
        sum(of) in one.repair.times for one, of in zip(repairs, zip(*counts, strict=True), strict=True)
    )


def places(html: str, repair: Repair) -> Iterator[str]:
    """What stands in a text where a repair fits."""
    return (found[0] for found in _pattern(repair.finds).finditer(html))


def remnants(html: str, repairs: Iterable[Ready]) -> Iterator[tuple[Ready, str]]:
    """The faults that are left in a repaired text, each with what stands there."""
    for one in repairs:
        never = one.repair.never
        if never and one.leaves in html and (left := _pattern(never).search(html)):
            yield one, left[0]


def misfit(repair: Repair, what: str, path: str, installed: str) -> Problem:
    """A repair that does not fit a page; `what` says how that shows."""
    return Problem(
        Kind.THEME_CHANGED,
        Source.as_built(path).whole,
        f'the theme\'s page is not what the repair "{repair.name}" expects: {what}',
        "look at the page: where a template: of its own or a file in custom_dir: stands in for the theme's, "
        "let that say what the theme says; where the theme no longer has the fault, delete the repair from "
        "hooks/faq/theme/material.py; where the theme says it in other words, correct what the repair finds; "
        "then run the tests in tests/accessible",
        (f"the theme is {installed}, the repair was written for {repair.seen_in}", f"it mends: {repair.why}"),
    )


def _wanted(times: Times, found: int) -> str:
    least, most = times.least, times.most
    wanted = f"{least} times" if least == most else f"{least} or more" if most == MANY else f"up to {most}"
    return f"it fitted {found} times, and should fit {wanted}"


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return late(expression, re.S)
