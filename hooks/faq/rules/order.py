"""Rules on the order that readers see: it is the one by which the numbers were given.

Plugins and hooks may make another navigation than `nav:` says; only a build knows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from faq.book.nav import Place, places
from faq.book.project import Project, is_question
from faq.book.settings import NavEntry
from faq.kinds import Kind
from faq.model import Problem, Span


def order_problem(project: Project, built: Sequence[NavEntry]) -> Problem | None:
    """The first question that stands elsewhere, or is called otherwise, in the navigation that was built.

    An entry of `built` has a title where the navigation gives it one of its own.
    """
    if any(place.src not in project.files for place in project.places):
        return None  # what nav: names and nobody finds is told, and stands in no navigation
    shown = places(
        built,
        lambda src: src in project.files and is_question(project.settings, src),
        project.settings.numbers,
    )
    for one, other in zip_longest(project.places, shown):
        if message := _difference(one, other):
            span = (one.span if one else None) or Span(project.settings.config, 0, 0)
            fix = "write nav: as readers are to see it, and take out the plugin or hook that makes another"
            return Problem(Kind.OTHER_ORDER, span, message, fix, _how(project))
    return None


def _how(project: Project) -> tuple[str, ...]:
    if project.settings.nav is None:
        return ("numbers follow the files' names here, as mkdocs.yml has no nav:",)
    return ("numbers follow nav:",)


def _difference(given: Place | None, shown: Place | None) -> str:
    """How the navigation that readers see differs; empty where it does not."""
    if given is None or shown is None:
        more, holds = (given, "lacks") if given else (shown, "also has")
        return f"the navigation that readers see {holds} {more.src if more else ''}"
    if (given.src, given.number) != (shown.src, shown.number):
        return (
            f"question {given.number} is {given.src}, "
            f"and in the navigation that readers see question {shown.number} is {shown.src}"
        )
    if given.section != shown.section:
        there = " – ".join(shown.section) or "no section"
        return f"the navigation that readers see has {given.src} in {there}"
    if given.label and shown.label and given.label != shown.label:
        return f'the navigation that readers see calls {given.src} "{shown.label}", not "{given.label}"'
    return ""
