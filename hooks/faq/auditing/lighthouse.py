"""Lighthouse: four scores a page, as a phone and as a desktop; and when a phone has painted it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from faq import programs
from faq.auditing.hosting import quiet
from faq.frozen import record

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = ("mobile", "desktop")
TRIES = 3
"""How often one page is tried: on a busy machine Chromium now and then misses the start of a page."""
CRAWLABLE = "is-crawlable"
"""The audit that wants to have every page found; a page that hides itself from finders does so on purpose."""
PAINT = "largest-contentful-paint"
Told = TypeVar("Told")
CHROME = " ".join(("--headless=new", *programs.QUIET))


@record
class Scores:
    """What Lighthouse says of a page."""

    page: str
    form: str
    scores: dict[str, int]
    """Of 100, by category; 0 where Lighthouse could not tell."""
    missed: tuple[str, ...]
    """The audits that cost points, performance left out."""

    @property
    def wanting(self) -> list[str]:
        """What is told of a page whose scores are under 100, those left out that depend on the machine."""
        under = [f"{name}: {self.scores[name]}" for name in CATEGORIES[1:] if self.scores[name] < 100]
        return [*under, *self.missed] if under else []


def measure(url: str, form: str, modules: Path, work: Path, *, hidden: bool = False) -> Scores:
    """Run Lighthouse on one address, again where it fails.  `hidden` pages are not asked to be crawlable.

    Raises programs.Missing, and RuntimeError where Lighthouse fails each time.
    """
    options = (
        f"--only-categories={','.join(CATEGORIES)}",
        *(["--preset=desktop"] if form == "desktop" else []),
        *([f"--skip-audits={CRAWLABLE}"] if hidden else []),
    )
    return _tried(lambda: parsed(_reported(url, modules, work, options), url, form))


def painted(url: str, modules: Path, work: Path) -> float:
    """When a phone has painted the largest content of a page (LCP), in milliseconds.

    Raises programs.Missing, and RuntimeError where Lighthouse fails each time.
    """

    def once() -> float:
        report = _reported(url, modules, work, (f"--only-audits={PAINT}",))
        if error := report.get("runtimeError"):
            raise RuntimeError(f"Lighthouse: {url}: {error['message']}")
        audit = report["audits"][PAINT]
        if "numericValue" not in audit:
            raise RuntimeError(f"Lighthouse: {url}: {audit.get('errorMessage', 'nothing was painted')}")
        return float(audit["numericValue"])

    return _tried(once)


def _tried(run: Callable[[], Told]) -> Told:
    for _ in range(TRIES - 1):
        with suppress(RuntimeError):
            return run()
    return run()


def _reported(url: str, modules: Path, work: Path, options: Sequence[str]) -> dict[str, Any]:
    """Lighthouse's own report."""
    node = programs.program("node", package="nodejs")
    program = modules / "lighthouse/cli/index.js"
    if not program.is_file():
        raise programs.Missing("Lighthouse is missing. Install it with:\n  make node_modules/.ready")
    work.mkdir(parents=True, exist_ok=True)
    report = work / "report.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        [
            *(node, program, url, "--quiet", "--output=json", f"--output-path={report}"),
            *(f"--chrome-flags={CHROME}", *options, "--no-enable-error-reporting"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=work,
        env={**quiet(), "CHROME_PATH": str(programs.chromium())},
    )
    if not report.is_file():
        raise RuntimeError(f"Lighthouse failed ({done.returncode}): {done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return told


def parsed(report: dict[str, Any], page: str, form: str) -> Scores:
    """The scores in Lighthouse's own report (version 13).  Raises RuntimeError where it could not judge."""
    if error := report.get("runtimeError"):
        raise RuntimeError(f"Lighthouse: {page}: {error['message']}")
    scores = {name: _score(report, name) for name in CATEGORIES}
    missed = [
        f"{name}: {report['audits'][ref['id']]['title']}"
        for name in CATEGORIES[1:]
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"] and report["audits"][ref["id"]]["score"] not in (1, None)
    ]
    return Scores(page, form, scores, tuple(missed))


def _score(report: dict[str, Any], name: str) -> int:
    score = report["categories"][name]["score"]
    return 0 if score is None else round(score * 100)
