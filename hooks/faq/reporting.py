"""A report as text, JSON, GitHub annotations or SARIF.  Pure: each gives a string."""

from __future__ import annotations

import json
import posixpath
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from faq.kinds import Kind
from faq.model import Mention, Problem, Reference, Report, Span, Standing

RED, YELLOW, BLUE, BOLD, PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"


def _where(span: Span) -> dict[str, Any]:
    line, column = span.source.position(span.start)
    end_line, end_column = span.source.position(span.end)
    return {
        "path": span.source.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    }


def problem_text(problem: Problem, color: bool = False) -> str:
    """One problem as people read it: the place, the line with what is meant underlined, and the way out."""
    level = problem.kind.level
    red = RED if level == "error" else YELLOW
    red, blue, bold, plain = (red, BLUE, BOLD, PLAIN) if color else ("", "", "", "")
    at = _where(problem.span)
    place = f"{at['path']}:{at['line']}:{at['column']}:"
    head = f"{bold}{place}{plain} {red}{level} {problem.code}:{plain} {problem.message}"
    lines = [head, *_excerpt(problem.span, red, blue, plain)]
    lines += [f"  {note}" for note in problem.notes]
    if problem.fix:
        lines.append(f"  {bold}fix:{plain} {problem.fix}")
    return "\n".join(lines)


def one_line(problem: Problem) -> str:
    """A problem where there is no room for more: its place and what is wrong."""
    at = _where(problem.span)
    return f"{at['path']}:{at['line']}:{at['column']}: {problem.message}"


def _excerpt(span: Span, red: str, blue: str, plain: str) -> Iterator[str]:
    source = span.source
    first, column = source.position(span.start)
    last, end = source.position(span.end)
    margin = len(str(last))
    for number in range(first, last + 1):
        text = source.lines[number - 1]
        start = column - 1 if number == first else len(text) - len(text.lstrip(" >\t"))
        stop = end - 1 if number == last else len(text)
        if not text.strip():
            continue
        text, start, stop = _window(text, start, stop)
        marks = "^" * max(1, _width(text[start:stop]))
        lead = "".join("\t" if char == "\t" else " " * _width(char) for char in text[:start])
        yield f"  {blue}{number:>{margin}} |{plain} {text}"
        yield f"  {' ' * margin} {blue}|{plain} {lead}{red}{marks}{plain}"


def _window(text: str, start: int, stop: int, reach: int = 80) -> tuple[str, int, int]:
    """What is near in a line of more than 240 characters, and where the marks are in it."""
    if len(text) <= 3 * reach:
        return text, start, stop
    stop = min(stop, start + reach)
    left, right = max(0, start - reach), min(len(text), stop + reach)
    head, tail = "…" * (left > 0), "…" * (right < len(text))
    return head + text[left:right] + tail, start - left + len(head), stop - left + len(head)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes (Unicode Standard Annex 11)."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )


def as_text(report: Report, color: bool = False) -> str:
    """Every problem, what is good to know, and the counts."""
    parts = [problem_text(p, color) + "\n" for p in (*report.problems, *report.hints)]
    parts += [f"notice: {notice}" for notice in report.notices]
    return "\n".join([*parts, counts_line(report)])


