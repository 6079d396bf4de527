"""Pages, files and anchors of any name: what is written of them leads to them, in pages and in copies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import punctuation
from urllib.parse import quote, unquote, urlsplit

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.exceptions import Abort

from faq.addresses import Permalink, address_of, file_of, resolved, written
from faq.book.linking import encoded
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.kinds import Kind
from faq.rules.check import check
from faq.verbatim import is_utf8
from tests.faqs import project, question, three
from tests.machines.reading import copies, rendered
from tests.test_build import built, hooked

MORE = ["attr_list", "tables", "footnotes", "smarty", "pymdownx.tilde", "pymdownx.arithmatex"]
NAMES = (
    *("c#-basics", "#1", "why?", "a;b+c", "dots..", "back\\slash", "50%2F", "gru\u0308n", "p(a)r(en"),
    *(
        "q'uo\"te",
        "br[a]ck",
        "st*ar_s",
        "amp&lt;",
        "tick`s",
        "<b>",
        "a|b",
        "$x$",
        "sub#/d eep?",
        "a: b",
        "case two",
    ),
)
FILES = ("#1.pdf", "media/#1.pdf", "a#b/c.pdf", "x (1.pdf", "100%23.txt", "tick`s.txt", "br]ck.txt", "dots..")
ANCHOR = "st/e#ps"
SENTENCE = "see [x](%s) and [y](%s) `c` ' \" $ :) *s* _t_"
TABLE = "| [x](%s) | [y](%s) |\n|--|--|\n| a | b |"


class Page(HTMLParser):
    """The links of a page, and its anchors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors.add(values.get("id") or "")
        if "href" in values:
            self.links.append(values["href"] or "")


@given(st.text(st.sampled_from([*punctuation.replace("/", ""), *"a .\u0308é"]), min_size=1, max_size=6))
def test_the_destination_of_a_link_is_read_as_the_path(name: str) -> None:
    path = f"{name}.md"
    for text in (SENTENCE, TABLE) if "|" not in name else (SENTENCE,):
        found = Page(markdown.markdown(text % ((encoded(path),) * 2), extensions=MORE)).links
        assert [unquote(one) for one in found] == [path, path]


def answer(number: int) -> str:
    """A question that links the one behind it, a file, another by its number, and that one in HTML."""
    name, behind = NAMES[number - 1], NAMES[number % len(NAMES)]
    up = "../" * name.count("/")
    anchor, file = quote(ANCHOR, safe=""), encoded(FILES[number % len(FILES)])
    led = Permalink(f"faq/{behind}/", ANCHOR).written
    old, part = written(f"old/{name}/"), quote(f"was/#{number}", safe="")
    front = f"aliases: [{json.dumps(old)}]\nanchors: {{{json.dumps(part)}: {json.dumps(led)}}}"
    said = (
        f"The [next]({up}{encoded(behind)}.md#{anchor}), [a file]({up}../{file}), "
        f'<a href="{up}../{quote(behind)}/#{anchor}">raw</a>.\n\nSee question {number % len(NAMES) + 1}.\n\n'
        f"## More {{#{ANCHOR}}}\n\nThat is said in {number}."
    )
    return question(number, f"What about {number} of them?", said).replace("\n", f"\n{front}\n", 1)


def gone() -> Iterator[str]:
    """An entry for a page, a file, and an anchor of each page, which lead on to an anchor."""
    there = json.dumps(Permalink(f"faq/{NAMES[0]}/", ANCHOR).written)
    anchors = (Permalink(f"faq/{name}/", f"no#{number}") for number, name in enumerate(NAMES))
    for one in (Permalink("g#1/"), Permalink("g?2.html"), Permalink("media/g#3.pdf"), *anchors):
        yield f"      - {{address: {json.dumps(one.written)}, reason: It ended., instead: {there}}}\n"


