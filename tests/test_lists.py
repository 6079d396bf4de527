"""Where all questions are named, and who leads there: folders of questions, the end of the navigation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from faq.addresses import Permalink, file_of, linked
from faq.book.catalogue import bare_folders, list_address
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.permalinks.answering import kept_addresses
from faq.permalinks.compare import compare
from faq.permalinks.declared import declared
from faq.permalinks.fate import fate
from faq.permalinks.inventory import inventory, standing
from faq.permalinks.stubs import redirect
from tests.faqs import project, question, three
from tests.test_build import built, hooked

LIST = "<!-- faq: questions -->"
ONE_PAGE = "extra: {faq: {one_page: all.md}}\n"


@pytest.mark.parametrize(
    ("pages", "config", "address"),
    [
        ({"index": f"## Ways\n\n## All of *them*\n\n{LIST}"}, "", "#all-of-them"),
        ({"index": LIST}, "", ""),
        ({"index": f"{LIST}\n\n## Below"}, ONE_PAGE, ""),
        ({"index": "Nothing."}, ONE_PAGE, "all/"),
        ({"index": "Nothing."}, "", ""),
        ({"index": "Nothing.", "/list": f"# List\n\n## These\n\n{LIST}\n"}, "", "list/#these"),
        ({"index": f"## A\n\n{LIST}"}, "extra: {faq: {list_up_to: 2}}\n", "faq/"),
    ],
)
def test_where_all_questions_are_named(
    pages: dict[str, str], config: str, address: str, tmp_path: Path
) -> None:
    more = {name: text for name, text in pages.items() if name.startswith("/")}
    made = load(read_settings(project(tmp_path, {**three(index=pages["index"]), **more}, config=config)))
    assert linked("", list_address(made)) == (address or "./")


NESTED = {"a": question(1, "One?"), "billing/eu/b": question(2, "Two?"), "old/c": question(3, "Three?")}


def test_each_folder_of_questions_that_has_no_page_leads_to_them(tmp_path: Path) -> None:
    pages = {**NESTED, "old/index": "# Old\n", "/index": f"# Home\n\n## All\n\n{LIST}\n"}
    made = load(read_settings(project(tmp_path, pages, nav="a billing/eu/b old/c")))
    assert bare_folders(made) == ("faq/", "faq/billing/", "faq/billing/eu/")
    kept = kept_addresses(made, declared(made), "en")
    led = {folder: standing(kept[file_of(folder)]).moved for folder in bare_folders(made)}
    assert led == {"faq/": "../#all", "faq/billing/": "../../#all", "faq/billing/eu/": "../../../#all"}


def test_an_address_that_a_writer_declared_keeps_its_own(tmp_path: Path) -> None:
    pages = {**NESTED, "/about": "---\naliases: [faq/billing/]\n---\n\n# About\n"}
    made = load(read_settings(project(tmp_path, pages, nav="a billing/eu/b old/c")))
    assert standing(kept_addresses(made, declared(made), "en")["faq/billing/index.html"]).moved == (
        "../../about/"
    )


def test_a_folder_is_no_promise_and_still_leads_on() -> None:
    stub = redirect("faq/", Permalink("", "all"), "All questions", folder=True).encode()
    tree = {"index.html": b"<h1>Home</h1>", "faq/index.html": stub}
    assert compare(inventory(tree), inventory({"index.html": tree["index.html"]})) == []
    assert fate("faq/", {"faq/": standing(stub.decode()), "": standing("")}).address == ""


def test_the_navigation_ends_in_them_and_shows_numbers(tmp_path: Path) -> None:
    config = hooked(
        project(
            tmp_path,
            three(index=f"## All\n\n{LIST}"),
            config="extra: {faq: {changes: changes.md}}\n",
        )
    )
    line = "{% if one.typeset %}{{ one.typeset.title }}{% else %}{{ one.title }}{% endif %}"
    template = f"{{% for one in nav.items %}}{line} {{{{ one.url | url }}}}\n{{% endfor %}}"
    (config.parent / "theme/main.html").write_text(template)
    site = built(config)
    page = (site / "faq/b/index.html").read_text()
    assert re.sub("<meta[^>]*>", "", page).splitlines() == [
        "Home ../..",
        '<span class="faq-number">1 ·</span> <span>How do I begin?</span> ../a/',
        '<span class="faq-number">2 ·</span> <span>How do I go on?</span> ./',
        '<span class="faq-number">3 ·</span> <span>How do I end?</span> ../c/',
        "All questions ../../#all",
        "What changed ../../changes/",
    ]
    assert "All questions #all" in (site / "index.html").read_text()
