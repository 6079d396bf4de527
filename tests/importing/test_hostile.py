"""What is no FAQ, or a broken one, is told in a plain line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from faq.importing.account import told
from faq.importing.from_html import from_html
from faq.importing.from_markdown import from_markdown
from faq.importing.from_text import from_text
from faq.importing.making import made
from faq.importing.outline import gathered
from faq.importing.records import OldPage, UnreadableError
from faq.permalinks.declared import declared
from faq.starting import Beginning

REFUSED = [
    ("empty.md", b"", "no question was found"),
    ("prose.txt", b"Nothing is asked here.\n\nNothing at all.\n", "no question was found"),
    ("one.md", b"# A title\n\nText.\n", "no question was found"),
    ("one.html", b"<h1>A title</h1><p>Text.", "no question was found"),
    ("picture.md", b"\x89PNG\r\n\0\0", "picture.md is no text"),
    ("latin.md", b"# Who?\n\nCaf\xe9\n", "latin.md:3: byte 0xe9 is no UTF-8: save the file as UTF-8"),
    ("klingon.html", b'<meta charset="klingon"><h1>Who?</h1>', 'nobody knows the encoding "klingon"'),
]


@pytest.mark.parametrize(("name", "data", "said"), REFUSED, ids=[one[0] for one in REFUSED])
def test_it_is_refused(
    name: str, data: bytes, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["import", str(tmp_path / name), "--into", str(tmp_path / "ours")]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_nothing_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "none.md"), "--into", str(tmp_path / "ours")]) == 2
    assert f"there is no file and no folder {tmp_path / 'none.md'}" in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["import", str(tmp_path / "empty"), "--into", str(tmp_path / "ours")]) == 2
    assert "no question was found: each needs a Markdown or HTML file" in capsys.readouterr().err


ODD = [
    (
        "twice.md",
        '# Who?\n\n<a id="x"></a>I, [here](#x).\n\n# Where?\n\n<a id="x"></a>There.\n',
        'the anchor "#x" stands 2 times: links lead to the first',
    ),
    (
        "nowhere.html",
        '<h2>Who?</h2><p><a href="#gone">I</a><h2>Where?</h2><p>There',
        '"#gone" leads to no anchor',
    ),
    ("numbers.md", "# 1. Who?\n\nI.\n\n# 1. Where?\n\nThere.\n", "number 1 stands twice"),
    ("forms.md", "# A.1 Who?\n\nI.\n\n# 1b. Where?\n\nThere.\n", "the numbers are of several forms"),
    (
        "meaning.html",
        '<h2 id="2">1. Who?</h2><p>I<h2 id="7">2. Where?</h2><p>There',
        '"#7" of "Where?" has another',
    ),
]


@pytest.mark.parametrize(("name", "text", "said"), ODD, ids=[one[0] for one in ODD])
def test_it_is_imported_and_told(
    name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text)
    assert main(["import", str(tmp_path / name), "--into", str(tmp_path / "ours")]) == 0
    out = capsys.readouterr().out
    assert said in out.partition("for a person:")[2]
    assert "none is lost" in out


LISTS = {
    "<dl>\n<dt id=\"a\">A?</dt>\n  <dd>One</dd><dd>\n  Two</dd>\n<dt><a name='b'></a>B?\n<dd>Three\n</dl>": {
        "a": "One\n\nTwo\n",
        "b": "Three\n",
    },
    "<DL class=x><DT>A?<DD><pre>\n  kept</pre></DL>": {"a": "<pre>\n  kept</pre>\n"},
    "## A?\n\n<dl><dt>FAQ</dt><dd>A list</dd></dl>": {"a": "<dl><dt>FAQ</dt><dd>A list</dd></dl>\n"},
    "## A?\n\n```\n<dl><dt>B?</dt><dd>C</dd></dl>\n```": {"a": "```\n<dl><dt>B?</dt><dd>C</dd></dl>\n```\n"},
}
"""Lists of terms in HTML on a page of Markdown, and the answers that come of them."""


@pytest.mark.parametrize(("text", "answers"), LISTS.items())
def test_a_list_of_terms_in_markdown_is_parted(text: str, answers: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(f"# Ours\n\n{text}\n\n## Last?\n\nYes, see [b](#b).\n")
    main(["import", str(tmp_path / "page.md"), "--into", str(tmp_path / "ours")])
    made = {path.stem: path.read_text() for path in (tmp_path / "ours/docs/faq").glob("*.md")}
    assert made.keys() == {*answers, "last"}
    assert {name: made[name].partition("?\n\n")[2] for name in answers} == answers
    assert ("[b](b.md)" in made["last"]) == ("b" in answers)


def test_a_page_without_end_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five megabytes in few questions: that a page of so many takes its time is no fault."""
    (tmp_path / "long.html").write_text(f"<h2>Who?</h2><pre>{'x' * 5_000_000}</pre><h2>Where?</h2><p>There")
    assert main(["import", str(tmp_path / "long.html"), "--dry-run", "--into", str(tmp_path / "ours")]) == 0
    assert "none is lost" in capsys.readouterr().out


