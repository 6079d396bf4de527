"""What the plugin adds to the theme, and what of it a team's own templates leave."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from faq import events
from faq.model import Source
from faq.pages.reuse import may_keep
from faq.plugin import Faq
from faq.reporting import problem_text
from faq.theme.additions import SCRIPTS, STYLES, TEMPLATES, assets, before, left_out
from tests.conftest import PROJECT
from tests.faqs import project, three

OURS = "{% extends 'base.html' %}{% block content %}{% endblock %}{% block footer %}{% endblock %}"
EXTENDS = '{% extends "faq/main.html" %}'


def told(**templates: str) -> list[tuple[str, str]]:
    """Where something is left out, as line of which file, and what the problem says."""
    sources = {name: Source(f"theme/{name}", text) for name, text in templates.items()}
    found = left_out(lambda name: sources.get(name.removesuffix(".html")), OURS)
    return [(problem_text(one).split(" ")[0].removesuffix(":"), one.message) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        EXTENDS,
        EXTENDS + "{% block content %}<p>Ours first</p>{{ super() }}{% endblock %}",
        EXTENDS + "{% block content %}{% if page %}{{ super() | trim }}{% endif %}{% endblock %}",
        EXTENDS + "{% block footer %}A footer of our own{% endblock %}",
        EXTENDS + "{% block another %}of the theme's{% endblock %}",
        "{% extends which %}",
        "{% extends 'faq/main.html' %",
        "{% extends 'main.html' %}",
    ],
)
def test_nothing_is_told_where_nothing_is_left_out(text: str) -> None:
    assert told(main=text) == []


def test_no_template_of_ones_own_leaves_nothing_out() -> None:
    assert told() == []


@pytest.mark.parametrize("text", ["<html>", "\n\n<html>", "{% extends 'base.html' %}{# faq/main.html #}"])
def test_a_main_html_that_does_not_extend_ours_is_told(text: str) -> None:
    [(place, message)] = told(main=text)
    assert place == "theme/main:1:1"
    assert message == "main.html stands in the place of all that the FAQ adds to pages"


def test_a_block_without_super_is_told_on_its_line() -> None:
    text = EXTENDS + "\n{% block footer %}{% endblock %}\n  {% block content %}none{% endblock %}"
    [(place, message)] = told(main=text)
    assert place == "theme/main:3:3"
    assert message.startswith("the block content stands in the place")


def test_a_chain_of_templates_is_followed() -> None:
    between = "{% extends 'team.html' %}"
    assert told(main=between, team=EXTENDS) == []
    assert told(main=between, team="{% extends 'base.html' %}")[0][0] == "theme/team:1:1"
    assert told(main=between, team=EXTENDS + "{% block content %}{% endblock %}")[0][0] == "theme/team:1:1"


def test_ours_come_before_a_teams_own() -> None:
    assert before(("a.css", "b.css"), ["own.css"]) == ["assets/a.css", "assets/b.css", "own.css"]
    assert before(("a.css",), ["own.css", "assets/a.css"]) == ["own.css", "assets/a.css"]


def test_what_is_added_is_there() -> None:
    assert {f"assets/{name}" for name in (*STYLES, *SCRIPTS)} <= set(assets())
    assert "assets/site.css" not in assets()


@pytest.mark.parametrize(
    ("plugins", "hooks", "kept"),
    [
        (["search", "mike"], 1, True),
        (["search", "faq"], 0, True),
        (["faq", "material/search", "mike"], 0, True),
        (["search", "faq"], 1, False),  # a hook of the team's, of which nothing is known
        (["search"], 2, False),
        (["faq", "macros"], 0, False),
    ],
)
def test_the_plugin_counts_as_the_hook_does(plugins: list[str], hooks: int, kept: bool) -> None:
    assert may_keep(plugins, hooks, ["toc"], []) is kept


def plugged(config: Path, site: Path | None = None) -> MkDocsConfig:
    """The configuration with the plugin, whether or not the environment has heard of it by now."""
    loaded = load_config(str(config), site_dir=str(site or config.parent / "site"), strict=True)
    plugin = Faq()
    plugin.load_config({})
    loaded.plugins["faq"] = plugin
    loaded.plugins.on_startup(command="build", dirty=False)
    return loaded


def test_the_plugin_hears_all_that_the_shell_hears() -> None:
    heard = {name for name in vars(events) if name.startswith("on_")}
    assert heard == {name for name in dir(Faq) if name.startswith("on_")}


def test_the_plugin_and_the_hook_together_are_refused(tmp_path: Path) -> None:
    hook = f"hooks: [{PROJECT / 'hooks/shell.py'}]\ntheme: {{name: material}}\n"
    loaded = plugged(project(tmp_path, three(), config=hook))
    said = r"mkdocs\.yml:7:9: error unsupported-setting: .* both are named(.|\n)*take \S+/hooks/shell\.py out"
    with pytest.raises(PluginError, match=said):
        loaded.plugins.on_config(loaded)


def test_an_option_of_the_plugin_is_told_where_it_belongs() -> None:
    errors, warnings = Faq().load_config({"one_page": "all.md"})
    assert errors == []
    assert warnings == [("one_page", "is nothing here: write it under extra: faq:")]


def test_another_theme_stays_as_it_is(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "mkdocs")
    loaded = plugged(project(tmp_path, three(), config="theme: {name: mkdocs}\n"))
    loaded.plugins.on_config(loaded)
    assert str(TEMPLATES) not in loaded.theme.dirs
    assert loaded.extra_css == []
    assert "is not made of Material: nothing is added" in caplog.text


@pytest.mark.parametrize(
    ("theme", "font"),
    [("{name: material}", False), ("{name: material, font: {text: Ubuntu}}", {"text": "Ubuntu"})],
)
def test_fonts_are_the_readers_own_unless_a_team_asks(tmp_path: Path, theme: str, font: object) -> None:
    loaded = plugged(project(tmp_path, three(), config=f"theme: {theme}\n"))
    loaded.plugins.on_config(loaded)
    assert loaded.theme["font"] == font


def test_a_teams_own_files_win_one_by_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    own = "theme: {name: material, custom_dir: own}\nextra_css: [own.css]\nplugins: [search]\n"
    config = project(tmp_path, three(), config=own)
    (tmp_path / "own/partials").mkdir(parents=True)
    (tmp_path / "own/main.html").write_text(
        EXTENDS + '\n{% block extrahead %}<meta name="hello">{% endblock %}\n'
        "{% block content %}<p>Of the team</p>{{ super() }}{% endblock %}"
    )
    (tmp_path / "own/faq").mkdir()
    (tmp_path / "own/faq/place.html").write_text("<p>Place of the team</p>")
    (tmp_path / "docs/assets").mkdir()
    (tmp_path / "docs/assets/anchors.js").write_text("ofTheTeam()\n")
    (tmp_path / "docs/own.css").write_text(".of-the-team { color: red }\n")
    caplog.set_level("INFO", "mkdocs")
    site = made(plugged(config))
    html = (site / "faq/a/index.html").read_text(encoding="utf-8")
    for said in (
        "hello",
        "Of the team",
        "Place of the team",
        'class="faq-neighbours"',
        "<h1",
        "data-finder=",
    ):
        assert said in html, said
    assert (
        "own/main.html:2:1: notice frame-left-out: the block extrahead stands in the place of" in caplog.text
    )
    assert "the block content" not in caplog.text
    scripts = [path.read_text(encoding="utf-8") for path in site.glob("assets/javascripts/anchors.*.js")]
    assert scripts == ["ofTheTeam()\n"]
    styles = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/stylesheets/first.*.css"))
    assert 0 < styles.index("faq-place") < styles.index("of-the-team")


def test_the_plugin_makes_the_bytes_that_the_hook_makes(
    sample: Path, built_site: Path, tmp_path: Path
) -> None:
    """From the sample without the folders that its hook needs, but for its own colours and icon."""
    root, left = tmp_path / "sample", set(assets())
    shutil.copytree(sample, root, ignore=shutil.ignore_patterns(".cache", "overrides"))
    for path in left:
        (root / "docs" / path).unlink()
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    text, hooks = re.subn(r"(?m)^hooks:\n.*\n", "", text)
    text, named = re.subn(rf"(?m)^ .*\b(?:{'|'.join(map(re.escape, left))})\b.*\n", "", text)
    text, custom = re.subn(r"(?m)^  custom_dir: .*\n", "", text)
    assert (hooks, custom, named) == (1, 1, len(STYLES) + len(SCRIPTS))
    (root / "mkdocs.yml").write_text(re.sub(r"extra_javascript:\n", "", text), encoding="utf-8")
    site = made(plugged(root / "mkdocs.yml"))
    assert {name: data for name, data in files(site).items() if files(built_site).get(name) != data} == {}
    assert files(site).keys() == files(built_site).keys()


def made(config: MkDocsConfig) -> Path:
    """Build; the site's folder."""
    build(config)
    return Path(config.site_dir)


def files(site: Path) -> dict[str, bytes]:
    """What a site holds, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }
