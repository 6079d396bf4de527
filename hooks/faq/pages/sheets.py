"""The rules of a style, read as CSS Syntax Module Level 3 has them.

tinycss2 reads it.  To read all of the theme's takes longer than what becomes of it, and much stands there
many times, such as `[dir=ltr]`.  So a plain style is cut, and what is written alike is read once for all
places; what is not plain is read where it stands.  Both come to the same (tests/test_sheets.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import tinycss2
from tinycss2 import ast
from tinycss2.ast import AtRule, Node, ParseError, QualifiedRule

from faq.frozen import record
from faq.pages.cascade import Declaration, Rule
from faq.pages.pruning import NESTING, Words, as_css
from faq.pages.selecting import Compound, Selector, compound, compounds, joined, selectors
from faq.patterns import late

FOREIGN = late(r":-(?!webkit-)[a-z]")
"""A selector that some browsers do not know; those that begin so all take (Selectors 4, Appendix A)."""

BLANK = " \n\t"
CHANGED = late("[\0\r\f]")
"""What is read as another sign."""
_TEXT = r"""(?:"(?:[^"\\\n]|\\[^\n])*+"|'(?:[^'\\\n]|\\[^\n])*+')"""
_SQUARE = rf"""\[(?:[^"'\\()\[\]{{}}/]++|{_TEXT})*+\]"""
# An address without quotation marks may hold anything, and so is not plain.
_OPEN = r"""\((?:(?<!(?i:url)\()|(?=["']))"""
_INSIDE = rf"""[^"'\\()\[\]{{}}/]++|/(?!\*)|{_TEXT}|{_SQUARE}"""
_ROUND = rf"{_OPEN}(?:{_INSIDE}|{_OPEN}(?:{_INSIDE}|{_OPEN}(?:{_INSIDE})*+\))*+\))*+\)"
_CLOSED = rf"/(?!\*)|{_TEXT}|{_SQUARE}|{_ROUND}"
"""What is whole in itself, whatever signs it holds."""
_VALUE = rf"""(?:[^"'\\()\[\]{{}}/;]++|{_CLOSED})*+"""
HEAD = late(rf"(?:[{BLANK}]++|/\*(?s:.*?)\*/)*+(?:({_VALUE})([{{}};])|\Z)")
"""What stands before a block, or the end of one; at the end of a style nothing."""
BLOCK = late(rf"""((?:[^"'\\()\[\]{{}}/]++|{_CLOSED})*+)([{{}}])""")
"""What stands in a block before another that begins in it, or its end."""
SIMPLE = late(rf"[\w{BLANK}.#:>+~*,-]+")
CLASS = late(r"\.((?![uU]\+)-?[A-Za-z_][\w-]*)")
AT = late(r"@([\w-]+)")
DECLARED = late(rf"[{BLANK};]*+(--[\w-]++|-?[A-Za-z_][\w-]*+)[{BLANK}]*+:({_VALUE})")
_WORD = r"-?[a-z][a-z-]*|#[0-9a-f]+|-?(?:[0-9]*\.)?[0-9]+(?:r?em|px|m?s|%)?|var\(--[a-z-]+\)"
PLAIN = late(rf"(?:{_WORD})(?:[ ,](?:{_WORD}))*")
"""A value that is written as it is read."""
COMPOUND = late(rf"""((?:[^"'\\()\[\]{{}}/;>+~,{BLANK}]++|{_CLOSED})++)([>+~,{BLANK}]*+)""")
"""What a selector asks of one element, and what stands between it and the next."""
APART = late(r"(?![uU]\Z)(?:[A-Za-z_*#:\[]|\.(?![0-9]))(?:(?s:.*)[^-uU])?")
"""One that makes no sign with what stands beside it, as `+` and `.5`, `--` and `>`, `u` and `+a` do."""


@record
class Sheet:
    """A style, and whose it is."""

    text: str
    own: bool
    """Whether it is the project's; else it is the theme's."""
    words: Words | None = None
    """What may be the name of a class, where rules for others are left out (faq.pages.pruning)."""


def rules(sheet: Sheet) -> tuple[Rule, ...]:
    """The rules of a style in their order; with `words` those that may apply.

    Raises ValueError for one that is no CSS, or has imports.
    """
    found = _cut(sheet)
    return read_whole(sheet) if found is None else tuple(found)


def read_whole(sheet: Sheet) -> tuple[Rule, ...]:
    """The same, by tinycss2 alone."""
    return tuple(_read(sheet.text, (), sheet))


def _cut(sheet: Sheet) -> list[Rule] | None:
    """The rules of a style, of which only what is not plain is read whole; None where it cannot be cut."""
    css, at = sheet.text, 0
    if CHANGED.search(css):
        return None
    out: list[Rule] = []
    around: list[str] = []
    while (head := HEAD.match(css, at)) and head[2]:
        begins, sign = head[1], head[2]
        at = head.end()
        if sign == "}":
            if begins or not around:
                return None
            around.pop()
            continue
        name = named[1].lower() if (named := AT.match(begins)) else ""
        if sign == "{" and name in NESTING:
            around.append(_opening(begins))
            continue
        block = BLOCK.match(css, at) if sign == "{" else None
        if block and block[2] == "}":
            made = _of_text(begins, block[1], tuple(around), sheet)
            if made is not None:
                out += made
                at = block.end()
                continue
        if sign == "{":
            at = _end(css, at)
        if at < 0 or name == "import" or (sign == ";" and not name):
            return None
        out += _read(css[head.start(1) : at], tuple(around), sheet)
    return out if head and not around else None


