"""Every place where readers see a citation: it is read, judged, mended, and linked where a link can stand.

A place a line of the table below; all stand in one project, which is reordered, mended and built once.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.cli import main
from tests.faqs import commit_all, project, question, three
from tests.test_build import built, hooked, links

EXTENSIONS = """\
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.blocks.admonition
  - pymdownx.blocks.caption
  - pymdownx.blocks.details
  - pymdownx.blocks.tab
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
SITE = "https://faq.example/"


@dataclass(frozen=True)
class Place:
    """A text that cites question 3 as {}, on a page beside the questions."""

    text: str
    linked: bool = False
    """Whether the page leads to the question there."""
    shown: str = ""
    """What the built page says around the number; the text itself where that is empty."""
    deleted: str = ""
    """The text once the cited question is gone and another one has its number; the mark behind the number
    where that is empty."""
    front: str = ""
    """More front matter."""


MARK = "<!-- faq: gone 3 -->"


def _behind(text: str) -> Place:
    """A place that a mark behind it is about."""
    return Place(text, deleted=text + MARK)


def _above(text: str, before: str = "", space: str = "", linked: bool = False, shown: str = "") -> Place:
    """A place that a line above marks, which stands between the two texts."""
    return Place(before + space + text, linked, shown, f"{before}{space}{MARK}\n{space}{text}")


PLACES: Mapping[str, Place] = {
    "a paragraph": Place("See question {}.", True),
    "the title": Place("# What if question {} did not help?", True),
    "a heading": Place("## After question {}\n\nText.", True),
    "a heading that is underlined": Place("After question {}\n---\n\nText.", True),
    "a heading with an anchor of its own": Place("## After question {} {{#after}}\n\nText.", True),
    "a heading with a class": Place("## After question {} {{.wide}}\n\nText.", True),
    "a heading in HTML": Place("<h2>After question {}</h2>", True),
    "a heading in a box": Place("!!! note\n\n    ## After question {}", True),
    "a list": Place("- See question {}.", True),
    "a quote": Place("> See question {}.", True),
    "a cell": Place("| a |\n|---|\n| question {} |", True),
    "a definition": Place("Term\n:   See question {}.", True),
    "a footnote": Place("Text[^1].\n\n[^1]: See question {}.", True),
    "a box's title": Place('!!! note "As in question {}"\n\n    Text.', True),
    "the title of details": Place('??? note "As in question {}"\n\n    Text.', True),
    "the title of a fenced box": Place("/// note | As in question {}\nText.\n///", True),
    "the title of fenced details": Place("/// details | As in question {}\nText.\n///", True),
    "a caption": Place("Text.\n\n/// caption\nAs in question {}\n///", True),
    "a tab": Place('=== "As in question {}"\n\n    Text.'),
    "a fenced tab": Place("/// tab | As in question {}\nText.\n///"),
    "a link": Place("[see question {}](faq/c.md)", True, shown="see question {}"),
    "a link's title": _behind('[x](faq/a.md "see question {}")'),
    "a link's title, defined": _above('[y]: faq/a.md "see question {}"', "[x][y]\n\n"),
    "a link's title on its own line": _above("'see question {}'", "[x][y]\n\n[y]: faq/a.md\n", "    "),
    "the text of a picture": _behind("![as in question {}](p.png)"),
    "the title of a picture": _behind('![x](p.png "as in question {}")'),
    "an abbreviation": _above("*[XYZ]: what question {} says", "The XYZ.\n\n"),
    "an abbreviation over two lines": _above("what question {} says", "The XYZ.\n\n*[XYZ]:\n", "  "),
    "an attribute": _above('[x](faq/a.md){{title="see question {}"}}'),
    "an attribute of a heading": _above('## Steps {{data-toc-label="After question {}"}}\n\nText.'),
    "the title of code": _above('```yaml title="As in question {}"\na: 1\n```'),
    "HTML": Place("<p>See question {}.</p>", True),
    "HTML, over two lines": Place("<div>\n<p>See\nquestion\n{}.</p>\n</div>", True),
    "HTML in a list": Place("- x\n\n    <p>See question {}.</p>", True),
    "a table in HTML": Place("<table><tr><td>question {}</td></tr></table>", True),
    "the title of details in HTML": Place("<details><summary>As in question {}</summary>x</details>", True),
    "details in HTML": Place("<details><summary>x</summary>See question {}.</details>", True),
    "details in HTML that asks for Markdown": Place(
        "<details markdown>\n<summary>As in question {}</summary>\n\nText.\n\n</details>", True
    ),
    "a caption in HTML": Place(
        "<figure markdown>\n![x](p.png)\n<figcaption>As in question {}</figcaption>\n</figure>", True
    ),
    "an element in a paragraph": Place("See <b>question {}</b>.", True),
    "a link in HTML": Place('<p><a href="../faq/c/">see question {}</a></p>', shown="see question {}"),
    "a link in HTML in a paragraph": _above('See <a href="../faq/c/">question {}</a>.', shown="question {}"),
    "a button": Place("<p><button>See question {}</button></p>"),
    "a picture's text in HTML": _above('<p><img src="../p.png" alt="as in question {}"></p>'),
    "a picture's text in HTML in a paragraph": _above('Text <img src="../p.png" alt="as in question {}">'),
    "a title in HTML": _above('<p title="see question {}">x</p>'),
    "a title in HTML that asks for Markdown": _above('<div markdown title="see question {}">\n\nx\n\n</div>'),
    "a name in HTML": _above('<nav aria-label="see question {}">x</nav>'),
    "front matter, the description": Place("Text.", front="description: What question {} says."),
    "front matter, the title": Place("Text.", front="title: What question {} says"),
}  # fmt: skip
DESCRIBED = "front matter, the description"
BY_HAND = {"a link", "a link in HTML", "a link in HTML in a paragraph"}
FRONT = {name for name, place in PLACES.items() if place.front}


