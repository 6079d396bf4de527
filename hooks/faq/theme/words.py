"""The theme's own words for its frame, in languages in which there are none of ours."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, TemplateNotFound

from faq.texts import TEXTS, texts_in

SAME: Mapping[str, str] = {"to_content": "action.skip", "search": "search", "menu": "nav"}
"""Which of our texts the theme (9.8) has too, and under what name."""


def themes_words(env: Environment, language: str, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that the theme says better, as it has them in the language and we have English alone.

    Those that a team has put into its own words stay.
    """
    if texts_in(language) is not None:
        return {}
    try:
        template = env.get_template(f"partials/languages/{language}.html")
    except TemplateNotFound:
        return {}
    say = getattr(template.module, "t", None)
    if say is None:
        return {}
    found = {name: str(say(theirs)).strip() for name, theirs in SAME.items() if texts[name] == TEXTS[name]}
    return {name: text for name, text in found.items() if text}
