"""What a page needs that lets readers judge their own mail files, and who leads there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from faq.answers.citing import citing
from faq.book.options import Desk
from faq.book.project import Project
from faq.reports.draft import draft
from faq.reports.rules import for_browsers
from faq.reports.verdicts import Verdict

SAID = ("looking", "yes", "no", "found", "draft", "draft_why", "steps", "unreadable", "no_drop")
"""The texts that its script fills in."""


@dataclass(frozen=True, slots=True)
class Checker:
    """What a template knows as `checker`."""

    data: Mapping[str, object] | None
    """What the script of docs/assets/report.js is given, on the page that has the checker; else None."""
    page: str
    """The address of that page."""


def checkers(project: Project, url: Callable[[str], str]) -> Mapping[str, Checker]:
    """By source path: the page that has the checker, and the answers that cite it; empty where nobody asked.

    `url` maps a source path to its address.
    """
    desk = project.settings.desk
    if desk is None:
        return {}
    page = url(desk.page)
    led = {question.src: Checker(None, page) for question in citing(project).get(desk.page, ())}
    return {**led, desk.page: Checker(_data(desk, project.settings.texts), page)}


def _data(desk: Desk, texts: Mapping[str, str]) -> dict[str, object]:
    said = {verdict.code: texts[f"report_{verdict.code.replace('-', '_')}"] for verdict in Verdict}
    said |= {name: texts[f"report_{name}"] for name in SAID}
    said |= {name: texts[name] for name in ("date", "months")}
    return {
        "desk": desk.to,
        "frame": draft(desk.to, texts["report_subject"], texts["report_body"]),
        "rules": for_browsers(),
        # The names of files and what is said of them are filled in where they are known.
        "texts": {name: text.replace("{address}", desk.to) for name, text in said.items()},
    }
