"""The theme's style without the rules for what no page has.

A rule goes when each of its selectors asks for a class that stands in no page and in no script.  Classes that
scripts put together, such as `md-tag--` and a word, are known by how they begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

import tinycss2
from tinycss2.ast import AtRule, Node, ParseError, QualifiedRule

from faq.frozen import record
from faq.pages.elements import words_in
from faq.pages.selecting import classes, selectors

NESTING = ("media", "supports")


@record
class Words:
    """What may be the name of a class."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def know(self, name: str) -> bool:
        """Whether an element may have this class."""
        return name in self.whole or name.startswith(self.beginnings)

    def apply(self, selector: Sequence[Node]) -> bool:
        """Whether a selector may find anything: whether elements may have all classes that it asks for."""
        return all(map(self.know, classes(selector)))


def words_of(scripts: Iterable[str]) -> frozenset[str]:
    """The words in the texts of scripts."""
    return frozenset(word for text in scripts for word in words_in(text))


def names_of(pages: Set[str], of_scripts: Set[str]) -> Words:
    """What may be the name of a class: the words of pages, and those of scripts."""
    beginnings = (word for word in of_scripts if word[-1] in "-_" and len(word) > 3)
    return Words(frozenset(pages | of_scripts), tuple(sorted(beginnings)))


def pruned(css: str, words: Words) -> str:
    """A style with the rules that may apply.  Raises ValueError for one that is no CSS."""
    return "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), words))


def _rules(rules: Iterable[Node], words: Words) -> Iterator[str]:
    for rule in rules:
        match rule:
            case ParseError():
                raise ValueError(f"line {rule.source_line}: {rule.message}")
            case QualifiedRule():
                chosen = list(filter(words.apply, selectors(rule.prelude)))
                if chosen:
                    yield f"{','.join(map(as_css, chosen))}{{{as_css(rule.content)}}}"
            case AtRule() if rule.lower_at_keyword in NESTING and rule.content is not None:
                inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
                if kept := "".join(_rules(inside, words)):
                    yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{kept}}}"
            case _:
                yield rule.serialize()


def as_css(nodes: Sequence[Node]) -> str:
    """What was read as it is written, without spaces around it."""
    return str(tinycss2.serialize(nodes)).strip() if nodes else ""
