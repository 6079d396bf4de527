"""What the pages say of themselves, one table for all of them; `extra.faq.texts` says it in other words.

A text may hold names in braces, such as "Question {number}"; another wording may leave them out or turn
them round.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

TEXTS: Mapping[str, str] = {
    "place": "Question {number} of {count}",
    "place_in_section": "Question {number} in {section}",
    "more_questions": "More questions",
    "previous_question": "Previous question",
    "next_question": "Next question",
    "one_page": "All questions and answers on one page",
    "search_instead": "Try other words, or only one of them. Or:",
    "search_all_questions": "See all questions",
    "search_contact": "Contact us",
    "search_failed": "Search could not be loaded.",
    "search_no_script": "Search needs JavaScript.",
    "nearest_questions": "Perhaps you are looking for",
    "all_questions": "All questions",
    "own_page": "This question on its own page",
    "to_list": "Back to all questions",
    "film_player": "{title}: film without sound, with captions",
    "film_silent": "{seconds} seconds, captioned, no sound.",
    "film_download": "Download the film",
    "film_size": "(MP4, {kilobytes} KB)",
    "film_no_player": "Your browser cannot play this film.",
    "film_steps": "The steps in the film",
    "film_play": "Play from here",
}


def worded(own: Mapping[str, object]) -> dict[str, str]:
    """Every text, those of `own` in place of the usual ones.  Raises ValueError that says what to write."""
    for key, text in own.items():
        if key not in TEXTS:
            raise ValueError(f"{key}: is no text of this site; it has: {', '.join(sorted(TEXTS))}")
        if not isinstance(text, str):
            raise ValueError(f"{key}: must be a text, not {text!r}; put it in quotes")
        if unknown := names_in(text, key) - names_in(TEXTS[key], key):
            known = ", ".join(f"{{{name}}}" for name in sorted(names_in(TEXTS[key], key))) or "no names"
            raise ValueError(f"{key}: cannot fill in {{{min(unknown)}}}; it knows {known}")
    return {**TEXTS, **{key: str(text) for key, text in own.items()}}


def names_in(text: str, key: str) -> set[str]:
    """The names in braces.  Raises ValueError for a brace that stands alone; `key` names the text there."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{key}: {error}; write {{{{ or }}}} for a brace that is only a brace") from None
