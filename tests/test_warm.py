"""A command in a forked process is what it is in one that was started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faqs import project, three
from tests.test_build import hooked
from tests.warm import warm


@pytest.mark.parametrize("body", ["See question 1.", "See question 9."])
@pytest.mark.parametrize(
    "command", [("faq.cli", "check"), ("faq.cli", "chekc"), ("mkdocs", "build", "--strict")]
)
def test_it_says_and_answers_the_same(tmp_path: Path, command: tuple[str, ...], body: str) -> None:
    hooked(project(tmp_path, three(b=body)))
    started = subprocess.run(
        [sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    forked = warm(*command, cwd=tmp_path)
    assert forked.returncode == started.returncode
    assert without_times(forked.stdout) == without_times(started.stdout)
    assert without_times(forked.stderr) == without_times(started.stderr)


def without_times(said: str) -> str:
    """What MkDocs says, without how long it took."""
    return "\n".join(line.partition("built in")[0] for line in said.splitlines())


def test_nothing_of_one_is_left_for_the_next(tmp_path: Path) -> None:
    config = project(tmp_path / "one", three())
    where, environment = Path.cwd(), dict(os.environ)
    changed = warm("faq.cli", "check", cwd=config.parent, env={**os.environ, "GITHUB_ACTIONS": "true"})
    assert changed.returncode == 0
    (tmp_path / "two").mkdir()
    assert warm("faq.cli", "check", cwd=tmp_path / "two").returncode == 2
    assert (Path.cwd(), dict(os.environ)) == (where, environment)


def test_where_the_start_is_another_it_is_started(tmp_path: Path) -> None:
    config = project(tmp_path, three())
    (tmp_path / "sitecustomize.py").write_text("print('started anew')\n")
    done = warm("faq.cli", "check", "-f", config, env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert done.stdout.startswith("started anew\n")
    assert done.returncode == 0
