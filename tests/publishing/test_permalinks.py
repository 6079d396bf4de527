"""What readers kept: taken stock of, compared, and kept alive."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from jinja2 import Environment, FileSystemLoader
from markdown import markdown
from mkdocs.utils import get_theme_dir

from faq.addresses import Permalink, address_of, base_of, file_of, normal, relative, resolved
from faq.book.overview import OVERVIEW
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.permalinks.answering import reviewed, with_kept_anchors
from faq.permalinks.compare import compare, renumbered
from faq.permalinks.declared import declared
from faq.permalinks.fate import Fate
from faq.permalinks.gone import Gone
from faq.permalinks.inventory import Inventory, inventory, page_content
from faq.permalinks.meant import Reviewed
from faq.permalinks.one_page_names import formerly
from faq.permalinks.stubs import gone_page, redirect, with_old_anchors
from faq.publishing.marks import marked, unmarked
from faq.publishing.release import Breaking
from faq.texts import TEXTS, worded
from tests.conftest import PROJECT
from tests.faqs import project, question, three
from tests.test_build import built, hooked


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("faq/old/", "faq/old/"),
        ("/faq/old", "faq/old/"),
        ("faq/old.md", "faq/old/"),
        ("faq/old/index.html", "faq/old/"),
        ("index.md", ""),
        ("index.html", ""),
        ("support.html", "support.html"),
        ("faq/%C3%BCber/", "faq/über/"),
        ("", ""),
        ("../x/", None),
        ("a/../b", None),
        (".git/config", None),
        ("a//b", None),
        ("https://example.org/", None),
        ("a?b", None),
        ("a b/", "a b/"),
        ("a%20b", "a b/"),
        ("faq/myindex.md", "faq/myindex/"),
        ("faq/README.md", "faq/"),
        ("q&a/it's.html", "q&a/it's.html"),
        ("100%.txt", "100%.txt"),
        ("100%25.txt", "100%.txt"),
        ("a%3Fb.txt", "a?b.txt"),
        ("LICENSE", "LICENSE/"),
        ("a#b/", None),
        ("a%00b/", None),
    ],
)
def test_addresses_are_brought_into_one_form(written: str, address: str | None) -> None:
    assert normal(written) == address
    if address is not None:
        assert address_of(file_of(address)) == address


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("old/", "faq/a/", "../faq/a/"),
        ("support.html", "faq/a/", "faq/a/"),
        ("faq/old.html", "faq/a/", "a/"),
        ("a/b/", "", "../../"),
        ("old.html", "", "./"),
        ("faq/ö/", "faq/ü/", "../%C3%BC/"),
        ("faq/o'k/", "faq/a+b.html", "../a+b.html"),
        ("1.0/faq/a/", "latest/", "../../../latest/"),
        ("old/", "a/b/index.md", "../a/b/index.md"),
    ],
)
def test_links_between_addresses(source: str, target: str, link: str) -> None:
    assert relative(source, target) == link
    assert resolved(source, link) == resolved(source, f"{link}?a=b/c#d/e") == target


@pytest.mark.parametrize("address", ["", "faq/a/", "faq/ü/", "ü.html"])
def test_the_base_of_a_whole_address(address: str) -> None:
    base = "https://example.org/%C3%BC/latest/"
    assert base_of(base + quote(address), address) == base_of(base + address, address) == base


def stock(site: Path) -> Inventory:
    """What a built site holds."""
    return inventory({p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()})


def page(*sections: str, title: str = "Why?") -> bytes:
    """A page whose sections are "anchor|heading|text"."""
    body = "".join(
        f'<h2 id="{a}">{h}<a class="headerlink" href="#{a}">&para;</a></h2><p>{t}</p>'
        for a, h, t in (s.split("|") for s in sections)
    )
    return f'<body id="top"><article><h1 id="why">{title}</h1><p>So.</p>{body}</article></body>'.encode()


STEPS = "steps|Steps|Open the lid and press the button."
MORE = "steps_1|Steps|Write to us and wait."
BEFORE = {"a/index.html": page(STEPS, MORE), "film.mp4": b"film", "assets/javascripts/x.js": b"theme"}
STUB = redirect("old/", Permalink("a/"), "Why?").encode()


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BEFORE, []),
        ({**BEFORE, "a/index.html": page(STEPS, MORE, "new|New|Text")}, []),
        ({**BEFORE, "a/index.html": page(STEPS, MORE.replace("wait", "be patient"))}, []),
        ({**BEFORE, "a/index.html": page(STEPS, MORE, title="Why not?")}, [("turned-address", "a/#why")]),
        ({**BEFORE, "a/index.html": page(STEPS, MORE, title="WHY!")}, []),
        ({"film.mp4": b""}, [("lost-page", "a/")]),
        (
            {
                "film.mp4": b"",
                "b/index.html": page(STEPS, MORE),
                "a/index.html": redirect("a/", Permalink("b/"), "x").encode(),
            },
            [],
        ),
        (
            {
                "film.mp4": b"",
                "b/index.html": page(STEPS),
                "a/index.html": redirect("a/", Permalink("b/"), "x").encode(),
            },
            [("lost-anchor", "a/#steps_1")],
        ),
        (
            {
                "film.mp4": b"",
                "ü/index.html": page(STEPS),
                "a/index.html": redirect("a/", Permalink("ü/"), "x").encode(),
            },
            [("lost-anchor", "a/#steps_1")],
        ),
        ({"film.mp4": b"", "a/index.html": gone_page("a/", "Ended.", Permalink(""), "Home").encode()}, []),
        ({"a/index.html": page(STEPS, MORE)}, [("lost-file", "film.mp4")]),
        ({**BEFORE, "a/index.html": page(STEPS)}, [("lost-anchor", "a/#steps_1")]),
        (
            {
                **BEFORE,
                "a/index.html": page(
                    "steps|Steps|Something new comes first.",
                    STEPS.replace("steps|", "steps_1|"),
                    MORE.replace("_1", "_2"),
                ),
            },
            [("turned-address", "a/#steps"), ("turned-address", "a/#steps_1")],
        ),
        (
            {**BEFORE, "a/index.html": page("steps-new|Steps|Something new comes first.", STEPS, MORE)},
            [],
        ),
        (
            {**BEFORE, "a/index.html": page("steps|What to do|Open the lid.", MORE)},
            [("turned-address", "a/#steps")],
        ),
    ],
)
def test_what_a_new_tree_would_break(after: dict[str, bytes], found: list[tuple[str, str]]) -> None:
    breaks = compare(inventory(BEFORE), inventory(after))
    assert [(b.code, b.span.source.path) for b in breaks] == found
    assert all(b.fix for b in breaks)


@pytest.mark.parametrize(
    ("after", "place", "entry"),
    [
        ({"a/index.html": page(STEPS)}, "latest/: the page would be gone", "{address: index.html, "),
        ({"index.html": page()}, "latest/#steps: the anchor", "{address: index.html#steps, "),
    ],
)
def test_the_home_page_is_told_by_an_address_that_can_be_opened_and_declared(
    after: dict[str, bytes], place: str, entry: str
) -> None:
    breaks = compare(inventory({"index.html": page(STEPS)}), inventory(after))
    told = str(Breaking({"latest": breaks}, "2.0", rollback=False))
    assert told.startswith(place)
    assert entry in told
    assert str(Breaking({"latest": breaks}, "2.0", rollback=True)).startswith(place)


PICTURES = {
    "picture": '<p><img src="../old.png"></p>',
    "film": '<video><source src="old.mp4"></video>',
    "subsections": '<h3 id="tb">Thunderbird</h3><p>Open it.</p><h3 id="m">Mutt</h3>',
}


@pytest.mark.parametrize("shown", PICTURES.values(), ids=PICTURES)
def test_sections_without_text_are_told_apart_by_what_they_show(shown: str) -> None:
    """An earlier heading of the same name takes the anchor; neither section has a text of its own."""

    def stocked(*parts: str) -> Inventory:
        html = "".join(
            f'<h2 id="steps{n}">Steps</h2>{part}' for n, part in zip(("", "_1"), parts, strict=False)
        )
        return inventory({"a/index.html": f'<article><h1 id="t">T</h1>{html}</article>'.encode()})

    before = stocked(shown)
    (found,) = compare(before, stocked('<h3 id="ol">Outlook</h3><img src="new.png">', shown))
    assert (found.code, found.span.source.path) == ("turned-address", "a/#steps")
    assert "the old one is now #steps_1" in found.message
    assert compare(before, stocked(shown, '<img src="new.png">')) == []
    both = stocked(shown, '<img src="new.png">')
    assert compare(both, stocked(shown, '<img src="newer.png">')) == []


@pytest.mark.parametrize("old", ["support.html", "faq/old.html", "faq/old/", "old/"])
def test_an_alias_in_the_place_of_a_page_keeps_its_anchors(old: str) -> None:
    """Also where the page was a file of HTML: links on it are relative to its folder, not to itself."""
    before = {file_of(old): page(STEPS, MORE)}
    after = {file_of(old): redirect(old, Permalink("faq/a/"), "x").encode(), "faq/a/index.html": page(STEPS)}
    found = compare(inventory(before), inventory(after))
    assert [(b.code, b.span.source.path) for b in found] == [("lost-anchor", f"{old}#steps_1")]


GONE_FILES = Environment(loader=FileSystemLoader(PROJECT / "overrides")).get_template("faq/gone_files.html")


def not_found(*addresses: str) -> bytes:
    """The 404 page, as far as it is about files that are gone."""
    files = [{"address": address, "reason": "Old.", "href": "", "title": "Home"} for address in addresses]
    return GONE_FILES.render(gone_files=files, texts=TEXTS, base_url="/").encode()


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ({"404.html": not_found("film.mp4", "a&b.png", "new.mp4")}, []),
        ({"404.html": not_found("film.mp4")}, ["a&b.png"]),
        ({"404.html": not_found("film.mp4"), "a&b.png": b""}, []),
        ({"404.html": b"Not here"}, ["a&b.png", "film.mp4"]),
        ({}, ["a&b.png", "film.mp4"]),
    ],
)
def test_what_the_404_page_says_of_a_file_is_kept(after: dict[str, bytes], found: list[str]) -> None:
    before = inventory({"404.html": not_found("film.mp4", "a&b.png")})
    breaks = compare(before, inventory(after))
    assert [(b.code, b.span.source.path) for b in breaks] == [("lost-alias", path) for path in found]
    assert all("put its entry back in mkdocs.yml under extra: faq: gone:" in b.fix for b in breaks)
    assert compare(before, inventory(after), Reviewed(gone=frozenset(map(Permalink, found)))) == []


@pytest.mark.parametrize(
    ("names", "edited"),
    [
        (["steps", "steps_1"], ["Mutt 2", "Mutt"]),
        (["steps", "steps_1"], ["Mutt", "Pine"]),
        (["a--steps", "b--steps"], ["Pine", "Mutt"]),
        (["a--steps", "b--steps", "c--steps"], ["Pine", "Mutt", "Mutt"]),
    ],
    ids=["first", "second", "one page", "one page, one more"],
)
def test_sections_that_are_alike_may_be_edited(names: list[str], edited: list[str]) -> None:
    def stocked(lasts: list[str]) -> Inventory:
        parts = (
            f'<h2 id="{name}">Steps</h2><h3>Outlook</h3><p>Open it.</p><h3>{last}</h3>'
            for name, last in zip(names, lasts, strict=False)
        )
        return inventory({"a/index.html": f"<article>{''.join(parts)}</article>".encode()})

    assert compare(stocked(["Mutt", "Mutt"]), stocked(edited)) == []


def test_an_earlier_section_among_others_that_are_alike_is_noticed() -> None:
    before = {"a/index.html": page(STEPS, STEPS.replace("steps|", "steps_1|"))}
    first = "steps|Steps|Something new comes first."
    after = {"a/index.html": page(first, *(STEPS.replace("steps|", f"steps_{n}|") for n in (1, 2)))}
    found = compare(inventory(before), inventory(after))
    assert [(b.code, b.span.source.path) for b in found] == [("turned-address", "a/#steps")]


def test_the_anchor_that_is_proposed_instead_of_an_odd_one_is_one_in_markdown() -> None:
    odd = STEPS.replace("steps|", "a=b}c|")
    before = {"a/index.html": page(odd)}
    after = {"a/index.html": page("a=b}c|Steps|Something new comes first.", STEPS.replace("steps|", "s|"))}
    (found,) = compare(inventory(before), inventory(after))
    (proposed,) = re.findall(r"anchor of its own: (\{.*?\});", found.fix)
    assert markdown(f"## Steps {proposed}", extensions=["attr_list"]) == '<h2 id="a-b-c-new">Steps</h2>'


def stub(old: str, target: str) -> bytes:
    return redirect(old, Permalink(target), "x").encode()


TWO = {"a/index.html": page(STEPS), "b/index.html": page(MORE)}
THREE = {**TWO, "old/index.html": stub("old/", "a/")}
A_TO_C = {"c/index.html": page(STEPS), "a/index.html": stub("a/", "c/"), "b/index.html": page(MORE)}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (THREE, THREE, []),
        (THREE, {**THREE, "old/index.html": stub("old/", "b/")}, ["old/"]),
        (THREE, {**TWO, "old/index.html": page(STEPS)}, ["old/"]),
        # The page has moved, and the alias with it; or it has moved back.
        (THREE, {**A_TO_C, "old/index.html": stub("old/", "c/")}, []),
        (
            THREE,
            {
                "old/index.html": page(STEPS),
                "a/index.html": stub("a/", "old/"),
                "b/index.html": page(MORE),
            },
            [],
        ),
        (THREE, {**A_TO_C, "old/index.html": stub("old/", "b/")}, ["old/"]),
        # The page is gone and says so: the alias leads on to something else.
        (
            THREE,
            {
                **TWO,
                "a/index.html": gone_page("a/", "It ended.", Permalink("b/"), "B").encode(),
                "old/index.html": stub("old/", "b/"),
            },
            [],
        ),
        # An entry of gone: that has become an address again takes nothing from anybody.
        (
            {**TWO, "x/index.html": gone_page("x/", "It ended.", Permalink(""), "Home").encode()},
            {**TWO, "x/index.html": page(STEPS)},
            [],
        ),
    ],
)
def test_an_alias_leads_to_its_page_or_to_what_has_become_of_that(
    before: dict[str, bytes], after: dict[str, bytes], found: list[str]
) -> None:
    meant = Reviewed(gone=frozenset([Permalink("a/")]))
    breaks = compare(inventory(before), inventory(after), meant)
    assert [(b.code, b.span.source.path) for b in breaks] == [
        ("turned-address", address) for address in found
    ]
    assert all("{address: old/, was: a/, reason: ...}" in b.fix for b in breaks)
    turned = Reviewed(gone=frozenset([Permalink("a/")]), turned=frozenset([("old/", "a/")]))
    assert compare(inventory(before), inventory(after), turned) == []


def test_an_alias_may_lead_elsewhere_where_an_entry_says_what_it_was(tmp_path: Path) -> None:
    pages = three()
    pages["b"] = pages["b"].replace("number: 2", "number: 2\naliases: [old.html]")
    listed = "[{address: old.html, was: [faq/a, index.html], reason: It is about both now.}]"
    config = hooked(project(tmp_path, pages, config=f"extra: {{faq: {{gone: {listed}}}}}\n"))
    read = load(read_settings(config))
    found = declared(read)
    assert found.problems == ()
    assert reviewed(read, found).turned == frozenset([("old.html", "faq/a/"), ("old.html", "")])
    assert stock(built(config)).pages["old.html"].moved == "faq/b/"


def test_a_dropped_alias_is_a_loss() -> None:
    old = {**BEFORE, "old/index.html": STUB}
    assert [(b.code, b.span.source.path) for b in compare(inventory(old), inventory(BEFORE))] == [
        ("lost-alias", "old/")
    ]


def test_what_is_made_for_machines_is_no_promise() -> None:
    """Copies, llms.txt and the pictures of links follow the pages: nobody keeps their addresses."""
    made = {"llms.txt": b"", "a/index.md": b"", "assets/cards/a.png": b"", "assets/own.png": b""}
    assert inventory(made).pages == {}
    assert inventory(made).media == {"assets/own.png"}


@pytest.mark.parametrize(
    "path",
    [
        *("assets/images/shot.png", "form.docx", "mail.msg", "feed.xml", "LICENSE", "film.mp4", "all.atom"),
        *("assets/rules.12345678.zip", "files/sitemap.xml", "faq/llms.txt", "search/tips.pdf", "x.JSON"),
    ],
)
def test_every_file_is_guarded_that_somebody_may_have_been_given(path: str) -> None:
    assert inventory({path: b"", "changes/index.html": b""}).media == {path}
    (lost,) = compare(inventory({path: b""}), inventory({}))
    assert (lost.code, lost.span.source.path) == ("lost-file", path)


def test_what_theme_and_build_make_stops_nobody(built_site: Path) -> None:
    """The theme's own files, in whatever version, and all that this site is built with."""
    theme = Path(get_theme_dir("material"))
    ours = {p.relative_to(theme).as_posix(): b"" for p in (theme / "assets").rglob("*") if p.is_file()}
    assert len(ours) > 40
    assert inventory(ours).media == set()
    made = stock(built_site).media
    assert {p for p in made if not p.startswith("media/walkthroughs/")} == {"assets/favicon.svg"}


