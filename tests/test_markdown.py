"""The scanner against Python-Markdown itself: the same text is prose in both.

Random pages of every kind of block, most of them malformed, are rendered by Python-Markdown and
pymdown-extensions; each holds numbered phrases, and those that come out as prose must be those that the
scanner found.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from faq.text.anchors import anchoring
from faq.text.page import Page, Reading, read_text
from faq.text.phrases import vocabulary

RICH = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"),
]
PLAIN = ["toc", "tables", "fenced_code"]
HIDDEN = {"code", "pre", "label", "script", "style"}


class _Prose(Treeprocessor):
    """Gathers the phrases of a page's prose."""

    found: list[str]

    def run(self, root: Element) -> None:
        self.found = []
        self.walk(root, False)

    def walk(self, element: Element, hidden: bool) -> None:
        hidden = hidden or element.tag in HIDDEN
        if not hidden:
            self.note(element.text)
        for child in element:
            self.walk(child, hidden)
            if not hidden:
                self.note(child.tail)

    def note(self, text: str | None) -> None:
        if not isinstance(text, AtomicString):
            self.found += re.findall(r"question (\d+)", text or "")


def rendered(text: str, extensions: list[str]) -> list[str]:
    """The numbers that Python-Markdown shows as prose."""
    markdown = Markdown(extensions=extensions)
    prose = _Prose(markdown)
    prose.found = []
    markdown.treeprocessors.register(prose, "prose", 12)
    markdown.convert(text)
    return sorted(prose.found)


def scanned(text: str, extensions: list[str]) -> Page:
    """The page as the scanner reads it."""
    options: dict[str, dict[str, object]] = {name: {} for name in extensions}
    return read_text(text, "page.md", Reading(vocabulary(("question",)), options, anchoring(options)), False)


def numbers(page: Page) -> list[str]:
    """The numbers that the scanner calls prose."""
    # What stands where no link can, such as a picture's words, is no prose, nor is raw HTML.
    cited = [c for phrase in page.phrases for c in phrase.citations]
    raw = {(mark.phrase, mark.citation) for mark in page.marks if mark.raw}
    linked = [c for c in cited if c.form != "unlinked"]
    return sorted(c.number for c in linked if (c.phrase, 0) not in raw)


PREFIXES = [
    "",
    "",
    "",
    "  ",
    "   ",
    "    ",
    "        ",
    "- ",
    "* ",
    "1. ",
    "> ",
    "> > ",
    "    - ",
    "> - ",
    "        - ",
]
TEXTS = [
    *("See {} now", "{}", "text *{}* b", "a **b** {}.", "`{}`", "x <b>{}</b>", "[{}](x.md)"),
    *("see {} and ``{}1``", "![{}](x.png)", "a \\` {}", "x <!-- {} --> y {}9", "# Head {}", "| a | {} |"),
    *(":   def {}", "[^{n}]: foot {}", '<i title="{}">i</i>', "[a][{}]", "&nbsp;{}", "text[^1] {}"),
]
BARE = [
    "",
    "",
    "",
    "",
    "---",
    "===",
    "```",
    "~~~",
    "|---|---|",
    "!!! note",
    '!!! note "T"',
    "??? note",
    '=== "Tab"',
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of up to a dozen lines, each with a number of its own."""
    lines = []
    for n in range(100, 100 + draw(st.integers(1, 12))):
        if draw(st.booleans()):
            text = draw(st.sampled_from(TEXTS)).replace("{n}", str(n)).replace("{}", f"question {n}")
            lines.append(draw(st.sampled_from(PREFIXES)) + text)
        else:
            lines.append(draw(st.sampled_from(["", "", "    "])) + draw(st.sampled_from(BARE)))
    return "\n".join(lines)


@settings(max_examples=400, deadline=None)
@given(pages())
@example("- question 1\n\n    text\n\n        question 2")
@example("!!! note\n    question 1\n\n    - a\n\n        question 2\n\nquestion 3")
@example("[^1]: question 1\n\n\n    question 2")
@example("[^1]: question 1\n    [^2]: question 2")
@example("~~~\n```\n\nquestion 1\n```")
@example("<!-- c -->\n\n    question 1")
@example("question 1\n```\nquestion 2\n```\nquestion 3")
def test_prose_is_what_python_markdown_renders(text: str) -> None:
    # Where a fence touches indented code, pymdownx.superfences gives its text back; nobody writes that.
    assume(not re.search(r"^ {4}.*\n(?:.+\n)*[> ]*(?:```|~~~)", text, re.M))
    # Nor a footnote inside a footnote: which of them are shown depends on what follows.
    assume(not re.search(r"^ {4,}\[\^\d+\]:", text, re.M))
    assert numbers(scanned(text, RICH)) == rendered(text, RICH)


@settings(max_examples=150, deadline=None)
@given(pages())
def test_prose_is_what_python_markdown_renders_without_extensions(text: str) -> None:
    assert numbers(scanned(text, PLAIN)) == rendered(text, PLAIN)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<div markdown>\nquestion 1\n</div>\n\n<div>question 2</div>\n\nquestion 3", ["1", "3"]),
        ('<p markdown="span">question 1</p>', ["1"]),
        ("<div markdown>\n\n- a\n\n    question 1\n\n</div>", ["1"]),
        ("<details>\n<summary>question 1</summary>\n\nquestion 2\n\n</details>\n\nquestion 3", ["3"]),
        ("<!-- question 1\n\nquestion 2 -->\n\nquestion 3", ["3"]),
    ],
)
def test_raw_html(text: str, found: list[str]) -> None:
    extensions = [*RICH, "md_in_html"]
    assert numbers(scanned(text, extensions)) == found == rendered(text, extensions)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("see question 3", [(1, 14)]),
        ("> see question\n> 3", [(2, 3)]),
        ("\tcode\n\n1.\tquestion 3", [(3, 13)]),
        ("- a\n\n\tquestion 3", [(3, 11)]),
        ("𝄞é question&nbsp;**3**", [(1, 20)]),
        ("| a | b |\n|---|---|\n| question 3 | `x|y` question 4 |", [(3, 12), (3, 31)]),
        ("question\r\n3\r\n\r\nquestion 4", [(2, 1), (4, 10)]),
    ],
)
def test_places_are_exact(text: str, places: list[tuple[int, int]]) -> None:
    page = scanned(text, RICH)
    found = [c.span.source.position(c.span.start) for p in page.phrases for c in p.citations]
    assert found == places
