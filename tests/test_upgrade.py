"""A FAQ is begun with one version and goes on with the next: both built, installed, used as a team does."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.installing import install, put_in, python
from tests.test_distribution import VERSION

SOURCES = ("hooks", "overrides", "docs/assets", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
NEXT = VERSION.rpartition(".")[0] + f".{int(VERSION.rpartition('.')[2]) + 1}"


def wheel(version: str, to: Path) -> Path:
    """The wheel of this source as it is now, under a version."""
    source = to / f"source-{version}"
    for name in SOURCES:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / name, source / name)
    settings = source / "pyproject.toml"
    text, count = re.subn(r'(?m)^version = ".*"$', f'version = "{version}"', settings.read_text("utf-8"))
    assert count == 1, "the version stands in one place"
    settings.write_text(text, encoding="utf-8")
    python("hatchling", "build", "-t", "wheel", "-d", to, inside=source)
    [made] = to.glob(f"*-{version}-*.whl")
    return made


def asked(environment: Path, root: Path, *words: str) -> str:
    """What a program of the environment says; it must agree."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(environment / "bin" / words[0]), *words[1:]]
    done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def previewed(environment: Path, root: Path) -> str:
    """The first page, as `faq serve` shows it to who writes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(environment / "bin/faq"), "serve", "--port", str(port)]
    with subprocess.Popen(
        command,
        cwd=root,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as serving:
        assert serving.stderr is not None
        html = ""
        for line in serving.stderr:
            if "Serving on" in line:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                    html = answer.read().decode()
                os.killpg(serving.pid, signal.SIGINT)
        assert serving.wait() == 0
    return html


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """An environment with the version of now, and nothing else of this project."""
    install(tmp_path / "environment", wheel(VERSION, tmp_path))
    return tmp_path / "environment"


def test_a_faq_goes_on_after_an_upgrade(environment: Path, tmp_path: Path) -> None:
    """In an empty folder: `faq init`, then its two commands; the same with the next version."""
    root = tmp_path / "ours"
    root.mkdir()
    assert asked(environment, root, "faq", "--version") == f"faq {VERSION}\n"
    asked(environment, root, "faq", "init", ".", "--name", "Ours")
    assert f"support-faq=={VERSION}\n" in (root / "requirements.txt").read_text()
    assert "2 questions, 2 references checked" in asked(environment, root, "faq", "check")
    assert "Ours</title>" in previewed(environment, root)

    put_in(environment, wheel(NEXT, tmp_path))
    assert asked(environment, root, "faq", "--version") == f"faq {NEXT}\n"
    assert "2 questions, 2 references checked" in asked(environment, root, "faq", "check")
    assert "Ours</title>" in previewed(environment, root)
