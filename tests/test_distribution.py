"""What others install: one sdist and one wheel, and a site that has nothing of this project in its folder.

Both are built once and installed once, beside nothing but what the wheel says that it needs.
"""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from faq.filming.beginning import BROUGHT
from faq.theme.additions import OF_OUR_SITE, brought
from faq.walkthroughs.shelf import STORYBOARDS
from tests.conftest import PROJECT
from tests.installing import install, python, run
from tests.sharing import once

VERSION = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
WHEEL, SDIST = f"support_faq-{VERSION}-py3-none-any.whl", f"support_faq-{VERSION}.tar.gz"


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """What `make dist` makes: the wheel is built from the sdist."""
    return once(
        tmp_path_factory,
        worker_id,
        "dist",
        lambda folder: python("build", "--no-isolation", "--outdir", folder, PROJECT),
    )


@pytest.fixture(scope="session")
def installed(dist: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the programs in an environment that has the wheel and what it needs."""

    return (
        once(tmp_path_factory, worker_id, "installed", lambda folder: install(folder, dist / WHEEL)) / "bin"
    )


def below(folder: str, *without: str) -> set[str]:
    """The files that git knows below a folder, relative to it."""
    done = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", folder],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = {path.removeprefix(f"{folder}/") for path in done.stdout.split()}
    return {name for name in names if name not in without and (PROJECT / folder / name).exists()}


def test_the_wheel_has_one_package_with_all_that_a_site_needs(dist: Path) -> None:
    with zipfile.ZipFile(dist / WHEEL) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        entries = wheel.read(f"support_faq-{VERSION}.dist-info/entry_points.txt").decode()
    assets = below("docs/assets", OF_OUR_SITE, "favicon.svg")
    expected = {f"faq/{name}" for name in below("hooks/faq")}
    expected |= {f"faq/overrides/{name}" for name in below("overrides")}
    expected |= {f"faq/filmed_with/{name}" for name in BROUGHT}
    assert names == expected | {f"faq/assets/{name}" for name in assets}
    assert "faq = faq.cli:main" in entries
    assert "[mkdocs.plugins]\nfaq = faq.plugin:Faq" in entries


def test_the_sdist_has_what_the_wheel_is_built_of_and_nothing_of_this_site(dist: Path) -> None:
    with tarfile.open(dist / SDIST) as sdist:
        names = [name.split("/", 1)[1] for name in sdist.getnames()]
    assert {re.split(r"(?<=hooks)/|(?<=docs)/|/", name)[0] for name in names} == {
        *("hooks", "overrides", "docs", "walkthroughs"),
        *("pyproject.toml", "PKG-INFO", "README.md", "CHANGELOG.md", "LICENSE", ".gitignore"),
    }
    assert not [name for name in names if name.startswith(("docs/faq", "docs/media", "hooks/shell"))]
    assert {name for name in names if name.startswith("walkthroughs/")} == {
        f"walkthroughs/{name}" for name in BROUGHT
    }


def test_a_team_films_from_the_wheel_with_the_drawings_style_and_script(
    installed: Path, tmp_path: Path
) -> None:
    """What films are made with is an extra; what drawings are made with is at hand without it."""
    folder, changed = tmp_path / "walkthroughs", tmp_path / "walkthroughs/drawings/drawing.css"
    said = run(installed, "faq.filming", "--drawings", cwd=tmp_path)
    assert (said.returncode, said.stdout.count("wrote")) == (0, len(BROUGHT)), said.stderr
    assert {str(path.relative_to(folder)) for path in folder.rglob("*.*")} == {*BROUGHT}
    ours = brought("filmed_with", str(STORYBOARDS))
    assert [name for name in BROUGHT if (folder / name).read_bytes() != (ours / name).read_bytes()] == []
    changed.write_text("/* ours */")
    (folder / BROUGHT[0]).unlink()
    again = run(installed, "faq.filming", "--drawings", cwd=tmp_path)
    assert again.stdout.startswith(f"wrote walkthroughs/{BROUGHT[0]}\n")
    assert "drawing.css is not the one of this release" in again.stdout
    assert changed.read_text() == "/* ours */"


@pytest.mark.parametrize(
    ("asked", "extra"),
    [
        ("faq.filming", "films"),
        ("faq.querying queries.txt --site .", "audit"),
        ("faq.auditing pages", "audit"),
        ("faq.cli import old.html", "import"),
    ],
)
def test_who_lacks_an_extra_is_told_how_to_install_it(
    asked: str, extra: str, installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "queries.txt").write_text("hours\n")
    (tmp_path / "old.html").write_text("<h2>How?</h2><p>So.</p>")
    (tmp_path / "search").mkdir()
    (tmp_path / "search/search_index.json").write_text('{"docs": []}')
    done = run(installed, *asked.split(), cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert f"pip install 'support-faq[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_bytes_come_out_twice(dist: Path, tmp_path: Path) -> None:
    """Here the wheel comes of the checkout, not of the sdist, which therefore lacks nothing."""
    python("hatchling", "build", "-d", tmp_path)
    for name in (WHEEL, SDIST):
        assert (tmp_path / name).read_bytes() == (dist / name).read_bytes(), name


def test_a_site_of_docs_and_mkdocs_yml_builds_strictly(installed: Path, tmp_path: Path) -> None:
    """Such as `faq init` writes; nothing is copied into it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    begin = "faq.cli init . --name FAQ --language de --url https://faq.example/"
    for command in (begin, "faq.cli check", "mkdocs build --strict"):
        asked = [str(installed / "python"), "-m", *command.split()]
        done = subprocess.run(asked, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {
        *("mkdocs.yml", "docs", "README.md", ".gitignore", "requirements.txt", ".github", ".vscode"),
        *("site", ".cache"),
    }
    one, other = "wie-aendere-ich-eine-antwort", "wie-fuege-ich-eine-frage-hinzu"
    assert f"faq/{one}/" in (tmp_path / "site/llms.txt").read_text(encoding="utf-8")
    html = (tmp_path / f"site/faq/{one}/index.html").read_text(encoding="utf-8")
    for said in (
        f'<a class="faq-reference" href="../{other}/"',
        'http-equiv="content-security-policy"',
        'class="faq-place"',
        "data-finder=",
        "assets/javascripts/theme.",
    ):
        assert said.casefold() in html.casefold(), said
    assert "fonts.g" not in html
    styles = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("site/assets/**/*.css"))
    assert ".faq-place" in styles
    assert ".faq-old" in styles
