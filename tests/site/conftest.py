"""This project's own site: read, built strictly, and served, once each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from faq.book.project import Project
from faq.book.settings import read_settings
from faq.book.workspace import load
from tests.accessible.conftest import Window
from tests.conftest import PROJECT, Serve, build_site
from tests.sharing import once


@pytest.fixture(scope="session")
def own() -> Project:
    """The project as its sources say it is."""
    return load(read_settings(PROJECT / "mkdocs.yml"))


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the built site; the first of pytest's workers builds for all."""
    return once(
        tmp_path_factory, worker_id, "own-site", lambda site: build_site(PROJECT / "mkdocs.yml", site)
    )


@pytest.fixture(scope="session")
def own_url(own_site: Path, nginx: Serve) -> Iterator[str]:
    """Its address on nginx, ending in a slash."""
    with nginx(own_site) as server:
        yield server.url


@pytest.fixture
def window(browser: Browser, own_url: str) -> Window:
    """Opens its pages."""
    return Window(browser, own_url)
