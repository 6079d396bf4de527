"""The page that names all questions, where they are too many to stand on every page."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.accessible.test_repairs import build
from tests.faqs import project, question, three
from tests.test_build import built, hooked, mkdocs

FEW = "extra: {faq: {list_up_to: 4}}\n"
LIST = "# Home\n\n<!-- faq: questions -->\n"


def many(count: int) -> dict[str, str]:
    return {f"q{n}": question(n, f"What is {n}?") for n in range(1, count + 1)}


def sectioned(folder: Path, home: str = LIST) -> Path:
    """Two sections, one of which holds another: Mail & more (3), Money (1 and, in Tax, 2)."""
    numbers = {"a": "1.1", "b": "1.2", "c": "1.3", "d": "2.1", "e": "2.2.1", "f": "2.2.2"}
    pages = {name: question(f'"{number}"', f"What is {name}?") for name, number in numbers.items()}
    nav = """nav:
  - index.md
  - Mail & more: [faq/a.md, faq/b.md, faq/c.md]
  - Money: [faq/d.md, {Tax: [faq/e.md, faq/f.md]}]
"""
    config = project(folder, {**pages, "/index": home}, "", FEW)
    config.write_text(re.sub(r"nav:\n(  - .*\n)+", lambda _: nav, config.read_text()))
    return config


def text(site: Path, path: str) -> str:
    return (site / path).read_text("utf-8")


def test_few_questions_have_no_overview(tmp_path: Path) -> None:
    config = project(tmp_path, {**three(), "/index": LIST}, config="extra: {faq: {list_up_to: 3}}\n")
    site = built(hooked(config), strict=True)
    assert 'name="faq:folder"' in text(site, "faq/index.html"), "it leads to the list"
    assert text(site, "index.html").count("<li>") == 3


def test_a_long_list_is_named_by_one_page(tmp_path: Path) -> None:
    nav = " ".join(many(6))
    site = built(hooked(project(tmp_path, {**many(6), "/index": LIST}, nav, FEW)), strict=True)
    overview = text(site, "faq/index.html")
    assert re.findall(r'<a href="(q\d/)">What is (\d)\?</a>', overview) == [
        (f"q{n}/", str(n)) for n in range(1, 7)
    ]
    home = text(site, "index.html")
    assert re.findall(r'href="([^"]*)"', home) == [*(f"faq/q{n}/" for n in range(1, 5)), "faq/"]
    assert '<a href="faq/">All questions</a>' in home


def test_sections_have_anchors_by_their_titles(tmp_path: Path) -> None:
    site = built(hooked(sectioned(tmp_path)), strict=True)
    pattern = r'<(h\d) id="([^"]*)"><span class="faq-number">(.*?)</span> (.*?)</'
    headings = re.findall(pattern, text(site, "faq/index.html"))
    assert headings == [
        ("h2", "__mail-more", "1", "Mail &amp; more"),
        ("h2", "__money", "2", "Money"),
        ("h3", "__money--tax", "2.2", "Tax"),
    ]
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', text(site, "index.html"))
    assert links == [
        ("faq/#__mail-more", "Mail &amp; more"),
        ("faq/#__money", "Money"),
        ("faq/", "All questions"),
    ]


def test_a_page_of_a_writer_s_own_names_them_where_it_asks_to(tmp_path: Path) -> None:
    pages = {**many(6), "/index": LIST, "index": "# Ask\n\n<!-- faq: questions -->\n"}
    site = built(hooked(project(tmp_path, pages, " ".join(many(6)), FEW)))
    assert "<h1>Ask</h1>" in re.sub(r' id="\w+"', "", text(site, "faq/index.html"))
    assert text(site, "faq/index.html").count("<li>") == 6
    assert '<a href="faq/">All questions</a>' in text(site, "index.html")


def test_a_link_to_the_overview_is_sound_for_the_check_as_well(tmp_path: Path) -> None:
    pages = {**many(6), "/index": "# Home\n\n[All](faq/index.md)\n"}
    config = hooked(project(tmp_path, pages, " ".join(many(6)), FEW))
    assert mkdocs(config, "build", "--strict").returncode == 0
    few = hooked(project(tmp_path / "few", {**three(), "/index": "# Home\n\n[All](faq/index.md)\n"}))
    assert "docs/index.md:3:" in mkdocs(few, "build", "--strict").stderr


@pytest.mark.parametrize("value", ["1", "yes", "two"])
def test_a_number_that_is_none_is_told(tmp_path: Path, value: str) -> None:
    config = hooked(project(tmp_path, three(), config=f"extra: {{faq: {{list_up_to: {value}}}}}\n"))
    done = mkdocs(config, "build")
    assert done.returncode == 1
    assert "list_up_to: must be" in done.stderr


def test_every_answer_is_within_three_links_of_the_home_page(tmp_path: Path) -> None:
    """In the theme's own frame, and by links alone, as a browser without JavaScript follows them."""
    sectioned(tmp_path, "# Home\n")
    nav = [
        "index.md",
        {"Mail": ["faq/a.md", "faq/b.md", "faq/c.md"]},
        {"Money": ["faq/d.md", {"Tax": ["faq/e.md", "faq/f.md"]}]},
    ]
    extra = {"faq": {"list_up_to": 4, "one_page": "all.md"}}
    done = build(tmp_path, {"nav": nav, "extra": extra, "plugins": ["search"]})
    assert done.returncode == 0, done.stderr
    site = tmp_path / "sites/site"
    reached = {"index.html": 0}
    for page in (queue := ["index.html"]):
        for href in re.findall(r'<a [^>]*?href="([^":]*)"', text(site, page)):
            path = posixpath.normpath(
                posixpath.join("/", posixpath.dirname(page), unquote(href.split("#")[0]))
            )
            found = (
                path.strip("/") if path.endswith(".html") else posixpath.join(path, "index.html").strip("/")
            )
            if found not in reached and (site / found).is_file():
                reached[found] = reached[page] + 1
                queue.append(found)
    assert {reached[f"faq/{name}/index.html"] for name in "abcdef"} <= {1, 2, 3}
    current = r'href="\./" class="md-nav__link md-nav__link--active" aria-current="page"'
    assert re.search(current, text(site, "faq/index.html"))
    mail = text(site, "faq/b/index.html").split('class="md-content"')[0]
    assert 'href="../#__money"' in mail
    assert 'href="../d/"' not in mail
    assert re.search(current, mail)