def test_a_reviewed_loss_is_none() -> None:
    meant = Reviewed(gone=frozenset([Permalink("film.mp4"), Permalink("a/", "steps_1")]))
    assert compare(inventory(BEFORE), inventory({"a/index.html": page(STEPS)}), meant) == []


@pytest.mark.parametrize("address", ["b/", "a/"])
def test_an_anchor_of_a_page_that_moved_is_reviewed_under_either_address(address: str) -> None:
    after = {"b/index.html": page(STEPS), "a/index.html": stub("a/", "b/"), "film.mp4": b""}
    meant = Reviewed(gone=frozenset([Permalink(address, "steps_1")]))
    assert compare(inventory(BEFORE), inventory(after), meant) == []


def test_a_sign_that_ends_an_address_is_told_with_how_a_name_has_it(tmp_path: Path) -> None:
    pages = three()
    front = "aliases: ['faq/c#/', 'why?/', 'a\\b/']\nanchors: {steps: 'faq/c#/#x'}"
    pages["a"] = pages["a"].replace("number: 1", f"number: 1\n{front}")
    entries = "{address: 'media/#1.pdf', reason: x}, {address: 'c#', reason: x}"
    led = "{address: old/, reason: x, instead: 'faq/c#/#x'}, {address: old.html, reason: x, instead: 'no/#x'}"
    config = project(tmp_path, pages, config=f"extra: {{faq: {{gone: [{entries}, {led}]}}}}\n")
    found = declared(load(read_settings(config))).problems
    told = [(one.code, *re.findall('a "(.)" of a name is written (%..)', one.fix)) for one in found]
    assert sorted(told) == [
        ("anchor-target", ("#", "%23")),
        ("bad-alias", ("#", "%23")),
        ("bad-alias", ("?", "%3F")),
        ("bad-alias", ("\\", "%5C")),
        ("bad-gone", ("#", "%23")),
        ("gone-instead",),
        ("gone-instead", ("#", "%23")),
        ("gone-there", ("#", "%23")),
    ]