MARKDOWN = (
    *("# A?", "## 1. B?", "text", "see question 2", "- [A?](#a)", "[x](#nope)", "[^1]", "[^1]: note", "```"),
    *(
        "> ## in quote?",
        "| a |\n|---|\n| 1 |",
        "Term?\n:   def\n\n    more",
        "Setext?\n===",
        "A.1 What?",
        "#",
    ),
    *(
        "<details>\n<summary>S?</summary>\n\ny\n\n</details>",
        "<dl>\n<dt id=l>L?</dt>\n<dd>m</dd>\n<dd>n\n<dt>O\n</dl>",
        "<dl><dt>",
        '<a id="z"></a>',
        "# D? {#d .k}",
        "<div>\n# E?\n</div>",
    ),
)
HTML = (
    *(
        "<h2>A?</h2>",
        "<h3 id=q>1. B?</h3>",
        "<p>text",
        "<dl><dt>T?<dd>d<dt>2. U<dd>e</dl>",
        "<li>stray",
        "<td>cell",
    ),
    *(
        "<details><summary>S?</summary>x</details>",
        "<ol start=4><li>a<li>b</ol>",
        "<a name=z>z</a>",
        "<h1></h1>",
    ),
    *(
        "<p><b>bold?</b></p>",
        "<table><tr><th colspan=2>x</table>",
        "<pre>a\n\n  b</pre>",
        "<p># x\n= y",
        "<form>",
    ),
)
TEXT = (
    *(
        "A. General",
        "A.1 What is it?",
        "Q1: What?",
        "Q0002. Who?",
        "Subject: A.2 How?",
        "A: said",
        "text",
        "------",
    ),
    *(
        "1. one\n2. two",
        "5) odd\n2) order",
        "        code  x",
        "> quoted",
        "1.2.3 Deep?",
        "12.9b Odd?",
        "<tag> & so",
    ),
)
READERS: dict[str, tuple[Callable[[str], OldPage], tuple[str, ...]]] = {
    "markdown": (from_markdown, MARKDOWN),
    "html": (from_html, HTML),
    "text": (from_text, TEXT),
}


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_stands_there_is_imported_or_refused(form: str, data: st.DataObject) -> None:
    """In any order: nothing fails, and every question and citation that is told is there."""
    read, bits = READERS[form]
    between = data.draw(st.sampled_from(("\n", "\n\n")))
    page = read(between.join(data.draw(st.lists(st.sampled_from(bits), min_size=1, max_size=10))))
    try:
        project = made(gathered(page, "ours"), page.shown, {}, Beginning("Ours", "en"))
    except UnreadableError:
        return
    assert len(project.project.numbered) == len(project.gathered.asked) > 0
    assert told(project).count("\n    docs/") == len(project.gathered.asked)


def test_an_anchor_of_any_name_leads_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its alias is written as it is read, and a link is followed as browsers follow it."""
    names = ("q#1", "a (b%", "50%2F", "why?")
    links = "".join(f'<a href="#{name}">x</a> <a href="#{quote(name)}">x</a> ' for name in names)
    asked = "".join(f'<h2 id="{name}">What about {i}?</h2><p>So: {links}</p>' for i, name in enumerate(names))
    (tmp_path / "page.html").write_text(f"<h1>Ours</h1>{asked}")
    ours = tmp_path / "ours"
    assert main(["import", str(tmp_path / "page.html"), "--into", str(ours)]) == 0
    assert "leads to no anchor" not in capsys.readouterr().out
    project = load(read_settings(ours / "mkdocs.yml"))
    assert set(declared(project).aliases) == {f"faq/{name}/" for name in names}
    for text in ((ours / f"docs/faq/what-about-{i}.md").read_text() for i in range(len(names))):
        assert re.findall(r"\(<?(what-about-\d)\.md>?\)", text) == [
            f"what-about-{n}" for n in range(len(names)) for _ in range(2)
        ]