def as_data(report: Report) -> dict[str, Any]:
    """The object of `--format json`."""
    return {
        "questions": [{"number": q.place, "path": q.path, "title": q.title} for q in report.questions],
        "references": [_reference(r) for r in report.references],
        "problems": [_problem(p) for p in report.problems],
        "counts": report.counts,
        "notices": list(report.notices),
        "hints": [_problem(p) for p in report.hints],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    said = {"message": problem.message, "fix": problem.fix, "notes": list(problem.notes)}
    return {"code": problem.code, **_where(problem.span), **said}


def _reference(reference: Reference) -> dict[str, Any]:
    citation = reference.citation
    target = reference.target.path if reference.target else None
    return {**_where(citation.span), "number": citation.number, "target": target, "form": citation.form}


def as_json(report: Report) -> str:
    """`as_data` as text."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2)


Addressed = Callable[[Kind], str]
"""Where a kind is explained; empty where that has no address."""


def more_on(kind: Kind, addressed: Addressed) -> str:
    """Where more is said of a kind: at an address, or by the command."""
    return addressed(kind) or f"faq explain {kind.code}"


def unaddressed(_: Kind) -> str:
    """No kind is explained at any address."""
    return ""


def workflow_commands(
    problems: Iterable[Problem], prefix: str = "", addressed: Addressed = unaddressed
) -> Iterator[str]:
    """Workflow commands that GitHub shows on the lines of a pull request.

    `prefix` is the path from the repository's top to the project's folder.  The escapes are those of
    GitHub's actions/toolkit: percent, line ends, and in properties colon and comma.
    """
    for problem in problems:
        at = _where(problem.span)
        column = f",col={at['column']},endColumn={at['end_column']}" if at["line"] == at["end_line"] else ""
        file = posixpath.normpath(prefix + at["path"])  # a snippet may lie beside the project: ../shared/n.md
        place = f"file={_property(file)},line={at['line']},endLine={at['end_line']}{column}"
        lines = [problem.message, *problem.notes, *([f"fix: {problem.fix}"] if problem.fix else [])]
        body = "\n".join([*lines, f"more: {more_on(problem.kind, addressed)}"])
        yield f"::{problem.kind.level} {place},title={_property(problem.code)}::{_escaped(body)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report, prefix: str = "", addressed: Addressed = unaddressed) -> str:
    """The report as SARIF 2.1.0, which code scanners and editors read.

    `prefix` is the path from the repository's top to the project's folder.
    """
    rules = [
        {
            "id": kind.code,
            "shortDescription": {"text": kind.summary},
            "help": {"text": f"{kind.help} More: {more_on(kind, addressed)}"},
            **({"helpUri": uri} if (uri := addressed(kind)) else {}),
            "defaultConfiguration": {"level": _sarif_level(kind)},
        }
        for kind in Kind
    ]
    order = {kind: place for place, kind in enumerate(Kind)}
    run = {
        "tool": {"driver": {"name": "faq", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(p, order[p.kind], prefix) for p in (*report.problems, *report.hints)],
    }
    return json.dumps(
        {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]},
        ensure_ascii=False,
        indent=2,
    )


def _sarif_level(kind: Kind) -> str:
    """SARIF 2.1.0, 3.27.10: what is a notice elsewhere is a note there."""
    return "note" if kind.level == "notice" else "error"


def _result(problem: Problem, rule: int, prefix: str) -> dict[str, Any]:
    at = _where(problem.span)
    text = ". ".join([problem.message, *problem.notes, *([f"Fix: {problem.fix}"] if problem.fix else [])])
    region = {
        "startLine": at["line"],
        "startColumn": at["column"],
        "endLine": at["end_line"],
        "endColumn": at["end_column"],
    }
    uri = quote(posixpath.normpath(prefix + at["path"]))
    place = {"artifactLocation": {"uri": uri}, "region": region}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _sarif_level(problem.kind),
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }


def counted(levels: Iterable[tuple[str, int]]) -> str:
    """How often a log said something, by level: "2 errors, 1 warning"."""
    return ", ".join(f"{count} {level.lower()}{'s' * (count > 1)}" for level, count in levels)


def counts_line(report: Report) -> str:
    """The last line of a report: what was read, so that "none found" shows, where questions are."""
    c = report.counts
    names: Mapping[str, tuple[str, str]] = {
        "questions": ("question", "questions"),
        "references": ("reference checked", "references checked"),
        "external": ("external", "external"),
        "ignored": ("ignored", "ignored"),
        "problems": ("problem", "problems"),
    }
    said = names if c["questions"] or c["references"] else {"problems": names["problems"]}
    return ", ".join(f"{c[name]} {words[c[name] != 1]}" for name, words in said.items())


STANDINGS: Mapping[Standing, str] = {
    "own": "of ours",
    "external": "another document's",
    "ignored": "exempt",
    "unread": "not understood",
    "undecided": "perhaps another document's",
    "code": "in what is shown as code",
}


def mentions_text(found: Sequence[Mention]) -> str:
    """Everything that cites a question, each with its sentence, and how many there are of each kind."""
    return "\n".join([*map(_mention_text, found), _mentions_line(found)])


def _mention_text(one: Mention) -> str:
    at = _where(one.shown)
    written = " ".join(one.shown.text.split())
    if one.standing != "own":
        told = STANDINGS[one.standing]
    elif one.target is None:
        told = f"no {one.cites} ({one.form})"
    else:
        number = f"{one.cites} {one.target.place}" if one.target.place else one.target.path
        told = f'{number}, "{one.target.title}" ({one.form})'
    return f'{at["path"]}:{at["line"]}:{at["column"]}: "{written}": {told}\n    {one.sentence}\n'


def _mentions_line(found: Sequence[Mention]) -> str:
    counts = Counter(one.standing for one in found)
    return ", ".join(
        f"{counts[name]} {told}" for name, told in STANDINGS.items() if counts[name] or name == "own"
    )


def mentions_json(found: Sequence[Mention]) -> str:
    """The same as JSON: `references`, and `counts` by standing."""
    counts = {name: sum(one.standing == name for one in found) for name in STANDINGS}
    data = {"references": [_mention(one) for one in found], "counts": counts}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _mention(one: Mention) -> dict[str, Any]:
    target = one.target
    meant = {"number": target.place, "path": target.path, "title": target.title} if target else None
    return {
        **_where(one.span),
        "written": one.shown.text,
        "sentence": one.sentence,
        "standing": one.standing,
        "form": one.form,
        "cites": one.cites,
        "number": one.number,
        "target": meant,
    }
