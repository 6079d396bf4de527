"""A page in the frame that it shares is, byte for byte, what the whole template makes of it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from faq.book.catalogue import Catalogue
from faq.pages import finish, framing
from faq.pages.frames import ADDRESS, WAYS, FrameError, addressed, around, framed, mark, marked, part
from faq.pages.framing import Frames
from faq.pages.marking import BOTH_WAYS
from faq.pages.nav_framing import PLAIN, NavFrames
from faq.pages.survey import CUT
from faq.patterns import always
from faq.theme.additions import TEMPLATES
from faq.theme.material import REPAIRS
from faq.theme.repair import Repair, ready
from tests.bench.content import Shape, file_of
from tests.bench.sites import WITH_HOOKS, write
from tests.test_build import built

WRITTEN = Environment().from_string("""{{ a }}<p title="{{ a | e }}">{{ b.c[0] }}</p>
{{ {"x": a, "y": [b.c[0], "&"]} | tojson }} {{ b.c[0] | e }}{{ n }} {{ "&" }}""")
TEXTS = st.text(min_size=1) | st.sampled_from(["&", "<b>", '"', "'", "&amp;", "\\1", "é", "\ue200v0&\ue201"])


@given(TEXTS, TEXTS)
def test_a_value_is_written_as_the_template_writes_it(a: str, c: str) -> None:
    values = list[str]()
    known = {name: marked(value, values) for name, value in {"a": a, "b": {"c": [c, ""]}, "n": 3}.items()}
    frame = framed(WRITTEN.render(known), ())
    page = frame.page(lambda slot: WAYS[slot.sign](values[slot.index]))
    assert page == WRITTEN.render(a=a, b={"c": [c, ""]}, n=3)


def test_all_texts_of_a_record_are_marked_and_nothing_else() -> None:
    values = list[str]()
    made = marked(Catalogue(None, None, None, "all/", ""), values)
    assert made == Catalogue(None, None, None, mark("v", 0), "")
    assert marked([made, ("a", 3)], values) == [replace(made, one_page=mark("v", 1)), (mark("v", 2), 3)]
    assert values == ["all/", mark("v", 0), "a"]


def test_an_address_must_be_a_value_as_it_is() -> None:
    assert addressed("assets/a.css") is None
    assert addressed(mark("v", 3)) == mark(ADDRESS, 3)
    for put_together in (mark("v", 3) + "#a", "a/" + mark("v", 3), mark(ADDRESS, 3)):
        with pytest.raises(FrameError):
            addressed(put_together)


@pytest.mark.parametrize(
    ("html", "finds", "never"),
    [
        (f"<b>{mark('v', 0)}</b>", "<b>.*?</b>", ""),
        (f"<b>{mark('v', 0)}</b>", r"<i>", "<b>"),
    ],
)
def test_no_frame_is_made_where_a_repair_is_about_a_value(html: str, finds: str, never: str) -> None:
    with pytest.raises(FrameError):
        framed(html, ready([Repair("r", "w", finds, "", never=never)], frozenset(), {}))


def test_a_tag_that_is_taken_out_may_hold_a_value() -> None:
    html, finds = f'a<link href="{mark("v", 0)}">b', '<link href="[^"]*">'
    assert framed(html, ready([Repair("r", "w", finds, "")], frozenset(), {})).texts == ("ab",)
    with pytest.raises(FrameError):
        framed(html, ready([Repair("r", "w", finds, "c")], frozenset(), {}))


WORDS = {word: word for one in REPAIRS for word in re.findall(r"\$(\w+)", one.puts)}
READY = ready(REPAIRS, frozenset({"search", "search.suggest", "palette"}), WORDS)


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>a</p>", "<p>a</p>"),
        (
            '<a class="headerlink" href="#a">',
            '<a class="headerlink" href="#a" aria-hidden="true" tabindex="-1">',
        ),
        # What comes behind it on the page decides.
        ("</article>", None),
        ("</main>", None),
        # What no page may have.
        ("<nav id=a> </nav>", None),
    ],
)
def test_a_part_is_repaired_by_itself_unless_a_repair_asks_for_the_page(html: str, made: str | None) -> None:
    found = part(html, READY)
    assert (found and found[0]) == made


EXPRESSIONS = [
    expression
    for one in REPAIRS
    for expression in (one.finds, one.never)
    if expression and r"\A" not in expression
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(data=st.data())
def test_what_an_expression_always_holds_is_in_all_it_finds(expression: str, data: st.DataObject) -> None:
    # What looks further is not made.
    plain = re.sub(r"\(\?!(?:[^()]|\([^()]*\))*\)", "", expression)
    assert always(expression) in data.draw(st.from_regex(re.compile(plain, re.S)))


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        (r"(<a href=\"x\.y\" b?)c", '<a href="x.y" '),
        (r"</a>*", "</a"),
        (r"ab|abc", ""),
        (r"a(?:bcd|bce)f|g", ""),
        (r"a(?:bcd|bce)fg", "fg"),
        (r"x(ab)+c", "xab"),
        (r"a(bcd)?e", "a"),
        (r"a[bcd]{2,3}ef", "ef"),
        (r"ab{2}cd\(e", "cd(e"),
        (r"a(?=bcd)b", "a"),
        (r"(?:(?:a)b(c))d", "abcd"),
    ],
)
def test_the_longest_text_that_an_expression_always_holds(expression: str, holds: str) -> None:
    assert always(expression) == holds


ODD = {
    2: "# What is \"a\" & 'b' <i>here</i>, and `<c>`?\n\nIt is.\n",
    4: "# Where does an article end?\n\n<p>Here</p></article></div>\n\n## And then?\n\nThere.\n",
    5: '# Which navigation?\n\n<nav class="md-nav" aria-label="x">A <a href="#y" id="y">y</a></nav>\n',
    6: "# A long one?\n\n## One\n\n### Two\n\n## Three & four\n\n[Away](https://o.example/)\n",
    7: "# No headings?\n\nNone.\n",
    8: '# With a film?\n\n<figure class="walkthrough"></figure>\n',
}
FRONT = {
    9: 'description: "Of a \\"kind\\" & <more>"\nhide: [toc]\n',
    10: "robots: noindex\n",
    11: "title: Another\n",
}


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A FAQ in which some questions are none like the others."""
    root = tmp_path_factory.mktemp("frames") / "faq"
    write(root, Shape(16, 0, 1, "en", "2026-01-01"))
    for number, front in {**dict.fromkeys(ODD, ""), **FRONT}.items():
        page = root / "docs" / file_of(number)
        head, _, body = page.read_text().removeprefix("---\n").partition("---\n")
        page.write_text(f"---\n{head}{front}---\n\n{ODD.get(number, body)}")
    return root / WITH_HOOKS


