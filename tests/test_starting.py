"""`faq init`: what a new FAQ begins with, in every language that comes with the package."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from faq.rules.check import check
from faq.starting import Beginning, beginning
from faq.text.language import codes
from faq.theme.additions import PACKAGE
from tests.test_additions import plugged


def begun(root: Path, *arguments: str) -> Path:
    """What `faq init` writes; the path of its configuration."""
    assert main(["init", str(root), *arguments]) == 0
    return root / "mkdocs.yml"


@pytest.mark.parametrize("language", codes())
def test_it_passes_the_check_and_a_strict_build(
    tmp_path: Path, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The theme here prints a page's content alone: what becomes of Material's frame is tested elsewhere."""
    config = begun(tmp_path / "faq", "--language", language)
    report = check(load(read_settings(config)))
    assert (*report.problems, *report.hints, report.ignored) == (0,)
    assert len(report.questions) == 2
    assert len(report.references) == 2
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "main.html").write_text("{{ page.content }}")
    text = config.read_text(encoding="utf-8")
    assert text.count(f"  name: material\n  language: {language}\n") == 1
    text = text.replace("name: material", f"name: null\n  custom_dir: {theme}")
    config.write_text(re.sub(r"(?m)^plugins: .*$", "plugins: []", text), encoding="utf-8")
    with caplog.at_level(logging.WARNING, "mkdocs"):
        loaded = plugged(config)
        build(loaded)
    assert caplog.messages == []
    pages = {path.parent.name: path.read_text("utf-8") for path in Path(loaded.site_dir).glob("faq/*/*.html")}
    cited = {
        name: re.findall(r'class="faq-reference" href="\.\./([^"]+)/"', html) for name, html in pages.items()
    }
    assert len(cited) == 2
    assert cited == {name: [other for other in cited if other != name] for name in cited}


@pytest.mark.parametrize("language", codes())
def test_every_language_says_the_same(language: str) -> None:
    words = PACKAGE / "starting/words"
    assert {path.stem for path in words.glob("*.toml")} == set(codes())
    lines = [(words / f"{one}.toml").read_text(encoding="utf-8").splitlines() for one in ("en", language)]
    keys = [[line.partition(" = ")[0] for line in each] for each in lines]
    assert keys[0] == keys[1]
    told = "\n".join(lines[1])
    for name in ("`docs/faq/`", "`faq serve`", "`faq new ", "`mkdocs.yml`", "`faq fix`", "`site/`"):
        assert name.replace('"', '\\"') in told, name


def test_what_is_given_is_written(tmp_path: Path) -> None:
    name, url = 'Über "uns": #1', "https://faq.example.org/"
    config = begun(tmp_path / "a", "--name", name, "--words", "FAQ, Q", "--url", url, "--language", "de")
    settings = read_settings(config)
    assert (settings.site_name, settings.site_url, settings.words) == (name, url, ("FAQ", "Q"))
    assert (settings.language, settings.speech.name) == ("de", "Deutsch")
    assert {path.name for path in (tmp_path / "a/docs/faq").iterdir()} == {
        "wie-aendere-ich-eine-antwort.md",
        "wie-fuege-ich-eine-frage-hinzu.md",
    }


def test_what_is_not_given_is_known() -> None:
    made = beginning(Beginning("Ours", "ja"))
    written = yaml.safe_load(made["mkdocs.yml"])
    assert written["plugins"] == ["search", "faq", {"mike": {"canonical_version": "latest"}}]
    assert "site_url" not in written
    assert "words" not in written["extra"]["faq"]
    assert "docs/faq/change-an-answer.md" in made
    assert made["README.md"].startswith("# Ours\n")
    assert made["README.md"].count("\n") <= 10


@pytest.mark.parametrize(
    "there", ["mkdocs.yml", "docs/other.md", "README.md", ".gitignore", "requirements.txt"]
)
def test_nothing_is_overwritten(tmp_path: Path, there: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine")
    assert main(["init", str(tmp_path)]) == 1
    named = "docs" if there.startswith("docs") else there
    assert f"{tmp_path / named} is there; nothing was written" in capsys.readouterr().err
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()] == [
        there
    ]
    assert (tmp_path / there).read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "faq").write_text("mine")
    assert main(["init", str(tmp_path / "faq")]) == 1
    assert f"{tmp_path / 'faq'} is no folder; nothing was written" in capsys.readouterr().err
