"""The sample, built once, strictly, and served; and the one browser that looks at it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Playwright, expect, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from faq import programs
from faq.auditing.hosting import Server, served
from faq.filming.profile import PROGRAM
from tests.promising import Promises
from tests.sampling import sampled
from tests.sharing import once
from tests.warm import stop, warm

# How long an example takes says how busy the machine is, not whether it is right.
# The same examples in every run: CI must fail for what changed.  FAQ_EXPLORE=1 looks for new ones.
settings.register_profile("same", deadline=None, derandomize="FAQ_EXPLORE" not in os.environ)
settings.load_profile("same")

MARKS = {
    "browser": "playwright",
    "nginx": "nginx",
    "films": "ffmpeg",
    "checker": "modules",
    "thunderbird": "thunderbird",
}
"""What `make test-fast` leaves out, by the fixture that such a test gets it from, through others perhaps."""

TOGETHER = frozenset({"tests/policy/test_locked.py", "tests/publishing/test_hosting.py"})
"""The files whose tests stay in one of pytest's workers."""

PROJECT = Path(__file__).parent.parent

# Where a job of a workflow remembers what was annotated: a test's problems are none of the job's.
os.environ.pop("RUNNER_TEMP", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` rewrites what the cases expect; `--promises` says which of publishing's promises held."""
    parser.addoption("--accept", action="store_true", help="write what came out as what is expected")
    parser.addoption("--promises", type=Path, metavar="FILE", help="write which promises held in this run")


def pytest_configure(config: pytest.Config) -> None:
    """Of several workers none hears of all tests: the one that has them started does."""
    if (file := config.getoption("promises")) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Promises(file))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Spread tests one by one, except for those that share one published branch and its server.

    xdist's own groups (3.8.0, `--dist loadgroup`) are lost with pytest 9.2: pytest-dev/pytest-xdist#1386.
    """
    return _Spread(config, log)


class _Spread(LoadScopeScheduling):  # type: ignore[misc]
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


def pytest_unconfigure() -> None:
    """End what waits for commands."""
    stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, so that nobody has to."""
    for item in items:
        for mark, fixture in MARKS.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether the cases' expectations are to be written anew."""
    return bool(request.config.getoption("accept"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The sample's folder, to be read and built, not to be changed; the first pytest worker writes it."""
    return once(tmp_path_factory, worker_id, "sample", sampled)


@pytest.fixture(scope="session")
def built_site(sample: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the built sample; with several pytest workers the first builds for all."""
    return once(tmp_path_factory, worker_id, "site", lambda site: build_site(sample / "mkdocs.yml", site))


def build_site(config: Path, site: Path) -> None:
    """Build strictly; what MkDocs has to say becomes the test's failure.

    As writers do to see what they wrote: of no version, and dated today.  That `make build` makes the bytes
    that are published is for tests/publishing to see.
    """
    build = warm("mkdocs", "build", "--strict", "--config-file", config, "--site-dir", site)
    assert build.returncode == 0, build.stderr


class Serve(Protocol):
    """Serves a folder on nginx, on a port of its own unless one is kept for it; with the strict headers."""

    def __call__(self, site: Path, port: int | None = None) -> AbstractContextManager[Server]: ...


@pytest.fixture(scope="session")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Serve:
    """The web server of `hosting/`: the only way for tests to start it."""

    def serve(site: Path, port: int | None = None) -> AbstractContextManager[Server]:
        return served(site, PROJECT / "hosting", tmp_path_factory.mktemp("nginx"), port)

    return serve


@pytest.fixture(scope="session")
def modules() -> Path:
    """Where npm has put the checkers that only it has; the only way for tests to find them."""
    return PROJECT / "node_modules"


@pytest.fixture(scope="session")
def ffmpeg() -> Path:
    """What makes films, `ffprobe` beside it; tests that make or measure films get it from here."""
    programs.program("ffprobe", package="ffmpeg")
    return programs.program("ffmpeg")


@pytest.fixture(scope="session")
def thunderbird() -> Path:
    """The program; the only way for tests to find it."""
    launcher = programs.program("thunderbird")
    return PROGRAM if PROGRAM.exists() else launcher


@pytest.fixture(scope="session")
def site_url(built_site: Path, nginx: Serve) -> Iterator[str]:
    """The address of the built sample on nginx, ending in a slash."""
    with nginx(built_site) as server:
        yield server.url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver, one for all tests: its synchronous form cannot be started twice."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium of this machine."""
    # A busy machine is slow, not wrong: what is expected may take its time.
    expect.set_options(timeout=30_000)
    browser = playwright.chromium.launch(executable_path=programs.chromium(), args=programs.QUIET)
    yield browser
    browser.close()
