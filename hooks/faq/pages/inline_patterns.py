"""Python-Markdown's inline patterns, of which each text is asked for those alone that can be in it.

An instance with the extensions of a FAQ has some twenty, and looks for each in every text of a page; most
begin with a sign that no text of the page has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from markdown import Markdown, inlinepatterns, treeprocessors
from markdown.util import AtomicString

from faq.patterns import either

PRIORITIES = {"inline": 20, "smart-symbols": 6.1, "smarty": 6}
"""Who asks for inline patterns, and when each is run (Python-Markdown 3.11, PyMdown Extensions 10)."""
LOOSE = int(re.IGNORECASE | re.VERBOSE)
"""With these an expression does not mean itself."""


class SparingInlineProcessor(treeprocessors.InlineProcessor):
    """Does what another one would, whose patterns it has."""

    def __init__(self, other: treeprocessors.InlineProcessor) -> None:
        super().__init__(other.md)
        self._all: Iterable[Any] = other.inlinePatterns
        self._signs: list[tuple[str, ...]] = []

    def run(self, tree: Any, ancestors: list[str] | None = None) -> Any:
        """Apply to a page's elements the patterns of which it has what they always hold."""
        said = "".join(tree.itertext())
        asked = [(one, signs) for one in self._all if any(map(said.__contains__, signs := _signs(one)))]
        # They are asked for by their place in it; that smarty and smartsymbols have their own is done so.
        self.inlinePatterns = [one for one, _ in asked]  # type: ignore[assignment]
        self._signs = [signs for _, signs in asked]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """The same for a text: where Python-Markdown has it under another name, it is asked for all."""
        if isinstance(data, AtomicString):
            return data
        start = 0
        for index in range(patternIndex, len(self._signs)):
            while any(map(data.__contains__, self._signs[index])):
                data, found, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    self.inlinePatterns[index], data, index, start
                )
                if not found:
                    break
            start = 0
        return data


def spare_patterns(made: Markdown) -> None:
    """Let an instance ask each text for those patterns only that can be in it."""
    for name in filter(made.treeprocessors.__contains__, PRIORITIES):
        if type(asking := made.treeprocessors[name]) is treeprocessors.InlineProcessor:
            made.treeprocessors.register(SparingInlineProcessor(asking), name, PRIORITIES[name])


def _signs(pattern: inlinepatterns.Pattern) -> tuple[str, ...]:
    expression = pattern.getCompiledRegExp()
    return ("",) if expression.flags & LOOSE else either(expression.pattern)