def site(config: Path) -> tuple[dict[str, bytes], int]:
    """What is built with nothing kept, and how many pages were made in a frame."""
    shutil.rmtree(config.parent / ".cache", ignore_errors=True)
    count, repaired = 0, Frames.repaired

    def counted(self: Frames, html: str) -> bool:
        nonlocal count
        found = repaired(self, html)
        count += found
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Frames, "repaired", counted)
        folder = built(config)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}, count


def test_pages_in_frames_are_those_that_the_whole_template_makes(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, in_frames = site(config)
    assert in_frames >= 5
    monkeypatch.setattr(framing, "only_ours", lambda env: False)
    assert site(config) == (made, 0)


def test_pages_repaired_around_their_content_are_those_repaired_whole(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those with odd content some can only be repaired whole."""
    monkeypatch.setattr(framing, "only_ours", lambda env: False)
    monkeypatch.setattr(finish, "MUCH", 10**9)
    whole, _ = site(config)
    made = list[str | None]()

    def tried(*known: Any) -> str | None:
        made.append(around(*known))
        return made[-1]

    monkeypatch.setattr(finish, "MUCH", 0)
    monkeypatch.setattr(finish, "around", tried)
    assert site(config) == (whole, 0)
    assert made.count(None) >= 2
    assert len(made) - made.count(None) >= 15


NAVIGATED = {
    **FRONT,
    12: "icon: material/home\n",
    18: "status: new\n",
    22: 'subtitle: "Of <b>old</b>"\n',
}
TITLED = {14: 'Who said "no" & why?', 16: "What is `</label>`?", 20: "Which one: this?"}


def test_navigations_in_frames_are_those_that_the_whole_template_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of questions that show as many as others, some of which are none like them."""
    root = tmp_path / "faq"
    write(root, Shape(60, 0, 1, "en", "2026-01-01"))
    settings = root / WITH_HOOKS
    settings.write_text(settings.read_text().replace("  faq:\n", "  faq:\n    list_up_to: 12\n"))
    long = dict.fromkeys(range(30, 45), "")
    for number, front in {**dict.fromkeys(TITLED, ""), **NAVIGATED, **long}.items():
        page = root / "docs" / file_of(number)
        head, _, body = page.read_text().removeprefix("---\n").partition("---\n")
        title = TITLED.get(number)
        body = re.sub("^# .*", f"# {title}", body, count=1, flags=re.M) if title else body
        more = "\n## And then?\n\n### There\n\nIt is.\n" if number in long else ""
        page.write_text(f"---\n{head}{front}---\n{body}{more}")
    count, filled = 0, NavFrames._in

    def counted(self: NavFrames, kind: Any, *known: Any) -> Any:
        nonlocal count
        count += kind.seen > BOTH_WAYS
        return filled(self, kind, *known)

    monkeypatch.setattr(NavFrames, "_in", counted)
    made, in_frames = site(settings)
    assert in_frames >= 40
    assert count >= 15
    monkeypatch.setattr(framing, "only_ours", lambda env: False)
    assert site(settings) == (made, 0)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("What is this & that?", True),
        ('<span class="faq-number">3 ·</span> <span>Why: so?</span>', True),
        ("../case-1/", True),
        ("", True),
        ("<b>this</b>", False),
        ('"this"', False),
        ("a > b", False),
        ("</label>", False),
        ("javascript:void(0)", False),
    ],
)
def test_a_navigation_with_more_than_plain_titles_gets_no_frame(value: str, plain: bool) -> None:
    assert (PLAIN.fullmatch(value) is not None) == plain


