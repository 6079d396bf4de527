"""Python-Markdown's inline patterns, of which each page is asked for those alone that can be in it.

An instance with the extensions of a FAQ has some twenty, and looks for each in every text of a page; most
begin with a sign that no text of the page has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown, inlinepatterns, treeprocessors

from faq.patterns import always

PRIORITIES = {"inline": 20, "smart-symbols": 6.1, "smarty": 6}
"""Who asks for inline patterns, and when each is run (Python-Markdown 3.11, PyMdown Extensions 10)."""
LOOSE = re.IGNORECASE | re.VERBOSE
"""With these an expression does not mean itself."""


class SparingInlineProcessor(treeprocessors.InlineProcessor):
    """Does what another one would, whose patterns it has."""

    def __init__(self, other: treeprocessors.InlineProcessor) -> None:
        super().__init__(other.md)
        self._all: Iterable[Any] = other.inlinePatterns

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Apply to a page's elements the patterns of which it has what they always hold."""
        said = "".join(tree.itertext())
        # They are asked for by their place in it; that smarty and smartsymbols have their own is done so.
        self.inlinePatterns = [one for one in self._all if _holds(one) in said]  # type: ignore[assignment]
        return super().run(tree, ancestors)


def spare(made: Markdown) -> Markdown:
    """Let an instance ask each page for those patterns only that can be in it; gives it back."""
    for name in filter(made.treeprocessors.__contains__, PRIORITIES):
        if type(asking := made.treeprocessors[name]) is treeprocessors.InlineProcessor:
            made.treeprocessors.register(SparingInlineProcessor(asking), name, PRIORITIES[name])
    return made


def _holds(pattern: inlinepatterns.Pattern) -> str:
    expression = pattern.getCompiledRegExp()
    return "" if expression.flags & LOOSE else always(expression.pattern)
