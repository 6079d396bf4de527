"""The sample as it is built for an address, once for all tests of what machines read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sharing import once


@pytest.fixture(scope="session")
def machine_site(sample: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the sample, built for https://faq.example.org/; the first worker builds."""
    return once(tmp_path_factory, worker_id, "machine-site", lambda site: build_for(site, sample))


def build_for(site: Path, project: Path) -> None:
    """Build a project strictly for an address."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", project / "mkdocs.yml", "-d", site],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SITE_URL": "https://faq.example.org/"},
    )
    assert done.returncode == 0, done.stderr
