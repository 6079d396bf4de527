"""Questions whose files have spaces in their names: no identifier has any, and links of before lead there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

from faq.addresses import (
    SPACE,
    SPACED,
    fragment,
    identifier,
    identifiers,
    led_to,
    part,
    part_read,
    read_anchor,
)
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.permalinks.answering import reviewed
from faq.permalinks.compare import compare, renumbered
from faq.permalinks.declared import declared
from faq.permalinks.inventory import Inventory, inventory
from faq.permalinks.meant import Reviewed
from tests.faqs import question
from tests.test_build import built, hooked

NAMES = ("case two", "q&a three", "tab\tbed", "grün tee", "no\u00a0break", "sub dir/case three")
INSIDE = "größe"
RENAMED = {"green": "grün tee"}
ID = re.compile(r'(?<= id=")[^"]*')
TEXT = st.text(st.sampled_from([*" \t\n\f\ra\u00a0#&é"]), min_size=1)


@given(TEXT, TEXT.filter(lambda text: not SPACE.search(text)))
def test_links_to_a_name_lead_to_its_identifier(name: str, inside: str) -> None:
    made, whole = identifier(name), f"{name}--{inside}"
    assert not any(map(SPACE.search, identifiers(made)))
    assert identifiers(made)[0] == identifier(made) == read_anchor(fragment(made)) == made
    assert part_read(made, part(made, inside).removeprefix(f"{made}--")) == inside
    if SPACE.search(name):
        assert part(made, inside) == identifier(whole)
        for anchor, found in ((name, made), (whole, identifier(whole))):
            for link in (fragment(anchor)[1:], fragment(found)[1:], found):
                assert led_to(link, {found}.__contains__) == found


def written(root: Path, names: dict[str, str], extra: str = "") -> Path:
    """A site of questions, each with a section, built without a finding; `names` has their front matter."""
    texts = {}
    for place, (name, front) in enumerate(names.items(), 1):
        up, first = "../" * (name.count("/") + 1), quote(next(iter(names)))
        title = f"What is {RENAMED.get(name, name).replace(' ', '-')}?"
        said = f'See [all]({up}all.md#{first}), <a href="{up}../all/#{first}">it</a>, [up](#{quote(INSIDE)}).'
        said += f"\n\n## What size? {{#{INSIDE}}}\n\nOpen the lid of {title}"
        text = question(place, title, said)
        texts[f"faq/{name}.md"] = text.replace("\n", f"\n{front}", 1)
    for path, text in {"index.md": "# Home\n", **texts}.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    nav = "".join(f"  - {json.dumps(path)}\n" for path in ("index.md", *texts))
    config = f"site_name: Spaced\nnav:\n{nav}markdown_extensions: [attr_list]\n"
    config += f"extra:\n  faq:\n    one_page: all.md\n{extra}"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return built(hooked(root / "mkdocs.yml"), strict=True)


def stock(site: Path, *, before: bool = False) -> Inventory:
    """What a site holds; as it was when the name itself was the identifier, if `before`."""
    files = {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    if before:
        whole = files["all/index.html"].decode()
        plain = ID.sub(lambda found: unquote(found[0]) if SPACED.search(found[0]) else found[0], whole)
        assert 'id="grün tee--größe"' in plain
        files["all/index.html"] = plain.encode()
    return inventory(files)


def meant(root: Path) -> Reviewed:
    project = load(read_settings(root / "mkdocs.yml"))
    found = declared(project)
    assert found.problems == ()
    return reviewed(project, found)


@pytest.mark.parametrize("parts", ["", "    one_page_up_to: 2\n"])
def test_no_identifier_has_a_space_and_links_of_before_lead_there(
    tmp_path: Path, browser: Browser, parts: str
) -> None:
    site = written(tmp_path, dict.fromkeys(NAMES, ""), parts)
    ids = [one for page in site.rglob("*.html") for one in ID.findall(page.read_text("utf-8"))]
    assert len(ids) > len(NAMES)
    assert not any(map(SPACE.search, ids))
    assert compare(stock(site, before=True), stock(site), meant(tmp_path)) == []
    assert renumbered(stock(site, before=True), stock(site)) == []
    whole = "<!doctype html>" + (site / "all/index.html").read_text("utf-8")
    page = browser.new_page()

    def fulfil(route: Route) -> None:
        route.fulfill(body=whole, content_type="text/html; charset=utf-8")

    page.route("**/*", fulfil)
    for name in (one.rpartition("/")[2] for one in NAMES):
        # What generated pages had for a question (the name as it is on its own page), and for its part.
        for link in (fragment(name), f"#{name}", fragment(f"{name}--{INSIDE}")):
            if "\t" in link:  # which browsers take out
                continue
            page.goto("about:blank")
            page.goto(f"https://faq.example/all/{link}")
            there = page.evaluate("document.querySelector(':target')?.id")
            assert there in {*identifiers(identifier(name)), part(identifier(name), INSIDE)}, link
    page.close()


@pytest.mark.parametrize("how", ["renamed", "gone", "lost"])
def test_what_becomes_of_a_question_holds_for_its_anchors(tmp_path: Path, how: str) -> None:
    old = stock(written(tmp_path / "before", dict.fromkeys(NAMES, "")), before=True)
    names = dict.fromkeys(NAMES, "")
    del names["grün tee"]
    if how == "renamed":
        names["green"] = "aliases: [faq/grün tee/]\n"
    gone = "    gone: [{address: faq/grün tee/, reason: It ended.}]\n" if how == "gone" else ""
    site = written(tmp_path / "after", names, gone)
    found = compare(old, stock(site), meant(tmp_path / "after"))
    if how == "renamed":
        assert f'id="{part("gr%C3%BCn%20tee", INSIDE)}"' in (site / "all/index.html").read_text("utf-8")
    if how != "lost":
        assert found == []
    else:
        told = {one.fix for one in found if one.span.source.path.startswith("all/")}
        assert told == {"what is written for faq/grün tee/ holds here too"}
