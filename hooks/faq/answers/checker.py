"""What a page needs that lets readers judge their own mail files, and who leads there."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from faq.book.options import Desk
from faq.book.project import Project
from faq.book.settings import Settings
from faq.frozen import record
from faq.model import Question
from faq.reports.draft import draft
from faq.reports.rules import for_browsers
from faq.reports.verdicts import Verdict

SAID = ("looking", "yes", "no", "found", "draft", "draft_why", "steps", "unreadable", "no_drop")
"""The texts that its script fills in."""
SCRIPT = "assets/report.js"
"""That script, in the docs folder; it asks for its words and rules by the name that `with_given` uses."""


@record
class Checker:
    """What a template knows as `checker`."""

    here: bool
    """Whether this is the page that has the checker; else it leads there."""
    page: str
    """The address of that page."""


def checkers(
    project: Project, url: Callable[[str], str], cited: Mapping[str, Sequence[Question]]
) -> Mapping[str, Checker]:
    """By source path: the page that has the checker, and the answers that cite it; empty where nobody asked.

    `url` maps a source path to its address; `cited` says which cite which (`faq.answers.citing`).
    """
    desk = project.settings.desk
    if desk is None:
        return {}
    page = url(desk.page)
    led = {question.src: Checker(False, page) for question in cited.get(desk.page, ())}
    return {**led, desk.page: Checker(True, page)}


def with_given(script: str, settings: Settings) -> str:
    """The text of SCRIPT with what it is given, so that no page carries it for readers who try no file."""
    if settings.desk is None:
        return script
    said = json.dumps(_given(settings.desk, settings.texts), ensure_ascii=False)
    return f'"use strict";\nself.faqReport = {said};\n{script}'


def _given(desk: Desk, texts: Mapping[str, str]) -> dict[str, object]:
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
