"""Another team's FAQ: questions in sections, with titles that nobody kept short."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Reader
from tests.conftest import PROJECT, build_site
from tests.serving import serve

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

CONFIG = f"""
site_name: A {WORD}
nav:
  - index.md
  - Mail and everything that belongs to it, {WORD} included:
      - faq/short.md
      - Old mail:
          - {WORD}: faq/long.md
  - Other things:
      - faq/other.md
theme:
  name: material
  custom_dir: {PROJECT / "overrides"}
  font: false
extra_css: [assets/page.css]
hooks: [{PROJECT / "hooks/shell.py"}]
extra:
  faq:
    one_page: all.md
markdown_extensions: [tables, toc: {{permalink: true}}]
"""

PAGES = {
    "index.md": "# Start\n\n<!-- faq: questions -->\n",
    "faq/short.md": "---\nnumber: 1.1\n---\n\n# Why?\n\nBecause of question 1.2.1.\n",
    "faq/other.md": "---\nnumber: 2.1\n---\n\n# What else?\n\nNothing.\n",
    "faq/long.md": f"---\nnumber: 1.2.1\n---\n\n# How does {WORD} write to a-very-long-name-of-a-host"
    ".a-department.example.org & < others?\n\nSee question 1.1.\n\n## Steps\n\n| a | b | c | d | e | f |\n"
    "|---|---|---|---|---|---|\n| wide | wide | wide | wide | wide | wide |\n",
}


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = tmp_path_factory.mktemp("sections")
    pages = {**PAGES, "assets/page.css": (PROJECT / "docs/assets/page.css").read_text(encoding="utf-8")}
    for name, text in pages.items():
        path = project / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (project / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    build_site(project / "mkdocs.yml", project / "site")
    with serve(project / "site") as url:
        yield url


@pytest.fixture
def other_reader(browser: Browser, other_site: str) -> Iterator[Reader]:
    reader = Reader(browser, other_site)
    yield reader
    assert reader.problems == []


@pytest.mark.parametrize("path", ["", "faq/short/", "faq/long/", "all/"])
def test_long_titles_wrap(other_reader: Reader, path: str) -> None:
    """No page is wider than a phone (WCAG 2.2, 1.4.10: 320 px), nor is any line cut off in what it holds."""
    with other_reader.visit(path, width=320, height=640) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        cut_off = (
            page.get_by_role("article")
            .locator("h1, h2, h3, h4, p, li, a")
            .evaluate_all(
                "all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)"
                ".map(one => one.outerHTML)"
            )
        )
        assert cut_off == []


def test_a_question_in_a_section_says_where_it_is(other_reader: Reader) -> None:
    with other_reader.visit("faq/long/") as page:
        place = page.locator(".faq-place")
        expect(place).to_contain_text("Question 1.2.1 in Mail and everything that belongs to it")
        expect(place).to_contain_text("Old mail")
        page.get_by_role("article").get_by_title("Why?").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Why?")
        page.get_by_role("link", name="Next question").click()
        page.wait_for_url("**/faq/long/")


def test_numbers_in_sections_are_anchors(other_reader: Reader) -> None:
    with other_reader.visit("all/#1.2.1") as page:
        expect(page.locator("[id='1.2.1']")).to_be_in_viewport()