def test_pages_are_cut_into_tags_and_none_is_read_whole(config: Path) -> None:
    pages = {path: data.decode() for path, data in site(config)[0].items() if path.endswith(".html")}
    assert [path for path, html in pages.items() if any("<" in text for text in CUT.split(html)[::2])] == []


OF_A_TEAM = {
    "asks for more than a text": "{% block footer %}{{ page.file.src_uri if page }}{% endblock %}",
    "writes it in another way": "{% block footer %}{{ page.title | upper if page }}{% endblock %}",
}


@pytest.mark.parametrize("block", OF_A_TEAM.values(), ids=list(OF_A_TEAM))
def test_a_template_that_does_more_than_writing_gets_no_frame(
    config: Path, block: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = config.parent / "overrides" / "main.html"
    before = main.read_text()
    main.write_text(f'{{% extends "faq/main.html" %}}\n{block}')
    # What would happen if nobody looked at whose it is.
    monkeypatch.setattr(framing, "only_ours", lambda env: True)
    try:
        assert site(config)[1] == 0
    finally:
        main.write_text(before)


def test_where_a_team_has_a_template_of_its_own_there_are_no_frames(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    shutil.copy(TEMPLATES / "main.html", tmp_path)
    shutil.copy(TEMPLATES / "faq" / "head.html", tmp_path / "faq")
    env = Environment(loader=FileSystemLoader([str(tmp_path), str(TEMPLATES)]))
    assert framing.only_ours(env)
    (tmp_path / "faq" / "head.html").write_text("Another head")
    assert not framing.only_ours(env)
    (tmp_path / "faq" / "head.html").rename(tmp_path / "own.html")
    assert not framing.only_ours(env)
