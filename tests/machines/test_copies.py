"""Markdown copies: what they link, against the pages themselves."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from faq.book.link_plan import page_plan
from faq.book.project import Project
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.machines.copies import CopyHead, markdown_copy
from faq.machines.places import Places, copy_of
from faq.rules.check import check
from tests.faqs import project, three
from tests.generated.faqs import Shape, config_text, make, write
from tests.generated.model import Numbering
from tests.generated.test_rendered import HOOK, build
from tests.machines.reading import addresses, copies, rendered, targets
from tests.test_build import built, hooked

CONFIG = """\
markdown_extensions:
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.snippets: {base_path: [snippets]}
extra: {faq: {one_page: all.md}}
"""
SITE = "https://faq.example/"
PLAIN = ["abbr", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.superfences"]
TITLE_B = ' "How do I go on?"'

# What a page says, and what its copy says in its place; the page is faq/a.md.
CASES = {
    "a reference": ("See question 2 below.", f"See [question 2](../b/index.md{TITLE_B}) below."),
    "a list of them": (
        "Questions 2 and 3.",
        f'[Questions 2](../b/index.md{TITLE_B}) and [3](../c/index.md "How do I end?").',
    ),
    "a relative one over two lines": (
        "See the next\nquestion.",
        f"See [the next\nquestion](../b/index.md{TITLE_B}).",
    ),
    "in bold": ("**question 2**", f"**[question 2](../b/index.md{TITLE_B})**"),
    "in a quote": ("> question\n> 2", f"> [question\n> 2](../b/index.md{TITLE_B})"),
    "in code": ("`question 2`", "`question 2`"),
    "of another document": ("Question 2 of the Outlook FAQ", "Question 2 of the Outlook FAQ"),
    "exempt": ("<!-- faq: ignore -->\nIn 2025, question 2 was hard.", "In 2025, question 2 was hard."),
    "linked by hand": ("[question 2](b.md)", "[question 2](../b/index.md)"),
    "with an anchor": ("[there](b.md#go-on)", "[there](../b/index.md#go-on)"),
    "to the same page": ("[here](#steps)\n\n## Steps", "[here](#steps)\n\n## Steps"),
    "to this page by name": ("[here](a.md#steps)\n\n## Steps", "[here](index.md#steps)\n\n## Steps"),
    "to the home page": ("[home](../index.md)", "[home](../../index.md)"),
    "to everything": ("[all](../all.md#3)", "[all](../../all/#3)"),
    "with a title": ('[x](b.md "See b.md")', '[x](../b/index.md "See b.md")'),
    "in pointed brackets": ("[x](<b.md>)", "[x](<../b/index.md>)"),
    "defined below": ("[x][y]\n\n[y]: b.md", "[x][y]\n\n[y]: ../b/index.md"),
    "a picture": ("![p](../img/p.png)", "![p](../../img/p.png)"),
    "a picture that is a link": ("[![p](../img/p.png)](b.md)", "[![p](../../img/p.png)](../b/index.md)"),
    "a name with a space": ("[f](../img/a%20b.pdf)", "[f](../../img/a%20b.pdf)"),
    "raw HTML is as it was": ('<img alt="" src="../../img/p.png">', '<img alt="" src="../../img/p.png">'),
    "elsewhere": ("[x](https://example.org/b.md)", "[x](https://example.org/b.md)"),
    "mail": ("[m](mailto:a@example.org)", "[m](mailto:a@example.org)"),
    "in code, a link": ("`[x](b.md)`", "`[x](b.md)`"),
    "in a fence, a link": ("```\n[x](b.md) question 2\n```", "```\n[x](b.md) question 2\n```"),
    "twice on a line": ("[x](b.md) [x](b.md)", "[x](../b/index.md) [x](../b/index.md)"),
    "in a table": ("| a |\n|---|\n| [x](b.md) |", "| a |\n|---|\n| [x](../b/index.md) |"),
    "in a footnote": ("T[^1].\n\n[^1]: [x](b.md)", "T[^1].\n\n[^1]: [x](../b/index.md)"),
    "in a heading": ("## As in [b](b.md)", "## As in [b](../b/index.md)"),
    "a snippet": (
        '--8<-- "s.md"\n\nEnd.',
        f"Shared: [question 2](../b/index.md{TITLE_B}), [b](../b/index.md).\n\nEnd.",
    ),
    "a snippet in a list": ('1. One\n\n    --8<-- "n.md"', "1. One\n\n    [b](../b/index.md)"),
    "a snippet twice": (
        '--8<-- "n.md"\n\n--8<-- "n.md"',
        "[b](../b/index.md)\n\n[b](../b/index.md)",
    ),
    "side by side": (
        "<div class='two' markdown>\n<div markdown=\"1\">\n\n### One\n\n[b](b.md)\n\n</div>\n"
        "<div markdown>\n\n### Two\n\n<div>\n<b>as it is</b>\n</div>\n\n</div>\n</div>\n\nEnd.",
        "### One\n\n[b](../b/index.md)\n\n### Two\n\n<div>\n<b>as it is</b>\n</div>\n\nEnd.",
    ),
    "side by side, in a fence": (
        "<div markdown>\n\nText.\n\n</div>\n\n````\n<div markdown>\n```\n</div>\n````",
        "Text.\n\n````\n<div markdown>\n```\n</div>\n````",
    ),
    "details": (
        "<details markdown>\n<summary>More</summary>\n\nText.\n\n</details>",
        "<details markdown>\n<summary>More</summary>\n\nText.\n\n</details>",
    ),
    "in a box": (
        '!!! note "See question 2"\n\n    [x](b.md)',
        f"> **See [question 2](../b/index.md{TITLE_B})**\n>\n> [x](../b/index.md)",
    ),
}


def places_of(project: Project, site_url: str = "") -> Places:
    """Where MkDocs puts the files of a project: each page in a folder of its own."""
    pages = {src: posixpath.splitext(src)[0] + "/index.html" for src in [*project.pages, "all.md"]}
    pages["index.md"] = "index.html"
    files = {src: src for src in project.files} | pages
    return Places(files, {src: copy_of(path) for src, path in pages.items() if src != "all.md"}, site_url)


WHOLE = {
    "a reference": ("See question 2 below.", f"See [question 2]({SITE}faq/b/index.md{TITLE_B}) below."),
    "with an anchor": ("[there](b.md#go-on)", f"[there]({SITE}faq/b/index.md#go-on)"),
    "to the same page": ("[here](#steps)\n\n## Steps", "[here](#steps)\n\n## Steps"),
    "to the home page": ("[home](../index.md)", f"[home]({SITE}index.md)"),
    "to everything": ("[all](../all.md#3)", f"[all]({SITE}all/#3)"),
    "a picture": ("![p](../img/p.png)", f"![p]({SITE}img/p.png)"),
    "a name with a space": ("[f](../img/a%20b.pdf)", f"[f]({SITE}img/a%20b.pdf)"),
    "defined below": ("[x][y]\n\n[y]: b.md", f"[x][y]\n\n[y]: {SITE}faq/b/index.md"),
    "raw HTML": (
        '<a href="../b/?x=1&amp;y=2#z">b</a> <img alt="" src=\'../../img/p.png\'>',
        f'<a href="{SITE}faq/b/?x=1&amp;y=2#z">b</a> <img alt="" src=\'{SITE}img/p.png\'>',
    ),
    "raw HTML in a block": (
        '<p><a href="../../">home</a></p>',
        f'<p><a href="{SITE}">home</a></p>',
    ),
    "raw HTML that leads elsewhere": (
        '<a href="#a">a</a> <a href="mailto:a@x.org">m</a> <a href="//x.org/b">b</a>',
        '<a href="#a">a</a> <a href="mailto:a@x.org">m</a> <a href="//x.org/b">b</a>',
    ),
    "raw HTML in code": ('`<a href="../b/">`', '`<a href="../b/">`'),
}
"""The same where the site has an address."""


def copied(root: Path, body: str, src: str = "faq/a.md", site_url: str = "") -> str:
    """What the copy of a page says below its title, where question 1 says `body`."""
    (root / "snippets").mkdir(parents=True)
    (root / "snippets" / "s.md").write_text("Shared: question 2, [b](b.md).\n")
    (root / "snippets" / "n.md").write_text("[b](b.md)\n")
    config = project(root, three(a=body, b="## Go on\n\nText."), config=CONFIG)
    (root / "docs" / "img").mkdir()
    for name in ("p.png", "a b.pdf"):
        (root / "docs" / "img" / name).write_bytes(b"")
    made = load(read_settings(config))
    plan = page_plan(made, src, made.pages[src], check(made), None, False)
    text = markdown_copy(made, src, plan, places_of(made, site_url), CopyHead("T"))
    # A snippet's last line end makes an empty line more.
    return re.sub(r"\n[ ]*\n\n", "\n\n", text.partition("?\n\n")[2]).rstrip()


@pytest.mark.parametrize("name", CASES)
def test_a_copy_says_what_its_page_says(name: str, tmp_path: Path) -> None:
    body, wanted = CASES[name]
    assert copied(tmp_path, body) == wanted


@pytest.mark.parametrize("name", WHOLE)
def test_where_the_site_has_an_address_links_are_whole(name: str, tmp_path: Path) -> None:
    body, wanted = WHOLE[name]
    assert copied(tmp_path, body, site_url=SITE) == wanted


HEADS = {
    "plain": (CopyHead("How?"), {"title": "How?"}),
    "all": (
        CopyHead("How?", "https://x.example/a/", "Question 1 of 3"),
        {"title": "How?", "question": "Question 1 of 3", "url": "https://x.example/a/"},
    ),
    "hostile": (CopyHead('"Is --- `a`: b #c\\'), {"title": '"Is --- `a`: b #c\\'}),
    "other scripts": (CopyHead("为什么 ❓"), {"title": "为什么 ❓"}),
}


@pytest.mark.parametrize("name", HEADS)
def test_the_head_is_yaml(name: str, tmp_path: Path) -> None:
    head, wanted = HEADS[name]
    made = load(read_settings(project(tmp_path, three())))
    plan = page_plan(made, "faq/a.md", made.pages["faq/a.md"], check(made), None, False)
    text = markdown_copy(made, "faq/a.md", plan, places_of(made), head)
    assert text.startswith("---\n")
    assert (
        yaml.safe_load(text.split("---\n")[1] if name != "hostile" else text[4 : text.index("\n---\n")])
        == wanted
    )


def test_copies_lie_beside_their_pages(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three(a="See question 2 and [this](../img/p.png).")))
    (tmp_path / "docs" / "img").mkdir()
    (tmp_path / "docs" / "img" / "p.png").write_bytes(b"")
    site = built(config)
    found = [path.relative_to(site).as_posix() for path in copies(site)]
    assert found == ["faq/a/index.md", "faq/b/index.md", "faq/c/index.md", "index.md"]
    assert "[question 2](../b/index.md " in (site / "faq/a/index.md").read_text()
    assert "(../../img/p.png)" in (site / "faq/a/index.md").read_text()


def test_a_preview_has_copies_that_follow_the_page(tmp_path: Path) -> None:
    config = hooked(project(tmp_path, three(a="See question 2 and question 9.")))
    assert "[question 2](../b/index.md" in (built(config, "serve") / "faq/a/index.md").read_text()
    page = config.parent / "docs" / "faq" / "a.md"
    page.write_text(page.read_text().replace("question 2", "question 3"))
    text = (built(config, "serve") / "faq/a/index.md").read_text()
    assert "[question 3](../c/index.md" in text
    assert "and question 9." in text


def test_pages_that_nobody_should_find_have_no_copy(tmp_path: Path) -> None:
    pages = {**three(), "/hidden": "---\nrobots: noindex\n---\n\n# Hidden\n"}
    config = hooked(project(tmp_path, pages, config="extra: {faq: {one_page: all.md}}\n"))
    site = built(config)
    assert (site / "hidden/index.html").exists()
    assert (site / "all/index.html").exists()
    assert {path.parent.name for path in copies(site)} == {"a", "b", "c", "site"}


@pytest.mark.parametrize(("seed", "shape"), [(3, "deep"), (5, "flat"), (8, "sections")])
def test_a_copy_links_what_its_page_links(seed: int, shape: Shape, tmp_path: Path) -> None:
    """Rendered by Python-Markdown alone, the copies of a whole generated FAQ link what the pages link."""
    faq = make(seed, 30, shape, blocks=4)
    write(faq, tmp_path / "faq", Numbering.of(faq.nav), faq.nav)
    site = build(tmp_path / "faq", config_text(faq, faq.nav, HOOK))
    found = copies(site)
    assert len(found) >= 30
    references = 0
    for copy in found:
        here = copy.relative_to(site).as_posix()
        page = addresses(copy.with_suffix(".html").read_text())
        mine = addresses(rendered(copy.read_text(), PLAIN))
        assert Counter(targets(mine, here, SITE)) == Counter(targets(page, here)), here
        # Whoever was handed a copy can follow all that leads to another page.
        assert all(urlsplit(one).scheme or one.startswith("#") for one in mine), here
        references += len(mine)
    assert references > 50
