"""Python-Markdown's block processors, of which each block is shown to those alone that can be meant by it.

An instance with the extensions of a FAQ has some twenty, and shows a block to one after the other until one
takes it: a paragraph, to all of them.
"""

from __future__ import annotations

import sys
from functools import partial
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import STX

READ = {"markdown": (3, 11), "pymdownx": (13, 1)}
"""The newest versions of which it was read what their processors look for."""
INDENT = "\t"
"""Stands for as many spaces as indent what is in a list or a box."""
SIGNS = {
    "markdown.blockprocessors.BlockQuoteProcessor": (">",),
    "markdown.blockprocessors.CodeBlockProcessor": (INDENT,),
    "markdown.blockprocessors.HRProcessor": ("-", "_", "*"),
    "markdown.blockprocessors.HashHeaderProcessor": ("#",),
    "markdown.blockprocessors.ListIndentProcessor": (INDENT,),
    "markdown.blockprocessors.OListProcessor": (". ",),
    "markdown.blockprocessors.ReferenceProcessor": ("]:",),
    "markdown.blockprocessors.SetextHeaderProcessor": ("\n=", "\n-"),
    "markdown.blockprocessors.UListProcessor": ("- ", "* ", "+ "),
    "markdown.extensions.abbr.AbbrBlockprocessor": ("*[",),
    "markdown.extensions.admonition.AdmonitionProcessor": ("!!!", INDENT),
    "markdown.extensions.def_list.DefListIndentProcessor": (INDENT,),
    "markdown.extensions.def_list.DefListProcessor": (": ",),
    "markdown.extensions.footnotes.FootnoteBlockProcessor": ("[^",),
    "markdown.extensions.md_in_html.MarkdownInHtmlProcessor": (STX,),
    "markdown.extensions.sane_lists.SaneOListProcessor": (". ",),
    "markdown.extensions.sane_lists.SaneUListProcessor": ("- ", "* ", "+ "),
    "markdown.extensions.tables.TableProcessor": ("|",),
    "pymdownx.details.DetailsProcessor": ("???", INDENT),
    "pymdownx.quotes.QuotesProcessor": (">",),
    "pymdownx.saneheaders.SaneHeadersProcessor": ("#",),
    "pymdownx.superfences.SuperFencesCodeBlockProcessor": (INDENT,),
    "pymdownx.tabbed.TabbedProcessor": ("===", INDENT),
}
"""Of which one is in each block that a processor of exactly this class takes, whatever that stands in."""


def spare_blocks(made: Markdown) -> None:
    """Let an instance show each block to those processors only that can take it."""
    parser = made.parser
    if type(parser) is BlockParser:
        asked = [(one, signs(one, made.tab_length)) for one in parser.blockprocessors]
        vars(parser)["parseBlocks"] = partial(_parse, asked)


def signs(processor: BlockProcessor, indent: int) -> tuple[str, ...]:
    """Of which one is in each block that a processor takes; what is in all where that is not known.

    `indent` is how many spaces indent what is in a list.
    """
    kind = type(processor)
    found = SIGNS.get(f"{kind.__module__}.{kind.__qualname__}", ("",))
    package = kind.__module__.partition(".")[0]
    if found == ("",) or sys.modules[package].__version_info__[:2] > READ[package]:
        return ("",)
    return tuple(sign.replace(INDENT, " " * indent) for sign in found)


def _parse(asked: list[tuple[BlockProcessor, tuple[str, ...]]], parent: Element, blocks: list[str]) -> None:
    """What `BlockParser.parseBlocks` does, in one call as well: at some depth of calls nothing is nested."""
    while blocks:
        block = blocks[0]
        for one, held in asked:
            for sign in held:
                if sign in block:
                    break
            else:
                continue
            if one.test(parent, block):
                if one.run(parent, blocks) is not False:
                    break
                block = blocks[0]
