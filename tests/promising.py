"""The table "promise, tried, held", made by the run that tries the promises: `pytest --promises FILE`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

TABLE = Path(__file__).parent / "publishing" / "PROMISES.md"
ROW = re.compile(r"(?m)^\| (.+) \| (`.+`) \|$")


def promises() -> list[tuple[str, list[str]]]:
    """What is promised, and the tests, or files of tests, that try it."""
    rows = ROW.findall(TABLE.read_text(encoding="utf-8"))
    return [(" ".join(said.split()), re.findall(r"`([^`]+)`", tried)) for said, tried in rows]


def held(tests: Sequence[str], outcomes: Mapping[str, set[str]]) -> str:
    """Whether a promise held in a run, of whose tests the outcomes are told by name."""
    failed = [name for name in tests if "failed" in outcomes.get(name, ())]
    untried = [name for name in tests if "passed" not in outcomes.get(name, ()) and name not in failed]
    if failed:
        return f"no: {', '.join(failed)}"
    return f"not tried: {', '.join(untried)}" if untried else "yes"


class Promises:
    """Hears how each test ended, and writes the table when all have."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.outcomes: dict[str, set[str]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test's setup and end count where they fail; one that was skipped was not tried."""
        if report.when == "call" or report.failed:
            file, _, name = report.nodeid.partition("::")
            for one in (Path(file).name, name.partition("[")[0]):
                self.outcomes.setdefault(one, set()).add(report.outcome)

    def pytest_sessionfinish(self) -> None:
        """Write the table."""
        rows = [
            f"| {said} | {', '.join(tests)} | {held(tests, self.outcomes)} |" for said, tests in promises()
        ]
        lines = ["| promise | tried by | held |", "|---|---|---|", *rows]
        self.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
