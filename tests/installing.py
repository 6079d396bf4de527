"""Environments in which what others install is installed, and nothing of this project is on the path."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.conftest import PROJECT


def install(folder: Path, wheel: Path) -> None:
    """Make an environment that has a wheel and, as links to what is here, all that the wheel needs."""
    venv.create(folder, symlinks=True)
    put_in(folder, wheel)
    [packages] = folder.glob("lib/python*/site-packages")
    (needed,) = Distribution.discover(name="support-faq", path=[str(packages)])
    for one in needs(needed):
        for path in one.files or ():
            top = packages / path.parts[0]
            if path.parts[0] != ".." and not top.exists():
                top.symlink_to(Path(str(one.locate_file(path.parts[0]))))


def put_in(folder: Path, wheel: Path) -> None:
    """Install a wheel, or upgrade to it; nothing is fetched."""
    asked = ("--python", folder / "bin/python", "install", "--no-deps", "--no-index", "--no-compile")
    python("pip", "--quiet", "--disable-pip-version-check", *asked, wheel)


def needs(start: Distribution) -> Iterator[Distribution]:
    """What is needed, directly or not, as it is installed where the tests run."""
    waiting, seen = [start], set[str]()
    while waiting:
        for line in waiting.pop().requires or ():
            wanted = Requirement(line)
            if wanted.name in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
                continue
            seen.add(wanted.name)
            found = distribution(wanted.name)
            assert wanted.specifier.contains(found.version), f"{wanted}: {found.version} is installed"
            yield found
            waiting.append(found)


def python(module: str, *arguments: str | Path, inside: Path = PROJECT) -> None:
    """Run a module of this environment in a folder; what it says becomes the test's failure."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=inside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def run(
    programs: Path, module: str, *arguments: str | Path, cwd: Path, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a module as it is installed, to its end; `programs` is the folder of its environment's programs."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    asked = [programs / "python", "-m", module, *arguments]
    return subprocess.run(asked, cwd=cwd, env=env | more, capture_output=True, text=True, check=False)
