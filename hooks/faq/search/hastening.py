"""Material's search (9.8) reads each page, and reads the same in a fraction of the time.

What is put into its module does what was there, for any text; what is not there stays so.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from typing import Any

from faq.patterns import always
from faq.policy.scan import PLAIN, tell

INDEXER = "material.plugins.search.plugin"
"""Where what gathers for the search reads pages, by a class `Parser` that holds some of a class `Element`."""


def hasten_search() -> None:
    """Have pages read without a parser where they are plain HTML, and not searched for what is not there."""
    found: dict[str, Any] = vars(sys.modules[INDEXER]) if INDEXER in sys.modules else {}
    parser, element = found.get("Parser"), found.get("Element")
    if isinstance(parser, type) and issubclass(parser, HTMLParser):
        found["Parser"] = hastened(parser)
    if isinstance(element, type) and not issubclass(element, str):
        found["Element"] = told_by_name(element)
    if found.get("re") is re:
        found["re"] = AskingFirst()


def hastened(parser: type[HTMLParser]) -> type[HTMLParser]:
    """A parser that does without its own ways where it can; one that does already is the same."""
    if hasattr(parser, "hastened"):
        return parser

    class Hastened(parser):  # type: ignore[misc, valid-type]
        hastened = True

        def feed(self, data: str) -> None:
            tell(self, data) if PLAIN.fullmatch(data) else super().feed(data)

    return Hastened


def told_by_name(element: type) -> type:
    """The class of an element that is found by its tag as a text is, without a call for each."""

    class ToldByName(str, element):  # type: ignore[misc]
        def __new__(cls, tag: str, attrs: object = None) -> ToldByName:
            return super().__new__(cls, tag)

    return ToldByName


class AskingFirst:
    """Stands for the module `re` where most texts have nothing of what is replaced."""

    def __getattr__(self, name: str) -> Any:
        return getattr(re, name)

    def sub(self, pattern: str, repl: str, string: str, *more: Any) -> str:
        """As in `re`; what stands wherever the pattern fits is found sooner."""
        if not more and always(pattern) not in string:
            return string
        return re.sub(pattern, repl, string, *more)  # noqa: B034