ONE_PAGE = "extra: {faq: {one_page: all.md}}\nmarkdown_extensions: [attr_list]\n"


@pytest.mark.parametrize(
    ("front", "heading", "found"),
    [
        ("", "Steps", []),
        ("", "What to do", ["all/#a--steps", "faq/a/#steps"]),
        ("\nanchors: {steps: steps}", "What to do", []),
    ],
)
def test_a_heading_may_be_reworded_by_whoever_says_that_it_means_the_same(
    tmp_path: Path, front: str, heading: str, found: list[str]
) -> None:
    def made(name: str, front: str, heading: str) -> tuple[Inventory, Reviewed]:
        pages = three(a=f"The answer.\n\n## {heading} {{#steps}}\n\nOpen the lid.")
        pages["a"] = pages["a"].replace("number: 1", "number: 1" + front)
        config = hooked(project(tmp_path / name, pages, config=ONE_PAGE))
        read = load(read_settings(config))
        return stock(built(config)), reviewed(read, declared(read))

    before, _ = made("before", "", "Steps")
    assert [b.span.source.path for b in compare(before, *made("after", front, heading))] == found


def test_a_section_that_went_to_another_page_is_declared_there_where_it_was(tmp_path: Path) -> None:
    """What the guard advises is taken, shown with and without scripts, and keeps the guard content."""

    def made(name: str, **answers: str) -> tuple[Inventory, Reviewed, Path]:
        pages = three(**answers)
        front = "number: 1\nanchors: {steps: faq/b/#steps}" if name == "declared" else "number: 1"
        pages["a"] = pages["a"].replace("number: 1", front)
        config = hooked(project(tmp_path / name, pages, config=ONE_PAGE))
        read = load(read_settings(config))
        assert declared(read).problems == ()
        site = built(config)
        return stock(site), reviewed(read, declared(read)), site

    part = "The answer.\n\n## Steps\n\nOpen the lid."
    before, *_ = made("before", a=part)
    lost = compare(before, *made("split", b=part)[:2])
    assert [one.span.source.path for one in lost] == ["all/#a--steps", "faq/a/#steps"]
    assert "the front matter of faq/a/: anchors: {steps: faq/b/#steps}; or " in lost[1].fix
    after, meant, site = made("declared", b=part)
    assert compare(before, after, meant) == []
    note = '<p class="faq-gone" id="steps">This part is now here: <a href="../b/#steps">'
    assert note in (site / "faq/a/index.html").read_text()
    assert (
        'id="a--steps">This part is now here: <a href="#b--steps">' in (site / "all/index.html").read_text()
    )


