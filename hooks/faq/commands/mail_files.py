"""`faq judge`: whether mail files can be investigated, for those who get them."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urljoin

from faq.addresses import page_address
from faq.book.mkdocs_yml import ConfigurationError
from faq.book.options import Desk
from faq.book.page_anchors import likely_anchors
from faq.book.project import Project
from faq.book.settings import Settings
from faq.book.workspace import load
from faq.commands.exits import CLEAN, PROBLEMS, UNREADABLE
from faq.frozen import record
from faq.reports.judging import judge
from faq.reports.verdicts import Judgement
from faq.text.anchors import slugify

STDIN = "-"
TAB = re.compile(r'(?m)^[ ]*===[!+]*[ ]+"([^"]+)"[ ]*$')
"""The label of a tab (pymdownx.tabbed)."""


@record
class JudgedFile:
    """One file, and what is said of it to those who sent it."""

    file: str
    said: Judgement
    text: str
    """Why, and what to do."""
    url: str
    """The address of the steps to follow."""


def judge_command(settings: Settings, arguments: argparse.Namespace) -> int:
    """Judge every file; the exit code.  Raises ConfigurationError where nobody is named to report to."""
    desk = settings.desk
    if desk is None:
        where = settings.config.path
        raise ConfigurationError(
            f"{where}: extra: faq: report: is not set, so that nobody knows whom reports are for; "
            "write report: {to: help@example.org, page: faq/report.md}"
        )
    steps = _steps(load(settings), desk)
    judged, unread = [], 0
    for file in arguments.files:
        try:
            data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        except OSError as error:
            print(f"error: {file}: cannot be read: {error.strerror}", file=sys.stderr)
            unread += 1
            continue
        said = judge(data, desk.to)
        judged.append(JudgedFile(file, said, _text(said, settings.texts, desk), steps(said.client)))
    print(as_json(judged) if arguments.format == "json" else as_text(judged), end="")
    if unread:
        return UNREADABLE
    return CLEAN if all(one.said.verdict.ok for one in judged) else PROBLEMS


def _text(said: Judgement, texts: Mapping[str, str], desk: Desk) -> str:
    return texts[f"report_{said.verdict.code.replace('-', '_')}"].format(address=desk.to)


def _steps(project: Project, desk: Desk) -> Callable[[str], str]:
    """The address of the steps for a mail program: the section that begins with its name, else the page."""
    page = page_address(desk.page)
    known = _sections(project, desk.page) if desk.page in project.pages else frozenset()

    def address(client: str) -> str:
        found = min((one for one in known if client and one.startswith(client)), key=len, default="")
        return urljoin(project.settings.site_url, f"{page}#{found}" if found else page)

    return address


def _sections(project: Project, src: str) -> frozenset[str]:
    """The anchors of a page's headings, and of its tabs where these have names."""
    known = likely_anchors(project, src)
    if not project.settings.extensions.get("pymdownx.tabbed", {}).get("slugify"):
        return known
    return known | {slugify(label) for label in TAB.findall(project.pages[src].source.text)}


def as_json(judged: list[JudgedFile]) -> str:
    """A list for programs: an entry a file."""
    entries = [
        {
            "file": one.file,
            "verdict": one.said.verdict.code,
            "ok": one.said.verdict.ok,
            "found": [
                {
                    "from": found.sender,
                    "subject": found.subject,
                    "date": found.date,
                    "message_id": found.message_id,
                }
                for found in one.said.found
            ],
            "advice": {"text": one.text, "url": one.url},
        }
        for one in judged
    ]
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def as_text(judged: list[JudgedFile]) -> str:
    """The same for people."""
    return "".join(map(_lines, judged))


def _lines(one: JudgedFile) -> str:
    found = "".join(
        f"  {said.subject or '-'} | {said.sender or '-'} | {said.date or '-'}\n" for said in one.said.found
    )
    sign = "yes" if one.said.verdict.ok else "no"
    way = "" if one.said.verdict.ok else f"  {one.url}\n"
    return f"{one.file}: {sign} ({one.said.verdict.code})\n  {one.text}\n{found}{way}"
