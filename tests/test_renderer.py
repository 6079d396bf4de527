"""A page that is rendered behind others is as it is alone."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from textwrap import indent
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.blockprocessors import HRProcessor

from faq.pages.block_processors import READ, signs
from faq.pages.inline_patterns import SparingInlineProcessor
from faq.pages.renderer import Renderer

NAMES = (
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "smarty"),
    *("meta", "sane_lists", "wikilinks", "pymdownx.details", "pymdownx.highlight", "pymdownx.snippets"),
    *("pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.arithmatex", "pymdownx.keys"),
    *("pymdownx.caret", "pymdownx.emoji", "pymdownx.inlinehilite", "pymdownx.magiclink"),
)
TEXTS = (
    "# A\n\n## A\n\n## A\n\nHTML[^1] and CSS.\n\n*[HTML]: Text\n\n[^1]: A note.\n",
    "# B\n\nHTML[^1] and CSS.\n\n*[CSS]: Style\n",
    "[^1]: Of nothing.\n\n[a]: b.md\n",
    "See [a], and <b>*raw*</b>.\n\n<div markdown>\n*in*\n",
    "!!! note\n    In it.\n\n        code\n\n    - a",
    '??? tip\n    In it.\n    !!! note "x"',
    "    Indented.\n\n- a\n\n    - b",
    '=== "One"\n    1\n\n=== "Two"\n    2\n\n=== "One"\n    3',
    '```python linenums="1" title="a"\nx = 1\n```\n\n~~~\nnever closed',
    "```\n=== never closed\n",
    "Term\n:   Meaning {: #m .n }\n\n| a |\n|---|\n| b |\n\n- [x] done\n",
    "Title: x\nkey: y\n\n++ctrl++ $x^2$ ^^a^^ [[Page]] \"q\" 'r' -- ...",
    "",
)
MADE: dict[str, Any] = {"extensions": list(NAMES), "extension_configs": {"toc": {"permalink": True}}}


def rendered(md: markdown.Markdown, text: str) -> tuple[str, list[Any]]:
    """What is made of a text, and its table of contents."""
    return md.convert(text), md.toc_tokens  # type: ignore[attr-defined]


@cache
def alone(text: str) -> tuple[str, list[Any]]:
    return rendered(markdown.Markdown(**MADE), text)


@pytest.mark.parametrize("first", TEXTS)
def test_nothing_of_a_page_is_left_for_the_next(first: str) -> None:
    renderer = Renderer()
    for text in (one for second in TEXTS for one in (first, second)):
        assert rendered(renderer.Markdown(**MADE), text) == alone(text)


def test_an_instance_is_the_same_as_long_as_it_is_asked_for_the_same() -> None:
    renderer, asked = Renderer(), dict[str, Any](extensions=["toc"], extension_configs={})
    one = renderer.Markdown(**asked)
    assert renderer.Markdown(**asked) is one
    asked["extensions"].append("tables")
    other = renderer.Markdown(**asked)
    assert other is not one
    renderer.forget()
    assert renderer.Markdown(**asked) is not other
    assert renderer.util is markdown.util


SIGNS = (
    *(
        "`a`",
        "\\*",
        "[a]",
        "[a](b.md)",
        "![a](b.png)",
        "<http://a.example>",
        "<a@b.example>",
        "a  \n",
        "<b>c</b>",
    ),
    *(
        "&amp;",
        "**a**",
        "_a_",
        "[^1]",
        "[[a]]",
        "~~a~~",
        "^^a^^",
        "==a==",
        "++ctrl++",
        "$a$",
        "--",
        "...",
        '"a"',
    ),
    *(
        "a@b.example",
        "http://a.example",
        ":smile:",
        "#!py a",
        "words ",
        "\n\n",
        "- ",
        "> ",
        "# ",
        "=> ",
        "(c)",
        "=/=",
    ),
)


@given(st.lists(st.lists(st.sampled_from(SIGNS), max_size=8).map(" ".join), min_size=1, max_size=3))
def test_of_its_patterns_none_is_missed(texts: list[str]) -> None:
    extensions = [*NAMES, "pymdownx.smartsymbols", "pymdownx.betterem", "pymdownx.tilde", "pymdownx.mark"]
    renderer, asked = Renderer(), {**MADE, "extensions": extensions}
    assert type(renderer.Markdown(**asked).treeprocessors["smarty"]) is SparingInlineProcessor
    for text in texts:
        assert rendered(renderer.Markdown(**asked), text) == rendered(markdown.Markdown(**asked), text)


LINES = r"""
a
b.
 c
    a