def page(place: Place, number: object, text: str = "", front: str = "") -> str:
    """The page that holds nothing but the place."""
    title = "" if place.text.startswith("# ") else "# Place\n\n"
    front = front + (place.front and f"{place.front}\n")
    above = f"---\n{front}---\n\n" if front else ""
    return (above + title + (text or place.text)).format(number) + "\n"


def name(place: str) -> str:
    """The file of a place."""
    return re.sub(r"\W+", "-", place)


def places(root: Path, number: int, more: str = "", front: str = "") -> Path:
    """The project with a page for each place."""
    pages = {f"/{name(one)}": page(place, number, front=front) for one, place in PLACES.items()}
    pages["/index"] = page(PLACES[DESCRIBED], number, front=front)
    config = project(root, {**three(), **pages}, config=f"site_url: {SITE}\n{EXTENSIONS}{more}")
    (root / "docs" / "p.png").write_bytes(b"x")
    return config


def text(config: Path, place: str) -> str:
    """The page of a place as it is now."""
    return (config.parent / "docs" / f"{name(place)}.md").read_text()


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project once question 3 has become the first."""
    config = places(tmp_path_factory.mktemp("moved"), 3)
    assert main(["move", "c", "--first", "-f", str(config)]) == 0
    return config


@pytest.fixture(scope="module")
def site(moved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built pages of it."""
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(moved.parent, root)
    return built(hooked(root / "mkdocs.yml"), strict=True)


def told(capsys: pytest.CaptureFixture[str], config: Path, *more: str) -> dict[str, Any]:
    """What `faq check` says of a project."""
    capsys.readouterr()
    main(["check", "--format", "json", "-f", str(config), *more])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_it_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problems = told(capsys, places(tmp_path, 9))["problems"]
    wrong = {one["path"]: one for one in problems if one["code"] in ("no-such-question", "link-mismatch")}
    assert wrong.keys() == {f"docs/{name(one)}.md" for one in PLACES} | {"docs/index.md"}
    assert len(problems) == len(wrong)
    for path, one in wrong.items():
        line = (tmp_path / path).read_text().splitlines()[one["end_line"] - 1]
        assert line[: one["end_column"] - 1].endswith("9"), path


@pytest.mark.parametrize("place", PLACES)
def test_it_is_mended_and_a_heading_keeps_its_anchor(moved: Path, place: str) -> None:
    anchor = ""
    if place == "a heading with a class":
        anchor = " #after-question-3"
    elif "heading" in place and "HTML" not in place and "{" not in PLACES[place].text.replace("{}", ""):
        anchor = " {#after-question-3}"
    elif place == "the title":
        anchor = " {#what-if-question-3-did-not-help}"
    assert text(moved, place).replace(anchor, "", 1) == page(PLACES[place], 1)
    assert anchor in text(moved, place)