@pytest.mark.parametrize(
    ("anchors", "says"),
    [
        ("{steps: faq/no/#x}", '"faq/no/#x" leads to no other page'),
        ("{steps: faq/a/#x}", '"faq/a/#x" leads to no other page'),
        ("{steps: faq/b/#x}", "that page has no anchor #x"),
        ("{how-do-i-begin: faq/b/#x}", "is an anchor of this page already"),
    ],
)
def test_a_part_that_leads_nowhere_is_told(tmp_path: Path, anchors: str, says: str) -> None:
    pages = three()
    pages["a"] = pages["a"].replace("number: 1", f"number: 1\nanchors: {anchors}")
    (found,) = declared(load(read_settings(project(tmp_path, pages)))).problems
    assert says in found.message
    assert found.span.source.path == "docs/faq/a.md"


def test_of_a_page_with_an_article_the_frame_is_not_read() -> None:
    """Whatever stands in it: a page of 1,000 questions has a frame of 1,000 links."""
    head = '<head><meta name="faq:gone" content=""><script>"<article>"</script></head>'
    frame = '<nav><h2 id="nav">Pages</h2><a name="q" class="faq-whole" href="x">' * 3
    html = f'{head}<body>{frame}<article><h1 id="a">A</h1>x</article><article id="b"></article>{frame}'
    found = page_content(html)
    assert (set(found.anchors), found.gone, found.title) == ({"a", "b"}, True, "a")
    assert page_content(html.replace(frame, "<title><i>")).anchors == found.anchors
    plain = html.replace("article", "main").replace("faq-whole", "")
    assert set(page_content(plain).anchors) == {"nav", "q", "a", "b"}