def _end(css: str, at: int) -> int:
    """Where a block ends that begins here; -1 where that is not plain."""
    depth = 1
    while depth and (found := BLOCK.match(css, at)):
        at = found.end()
        depth += 1 if found[2] == "{" else -1
    return -1 if depth else at


def _of_text(prelude: str, inside: str, around: tuple[str, ...], sheet: Sheet) -> list[Rule] | None:
    """The rules of a block; None where it is not plain."""
    chosen = _asked_for(prelude, sheet.words) if sheet.words else prelude
    if prelude and not chosen:
        return []
    named = _selectors(chosen)
    if named is None or (len(named) > 1 and FOREIGN.search(prelude)):
        return None
    words = sheet.words
    found = [(text, one) for text, one in named if words is None or all(map(words.know, one.classes))]
    declarations = _declarations(inside) if found else ()
    if declarations is None:
        return None
    return [Rule(around, one, text, declarations, sheet.own) for text, one in found]


def _asked_for(prelude: str, words: Words) -> str:
    """A list of selectors, if it is simple without most of those that do not apply: these need no reading."""
    parts = prelude.split(",")
    if not (SIMPLE.fullmatch(prelude) and all(map(str.strip, parts))):
        return prelude
    return ",".join(one for one in parts if all(map(words.know, CLASS.findall(one))))


def _selectors(prelude: str) -> list[tuple[str, Selector]] | None:
    """The selectors of a list, each as it is written as well; None where they are not plain."""
    out: list[tuple[str, Selector]] = []
    parts: list[Compound] = []
    text, sign = "", ","
    for written, between in COMPOUND.findall(prelude):
        one = compound(written) if APART.fullmatch(written) else None
        if not one:
            return None
        parts.append(one)
        text += one.text
        sign = between.strip()
        if sign == ",":
            out.append((text, joined(parts)))
            text, parts = "", []
        elif len(sign) > 1:
            return None
        else:
            text += between
    if sign or prelude[0] in ">+~,":
        return None
    return [*out, (text.strip(), joined(parts))]


def _declarations(inside: str) -> tuple[Declaration, ...] | None:
    """What a block sets; None where there is something else in it."""
    out, at = [], 0
    for found in DECLARED.finditer(inside):
        if found.start() != at:
            return None
        at = found.end()
        out.append(Declaration(found[1], *_value(found[2])))
    return None if inside[at:].strip(f"{BLANK};") else tuple(out)


@lru_cache(maxsize=4096)
def _value(text: str) -> tuple[str, bool]:
    """What a property is set to, and whether that is important."""
    if PLAIN.fullmatch(text):
        return text, False
    one = tinycss2.parse_one_declaration(f"x:{text}", skip_comments=True)
    return as_css(one.value), bool(one.important)


@lru_cache(maxsize=512)
def _opening(text: str) -> str:
    """How an at-rule begins that is written so."""
    [node] = tinycss2.parse_stylesheet(f"{text}{{}}", skip_comments=True)
    return _beginning(node)


def _beginning(node: AtRule) -> str:
    return f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"


# -- what tinycss2 reads where it stands


def _read(css: str, around: tuple[str, ...], sheet: Sheet) -> Iterator[Rule]:
    parse = tinycss2.parse_rule_list if around else tinycss2.parse_stylesheet
    return _rules(parse(css, skip_comments=True, skip_whitespace=True), around, sheet)


def _rules(nodes: Iterable[Node], around: tuple[str, ...], sheet: Sheet) -> Iterator[Rule]:
    for node in nodes:
        match node:
            case ParseError():
                raise ValueError(f"line {node.source_line}: {node.message}")
            case QualifiedRule():
                yield from _of_block(node, around, sheet)
            case AtRule() if node.lower_at_keyword in NESTING and node.content is not None:
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                yield from _rules(inside, (*around, _beginning(node)), sheet)
            case AtRule() if node.lower_at_keyword == "charset":
                continue
            case AtRule() if node.lower_at_keyword == "import":
                raise ValueError(f"line {node.source_line}: a style that imports another cannot be divided")
            case _:
                yield Rule(around, None, node.serialize(), (), sheet.own)


def _of_block(node: QualifiedRule, around: tuple[str, ...], sheet: Sheet) -> Iterator[Rule]:
    found = [one for one in selectors(node.prelude) if sheet.words is None or sheet.words.apply(one)]
    if not found:
        return
    inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    names = [as_css(one) for one in found]
    read = [_selector(one) for one in found]
    # A list with a selector that a browser does not know goes as a whole, and so must stay one.
    whole = len(found) > 1 and FOREIGN.search(",".join(names))
    if whole or None in read or not all(isinstance(one, ast.Declaration) for one in inside):
        text = f"{','.join(names)}{{{tinycss2.serialize(node.content)}}}"
        yield Rule(around, None, text, (), sheet.own)
        return
    declarations = tuple(Declaration(one.name, as_css(one.value), bool(one.important)) for one in inside)
    for one, text in zip(read, names, strict=True):
        yield Rule(around, one, text, declarations, sheet.own)


def _selector(nodes: Sequence[Node]) -> Selector | None:
    """What a selector asks for; None where it is none."""
    parts = [compound(tinycss2.serialize(one)) for one in compounds(nodes)]
    known = [one for one in parts if one]
    return joined(known) if parts and len(known) == len(parts) else None