def test_where_a_heading_cannot_keep_its_anchor_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = project(tmp_path, three(b="## After question 3\n\nText."))
    assert main(["move", "c", "--first", "-f", str(config)]) == 0
    assert "## After question 1\n" in (tmp_path / "docs/faq/b.md").read_text()
    assert "docs/faq/b.md:7: the heading's number has changed, and its anchor" in capsys.readouterr().out


@pytest.mark.parametrize("place", [one for one in PLACES if one not in FRONT])
def test_the_page_leads_there_where_a_link_can_stand(site: Path, place: str) -> None:
    html = (site / name(place) / "index.html").read_text()
    made = re.findall(r'<a class="faq-reference" href="([^"]*)" title="([^"]*)">([^<]*)</a>', html)
    own = PLACES[place].linked and not PLACES[place].shown
    words = [(href, title, " ".join(text.split())) for href, title, text in made]
    said = re.search(r"(?i)question\s+1", PLACES[place].text.format(1)) is not None
    assert words == ([("../faq/c/", "How do I end?", "question 1" if said else "1")] if own else [])
    assert not re.search("[\ue0f0-\ue10f]", html)


@pytest.mark.parametrize("place", [one for one in PLACES if one not in FRONT])
def test_the_copy_says_what_the_page_says(site: Path, place: str) -> None:
    copy = (site / name(place) / "index.md").read_text()
    assert copy.count(f"{SITE}faq/c/index.md") == PLACES[place].linked
    words = re.sub(r"\[([^]\[]*\d)\]\([^)]*\)|<a [^>]*>([^<]*\d)</a>", r"\1\2", copy)
    assert not re.search(r"question\s+3", words)
    assert re.search(r"question\s+1\b", words) or "<div markdown" in PLACES[place].text


def test_machines_are_told_the_same(site: Path) -> None:
    assert "What question 1 says" in (site / "llms.txt").read_text()
    assert 'title: "What if question 1 did not help?"' in (site / name("the title") / "index.md").read_text()


def test_no_link_stands_in_a_heading_that_is_one(tmp_path: Path) -> None:
    config = "markdown_extensions: [toc: {anchorlink: true}]\n"
    pages = {**three(b="## After question 3\n\nSee question 3."), "/index": "# Before question 3\n\nText.\n"}
    html = built(hooked(project(tmp_path, pages, config=config)), strict=True)
    assert len(links((html / "faq/b/index.html").read_text())) == 1
    assert not links((html / "index.html").read_text())