def test_a_renamed_heading_is_told_by_its_text() -> None:
    old, new = page(STEPS), page(STEPS.replace("steps|Steps", "what-to-do|What to do"))
    (found,) = compare(inventory({"index.html": old}), inventory({"index.html": new}))
    assert "anchors: {steps: what-to-do}" in found.fix


def test_numbers_follow_the_order_and_are_no_promise() -> None:
    old = b'<h2 id="a--x"><a class="faq-number" id="3" href="#3">3</a> Why?</h2>'
    new = old.replace(b"3", b"4")
    before, after = inventory({"all/index.html": old}), inventory({"all/index.html": new})
    assert compare(before, after) == []
    assert renumbered(before, after) == ["all/#3"]
    assert renumbered(before, before) == []


def one_page(*questions: str) -> dict[str, bytes]:
    """The page with all answers, of questions that are "name|title", and a page for each in the folder."""
    html, pages = "", {}
    for number, (name, title) in enumerate((one.split("|") for one in questions), 1):
        slug = name.rpartition("/")[2]
        link = f'<a class="faq-number" id="{number}" href="#{number}">{number}</a> '
        heading = f'<h2 id="{slug}--{title}">{link}{title}</h2>'
        html += f'<section class="faq-answer" id="{slug}">{heading}</section>'
        pages[f"faq/{name}/index.html"] = f'<h1 id="{title}">{title}</h1>'.encode()
    return {**pages, "all/index.html": html.encode()}


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (one_page("a|Why", "b|How"), []),
        (one_page("a|Wherefore", "b|How"), []),
        (one_page("b|How", "a|Why"), ["all/#1", "all/#2"]),
        (one_page("new|New", "a|Why", "b|How"), ["all/#1", "all/#2"]),
        # Renamed, in another folder, and in other words.
        ({**one_page("x/z|Wherefore", "b|How"), "faq/a/index.html": stub("faq/a/", "faq/x/z/")}, []),
        ({**one_page("z|Why", "b|How"), "faq/a/index.html": stub("faq/a/", "faq/b/")}, ["all/#1"]),
    ],
)
def test_a_number_names_its_question_whatever_that_is_called(
    after: dict[str, bytes], found: list[str]
) -> None:
    assert renumbered(inventory(one_page("a|Why", "b|How")), inventory(after), "faq") == found


