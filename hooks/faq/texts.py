"""What the pages say of themselves, one table for all of them; `extra.faq.texts` says it in other words.

Other languages than English have a file each in `wording/`, with every text of the table.

A text may hold names in braces, such as "Question {number}"; another wording may leave them out or turn
them round.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

TEXTS: Mapping[str, str] = {
    "place": "Question {number} of {count}",
    "place_in_section": "Question {number} in {section}",
    "more_questions": "More questions",
    "previous_question": "Previous question",
    "next_question": "Next question",
    "one_page": "All questions and answers on one page",
    "one_page_title": "All questions and answers",
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
    "related": "Related questions",
    "cited_by": "Questions that refer to this one",
    "contact": "Still stuck?",
    "contact_here": "Write to us",
    "contact_mail": "Send an email to {address}",
    "contact_page": "Contact us",
    "mail_subject": "Question {number}: {title}",
    "feedback": "Did this help? Tell us by email:",
    "feedback_yes": "Yes, it helped",
    "feedback_no": "No, it did not help",
    "feedback_subject": "{verdict} - question {number} ({version}): {title}",
    "version": "version of {date}",
    "version_unknown": "version unknown",
    "reviewed": "Last reviewed on {date}",
    "edit": "Edit this answer",
    "copy_address": "Copy the address",
    "copy_link": "Copy the link to “{section}”",
    "copied": "Copied",
    "copy_failed": "Your browser did not let us copy it",
    "changes": "What changed",
    "changes_lead": "The answers by the day on which they last changed, the newest first.",
    "changes_unknown": "This copy of the site does not know when its answers changed.",
    "feed": "Follow the changes in a feed reader (Atom)",
    "date": "{day} {month} {year}",
    "months": "January February March April May June July August September October November December",
    "film_copy": "Film: {title}",
    "film_captions": "Captions",
    "llms_more": "More pages",
    "card_alt": "{site}: {title}",
    "moved": "This page has moved",
    "gone": "No longer here",
    "not_found": "This page is not here",
    "not_found_why": "The address may be mistyped, or the page may have another place now.",
    "not_found_home": "Go to the first page",
    "not_found_contact": "contact us",
    "not_found_or": "{home}, or {contact}.",
    "gone_files": "Files that were taken away",
    "version_lacks_page": "Version {version} does not have this page. It is",
    "page_is": "This page is",
    "in_current_version": "in the current version",
    "in_version": "in version {version}",
    "version_lacks": "This version does not have the page “{title}”. This is its first page.",
    "version_label": "Version",
    "old_version": "This is version {version}, which is not the current one.",
    "old_version_page": "Read this page in the current version",
    "old_version_gone": "See why this page is gone",
    "old_version_home": "Go to the current version",
    # The frame of the page
    "to_content": "Skip to content",
    "menu": "Menu",
    "close_menu": "Close the menu",
    "search": "Search",
    "close_search": "Close the search",
    "paper_address": "This page: {address}",
    "paper_date": "As of {date}",
}
"""The months are twelve words; {month} is one of them, {day} and {year} are numbers."""


WORDING = Path(__file__).parent / "wording"
OTHER_SCRIPTS = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
"""Languages (BCP 47) that are not what their first part is: traditional is not simplified Chinese."""


@cache
def texts_in(language: str) -> Mapping[str, str] | None:
    """Every text in a language, by its name as the theme has it, such as "de" or "pt-BR"; None for no file.

    Where there is no file for a region, that of the language serves.
    """
    name = language.lower().replace("_", "-")
    for one in (name, *(() if name.startswith(OTHER_SCRIPTS) else (name.partition("-")[0],))):
        if one == "en":
            return TEXTS
        if one.isascii() and (WORDING / f"{one}.toml").is_file():
            return tomllib.loads((WORDING / f"{one}.toml").read_text(encoding="utf-8"))
    return None


def worded(own: Mapping[str, str], language: str = "en") -> dict[str, str]:
    """Every text in a language, those of `own` in place of the usual ones; English where there is no file."""
    return {**(texts_in(language) or TEXTS), **own}


def check_wording(key: str, text: str) -> None:
    """Whether a text can stand in place of a usual one.  Raises ValueError that says what to write."""
    usual = names_in(TEXTS[key])
    if unknown := names_in(text) - usual:
        known = ", ".join(f"{{{name}}}" for name in sorted(usual)) or "no names"
        raise ValueError(f"cannot fill in {{{min(unknown)}}}; it knows {known}")
    if key == "months" and len(text.split()) != 12:
        raise ValueError(f"must be twelve words with spaces between, not {len(text.split())}")


def date_text(texts: Mapping[str, str], day: date) -> str:
    """A day as the site's readers write it."""
    month = texts["months"].split()[day.month - 1]
    return texts["date"].format(day=day.day, month=month, year=day.year)


def names_in(text: str) -> set[str]:
    """The names in braces.  Raises ValueError for a brace that stands alone."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"{error}; write {{{{ or }}}} for a brace that is only a brace") from None
