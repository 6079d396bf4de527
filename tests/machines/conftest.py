"""The real site as it is built for an address, once for all tests of what machines read."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT


@pytest.fixture(scope="session")
def machine_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the real site, built for https://faq.example.org/; the first worker builds."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    site, done = shared / "machine-site", shared / "machine-site.done"
    with (shared / "machine-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            build_for(site)
            done.touch()
    return site


def build_for(site: Path, address: str = "https://faq.example.org/") -> None:
    """Build the real site for an address."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", PROJECT / "mkdocs.yml", "-d", site],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SITE_URL": address},
    )
    assert done.returncode == 0, done.stderr