@pytest.mark.parametrize(
    ("nav", "aliases", "gone", "moved", "away"),
    [
        ("a b", {}, ["faq/x/", "old.html", "faq/a/#x", "film.mp4"], {}, ["x"]),
        ("a b", {"faq/x/": "a", "x/y/": "a"}, [], {"x": "a"}, []),
        ("s/a b", {"faq/t/x/": "s/a"}, ["faq/u/y/"], {"t-x": "a", "x": "a"}, ["u-y", "y"]),
        # Of two files of one name either may have been called by it.
        ("s/a b", {"faq/t/x/": "s/a"}, ["faq/u/x/"], {"t-x": "a"}, ["u-x"]),
        ("s/a b", {"faq/t/a/": "s/a"}, [], {"t-a": "a", "s-a": "a"}, []),
        # Its folder went out of its name when the other was taken away.
        ("s/a b", {}, ["faq/t/a/"], {"s-a": "a"}, ["t-a"]),
        ("s/a t/a", {"faq/a/": "t/a"}, [], {"a": "t-a"}, []),
        ("s/a t/a", {}, ["faq/a/"], {}, ["a"]),
    ],
)
def test_former_names_on_the_page_with_all_answers(
    tmp_path: Path, nav: str, aliases: dict[str, str], gone: list[str], moved: dict[str, str], away: list[str]
) -> None:
    pages = {name: question(i, f"{name}?") for i, name in enumerate(nav.split(), 1)}
    read = load(read_settings(project(tmp_path, pages, nav)))
    taken = [Gone(Permalink(one), "x", None) for one in gone]
    found = formerly(read, {old: f"faq/{now}.md" for old, now in aliases.items()}, taken)
    assert (found.moved, sorted(found.gone)) == (moved, sorted(away))


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (["a|Why"], ["a|How"], []),
        (["a|Why", "b|How"], ["a|How", "b|Why"], ["faq/a/", "faq/b/"]),
        (["a|Why", "b|How"], ["a|How", "c|Why"], ["faq/a/"]),
        # Asked twice all along.
        (["a|Why", "b|Why"], ["a|How", "b|Why"], []),
    ],
)
def test_an_address_that_answers_another_question_is_told(
    before: list[str], after: list[str], found: list[str]
) -> None:
    breaks = compare(inventory(one_page(*before)), inventory(one_page(*after)))
    assert [b.span.source.path for b in breaks if b.code == "turned-address"] == found


