"""All answers on several pages: what each holds, and that no address of the one page is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Route

from faq.addresses import Permalink, identifier
from faq.book.parts import parts
from faq.book.project import Project
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.model import Question
from faq.pages.one_page import Answer, combine
from faq.pages.parted import AnswerPage, onward, part_pages
from faq.permalinks import one_page_names
from faq.permalinks.answering import former_names, one_page_history, reviewed, with_former_names
from faq.permalinks.compare import compare, renumbered
from faq.permalinks.declared import declared
from faq.permalinks.inventory import Inventory, inventory
from faq.permalinks.meant import Reviewed
from faq.rules.check import check
from faq.texts import TEXTS
from tests.conftest import PROJECT
from tests.faqs import project, question, three
from tests.test_build import built, hooked

WHOLE, TITLE = "all/", "All questions and answers"
TWO = "extra: {faq: {one_page: all.md, one_page_up_to: 2}}\n"
HTML = '<h1 id="why">Why?</h1><h2 id="steps">Steps</h2><p><a name="old"></a><i id="__tabbed_1">x</i></p>'


def placed(place: str, *sections: str) -> Question:
    numbers = place.split(".")
    inside = tuple(".".join(numbers[: depth + 1]) for depth in range(len(sections)))
    return Question("", f"faq/q{place}.md", "", "", None, place, f"q{place}", sections, inside)


@pytest.mark.parametrize(
    ("one_page", "questions", "expected"),
    [
        ("all.md", [placed("1"), placed("2"), placed("3")], ["all/1.md 1–2", "all/2.md 3"]),
        ("all/index.md", [placed("1"), placed("2"), placed("3")], ["all/1.md 1–2", "all/2.md 3"]),
        ("faq/README.md", [placed("1")], ["faq/1.md 1"]),
        ("all.md", [placed("1.1", "A"), placed("2.1", "B")], ["all/1.md 1 A", "all/2.md 2 B"]),
        ("all.md", [placed("1.1.1", "A", "C"), placed("1.2.1", "A", "D")], ["all/1.md 1 A"]),
        ("all.md", [placed("1.1", "A"), placed("2.1", "A")], ["all/1.md 1 A", "all/2.md 2 A"]),
        (
            "all.md",
            [placed("1"), *(placed(f"2.{n}", "B") for n in (1, 2, 3)), placed("3")],
            ["all/1.md 1", "all/2.md 2 B, 2.1–2.2", "all/3.md 2 B, 2.3", "all/4.md 3"],
        ),
    ],
)
def test_a_part_is_a_section_or_so_many_questions(
    one_page: str, questions: list[Question], expected: list[str]
) -> None:
    made = list(parts(questions, one_page, 2))
    assert [f"{part.src} {part.title}" for part in made] == expected
    assert [one for part in made for one in part.questions] == questions


def ids(html: str) -> set[str]:
    return set(re.findall(r'\s(?:id|name)="([^"]*)"', html))


def answer(number: int, section: str = "", html: str = HTML) -> Answer:
    at = ((section,), ("1",)) if section else ((), ())
    return Answer(f"{number}", f"Why {number}?", f"q{number}", f"faq/q{number}/", html, *at)


NAMES = st.lists(st.sampled_from(["steps", "a--b", "q1", "é", "x.y"]), unique=True)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_anchor_stays_and_leads_to_the_page_that_has_it(found: list[list[list[str]]]) -> None:
    answers: list[list[Answer]] = []
    count = 0
    for group in found:
        answers.append([])
        for names in group:
            count += 1
            html = "<h1>Why?</h1>" + "".join(f'<h2 id="{name}">S</h2>' for name in names)
            answers[-1].append(answer(count, html=html))
    pages = [AnswerPage(f"all/{n}/", str(n), tuple(group)) for n, group in enumerate(answers, 1)]
    made = list(part_pages(pages, WHOLE, TITLE, TEXTS))
    anchors = {slug: names for _, inside in made for slug, names in inside.items()}
    whole = onward(pages, WHOLE, anchors, TEXTS)
    assert ids(whole) == ids(combine([one for group in answers for one in group], WHOLE))
    for line in re.findall("<li>.*?</li>", whole):
        (number,) = re.findall(r'href="(\d+)/#', line)
        assert ids(line) <= ids(made[int(number) - 1][0])


def test_links_between_answers_lead_to_the_part_that_holds_them() -> None:
    links = '<h1>X</h1><a href="../q1/#steps">a</a><a href="../q2/">b</a><a href="../../all/#q1">c</a>'
    one, two = answer(1, html=HTML), answer(2, html=links)
    pages = [AnswerPage("all/1/", "1", (one,)), AnswerPage("all/2/", "2", (two,))]
    (first, _), (second, _) = part_pages(pages, WHOLE, TITLE, TEXTS)
    assert re.findall(r'<a href="([^"]*)">\w</a>', second) == ["../1/#q1--steps", "#q2", "../#q1"]
    assert re.findall(r'rel="(\w+)" href="(.*?)">(.*?)</a>', first + second) == [
        ("next", "../2/", "2"),
        ("prev", "../1/", "1"),
    ]
    assert first.startswith(f"<h1>{TITLE} – 1</h1>")
    assert '<a class="faq-whole" href="../">' in first
    assert '<section class="faq-answer" id="q1">' in first
    assert f'<nav class="faq-list" id="__questions" aria-label="{TITLE} – 1">' in first
    assert f'<a href="../#__questions">{TEXTS["to_list"]}</a>' in first


def stock(html: dict[str, str]) -> Inventory:
    return inventory({f"{path}index.html": text.encode() for path, text in html.items()})


def whole(*groups: list[Answer]) -> Inventory:
    """What readers can keep of all answers, on one page or on one for each group."""
    if len(groups) == 1:
        return stock({WHOLE: combine(groups[0], WHOLE)})
    pages = [AnswerPage(f"all/{n}/", str(n), tuple(group)) for n, group in enumerate(groups, 1)]
    made = list(part_pages(pages, WHOLE, TITLE, TEXTS))
    anchors = {slug: names for _, inside in made for slug, names in inside.items()}
    html = {page.url: text for page, (text, _) in zip(pages, made, strict=True)}
    return stock({WHOLE: onward(pages, WHOLE, anchors, TEXTS), **html})


def test_the_guard_misses_nothing_when_answers_are_parted_moved_or_put_together() -> None:
    a, b, c = (answer(n) for n in (1, 2, 3))
    together, parted, moved = whole([a, b, c]), whole([a, b], [c]), whole([a], [b, c])
    assert compare(together, parted) == compare(parted, moved) == []
    assert renumbered(together, parted) == renumbered(parted, together) == []
    reordered = whole([a, b], [answer(4)])
    assert next(one.span.source.path for one in compare(parted, reordered)) == "all/#q3"
    assert renumbered(parted, reordered) == ["all/#3"]
    lost = compare(parted, together, Reviewed(written=frozenset()))
    assert [one.span.source.path for one in lost] == ["all/1/", "all/2/"]
    assert lost[1].fix == "what is written for all/1/ holds here too"
    assert "into mkdocs.yml under extra: faq: aliases: {all/1/: all/, all/2/: all/}; or" in lost[0].fix
    assert "{address: [all/1/, all/2/], instead: all/, reason: ...}" in lost[0].fix


def test_a_reworded_question_keeps_its_number() -> None:
    before = whole([answer(1)])
    after = whole([answer(1, html=HTML.replace("why", "why-not"))])
    assert renumbered(before, after) == []


def sample(folder: Path, config: str = TWO, **bodies: str) -> Project:
    return load(read_settings(project(folder, three(**bodies), config=config)))


def test_questions_that_were_renamed_keep_their_old_anchors(tmp_path: Path) -> None:
    pages = three(a="The answer.\n\n## Steps\n")
    pages["a"] = pages["a"].replace("number: 1", "number: 1\naliases: [faq/z/, faq/b/]")
    read = load(read_settings(project(tmp_path, pages, config=TWO)))
    old = declared(read)
    former = former_names(read, old)
    assert former == {"a": ["z"]}  # b is another question by now
    page = '<h2 id="a"></h2><p id="a--steps"></p><p id="ab"></p><p id="z--own"></p><p id="a--own"></p>'
    html = with_former_names(page, former)
    assert html == (
        '<h2 id="a"><span id="z"></span></h2><span id="z--steps"></span><p id="a--steps"></p><p id="ab"></p>'
        '<p id="z--own"></p><p id="a--own"></p>'
    )
    assert one_page_history(page, read, old) == html


def test_what_was_a_part_can_be_declared_gone(tmp_path: Path) -> None:
    gone = "gone: [{address: all/2/, instead: all/, reason: Fewer.}, {address: all/#d, reason: So.}]"
    whole = sample(tmp_path / "whole", f"extra: {{faq: {{one_page: all.md, {gone}}}}}\n")
    assert declared(whole).problems == ()
    assert Permalink("all/2/") in reviewed(whole, declared(whole)).gone
    parted = sample(tmp_path / "parted", f"extra: {{faq: {{one_page: all.md, one_page_up_to: 2, {gone}}}}}\n")
    (problem,) = declared(parted).problems
    assert problem.message == "all/2/ is there"


LINKED = "[a](../all.md#a) [b](../all.md#2) [c](../all/2.md#c)"


def test_the_check_knows_the_pages_that_are_made(tmp_path: Path) -> None:
    assert [one.message for one in check(sample(tmp_path, b=LINKED)).problems] == []
    wrong = check(sample(tmp_path / "wrong", b="[a](../all/2.md#a) [x](../all.md#x)"))
    assert [(one.message, one.fix) for one in wrong.problems] == [
        (
            '"all/2.md" has no anchor #a',
            "link all.md#a, which leads on to the answer wherever it stands",
        ),
        ('"all.md" has no anchor #x', "write the name of a question's file behind the #, or leave it out"),
    ]


def test_a_file_in_the_place_of_a_part_is_told(tmp_path: Path) -> None:
    pages = {**three(), "/all/2": "# Mine\n"}
    report = check(load(read_settings(project(tmp_path, pages, config=TWO))))
    assert [one.message for one in report.problems if one.kind.code == "bad-one-page"] == [
        "one_page: docs/all/2.md is there already, and the page with all answers is one that is made"
    ]


def test_a_build_writes_the_parts(tmp_path: Path) -> None:
    pages = three(a="See [the end](c.md#how-long).", c="So.\n\n## How long?\n")
    config = hooked(project(tmp_path, pages, config=TWO))
    (tmp_path / "theme/main.html").write_text(
        "<title>{{ page.title }}</title>{{ page.meta.robots }} {{ faq.booklet }} {{ faq.onward }}"
        "<a href='{{ faq.one_page }}'>{{ texts.one_page }}</a>{{ page.content }}"
    )
    site = built(config, strict=True)

    def text(path: str) -> str:
        return re.sub("^<meta .*?>\\n?", "", (site / path / "index.html").read_text("utf-8"))

    assert text("all/1").startswith(
        f"<title>{TITLE} – 1–2</title>noindex True True<a href='all/'>{TITLE}</a><h1>{TITLE} – 1–2</h1>"
    )
    assert 'href="../2/#c--how-long"' in text("all/1")
    assert text("all").startswith(f"<title>{TITLE}</title>noindex False True")
    assert 'id="c--how-long"' in text("all")
    assert text("faq/a").startswith("<title>How do I begin?</title> False False")
    assert not (site / "all/2.md").exists()
    assert not (site / "all/3").exists()


def test_up_to_the_number_all_stay_on_one_page(tmp_path: Path) -> None:
    config = "extra: {faq: {one_page: all.md, one_page_up_to: 3}}\n"
    assert sample(tmp_path, config).parts == ()
    assert sample(tmp_path / "none", "extra: {faq: {one_page_up_to: 2}}\n").parts == ()


def test_a_section_s_title_is_no_markdown(tmp_path: Path) -> None:
    pages = {"a": question('"1.1"', "Why a?"), "b": question('"2.1"', "Why b?"), "c": question('"2.2"', "C?")}
    config = project(tmp_path, pages, "", TWO)
    nav = 'nav:\n  - index.md\n  - "*A* & <b> \\"é\\"": [faq/a.md]\n  - B: [faq/b.md, faq/c.md]\n'
    config.write_text(config.read_text().replace("nav:\n  - index.md\n", nav))
    html = (built(hooked(config)) / "all/1/index.html").read_text("utf-8")
    assert f"<h1>{TITLE} – 1 *A* &amp; &lt;b&gt; &quot;é&quot;</h1>" in html


@pytest.mark.parametrize(
    ("asked", "end"),
    [
        ("all/#q3", "all/2/#q3"),
        ("all/#3", "all/2/#3"),
        ("all/#q1--steps", "all/1/#q1--steps"),
        ("all/#%61b", "all/#%61b"),
        ("all/", "all/"),
        ("all/1/#q1", "all/1/#q1"),
        ("all/1/#q3--steps", "all/2/#q3--steps"),
        ("all/#a%20b", "all/2/#a%20b"),
        ("all/1/#nowhere", "all/#nowhere"),
        ("all/1/", "all/1/"),
    ],
)
def test_a_script_goes_on_to_the_answer(browser: Browser, asked: str, end: str) -> None:
    spaced = replace(answer(4), slug=identifier("a b"))
    second = AnswerPage("all/2/", "2", (answer(3), spaced))
    pages = [AnswerPage("all/1/", "1", (answer(1), answer(2))), second]
    made = list(part_pages(pages, WHOLE, TITLE, TEXTS))
    anchors = {slug: names for _, inside in made for slug, names in inside.items()}
    html = {page.url: text for page, (text, _) in zip(pages, made, strict=True)}
    html[WHOLE] = onward(pages, WHOLE, anchors, TEXTS)
    script = (PROJECT / "docs/assets/onward.js").read_text("utf-8")

    def fulfil(route: Route) -> None:
        path = route.request.url.removeprefix("https://faq.example/")
        body = f"<!doctype html><title>x</title>{html.get(path, '')}<script>{script}</script>"
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page = browser.new_page()
    page.route("**/*", fulfil)
    page.goto(f"https://faq.example/{asked}")
    page.wait_for_url(f"https://faq.example/{end}")
    page.wait_for_load_state()
    assert page.url == f"https://faq.example/{end}"
    page.close()


@pytest.mark.parametrize("link", ["#case%20two", "#case two", "#case%2520two"])
def test_a_link_to_a_name_with_a_space_leads_to_its_identifier(browser: Browser, link: str) -> None:
    """Those that were published before identifiers had none, and those that are written now."""
    page = browser.new_page()
    html = f'<!doctype html><title>x</title><a href="{link}">x</a><p id="{identifier("case two")}">Two'
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("https://faq.example/all/")
    page.click("a")
    assert page.text_content(":target") == "Two"
    page.close()


def test_of_names_with_a_space_the_guard_misses_nothing() -> None:
    """Which stood in identifiers as they are before these had none."""
    html = combine([replace(answer(1), slug=identifier("case two"))], WHOLE)
    before = html.replace('id="case%20two', 'id="case two')
    assert before != html
    assert compare(stock({WHOLE: before}), stock({WHOLE: html})) == []
    assert one_page_names.names("faq/case two/", "faq") == ("case%20two",)
