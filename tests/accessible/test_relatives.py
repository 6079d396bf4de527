"""Themes that are Material under another name: mended as Material is, or told that they cannot be."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.accessible.test_repairs import build

Lay = Callable[[Path], None]


def heir(folder: Path) -> None:
    """A theme that inherits all templates."""
    (folder / "mkdocs_theme.yml").write_text("extends: material\n")


def copy(folder: Path) -> None:
    """A theme that has templates of the same text."""
    found = find_spec("material")
    assert found is not None
    assert found.origin is not None
    templates = Path(found.origin).with_name("templates")
    # Thousands of files, which templates name and nobody lists.
    shutil.copytree(templates, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".icons", "__*"))
    (folder / ".icons").symlink_to(templates / ".icons")


@pytest.fixture(params=[heir, copy])
def relative(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project beside an installed theme "materialx", made of Material in one of two ways."""
    package, facts = tmp_path / "packages/materialx", tmp_path / "packages/materialx-1.2.dist-info"
    package.mkdir(parents=True)
    facts.mkdir()
    (package / "__init__.py").touch()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: materialx\nVersion: 1.2\n")
    (facts / "entry_points.txt").write_text("[mkdocs.themes]\nmaterialx = materialx\n")
    request.param(package)
    paths = [str(package.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    (tmp_path / "docs/faq").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Start\n")
    (tmp_path / "docs/faq/a.md").write_text("---\nnumber: 1\n---\n\n# Why?\n\nBecause.\n")
    return tmp_path


THEME = {"name": "materialx"}
NAV = ["index.md", "faq/a.md"]


def test_a_relative_of_material_is_mended_and_has_our_search(relative: Path) -> None:
    done = build(relative, {"theme": THEME, "nav": NAV, "plugins": ["material/search"]})
    assert done.returncode == 0, done.stderr
    page = (relative / "sites/site/faq/a/index.html").read_text(encoding="utf-8")
    assert 'id="faq-main"' in page, "the landmark of a repair"
    assert "data-finder=" in page
    assert '"number":"1"' in (relative / "sites/site/search/search_index.json").read_text(encoding="utf-8")


def test_a_search_that_its_pages_would_not_show_is_told(relative: Path) -> None:
    """MkDocs finds no materialx/search, and takes its own without a word."""
    done = build(relative, {"theme": THEME, "nav": NAV, "plugins": ["search"]})
    assert done.returncode == 1
    assert re.search(r"mkdocs\.yml:\d+:\d+: error unsupported-setting: plugins: search is", done.stderr)
    assert "write material/search" in done.stderr


def test_a_relative_that_has_changed_fails_the_build_under_its_own_name(relative: Path) -> None:
    (relative / "changed/partials").mkdir(parents=True)
    (relative / "changed/partials/search.html").write_text("<div>Search</div>")
    theme = {**THEME, "custom_dir": "changed"}
    done = build(relative, {"theme": theme, "nav": NAV, "plugins": ["material/search"]})
    assert done.returncode == 1
    assert 'what the repair "search-count" expects' in done.stderr
    assert "the theme is materialx 1.2, the repair was written for" in done.stderr


def test_a_relative_is_refused_instant_navigation(relative: Path) -> None:
    done = build(relative, {"theme": {**THEME, "features": ["navigation.instant"]}})
    assert done.returncode == 1
    told = r"mkdocs\.yml:\d+:\d+: error unsupported-setting: theme: features: navigation\.instant is"
    assert re.search(told, done.stderr)


def test_a_page_of_material_in_a_theme_that_nobody_knows_fails_the_build(relative: Path) -> None:
    """Here by a template of the project's own, which says what Material's pages say."""
    (relative / "other").mkdir()
    (relative / "other/main.html").write_text('<script id="__config"></script>')
    done = build(relative, {"theme": {"name": None, "custom_dir": "other"}, "nav": NAV, "plugins": []})
    assert done.returncode == 1
    assert "is a page of Material for MkDocs" in done.stderr