FOOTNOTES = "extra: {faq: {one_page: all.md}}\nmarkdown_extensions: [footnotes, pymdownx.tabbed]\n"


def test_footnotes_and_tabs_are_counted_through_and_are_no_promise(tmp_path: Path) -> None:
    note, tab = "The answer[^1].\n\n[^1]: A note.\n", '=== "By app"\n\n    Open it.\n'
    before = built(hooked(project(tmp_path / "before", three(a=f"{note}\n{tab}"), config=FOOTNOTES)))
    after = built(hooked(project(tmp_path / "after", three(), config=FOOTNOTES)))
    html = (before / "all/index.html").read_text()
    assert all(f' id="a--{name}"' in html for name in ("fn:1", "fnref:1", "__tabbed_1_1"))
    assert compare(stock(before), stock(after)) == []
    kept = b'<p id="fn">x</p><p id="a--fnord">x</p><p id="note__1">x</p>'
    assert set(inventory({"index.html": kept}).pages[""].anchors) == {"fn", "a--fnord", "note__1"}


QUESTIONS = Reviewed(folder="faq", written=frozenset(["faq/a/"]))


def test_what_follows_on_the_page_with_all_answers_is_said_to_follow() -> None:
    """A loss on a question's page is told with what to write; on the page of all, that it follows."""
    old = {"faq/a/index.html": page(STEPS), "all/index.html": page("a|Why?|So.", "a--steps|Steps|Open.")}
    new = {"faq/a/index.html": page(), "all/index.html": page("a|Why?|So.")}
    follows, first = compare(inventory(old), inventory(new), QUESTIONS)
    assert follows.span.source.path == "all/#a--steps"
    assert follows.fix == "what is written for faq/a/#steps holds here too"
    assert "anchors: {steps:" in first.fix
    gone = compare(inventory(old), inventory({"all/index.html": page()}), QUESTIONS)
    assert [b.fix for b in gone if b.span.source.path.startswith("all/")] == [
        "what is written for faq/a/ holds here too"
    ] * 2


def test_one_entry_lists_all_files_of_a_film(tmp_path: Path) -> None:
    listed = "{address: [film.webm, film.mp4, 'faq/a/#film'], reason: It ended., instead: faq/a/}"
    config = project(tmp_path, three(), config=f"extra: {{faq: {{gone: [{listed}]}}}}\n")
    found = declared(load(read_settings(config)))
    assert found.problems == ()
    assert [g.at.written for g in found.gone] == ["film.webm", "film.mp4", "faq/a/#film"]
    assert {(g.reason, g.instead) for g in found.gone} == {("It ended.", Permalink("faq/a/"))}


def test_what_is_gone_may_lead_to_a_file_without_an_ending(tmp_path: Path) -> None:
    listed = "extra: {faq: {gone: [{address: old.txt, reason: x, instead: LICENSE}]}}\n"
    config = project(tmp_path, three(), config=listed)
    (config.parent / "docs/LICENSE").write_text("Free.")
    found = declared(load(read_settings(config)))
    assert (found.problems, [g.instead for g in found.gone]) == ((), [Permalink("LICENSE")])


def test_marks_and_stubs_say_it_in_a_teams_own_words(tmp_path: Path) -> None:
    texts = worded(
        {"moved": "Umgezogen", "gone": "Nicht mehr <da>", "old_version": "Stand {version}, überholt."}
    )
    assert "<h1>Umgezogen</h1>" in redirect("a/", Permalink("b/"), "B", "de", texts)
    assert "<h1>Nicht mehr &lt;da&gt;</h1>" in gone_page("a/", "x", Permalink("b/"), "B", "de", texts)
    html = marked("<head></head><body>x</body>", "1.0", "a/", Fate("a/"), banner=True, texts=texts)
    assert "Stand <strong>1.0</strong>, überholt. <a" in html
    assert unmarked(html) == "<head></head><body>x</body>"


def test_a_stub_takes_no_markup_from_titles() -> None:
    html = redirect('o"ld/', Permalink("a/"), "<img src=x onerror=alert(1)>")
    assert "<img" not in html


def test_old_anchors_stand_where_they_lead() -> None:
    html = '<h2 id="new">New</h2><p id="p">x</p>'
    assert with_old_anchors(html, {"a": "new", "b": "new", "c": "p"}) == (
        '<h2 id="new"><span id="a"></span><span id="b"></span>New</h2><span id="c"></span><p id="p">x</p>'
    )


