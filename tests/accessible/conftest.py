"""The sites that are looked at: the sample, an old version of it, and one as the theme makes it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from faq.addresses import Permalink
from faq.book.mkdocs_yml import plain_data
from faq.permalinks.fate import Fate
from faq.permalinks.inventory import MOVED
from faq.permalinks.stubs import STYLE, STYLE_PATH, gone_page, redirect
from faq.publishing.marks import marked
from tests.conftest import Serve
from tests.serving import serve
from tests.sharing import once
from tests.warm import warm

DESKTOP, PHONE = (1280, 800), (360, 740)


@dataclass(frozen=True, slots=True)
class Window:
    """Opens pages of one site."""

    browser: Browser
    site: str

    @contextmanager
    def open(
        self, path: str = "", size: tuple[int, int] = DESKTOP, *, dark: bool = False, **more: Any
    ) -> Iterator[Page]:
        """A page, in a window of its own; `more` is what Playwright's new_context takes."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            **{"reduced_motion": "reduce", **more},
        )
        page = context.new_page()
        page.goto(self.site + path)
        yield page
        context.close()


@pytest.fixture
def window(browser: Browser, site_url: str) -> Window:
    """Onto the sample."""
    return Window(browser, site_url)


@pytest.fixture
def stock(browser: Browser, stock_url: str) -> Window:
    """Onto the same pages as the theme makes them."""
    return Window(browser, stock_url)


@pytest.fixture
def old_version(browser: Browser, old_version_url: str) -> Window:
    """Onto version 1.0, which 2.0 has superseded."""
    return Window(browser, old_version_url)


@pytest.fixture(scope="session")
def stock_site(sample: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the sample in the theme's own frame: no hook, no override, no style or script of ours."""
    config = yaml.safe_dump(
        {
            "site_name": "Stock",
            "docs_dir": str(sample / "docs"),
            "nav": plain_data((sample / "mkdocs.yml").read_text())["nav"],
            "theme": {
                "name": "material",
                "font": False,
                "features": ["navigation.sections", "search.suggest", "search.highlight"],
                "palette": [
                    {"media": f"(prefers-color-scheme: {name})", "scheme": scheme, "toggle": toggle}
                    for name, scheme, toggle in [
                        ("light", "default", {"icon": "material/weather-night", "name": "Dark"}),
                        ("dark", "slate", {"icon": "material/weather-sunny", "name": "Light"}),
                    ]
                ],
            },
            "markdown_extensions": [
                *("admonition", "attr_list", "tables", {"toc": {"permalink": True}}, "pymdownx.superfences"),
                {"pymdownx.tabbed": {"alternate_style": True}},
            ],
        }
    )

    def build(site: Path) -> None:
        path = site.with_suffix(".yml")
        path.write_text(config)
        _build(path, site)

    return once(tmp_path_factory, worker_id, "stock", build)


@pytest.fixture(scope="session")
def stock_url(stock_site: Path) -> Iterator[str]:
    """Its address."""
    with serve(stock_site) as url:
        yield url


@pytest.fixture(scope="session")
def old_version_root(sample: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder above the versions: 1.0, marked as superseded, with pages at old addresses."""

    def build(root: Path) -> None:
        _build(sample / "mkdocs.yml", root / "1.0", MIKE_DOCS_VERSION="1.0")
        _age(root / "1.0")
        names: list[dict[str, Any]] = [
            {"version": name, "title": name, "aliases": []} for name in ("2.0", "1.0")
        ]
        (root / "versions.json").write_text(json.dumps(names))

    return once(tmp_path_factory, worker_id, "old-version", build)


@pytest.fixture(scope="session")
def old_version_url(old_version_root: Path, nginx: Serve) -> Iterator[str]:
    """The address of the old version, on nginx with the strict headers."""
    with nginx(old_version_root) as server:
        yield f"{server.url}1.0/"


def html_pages(site: Path) -> list[str]:
    """The paths of all pages in a built site, as readers write them; nobody stays on one that leads on."""
    pages = (path for path in site.rglob("*.html") if MOVED not in path.read_text(encoding="utf-8"))
    found = sorted(path.relative_to(site).as_posix() for path in pages)
    return [path.removesuffix("index.html") for path in found]


def _build(config: Path, site: Path, **more: str) -> None:
    done = warm("mkdocs", "--quiet", "build", "-f", config, "-d", site, env={**os.environ, **more})
    assert done.returncode == 0, done.stderr


def _age(site: Path) -> None:
    """Mark every page as of a version that is not the current one, and add pages at old addresses."""
    (site / STYLE_PATH).write_text(STYLE)
    contact = Permalink("contact/")
    (site / "moved.html").write_text(redirect("moved.html", contact, "Contact"))
    (site / "gone.html").write_text(gone_page("gone.html", "Nobody asks that now.", contact, "Contact"))
    for path in site.rglob("*.html"):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        html = path.read_text(encoding="utf-8")
        path.write_text(marked(html, "1.0", address, Fate(address), banner=True), encoding="utf-8")
