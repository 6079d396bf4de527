"""Anchors are those of Python-Markdown, by the extensions that a project configures."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from faq.book.page_anchors import all_anchors, has_anchor
from faq.book.settings import read_settings
from faq.book.workspace import load
from faq.text.rendered import rendered_anchors
from tests.faqs import project, three
from tests.test_markdown import RICH, scanned

HTML = [*RICH, "md_in_html"]


class _Names(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {
            value for name, value in attrs if value and (name == "id" or (tag, name) == ("a", "name"))
        }


TITLES = [
    *("Steps", "Steps", "Two words", "A, b: c?", "Über uns", "???", "Steps 1", "`code` here", "*em* here"),
    *("[a](b.md) link", "AT&T", "a &amp; b", "x <b>y</b>", "Steps {#own}", "Steps {#3d}", "Steps { .class }"),
    *(
        "Steps {#steps}",
        "Two {: #two .x }",
        "Steps[^1]",
        "a_b_c",
        "1. One",
        "Closed ##",
        "![i](p.png)",
        "A/B",
    ),
    *("steps_1", "Don't", "C++", "a\\*b", "Steps {x}", "日本語"),
]
BLOCKS = [
    *("# {}", "## {}", "### {}", "{}\n===", "{}\n---", "- ## {}", "> ## {}", "    ## {}", "## {} ##", "##{}"),
    *("```\n## {}\n```", "<!--\n## {}\n-->", "<div>\n## {}\n</div>", "<div markdown>\n## {}\n</div>"),
    *("!!! note\n\n    ## {}", '=== "{}"\n\n    text', "[^1]: ## {}", "text\n{: #para }", "*x*{#inline} {}"),
    *('<a id="raw"></a>', '<a name="raw2">x</a> `<a id="code">`', '<div id="block">\n\n## {}\n\n</div>'),
    *('<div id="steps" markdown>\n## {}\n</div>', '<p><i id="deep">x</i></p>', "Text {#ghost} here {}."),
    *("<h2 markdown>{}</h2>", '    <a id="indented">'),
]


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page of a few headings and other blocks."""
    blocks = draw(
        st.lists(st.tuples(st.sampled_from(BLOCKS), st.sampled_from(TITLES)), min_size=1, max_size=6)
    )
    return "\n\n".join(block.replace("{}", title) for block, title in blocks) + "\n\n[^1]: A note.\n"


@settings(max_examples=300)
@given(pages())
def test_what_is_sure_is_there_and_what_is_complete_is_all(text: str) -> None:
    found = scanned(text, HTML).anchors
    truth = _Names(Markdown(extensions=HTML).convert(text)).found
    assert found.sure <= truth
    assert not found.complete or found.sure == truth
    rendered = rendered_anchors(text, HTML)
    assert rendered is not None
    assert rendered | found.named == truth


SLUGS = "toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}"
CONFIGURED = {
    "the default": ("toc", "Über 2 words", "uber-2-words"),
    "separator": ('toc: {separator: "_"}', "Two words", "two_words"),
    "a name": (
        "toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }",
        "Über uns",
        "über-uns",
    ),
    "a call": (SLUGS, "Über  uns", "über--uns"),
    "a call with a list": (
        "toc: {slugify: !!python/object/apply:functools.partial "
        "[!!python/name:markdown.extensions.toc.slugify_unicode ]}",
        "Über uns",
        "über-uns",
    ),
    "permalink": ("toc: {permalink: true}", "Two words", "two-words"),
    "anchorlink": ("toc: {anchorlink: true}", "Two words", "two-words"),
    "baselevel": ("toc: {baselevel: 2}", "Two words", "two-words"),
    "toc_depth": ("toc: {toc_depth: 1}", "Two words", "two-words"),
    "a number first": ("attr_list", "Two words {#2fa}", "2fa"),
    "no attribute lists": ("toc", "Two words {#2fa}", "two-words-2fa"),
    "emoji": ("pymdownx.emoji", "A :smile: here", "a-here"),
    "emoji of the theme": (
        "pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji , "
        "emoji_generator: !!python/name:material.extensions.emoji.to_svg }",
        "A :material-check: here",
        "a-here",
    ),
    "smarty": ("smarty", "One -- two", "one-two"),
    "an extension by its long name": ("markdown.extensions.attr_list", "Two words {#own}", "own"),
    "code": ("toc", "The `a_b` option", "the-a_b-option"),
}


@pytest.mark.parametrize(("extension", "heading", "anchor"), CONFIGURED.values(), ids=CONFIGURED)
def test_the_project_says_how_anchors_are_made(
    tmp_path: Path, extension: str, heading: str, anchor: str
) -> None:
    config = f"markdown_extensions:\n  - {extension}\n"
    read = load(read_settings(project(tmp_path, three(b=f"## {heading}\n\nText."), config=config)))
    assert has_anchor(read, "faq/b.md", anchor)
    assert not has_anchor(read, "faq/b.md", "other")
    assert len(all_anchors(read, "faq/b.md") or ()) == 2


def test_plain_headings_need_no_rendering(tmp_path: Path) -> None:
    body = "## Customer: what, now?\n\nText.\n\n## I (we) don't know {#own}\n\n[x](c.md#nope)\n"
    config = f"markdown_extensions:\n  - attr_list\n  - {SLUGS}\n"
    read = load(read_settings(project(tmp_path, three(b=body), config=config)))
    assert not has_anchor(read, "faq/b.md", "nope")
    assert read.rendered == {}


@pytest.mark.parametrize("extension", ["no.such.extension", "toc: {slugify: !!python/name:no.such.thing }"])
def test_nothing_is_said_of_anchors_that_nobody_can_know(tmp_path: Path, extension: str) -> None:
    read = load(read_settings(project(tmp_path, three(), config=f"markdown_extensions:\n  - {extension}\n")))
    assert has_anchor(read, "faq/b.md", "nope")
    assert all_anchors(read, "faq/b.md") is None
