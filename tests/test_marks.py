"""What is slow is known by the fixtures that tests get it from; so nobody gets it elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
# A browser, nginx, what npm has: each is started, or found, in tests/conftest.py.
ELSEWHERE = re.compile(r"\bsync_playwright\b|\bserved\(|[\"'/]node_modules\b")


def test_browsers_servers_and_checkers_come_from_fixtures() -> None:
    found = {
        f"{path.relative_to(TESTS)}: {match[0]}"
        for path in TESTS.rglob("*.py")
        for match in ELSEWHERE.finditer(path.read_text(encoding="utf-8"))
        if path not in {TESTS / "conftest.py", Path(__file__)}
    }
    assert found == {
        'accessible/axe.py: "node_modules',  # for pages, which a browser has opened
        'bench/__main__.py: "node_modules',  # make bench-reader, which is no test
        'bench/peers.py: "node_modules',  # of its own, in build/
        'bench/reader.py: "node_modules',  # the same, and what it starts
        "bench/reader.py: served(",
        "bench/reader.py: sync_playwright",
        "pictures.py: sync_playwright",  # make pictures, which is no test either
        'site/edits.py: "node_modules',  # for the tests of a copy
    }
