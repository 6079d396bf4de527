"""What the pages say in their heads, and which files are made, in MkDocs' own hands."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from faq.book.mkdocs_yml import ConfigurationError
from faq.book.options import Options, Style
from faq.book.settings import configured, read_settings
from faq.pages.pictures import CACHE
from faq.walkthroughs.shelf import read
from tests.conftest import PROJECT
from tests.faqs import git, project, question, three
from tests.machines.conftest import build_for
from tests.sampling import FILMS
from tests.test_build import built, hooked

URL = "https://faq.example.org/"


def metas(html: str) -> dict[str, str]:
    """Every `<meta>` with a name or a property; each once."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html)
    names = [name for name, _ in found]
    assert len(set(names)) == len(names), names
    return {name: unescape(content) for name, content in found}


def data(html: str, kind: str) -> list[dict[str, object]]:
    """The JSON-LD of a type."""
    found = [
        json.loads(one) for one in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    ]
    return [one for one in found if one["@type"] == kind]


def pages(site: Path) -> dict[str, str]:
    """Every page that anybody may find, by address."""
    found = {
        p.relative_to(site).as_posix().removesuffix("index.html"): p.read_text() for p in site.rglob("*.html")
    }
    return {a: html for a, html in found.items() if a != "404.html" and 'content="noindex' not in html}


def themed(root: Path, titles: dict[str, str], nav: str = "", more: str = "") -> Path:
    """A project with the real theme and templates; the path of its configuration."""
    made = {name: question(i, title) for i, (name, title) in enumerate(titles.items(), 1)}
    config = project(root, made, " ".join(titles))
    text = config.read_text()
    if nav:
        text = re.sub(r"(?s)nav:.*", f"nav: {nav}\n", text)
    theme = f"theme: {{name: material, custom_dir: {PROJECT / 'overrides'}, font: false}}\n"
    hook = f"hooks: [{PROJECT / 'hooks' / 'shell.py'}]\nplugins: []\n"
    config.write_text(f"{text}{theme}{hook}{more}")
    return config


def test_every_page_says_what_it_is(machine_site: Path) -> None:
    found = pages(machine_site)
    assert len(found) == 9
    for address, html in found.items():
        said = metas(html)
        title = unescape(re.search(r"<title>(.*?) - Pigeon Post</title>", html)[1]) if address else None  # type: ignore[index]
        assert said["og:url"] == URL + address
        assert said["og:type"] == ("article" if address else "website")
        assert said["og:site_name"] == "Pigeon Post"
        assert said["og:description"] == said["description"]
        assert said["twitter:card"] == "summary_large_image"
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image:alt"] == f"Pigeon Post: {said['og:title']}"
        if address.startswith("faq/"):
            assert said["og:title"] == title
        assert (machine_site / said["og:image"].removeprefix(URL)).is_file()
        assert '<link rel=" alternate" type="text/markdown" href="index.md">' in html
        assert (machine_site / address / "index.md").is_file()


def test_every_page_names_the_list_of_all_pages(machine_site: Path, built_site: Path) -> None:
    """In its text, where programs that read no head find it, and where no reader is shown it."""
    for site, address in ((machine_site, f"{URL}llms.txt"), (built_site, "llms.txt")):
        found = [path for path in site.rglob("*.html") if 'name="faq:moved"' not in path.read_text()]
        assert len(found) >= 11
        for path in found:
            above = "" if address.startswith(URL) else path.relative_to(site).parent.as_posix()
            wanted = "../" * len(Path(above).parts) + address
            [led] = re.findall(
                '<p class="faq-llms" hidden><a href="(.*?)">llms.txt</a></p>', path.read_text()
            )
            assert led.removeprefix("./") == wanted if path.name != "404.html" else led.endswith(address)


def test_no_two_pages_describe_themselves_alike(machine_site: Path) -> None:
    everything = [p.read_text() for p in machine_site.rglob("*.html") if p.name != "404.html"]
    described = [metas(html)["description"] for html in everything if 'name="faq:' not in html]
    assert len(set(described)) == len(described) > 7
    assert all(0 < len(one) <= 160 for one in described)


def test_every_answer_says_where_it_stands(machine_site: Path) -> None:
    found = pages(machine_site)
    for address, html in found.items():
        trails = data(html, "BreadcrumbList")
        if not address.startswith("faq/"):
            assert trails == []
            continue
        assert trails == [
            {
                "@context": "https://schema.org",
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": 1, "name": "Home", "item": URL},
                    {
                        "@type": "ListItem",
                        "position": 2,
                        "name": metas(html)["og:title"],
                        "item": URL + address,
                    },
                ],
            }
        ]


