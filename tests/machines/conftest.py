"""The sample as it is built for an address, once for all tests of what machines read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sharing import once
from tests.warm import warm


@pytest.fixture(scope="session")
def machine_site(sample: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the sample, built for https://faq.example.org/; the first worker builds."""
    return once(tmp_path_factory, worker_id, "machine-site", lambda site: build_for(site, sample))


def build_for(site: Path, project: Path) -> None:
    """Build a project strictly for an address."""
    address = {"SITE_URL": "https://faq.example.org/"}
    command = ("build", "--strict", "-f", project / "mkdocs.yml", "-d", site)
    done = warm("mkdocs", *command, env={**os.environ, **address})
    assert done.returncode == 0, done.stderr