@pytest.fixture(scope="module", params=["all on one page", "in parts", "without an address"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of such pages, built without a finding."""
    root = tmp_path_factory.mktemp("odd")
    pages = {f"faq/{name}.md": answer(number) for number, name in enumerate(NAMES, 1)}
    listed = "# Home\n\n## All\n\n<!-- faq:questions -->\n"
    for path, text in {"index.md": listed, **pages, **dict.fromkeys(FILES, "x")}.items():
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, encoding="utf-8")
    parts = "    one_page_up_to: 5\n    list_up_to: 5\n" if request.param == "in parts" else ""
    url = "" if request.param == "without an address" else "site_url: https://example.org/help/\n"
    nav = "".join(f"  - {json.dumps(path)}\n" for path in ("index.md", *pages))
    config = f"site_name: Odd\n{url}nav:\n{nav}markdown_extensions: [attr_list]\n"
    config += f"extra:\n  faq:\n    one_page: all.md\n{parts}    gone:\n{''.join(gone())}"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return built(hooked(root / "mkdocs.yml"), strict=True)


def lost(site: Path, found: dict[str, Page]) -> Iterator[str]:
    """The links that lead to no file of a site, or to no anchor, each behind the file that it stands in."""
    pages = {path.relative_to(site).as_posix(): Page(path.read_text()) for path in site.rglob("*.html")}
    for here, page in found.items():
        for link in page.links:
            to = urlsplit(link.removeprefix("https://example.org/help/") if "://" in link else link)
            if to.scheme or link.startswith("/"):
                continue
            base = "" if "://" in link else address_of(here)
            path = file_of(resolved(base, to.path)) if to.path else here
            anchors = pages[path].anchors if path in pages else {unquote(to.fragment)}
            if not (site / path).is_file() or unquote(to.fragment) not in {*anchors, ""}:
                yield f"{here}: {link}"


def test_every_link_leads_to_what_is_there(site: Path) -> None:
    found = {path.relative_to(site).as_posix(): Page(path.read_text()) for path in site.rglob("*.html")}
    assert {f"old/{name}/index.html" for name in NAMES} | {"g#1/index.html", "g?2.html"} <= found.keys()
    assert sum(len(page.links) for page in found.values()) > 10 * len(NAMES)
    assert list(lost(site, found)) == []


def test_every_link_of_a_copy_leads_to_what_is_there(site: Path) -> None:
    texts = {path.relative_to(site).as_posix(): path.read_text() for path in copies(site)}
    found = {path: Page(rendered(text, MORE)) for path, text in texts.items()}
    assert len(found) > 2 * len(NAMES)
    for path, page in found.items():
        assert len(page.links) >= len(re.findall(r"[^!\\]\]\(", texts[path])), path
    assert list(lost(site, found)) == []


@pytest.mark.parametrize(
    ("link", "fix"),
    [
        ("../media/c%23%20pricelist.pdf", "put the file there, or write ../media/c%23%20pricelists.pdf"),
        ("b%232.md", "write b%23.md"),
        ("b%23", "write b%23.md"),
    ],
)
def test_what_is_near_is_told_as_it_is_to_be_written(link: str, fix: str, tmp_path: Path) -> None:
    pages = {"a": question(1, "How?", f"See [it]({link})."), "b#": question(2, "Why?")}
    config = project(tmp_path, pages, nav="a b#")
    (tmp_path / "docs/media").mkdir()
    (tmp_path / "docs/media/c# pricelists.pdf").write_text("x")
    assert [one.fix for one in check(load(read_settings(config))).problems] == [fix]


def test_a_name_that_is_no_utf8_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    config = project(tmp_path, three())
    for path in ("docs/faq/caf\udce9.md", "docs/d\udce9/e.md", "docs/media/\udce9.png"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# What?\n\nThat.\n")
    found = check(load(read_settings(config))).problems
    told = sorted(problem.span.source.path for problem in found if problem.kind is Kind.NOT_UTF8)
    assert told == [r"docs/d\xe9/e.md", r"docs/faq/caf\xe9.md", r"docs/media/\xe9.png"]
    assert len(found) == len(told)
    hooked(config)
    for path in ("theme/\udce9.css", "theme/\udce9.html"):
        (tmp_path / path).write_text("")
    (own,) = {one.span.source.path for one in check(load(read_settings(config))).problems} - {*told}
    assert own == r"theme/\xe9.css"
    site = built(config, strict=False)
    assert (site / "faq" / "a" / "index.html").is_file()
    assert [path for path in site.rglob("*") if not is_utf8(str(path))] == []
    with pytest.raises(Abort, match="4 errors"):
        built(config, strict=True)