def test_films_have_what_is_asked_of_them(machine_site: Path, sample: Path) -> None:
    """Google's documentation of VideoObject and Clip: what is required, and absolute addresses."""
    films = [one for html in pages(machine_site).values() for one in data(html, "VideoObject")]
    exhibits = [read(sample).exhibits[name] for name in FILMS]
    assert sorted(str(film["name"]) for film in films) == sorted(one.storyboard.title for one in exhibits)
    for film in films:
        assert str(film["isPartOf"]) == f"{URL}faq/send-it-back/"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d.*", str(film["uploadDate"]))
        for field in ("thumbnailUrl", "contentUrl"):
            assert (machine_site / str(film[field]).removeprefix(URL)).is_file()
        clips = film["hasPart"]
        assert isinstance(clips, list)
        for clip in clips:
            assert clip["name"]
            assert clip["url"] == f"{film['contentUrl']}#t={clip['startOffset']:g},{clip['endOffset']:g}"


def test_without_an_address_of_the_site_films_are_not_described(built_site: Path) -> None:
    """As breadcrumbs are not: a relative address is none to those who ask."""
    html = (built_site / "faq/send-it-back/index.html").read_text(encoding="utf-8")
    assert "walkthrough" in html
    assert "ld+json" not in html


def test_the_copy_of_the_first_page_holds_no_tags(built_site: Path) -> None:
    text = (built_site / "index.md").read_text(encoding="utf-8")
    assert "\n\n### I am a customer of Pigeon Post\n\n- [" in text
    assert "div" not in text
    assert "\n\n\n" not in text


def test_nothing_is_marked_up_that_no_engine_shows(machine_site: Path) -> None:
    for path in machine_site.rglob("*.html"):
        assert not re.search(r"FAQPage|HowTo\b|schema\.org/(Question|Answer)", path.read_text()), path


def test_sections_stand_between(tmp_path: Path) -> None:
    nav = "[index.md, {Billing: [faq/a.md, {More: [faq/b.md]}]}, {Rest: [faq/c.md]}]"
    config = themed(tmp_path, {"a": "A?", "b": "B?", "c": "C?"}, nav, f"site_url: {URL}\n")
    site = built(config)
    trails = {
        name: [
            (item["name"], item["item"].removeprefix(URL))
            for item in data((site / f"faq/{name}/index.html").read_text(), "BreadcrumbList")[0][
                "itemListElement"
            ]  # type: ignore[attr-defined]
        ]
        for name in "abc"
    }
    assert trails == {
        "a": [("Home", ""), ("Billing", "faq/a/"), ("A?", "faq/a/")],
        "b": [("Home", ""), ("Billing", "faq/a/"), ("More", "faq/b/"), ("B?", "faq/b/")],
        "c": [("Home", ""), ("Rest", "faq/c/"), ("C?", "faq/c/")],
    }


def test_a_title_cannot_end_its_element(tmp_path: Path) -> None:
    title = "Is </script><b>x</b> \"q\" & 'a' --> safe?"
    written = title.replace("<", "\\<").replace("&", "&amp;")
    site = built(themed(tmp_path, {"a": written}, "", f"site_url: {URL}\n"))
    html = (site / "faq/a/index.html").read_text()
    assert metas(html)["og:title"] == title
    trail = data(html, "BreadcrumbList")[0]["itemListElement"]
    assert isinstance(trail, list)
    assert trail[-1]["name"] == title
    assert "</script><b>" not in html.partition("</head>")[0]


def test_without_an_address_nothing_absolute_is_claimed(built_site: Path) -> None:
    html = (built_site / "faq/opening-hours/index.html").read_text()
    said = metas(html)
    assert said["og:title"] == "When is the desk of Pigeon Post open?"
    assert not {"og:url", "og:image"} & said.keys()
    assert said["twitter:card"] == "summary"
    assert data(html, "BreadcrumbList") == []
    assert not (built_site / "assets/cards").exists()
    assert "](faq/opening-hours/index.md): " in (built_site / "llms.txt").read_text()
    assert "url:" not in (built_site / "faq/opening-hours/index.md").read_text()


def test_a_writer_describes_the_page(tmp_path: Path) -> None:
    config = themed(tmp_path, {"a": "A?", "b": "B?"})
    page = tmp_path / "docs/faq/a.md"
    page.write_text(page.read_text().replace("number: 1", 'number: 1\ndescription: "In my own: words."'))
    site = built(config)
    assert metas((site / "faq/a/index.html").read_text())["description"] == "In my own: words."
    assert "](faq/a/index.md): In my own: words.\n" in (site / "llms.txt").read_text()


