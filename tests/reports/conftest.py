"""The browser's judge, in one process of Node for all tests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from faq import programs
from faq.reports.rules import for_browsers
from tests.conftest import PROJECT

SCRIPT = PROJECT / "docs/assets/judge.js"


class Ask(Protocol):
    """Asks the browser's judge of a file, or, with a frame, for its draft."""

    def __call__(self, file: bytes, desk: str = "", frame: str | None = None) -> Any: ...


@pytest.fixture(scope="session")
def in_browser(modules: Path) -> Iterator[Ask]:
    """The judge of `docs/assets/judge.js`."""
    assert modules.is_dir()
    node = programs.program("node", package="nodejs")
    command = [
        *map(str, (node, Path(__file__).with_name("answering.js"), SCRIPT)),
        json.dumps(for_browsers()),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        out, into = process.stdout, process.stdin

        def ask(file: bytes, desk: str = "", frame: str | None = None) -> Any:
            asked = {"file": file.decode("latin-1"), "desk": desk}
            into.write(json.dumps(asked if frame is None else {**asked, "frame": frame}) + "\n")
            into.flush()
            return json.loads(out.readline())

        yield ask
        into.close()