def test_the_build_answers_old_addresses(tmp_path: Path) -> None:
    pages = three()
    pages["a"] = pages["a"].replace(
        "number: 1", "number: 1\naliases: [support.html, old/a]\nanchors: {was: how-do-i-begin}"
    )
    gone = (
        "extra:\n  faq:\n    one_page: all.md\n    gone:\n"
        "    - {address: faq/x/, reason: It <ended>., instead: support.html}\n"
        "    - {address: 'faq/b/#part', reason: Nobody asked.}\n    - {address: film.mp4, reason: Too old.}\n"
        "    - {address: 'faq/b/#fax', reason: No fax., instead: faq/a/}\n"
        "    - {address: 'faq/b/#telex', reason: No telex., instead: 'faq/b/#mail'}\n"
    )
    pages["b"] += "\n## By mail & more {#mail}\n\nWrite.\n"
    site = built(hooked(project(tmp_path, pages, config=gone + "markdown_extensions: [attr_list]\n")))
    assert 'href="faq/a/">How do I begin?<' in (site / "support.html").read_text()
    assert 'content="0; url=../../faq/a/"' in (site / "old/a/index.html").read_text()
    assert '<span id="was"></span>How do I begin?' in (site / "faq/a/index.html").read_text()
    said = (site / "faq/x/index.html").read_text()
    assert "It &lt;ended&gt;." in said
    assert 'href="../a/">How do I begin?<' in said
    notes = (site / "faq/b/index.html").read_text()
    assert '<p class="faq-gone" id="part">Nobody asked.</p>' in notes
    assert 'id="fax">No fax. <a href="../a/">How do I begin?</a></p>' in notes
    assert 'id="telex">No telex. <a href="#mail">By mail &amp; more</a></p>' in notes
    on_one = (site / "all/index.html").read_text()
    assert 'id="x">It &lt;ended&gt;. <a href="../faq/a/">How do I begin?</a></p>' in on_one
    assert 'id="b--fax">No fax. <a href="#a">How do I begin?</a></p>' in on_one
    assert 'id="b--telex">No telex. <a href="#b--mail">By mail &amp; more</a></p>' in on_one
    assert not (site / "film.mp4").exists()
    found = stock(site)
    assert found.pages["support.html"].moved == "faq/a/"
    assert found.pages["faq/x/"].gone


def test_the_page_with_all_answers_follows_its_questions(tmp_path: Path) -> None:
    pages = three(a="The answer.\n\n## Steps\n\nOne.")
    pages["a"] = pages["a"].replace("number: 1", "number: 1\naliases: [faq/z]")
    config = hooked(
        project(
            tmp_path,
            pages,
            config="extra:\n  faq:\n    one_page: all.md\n    gone: [{address: faq/x/, reason: It ended.}]\n",
        )
    )
    html = (built(config) / "all/index.html").read_text()
    anchors = inventory({"all/index.html": html.encode()}).pages["all/"].anchors
    assert {"a", "z", "a--steps", "z--steps", "x"} <= set(anchors)


def test_an_old_anchor_that_leads_nowhere_in_the_built_page_is_told_where_it_is_written(
    tmp_path: Path,
) -> None:
    pages = three(a="The answer.\n\n## Steps\n\nOpen the lid.")
    pages["a"] = pages["a"].replace("number: 1", "number: 1\nanchors: {first: steps}")
    read = load(read_settings(project(tmp_path, pages)))
    html, [problem] = with_kept_anchors("<h1>A</h1>", "faq/a.md", read, declared(read))
    assert html == "<h1>A</h1>"
    assert (problem.code, problem.span.text) == ("anchor-target", "first")
    assert problem.message == "#steps is not in the built page"


def test_an_overview_that_few_questions_have_no_more_is_not_lost(tmp_path: Path) -> None:
    made = {}
    for most in (2, 3, 25):
        config = project(tmp_path / str(most), three(), config=f"extra: {{faq: {{list_up_to: {most}}}}}\n")
        made[most] = stock(built(hooked(config)))
    assert "faq/" in made[2].pages
    assert made[2].pages["faq/"].overview
    assert made[3].folders == made[25].folders == {"faq/"}
    assert compare(made[2], made[3]) == compare(made[3], made[2]) == []
    # Before it had a class of its own it was published without.
    page = (tmp_path / "2" / "site" / "faq" / "index.html").read_text()
    assert page_content(page.replace(f" {OVERVIEW}", "")).overview
    assert OVERVIEW not in page.replace(f" {OVERVIEW}", "")
    # What somebody wrote there is.
    written = three() | {"/faq/index": "# All of them\n"}
    kept = stock(
        built(hooked(project(tmp_path / "written", written, config="extra: {faq: {list_up_to: 2}}\n")))
    )
    assert [one.span.source.path for one in compare(kept, made[3])] == ["faq/"]