def test_a_preview_draws_nothing(tmp_path: Path) -> None:
    site = built(themed(tmp_path, {"a": "A?"}, "", f"site_url: {URL}\n"), "serve")
    assert "og:image" not in metas((site / "faq/a/index.html").read_text())
    assert not (site / "assets/cards").exists()
    assert (site / "llms.txt").exists()


def test_twin_builds_are_the_same(machine_site: Path, sample: Path, tmp_path: Path) -> None:
    """Also where the cache is new: what machines read depends on the sources alone."""
    twin = tmp_path / "twin"
    # The same sources with the same history, and nothing that a build left beside them.
    git(tmp_path, "clone", "-q", str(sample), str(twin))
    build_for(tmp_path / "site", twin)
    with closing(sqlite3.connect(twin / CACHE)) as base:
        (drawn,) = base.execute("SELECT count(*) FROM made WHERE typeof(beside) = 'blob'").fetchone()
    assert drawn == len(list((machine_site / "assets/cards").rglob("*.png")))
    made = {
        p.relative_to(machine_site): p for p in machine_site.rglob("*") if p.suffix in (".md", ".txt", ".png")
    }
    assert len(made) > 20
    for path, one in made.items():
        assert one.read_bytes() == (tmp_path / "site" / path).read_bytes(), path


SWITCHES = {
    "copies: false": ("faq/a/index.md", "text/markdown"),
    "llms_txt: false": ("llms.txt", "llms.txt"),
    "breadcrumbs: false": ("", "BreadcrumbList"),
    "cards: false": ("assets/cards/faq/a.png", "og:image"),
}


@pytest.mark.parametrize("switch", SWITCHES)
def test_each_part_can_be_switched_off(switch: str, tmp_path: Path) -> None:
    file, words = SWITCHES[switch]
    config = themed(tmp_path, {"a": "A?"}, "", f"site_url: {URL}\nextra: {{faq: {{}}}}\n")
    with_it = built(config)
    html = (with_it / "faq/a/index.html").read_text()
    assert not file or (with_it / file).is_file()
    assert words in html
    config.write_text(config.read_text().replace("faq: {}", f"faq: {{{switch}}}"))
    without = built(config)
    assert not file or not (without / file).exists()
    assert words not in (without / "faq/a/index.html").read_text()
    if switch == "copies: false":
        assert f"]({URL}faq/a/): " in (without / "llms.txt").read_text()


def test_a_file_of_ones_own_stays(tmp_path: Path) -> None:
    config = themed(tmp_path, {"a": "A?"})
    (tmp_path / "docs" / "llms.txt").write_text("mine\n")
    assert (built(config) / "llms.txt").read_text() == "mine\n"


def options(cards: Style | None) -> Options:
    return Options(copies=True, llms_txt=True, breadcrumbs=True, cards=cards)


OPTIONS = {
    "nothing": ("", options(Style())),
    "off": ("cards: false", options(None)),
    "on": ("cards: true", options(Style())),
    "colours": (
        'cards: {background: "#000000", stripe: "#ABCDEF"}',
        options(Style("#000000", stripe="#ABCDEF")),
    ),
    "a colour's name": ("cards: {background: red}", 'background: must be a colour such as "#0f4c5c"'),
    "no such thing": (
        'cards: {colour: "#000000"}',
        "cards: colour: is unknown; there are background",
    ),
    "no such font": ("cards: {font: no.ttf}", "there is no file no.ttf"),
    "no mapping": ("cards: [1]", "cards: must be true, false, or a mapping"),
    "no switch": ("copies: 1", "copies: must be true or false, not 1"),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_what_the_configuration_says(name: str, tmp_path: Path) -> None:
    text, wanted = OPTIONS[name]
    config = project(tmp_path, three(), config=f"extra:\n  faq:\n    folder: faq\n    {text}\n")
    if isinstance(wanted, str):
        with pytest.raises(ConfigurationError, match=re.escape(wanted)):
            read_settings(config)
    else:
        assert read_settings(config).machines == wanted


def test_a_font_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(b"")
    made = configured(tmp_path, {"extra": {"faq": {"cards": {"font": "own.ttf"}}}}).machines
    assert made.cards == Style(font=tmp_path / "own.ttf")


def test_hooked_themes_without_a_head_build(tmp_path: Path) -> None:
    assert (built(hooked(project(tmp_path, three()))) / "llms.txt").exists()