@pytest.fixture(scope="module")
def deleted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project once question 3 is gone and another one has its number, mended."""
    config = places(tmp_path_factory.mktemp("deleted"), 3)
    (config.parent / "docs/faq/c.md").unlink()
    (config.parent / "docs/faq/d.md").write_text(question(4, "How do I stay?"))
    config.write_text(config.read_text().replace("faq/c.md", "faq/d.md"))
    assert main(["fix", "-f", str(config)]) == 1
    return config


@pytest.mark.parametrize("place", PLACES)
def test_it_is_marked_where_its_question_is_gone(deleted: Path, place: str) -> None:
    one = PLACES[place]
    if place in BY_HAND:
        assert text(deleted, place) == page(one, 3)  # it leads nowhere, which is told already
    elif place in FRONT:
        assert text(deleted, place) == page(one, 3, front="# faq: gone 3\n")
    elif one.deleted:
        assert text(deleted, place) == page(one, 3, one.deleted)
    else:
        assert text(deleted, place) == page(one, "3<!-- faq: gone -->")


def test_what_is_marked_is_told_and_not_taken_for_the_newcomer(
    deleted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = told(capsys, deleted)["problems"]
    gone = {one["path"] for one in problems if one["code"] == "no-such-question"}
    assert gone == {f"docs/{name(one)}.md" for one in PLACES} - {
        f"docs/{name(one)}.md" for one in BY_HAND
    } | {"docs/index.md"}


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("../c/", None),
        ("../c", None),
        ("../c/index.html", None),
        ("../../all/#c", None),
        ("../../all/#3", None),
        ("https://example.org/", None),
        ("../a/", "link-mismatch"),
        ("../../", "link-mismatch"),
        ("../../all/#1", "link-mismatch"),
        ("../gone/", "broken-link"),
    ],
)
@pytest.mark.parametrize("html", ['<p><a href="{}">question 3</a></p>', 'See <a href="{}">question 3</a>.'])
def test_a_link_in_html_leads_to_the_question_that_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, code: str | None, html: str
) -> None:
    config = project(tmp_path, three(b=html.format(address)), config="extra: {faq: {one_page: all.md}}\n")
    assert [one["code"] for one in told(capsys, config)["problems"]] == ([code] if code else [])


@pytest.mark.parametrize(
    ("more", "front"),
    [('extra: {faq: {ignore: ["Question 3"]}}\n', ""), ("", "faq: ignore\n")],
    ids=["a phrase", "a file"],
)
def test_what_is_exempt_is_text_everywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: str, front: str
) -> None:
    config = places(tmp_path, 3, more, front)
    found = told(capsys, config)
    assert (found["counts"]["references"], found["counts"]["ignored"]) == (0, len(PLACES) + 1)
    assert found["problems"] == []
    read = load(read_settings(config))
    assert [src for src, one in read.pages.items() if one.marks] == []
    assert main(["move", "c", "--first", "-f", str(config)]) == 0
    assert all(text(config, one) == page(place, 3, front=front) for one, place in PLACES.items())


def test_an_exemption_that_exempts_nothing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {
        "/file": "---\nfaq: ignore\n---\n\n# None\n\nText.\n",
        "/value": "---\n# faq: ignore\ndescription: Question hours.\n---\n\n# None\n\nText.\n",
        "/other": "---\nfaq: none\n---\n\n# None\n\nText.\n",
    }
    problems = told(capsys, project(tmp_path, {**three(), **pages}))["problems"]
    assert [(one["path"], one["line"], one["code"]) for one in problems] == [
        ("docs/file.md", 2, "unused-ignore"),
        ("docs/other.md", 2, "unknown-key"),
        ("docs/value.md", 2, "unused-ignore"),
    ]


# -- beside the pages

BOARD = """id: film
title: What question 3 shows
film: drawing.html
about: See questions 1 and 3.
steps:
  - say: As in question 3
    see: Question 9 is none.
    poster: true
  # faq: ignore
  - say: The box says question 3
"""
SAID = """site_description: Answers, and question 3
extra:
  faq:
    gone:
      - {address: faq/x/, reason: "See question 3.", instead: faq/c/}
"""


def beside(root: Path) -> Path:
    """A project whose configuration and storyboard cite questions."""
    config = project(root, three(), config=SAID)
    config.write_text(config.read_text().replace("  - faq/b.md", "  - After question 3: faq/b.md"))
    (root / "walkthroughs").mkdir()
    (root / "walkthroughs/drawing.html").write_text('<p data-target="x">x</p>')
    (root / "walkthroughs/film.yml").write_text(BOARD)
    return config


def test_what_stands_in_no_page_is_judged_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = beside(tmp_path)
    found = told(capsys, config)
    assert (found["counts"]["references"], found["counts"]["ignored"]) == (8, 1)
    problems = [one for one in found["problems"] if one["code"] == "no-such-question"]
    cited = [(one["path"], one["line"], one["column"]) for one in problems]
    assert cited == [("walkthroughs/film.yml", 7, 10)]


def test_the_configuration_is_mended_and_a_storyboard_told_since_a_film_hangs_on_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = beside(tmp_path)
    wanted = config.read_text().replace("uestion 3", "uestion 1")
    assert main(["move", "c", "--first", "-f", str(config)]) == 1
    out = capsys.readouterr().out
    lines = wanted.splitlines(keepends=True)
    assert sorted(config.read_text().splitlines(keepends=True)) == sorted(lines)
    assert (tmp_path / "walkthroughs/film.yml").read_text() == BOARD
    stale = re.findall(r"walkthroughs/film.yml:(\d+):\d+: error stale-reference", out)
    assert stale == ["2", "4", "4", "6"]
    assert 'fix: write "question 1", and film it again: make walkthrough ID=film' in out


def test_since_a_commit_a_storyboard_means_what_it_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = beside(tmp_path)
    commit_all(tmp_path)
    assert main(["move", "c", "--first", "-f", str(config)]) == 1
    problems = told(capsys, config, "--since", "HEAD")["problems"]
    stale = [(one["path"], one["line"]) for one in problems if one["code"] == "stale-reference"]
    assert stale == [("walkthroughs/film.yml", line) for line in (2, 4, 4, 6)]
