"""Shapes of settings that only a FAQ has: a wording of a text of pages, and a form of numbers."""

from __future__ import annotations

from faq import texts
from faq.frozen import record
from faq.shapes import Misfit, Schema, Text, misfit, shown
from faq.text.scheme import SCHEME, Scheme, scheme


@record
class Wording:
    """One of the texts in which pages speak of themselves, in other words."""

    key: str
    wants: str = "a text"

    @property
    def schema(self) -> Schema:
        """A string, described by the usual words."""
        return {"type": "string", "description": texts.TEXTS[self.key]}

    def read(self, value: object) -> str:
        """The text; the names in it are those that are filled in.  Raises Misfit."""
        text = Text().read(value)
        try:
            texts.check_wording(self.key, text)
        except ValueError as error:
            raise Misfit(str(error)) from None
        return text


@record
class Numbered:
    """How questions are numbered, as a text such as A.1.1; 1.1 is a number to YAML."""

    wants: str = "a number such as 1.1, A.1.1 or 1a"

    @property
    def schema(self) -> Schema:
        """A string; YAML's own number as well."""
        return {"anyOf": [{"type": "string", "pattern": f"^(?:{SCHEME.pattern})$"}, {"enum": [1, 1.1]}]}

    def read(self, value: object) -> Scheme:
        """The scheme.  Raises Misfit."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise misfit(self.wants, value)
        try:
            return scheme(str(value))
        except ValueError as error:
            raise Misfit(f"{shown(value)} {error}", wants=self.wants) from None
