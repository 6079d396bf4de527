"""llms.txt: a heading, a summary, and one line a page under the headings of nav:."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.machines.llms import llms_txt
from tests.faqs import question

A, B = "- [1. A \\*a\\*?](/faq/a.md): About A.", "- [2. B \\[b\\]?](/faq/b.md)"
TREES = {
    "one list": (
        "[index.md, faq/a.md, faq/b.md]",
        f"## More pages\n\n- [Home](/index.md)\n{A}\n{B}\n",
    ),
    "a wrapper": (
        "[index.md, {Questions: [faq/a.md, faq/b.md]}]",
        f"## Questions\n\n{A}\n{B}\n\n## More pages\n\n- [Home](/index.md)\n",
    ),
    "sections": (
        "[{All: [{Begin: [faq/a.md]}, {End: [faq/b.md]}]}, index.md]",
        "## All – Begin\n\n- [1.1 A \\*a\\*?](/faq/a.md): About A.\n\n"
        "## All – End\n\n- [2.1 B \\[b\\]?](/faq/b.md)\n\n## More pages\n\n- [Home](/index.md)\n",
    ),
    "a link elsewhere, and a page that is not to be found": (
        "[{Q: [faq/a.md, faq/b.md]}, {More: [hidden.md, 'https://x.example/']}]",
        f"## Q\n\n{A}\n{B}\n",
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_pages_stand_under_the_headings_of_nav(name: str, tmp_path: Path) -> None:
    nav, wanted = TREES[name]
    (tmp_path / "docs" / "faq").mkdir(parents=True)
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "docs" / "hidden.md").write_text("# Hidden\n")
    for number, (page, title) in enumerate({"a": "A \\*a\\*?", "b": "B [b]?"}.items(), 1):
        (tmp_path / "docs" / "faq" / f"{page}.md").write_text(question(number, title))
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: A [site]\nnav: {nav}\n")
    project = load(read_settings(config))
    known = {"index.md", "faq/a.md", "faq/b.md"}
    made = llms_txt(
        project,
        project.settings.nav or (),
        "What it\nis about.",
        lambda src: f"/{src}" if src in known else None,
        {"index.md": "Home"},
        {"faq/a.md": "About A."},
    )
    assert made == f"# A \\[site\\]\n\n> What it is about.\n\n{wanted}"


def test_the_real_one(machine_site: Path) -> None:
    """The form that llmstxt.org asks for: H1, a quote, and lists of links under H2."""
    text = (machine_site / "llms.txt").read_text()
    head, *sections = text.split("\n## ")
    assert re.fullmatch(r"# .+\n\n> .+\n", head)
    line = re.compile(r"- \[.+\]\((https://faq\.example\.org/.*)\): .+")
    addresses = []
    for section in sections:
        name, _, body = section.partition("\n\n")
        assert name
        addresses += [m[1] for one in body.strip().split("\n") if (m := line.fullmatch(one))]
        assert all(line.fullmatch(one) for one in body.strip().split("\n"))
    assert len(addresses) == 9
    for address in addresses:
        path = address.removeprefix("https://faq.example.org/")
        assert (machine_site / path).is_file(), address
        assert path.endswith(".md")