- a
* - a
+ c
1. a
#. c
i) d
> a
>b
> [!note]
# A
#A
## B #
===
---
* * *
_ _ _
a: b
: a
:   b
[a]: b.md
  'c'
[^1]: a
[^1]
*[a]: A
| a | b |
|---|---|
a | b
--- | ---
| a
|-|
<div markdown>
</div>
```
~~~ a
$$
///
""".strip().splitlines()
HEADS = (
    *("!!! note", '!!! tip "a"', "??? note", '???+ "a"', '=== "A"', '===! "B"', "/// note", "[^1]:"),
    *("- a", "* b", "2. a", ":   a", "a\n:   b", "> a", "(a) b"),
)
OTHERS = (
    *("pymdownx.quotes", "pymdownx.saneheaders", "pymdownx.fancylists", "pymdownx.blocks.details", "nl2br"),
    *("codehilite", "legacy_em"),
)


def boxed(head: str, between: str, inside: list[str]) -> str:
    """What stands in a box or a list, below its first line."""
    return head + between + indent("\n\n".join(inside), "    ")


BLOCKS = st.recursive(
    st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map("\n".join),
    lambda inside: st.builds(
        boxed,
        st.sampled_from(HEADS),
        st.sampled_from(("\n", "\n\n")),
        st.lists(inside, min_size=1, max_size=3),
    ),
)


@given(st.lists(BLOCKS, max_size=5).map("\n\n".join), st.sampled_from(((), NAMES, (*NAMES, *OTHERS))))
def test_of_its_blocks_none_is_missed(text: str, extensions: tuple[str, ...]) -> None:
    renderer, asked = Renderer(), dict[str, Any](extensions=list(extensions))
    made, plain = renderer.Markdown(**asked), markdown.Markdown(**asked)
    assert made.convert(text) == plain.convert(text)


def test_what_takes_blocks_is_known_in_the_versions_that_are_installed() -> None:
    made = markdown.Markdown(extensions=[*NAMES, "pymdownx.quotes", "pymdownx.saneheaders"])
    found = {type(one).__name__ for one in made.parser.blockprocessors if signs(one, 4) == ("",)}
    # These take what no sign tells of.
    assert found == {"EmptyBlockProcessor", "ParagraphProcessor", "BlockArithmatexProcessor"}


@pytest.mark.parametrize("package", READ)
def test_of_newer_versions_nothing_is_known(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    major, minor = READ[package]
    made = markdown.Markdown(extensions=list(NAMES))
    monkeypatch.setattr(import_module(package), "__version_info__", (major, minor + 1, 0))
    known = [one for one in made.parser.blockprocessors if signs(one, 4) != ("",)]
    assert known
    assert not [one for one in known if type(one).__module__.startswith(f"{package}.")]


@pytest.mark.parametrize("marker", ["[TOC]", "[[toc]]", ""])
@pytest.mark.parametrize(
    "text", ["[TOC]", "a\n\n[[toc]]\n", "- [TOC]", "See [TOC]", "[[toc]] x", "`[TOC]`", "a"]
)
def test_the_list_of_headings_is_written_where_a_page_shows_it(marker: str, text: str) -> None:
    renderer, text = Renderer(), f"# A *b*\n\n{text}\n\n## C\n"
    configs = {"toc": {"marker": marker, "title": "Here"}}
    asked = dict[str, Any](extensions=["toc"], extension_configs=configs)
    made, plain = renderer.Markdown(**asked), markdown.Markdown(**asked)
    assert rendered(made, text) == rendered(plain, text)
    # What nobody shows is not made.
    assert ("Here" in made.toc) == (bool(marker) and marker in text)  # type: ignore[attr-defined]


def test_another_one_s_processor_is_shown_every_block() -> None:
    class Other(HRProcessor):
        """Looks for something else."""

    assert signs(Other(markdown.Markdown().parser), 4) == ("",)
