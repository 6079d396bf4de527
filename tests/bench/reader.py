"""What a reader waits for and fetches: this project's site, and generated ones of several sizes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from faq import programs
from faq.auditing.__main__ import first_visits, weighed_visit
from faq.auditing.hosting import Server, served
from tests.bench.content import Shape, file_of
from tests.bench.finding import first_result
from tests.bench.measuring import BUILD
from tests.bench.processes import ENVIRONMENT, FailedError
from tests.bench.reading import Reading, Search, Weight
from tests.bench.sites import PROJECT, WITH_HOOKS, write

PAGES = {"home": "", "an answer": file_of(3).removesuffix(".md") + "/"}
"""The pages of a generated FAQ that are visited."""


@dataclass(frozen=True, slots=True)
class Visits:
    """What is to be measured."""

    site: Path
    """This project's, built."""
    pairs: int
    """How often a page and a bare one are painted in turn, and how often a search is made."""
    sizes: tuple[int, ...]
    """How many questions those FAQs have of which first visits are weighed."""
    search: int
    """How many that has in which is searched."""


def measured(plan: Visits, room: Path, begun: Reading, tell: Callable[[str], None]) -> Reading:
    """All of a run; `room` is a folder of the bench's own."""
    visits = first_visits(plan.site, PROJECT / "hosting", PROJECT / "node_modules", plan.pairs, tell)
    weights: list[Weight] = []
    searches: list[Search] = []
    for size in sorted({*plan.sizes, plan.search}):
        tell(f"building {size:,} questions ...")
        with _served(size, room) as server:
            if size in plan.sizes:
                weights += (Weight(name, size, weighed_visit(server, at).bytes) for name, at in PAGES.items())
            if size == plan.search:
                searches.append(_searched(server, size, plan.pairs))
    return replace(begun, visits=tuple(visits), weights=tuple(weights), searches=tuple(searches))


@contextmanager
def _served(size: int, room: Path) -> Iterator[Server]:
    """A generated FAQ, built as it is published, on nginx."""
    folder = room / f"{size}-read"
    shutil.rmtree(folder, ignore_errors=True)
    write(folder, Shape(size))
    done = subprocess.run(
        [*BUILD, WITH_HOOKS], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise FailedError(f"{size} questions were not built: {done.stdout}{done.stderr}")
    with served(folder / "site", PROJECT / "hosting", folder / "nginx") as server:
        yield server


def _searched(server: Server, size: int, times: int) -> Search:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=programs.chromium(), args=programs.QUIET)
        found = [first_result(browser, server) for _ in range(times)]
        browser.close()
    return Search(size, found[0][1], tuple(seconds for seconds, _ in found))
