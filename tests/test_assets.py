"""The site's own styles and scripts: small, and named after what they hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.pages.assets import groups, importing, script, style
from tests.conftest import build_site
from tests.faqs import project, three
from tests.test_build import built, hooked

NAME = re.compile(r"assets/(stylesheets|javascripts)/\w+\.[0-9a-f]{8}\.min\.(css|js)")


def test_a_name_says_what_is_in_the_file() -> None:
    one, two = style({"assets/site.css": "p { color: red }"}), style({"assets/site.css": "p { color: blue }"})
    assert NAME.fullmatch(one[0])
    assert NAME.fullmatch(script("assets/site.js", "a()")[0])
    assert one[0] != two[0]
    assert one == style({"assets/site.css": "/* said */ p {\n  color: red }"})


def test_styles_keep_their_order_and_what_they_name() -> None:
    _, text = style(
        {"css/a.css": 'p{background:url("b.svg")}', "assets/c.css": "q{x:url(../d.png),url(data:,)}"}
    )
    assert text == 'p{background:url("../../css/b.svg")}q{x:url(../../d.png),url(data:,)}\n'


@pytest.mark.parametrize("address", ["/a.png", "https://o.example/a", "data:,", "#a", "'#a'"])
def test_addresses_that_are_not_relative_stay(address: str) -> None:
    assert f"url({address})" in style({"a.css": f"p{{x:url({address})}}"})[1]


def test_scripts_keep_their_meaning() -> None:
    _, text = script("a.js", "// said\nconst a = `x // ${b}  y`\nconst r = /a\\/\\/b/g\nreturn_(/re  g/)\n")
    assert text == "const a=`x // ${b}  y`\nconst r=/a\\/\\/b/g\nreturn_(/re  g/)\n"


def test_neighbours_become_one() -> None:
    sources = {"a.css": "a", "b.css": "b", "d.css": "d", "e.css": "e"}
    paths = ["a.css", "b.css", "https://o.example/x.css", "d.css", "e.css"]
    assert groups(paths, sources) == [("a.css", "b.css"), ("https://o.example/x.css",), ("d.css", "e.css")]


@pytest.mark.parametrize(
    "rule",
    [
        '@import "b.css";',
        "@import 'b.css' print;",
        "@import url(b.css);",
        '@import url( "b.css" ) layer(x) supports(display: grid);',
        "@IMPORT/**/url(./b.css?v=1#a);",
        '@charset "utf-8"; @import "../css/b.css"',
        "@import url(https://o.example/x.css); @import '/css/b.css';",
    ],
)
def test_what_imports_keeps_its_name_and_so_does_what_is_imported(rule: str) -> None:
    sources = {
        "css/a.css": rule,
        "css/b.css": "@import '../c.css'; p {}",
        "c.css": "@import 'css/a.css';",
        "d.css": "/* @import 'e.css' */ p {}",
        "e.css": "p {}",
    }
    assert importing(["css/a.css", "d.css", "e.css"], sources.get) == {"css/a.css", "css/b.css", "c.css"}
    assert importing(["d.css", "gone.css"], sources.get) == frozenset()


def test_pages_name_the_files_that_were_written(built_site: Path) -> None:
    own = {path.relative_to(built_site).as_posix() for path in built_site.glob("assets/*/*.*.min.*s")}
    assert own
    assert not list(built_site.glob("assets/*.css"))
    assert not list(built_site.glob("assets/*.js"))
    html = (built_site / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:href|src)="(assets/[^"]+\.(?:css|js))"', html))
    assert named
    assert named <= own
    assert all(re.search(r"\.[0-9a-f]{8}\.min\.", name) for name in named)


def test_what_no_page_asks_for_is_not_published(tmp_path: Path) -> None:
    """The parts that are not switched on: nobody could ask for their files but by a name that changes."""
    config = hooked(project(tmp_path, three()))
    (tmp_path / "theme/main.html").write_text(
        "<p data-script=\"{{ 'assets/a.js' | url }}\"></p>"
        "<a href=\"{{ 'assets/b ä.js' | url | urlencode }}\">b</a>"
    )
    (tmp_path / "docs/assets").mkdir()
    for name in ("a.js", "b ä.js", "off.js", "off.css"):
        (tmp_path / "docs/assets" / name).write_text("a()\n")
    site = built(config)
    there = sorted(path.name.split(".")[0] for path in site.glob("assets/*/*"))
    assert there == ["a", "b ä", "plain"]  # the last for the page that leads from the folder to the list


def test_modules_and_templates(tmp_path: Path) -> None:
    """A module keeps its name, which others import; a template may name a file as it is called in docs/."""
    config = hooked(
        project(tmp_path, three(), config="extra_javascript: [{path: assets/m.js, type: module}]\n")
    )
    (tmp_path / "theme/main.html").write_text(
        "<head></head>{{ 'assets/a.js' | url }} {% for one in config.extra_javascript %}{{ one }}{% endfor %}"
    )
    (tmp_path / "docs/assets").mkdir()
    (tmp_path / "docs/assets/a.js").write_text("// said\na()\n")
    (tmp_path / "docs/assets/m.js").write_text("import './n.js'\n")
    (tmp_path / "docs/assets/n.js").write_text("export const n = 1\n")
    build_site(config, tmp_path / "site")
    html = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "assets/m.js" in html
    [name] = re.findall(r"assets/javascripts/a\.[0-9a-f]{8}\.min\.js", html)
    assert (tmp_path / "site" / name).read_text(encoding="utf-8") == "a()\n"
    assert (tmp_path / "site/assets/n.js").is_file()


def test_styles_that_import_others(tmp_path: Path) -> None:
    """Whatever a page's style imports is at the address that the import names."""
    config = hooked(
        project(tmp_path, three(), config="extra_css: [assets/x.css, assets/a.css, assets/b.css]\n")
    )
    (tmp_path / "docs/assets").mkdir()
    (tmp_path / "docs/assets/a.css").write_text('@import "b.css";\n@import url(more/c.css);\n')
    (tmp_path / "docs/assets/more").mkdir()
    (tmp_path / "docs/assets/more/c.css").write_text("@import '../d.css';\n")
    for name in ("b", "d", "x"):
        (tmp_path / f"docs/assets/{name}.css").write_text(f"p {{ content: '{name}' }}\n")
    (tmp_path / "theme/main.html").write_text("{% for one in config.extra_css %}[{{ one }}]{% endfor %}")
    site = built(config)
    x, *others = re.findall(r"\[(.*?)\]", (site / "index.html").read_text(encoding="utf-8"))
    assert NAME.fullmatch(x)
    assert others == ["assets/a.css", "assets/b.css"]
    for name in ("a", "b", "more/c", "d"):
        path = f"assets/{name}.css"
        assert (site / path).read_bytes() == (tmp_path / "docs" / path).read_bytes()
